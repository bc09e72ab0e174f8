import type { Architecture } from '../../engine/model/architecture.ts';
import type { Property } from '../../engine/model/resource.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';

const VAULT = 'AWS::Backup::BackupVault';

export default defineRule({
	id: 'backup/retention-outside-lock',
	title: 'Plans keep backups as their vault is locked to',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
	on: 'AWS::Backup::BackupPlan',
	fixes: 'fix',
	review(plan, design, report) {
		for (const rule of plan.at('BackupPlan.BackupPlanRule').items) {
			held(rule.at('TargetBackupVault'), rule, design, report);
			for (const copy of rule.at('CopyActions').items) held(copy.at('DestinationBackupVaultArn'), copy, design, report);
		}
	},
});

/** What is kept in a vault of this design, by a rule or by one of its copies. */
function held(target: Property, keeper: Property, design: Architecture, report: Report): void {
	const vault = design.follow(target, VAULT), lock = vault?.at('LockConfiguration');
	if (!vault || !lock) return;
	for (const days of keeper.at('Lifecycle.DeleteAfterDays').alternatives) {
		for (const [bound, broken] of [
			[lock.at('MinRetentionDays'), (limit: number, kept: number) => kept < limit],
			[lock.at('MaxRetentionDays'), (limit: number, kept: number) => kept > limit],
		] as const) {
			// Not written, or -1, is for ever.
			const kept = days.exists === 'no' || days.is(-1) === 'yes' ? Number.POSITIVE_INFINITY : days.number, limit = bound.number;
			if (kept === undefined || limit === undefined || !broken(limit, kept) || !days.together(bound)) continue;
			report(days, `Backups are kept ${kept === Number.POSITIVE_INFINITY ? 'for ever' : `for ${kept} days`}, and the lock of ${vault.name} allows ${kept < limit ? `no less than ${limit}` : `no more than ${limit}`}: every job into it fails.`, {
				related: [bound], fix: { title: `Keep them for ${limit} days`, effect: 'changes behaviour', change: change => change.set(days, limit) },
			});
		}
	}
}
