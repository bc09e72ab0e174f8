/**
 * Which instances a resource block makes: none, one, one per key, or many that the files cannot count. References between
 * resources are resolved here, since what `type.name` means depends on it.
 */
import type { Condition, Site, Value } from '../../model/value.ts';
import { iterate } from './collections.ts';
import type { Evaluator, Instances, Scope } from './evaluate.ts';
import { some } from './expression.ts';
import type { Block, Module } from './module.ts';
import { WHOLE, alternatives, isWhole, known, lift, settled, unknown } from './values.ts';

/** More instances of one block, or of all blocks together, stay one resource that is marked as many. */
const MAX_KEYS = 50;
const MAX_INSTANCES = 2000;

export interface Instance {
	/** Unique in the design: the address, with the key where there is one instance per key. */
	readonly id: string;
	readonly block: Block;
	readonly scope: Scope;
	readonly when: readonly Condition[];
	readonly multiplicity?: 'many' | 'unknown';
	readonly key?: string;
	/** Blocks that `count` or `for_each` were taken from. */
	readonly reads: ReadonlySet<string>;
}

type Counted = Omit<Instance, 'reads'>;
const NONE: ReadonlySet<string> = new Set();

export class Enumeration implements Instances {
	private readonly byAddress = new Map<string, readonly Instance[]>();
	private readonly byId = new Map<string, Instance>();
	private readonly running = new Set<string>();
	private total = 0;

	constructor(private readonly module: Module, private readonly evaluator: Evaluator, private readonly incomplete: string[]) {}

	/** The instances of a resource block. */
	of(block: Block): readonly Instance[] {
		const found = this.byAddress.get(block.address);
		if (found) return found;
		if (this.running.has(block.address)) return [{ ...this.single(block, { multiplicity: 'unknown' }), reads: NONE }];
		this.running.add(block.address);
		const { result, reads } = this.evaluator.collect(() => this.enumerate(block));
		const made = result.map(instance => ({ ...instance, reads }));
		this.running.delete(block.address);
		this.byAddress.set(block.address, made);
		for (const instance of made) this.byId.set(instance.id, instance);
		this.total += made.length;
		return made;
	}

	whole(address: string, site: Site): Value | undefined {
		const block = this.module.blocks.get(address);
		if (block?.kind !== 'resource') return undefined;
		const reference = (target: string): Value => ({ kind: 'reference', target, attribute: WHOLE, site });
		const argument = (name: string) => this.evaluator.argument(block, name, this.evaluator.plainScope(block));
		const one = reference(address);
		const count = argument('count');
		if (count.kind !== 'absent') {
			return lift([count], site, ([number]) => (number!.kind === 'known'
				? { kind: 'list', items: Array.from({ length: Math.min(MAX_KEYS, Number(number!.scalar) || 0) }, () => one), site, ...(Number(number!.scalar) > MAX_KEYS ? { open: true } : {}) }
				: { kind: 'list', items: [one], site, open: true }));
		}
		const forEach = argument('for_each');
		if (forEach.kind === 'absent') return one;
		const made = new Map(this.of(block).map(instance => [instance.key, instance.id]));
		return lift([forEach], site, ([collection]) => {
			const pairs = keysOf(collection!, site);
			if (!pairs) return one;
			return { kind: 'map', site, entries: new Map(pairs.map(([key]) => [key, { key: site, value: reference(made.get(key) ?? address) }])) };
		});
	}

	scopeOf(id: string): { readonly block: Block; readonly scope: Scope; readonly reads?: ReadonlySet<string> } | undefined {
		const instance = this.byId.get(id);
		if (instance) return instance;
		const block = this.module.blocks.get(id);
		if (block?.kind === 'data') return { block, scope: this.evaluator.plainScope(block) };
		if (block?.kind !== 'resource') return undefined;
		return this.of(block).find(one => one.id === id) ?? { block, scope: this.single(block, {}).scope };
	}

	private enumerate(block: Block): readonly Counted[] {
		const argument = (name: string) => this.evaluator.argument(block, name, this.evaluator.plainScope(block));
		const count = argument('count');
		if (count.kind !== 'absent') return this.counted(block, count);
		const forEach = argument('for_each');
		if (forEach.kind !== 'absent') return this.keyed(block, forEach);
		return [{ id: block.address, block, scope: this.evaluator.plainScope(block), when: [] }];
	}

	private counted(block: Block, count: Value): readonly Counted[] {
		const possible = alternatives(count);
		const some = possible.filter(one => one.value.kind !== 'known' || Number(one.value.scalar) > 0);
		const [only] = some;
		if (!only) return possible.some(one => one.assumed) ? [this.single(block, { multiplicity: 'unknown' })] : [];
		if (some.length > 1 || only.value.kind !== 'known' || only.assumed) return [this.single(block, { multiplicity: 'unknown' })];
		const number = Number(only.value.scalar);
		return [this.single(block, { when: only.when, ...(number > 1 ? { multiplicity: 'many' } : {}) }, number === 1 ? known(0, count.site) : undefined)];
	}

	private keyed(block: Block, forEach: Value): readonly Counted[] {
		const possible = alternatives(forEach);
		const filled = possible.map(one => ({ ...one, pairs: keysOf(one.value, forEach.site) })).filter(one => one.pairs?.length !== 0);
		const [only] = filled;
		if (!only) return possible.some(one => one.assumed) ? [this.single(block, { multiplicity: 'unknown' })] : [];
		if (filled.length === 1 && isWhole(only.value)) return [this.single(block, { when: only.when, multiplicity: 'many' }, undefined, only.value)];
		if (filled.length > 1 || !only.pairs) return [this.single(block, { multiplicity: 'unknown' })];
		const multiplicity = only.assumed ? 'unknown' as const : undefined;
		const uses = some(block.body, one => one.kind === 'variable' && one.name === 'each');
		if (!uses || only.pairs.length > MAX_KEYS || this.total + only.pairs.length > MAX_INSTANCES) {
			if (uses && this.incomplete.length < 20) this.incomplete.push(`${block.address}: more than ${MAX_KEYS} instances`);
			return [this.single(block, { when: only.when, multiplicity: multiplicity ?? (only.pairs.length > 1 ? 'many' : undefined) })];
		}
		const assume = (value: Value): Value => (forEach.kind === 'assumed' ? { ...forEach, value } : value);
		return only.pairs.map(([key, value]) => ({
			id: `${block.address}[${JSON.stringify(key)}]`, block, key, when: only.when, ...(multiplicity ? { multiplicity } : {}),
			scope: this.scope(block, 'each', { key: assume(known(key, forEach.site)), value: assume(value) }, forEach.site),
		}));
	}

	/** One resource for all instances: what differs between them is unknown. */
	private single(block: Block, { when = [], multiplicity }: { when?: readonly Condition[]; multiplicity?: 'many' | 'unknown' | undefined }, index?: Value, eachValue?: Value): Counted {
		const what = (name: string) => unknown(`differs between the instances of ${block.address}`, block.site, `${block.address} ${name}`);
		const counted = this.scope(block, 'count', { index: index ?? what('count.index') }, block.site);
		const each = this.scope(block, 'each', { key: what('each.key'), value: eachValue ?? what('each.value') }, block.site);
		const scope = { ...counted, variables: new Map([...counted.variables, ...each.variables]) };
		return { id: block.address, block, scope, when, ...(multiplicity ? { multiplicity } : {}) };
	}

	private scope(block: Block, name: string, values: Readonly<Record<string, Value>>, site: Site): Scope {
		const entries = new Map(Object.entries(values).map(([key, value]) => [key, { key: site, value }]));
		return { frame: block.frame, variables: new Map([[name, { kind: 'map', entries, site }]]) };
	}
}

/** The keys of `for_each` with their values: of a set each string is both. Undefined where they are not all known. */
function keysOf(collection: Value, site: Site): readonly (readonly [string, Value])[] | undefined {
	if (collection.kind === 'known' && collection.scalar === null) return [];
	if ((collection.kind !== 'map' && collection.kind !== 'list') || collection.open) return undefined;
	const pairs = iterate(collection, site)!;
	if (collection.kind === 'map') return pairs.map(([key, value]) => [String((key as { scalar: unknown }).scalar), value]);
	const strings = pairs.map(([, value]) => settled(value));
	return strings.every(value => value.kind === 'known') ? strings.map(value => [String(value.scalar), value] as const) : undefined;
}
