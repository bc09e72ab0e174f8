/** Small questions to collections without alternatives: their pairs, one of their items, the keys they are made with. */
import type { MapEntry, Site, Unknown, Value } from '../../model/value.ts';
import { type Plain, failed, failure, identified, isWhole, known, moved, unknown } from './values.ts';

/** The names of the blocks that a body's `dynamic` makes. */
export function dynamicNames(dynamic: Value): readonly string[] {
	if (dynamic.kind === 'map') return [...dynamic.entries.keys()];
	return dynamic.kind === 'list' ? dynamic.items.flatMap(dynamicNames) : [];
}

/** Puts an entry into a map that a `for` makes; of equal keys the last counts, or all are gathered. */
export function gather(entries: Map<string, MapEntry>, name: string, value: Value, grouping: boolean): void {
	const before = grouping ? entries.get(name)?.value : undefined;
	const items = before?.kind === 'list' ? before.items : [];
	entries.set(name, { key: value.site, value: grouping ? { kind: 'list', items: [...items, value], site: value.site } : value });
}

/** The keys and values of a collection; undefined where it is not known to be one. */
export function iterate(collection: Value, site: Site): readonly (readonly [Value, Value])[] | undefined {
	if (collection.kind === 'list') return collection.items.map((item, index) => [known(index, site), item] as const);
	// Terraform goes through a map by the order of its keys.
	if (collection.kind === 'map') return [...collection.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, entry]) => [known(name, entry.key), entry.value] as const);
	return undefined;
}

/** One item of a collection. */
export function item(of: Plain, key: string | number | boolean | null, site: Site): Value {
	switch (of.kind) {
		case 'list': {
			const at = key === null ? Number.NaN : Number(key);
			const found = of.items[at];
			if (found) return found;
			return of.open ? common(of, site) ?? unknown('known only after the deployment', site) : failure(`there is no item ${key}`, site);
		}
		case 'map': {
			const found = of.entries.get(String(key));
			if (found) return found.value;
			// A single block may be written without the list around it.
			if (key === 0) return of;
			return of.open ? unknown('known only after the deployment', site) : failure(`there is no ${key}`, site);
		}
		case 'unknown': return failed(of) ? of : unknown(of.reason, site, of.identity && `${of.identity}[${JSON.stringify(key)}]`);
		default: return failure('it is no collection', site);
	}
}

/** The item of a list at an index that is not known: the same wherever list and index are (`data.aws_availability_zones.all.names[count.index]`). */
export function itemAt(of: Plain, index: Plain, site: Site): Unknown {
	const reason = 'the index is known only after the deployment';
	const list = of.kind === 'list' && !of.open ? of.items.map(identified) : [of.kind === 'unknown' ? of.identity : undefined];
	const at = index.kind === 'unknown' ? index.identity : undefined;
	return unknown(reason, site, at === undefined || list.includes(undefined) ? undefined : `${list.join(' ')}[${at}]`);
}

/** What every item of a collection is, where they are all the same resource. */
export function common(of: Plain, site: Site): Value | undefined {
	const items = of.kind === 'list' ? of.items : of.kind === 'map' ? [...of.entries.values()].map(entry => entry.value) : [];
	const first = items[0];
	return first && isWhole(first) && items.every(one => isWhole(one) && (one as { target: string }).target === (first as { target: string }).target)
		? moved(first, site) : undefined;
}

/** A key that is not wholly known, as the text that it is written by: two such keys are the same if they read the same. */
export function spelled(key: Value): string | undefined {
	if (key.kind !== 'text') return undefined;
	return key.parts.map(part => (typeof part === 'string' ? part : part.kind === 'pseudo' ? `\${${part.name}}` : part.kind === 'reference' ? `\${${part.target}.${part.attribute}}` : '${?}')).join('');
}

/** `hosted_zone_id` → `HostedZoneId`. */
export function pascal(name: string): string {
	return name === 'id' ? 'Ref' : name.split('_').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
