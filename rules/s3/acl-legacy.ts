import { ACL_OWNERSHIP } from '../../engine/aws/acls.ts';
import type { DraftMap } from '../../engine/model/change.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { allows } from '../../engine/policy/access.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { OWN_ACCOUNT, VERSION, bucketAndObjects } from '../../engine/policy/drafts.ts';
import { bucketArn } from '../../engine/policy/texts.ts';
import { policiesOf } from '../../engine/queries/websites.ts';
import { defineRule, type FixSpec, refer } from '../../engine/review/rule.ts';
import { LOG_SERVICE } from './facts.ts';

/** Canned ACLs that are not public and let somebody in: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const LEGACY: Readonly<Record<string, string>> = {
	LogDeliveryWrite: 'lets S3 deliver access logs; a policy for logging.s3.amazonaws.com does that, and can say of which account',
	AwsExecRead: 'lets Amazon EC2 read the images in it; a policy says that too, and can say which',
};

export default defineRule({
	id: 's3/acl-legacy',
	title: 'Policies say who gets in, not ACLs',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		// Where ACLs are off the ACL is rejected, which `s3/acl-needs-ownership` tells.
		const inForce = bucket.all('OwnershipControls.Rules[].ObjectOwnership').find(one => one.is(...ACL_OWNERSHIP) === 'yes');
		if (!inForce) return;
		for (const acl of bucket.at('AccessControl').alternatives) {
			const name = Object.keys(LEGACY).find(one => acl.is(one) === 'yes');
			if (!name || !acl.together(inForce)) continue;
			const fix = name === 'LogDeliveryWrite' ? deliveryFix(bucket, acl) : undefined;
			report(acl, `The ACL ${acl.scalar} of ${bucket.name} ${LEGACY[name]}.`, { ...(fix && { fix }) });
		}
	},
});

/** The policy instead of the ACL. */
function deliveryFix(bucket: Resource, acl: Property): FixSpec | undefined {
	const policies = policiesOf(bucket, bucket.design);
	if (!policies || policies.length > 1) return undefined;
	// CloudFront adds itself to the ACL of a bucket that takes its legacy logs: a new ACL would drop it.
	const cloudfront = bucket.design.pointing('AWS::CloudFront::Distribution', 'DistributionConfig.Logging.Bucket', bucket);
	if (cloudfront.certain.length > 0 || cloudfront.possible.length > 0) return undefined;
	const document = policies[0] && readPolicy(policies[0].at('PolicyDocument'));
	const admitted = document && allows(document, { caller: { kind: 'service', name: LOG_SERVICE }, action: 's3:PutObject', resource: bucketArn(bucket, '/*') }) === 'yes';
	const statement: DraftMap = {
		Sid: 'AllowAccessLogs', Effect: 'Allow', Principal: { Service: LOG_SERVICE }, Action: 's3:PutObject', Resource: bucketAndObjects(bucket)[1],
		Condition: { StringEquals: { 'aws:SourceAccount': OWN_ACCOUNT } },
	};
	return {
		title: `Let logs in by a policy of ${bucket.name}`, effect: 'changes behaviour',
		change: change => {
			change.set(acl, 'Private');
			if (admitted) return;
			if (policies[0]) change.append(policies[0], 'PolicyDocument.Statement', statement);
			else change.add('AWS::S3::BucketPolicy', `${bucket.name}Policy`, bucket, { Bucket: refer(bucket), PolicyDocument: { Version: VERSION, Statement: [statement] } });
		},
	};
}
