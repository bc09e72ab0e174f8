/** Functions on lists, sets and maps. A set is a list without duplicates. */
import type { MapEntry, Scalar, Value } from '../../../model/value.ts';
import { itemAt } from '../collections.ts';
import { MAX_ITEMS } from '../session.ts';
import { type Plain, alternatives, failure, held, identified, isWhole, known, partsOf, rejected, restingOn, sameValue, settled, textOf, unknown } from '../values.ts';
import { truth } from '../operators.ts';
import { type CallContext, type TerraformFunction, listOf, mapOf, plain } from './function.ts';

/** Items of several lists; what is no list makes the result open. */
function items(lists: readonly Value[]): { items: readonly Value[]; open: boolean } {
	const found = lists.flatMap(list => (list.kind === 'list' ? list.items : []));
	const open = lists.some(list => list.kind !== 'list' || list.open === true) || found.length > MAX_ITEMS;
	return { items: found.slice(0, MAX_ITEMS), open };
}

/** Without those that come a second time. */
export function unique(values: readonly Value[]): Value[] {
	const seen = new Set<string>();
	const kept: Value[] = [];
	const compared: Value[] = [];
	for (const value of values) {
		const key = identified(value);
		if (key === undefined ? compared.length < MAX_COMPARED && compared.some(other => sameValue(other, value)) : seen.has(key)) continue;
		if (key !== undefined) seen.add(key);
		else compared.push(value);
		kept.push(value);
	}
	return kept;
}

/** Lists and maps are compared one by one. */
const MAX_COMPARED = 500;

/** Terraform goes through a set by the order of its strings or numbers. */
export function inOrder(items: readonly Value[]): readonly Value[] {
	const scalars = items.map(item => (item.kind === 'known' ? item.scalar : undefined));
	if (scalars.every(one => typeof one === 'string')) return [...items].sort((a, b) => alphabetical((a as { scalar: string }).scalar, (b as { scalar: string }).scalar));
	return scalars.every(one => typeof one === 'number') ? [...items].sort((a, b) => (a as { scalar: number }).scalar - (b as { scalar: number }).scalar) : items;
}

const concat = plain((lists, { site }) => {
	const all = items(lists);
	return listOf(all.items, site, all.open);
});

/** What is not known may hold any key: then a key of an earlier map may be another's. */
const merge = plain((maps, context) => {
	const entries = new Map<string, MapEntry>();
	let open = false;
	for (const map of maps) {
		if (map.kind === 'known' && map.scalar === null) continue;
		if (map.kind !== 'map' || map.open) {
			for (const [name, entry] of entries) entries.set(name, { ...entry, value: context.unknown('it may be merged over') });
			open = true;
		}
		if (map.kind === 'map') for (const [name, entry] of map.entries) entries.set(name, entry);
	}
	return mapOf(entries, context.site, open);
});

const flatten = plain(([list], context) => {
	if (list?.kind !== 'list') return context.unknown();
	let open = list.open === true;
	const spread = (all: readonly Value[], depth: number): Value[] => all.flatMap(item => {
		const value = settled(item);
		if (value.kind === 'unknown' || value.kind === 'choice') open ||= value.kind === 'unknown' || alternatives(value).some(one => one.value.kind === 'list');
		if (value.kind !== 'list' || depth > 20) return [item];
		open ||= value.open === true;
		return spread(value.items, depth + 1);
	});
	const flat = spread(list.items, 0);
	return listOf(flat.slice(0, MAX_ITEMS), context.site, open || flat.length > MAX_ITEMS);
});

const lookup = plain(([map, key, fallback], context) => {
	if (key?.kind !== 'known' || map?.kind !== 'map') return context.unknown();
	const entry = map.entries.get(String(key.scalar));
	if (entry) return entry.value;
	return map.open ? context.unknown() : fallback ?? failure(`there is no ${key.scalar}`, context.site);
});

const element = plain(([list, index], context) => {
	if (list && index?.kind === 'unknown') return index.identity === undefined ? context.unknown() : itemAt(list, index, context.site);
	if (list?.kind !== 'list' || index?.kind !== 'known' || (list.open && Number(index.scalar) >= list.items.length)) return context.unknown();
	const { length } = list.items;
	// Whether a negative index counts from the end depends on Terraform's version.
	if (!(Number.isInteger(Number(index.scalar)) && Number(index.scalar) >= 0)) return context.unknown();
	return length === 0 ? failure('the list is empty', context.site) : list.items[Number(index.scalar) % length] ?? context.unknown();
});

const length = plain(([value], context) => {
	if (value?.kind === 'list' && !value.open) return known(value.items.length, context.site);
	if (value?.kind === 'map' && !value.open) return known(value.entries.size, context.site);
	return value?.kind === 'known' && typeof value.scalar === 'string' ? known([...value.scalar].length, context.site) : context.unknown();
});

const contains = plain(([list, value], context) => {
	if (list?.kind !== 'list' || !value) return context.unknown();
	if (list.items.some(item => sameValue(item, value))) return known(true, context.site);
	const decided = !list.open && value.kind === 'known' && list.items.every(item => item.kind === 'known');
	return decided ? known(false, context.site) : context.unknown();
});

function certain(list: Plain | undefined): readonly Value[] | undefined {
	return list?.kind === 'list' && !list.open ? list.items : undefined;
}

/** A function of a wholly known list of scalars. */
function ofScalars(apply: (items: readonly (Value & { kind: 'known' })[], context: CallContext) => Value): TerraformFunction {
	return plain(([list], context) => {
		const found = certain(list);
		return found?.every(item => item.kind === 'known') ? apply(found, context) : context.unknown();
	});
}

const compact = plain(([list], context) => {
	if (list?.kind !== 'list') return context.unknown();
	const kept = list.items.filter(item => {
		const value = settled(item);
		return !(value.kind === 'known' && (value.scalar === '' || value.scalar === null));
	});
	const unsure = kept.some(item => item.kind !== 'known' && partsOf(settled(item) as Plain) === undefined);
	return listOf(kept, context.site, list.open || unsure);
});

const coalesce: TerraformFunction = {
	whole: true,
	apply(args, context) {
		for (const arg of args) {
			const value = settled(arg);
			const before = args.slice(0, args.indexOf(arg));
			// A policy document is never empty.
			if ((value.kind === 'unknown' && !held(value)) || value.kind === 'choice') return context.unknown();
			if (!(value.kind === 'known' && (value.scalar === null || value.scalar === ''))) return restingOn(before, arg);
		}
		return failure('all are empty', context.site);
	},
};

const coalescelist: TerraformFunction = {
	whole: true,
	apply(args, context) {
		for (const arg of args) {
			const value = settled(arg);
			if (value.kind !== 'list' || (value.open && value.items.length === 0)) return context.unknown();
			if (value.items.length > 0) return restingOn(args.slice(0, args.indexOf(arg)), arg);
		}
		return failure('all are empty', context.site);
	},
};

const setproduct = plain((lists, context) => {
	const all = lists.map(certain);
	const size = all.reduce((product, list) => product * (list?.length ?? Number.POSITIVE_INFINITY), 1);
	if (!(size <= 1000)) return context.unknown();
	let rows: Value[][] = [[]];
	for (const list of all) rows = rows.flatMap(row => list!.map(item => [...row, item]));
	return listOf(rows.map(row => listOf(row, context.site)), context.site);
});

const zipmap = plain(([keys, values], context) => {
	const [names, found] = [certain(keys), certain(values)];
	if (!names || !found || names.some(name => name.kind !== 'known')) return context.unknown();
	if (names.length !== found.length) return failure('lists of different lengths', context.site);
	return mapOf(new Map(names.map((name, index) => [String((name as { scalar: unknown }).scalar), { key: name.site, value: found[index]! }])), context.site);
});

const one = plain(([list], context) => {
	const found = certain(list);
	if (!found) return context.unknown();
	if (found.length > 1) return failure('more than one item', context.site);
	return found[0] ?? known(null, context.site);
});

const MOST_SLICED = 100;

const slice = plain(([list, from, to], context) => {
	const found = certain(list);
	if (from?.kind !== 'known' || to?.kind !== 'known') return context.unknown();
	const [start, end] = [Number(from.scalar), Number(to.scalar)];
	// The items of a list that is not known are as unknown, and as many as are asked for, or Terraform rejects it.
	if (list?.kind === 'unknown' && list.identity !== undefined && start >= 0 && start <= end && end - start <= MOST_SLICED) {
		return listOf(Array.from({ length: end - start }, (_, index) => unknown(list.reason, context.site, `${list.identity}[${start + index}]`)), context.site);
	}
	if (!found) return context.unknown();
	if (!(start >= 0 && start <= end && end <= found.length)) return failure('the bounds are not in the list', context.site);
	return listOf(found.slice(start, end), context.site);
});

/** Set algebra over known scalars. */
function sets(keep: (item: string, all: readonly ReadonlySet<string>[]) => boolean, union = false): TerraformFunction {
	return plain((lists, context) => {
		const all = lists.map(certain);
		if (all.some(list => !list?.every(item => item.kind === 'known'))) return context.unknown();
		const named = all.map(list => new Set(list!.map(item => JSON.stringify((item as { scalar: unknown }).scalar))));
		const pool = union ? all.flatMap(list => list!) : all[0] ?? [];
		return listOf(inOrder(unique(pool).filter(item => keep(JSON.stringify((item as { scalar: unknown }).scalar), named))), context.site);
	});
}

/** Terraform tries one after the other; what cannot be known might fail or not. */
const attempt: TerraformFunction = {
	whole: true,
	apply(args, context) {
		for (const arg of args) if (!rejected(arg)) return restingOn(args.slice(0, args.indexOf(arg)), arg);
		return args.at(-1) ?? context.unknown();
	},
};

const can: TerraformFunction = {
	whole: true,
	apply([arg], context) {
		if (!arg || rejected(arg)) return restingOn(arg ? [arg] : [], known(false, context.site));
		const possible = alternatives(arg).map(one => one.value.kind === 'unknown');
		return possible.includes(true) ? context.unknown() : restingOn([arg], known(true, context.site));
	},
};

const same = plain(([value], context) => value ?? context.unknown());

function reversed(list: Plain | undefined, context: CallContext): Value {
	const found = certain(list);
	return found ? listOf([...found].reverse(), context.site) : context.unknown();
}

function alphabetical(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Lists under keys become keys under the items of the lists. */
const transpose = plain(([map], context) => {
	if (map?.kind !== 'map' || map.open) return context.unknown();
	const made = new Map<string, Value[]>();
	for (const [name, entry] of [...map.entries].sort(([a], [b]) => alphabetical(a, b))) {
		const items = certain(settled(entry.value) as Plain);
		if (!items?.every(item => item.kind === 'known' && item.scalar !== null)) return context.unknown();
		for (const item of items) {
			const key = textOf((item as { scalar: Scalar }).scalar);
			made.set(key, [...made.get(key) ?? [], known(name, entry.key)]);
		}
	}
	return mapOf(new Map([...made].map(([name, items]) => [name, { key: context.site, value: listOf(items, context.site) }])), context.site);
});

const matchkeys = plain(([values, keys, wanted], context) => {
	const [found, names, searched] = [certain(values), certain(keys), certain(wanted)];
	if (!found || !names || !searched || [...names, ...searched].some(one => one.kind !== 'known')) return context.unknown();
	if (found.length !== names.length) return failure('lists of different lengths', context.site);
	return listOf(found.filter((_, index) => searched.some(one => sameValue(one, names[index]!))), context.site);
});

export const collections: Record<string, TerraformFunction> = {
	concat, merge, flatten, lookup, element, length, contains, compact, coalesce, coalescelist, setproduct, zipmap, one, slice, can, try: attempt,
	transpose, matchkeys, tolist: same, tomap: same,
	toset: plain(([list], context) => (list?.kind === 'list' ? listOf(inOrder(unique(list.items)), context.site, list.open) : list && !isWhole(list) ? list : context.unknown())),
	distinct: plain(([list], context) => (list?.kind === 'list' ? listOf(unique(list.items), context.site, list.open) : context.unknown())),
	keys: plain(([map], { site, unknown }) => (map?.kind === 'map'
		? listOf([...map.entries].sort(([a], [b]) => alphabetical(a, b)).map(([name, entry]) => known(name, entry.key)), site, map.open) : unknown())),
	values: plain(([map], { site, unknown }) => (map?.kind === 'map'
		? listOf([...map.entries].sort(([a], [b]) => alphabetical(a, b)).map(([, entry]) => entry.value), site, map.open) : unknown())),
	reverse: plain(([list], context) => reversed(list, context)),
	sort: ofScalars((list, { site }) => listOf([...list].sort((a, b) => alphabetical(String(a.scalar), String(b.scalar))), site)),
	index: plain(([list, value], context) => {
		const found = certain(list);
		const at = found?.findIndex(item => sameValue(item, value!)) ?? -1;
		return !found || (at < 0 && !(value?.kind === 'known' && found.every(item => item.kind === 'known'))) ? context.unknown() : at < 0 ? failure('not in the list', context.site) : known(at, context.site);
	}),
	chunklist: plain(([list, size], context) => {
		const found = certain(list);
		const width = size?.kind === 'known' ? Number(size.scalar) : Number.NaN;
		if (!found || !(width > 0)) return context.unknown();
		return listOf(Array.from({ length: Math.ceil(found.length / width) }, (_, row) => listOf(found.slice(row * width, (row + 1) * width), context.site)), context.site);
	}),
	setunion: sets(() => true, true),
	setintersection: sets((item, all) => all.every(one => one.has(item))),
	setsubtract: sets((item, [, ...others]) => !others.some(other => other.has(item))),
	// From the left: what is in an odd number of them.
	setsymmetricdifference: sets((item, all) => all.filter(one => one.has(item)).length % 2 === 1, true),
	alltrue: ofScalars((list, { site }) => known(list.every(item => truth(item) === true), site)),
	anytrue: ofScalars((list, { site }) => known(list.some(item => truth(item) === true), site)),
	sensitive: same, nonsensitive: same, issensitive: plain((_, context) => context.unknown()),
};
