import { isBackedUp } from '../../engine/queries/backup-coverage.ts';
import { type ChangeBuilder, defineRule } from '../../engine/review/rule.ts';
import { BACKUP_DAYS, hasOrigin, INSTANCE, isReplica, standsAlone, WANTED_BACKUP_DAYS } from './facts.ts';

export default defineRule({
	id: 'rds/backup-retention',
	title: 'Automated backups are kept',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html',
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		if (standsAlone(database) !== 'yes') return;
		const follows = isReplica(database);
		for (const retention of database.at('BackupRetentionPeriod').alternatives) {
			const days = retention.exists === 'no' ? BACKUP_DAYS.usual : retention.number;
			if (days === undefined) continue;
			const rejected = days < 0 || days > BACKUP_DAYS.most || !Number.isInteger(days);
			// A replica has its source's backups, and what is restored the retention of where it comes from.
			if (!rejected && (follows !== 'no' || ((retention.exists === 'no' || days === 0) && hasOrigin(database) !== 'no'))) continue;
			if (!rejected && (days >= WANTED_BACKUP_DAYS || isBackedUp(database) === 'yes')) continue;
			const wanted = days > BACKUP_DAYS.most ? BACKUP_DAYS.most : WANTED_BACKUP_DAYS;
			const fix = {
				title: `Keep the backups of ${database.name} for ${wanted} days`,
				...(days === 0 && { effect: 'changes behaviour' as const }),
				change: (change: ChangeBuilder) => void change.set(retention, wanted),
			};
			if (rejected) report(retention, `RDS keeps backups for 0 to ${BACKUP_DAYS.most} days; ${database.name} asks for ${days}.`, { severity: 'error', fix });
			else if (days === 0) report(retention, `${database.name} has no automated backups: after a mistake or a lost disk there is no point in time to go back to.`, { fix });
			else report(retention, `${database.name} keeps its backups for ${days} ${days === 1 ? 'day' : 'days'}; what is noticed after a weekend can no longer be undone.`, { severity: 'hint', fix });
		}
	},
});
