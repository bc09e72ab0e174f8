import type { DraftMap } from '../../engine/model/change.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { type PolicyDocument, type Scenario, type Statement, readPolicy } from '../../engine/policy/document.ts';
import { OWN_ACCOUNT, VERSION, bucketAndObjects } from '../../engine/policy/drafts.ts';
import { intersects, pattern } from '../../engine/policy/patterns.ts';
import type { Principal } from '../../engine/policy/principals.ts';
import { outsiders } from '../../engine/queries/outsiders.ts';
import { policiesOf as policiesOfRole } from '../../engine/queries/role-policies.ts';
import { policiesOf } from '../../engine/queries/websites.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

const ANYTHING = pattern('s3:*', { fold: true });

export default defineRule({
	id: 's3/access-point-delegation',
	title: 'Whom an access point lets in, the bucket lets in too',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html',
	on: 'AWS::S3::AccessPoint',
	fixes: 'fix',
	review(point, design, report) {
		const bucket = design.follow(point.at('Bucket'), 'AWS::S3::Bucket');
		const policies = bucket && point.at('BucketAccountId').exists === 'no' ? policiesOf(bucket, design) : undefined;
		if (!bucket || !policies || policies.length > 1) return;
		const allowed = policies.map(policy => readPolicy(policy.at('PolicyDocument'))).flatMap(document => document?.scenarios ?? []);
		const grants = readPolicy(point.at('Policy'))?.scenarios.flatMap(scenario => scenario.statements.flatMap(statement => named(statement, scenario))) ?? [];
		const first = grants.find(({ principal }) => !allowed.some(scenario => admits(scenario, principal)));
		if (!first) return;
		const own = policies.length > 0 ? `the policy of ${bucket.name} neither delegates to access points nor lets them in itself` : `${bucket.name} has no policy that delegates to access points`;
		report(first.principal.property, `${point.name} lets ${first.who} in, and ${own}: S3 denies what only one of the two allows.`, {
			related: policies.length > 0 ? policies : [bucket],
			fix: {
				title: `Let the access points of this account decide about ${bucket.name}`, effect: 'changes behaviour',
				change: change => {
					if (policies[0]) change.append(policies[0], 'PolicyDocument.Statement', delegation(bucket));
					else change.add('AWS::S3::BucketPolicy', `${bucket.name}Policy`, bucket, { Bucket: refer(bucket), PolicyDocument: { Version: VERSION, Statement: [delegation(bucket)] } });
				},
			},
		});
	},
});

/** As AWS recommends it: the access points of this account, which are its own, decide. */
function delegation(bucket: Resource): DraftMap {
	return {
		Sid: 'DelegateToAccessPoints', Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:*', Resource: bucketAndObjects(bucket),
		Condition: { StringEquals: { 's3:DataAccessPointAccount': OWN_ACCOUNT } },
	};
}

/** Whom a statement of the access point lets in who has no other way to the bucket: other accounts, and roles of the design that are allowed nothing of S3. */
function named(statement: Statement, scenario: Scenario): readonly { readonly principal: Principal; readonly who: string }[] {
	const roles = (statement.effect === 'Allow' && !statement.principals?.negated ? statement.principals?.items ?? [] : []).flatMap(principal => {
		const role = principal.property.resource.design.follow(principal.property, 'AWS::IAM::Role');
		const own = role && policiesOfRole(role);
		return own?.complete && !own.documents.some(speaksOfS3) ? [{ principal, who: `the role ${role!.name}` }] : [];
	});
	return [...outsiders(statement, scenario), ...roles];
}

function speaksOfS3({ scenarios }: PolicyDocument): boolean {
	return scenarios.some(({ statements, open }) => open || statements.some(({ effect, actions }) => (
		effect !== 'Deny' && (actions.negated || actions.open || actions.items.some(one => intersects(one.pattern, ANYTHING) !== 'no')))));
}

/** Whether the bucket's policy says something, or may, that lets the principal in; one that speaks of access points delegates. */
function admits({ statements, open }: Scenario, who: Principal): boolean {
	return open || statements.some(({ effect, principals, conditions }) => {
		if (effect === 'Deny' || !principals) return false;
		if (principals.negated || principals.open || conditions.open || conditions.clauses.some(({ key }) => key.startsWith('s3:dataaccesspoint'))) return true;
		return principals.items.some(one => one.kind !== 'service' && (
			who.kind === 'everyone' || same(one, who) || !['account', 'user', 'role', 'session'].includes(one.kind)
			|| (one.kind === 'account' && (!who.account || one.account?.text === who.account.text))));
	});
}

function same(one: Principal, other: Principal): boolean {
	const [a, b] = [one, other].map(({ property }) => property.resource.design.follow(property, 'AWS::IAM::Role')?.id);
	return one.pattern.text === other.pattern.text || (a !== undefined && a === b);
}
