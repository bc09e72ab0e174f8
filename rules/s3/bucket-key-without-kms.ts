import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/bucket-key-without-kms',
	title: 'A bucket key goes with SSE-KMS',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const rule of bucket.all('BucketEncryption.ServerSideEncryptionConfiguration[]')) {
			for (const bucketKey of rule.at('BucketKeyEnabled').alternatives) {
				if (bucketKey.is(true) !== 'yes') continue;
				const algorithms = rule.at('ServerSideEncryptionByDefault.SSEAlgorithm').alternatives;
				// Where a condition chooses, the one setting serves the other choice; S3 ignores it beside SSE-S3.
				const serves = algorithms.some(one => one.is('aws:kms') === 'yes' && one.together(bucketKey));
				for (const algorithm of algorithms) {
					const layered = algorithm.is('aws:kms:dsse') === 'yes';
					if (serves && !layered) continue;
					if ((!layered && algorithm.is('AES256') !== 'yes') || !algorithm.together(bucketKey)) continue;
					report(bucketKey, layered
						? `${bucket.name} encrypts with DSSE-KMS, which does not support bucket keys.`
						: `${bucket.name} encrypts with SSE-S3, which never calls KMS: the bucket key has nothing to spare.`,
					{
						severity: layered ? 'error' : 'warning',
						related: [algorithm],
						...(!serves && { fix: { title: `Remove ${bucketKey.label}`, change: change => change.remove(bucketKey) } }),
					});
				}
			}
		}
	},
});
