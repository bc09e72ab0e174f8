import { timelines } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_TRANSITIONS, lifecycleLimits, timelineFix } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-ia-minimum-days',
	title: 'Objects stay 30 days before they move to an infrequent-access class',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: LIFECYCLE_TRANSITIONS,
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const timeline of timelines(bucket)) {
			for (const step of timeline.steps) {
				const minimum = lifecycleLimits.minimumAge(step.storageClass);
				if (step.unit !== 'age' || step.day >= minimum) continue;
				report(step.property, `${timeline.kind === 'current' ? 'Objects' : 'Old versions'} move to ${step.storageClass} after ${step.day} days; S3 requires at least ${minimum}.`,
					{ fix: timelineFix(timeline) });
			}
		}
	},
});
