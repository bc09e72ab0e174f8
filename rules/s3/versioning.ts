import { keepsVersions } from '../../engine/queries/versioning.ts';
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
			if (keepsVersions(status) !== 'no') continue;
			const state = status.is('Suspended') === 'yes' ? 'takes no new versions (versioning is suspended)' : 'is not versioned';
			report(status, `${bucket.name} ${state}: an object that is overwritten or deleted is gone.`, {
				severity: logsOnly ? 'hint' : 'warning',
				fix: { title: `Enable versioning on ${bucket.name}`, change: change => change.set(status, 'Enabled') },
			});
		}
	},
});
