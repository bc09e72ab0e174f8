import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/versioning',
	title: 'Buckets keep earlier versions of their objects',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		const logsOnly = design.pointing('AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName', bucket).certain.length > 0;
		for (const status of bucket.at('VersioningConfiguration.Status').alternatives) {
			if (status.is('Enabled') !== 'no' || status.is('Suspended') === 'yes') continue;
			report(status, `${bucket.name} is not versioned: an object that is overwritten or deleted is gone.`, {
				severity: logsOnly ? 'hint' : 'warning',
				fix: { title: `Enable versioning on ${bucket.name}`, change: change => change.set(status, 'Enabled') },
			});
		}
	},
});
