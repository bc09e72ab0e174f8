/**
 * Who can do what on which resource, under which condition: the questions that rules and hovers ask of a policy.
 *
 * Three questions: what is granted to the public ({@link publicGrants}), whether a policy lets a caller do something
 * ({@link allows}), and whether it denies a kind of request to everyone ({@link denies}). One policy is judged by itself;
 * identity policies, organisation policies and Block Public Access are the asker's business.
 */
import type { Property } from '../model/resource.ts';
import { type Answer, type Condition, type TextPart, both, either, not } from '../model/value.ts';
import { type Context, hold } from './conditions.ts';
import { type ElementSet, type PolicyDocument, type Scenario, type Statement, relevant, union } from './document.ts';
import { homeOf } from './homes.ts';
import { letsPassOnlyFixed, narrows } from './narrowing.ts';
import { type Pattern, type PatternUnion, everything, hasVariable, intersects, isOpaque, pattern, unionCovers, widen } from './patterns.ts';
import { type Caller, type Principal, type PrincipalSet, includes, isPublic } from './principals.ts';
import { bucketArnOf } from './texts.ts';

/** A statement, or one principal of it, that grants something to people whom nobody chose. */
export interface PublicGrant {
	readonly statement: Statement;
	/** Where everyone is named; none where the statement says `NotPrincipal`. */
	readonly principal?: Principal;
	readonly principals: PrincipalSet;
	/** What no Deny takes back; of `NotAction` the whole element. */
	readonly actions: ElementSet;
	readonly resources: ElementSet;
	readonly answer: 'yes' | 'maybe';
	/** What must hold for it; empty where it is so in any case. */
	readonly when: readonly Condition[];
}

export interface Request {
	readonly caller: Caller;
	/** One action, or a pattern of which all must be allowed. */
	readonly action: string;
	/** Canonical parts (texts.ts), or a literal. */
	readonly resource: string | readonly TextPart[];
	/** What is known of the request's condition keys: a text, several values of a multivalued key, or null for a key that it does not have. */
	readonly context?: Readonly<Record<string, string | readonly TextPart[] | { readonly several: readonly string[] } | null>>;
}

/** What the policy grants to the public, one entry for each place that says so. Certain ones first. */
export function publicGrants(policy: PolicyDocument): PublicGrant[] {
	const grants = [...byPlace(policy, grantsIn)].sort((a, b) => Number(a.answer === 'maybe') - Number(b.answer === 'maybe'));
	note(policy, grants.some(grant => grant.answer === 'maybe') ? 'maybe' : 'no');
	if (policy.scenarios.some(scenario => scenario.open)) note(policy, 'maybe');
	return grants;
}

/** What is found in the scenarios of a policy, one entry for each place that says so: the certain before the rest, and when that is the case. */
export function byPlace<T extends Pick<PublicGrant, 'principal' | 'principals' | 'when'> & { readonly answer: Answer }>(policy: PolicyDocument, find: (scenario: Scenario) => readonly T[]): T[] {
	const found = new Map<string, { grants: T[]; worlds: (readonly Condition[])[] }>();
	for (const scenario of policy.scenarios) {
		for (const grant of find(scenario)) {
			const key = JSON.stringify([(grant.principal?.property ?? grant.principals.property).path]);
			const entry = found.get(key) ?? { grants: [], worlds: [] };
			entry.grants.push(grant);
			if (grant.answer === 'yes') entry.worlds.push(scenario.when);
			found.set(key, entry);
		}
	}
	return [...found.values()].map(({ grants: same, worlds }) => {
		const first = same.find(grant => grant.answer === 'yes') ?? same[0]!;
		return { ...first, when: relevant(worlds, policy.scenarios) };
	});
}

/** Whether the policy lets the caller do it: some statement allows it and none denies it. Yes only where that is so in every scenario. */
export function allows(policy: PolicyDocument, request: Request): Answer {
	return note(policy, agree(policy.scenarios.map(scenario => allowsIn(scenario, request))));
}

export function allowsIn(scenario: Scenario, request: Request): Answer {
	const { allowed, denied } = weigh(scenario, request);
	return both(either(scenario.open ? 'maybe' : 'no', ...allowed.map(({ answer }) => answer)), not(denied));
}

/** The statements each of which certainly allows the request by itself; none where something in the policy may deny it. */
export function allowing(scenario: Scenario, request: Request): readonly Statement[] {
	const { allowed, denied } = weigh(scenario, request);
	return denied === 'no' && !scenario.open ? allowed.filter(({ answer }) => answer === 'yes').map(({ statement }) => statement) : [];
}

/** Whether something in the policy denies the request. */
export function deniedIn(scenario: Scenario, request: Request): Answer {
	return weigh(scenario, request).denied;
}

/** What each statement says of a request, and whether it is denied. */
function weigh(scenario: Scenario, request: Request): { allowed: readonly { statement: Statement; answer: Answer }[]; denied: Answer } {
	const context = contextOf(request.context);
	const universe = universeOf(scenario.policy.property);
	const wanted = { actions: one(pattern(request.action, { fold: true })), resources: one(pattern(request.resource)) };
	const applies = (statement: Statement, caller: Caller) => both(
		statement.principals ? includes(statement.principals, caller) : 'yes',
		unionCovers(expand(statement.actions, universe.actions), wanted.actions),
		unionCovers(union(statement.resources), wanted.resources),
		hold(statement.conditions, context),
	);
	// Somebody of an account is only kept out where everybody of it is.
	const victim: Caller = request.caller.kind === 'own account' ? { kind: 'whole account' } : request.caller;
	return {
		allowed: scenario.statements.map(statement => ({ statement, answer: effective(statement, 'Allow', applies(statement, request.caller)) })),
		denied: either(...scenario.statements.map(statement => effective(statement, 'Deny', applies(statement, victim)))),
	};
}

/**
 * Whether every request for the action (a pattern: for all of its actions) on the resource that comes in this context is
 * denied, whoever makes it. Keys that the context does not mention may have any value, or none.
 */
export function denies(policy: PolicyDocument, request: Omit<Request, 'caller'>): Answer {
	return note(policy, agree(policy.scenarios.map(scenario => deniesIn(scenario, request))));
}

export function deniesIn(scenario: Scenario, request: Omit<Request, 'caller'>): Answer {
	const context = contextOf(request.context);
	const universe = universeOf(scenario.policy.property);
	const wanted = { actions: one(pattern(request.action, { fold: true })), resources: one(pattern(request.resource)) };
	const each = scenario.statements.map(statement => effective(statement, 'Deny', both(
		statement.principals ? sparesNobody(statement.principals) : 'no',
		unionCovers(certain(expand(statement.actions, universe.actions), statement.actions), wanted.actions),
		unionCovers(certain(union(statement.resources), statement.resources), wanted.resources),
		statement.conditions.open ? 'maybe' : 'yes',
		...statement.conditions.clauses.map(clause => {
			const answer = hold({ clauses: [clause], open: false }, context);
			// Of a key that may have any value it is certain that some request escapes.
			return answer === 'maybe' && !context.has(clause.key) ? 'no' : answer;
		}),
	)));
	return either(scenario.open ? 'maybe' : 'no', ...each);
}

/** Strangers are not all: whom `NotPrincipal` names escapes the denial. */
function sparesNobody(principals: PrincipalSet): Answer {
	return principals.negated && principals.items.length > 0 ? 'no' : includes(principals, { kind: 'everyone' });
}

function grantsIn(scenario: Scenario): PublicGrant[] {
	return scenario.statements.flatMap(statement => {
		const { principals, effect } = statement;
		if (!principals || effect === 'Deny' || effect === 'invalid') return [];
		const candidates = candidatesOf(principals).filter(({ who }) => who !== 'no');
		if (candidates.length === 0) return [];
		const { answer: rest, actions, resources } = notTakenBack(statement, scenario, takesFromAll);
		return candidates.flatMap(({ who, principal }): PublicGrant[] => {
			const providers = principal?.kind === 'web identity' ? [principal.pattern.text] : [];
			const answer = both(who, rest, not(narrows(statement.conditions, providers)), effect === 'unknown' || scenario.open ? 'maybe' : 'yes');
			return answer === 'no' ? [] : [{ statement, principals, actions, resources, answer, when: [], ...(principal && { principal }) }];
		});
	});
}

/** The principals of a set, or the set as a whole, and whether they stand for strangers. */
function candidatesOf(principals: PrincipalSet): { readonly who: Answer; readonly principal?: Principal }[] {
	if (principals.negated) return [{ who: includes(principals, { kind: 'everyone' }) }];
	const named = principals.items.map(principal => ({ who: isPublic(principal), principal }));
	return principals.open ? [...named, { who: 'maybe' }] : named;
}

/** Whether a denial takes away from the public what it covers: whom it lets pass its conditions fix. */
export function takesFromAll({ principals, conditions }: Statement): Answer {
	return both(principals ? includes(principals, { kind: 'everyone' }) : 'no', letsPassOnlyFixed(conditions));
}

/** What is left of a grant once the policy's denials are taken from it, as far as they count for whom it is granted to. */
export function notTakenBack(statement: Statement, scenario: Scenario, counts: (denial: Statement) => Answer): { answer: Answer; actions: ElementSet; resources: ElementSet } {
	const universe = universeOf(scenario.policy.property);
	const denials = scenario.statements.map(denial => ({
		denial,
		weight: effective(denial, 'Deny', counts(denial)),
		actions: certain(expand(denial.actions, universe.actions), denial.actions),
		resources: certain(union(denial.resources), denial.resources),
	})).filter(({ weight }) => weight !== 'no');
	const actions = parts(meant(statement.actions, universe.actions), universe.actions);
	const resources = parts(statement.resources, universe.resources);
	const left = actions.map(action => ({
		action,
		answer: either(...resources.map(resource => not(either(...denials.map(({ weight, actions: denied, resources: on }) => both(
			weight, unionCovers(denied, action.union), unionCovers(on, resource.union))))))),
	}));
	const kept = left.filter(({ answer }) => answer !== 'no');
	const open = statement.actions.open || statement.resources.open ? 'maybe' : 'no';
	return {
		answer: either(open, ...left.map(({ answer }) => answer)),
		actions: { ...statement.actions, items: statement.actions.negated ? statement.actions.items : [...new Set(kept.flatMap(({ action }) => action.items))] },
		resources: statement.resources,
	};
}

/** An action without its service is a mistake that AWS refuses, and one that is mended before long: it is read as the policy's service has it. */
function meant(set: ElementSet, all: readonly Pattern[]): ElementSet {
	const [service] = all[0]?.text.split(':') ?? [];
	if (service === undefined) return set;
	const bare = ({ pattern: { text, tokens } }: ElementSet['items'][number]) => /^[a-z]+\*?$/i.test(text) && !tokens.some(isOpaque);
	return { ...set, items: set.items.map(item => (bare(item) ? { ...item, pattern: pattern(`${service}:${item.pattern.text}`, { fold: true }) } : item)) };
}

interface Part {
	readonly items: ElementSet['items'];
	readonly union: PatternUnion;
}

/** The elements of a set one by one (a negated set is one): what the policy cannot speak of left out, `*` read as all that it can speak of. */
function parts(set: ElementSet, all: readonly Pattern[]): Part[] {
	if (set.negated) return [{ items: set.items, union: union(set) }];
	return set.items.filter(item => all.length === 0 || all.some(one => intersects(one, item.pattern) !== 'no')).flatMap(item => {
		const patterns = item.pattern.text === '*' && all.length > 0 ? all : [widen(item.pattern)];
		return patterns.map(pattern => ({ items: [item], union: one(pattern) }));
	});
}

/** A set in which what covers all that the policy can speak of is read as `*`. */
function expand(set: ElementSet, all: readonly Pattern[]): PatternUnion {
	const read = union(set);
	const full = all.length > 0 && all.every(pattern => read.patterns.some(one => one.text.toLowerCase() === pattern.text));
	return full ? { ...read, patterns: [everything] } : read;
}

/** For what must be certain to deny: patterns with policy variables depend on the request, and parameters' defaults prove nothing. */
function certain(read: PatternUnion, set: ElementSet): PatternUnion {
	if (set.negated) return read;
	const assumed = set.items.some(item => item.property.assumed.length > 0);
	return { ...read, patterns: read.patterns.filter(pattern => !hasVariable(pattern)), open: read.open || assumed };
}

/** What a policy can speak of: `*` in an action or resource means no more than this. Empty where it is not known. */
function universeOf(policy: Property): { readonly actions: readonly Pattern[]; readonly resources: readonly Pattern[] } {
	const { resource } = policy;
	const service = homeOf(policy)?.service;
	const actions = service === undefined ? [] : [pattern(`${service}:*`, { fold: true })];
	if (resource.type !== 'AWS::S3::BucketPolicy') return { actions, resources: [] };
	const bucket = bucketArnOf(resource.at('Bucket')), objects = bucketArnOf(resource.at('Bucket'), '/*');
	return { actions, resources: bucket && objects ? [pattern(bucket), pattern(objects)] : [] };
}

function one(pattern: Pattern): PatternUnion {
	return { negated: false, patterns: [pattern], open: false };
}

/** A statement's answer, for the effect that is asked for. */
function effective(statement: Statement, effect: 'Allow' | 'Deny', answer: Answer): Answer {
	return statement.effect === effect ? answer : statement.effect === 'unknown' ? both(answer, 'maybe') : 'no';
}

function contextOf(given: Request['context'] = {}): Context {
	return new Map(Object.entries(given).map(([key, value]) => {
		const values = value === null ? [] : typeof value === 'object' && 'several' in value ? value.several : [value];
		return [key.toLowerCase(), value === null ? null : values.map(one => pattern(one, { literal: true }))];
	}));
}

function agree(answers: readonly Answer[]): Answer {
	return answers.every(answer => answer === answers[0]) ? answers[0]! : 'maybe';
}

function note(policy: PolicyDocument, answer: Answer): Answer {
	policy.property.resource.design.undecided(answer === 'maybe');
	return answer;
}
