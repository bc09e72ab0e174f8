import { defineRule } from '../../engine/review/rule.ts';
import { INSTANCE, isReplica, WANTED_BACKUP_DAYS } from './facts.ts';

export default defineRule({
	id: 'rds/replica-needs-backups',
	title: 'The source of a replica has automated backups',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Create.html',
	on: INSTANCE,
	fixes: 'fix',
	review(replica, design, report) {
		if (isReplica(replica) !== 'yes') return;
		for (const reference of replica.at('SourceDBInstanceIdentifier').alternatives) {
			const source = design.follow(reference, INSTANCE);
			// A replica of a replica rests on the backups of the first in the chain.
			if (!source || isReplica(source) !== 'no') continue;
			for (const retention of source.at('BackupRetentionPeriod').alternatives) {
				if (retention.exists === 'no' || retention.is(0) !== 'yes' || !retention.together(reference)) continue;
				report(reference, `${replica.name} replicates ${source.name}, which has no automated backups; RDS refuses replicas of it, for they begin with a backup.`, {
					related: [retention],
					fix: { title: `Keep the backups of ${source.name} for ${WANTED_BACKUP_DAYS} days`, effect: 'changes behaviour', change: change => change.set(retention, WANTED_BACKUP_DAYS) },
				});
			}
		}
	},
});
