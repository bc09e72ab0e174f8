/** Hand-written readings that several services share. */
import { isList, isMap } from '../../../model/change.ts';
import type { MapEntry, MapValue, Site, Value } from '../../../model/value.ts';
import { type Field, type Mapping, type Reading, type Spec, type Table, custom, inline } from '../mapping.ts';
import { keyOf } from '../read-mapping.ts';
import { known, lift, settled, unknown } from '../values.ts';

/** The same arguments in one block: both sides of a table with their prefixes. */
export function below(prefix: string, target: string, table: Table): Table {
	const prefixed = (spec: Spec): Spec => (typeof spec === 'string' ? `${target}.${spec}` : { ...spec, target: `${target}.${spec.target}` });
	return Object.fromEntries(Object.entries(table).map(([from, spec]) => [`${prefix}${prefix && from && '.'}${from}`, Array.isArray(spec) ? spec.map(prefixed) : prefixed(spec as Spec)]));
}

/** More blocks of one argument are not told apart. */
const MOST_BLOCKS = 200;

/**
 * A second resource for each block of one argument. Of a list that goes on unseen or is very long there is one more, of which nothing is known.
 * An empty text is how the old way of writing blocks (`route = [{…}]`) leaves an argument out.
 */
export function inlineEach(terraform: string, type: string, of: string, table: Record<string, string | readonly [target: string, values: Field['values']]>, more: Table = {}): Mapping {
	const blocks = (block: Reading): readonly Value[] => {
		const written = settled(block.root(of));
		const all = blocksOf(written);
		const unseen = all.length > MOST_BLOCKS || (written.kind === 'list' && written.open === true);
		return [...all.slice(0, MOST_BLOCKS), ...(unseen ? [unknown('there are more than are read', written.site)] : [])];
	};
	const one = (from: string, spec: string | readonly [string, Field['values']]): Spec => {
		const [target, values] = typeof spec === 'string' ? [spec] : spec;
		return custom(target, block => {
			const written = blocks(block)[block.variant] ?? { kind: 'absent' as const, site: block.site };
			return lift([from === '' ? written : argumentOf(written, from)], written.site, ([value]) => {
				if (value!.kind !== 'known') return value!;
				if (value!.scalar === '') return { kind: 'absent', site: value!.site };
				const pair = values?.find(([terraform]) => String(terraform) === String(value!.scalar));
				return pair ? { ...value!, scalar: pair[1] } : value!;
			});
		});
	};
	return inline(terraform, type, of, { ...more, '': [...[more['']].flat().filter(spec => spec !== undefined), ...Object.entries(table).map(([from, spec]) => one(from, spec))] }, { variants: block => blocks(block).length });
}

/** The resource itself, for a second one that is written in it. */
export function itself(target: string): Spec {
	return custom(target, ({ self, site }) => ({ kind: 'reference', target: self, attribute: 'Ref', site }));
}

/** A map of the entries that are not absent. */
export function mapOf(parts: Readonly<Record<string, Value | undefined>>, site: Site): MapValue {
	const entries = new Map<string, MapEntry>();
	for (const [name, value] of Object.entries(parts)) if (value && value.kind !== 'absent') entries.set(name, { key: keyOf(value), value });
	return { kind: 'map', entries, site };
}

export function listOf(items: readonly Value[], site: Site): Value {
	return items.length > 0 ? { kind: 'list', items, site } : { kind: 'absent', site };
}

/** A map of tags as a list of pairs. */
export function tagList(target: string): Spec {
	return pairList(target, 'Key', 'Value');
}

/** A map as a list of pairs, called as AWS calls their halves. */
export function pairList(target: string, name: string, value: string): Spec {
	return custom(target, block => pairs(block.get(''), name, value));
}

export function pairs(map: Value, key = 'Key', value = 'Value'): Value {
	return map.kind === 'absent' ? map : lift([map], map.site, ([map]) => {
		if (map!.kind !== 'map') return map!;
		const items = [...map!.entries].map(([name, entry]) => mapOf({ [key]: known(name, entry.key), [value]: entry.value }, entry.key));
		return { kind: 'list', items, site: map!.site, ...(map!.open ? { open: true } : {}) };
	});
}

/** The items of a block that may occur several times; alternatives are kept inside each item. */
export function blocksOf(value: Value): readonly Value[] {
	switch (value.kind) {
		case 'list': return value.items;
		case 'absent': return [];
		default: return [value];
	}
}

/** An argument of one block of {@link blocksOf}. */
export function argumentOf(block: Value, name: string): Value {
	return lift([block], block.site, ([one]) => {
		const entry = one!.kind === 'map' ? one!.entries.get(name) : undefined;
		if (entry && !(entry.value.kind === 'known' && entry.value.scalar === null)) return entry.value;
		return one!.kind === 'unknown' ? one! : { kind: 'absent', site: one!.site };
	});
}

/** `KeySchema` of a DynamoDB table or index from `hash_key` and `range_key`; a local index has the table's `hash_key`. */
export function keySchema(target: string, local = false): Spec {
	return custom(target, block => {
		const keys = [[local ? block.root('hash_key') : block.get('hash_key'), 'HASH'], [block.get('range_key'), 'RANGE']] as const;
		const items = keys.filter(([name]) => name.kind !== 'absent').map(([name, type]) => mapOf({ AttributeName: name, KeyType: known(type, keyOf(name)) }, keyOf(name)));
		return listOf(items, items[0]?.site ?? block.site);
	}, {
		place: path => {
			if (path[1] !== 'AttributeName' || path.length !== 2) return undefined;
			return path[0] === 0 && !local ? ['hash_key'] : path[0] === 1 ? ['range_key'] : undefined;
		},
		build: draft => {
			const keys = isList(draft) ? draft.filter(isMap) : [];
			const name = (type: string) => keys.find(key => key.KeyType === type)?.AttributeName;
			const [hash, range] = [name('HASH'), name('RANGE')];
			return { ...(hash === undefined || local ? {} : { hash_key: hash }), ...(range === undefined ? {} : { range_key: range }) };
		},
	});
}
