import { defineRule } from '../../engine/review/rule.ts';

const DEFAULT = 'BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.SSEAlgorithm';

export default defineRule({
	id: 's3/object-encryption',
	title: 'Objects are encrypted as their bucket would',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
	on: 'Plumbline::S3::Object',
	fixes: 'fix',
	review(object, design, report) {
		const bucket = design.follow(object.at('Bucket'), 'AWS::S3::Bucket');
		if (!bucket || object.at('SSEKMSKeyId').exists !== 'no') return;
		for (const algorithm of object.at('ServerSideEncryption').alternatives) {
			if (algorithm.exists !== 'yes' || algorithm.is('AES256') !== 'yes') continue;
			const usual = bucket.all(DEFAULT).find(one => one.is('aws:kms', 'aws:kms:dsse') === 'yes' && one.together(algorithm));
			if (!usual) continue;
			report(algorithm, `This object is stored under S3's own key, while ${bucket.name} encrypts by ${usual.scalar}: it falls outside the key's policy and its audit.`, {
				related: [usual],
				fix: { title: `Encrypt it as ${bucket.name} does`, effect: 'changes behaviour', change: change => change.remove(algorithm) },
			});
		}
	},
});
