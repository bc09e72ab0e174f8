import { isBackedUp } from '../../engine/queries/backup-coverage.ts';
import { TABLES, copiesOf } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { RECOVERY_DAYS } from './facts.ts';

const SPECIFICATION = 'PointInTimeRecoverySpecification';

export default defineRule({
	id: 'dynamodb/pitr',
	title: 'Tables can be restored to any second of the last weeks',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html',
	on: TABLES,
	fixes: 'fix',
	review(table, _design, report) {
		// Plans of AWS Backup protect as well.
		const covered = isBackedUp(table);
		for (const { place, name } of copiesOf(table)) {
			for (const enabled of place.at(`${SPECIFICATION}.PointInTimeRecoveryEnabled`).alternatives) {
				if (enabled.is(true) !== 'no' || covered !== 'no') continue;
				report(enabled, `Point-in-time recovery of ${name} is ${enabled.exists === 'yes' ? 'off' : 'not on, as it is by default'}: what a bug or a hand deletes or overwrites is gone.`, {
					fix: { title: `Keep ${name} restorable to any second of the last 35 days`, change: change => change.set(enabled, true) },
				});
			}
			for (const days of place.at(`${SPECIFICATION}.RecoveryPeriodInDays`).alternatives) {
				const { number } = days;
				if (number === undefined || (number >= RECOVERY_DAYS.least && number <= RECOVERY_DAYS.most)) continue;
				const nearest = number < RECOVERY_DAYS.least ? RECOVERY_DAYS.least : RECOVERY_DAYS.most;
				report(days, `Point-in-time recovery of ${name} goes back ${number} days; DynamoDB takes ${RECOVERY_DAYS.least} to ${RECOVERY_DAYS.most}.`, {
					severity: 'error', fix: { title: `Go back ${nearest} ${nearest === 1 ? 'day' : 'days'}`, change: change => change.set(days, nearest) },
				});
			}
		}
	},
});
