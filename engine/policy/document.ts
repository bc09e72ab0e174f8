/**
 * Reads a policy, wherever a property holds one, into statements whose every element remembers the property that it was read
 * from. What is written under conditions (`Fn::If`, `a ? b : c`) is read once for each way in which the conditions can fall:
 * a {@link Scenario} has no alternatives left. What cannot be known stays open; nothing here judges.
 */
import { type Items, type Property, consistent } from '../model/resource.ts';
import type { Condition, Site, Value } from '../model/value.ts';
import { type Clause, type ConditionSet, type ConditionValue, knowsWildcards, readOperator } from './conditions.ts';
import { type Pattern, type PatternOptions, type PatternUnion, everything, pattern, unknownPattern } from './patterns.ts';
import { type Principal, type PrincipalSet, readPrincipal } from './principals.ts';
import { canonical } from './texts.ts';

export interface PolicyDocument {
	readonly property: Property;
	/** At least one. */
	readonly scenarios: readonly Scenario[];
}

export interface Scenario {
	readonly policy: PolicyDocument;
	/** What must hold for the policy to read so. */
	readonly when: readonly Condition[];
	readonly statements: readonly Statement[];
	/** There may be further statements that cannot be known. */
	readonly open: boolean;
}

export interface Statement {
	readonly property: Property;
	readonly sid?: string;
	/** Invalid: neither Allow nor Deny. */
	readonly effect: 'Allow' | 'Deny' | 'unknown' | 'invalid';
	/** Missing where the statement has neither `Principal` nor `NotPrincipal`, as in identity policies. */
	readonly principals?: PrincipalSet;
	readonly actions: ElementSet;
	/** Everything where the statement names none, as in a role's trust policy. */
	readonly resources: ElementSet;
	readonly conditions: ConditionSet;
}

export interface ElementSet {
	/** `NotAction`, `NotResource`. */
	readonly negated: boolean;
	readonly items: readonly Element[];
	/** There may be further items that cannot be known. */
	readonly open: boolean;
	/** The element's value; the statement where the element is missing. */
	readonly property: Property;
}

export interface Element {
	readonly pattern: Pattern;
	readonly property: Property;
}

/** With more nameable conditions than this (64 scenarios), what depends on them is read as unknown. */
const MAX_CONDITIONS = 6;

/** The policy that a property holds; undefined where none is written. A policy that cannot be known is open and has no statements. */
export function readPolicy(property: Property): PolicyDocument | undefined {
	const places = property.raw.map(({ path, when }) => [path, when]);
	return property.resource.design.once(`policy ${property.resource.id} ${JSON.stringify(places)}`, () => read(property));
}

function read(property: Property): PolicyDocument | undefined {
	if (property.exists === 'no') return undefined;
	const scenarios: Scenario[] = [];
	const policy: PolicyDocument = { property, scenarios };
	for (const when of worlds(property)) {
		const document = only(property, when);
		if (document === undefined || isAbsent(document)) continue;
		scenarios.push({ policy, when, ...readDocument(document, when) });
	}
	if (scenarios.length === 0) scenarios.push({ policy, when: property.when, statements: [], open: true });
	return policy;
}

/** The patterns of a set, for the algebra. */
export function union(set: ElementSet): PatternUnion {
	return { negated: set.negated, patterns: set.items.map(item => item.pattern), open: set.open };
}

/** A statement as it reads in some scenarios. */
export interface Reading {
	readonly statement: Statement;
	/** The first of those scenarios. */
	readonly scenario: Scenario;
	/** What must hold for it to read so; empty where it always does. */
	readonly when: readonly Condition[];
}

/** Every statement once for each way in which it reads, in the order of the text. */
export function statementsOf(policy: PolicyDocument): readonly Reading[] {
	const found = new Map<string, { readonly statement: Statement; readonly scenarios: Scenario[] }>();
	for (const scenario of policy.scenarios) {
		for (const statement of scenario.statements) {
			const key = JSON.stringify(placesOf(statement));
			const known = found.get(key);
			if (known) known.scenarios.push(scenario);
			else found.set(key, { statement, scenarios: [scenario] });
		}
	}
	return [...found.values()].map(({ statement, scenarios }) => ({ statement, scenario: scenarios[0]!, when: relevant(scenarios.map(one => one.when), policy.scenarios) }));
}

/** Where all that a statement says stands, branches included: of equal places the readings are equal. */
function placesOf({ property, effect, principals, actions, resources, conditions }: Statement): unknown {
	return [property.path, effect, ...[...principals?.items ?? [], ...actions.items, ...resources.items, ...conditions.clauses.flatMap(clause => [clause, ...clause.values])].map(one => one.property.path)];
}

/** What must hold for one of the given worlds to be the case, as far as it matters: nothing where they are all there are. */
export function relevant(worlds: readonly (readonly Condition[])[], scenarios: readonly Scenario[]): readonly Condition[] {
	const holds = (world: readonly Condition[], { name, is }: Condition) => world.some(other => other.name === name && other.is === is);
	const [first = [], ...others] = worlds;
	if (worlds.length === scenarios.length) return [];
	const common = first.filter(condition => others.every(world => holds(world, condition)));
	const meant = scenarios.filter(({ when }) => common.every(condition => holds(when, condition)));
	return meant.length === worlds.length ? common : first;
}

/** All ways in which the conditions that occur in the policy can fall. */
function worlds(property: Property): readonly (readonly Condition[])[] {
	const fixed = property.resource.when;
	const names = new Set<string>();
	for (const { value, when } of property.raw) {
		for (const condition of when) names.add(condition.name);
		collect(value, names);
	}
	const free = [...names].filter(name => !fixed.some(condition => condition.name === name));
	if (free.length > MAX_CONDITIONS) return [fixed];
	const all = free.reduce<(readonly Condition[])[]>((found, name) => found.flatMap(when => [[...when, { name, is: true }], [...when, { name, is: false }]]), [fixed]);
	const possible = all.filter(when => property.raw.some(one => consistent([...when, ...one.when]) && canBe(one.value, when)));
	return possible.length > 0 ? possible : [fixed];
}

/** Conditions can exclude one another: where no option of a choice is left, the world cannot be. */
function canBe(value: Value, when: readonly Condition[]): boolean {
	switch (value.kind) {
		case 'choice': return value.options.some(option => consistent([...when, ...option.when]) && canBe(option.value, when));
		case 'assumed': return canBe(value.value, when);
		case 'map': return [...value.entries.values()].every(entry => canBe(entry.value, when));
		case 'list': return value.items.every(item => canBe(item, when));
		default: return true;
	}
}

function collect(value: Value, names: Set<string>): void {
	switch (value.kind) {
		case 'choice':
			for (const option of value.options) {
				for (const condition of option.when) names.add(condition.name);
				collect(option.value, names);
			}
			break;
		case 'assumed': collect(value.value, names); break;
		case 'map': for (const entry of value.entries.values()) collect(entry.value, names); break;
		case 'list': for (const item of value.items) collect(item, names); break;
		default:
	}
}

/** The one value that stands here in a scenario; undefined where several may, or something else than the default. */
function only(property: Property, when: readonly Condition[]): Property | undefined {
	const possible = property.alternatives.filter(one => consistent([...when, ...one.demands]));
	return possible.length === 1 && possible[0]!.value ? possible[0] : undefined;
}

function isAbsent(property: Property): boolean {
	return property.value?.kind === 'absent';
}

type Entries = Map<string, { readonly value: Property | undefined; readonly key: Site }>;

/** The entries that exist in a scenario; a value is undefined where several may stand. */
function entriesOf(map: Property, when: readonly Condition[]): Entries {
	const entries: Entries = new Map();
	for (const [name, property, key] of map.entries) {
		if (!property.alternatives.some(one => consistent([...when, ...one.when]))) continue;
		const value = only(property, when);
		if (!value || !isAbsent(value)) entries.set(name, { value, key });
	}
	return entries;
}

function isMap(property: Property | undefined): property is Property {
	return property?.value?.kind === 'map';
}

/** Items of a list, or the value itself where AWS takes one for a list. */
function itemsOf(property: Property | undefined, when: readonly Condition[]): { items: (Property | undefined)[]; open: boolean } {
	const value = property?.value;
	if (!property || !value || value.kind === 'unknown') return { items: [], open: true };
	if (value.kind !== 'list') return { items: [property], open: false };
	const listed: Items = property.items;
	const items = listed.filter(item => item.alternatives.some(one => consistent([...when, ...one.when]))).map(item => only(item, when));
	return { items, open: value.open === true };
}

function readDocument(document: Property, when: readonly Condition[]): Pick<Scenario, 'statements' | 'open'> {
	if (!isMap(document)) return { statements: [], open: true };
	const entries = entriesOf(document, when);
	const written = entries.get('Statement');
	const version = entries.get('Version')?.value;
	const variables = version !== undefined && version.value?.kind === 'known' ? version.value.scalar !== '2008-10-17' : entries.has('Version');
	const { items, open } = written ? itemsOf(written.value, when) : { items: [], open: false };
	const statements = items.filter(isMap).map(item => readStatement(item, when, { variables }));
	const mapOpen = document.value?.kind === 'map' && document.value.open === true;
	return { statements, open: open || mapOpen || statements.length < items.length };
}

function readStatement(property: Property, when: readonly Condition[], options: PatternOptions): Statement {
	const entries = entriesOf(property, when);
	const open = property.value?.kind === 'map' && property.value.open === true;
	const sid = entries.get('Sid')?.value?.value;
	const effect = entries.get('Effect');
	const scalar = effect?.value?.value?.kind === 'known' ? effect.value.value.scalar : undefined;
	const known = scalar === 'Allow' || scalar === 'Deny' ? scalar : scalar !== undefined || (!effect && !open) ? 'invalid' : 'unknown';
	const principals = readPrincipals(entries, when, options, open, property);
	return {
		property,
		...(sid?.kind === 'known' && typeof sid.scalar === 'string' && { sid: sid.scalar }),
		effect: known,
		...(principals && { principals }),
		actions: readElements(entries, 'Action', property, when, { fold: true }, open),
		resources: readElements(entries, 'Resource', property, when, options, open),
		conditions: readConditions(entries, when, options, open),
	};
}

function readElements(entries: Entries, name: string, statement: Property, when: readonly Condition[], options: PatternOptions, open: boolean): ElementSet {
	const positive = entries.get(name), negative = entries.get(`Not${name}`);
	const written = positive ?? negative;
	if (!written) return { negated: false, items: name === 'Resource' && !open ? [{ pattern: everything, property: statement }] : [], open, property: statement };
	const { items, open: openList } = itemsOf(written.value, when);
	return {
		negated: positive === undefined, property: written.value ?? statement, open: openList || items.includes(undefined),
		items: items.filter(item => item !== undefined).map(item => ({ pattern: patternOfText(item, options), property: item })),
	};
}

/** Where the text is none, or is not known, the pattern is open. */
function patternOfText(property: Property, options: PatternOptions): Pattern {
	const parts = canonical(property);
	return parts ? pattern(parts, options) : unknownPattern();
}

function readPrincipals(entries: Entries, when: readonly Condition[], options: PatternOptions, open: boolean, statement: Property): PrincipalSet | undefined {
	const positive = entries.get('Principal'), negative = entries.get('NotPrincipal');
	const written = positive ?? negative;
	if (!written) return open ? { negated: false, items: [], open: true, property: statement } : undefined;
	const items: Principal[] = [];
	let unknown = false;
	const add = (type: string, value: Property | undefined) => {
		const list = itemsOf(value, when);
		unknown ||= list.open || list.items.includes(undefined);
		for (const item of list.items) if (item) items.push(readPrincipal(type, patternOfText(item, options), item));
	};
	if (isMap(written.value)) {
		for (const [type, entry] of entriesOf(written.value, when)) add(type, entry.value);
		unknown ||= written.value.value?.kind === 'map' && written.value.value.open === true;
	} else add('AWS', written.value);
	return { negated: positive === undefined, items, open: unknown, property: written.value ?? statement };
}

function readConditions(entries: Entries, when: readonly Condition[], options: PatternOptions, open: boolean): ConditionSet {
	const written = entries.get('Condition');
	if (!written) return { clauses: [], open };
	if (!isMap(written.value)) return { clauses: [], open: true };
	const clauses: Clause[] = [];
	let unknown = isOpen(written.value);
	for (const [name, operator] of entriesOf(written.value, when)) {
		if (!isMap(operator.value)) unknown = true;
		else {
			unknown ||= isOpen(operator.value);
			for (const [key, entry] of entriesOf(operator.value, when)) {
				if (entry.value) clauses.push(readClause(name, key, entry.key, entry.value, when, options));
				else unknown = true;
			}
		}
	}
	return { clauses, open: unknown };
}

function readClause(name: string, key: string, keySite: Site, property: Property, when: readonly Condition[], options: PatternOptions): Clause {
	const operator = readOperator(name);
	const { items, open } = itemsOf(property, when);
	const values: ConditionValue[] = items.filter(item => item !== undefined)
		.map(item => ({ pattern: patternOfText(item, { ...options, literal: !knowsWildcards(operator.operator) }), property: item }));
	return { ...operator, key: key.toLowerCase(), name: key, keySite, values, open: open || items.includes(undefined), property };
}

function isOpen(property: Property): boolean {
	return property.value?.kind === 'map' && property.value.open === true;
}
