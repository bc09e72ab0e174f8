import { pairs, timelines } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_TRANSITIONS, lifecycleLimits, timelineFix } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-ia-glacier-gap',
	title: 'Objects stay 30 days in an infrequent-access class before they move on',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: LIFECYCLE_TRANSITIONS,
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const timeline of timelines(bucket)) {
			for (const [earlier, later] of pairs(timeline)) {
				const stay = lifecycleLimits.minimumStay(earlier.storageClass);
				const days = later.day - earlier.day;
				// The same day twice, or a step back up, is another rule's finding.
				const down = (lifecycleLimits.rank(later.storageClass) ?? 0) > (lifecycleLimits.rank(earlier.storageClass) ?? 0);
				if (!down || days === 0 || days >= stay) continue;
				report(later.property,
					`${timeline.kind === 'current' ? 'Objects' : 'Old versions'} move to ${later.storageClass} ${days} days after ${earlier.storageClass}; S3 requires ${stay}.`,
					{ related: [earlier.property], fix: timelineFix(timeline) });
			}
		}
	},
});
