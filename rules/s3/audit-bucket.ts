import { keepsVersions } from '../../engine/queries/versioning.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/audit-bucket',
	title: 'The bucket of an audit trail is versioned and logged',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
	on: 'AWS::CloudTrail::Trail',
	fixes: 'fix',
	review(trail, design, report) {
		for (const use of trail.at('S3BucketName').alternatives) {
			const bucket = design.follow(use, 'AWS::S3::Bucket');
			if (!bucket || bucket.partial) continue;
			const status = bucket.at('VersioningConfiguration.Status');
			if (status.alternatives.length === 1 && keepsVersions(status) === 'no') {
				report(use, `${trail.name} keeps its records in ${bucket.name}, which is not versioned: whoever deletes or overwrites one leaves no trace.`, {
					related: [bucket], fix: { title: `Enable versioning on ${bucket.name}`, change: change => change.set(status, 'Enabled') },
				});
			}
			if (bucket.at('LoggingConfiguration').exists === 'no') {
				report(use, `${trail.name} keeps its records in ${bucket.name}, whose own access is not logged: nobody can tell who read or deleted them.`, { related: [bucket] });
			}
		}
	},
});
