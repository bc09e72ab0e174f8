import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-not-retroactive',
	title: 'New replication does not copy what is there already',
	severity: 'information',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html',
	on: 'AWS::S3::Bucket',
	evolution: true,
	review(bucket, design, report) {
		const before = design.before(bucket);
		if (before?.at('ReplicationConfiguration').exists !== 'no') return;
		const added = bucket.at('ReplicationConfiguration');
		if (added.exists !== 'yes') return;
		report(added, `${bucket.name} exists already, and replication begins with what is written from now on: the objects in it need a Batch Replication job of their own.`, { key: true });
	},
});
