import { both, not } from '../../engine/model/value.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/object-lock-versioning',
	title: 'Object Lock works on versioned buckets only',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		const enabled = bucket.at('ObjectLockEnabled');
		const configured = bucket.at('ObjectLockConfiguration');
		for (const status of bucket.at('VersioningConfiguration.Status').alternatives) {
			// Creating a bucket with Object Lock turns versioning on by itself; only a lock that is put on later needs it declared.
			const written = status.exists === 'yes';
			const locked = written ? enabled.is(true) === 'yes' || configured.exists === 'yes' : both(configured.exists, not(enabled.is(true))) === 'yes';
			if (!locked || status.is('Enabled') !== 'no' || !status.together(configured)) continue;
			const state = written ? `${status.scalar}` : 'not enabled';
			report(status, `Versioning of ${bucket.name} is ${state}; Object Lock protects versions and S3 refuses it without versioning.`, {
				related: [configured.exists === 'yes' ? configured : enabled],
				fix: { title: `Enable versioning on ${bucket.name}`, change: change => change.set(status, 'Enabled') },
			});
		}
	},
});
