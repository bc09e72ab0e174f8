import { defineRule } from '../../engine/review/rule.ts';
import { hasNoOwnKey, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'rds/backup-replication-key',
	title: "Backups in another region are encrypted with the customer's own key",
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/AutomatedBackups.Replicating.Enable.html',
	on: INSTANCE,
	review(database, _design, report) {
		const replicated = ['AutomaticBackupReplicationRegion', 'AutomaticBackupReplicationRetentionPeriod'].map(name => database.at(name)).find(one => one.exists === 'yes');
		if (!replicated) return;
		for (const key of database.at('AutomaticBackupReplicationKmsKeyId').alternatives) {
			if (hasNoOwnKey(key)) report(key, `The backups of ${database.name} go to another region, and no key of yours is named for them there.`, { related: [replicated] });
		}
	},
});
