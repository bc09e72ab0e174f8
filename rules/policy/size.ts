import type { Property, Resource } from '../../engine/model/resource.ts';
import type { Condition } from '../../engine/model/value.ts';
import { leastCharacters } from '../../engine/policy/characters.ts';
import { leastBytes } from '../../engine/policy/size.ts';
import { type PlacedPolicy, policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { type ReportOptions, defineRule } from '../../engine/review/rule.ts';
import { IAM_SIZES, SIZES, type SizeLimit, TRUST_RAISED } from './facts/grammar.ts';

type Owner = keyof typeof INLINE;

/** Where a role, user or group has its inline policies beside its own property, by the property that names it. */
const INLINE = {
	'AWS::IAM::Role': [['AWS::IAM::RolePolicy', 'RoleName'], ['AWS::IAM::Policy', 'Roles[]']],
	'AWS::IAM::User': [['AWS::IAM::UserPolicy', 'UserName'], ['AWS::IAM::Policy', 'Users[]']],
	'AWS::IAM::Group': [['AWS::IAM::GroupPolicy', 'GroupName'], ['AWS::IAM::Policy', 'Groups[]']],
} as const;

export default defineRule({
	id: 'policy/size',
	title: 'Policies are short enough for AWS',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
	on: policyTypes(),
	review(resource, _design, report) {
		if (resource.type in INLINE) {
			const policies = inlineOf(resource), limit = IAM_SIZES[resource.type as Owner];
			const size = policies.reduce((sum, policy) => sum + leastCharacters(policy), 0), own = policies.find(policy => policy.resource === resource);
			if (size > limit.most) report(own ? resource.at('Policies') : resource, said(size, limit), { key: true, related: policies.filter(policy => policy !== own) });
		}
		for (const { document: { property }, ...placed } of policiesIn(resource)) {
			const limit = limitOf(placed, resource);
			const size = limit ? (limit.unit === 'bytes' ? leastBytes : leastCharacters)(property) : 0;
			if (limit && size > limit.most) report(property, said(size, limit) + advice(size, limit), { key: true, ...graded(size, limit, resource) });
		}
	},
});

/** The limit of one policy; none where it counts with others. */
function limitOf({ kind, home }: Omit<PlacedPolicy, 'document'>, resource: Resource): SizeLimit | undefined {
	if (kind === 'trust') return IAM_SIZES.trust;
	if (kind !== 'identity' && kind !== 'boundary') return SIZES[home.service ?? kind];
	if (resource.type === 'AWS::IAM::ManagedPolicy') return IAM_SIZES.managed;
	// What belongs to a role of the design counts there.
	const owner = (Object.keys(INLINE) as Owner[]).find(type => INLINE[type].some(([policy, path]) => policy === resource.type && namesOther(resource, path, type)));
	return owner && IAM_SIZES[owner];
}

/** Whether the policy is given to something of the type that the design does not have. */
function namesOther(policy: Resource, path: string, type: Owner): boolean {
	return (path.endsWith('[]') ? policy.all(path) : policy.at(path).alternatives).some(name => name.exists === 'yes' && !policy.design.follow(name, type));
}

/** All inline policies that the resource certainly has at one time. */
function inlineOf(owner: Resource): readonly Property[] {
	const always = (when: readonly Condition[]) => when.every(one => owner.when.some(other => other.name === one.name && other.is === one.is));
	const others = INLINE[owner.type as Owner].flatMap(([type, path]) => owner.design.pointing(type, path, owner).certain).filter(policy => always(policy.when) && !policy.multiplicity);
	return [owner, ...others].flatMap(one => policiesIn(one, 'identity')).map(({ document }) => document.property)
		.filter(property => property.exists === 'yes' && property.raw.every(({ when }) => always(when.filter(one => !property.resource.when.includes(one)))));
}

const number = new Intl.NumberFormat('en-GB');

function said(size: number, { most, unit, what }: SizeLimit): string {
	return `${number.format(size)} ${unit} at least${unit === 'characters' ? ', white space not counted' : ''}: ${what} may have ${number.format(most)}.`;
}

function advice(size: number, limit: SizeLimit): string {
	if (limit === IAM_SIZES.trust && size <= TRUST_RAISED) return ` AWS raises that quota of an account on request, up to ${number.format(TRUST_RAISED)}.`;
	return limit === IAM_SIZES.managed ? ' Several policies can be attached.' : '';
}

/** A quota may have been raised, and of a policy in a file of its own nobody knows where it will be attached. */
function graded(size: number, limit: SizeLimit, { partial }: Resource): ReportOptions {
	const open = limit === IAM_SIZES.trust ? size <= TRUST_RAISED : limit === IAM_SIZES.managed ? partial && size <= IAM_SIZES['AWS::IAM::Role'].most : limit === SIZES['kms'];
	return open ? { severity: 'warning' } : {};
}
