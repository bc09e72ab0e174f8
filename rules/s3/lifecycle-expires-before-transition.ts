import { timelines, together } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_TRANSITIONS, dayText } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-expires-before-transition',
	title: 'Objects expire after their last transition',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: LIFECYCLE_TRANSITIONS,
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const timeline of timelines(bucket)) {
			for (const expiration of timeline.expirations) {
				const late = timeline.steps.filter(step => expiration.day <= step.day && together(expiration, step));
				const last = late.at(-1);
				if (!last) continue;
				const classes = late.map(step => step.storageClass).join(', ');
				report(expiration.property,
					`${timeline.kind === 'current' ? 'Objects' : 'Old versions'} expire on ${dayText(expiration.day, expiration.unit)}, `
					+ `not after the move to ${last.storageClass} on ${dayText(last.day, last.unit)}; S3 rejects the rule.`,
					{
						related: late.map(step => step.property),
						// Deleting later than the design says would keep data against its word; the transition never happens.
						fix: {
							title: `Remove the transition to ${classes}, which nothing lives to see`,
							change: change => {
								for (const step of late) change.remove(step.transition);
							},
						},
					});
			}
		}
	},
});
