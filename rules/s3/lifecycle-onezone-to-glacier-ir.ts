import { pairs, timelines } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_TRANSITIONS } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-onezone-to-glacier-ir',
	title: 'One Zone-IA does not lead to Glacier Instant Retrieval',
	severity: 'error',
	pillar: 'cost',
	since: '0.1.0',
	source: LIFECYCLE_TRANSITIONS,
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const timeline of timelines(bucket)) {
			for (const [earlier, later] of pairs(timeline)) {
				if (earlier.storageClass !== 'ONEZONE_IA' || later.storageClass !== 'GLACIER_IR') continue;
				report(later.classProperty, 'S3 does not move objects from ONEZONE_IA to GLACIER_IR; from there only GLACIER and DEEP_ARCHIVE are open.', {
					related: [earlier.classProperty],
					fix: [
						{ title: 'Move to GLACIER instead of GLACIER_IR', effect: 'changes behaviour', change: change => change.set(later.classProperty, 'GLACIER') },
						{ title: 'Use STANDARD_IA instead of ONEZONE_IA', effect: 'changes behaviour', change: change => change.set(earlier.classProperty, 'STANDARD_IA') },
					],
				});
			}
		}
	},
});
