import type { Resource } from '../../engine/model/resource.ts';
import { type Answer, either } from '../../engine/model/value.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-object-lock',
	title: 'A locked bucket replicates to a locked bucket',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		if (locked(bucket) !== 'yes') return;
		for (const destination of bucket.all('ReplicationConfiguration.Rules[].Destination.Bucket')) {
			const replica = design.follow(destination, 'AWS::S3::Bucket');
			if (!replica || replica.id === bucket.id || locked(replica) !== 'no') continue;
			report(destination, `${bucket.name} has Object Lock and its destination ${replica.name} has not; S3 refuses to replicate locked objects to a place that does not keep the lock.`, {
				related: [replica],
				fix: { title: `Enable Object Lock on ${replica.name}`, effect: 'replaces the resource', change: change => change.set(replica, 'ObjectLockEnabled', true) },
			});
		}
	},
});

function locked(bucket: Resource): Answer {
	return either(bucket.at('ObjectLockEnabled').is(true), bucket.at('ObjectLockConfiguration').exists);
}
