import type { Property, Resource } from '../../engine/model/resource.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';
import { lockLimits } from './facts.ts';

const { graceDays, shortestDays, longestDays } = lockLimits;

export default defineRule({
	id: 'backup/vault-lock',
	title: 'Vaults are locked as AWS Backup allows',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html',
	on: 'AWS::Backup::BackupVault',
	fixes: 'fix',
	review(vault, _design, report) {
		for (const lock of vault.at('LockConfiguration').alternatives) {
			if (lock.exists === 'no') report(lock, `Whoever may delete recovery points of ${vault.name} can delete all of them: it has no lock.`, { severity: 'hint' });
			else if (lock.exists === 'yes') reviewLock(vault, lock, report);
		}
	},
});

function reviewLock(vault: Resource, lock: Property, report: Report): void {
	for (const grace of lock.at('ChangeableForDays').alternatives) {
		const days = grace.number;
		if (days !== undefined && (days < graceDays || days > longestDays)) {
			report(grace, `The lock of ${vault.name} can be changed for ${days} days; AWS Backup takes ${graceDays} to ${longestDays}.`, {
				fix: { title: `Leave the lock of ${vault.name} in governance mode, which those with the right to do so can lift`, effect: 'changes behaviour', change: change => change.remove(grace) },
			});
		} else if (grace.exists === 'yes') {
			report(grace, `${days ?? 'Some'} days after the deployment the lock of ${vault.name} is final: nobody, not even AWS, can shorten a retention, delete a recovery point or the vault until all have expired.`, { severity: 'warning' });
		}
	}
	for (const bound of [lock.at('MinRetentionDays'), lock.at('MaxRetentionDays')].flatMap(one => one.alternatives)) {
		const days = bound.number;
		if (days === undefined || (days >= shortestDays && days <= longestDays)) continue;
		outside(bound, `The lock of ${vault.name} has a retention of ${days} days; AWS Backup takes ${shortestDays} to ${longestDays}.`, days < shortestDays ? shortestDays : longestDays);
	}
	for (const least of lock.at('MinRetentionDays').alternatives) {
		for (const most of lock.at('MaxRetentionDays').alternatives) {
			if (least.number === undefined || most.number === undefined || least.number <= most.number || !least.together(most)) continue;
			if (most.number < shortestDays || least.number > longestDays) continue;
			report(least, `${vault.name} wants backups kept for ${least.number} days at least and ${most.number} at most: no backup can be both.`, {
				related: [most], fix: { title: `Keep backups for ${most.number} days at least`, effect: 'changes behaviour', change: change => change.set(least, most.number!) },
			});
		}
	}

	function outside(place: Property, message: string, days: number): void {
		report(place, message, { fix: { title: `Set ${place.label} to ${days}`, change: change => change.set(place, days) } });
	}
}
