import { nameParts } from '../../engine/queries/name-parts.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/acceleration-name',
	title: 'Transfer Acceleration needs a bucket name without dots',
	severity: 'error',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAccelerateConfiguration.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const status of bucket.at('AccelerateConfiguration.AccelerationStatus').alternatives) {
			if (status.is('Enabled') !== 'yes') continue;
			for (const property of bucket.at('BucketName').alternatives) {
				const name = nameParts(property);
				if (!name?.pieces.some(piece => piece.includes('.')) || !property.together(status)) continue;
				const plain = name.whole?.replaceAll('.', '-');
				const fixes: FixSpec[] = [{ title: 'Suspend Transfer Acceleration', effect: 'changes behaviour', preferred: false, change: change => change.set(status, 'Suspended') }];
				if (plain !== undefined) fixes.unshift({ title: `Name the bucket ${plain}`, effect: 'replaces the resource', preferred: false, change: change => change.set(property, plain) });
				report(status, `S3 refuses Transfer Acceleration for ${bucket.name}: ${name.whole === undefined ? 'its name has' : `the name ${name.whole} has`} a dot, and the accelerate endpoint's certificate covers names without dots only.`, {
					related: [property], fix: fixes,
				});
			}
		}
	},
});
