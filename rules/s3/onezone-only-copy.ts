import { timelines } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/onezone-only-copy',
	title: 'The only copy is in more than one zone',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html#sc-infreq-data-access',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		if (bucket.at('ReplicationConfiguration').exists !== 'no') return;
		// A replica is a second copy already.
		const sources = design.pointing('AWS::S3::Bucket', 'ReplicationConfiguration.Rules[].Destination.Bucket', bucket);
		if (sources.certain.length > 0 || sources.possible.length > 0) return;
		for (const { kind, steps } of timelines(bucket)) {
			if (kind !== 'current') continue;
			for (const step of steps) {
				if (step.storageClass !== 'ONEZONE_IA') continue;
				const classes = ['STANDARD_IA', 'INTELLIGENT_TIERING'].filter(name => !steps.some(one => one.storageClass === name));
				report(step.classProperty, `ONEZONE_IA keeps objects in one availability zone; ${bucket.name} is not replicated, so with the zone its only copy is lost.`, {
					fix: classes.map(name => ({ title: `Move objects to ${name} instead`, effect: 'changes behaviour', change: change => change.set(step.classProperty, name) })),
				});
			}
		}
	},
});
