/** Values that SAM writes by itself, and the properties of a SAM resource with `Globals` applied. */
import type { MapEntry, MapValue, Scalar, Site, TextPart, Value } from '../../../model/value.ts';
import { text } from '../../../model/value.ts';
import { get } from '../../../syntax/tree.ts';
import type { Declared } from '../declared.ts';
import type { Evaluator } from '../evaluate.ts';

/** Values stand for themselves; plain data becomes known values; what is undefined is left out. */
export type Makings = Value | Scalar | undefined | readonly Makings[] | { readonly [name: string]: Makings };

/** Makes values at one place. */
export class Maker {
	/** `idOf`: the id in the design of a logical id. */
	constructor(readonly site: Site, private readonly idOf: (logicalId: string) => string = id => id) {}

	value(makings: Exclude<Makings, undefined>): Value {
		if (typeof makings !== 'object' || makings === null) return { kind: 'known', scalar: makings, site: this.site };
		if (Array.isArray(makings)) return { kind: 'list', items: makings.filter(one => one !== undefined).map(one => this.value(one)), site: this.site };
		if (isValue(makings)) return makings;
		return this.map(makings as { readonly [name: string]: Makings });
	}

	map(makings: { readonly [name: string]: Makings }): MapValue {
		const entries = new Map<string, MapEntry>();
		for (const [name, one] of Object.entries(makings)) if (one !== undefined) entries.set(name, { key: this.site, value: this.value(one) });
		return { kind: 'map', entries, site: this.site };
	}

	reference(target: string, attribute = 'Ref'): Value {
		return { kind: 'reference', target: this.idOf(target), attribute, site: this.site };
	}

	text(...parts: readonly TextPart[]): Value {
		return text(parts, this.site);
	}

	pseudo(name: 'AWS::AccountId' | 'AWS::Partition' | 'AWS::Region'): TextPart & Value {
		return { kind: 'pseudo', name, site: this.site };
	}

	unknown(reason: string): Value {
		return { kind: 'unknown', reason, site: this.site };
	}
}

function isValue(makings: object): makings is Value {
	return 'kind' in makings && 'site' in makings;
}

export function makerOf({ entry }: Declared, scope: Evaluator): Maker {
	return new Maker(scope.template.site(entry.key.range, entry.key.range), id => scope.template.idOf(id));
}

/** The properties as written, over those of `Globals`. */
export class Source {
	readonly entries: ReadonlyMap<string, MapEntry>;
	readonly open: boolean;
	readonly make: Maker;

	constructor(declared: Declared, section: string, readonly scope: Evaluator) {
		this.make = makerOf(declared, scope);
		const node = get(declared.entry.value, 'Properties');
		const own: Value = node?.kind === 'map' ? scope.map(node, this.make.site) : this.make.map({});
		scope.read(`Globals.${section}`);
		const shared = scope.template.globals.get(section)?.value;
		const merged = shared?.kind === 'map' ? merge(scope.map(shared, this.make.site), own) : own;
		this.entries = merged.kind === 'map' ? merged.entries : new Map();
		this.open = merged.kind === 'map' && merged.open === true;
	}

	get(name: string): Value | undefined {
		return this.entries.get(name)?.value;
	}

	/** A value below a property. */
	at(name: string, ...rest: readonly string[]): Value | undefined {
		return rest.reduce<Value | undefined>((value, key) => (value?.kind === 'map' ? value.entries.get(key)?.value : undefined), this.get(name));
	}

	/** A map of the properties of the given names, with those that are made. */
	map(names: readonly string[], makings: { readonly [name: string]: Makings }): MapValue {
		const entries = new Map<string, MapEntry>();
		for (const name of names) if (this.entries.has(name)) entries.set(name, this.entries.get(name)!);
		for (const [name, entry] of this.make.map(makings).entries) entries.set(name, entry);
		return { kind: 'map', entries, site: this.make.site, ...(this.open && { open: true }) };
	}

	/** SAM writes tags as a map, CloudFormation as a list of keys and values. */
	tags(): Value | undefined {
		const tags = this.get('Tags');
		if (tags?.kind !== 'map') return tags;
		const items = [...tags.entries].map(([key, { value }]) => this.make.map({ Key: key, Value: value }));
		return { kind: 'list', items, site: tags.site, ...(tags.open && { open: true }) };
	}
}

/** Maps are merged, lists are joined (the resource's own items first, so that they keep their indexes), and else the resource's own value counts. */
function merge(shared: Value, own: Value): Value {
	if (shared.kind === 'map' && own.kind === 'map') {
		const entries = new Map(own.entries);
		for (const [name, entry] of shared.entries) {
			const mine = own.entries.get(name);
			entries.set(name, mine ? { key: mine.key, value: merge(entry.value, mine.value) } : entry);
		}
		return { ...own, entries, ...((own.open || shared.open) && { open: true }) };
	}
	if (shared.kind === 'list' && own.kind === 'list') {
		return { ...own, items: [...own.items, ...shared.items], ...((own.open || shared.open) && { open: true }) };
	}
	return own.kind === 'absent' ? shared : own;
}
