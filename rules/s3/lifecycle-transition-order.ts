import { pairs, timelines } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_TRANSITIONS, dayText, lifecycleLimits, timelineFix } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-transition-order',
	title: 'Lifecycle transitions go down the storage classes',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: LIFECYCLE_TRANSITIONS,
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const timeline of timelines(bucket)) {
			for (const [earlier, later] of pairs(timeline)) {
				const [from, to] = [lifecycleLimits.rank(earlier.storageClass), lifecycleLimits.rank(later.storageClass)];
				// Two moves on one day are another rule's finding.
				if (from === undefined || to === undefined || to >= from || later.day === earlier.day) continue;
				report(later.classProperty,
					`${later.storageClass} on ${dayText(later.day, later.unit)} follows ${earlier.storageClass} on ${dayText(earlier.day, earlier.unit)}; `
					+ 'S3 never moves objects back up to a warmer class.',
					{ related: [earlier.classProperty], fix: timelineFix(timeline) });
			}
		}
	},
});
