import { publicGrants } from '../../engine/policy/access.ts';
import { describeGrant, describeWhen } from '../../engine/policy/describe.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { isOneOfSeveral, narrowed } from '../../engine/policy/drafts.ts';
import { blocking } from '../../engine/queries/public-access-block.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/public-policy-blocked',
	title: 'No public policy on a bucket that refuses public policies',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-options',
	on: 'AWS::S3::BucketPolicy',
	fixes: 'choice',
	review(resource, design, report) {
		const policy = readPolicy(resource.at('PolicyDocument'));
		const bucket = design.follow(resource.at('Bucket'), 'AWS::S3::Bucket');
		for (const grant of policy ? publicGrants(policy) : []) {
			if (grant.answer !== 'yes') continue;
			const place = grant.principal?.property ?? grant.principals.property;
			const refused = blocking(grant, bucket, design).find(one => one.kind === 'refused');
			if (!refused) continue;
			const repair = narrowed(grant);
			const fixes: FixSpec[] = [];
			if (repair) fixes.push({ title: 'Let only this account in', preferred: false, change: change => change.set(repair.place, repair.value) });
			if (isOneOfSeveral(grant, policy!)) fixes.push({ title: 'Remove the public statement', preferred: false, change: change => change.remove(grant.statement.property) });
			const when = describeWhen(grant.when, place);
			report(place, `S3 will refuse this policy: BlockPublicPolicy is on, and by the policy ${describeGrant(grant)}${when}. One of the two is wrong.`, {
				related: [{ at: refused.setting, message: 'BlockPublicPolicy is on' }],
				fix: fixes,
			});
		}
	},
});
