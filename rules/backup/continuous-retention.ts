import { defineRule } from '../../engine/review/rule.ts';
import { MAXIMUM_CONTINUOUS_DAYS } from './facts.ts';

export default defineRule({
	id: 'backup/continuous-retention',
	title: 'Continuous backups are kept for 35 days at most',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html',
	on: 'AWS::Backup::BackupPlan',
	fixes: 'fix',
	review(plan, _design, report) {
		for (const rule of plan.at('BackupPlan.BackupPlanRule').items) {
			const continuous = rule.at('EnableContinuousBackup');
			const name = rule.at('RuleName').string ?? plan.name;
			if (continuous.is(true) === 'no') continue;
			for (const on of continuous.alternatives) {
				if (on.is(true) !== 'yes') continue;
				for (const days of rule.at('Lifecycle.DeleteAfterDays').alternatives) {
					if (days.number === undefined || days.number <= MAXIMUM_CONTINUOUS_DAYS || !days.together(on)) continue;
					report(days, `${name} keeps continuous backups for ${days.number} days; AWS Backup can go back to a point in time for ${MAXIMUM_CONTINUOUS_DAYS} days at most.`, {
						related: [on], fix: { title: `Keep them for ${MAXIMUM_CONTINUOUS_DAYS} days`, effect: 'changes behaviour', change: change => change.set(days, MAXIMUM_CONTINUOUS_DAYS) },
					});
				}
				for (const move of rule.at('Lifecycle.MoveToColdStorageAfterDays').alternatives) {
					// -1 is how the API says "never".
					if (move.number === undefined || move.number < 0 || !move.together(on)) continue;
					report(move, `${name} moves continuous backups to cold storage after ${move.number} days; AWS Backup cannot move these.`, {
						related: [on], fix: { title: 'Leave them in warm storage', change: change => change.remove(move) },
					});
				}
			}
		}
	},
});
