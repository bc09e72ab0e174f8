import { isBackedUp } from '../../engine/queries/backup-coverage.ts';
import { namesOf } from '../../engine/queries/key-uses.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { INSTANCE, isReplica } from './facts.ts';

export default defineRule({
	id: 'rds/replica-as-backup',
	title: 'Replicas are no backups',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html',
	on: INSTANCE,
	review(source, design, report) {
		const retention = source.at('BackupRetentionPeriod');
		if (isReplica(source) !== 'no' || retention.exists === 'no' || retention.is(0) !== 'yes') return;
		const replicas = design.pointing(INSTANCE, 'SourceDBInstanceIdentifier', source).certain.filter(one => isReplica(one) === 'yes');
		if (replicas.length === 0 || isBackedUp(source) !== 'no') return;
		report(source, `${source.name} has replicas (${namesOf(replicas)}) and no backups: what is deleted or damaged by mistake is so in each of them a moment later.`, { related: replicas });
	},
});
