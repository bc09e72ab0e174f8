/**
 * The parts of a resource's policies, each place once: what a rule asks that looks at an action, a resource or a condition by
 * itself. Rules that look at whole statements ask `statementsOf`.
 */
import type { Property, Resource } from '../model/resource.ts';
import type { Condition } from '../model/value.ts';
import type { Clause } from '../policy/conditions.ts';
import { type Element, type ElementSet, type Statement, statementsOf } from '../policy/document.ts';
import { type PlacedPolicy, policiesIn } from './policies.ts';

/** A part of a statement, with one of the readings of the statement that have it. */
export interface Placed<T> {
	readonly part: T;
	readonly statement: Statement;
	readonly policy: PlacedPolicy;
	/** What must hold for it to stand there; empty where it always does. */
	readonly when: readonly Condition[];
}

export function actionsIn(resource: Resource, ...kinds: readonly PlacedPolicy['kind'][]): readonly Placed<Element>[] {
	return partsIn(resource, kinds, statement => itemsOf(statement.actions), item => item.property.path);
}

/** Resources that are written: a statement without the element has none. */
export function resourcesIn(resource: Resource, ...kinds: readonly PlacedPolicy['kind'][]): readonly Placed<Element>[] {
	return partsIn(resource, kinds, statement => itemsOf(statement.resources).filter(item => item.property !== statement.property), item => item.property.path);
}

export function clausesIn(resource: Resource, ...kinds: readonly PlacedPolicy['kind'][]): readonly Placed<Clause>[] {
	return partsIn(resource, kinds, statement => statement.conditions.clauses, clause => [clause.property.path, clause.values.map(value => value.property.path)]);
}

/** What is found at a place, once, with what all readings have in common in which it is found. */
export function oncePerPlace<T extends { readonly at: Property; readonly when: readonly Condition[] }>(found: readonly T[]): readonly T[] {
	const places = new Map<string, T>();
	for (const one of found) {
		const key = JSON.stringify(one.at.path), known = places.get(key);
		places.set(key, known ? { ...known, when: common(known.when, one.when) } : one);
	}
	return [...places.values()];
}

/** Says of each place whether it is asked about for the first time. */
export function firstTime(): (place: Property) => boolean {
	const seen = new Set<string>();
	return ({ path }) => {
		const before = seen.size;
		return seen.add(JSON.stringify(path)).size > before;
	};
}

function itemsOf(set: ElementSet): readonly Element[] {
	set.property.resource.design.undecided(set.open);
	return set.items;
}

function partsIn<T>(resource: Resource, kinds: readonly PlacedPolicy['kind'][], parts: (statement: Statement) => readonly T[], place: (part: T) => unknown): readonly Placed<T>[] {
	const found = new Map<string, Placed<T>>();
	for (const policy of policiesIn(resource, ...kinds)) {
		for (const { statement, when } of statementsOf(policy.document)) {
			for (const part of parts(statement)) {
				const key = JSON.stringify(place(part));
				const known = found.get(key);
				found.set(key, known ? { ...known, when: common(known.when, when) } : { part, statement, policy, when });
			}
		}
	}
	return [...found.values()];
}

function common(one: readonly Condition[], other: readonly Condition[]): readonly Condition[] {
	return one.filter(({ name, is }) => other.some(condition => condition.name === name && condition.is === is));
}
