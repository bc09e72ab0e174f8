/** Shorthand for tables of many arguments, and the hand-written fields that several data services share. */
import { type Draft, isMap } from '../../../model/change.ts';
import type { MapEntry, Scalar, Value } from '../../../model/value.ts';
import { type Keyed, type Reading, type Spec, type Table, custom } from '../mapping.ts';
import { keyOf } from '../read-mapping.ts';
import { known, lift, unknown } from '../values.ts';
import { argumentOf, blocksOf, listOf, mapOf } from './shapes.ts';

/** Arguments that differ from AWS's properties only in their spelling: `bucket_name` is `BucketName`. */
export function spelt(names: string, from = '', to = ''): Table {
	return below(from, to, Object.fromEntries(names.trim().split(/\s+/).map(name => [name, name.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase())])));
}

/** A table of what stands in a block: prefixes for both sides. */
export function below(from: string, to: string, table: Readonly<Record<string, string>>): Table {
	const joined = (prefix: string, name: string) => (prefix === '' ? name : `${prefix}.${name}`);
	return Object.fromEntries(Object.entries(table).map(([name, target]) => [joined(from, name), joined(to, target)]));
}

/** What the provider sends for an argument of a block that is written without it. Comes after the argument's own field. */
export function usually(scalar: Scalar, target: string): Spec {
	return custom(target, block => lift([block.get('')], block.site, ([one]) => {
		if (one!.kind === 'unknown') return one!;
		return one!.kind === 'map' || (one!.kind === 'list' && one!.items.length > 0) ? known(scalar, one!.site) : { kind: 'absent', site: one!.site };
	}));
}

/** The map whose entries are blocks of a list: the `parameter` blocks of a parameter group. */
export function entries(target: string, keyed: Keyed): Spec {
	const back = (draft: Draft) => (isMap(draft)
		? { [keyed.list]: Object.entries(draft).map(([name, value]) => ({ [keyed.key]: name, [keyed.value]: value, ...keyed.more })) } : undefined);
	const spec = custom(target, block => {
		const written = block.get(keyed.list);
		return written.kind === 'absent' ? written : lift([written], written.site, ([list]) => (list!.kind === 'unknown' ? list! : mapFrom(list!, keyed)));
	}, { build: back });
	return { ...spec as Exclude<Spec, string>, keyed };
}

function mapFrom(list: Value, { key, value }: Keyed): Value {
	const found = new Map<string, MapEntry>();
	let open = list.kind === 'list' && list.open === true;
	for (const block of blocksOf(list)) {
		const name = argumentOf(block, key);
		if (name.kind === 'known') found.set(String(name.scalar), { key: keyOf(name), value: argumentOf(block, value) });
		else open = true;
	}
	return { kind: 'map', entries: found, site: list.site, ...(open ? { open } : {}) };
}

/** A list whose only item has these properties, by argument. */
export function only(target: string, parts: Readonly<Record<string, string>>): Spec {
	return custom(target, block => {
		const item = mapOf(Object.fromEntries(Object.entries(parts).map(([name, argument]) => [name, block.get(argument)])), block.site);
		return listOf(item.entries.size > 0 ? [item] : [], block.site);
	}, {
		place: ([index, name, ...rest]) => (index === 0 && typeof name === 'string' && parts[name] !== undefined && rest.length === 0 ? [parts[name]] : undefined),
	});
}

/** A list of plain values as a list of maps that have each in one property. */
export function each(target: string, property: string): Spec {
	return custom(target, block => {
		const written = block.get('');
		return written.kind === 'absent' ? written : lift([written], written.site, ([list]) => (list!.kind === 'list'
			? { ...list!, items: list!.items.map(item => mapOf({ [property]: item }, item.site)) } : list!));
	}, { place: ([index, name, ...rest]) => (typeof index === 'number' && name === property && rest.length === 0 ? [index] : undefined) });
}

/** A reference to the resource that an inline one is written in. */
export function itself(target: string): Spec {
	return custom(target, ({ self, site }) => ({ kind: 'reference', target: self, attribute: 'Ref', site }));
}

/** What is the same for all resources of a Terraform type. */
export function always(scalar: Scalar, target: string): Spec {
	return custom(target, ({ site }) => known(scalar, site));
}

/** The region that a resource is made in: its `region` (since version 6 of the provider), else that of the design, else that of another provider configuration. */
export function regionOf(block: Reading): Value {
	const written = block.root('region');
	if (written.kind !== 'absent') return written;
	return block.root('provider').kind === 'absent' ? { kind: 'pseudo', name: 'AWS::Region', site: block.site } : unknown('the region of another provider configuration', block.site);
}
