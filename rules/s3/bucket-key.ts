import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/bucket-key',
	title: 'SSE-KMS uses a bucket key',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const rule of bucket.all('BucketEncryption.ServerSideEncryptionConfiguration[]')) {
			for (const algorithm of rule.at('ServerSideEncryptionByDefault.SSEAlgorithm').alternatives) {
				if (algorithm.is('aws:kms') !== 'yes') continue;
				for (const bucketKey of rule.at('BucketKeyEnabled').alternatives) {
					if (bucketKey.is(true) !== 'no' || !bucketKey.together(algorithm)) continue;
					report(bucketKey.exists === 'yes' ? bucketKey : algorithm, `${bucket.name} calls KMS for every object, at KMS's price and within its request quota; a bucket key spares nearly all of these calls.`, {
						...(bucketKey.exists === 'yes' && { related: [algorithm] }),
						fix: { title: `Use a bucket key for ${bucket.name}`, change: change => change.set(bucketKey, true) },
					});
				}
			}
		}
	},
});
