import { publicGrants } from '../../engine/policy/access.ts';
import { describeGrant, describeWhen } from '../../engine/policy/describe.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { isOneOfSeveral, narrowed } from '../../engine/policy/drafts.ts';
import { blocking } from '../../engine/queries/public-access-block.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/public-policy',
	title: 'No bucket policy opens a bucket to strangers',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
	on: 'AWS::S3::BucketPolicy',
	fixes: 'fix',
	review(resource, design, report) {
		const policy = readPolicy(resource.at('PolicyDocument'));
		const bucket = design.follow(resource.at('Bucket'), 'AWS::S3::Bucket');
		for (const grant of policy ? publicGrants(policy) : []) {
			const place = grant.principal?.property ?? grant.principals.property;
			if (grant.answer !== 'yes') continue;
			const kinds = blocking(grant, bucket, design).map(({ kind }) => kind);
			const open = kinds.find(kind => kind === 'off') ?? kinds.find(kind => kind === 'undeclared') ?? (bucket ? undefined : kinds.find(kind => kind === 'unknown'));
			if (!open) continue;
			const late = open === 'undeclared' ? ' Block Public Access, which new buckets have on, would reject the policy; a bucket from before April 2023 is open.' : '';
			const repair = narrowed(grant);
			const fixes: FixSpec[] = [];
			if (repair && !resource.partial) fixes.push({ title: 'Let only this account in', effect: 'changes behaviour', change: change => change.set(repair.place, repair.value) });
			else if (isOneOfSeveral(grant, policy!)) fixes.push({ title: 'Remove the public statement', effect: 'changes behaviour', change: change => change.remove(grant.statement.property) });
			report(place, `${bucket?.name ?? 'The bucket'} is public: ${describeGrant(grant)}${describeWhen(grant.when, place)}.${late}`, {
				related: bucket ? [bucket] : [],
				fix: fixes,
			});
		}
	},
});
