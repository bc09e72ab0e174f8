import { isLogTarget } from '../../engine/queries/access-logs.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/object-lock',
	title: 'Data that must not be deleted is kept under lock',
	severity: 'hint',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		const lock = bucket.at('ObjectLockEnabled');
		if (lock.is(true) !== 'no' || bucket.at('ObjectLockConfiguration').exists !== 'no' || isLogTarget(bucket)) return;
		const trail = design.pointing('AWS::CloudTrail::Trail', 'S3BucketName', bucket).certain[0];
		if (trail) {
			report(lock, `${bucket.name} receives the trail ${trail.name} without Object Lock: whoever may delete objects there can delete the traces of what they did.`, { related: [trail] });
		} else report(lock, `${bucket.name} has no Object Lock: whoever may delete its objects can delete them for good, ransomware included.`);
	},
});
