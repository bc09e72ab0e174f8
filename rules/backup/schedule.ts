import { schedule } from '../../engine/aws/schedules.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';
import { USUAL_SCHEDULE } from './facts.ts';

export default defineRule({
	id: 'backup/schedule',
	title: 'Backup plans have a schedule that AWS can read',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html',
	on: 'AWS::Backup::BackupPlan',
	fixes: 'fix',
	review(plan, _design, report) {
		for (const rule of plan.at('BackupPlan.BackupPlanRule').items) {
			const name = rule.at('RuleName').string ?? plan.name;
			for (const expression of rule.at('ScheduleExpression').alternatives) {
				const text = expression.string;
				const fix: FixSpec = { title: 'Back up every day at 5:00', effect: 'changes behaviour', change: change => change.set(expression, USUAL_SCHEDULE) };
				if (expression.exists === 'no') {
					report(expression, `${name} says no time: AWS Backup then starts it every day at 5:00 UTC.`, { severity: 'information', fix: { title: 'Say so: every day at 5:00', change: fix.change } });
				} else if (text !== undefined) {
					const read = schedule(text);
					if (read.kind === 'wrong') report(expression, `The schedule of ${name} ${read.why}; AWS Backup refuses it.`, { fix });
				}
			}
		}
	},
});
