/** Reads mapping tables downward: Terraform's arguments, evaluated, become AWS's properties. It does not know a single type. */
import type { MapEntry, MapValue, Site, Value } from '../../model/value.ts';
import { parsePattern } from '../../model/path.ts';
import { type Field, type Reading, onlyItems } from './mapping.ts';
import { type Plain, alternatives, held, isWhole, known, lift, settled, unknown } from './values.ts';

/** The arguments of a block, or of an item of a list of blocks. */
export interface Source {
	/** The value of an argument; absent where it is not written. */
	argument(name: string): Value;
	readonly site: Site;
	readonly root: Source | undefined;
	readonly self: string;
	readonly variant: number;
}

/** The properties that the fields say, without those that are absent. */
export function readFields(fields: readonly Field[], source: Source): MapValue {
	const entries = children(fields.map(field => ({ field, from: field.from, to: field.to })), source);
	return { kind: 'map', entries, site: source.site };
}

/** A field, with what is left of its paths at some depth of the reading. */
interface Step {
	readonly field: Field;
	readonly from: readonly string[];
	readonly to: readonly string[];
}

/** `outer` is the block that the map around stands for. */
function children(steps: readonly Step[], source: Source, outer = ''): Map<string, MapEntry> {
	const entries = new Map<string, MapEntry>();
	for (const [name, group] of grouped(steps, step => step.to[0]!)) {
		const value = node(group.map(step => ({ ...step, to: step.to.slice(1) })), source, outer);
		if (value.kind !== 'absent') entries.set(name, { key: keyOf(value), value });
	}
	return entries;
}

function node(steps: readonly Step[], source: Source, outer: string): Value {
	for (const step of steps) {
		if (step.to.length > 0) continue;
		const value = leaf(step, source);
		if (value.kind !== 'absent') return value;
	}
	const lists = steps.filter(step => step.to[0] === '[]');
	if (lists.length > 0) return list(lists, source, outer);
	const maps = steps.filter(step => step.to.length > 0);
	if (maps.length === 0) return { kind: 'absent', site: source.site };
	const path = blockPath(maps);
	const entries = children(maps, source, path.join('.'));
	// A block that stands for the map around as well says nothing of this one.
	const block = path.length === 0 || path.join('.') === outer ? undefined : plainBlock(dig(source, path));
	if (block && block.kind !== 'map' && block.kind !== 'absent') {
		const plain = settled(block);
		if (plain.kind === 'unknown') return plain;
	}
	const off = maps.every(step => step.field.along);
	if (entries.size === 0 && (off || block?.kind !== 'map')) return { kind: 'absent', site: source.site };
	const site = keySite(block?.site ?? [...entries.values()][0]?.key ?? source.site);
	// Without a block of its own the map is there where one of its parts is.
	if (block?.kind !== 'map' && [...entries.values()].every(entry => mayBeAbsent(entry.value))) return whereAny(entries, site);
	return { kind: 'map', entries, site };
}

function mayBeAbsent(value: Value): boolean {
	return alternatives(value).some(one => one.value.kind === 'absent');
}

function whereAny(entries: ReadonlyMap<string, MapEntry>, site: Site): Value {
	const names = [...entries.keys()];
	return lift(names.map(name => entries.get(name)!.value), site, parts => {
		const present = names.flatMap((name, index): [string, MapEntry][] => (parts[index]!.kind === 'absent' ? [] : [[name, { key: entries.get(name)!.key, value: parts[index]! }]]));
		return present.length === 0 ? { kind: 'absent', site } : { kind: 'map', entries: new Map(present), site };
	});
}

/** The Terraform block that all the fields lie in; empty where there is none. */
function blockPath(steps: readonly Step[]): readonly string[] {
	const first = steps[0]!.from.slice(0, -1);
	let length = first.length;
	for (const step of steps) while (length > 0 && step.from.slice(0, length).join('.') !== first.slice(0, length).join('.')) length--;
	const path = first.slice(0, length);
	return path.includes('[]') ? [] : path;
}

/** A block that may occur once can be written as a list of one. */
function plainBlock(value: Value): Value {
	const [only, ...others] = value.kind === 'list' ? value.items : [];
	return only && others.length === 0 && value.site.key ? { ...only, site: { uri: value.site.uri, range: value.site.key, key: value.site.key } } : only ?? value;
}

function leaf({ field, from }: Step, source: Source): Value {
	if (field.read) return clean(field.read(reading(from, source)));
	const value = dig(source, from);
	if (value.kind === 'absent') return usual(field, from, source) ?? value;
	const converted = switchedOn(field, clean(convert(field, value)), from, source);
	return field.single && converted.kind !== 'absent' ? { kind: 'list', items: [converted], site: converted.site } : converted;
}

/** The value where the arguments beside it switch it on; absent where they don't. */
function switchedOn({ along }: Field, value: Value, from: readonly string[], source: Source): Value {
	return Object.entries(along ?? {}).reduce((counted, [name, expected]) => lift([dig(source, [...from.slice(0, -1), name])], value.site, ([beside]) => {
		if (beside!.kind === 'unknown') return beside!;
		return beside!.kind === 'known' && String(beside!.scalar) === String(expected) ? counted : { kind: 'absent', site: value.site };
	}), value);
}

/** What the provider says for an argument that its block leaves out. */
function usual({ usual: scalar }: Field, from: readonly string[], source: Source): Value | undefined {
	if (scalar === undefined) return undefined;
	const block = from.length > 1 ? dig(source, from.slice(0, -1)) : undefined;
	if (block && block.kind !== 'map' && !(block.kind === 'list' && block.items.length > 0)) return undefined;
	return known(scalar, keySite(block?.site ?? source.site));
}

function keySite(site: Site): Site {
	return site.key ? { uri: site.uri, range: site.key, key: site.key } : site;
}

function reading(from: readonly string[], source: Source): Reading {
	return {
		get: path => dig(source, [...from, ...parsePattern(path)]),
		root: path => dig(source.root ?? source, parsePattern(path)),
		site: source.site, self: source.self, variant: source.variant,
	};
}

/** Each Terraform list that the property's items can come from, or the only item; the first that is written is it. */
function list(steps: readonly Step[], source: Source, outer: string): Value {
	const only = steps.filter(step => onlyItems(step) > 0);
	const item: Value = only.length > 0 ? node(only.map(step => ({ ...step, to: step.to.slice(1) })), source, outer) : { kind: 'absent', site: source.site };
	if (item.kind !== 'absent') return item.kind === 'unknown' ? item : { kind: 'list', items: [item], site: item.site };
	for (const group of grouped(steps.filter(step => !only.includes(step)), step => step.from.slice(0, step.from.indexOf('[]')).join('.')).values()) {
		const at = group[0]!.from.indexOf('[]');
		const value = dig(source, group[0]!.from.slice(0, at));
		if (value.kind === 'absent') continue;
		const below = group.map(step => ({ ...step, from: step.from.slice(at + 1), to: step.to.slice(1) }));
		return lift([value], value.site, ([plain]) => items(plain!, below, source));
	}
	return { kind: 'absent', site: source.site };
}

function items(value: Plain, steps: readonly Step[], source: Source): Value {
	const one = (entry: Value): Value => lift([entry], entry.site, ([plain]) => {
		if (plain!.kind !== 'map') return plain!;
		const inner: Source = { argument: name => step(plain!, name), site: plain!.site, root: source.root ?? source, self: source.self, variant: source.variant };
		const whole = steps.find(each => each.to.length === 0);
		if (whole) return leaf(whole, inner);
		return { kind: 'map', entries: children(steps, inner), site: plain!.site, ...(plain!.open ? { open: true } : {}) };
	});
	switch (value.kind) {
		case 'list': return { ...value, items: value.items.map(one) };
		case 'map': return { kind: 'list', items: [one(value)], site: value.site };
		case 'known': case 'absent': return { kind: 'absent', site: value.site };
		default: return value.kind === 'unknown' ? value : unknown('known only after the deployment', value.site);
	}
}

/** Follows a path without `[]`; a list of one block counts as the block, and a block as a list of one. */
export function dig(source: Source, path: readonly (string | number)[]): Value {
	const [first, ...rest] = path;
	if (typeof first !== 'string') return { kind: 'absent', site: source.site };
	let value = present(source.argument(first));
	for (const name of rest) {
		if (value.kind === 'absent') return value;
		value = lift([value], value.site, ([plain]) => present(step(plain!, name)));
	}
	return value;
}

function step(value: Plain, name: string | number): Value {
	if (typeof name === 'number') return value.kind === 'list' ? value.items[name] ?? { kind: 'absent', site: value.site } : name === 0 ? value : { kind: 'absent', site: value.site };
	switch (value.kind) {
		case 'map': {
			const entry = value.entries.get(name);
			if (entry) return present(entry.value);
			return value.open ? unknown('known only after the deployment', value.site) : { kind: 'absent', site: value.site };
		}
		case 'list': return value.items[0] ? lift([value.items[0]], value.site, ([first]) => step(first!, name)) : { kind: 'absent', site: value.site };
		case 'known': case 'absent': return { kind: 'absent', site: value.site };
		case 'unknown': return unknown(value.reason, value.site, value.identity && `${value.identity}.${name}`);
		default: return unknown('known only after the deployment', value.site);
	}
}

/** `null` is what Terraform says for an argument that is not written. */
export function present(value: Value): Value {
	switch (value.kind) {
		case 'known': return value.scalar === null ? { kind: 'absent', site: value.site } : value;
		case 'assumed': case 'choice': return alternatives(value).some(one => one.value.kind === 'known' && one.value.scalar === null)
			? lift([value], value.site, ([plain]) => present(plain!)) : value;
		default: return value;
	}
}

function convert(field: Field, value: Value): Value {
	if (field.json) return document(value);
	const { values, unset } = field;
	if (!values && unset === undefined) return value;
	return lift([value], value.site, ([plain]) => {
		if (plain!.kind !== 'known') return plain!;
		if (unset !== undefined && String(unset) === String(plain!.scalar)) return { kind: 'absent', site: plain!.site };
		const pair = values?.find(([terraform]) => String(terraform) === String(plain!.scalar));
		return pair ? { ...plain!, scalar: pair[1] } : plain!;
	});
}

/** The document that a string of JSON holds. What is missing in it would be written where the string is used. */
function document(value: Value): Value {
	const found = held(value);
	const key = value.site.key;
	return found?.kind === 'map' && key ? { ...found, site: { uri: value.site.uri, range: key, key } } : found ?? value;
}

/** A whole resource where an attribute was meant: Terraform would reject it. */
function clean(value: Value, depth = 0): Value {
	if (isWhole(value)) return unknown('a whole resource where one of its attributes is meant', value.site);
	if (depth > 50) return value;
	switch (value.kind) {
		case 'known': return present(value);
		case 'list': return value.items.some(needsCleaning) ? { ...value, items: value.items.map(item => clean(item, depth + 1)) } : value;
		case 'map': {
			if (![...value.entries.values()].some(entry => needsCleaning(entry.value))) return value;
			return { ...value, entries: new Map([...value.entries].map(([name, entry]) => [name, { ...entry, value: clean(entry.value, depth + 1) }])) };
		}
		case 'choice': return { ...value, options: value.options.map(option => ({ ...option, value: clean(option.value, depth + 1) })) };
		case 'assumed': return { ...value, value: clean(value.value, depth + 1) };
		default: return value;
	}
}

function needsCleaning(value: Value): boolean {
	return value.kind !== 'known' || value.scalar === null;
}

export function keyOf(value: Value): Site {
	const { uri, range, key } = value.site;
	return { uri, range: key ?? range };
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) {
		const group = groups.get(keyOf(one));
		if (group) group.push(one);
		else groups.set(keyOf(one), [one]);
	}
	return groups;
}
