import { defineRule, refer } from '../../engine/review/rule.ts';

const VAULT = 'AWS::Backup::BackupVault';

export default defineRule({
	id: 'backup/plan-vault',
	title: 'Plans name a vault that exists',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html',
	on: 'AWS::Backup::BackupPlan',
	fixes: 'fix',
	review(plan, design, report) {
		for (const vaultName of plan.all('BackupPlan.BackupPlanRule[].TargetBackupVault')) {
			const name = vaultName.string;
			if (name === undefined || name === 'Default' || design.follow(vaultName, VAULT)) continue;
			// A vault of another stack can have any name, but hardly one that only case or hyphens tell from one of these.
			const meant = design.all(VAULT).find(vault => alike(vault.at('BackupVaultName').string ?? '', name));
			const usual = alike(name, 'Default');
			if (!meant && !usual) continue;
			report(vaultName, `${plan.name} writes to a vault named ${name}, and there is none: names of vaults are told apart by case, and ${meant ? `this design has ${meant.at('BackupVaultName').string}` : 'that of the account is Default'}. Every backup job fails.`, {
				related: meant ? [meant] : [], fix: { title: `Write to ${meant?.name ?? 'Default'}`, change: change => change.set(vaultName, meant ? refer(meant) : 'Default') },
			});
		}
	},
});

function alike(one: string, other: string): boolean {
	const plain = (name: string) => name.toLowerCase().replace(/[-_]/g, '');
	return one !== other && plain(one) === plain(other);
}
