import { defineRule } from '../../engine/review/rule.ts';
import { MINIMUM_START_MINUTES } from './facts.ts';

export default defineRule({
	id: 'backup/window',
	title: 'Backup jobs have time to start and to end',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html',
	on: 'AWS::Backup::BackupPlan',
	fixes: 'fix',
	review(plan, _design, report) {
		for (const rule of plan.at('BackupPlan.BackupPlanRule').items) {
			const name = rule.at('RuleName').string ?? plan.name;
			for (const start of rule.at('StartWindowMinutes').alternatives) {
				const minutes = start.number;
				if (minutes !== undefined && minutes < MINIMUM_START_MINUTES) {
					report(start, `${name} gives backup jobs ${minutes} minutes to start; AWS Backup wants ${MINIMUM_START_MINUTES} at least.`, {
						fix: { title: `Give them ${MINIMUM_START_MINUTES} minutes`, change: change => change.set(start, MINIMUM_START_MINUTES) },
					});
				}
				for (const end of rule.at('CompletionWindowMinutes').alternatives) {
					if (minutes === undefined || end.number === undefined || end.number > Math.max(minutes, MINIMUM_START_MINUTES) || !start.together(end)) continue;
					const longer = Math.max(minutes, MINIMUM_START_MINUTES) + 60;
					report(end, `${name} ends backup jobs after ${end.number} minutes, and they may start within ${minutes}; AWS Backup wants the end to be later.`, {
						related: [start], fix: { title: `Let them end after ${longer} minutes`, change: change => change.set(end, longer) },
					});
				}
			}
		}
	},
});
