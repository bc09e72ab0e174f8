import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/kms-key-with-aes256',
	title: 'A KMS key goes with SSE-KMS',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const rule of bucket.all('BucketEncryption.ServerSideEncryptionConfiguration[]')) {
			const usual = rule.at('ServerSideEncryptionByDefault');
			for (const algorithm of usual.at('SSEAlgorithm').alternatives) {
				if (algorithm.is('AES256') !== 'yes') continue;
				const key = usual.at('KMSMasterKeyID').alternatives.find(one => one.exists === 'yes' && one.string !== '' && one.together(algorithm));
				if (!key) continue;
				report(key, `${bucket.name} names a KMS key beside AES256, which uses S3's own keys; S3 rejects the pair.`, {
					related: [algorithm],
					fix: [
						{
							title: 'Encrypt with this key',
							effect: 'changes behaviour',
							change: change => change.set(algorithm, 'aws:kms').set(rule, 'BucketKeyEnabled', true),
						},
						{ title: "Keep S3's own keys", change: change => change.remove(key) },
					],
				});
			}
		}
	},
});
