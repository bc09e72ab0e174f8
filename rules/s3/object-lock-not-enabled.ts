import { both } from '../../engine/model/value.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/object-lock-not-enabled',
	title: 'A lock configuration stands on a bucket with Object Lock',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		const enabled = bucket.at('ObjectLockEnabled');
		for (const configuration of bucket.at('ObjectLockConfiguration').alternatives) {
			// A configuration that says so itself enables the lock on a versioned bucket: `s3/object-lock-versioning` asks for that.
			const itself = configuration.at('ObjectLockEnabled');
			if (both(configuration.exists, itself.exists === 'no' ? 'yes' : 'no', enabled.is(true) === 'no' ? 'yes' : 'no') !== 'yes') continue;
			report(configuration, `${bucket.name} has a lock configuration and does not enable Object Lock: S3 refuses the one without the other.`, {
				key: true,
				...(enabled.exists === 'yes' && { related: [enabled] }),
				fix: { title: `Enable Object Lock on ${bucket.name}`, effect: 'replaces the resource', change: change => change.set(bucket, 'ObjectLockEnabled', true).set(itself, 'Enabled') },
			});
		}
	},
});
