import { ruleName, timelines, together } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_TRANSITIONS, dayText, lifecycleBilledLimits, timelineFix } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-duplicate-transition',
	title: 'A lifecycle rule moves objects once to a class, and once a day',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: LIFECYCLE_TRANSITIONS,
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const timeline of timelines(bucket)) {
			const who = timeline.kind === 'current' ? 'objects' : 'old versions';
			timeline.steps.forEach((later, index) => {
				const earlier = timeline.steps.slice(0, index).filter(one => one.transition !== later.transition && together(one, later));
				const day = dayText(later.day, later.unit);
				const sameClass = earlier.find(one => one.storageClass === later.storageClass);
				if (sameClass) {
					report(later.classProperty,
						`In ${ruleName(timeline.rule)} ${who} move to ${later.storageClass} on ${dayText(sameClass.day, sameClass.unit)} and again on ${day}; S3 takes one transition to a class.`,
						{
							related: [sameClass.classProperty],
							fix: { title: `Remove the second move to ${later.storageClass}`, change: change => change.remove(later.transition) },
						});
					return;
				}
				const sameDay = earlier.find(one => one.day === later.day);
				if (!sameDay) return;
				report(later.property, `In ${ruleName(timeline.rule)} ${who} move to ${sameDay.storageClass} and to ${later.storageClass} on ${day}; S3 takes one transition a day.`,
					{ related: [sameDay.property], fix: timelineFix(timeline, lifecycleBilledLimits) });
			});
		}
	},
});
