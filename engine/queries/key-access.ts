/**
 * Who can do what with a KMS key in the end: its policy, and whether that leaves the account's identities to their own policies. Grants
 * that are made by call (kms:CreateGrant) stand in no design.
 */
import type { Resource } from '../model/resource.ts';
import { type Answer, both, either } from '../model/value.ts';
import { allows } from '../policy/access.ts';
import { type PolicyDocument, type Scenario, type Statement, readPolicy } from '../policy/document.ts';
import { grantsOf } from '../policy/grants.ts';
import { includes } from '../policy/principals.ts';
import { type Access, avenuesOf, inOrder } from './avenues.ts';

export interface KeyAccess extends Access {
	/** Whether identity policies of the account count: only where the key's policy trusts the account as a whole. */
	readonly identityPolicies: Answer;
}

export function keyAccess(key: Resource): KeyAccess {
	const policy = readPolicy(key.at('KeyPolicy'));
	// Without a policy of its own a key gets one that trusts its account: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
	if (!policy) return { avenues: [], complete: !key.partial, identityPolicies: key.partial ? 'maybe' : 'yes' };
	return {
		avenues: inOrder(avenuesOf(grantsOf(policy), 'policy', () => undefined)),
		complete: policy.scenarios.every(scenario => !scenario.open), identityPolicies: countsIdentityPolicies(policy),
	};
}

/**
 * Whether a service may call the actions by the key's policy; a service calls for itself, so no identity policy helps it, and a key without
 * a policy of its own trusts its account only. `regional`: its principal has the region in its name (`logs.eu-west-1.amazonaws.com`).
 */
export function serviceMayUse(key: Resource, service: string, actions: readonly string[], regional = false): Answer {
	const policy = readPolicy(key.at('KeyPolicy'));
	if (!policy) return key.partial ? 'maybe' : 'no';
	if (regional && policy.scenarios.every(scenario => scenario.statements.some(one => one.effect === 'Allow' && names(one, service)))) return 'yes';
	const resource = [{ kind: 'reference', target: key.id, attribute: 'Arn', site: key.site } as const];
	return both(...actions.map(action => allows(policy, { caller: { kind: 'service', name: service }, action, resource })));
}

/** Names a regional principal of the service, be the region known or not. */
function names({ principals }: Statement, service: string): boolean {
	const [first] = service.split('.');
	return principals?.items.some(one => one.kind !== 'everyone' && one.type === 'Service' && (one.pattern.text.startsWith(`${first}.`) || one.kind === 'unknown')) ?? false;
}

function countsIdentityPolicies({ scenarios }: PolicyDocument): Answer {
	const answers = scenarios.map(trustsAccount);
	return answers.every(answer => answer === answers[0]) ? answers[0]! : 'maybe';
}

/** Whether some statement allows anything at all to the account as a whole: only then identity policies that mention the key count. */
export function trustsAccount({ statements, open }: Scenario): Answer {
	return either(open ? 'maybe' : 'no', ...statements.map((statement): Answer => {
		if (!statement.principals || statement.effect === 'Deny' || statement.effect === 'invalid') return 'no';
		const answer = includes(statement.principals, { kind: 'whole account' });
		return statement.effect === 'unknown' && answer === 'yes' ? 'maybe' : answer;
	}));
}
