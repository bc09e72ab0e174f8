import type { Draft } from '../../engine/model/change.ts';
import type { Architecture } from '../../engine/model/architecture.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { denies } from '../../engine/policy/access.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { VERSION, bucketAndObjects, denyInsecureTransport } from '../../engine/policy/drafts.ts';
import { bucketOf } from '../../engine/queries/bucket-policy.ts';
import { defineRule, refer, type Report } from '../../engine/review/rule.ts';

/** A request over plain HTTP: it has no TLS version. */
const HTTP = { 'aws:SecureTransport': 'false', 's3:TlsVersion': null };

export default defineRule({
	id: 's3/insecure-transport',
	title: 'Buckets refuse plain HTTP',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit',
	on: ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'],
	fixes: 'fix',
	review(resource, design, report) {
		if (resource.type === 'AWS::S3::Bucket') reviewBucket(resource, design, report);
		else reviewPolicy(resource, report);
	},
});

/** A bucket whose policy is in the design is judged by the policy. */
function reviewBucket(bucket: Resource, design: Architecture, report: Report): void {
	// Settings of a bucket that is declared elsewhere; its policy may be there too.
	if (bucket.partial) return;
	const { certain, possible } = design.pointing('AWS::S3::BucketPolicy', 'Bucket', bucket);
	design.undecided(certain.length === 0 && possible.length > 0);
	if (certain.length > 0 || possible.length > 0) return;
	report(bucket, `${bucket.name} has no policy that refuses plain HTTP: objects can travel unencrypted.`, {
		fix: {
			title: `Refuse plain HTTP to ${bucket.name}`,
			change: change => change.add('AWS::S3::BucketPolicy', `${bucket.name}Policy`, bucket, {
				Bucket: refer(bucket), PolicyDocument: { Version: VERSION, Statement: [denyInsecureTransport(bucketAndObjects(bucket))] },
			}),
		},
	});
}

function reviewPolicy(resource: Resource, report: Report): void {
	const policy = readPolicy(resource.at('PolicyDocument'));
	const bucket = policy && bucketOf(resource, policy);
	if (!policy || !bucket) return;
	const open = [
		{ what: 'the bucket', refused: denies(policy, { action: 's3:*', resource: bucket.arn, context: HTTP }), draft: bucket.draft },
		{ what: 'its objects', refused: denies(policy, { action: 's3:*', resource: bucket.objects, context: HTTP }), draft: bucket.objectsDraft },
	].filter(one => one.refused === 'no');
	if (open.length === 0) return;
	const drafts = open.map(one => one.draft).filter((draft): draft is Draft => draft !== undefined);
	report(resource.at('PolicyDocument.Statement'), `The policy does not refuse every request over plain HTTP to ${open.map(one => one.what).join(' and ')}.`, {
		key: true,
		...(drafts.length === open.length && { fix: {
			title: 'Refuse plain HTTP',
			change: change => change.append(resource, 'PolicyDocument.Statement', denyInsecureTransport(drafts)),
		} }),
	});
}
