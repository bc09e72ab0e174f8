/** What of a policy says nothing that the rest of it does not say already. Only certain answers count: yes means that taking it away changes nothing. */
import type { Property } from '../model/resource.ts';
import type { Clause } from './conditions.ts';
import { type Element, type ElementSet, type Scenario, type Statement, union } from './document.ts';
import { covers, unionCovers } from './patterns.ts';
import type { PrincipalSet } from './principals.ts';

export interface Redundancy {
	readonly kind: 'statement' | 'action' | 'resource';
	/** The statement, or the item of its list. */
	readonly property: Property;
	/** As it is spelt; of a statement its Sid. */
	readonly text: string;
	/** What says it too: an item of the same list, or a statement. */
	readonly by: Element | Statement;
	/** The other says it without the conditions of this one. */
	readonly freely: boolean;
}

/** Longer policies than AWS takes are left alone: every statement is held against every other. */
const MAX_STATEMENTS = 200;

/** All of it can be taken away at once: what covers something always stays, or is itself covered by what stays. */
export function redundanciesIn({ statements }: Scenario): readonly Redundancy[] {
	if (statements.length > MAX_STATEMENTS) return [];
	const sound = statements.filter(isSound);
	const covered = new Map(sound.flatMap((one, index) => {
		const by = sound.find((other, at) => other !== one && coversStatement(other, one) && (at < index || !coversStatement(one, other)));
		return by ? [[one, by] as const] : [];
	}));
	const kept = statements.filter(one => !covered.has(one) && one.effect !== 'invalid');
	return [
		...[...covered].map(([one, by]): Redundancy => ({ kind: 'statement', property: one.property, text: one.sid ?? '', by, freely: isFreer(by, one) })),
		...kept.flatMap((one, index) => {
			const earlier = isSound(one) ? kept.slice(0, index).filter(other => isSound(other) && isCompatible(other, one)) : [];
			return [...itemsOf(one, 'action', earlier), ...itemsOf(one, 'resource', earlier)];
		}),
	];
}

/** Items of a list that another item of it covers, or one of the earlier statements that say the same of all else. */
function itemsOf(statement: Statement, kind: 'action' | 'resource', earlier: readonly Statement[]): readonly Redundancy[] {
	const [own, other] = kind === 'action' ? ['actions', 'resources'] as const : ['resources', 'actions'] as const, { items, negated } = statement[own];
	if (items.length < 2) return [];
	const fixed = (one: Element) => one.property.assumed.length === 0;
	const wider = negated ? [] : earlier.filter(one => coversSet(one[other], statement[other]));
	return items.flatMap((item, index) => {
		if (!fixed(item)) return [];
		const within = items.find((one, at) => at !== index && fixed(one) && covers(one.pattern, item.pattern) === 'yes' && (at < index || covers(item.pattern, one.pattern) !== 'yes'));
		const by = within ?? wider.find(one => coversSet(one[own], { ...statement[own], items: [item], open: false }));
		return by ? [{ kind, property: item.property, text: item.pattern.text, by, freely: 'actions' in by && isFreer(by, statement) }] : [];
	});
}

function isFreer(one: Statement, other: Statement): boolean {
	return one.conditions.clauses.length < other.conditions.clauses.length;
}

/** Nothing in it rests on defaults that somebody may change. */
function isSound({ effect, actions, resources, principals, conditions }: Statement): boolean {
	// What names nothing is told by itself.
	if (actions.items.length === 0 || resources.items.length === 0) return false;
	const places = [...actions.items, ...resources.items, ...principals?.items ?? [], ...conditions.clauses.flatMap(({ values }) => values)];
	return (effect === 'Allow' || effect === 'Deny') && places.every(({ property }) => property.assumed.length === 0);
}

function coversStatement(outer: Statement, inner: Statement): boolean {
	return isCompatible(outer, inner) && coversSet(outer.resources, inner.resources) && coversSet(outer.actions, inner.actions);
}

/** The outer statement is for the same people at least, and under no more conditions. */
function isCompatible(outer: Statement, inner: Statement): boolean {
	return outer.effect === inner.effect && !outer.conditions.open && coversPrincipals(outer, inner)
		&& outer.conditions.clauses.every(clause => inner.conditions.clauses.some(other => sameClause(clause, other)));
}

function coversSet(outer: ElementSet, inner: ElementSet): boolean {
	if (outer.negated || inner.negated) return unionCovers(union(outer), union(inner)) === 'yes';
	// The first that is not covered settles it: most statements have nothing in common.
	return !inner.open && inner.items.every(one => outer.items.some(other => covers(other.pattern, one.pattern) === 'yes'));
}

/** What is allowed to an account, or to everyone, can be limited where what is allowed to a role itself is not: only the same principals count. Whom everyone stands for is denied to all. */
function coversPrincipals({ principals: outer, effect }: Statement, { principals: inner }: Statement): boolean {
	if (!outer || !inner) return outer === inner;
	if (effect === 'Deny' && !outer.negated && outer.items.some(({ type, pattern }) => type === 'AWS' && pattern.text === '*')) return true;
	return outer.negated === inner.negated && !outer.open && !inner.open && within(inner, outer) && (!outer.negated || within(outer, inner));
}

function within(inner: PrincipalSet, outer: PrincipalSet): boolean {
	return inner.items.every(one => outer.items.some(other => one.type === other.type && covers(one.pattern, other.pattern) === 'yes' && covers(other.pattern, one.pattern) === 'yes'));
}

function sameClause(one: Clause, other: Clause): boolean {
	const all = (a: Clause, b: Clause) => a.values.every(({ pattern }) => b.values.some(value => covers(value.pattern, pattern) === 'yes' && covers(pattern, value.pattern) === 'yes'));
	return one.operator === other.operator && one.set === other.set && one.ifExists === other.ifExists && one.key === other.key && !one.open && !other.open && all(one, other) && all(other, one);
}
