import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/object-lock',
	title: 'Audit trails are kept under lock',
	severity: 'hint',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		const trail = design.pointing('AWS::CloudTrail::Trail', 'S3BucketName', bucket).certain[0];
		const lock = bucket.at('ObjectLockEnabled');
		if (!trail || lock.is(true) !== 'no' || bucket.at('ObjectLockConfiguration').exists !== 'no') return;
		report(lock, `${bucket.name} receives the trail ${trail.name} without Object Lock: whoever may delete objects there can delete the traces of what they did.`, { related: [trail] });
	},
});
