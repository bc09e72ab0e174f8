/** What a role may do: the policies that it has, wherever the design writes them. */
import type { Resource } from '../model/resource.ts';
import { type Answer, both, either } from '../model/value.ts';
import { type Request, allows } from '../policy/access.ts';
import { type PolicyDocument, readPolicy } from '../policy/document.ts';
import { intersects, pattern } from '../policy/patterns.ts';
import { canonical } from '../policy/texts.ts';

export interface RolePolicies {
	readonly documents: readonly PolicyDocument[];
	/** No: it has, or may have, policies that are not in the design. */
	readonly complete: boolean;
}

export function policiesOf(role: Resource): RolePolicies {
	const { design } = role;
	const inline = role.at('Policies').items;
	const attached = role.at('ManagedPolicyArns').items;
	const managed = attached.map(arn => design.follow(arn, 'AWS::IAM::ManagedPolicy'));
	const beside = [['AWS::IAM::Policy', 'Roles[]'], ['AWS::IAM::ManagedPolicy', 'Roles[]'], ['AWS::IAM::RolePolicy', 'RoleName']].map(([type, path]) => design.pointing(type!, path!, role));
	const owners = [...beside.flatMap(one => one.certain), ...managed.filter(policy => policy !== undefined)];
	const documents = [...inline, ...owners].map(owner => readPolicy(owner.at('PolicyDocument')));
	return {
		documents: documents.filter(document => document !== undefined),
		complete: !role.partial && inline.complete === 'yes' && attached.complete === 'yes' && !managed.includes(undefined) && beside.every(one => one.possible.length === 0),
	};
}

/**
 * Whether a policy lets the caller do it on the resource (a pattern), or on a part of it that the policy names:
 * `logs/2024/*` of `logs/*`.
 */
export function allowsSome(policy: PolicyDocument, request: Request & { readonly resource: Exclude<Request['resource'], string> }): Answer {
	const whole = allows(policy, request);
	if (whole === 'yes') return whole;
	const wanted = pattern(request.resource);
	const sets = policy.scenarios.flatMap(({ statements }) => statements.filter(one => one.effect !== 'Deny').map(one => one.resources));
	const parts = sets.flatMap(set => (set.negated || set.open ? ['maybe' as const] : set.items.map(item => {
		const common = intersects(item.pattern, wanted);
		const resource = common === 'no' ? undefined : canonical(item.property);
		return common === 'no' ? 'no' : both(common, resource ? allows(policy, { ...request, resource }) : 'maybe');
	})));
	return either(whole, ...parts);
}
