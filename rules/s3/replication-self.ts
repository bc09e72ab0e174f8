import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-self',
	title: 'A bucket replicates to another bucket',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		// Of several buckets that are written as one, each may name another.
		if (bucket.multiplicity) return;
		for (const destination of bucket.all('ReplicationConfiguration.Rules[].Destination.Bucket')) {
			if (design.follow(destination, 'AWS::S3::Bucket')?.id !== bucket.id) continue;
			report(destination, `${bucket.name} names itself as the destination of its replication; S3 takes only another bucket, and no copy would ever exist.`);
		}
	},
});
