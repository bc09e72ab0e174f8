/**
 * Everything that a policy allows, and to whom: to the public, to everyone whom a condition fixes, to accounts, identities and
 * services. What a denial takes back is told too, with the denial. A policy is judged by itself, as in access.ts.
 */
import { type Answer, both, not } from '../model/value.ts';
import { type PublicGrant, byPlace, notTakenBack, takesFromAll } from './access.ts';
import type { Clause } from './conditions.ts';
import { fixesCaller, letsPassOnlyFixed, narrows } from './narrowing.ts';
import { literal } from './patterns.ts';
import type { PolicyDocument, Scenario, Statement } from './document.ts';
import { type Caller, type Principal, type PrincipalSet, includes, isOwn, isPublic, ofOwnAccount } from './principals.ts';

export type Grantee =
	/** People whom nobody chose. */
	| 'public'
	/** Everyone for whom {@link Grant.fixed} holds. */
	| 'narrowed'
	/** The account that the design is deployed into, as a whole. */
	| 'own account'
	/** A role or user of that account. */
	| 'own identity'
	| 'account'
	/** A role, user or session of an account that its text names. */
	| 'identity'
	| 'service'
	| 'origin access identity'
	/** A provider of identities, a canonical user, or what is left of a deleted identity. */
	| 'other'
	| 'unknown';

export interface Grant extends Omit<PublicGrant, 'answer'> {
	readonly to: Grantee;
	/** No: a denial takes all of it back. */
	readonly answer: Answer;
	/** The statement that takes it back. */
	readonly denial?: Statement;
	/** The conditions that fix who is meant, or by which a denial spares only those whom they fix. */
	readonly fixed: readonly Clause[];
}

/** One entry for each principal of each statement. */
export function grantsOf(policy: PolicyDocument): Grant[] {
	return byPlace(policy, scenario => scenario.statements.flatMap(statement => grantsIn(statement, scenario)));
}

function grantsIn(statement: Statement, scenario: Scenario): Grant[] {
	const { principals, effect } = statement;
	if (!principals || effect === 'Deny' || effect === 'invalid') return [];
	const unsure = effect === 'unknown' || scenario.open ? 'maybe' : 'yes';
	if (principals.negated) {
		const who = includes(principals, { kind: 'everyone' });
		return who === 'no' ? [] : [grantTo(statement, principals, undefined, scenario, both(who, unsure))];
	}
	const named = principals.items.map(principal => grantTo(statement, principals, principal, scenario, unsure));
	return principals.open ? [...named, { ...grantTo(statement, principals, undefined, scenario, 'maybe'), to: 'unknown' }] : named;
}

function grantTo(statement: Statement, principals: PrincipalSet, principal: Principal | undefined, scenario: Scenario, unsure: Answer): Grant {
	const { clauses } = statement.conditions;
	const forAll = principal === undefined || isPublic(principal) === 'yes';
	const providers = principal?.kind === 'web identity' ? [principal.pattern.text] : [];
	const narrow = forAll ? narrows(statement.conditions, providers) : 'no';
	const denials = scenario.statements.filter(one => one.effect === 'Deny');
	const plain = denials.filter(one => one.conditions.clauses.length === 0 && !one.conditions.open);
	const caller = forAll ? { kind: 'everyone' } as const : callerOf(principal);
	// Who is spared by conditions is asked of the rest.
	const left = notTakenBack(statement, scenario, one => (plain.includes(one) && one.principals ? includes(one.principals, caller) : 'no'));
	const shared = { statement, principals, actions: left.actions, resources: left.resources, when: [], ...(principal && { principal }) };
	const denial = plain.find(one => left.answer === 'no' && one.principals && includes(one.principals, caller) === 'yes');
	if (left.answer === 'no') return { ...shared, actions: statement.actions, to: toOf(principal, narrow, clauses), answer: 'no', fixed: [], ...(denial && { denial }) };
	const sparing = denials.filter(one => !plain.includes(one) && letsPassOnlyFixed(one.conditions) !== 'no' && one.principals && includes(one.principals, caller) !== 'no');
	const whole = sparing.filter(one => notTakenBack(statement, { ...scenario, statements: [one] }, () => 'yes').answer === 'no');
	const own = clauses.filter(clause => (forAll ? narrow !== 'no' : principal.kind === 'service' && /^aws:source(account|orgid)$/.test(clause.key)) && fixesCaller(clause, clauses, providers) !== 'no');
	// A denial that spares only some makes of a grant to everyone one to those.
	const strangers = forAll ? both(notTakenBack(statement, scenario, takesFromAll).answer, not(narrow)) : 'no';
	const fixed = [...own, ...(forAll && strangers !== 'yes' && own.length + whole.length === 0 ? sparing : whole).flatMap(one => one.conditions.clauses)];
	// A value that is not known fixes somebody, though it is not known whom.
	const to = strangers === 'yes' || (strangers === 'maybe' && fixed.length === 0) ? 'public' : toOf(principal, forAll ? 'yes' : 'no', fixed);
	const certain = to === 'public' ? strangers : to === 'unknown' ? 'maybe' : 'yes';
	return { ...shared, to, answer: both(left.answer, certain, unsure), fixed };
}

function toOf(principal: Principal | undefined, narrow: Answer, fixed: readonly Clause[]): Grantee {
	if (!principal || isPublic(principal) === 'yes') return narrow === 'no' ? 'public' : fixed.some(isOwnAccount) ? 'own account' : 'narrowed';
	switch (principal.kind) {
		case 'account': return ofOwnAccount(principal) === 'yes' ? 'own account' : 'account';
		case 'user': case 'role': case 'session': case 'identity':
			if (ofOwnAccount(principal) === 'yes' || (!principal.account && principal.property.value?.kind === 'reference')) return 'own identity';
			return principal.account && literal(principal.account) !== undefined ? 'identity' : 'other';
		case 'service': case 'origin access identity': case 'unknown': return principal.kind;
		default: return 'other';
	}
}

/** Only callers of the design's own account are let pass. */
function isOwnAccount({ key, values, open }: Clause): boolean {
	return (key === 'aws:principalaccount' || key === 'kms:calleraccount') && !open && values.length > 0 && values.every(value => isOwn(value.pattern));
}

function callerOf(principal: Principal): Caller {
	return principal.kind === 'service' ? { kind: 'service', name: principal.pattern.text } : { kind: 'identity', arn: principal.pattern };
}
