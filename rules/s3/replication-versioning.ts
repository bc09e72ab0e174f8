import { keepsVersions } from '../../engine/queries/versioning.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-versioning',
	title: 'Replication needs versioning on both buckets',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		for (const destination of bucket.all('ReplicationConfiguration.Rules[].Destination.Bucket')) {
			const replica = design.follow(destination, 'AWS::S3::Bucket');
			for (const side of [bucket, replica]) {
				for (const status of side?.at('VersioningConfiguration.Status').alternatives ?? []) {
					if (!side || !status.together(destination) || keepsVersions(status) !== 'no') continue;
					const where = status.when.filter(one => !side.when.includes(one)).map(one => `${one.name} is ${one.is}`);
					report(destination, `${side.name} is not versioned${where.length > 0 ? ` where ${where.join(' and ')}` : ''}; S3 replicates only between versioned buckets.`, {
						related: [side],
						fix: { title: `Enable versioning on ${side.name}`, change: change => change.set(status, 'Enabled') },
					});
				}
			}
		}
	},
});
