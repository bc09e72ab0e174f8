/**
 * Which instances a resource block makes: none, one, one per key, or many that the files cannot count. References between
 * resources are resolved here, since what `type.name` means depends on it.
 */
import type { Condition, Site, Value } from '../../model/value.ts';
import { iterate } from './collections.ts';
import type { Evaluator } from './evaluate.ts';
import type { Call, Instances, Located, Scope } from './scope.ts';
import { some } from './expression.ts';
import { type Block, textIds } from './module.ts';
import { MAX_INSTANCES } from './session.ts';
import { WHOLE, alternatives, isWhole, known, lift, settled, unknown } from './values.ts';

/** More instances of one block stay one resource that is marked as many. */
const MAX_KEYS = 50;

/** An instance of a resource, a data source or a module call. */
export interface Instance extends Call {
	/** Unique in the design: the address, with the key where there is one instance per key. */
	readonly id: string;
	/** Terraform's address of the block, modules included, without the key of this instance. */
	readonly address: string;
	readonly when: readonly Condition[];
	readonly multiplicity?: 'many' | 'unknown';
	/** How many there are, where that is known and this one stands for all. */
	readonly number?: number;
	readonly key?: string;
	/** Blocks that `count` or `for_each`, here and of the calls around, were taken from, and the calls. */
	readonly reads: ReadonlySet<string>;
	/** The value of an argument. */
	argument(name: string): Value;
}

/** What `count` and `for_each` make several of. */
const INSTANTIATED = new Set(['resource', 'data', 'module']);

type Counted = Pick<Instance, 'block' | 'scope' | 'when' | 'multiplicity' | 'number' | 'key'>;

/** Where calls of modules lead. */
export interface Modules {
	called(call: Call): Evaluator | undefined;
	/** The module that an id belongs to. */
	owner(id: string): Evaluator | undefined;
}

export class Enumeration implements Instances {
	private readonly byAddress = new Map<string, readonly Instance[]>();
	private readonly byId = new Map<string, Instance>();
	private readonly running = new Set<string>();
	/** What is read of the call around. */
	private readonly outer: ReadonlySet<string>;

	constructor(private readonly evaluator: Evaluator, private readonly modules: Modules) {
		const { call } = evaluator;
		this.outer = new Set([...call?.reads ?? [], ...call ? textIds(call.block) : []]);
	}

	of(block: Block): readonly Instance[] {
		const found = this.byAddress.get(block.address);
		if (found) return found;
		if (this.running.has(block.address)) return [this.instance(this.single(block, { multiplicity: 'unknown' }), this.outer)];
		this.running.add(block.address);
		const { session } = this.evaluator;
		const { result, reads } = session.collect(() => this.enumerate(block));
		const all = new Set([...reads, ...this.outer]);
		const made = result.map(one => this.instance(one, all));
		this.running.delete(block.address);
		this.byAddress.set(block.address, made);
		for (const instance of made) this.byId.set(instance.id, instance);
		session.instances += made.length;
		return made;
	}

	/** In this module, under the conditions of its call. */
	private instance(counted: Counted, reads: ReadonlySet<string>): Instance {
		const { evaluator } = this;
		const { block, scope, key, when, multiplicity } = counted;
		const address = evaluator.prefix + block.address;
		const { call } = evaluator;
		const times = [multiplicity, call?.multiplicity];
		const number = timesOf(counted) * timesOf(call ?? {});
		const many = times.includes('unknown') ? 'unknown' : times.includes('many') ? 'many' : undefined;
		return {
			id: key === undefined ? address : `${address}[${JSON.stringify(key)}]`, address, block, scope, evaluator, reads,
			when: call ? [...call.when, ...when] : when,
			...(many && { multiplicity: many }), ...(key !== undefined && { key }), ...(many === 'many' && number > 1 && { number }),
			argument: name => evaluator.argument(block, name, scope),
		};
	}

	called(id: string): Evaluator | undefined {
		const call = this.find(id);
		return call?.block.kind === 'module' ? this.modules.called(call as Instance) : undefined;
	}

	whole(local: string, site: Site): Value | undefined {
		const block = this.evaluator.module.blocks.get(local);
		if (!block || !INSTANTIATED.has(block.kind)) return undefined;
		const address = this.evaluator.prefix + local;
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

	find(id: string): Located | undefined {
		const instance = this.byId.get(id);
		if (instance) return instance;
		const { evaluator } = this;
		const owner = this.modules.owner(id);
		if (owner !== evaluator) return owner?.instances.find(id);
		const block = evaluator.module.blocks.get(id.slice(evaluator.prefix.length));
		if (!block || !INSTANTIATED.has(block.kind)) return undefined;
		return this.of(block).find(one => one.id === id) ?? this.instance(this.single(block, {}), this.outer);
	}

	private enumerate(block: Block): readonly Counted[] {
		const argument = (name: string) => this.evaluator.argument(block, name, this.evaluator.plainScope(block));
		const count = argument('count');
		if (count.kind !== 'absent') return this.counted(block, count);
		const forEach = argument('for_each');
		if (forEach.kind !== 'absent') return this.keyed(block, forEach);
		return [{ block, scope: this.evaluator.plainScope(block), when: [] }];
	}

	private counted(block: Block, count: Value): readonly Counted[] {
		const possible = alternatives(count);
		const some = possible.filter(one => one.value.kind !== 'known' || Number(one.value.scalar) > 0);
		const [only] = some;
		if (!only) return possible.some(one => one.assumed) ? [this.single(block, { multiplicity: 'unknown' })] : [];
		if (some.length > 1 || only.value.kind !== 'known' || only.assumed) return [this.single(block, { multiplicity: 'unknown' })];
		const number = Number(only.value.scalar);
		return [this.single(block, { when: only.when, ...(number > 1 ? { multiplicity: 'many', number } : {}) }, number === 1 ? known(0, count.site) : undefined)];
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
		const { session } = this.evaluator;
		if (!uses || only.pairs.length > MAX_KEYS || session.instances + only.pairs.length > MAX_INSTANCES) {
			if (uses) session.leftOut(`${block.address}: more than ${MAX_KEYS} instances`);
			return [this.single(block, { when: only.when, multiplicity: multiplicity ?? (only.pairs.length > 1 ? 'many' : undefined), number: only.pairs.length })];
		}
		const assume = (value: Value): Value => (forEach.kind === 'assumed' ? { ...forEach, value } : value);
		return only.pairs.map(([key, value]) => ({
			block, key, when: only.when, ...(multiplicity ? { multiplicity } : {}),
			scope: this.scope(block, 'each', { key: assume(known(key, forEach.site)), value: assume(value) }, forEach.site),
		}));
	}

	/** One resource for all instances: what differs between them is unknown. */
	private single(block: Block, { when = [], multiplicity, number }: { when?: readonly Condition[]; multiplicity?: 'many' | 'unknown' | undefined; number?: number }, index?: Value, eachValue?: Value): Counted {
		const what = (name: string) => unknown(`differs between the instances of ${block.address}`, block.site, `${this.evaluator.prefix}${block.address} ${name}`);
		const counted = this.scope(block, 'count', { index: index ?? what('count.index') }, block.site);
		const each = this.scope(block, 'each', { key: what('each.key'), value: eachValue ?? what('each.value') }, block.site);
		const scope = { ...counted, variables: new Map([...counted.variables, ...each.variables]) };
		return { block, scope, when, ...(multiplicity ? { multiplicity } : {}), ...(number !== undefined && { number }) };
	}

	private scope(block: Block, name: string, values: Readonly<Record<string, Value>>, site: Site): Scope {
		const entries = new Map(Object.entries(values).map(([key, value]) => [key, { key: site, value }]));
		return { frame: block.frame, variables: new Map([[name, { kind: 'map', entries, site }]]) };
	}
}

/** NaN where it stands for several, and nobody knows for how many. */
function timesOf({ multiplicity, number }: Pick<Instance, 'multiplicity' | 'number'>): number {
	return multiplicity ? number ?? Number.NaN : 1;
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
