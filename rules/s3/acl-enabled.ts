import { defineRule } from '../../engine/review/rule.ts';
import { ACL_OWNERSHIP, CANNED_ACLS } from '../../engine/aws/acls.ts';

export default defineRule({
	id: 's3/acl-enabled',
	title: 'Object Ownership turns ACLs off',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		// Where an ACL is at work, or CloudFront writes its legacy logs by one, ownership is not what is wrong.
		const needed = bucket.at('AccessControl').is(...Object.keys(CANNED_ACLS)) !== 'no' || bucket.at('AccessControlPolicy.Grants').exists !== 'no';
		if (needed) return;
		const logging = design.pointing('AWS::CloudFront::Distribution', 'DistributionConfig.Logging.Bucket', bucket);
		if (logging.certain.length > 0 || logging.possible.length > 0) return;
		for (const ownership of bucket.all('OwnershipControls.Rules[].ObjectOwnership')) {
			if (ownership.is(...ACL_OWNERSHIP) !== 'yes') continue;
			const owner = ownership.is('ObjectWriter') === 'yes' ? `whoever uploads an object to ${bucket.name} owns it and may open it to others` : `uploads to ${bucket.name} may carry ACLs that open them to others`;
			report(ownership, `${ownership.scalar} leaves ACLs in force: ${owner}, past every policy of the bucket's.`, {
				fix: { title: `Turn ACLs of ${bucket.name} off`, effect: 'changes behaviour', change: change => change.set(ownership, 'BucketOwnerEnforced') },
			});
		}
	},
});
