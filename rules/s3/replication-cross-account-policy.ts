import { allows } from '../../engine/policy/access.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { pattern } from '../../engine/policy/patterns.ts';
import { bucketArn, canonical } from '../../engine/policy/texts.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-cross-account-policy',
	title: 'A bucket of another account lets the replication role in',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-walkthrough-2.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		const role = bucket.at('ReplicationConfiguration.Role');
		const own = bucket.at('@Account').string;
		if (own === undefined || role.exists !== 'yes') return;
		for (const destination of bucket.all('ReplicationConfiguration.Rules[].Destination.Bucket')) {
			const replica = design.follow(destination, 'AWS::S3::Bucket');
			const theirs = replica?.at('@Account').string;
			if (!replica || theirs === undefined || theirs === own) continue;
			const { certain, possible } = design.pointing('AWS::S3::BucketPolicy', 'Bucket', replica);
			const arn = canonical(role);
			const request = { caller: { kind: 'identity', ...(arn && { arn: pattern(arn) }) } as const, action: 's3:ReplicateObject', resource: bucketArn(replica, '/*') };
			const answers = certain.map(policy => readPolicy(policy.at('PolicyDocument'))).map(policy => (policy && arn ? allows(policy, request) : 'maybe'));
			if (possible.length > 0 || answers.some(answer => answer !== 'no')) continue;
			const why = certain.length > 0 ? 'no policy of that bucket lets the role of this one replicate into it' : 'that bucket has no policy that would let the role of this one in';
			report(destination, `${bucket.name} (account ${own}) replicates to ${replica.name} in account ${theirs}, and ${why}: S3 denies every replica.`, { related: [replica, ...certain] });
		}
	},
});
