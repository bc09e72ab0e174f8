import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'backup/cross-region',
	title: 'Backups are copied to another region',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html',
	on: 'AWS::Backup::BackupPlan',
	review(plan, design, report) {
		const rules = plan.at('BackupPlan.BackupPlanRule').items;
		if (rules.length === 0 || rules.complete !== 'yes' || rules.some(rule => rule.at('CopyActions').exists !== 'no')) return;
		// A plan that selects nothing is another rule's finding.
		const { certain } = design.pointing('AWS::Backup::BackupSelection', 'BackupPlanId', plan);
		if (certain.length === 0) return;
		report(plan, `No rule of ${plan.name} copies its backups: what takes away the region, or this account, takes away what it protects and the backups with it.`, { related: certain });
	},
});
