/**
 * Which Terraform blocks make which of AWS's resources: bases, the companions that belong to them, and the parts whose whole is not
 * in this module. lower.ts reads the plan, write.ts writes by it.
 */
import type { Value } from '../../model/value.ts';
import type { SourceDocument } from '../dialect.ts';
import { Evaluator } from './evaluate.ts';
import { Enumeration, type Instance } from './instances.ts';
import type { Mapping } from './mapping.ts';
import { mappingsOf } from './mappings/registry.ts';
import { type Module, readModule } from './module.ts';
import { type Source, dig } from './read-mapping.ts';
import { alternatives, sameValue } from './values.ts';

export interface Companion {
	readonly instance: Instance;
	readonly mapping: Mapping;
	/** Blocks that say which resource it belongs to, other than its own. */
	readonly reads: ReadonlySet<string>;
}

export interface PlannedResource {
	readonly id: string;
	readonly mapping: Mapping;
	readonly instance: Instance;
	/** Which of several resources of one block. */
	readonly variant: number;
	readonly companions: readonly Companion[];
	/** Companions whose resource cannot be known: they may be this one's. */
	readonly possible: readonly Companion[];
	/** A companion without its resource. */
	readonly partial: boolean;
}

export interface Plan {
	readonly module: Module;
	readonly evaluator: Evaluator;
	readonly instances: Enumeration;
	readonly resources: readonly PlannedResource[];
	readonly incomplete: string[];
}

export function planModule(documents: readonly SourceDocument[]): Plan {
	const incomplete: string[] = [];
	const module = readModule(documents);
	const evaluator = new Evaluator(module, incomplete);
	const instances = new Enumeration(module, evaluator, incomplete);
	evaluator.instances = instances;
	return { module, evaluator, instances, incomplete, resources: resources(module, evaluator, instances) };
}

/** The arguments of an instance, for reading tables. */
export function sourceOf(evaluator: Evaluator, instance: Instance, variant = 0, defaults: Mapping['defaults'] = {}): Source {
	const { block, scope } = instance;
	return {
		argument: name => {
			const value = evaluator.argument(block, name, scope);
			const usual = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
			return value.kind === 'absent' && usual !== undefined ? { kind: 'known', scalar: usual, site: block.site } : value;
		},
		site: block.site, root: undefined, self: instance.id, variant,
	};
}

interface Placed {
	readonly instance: Instance;
	readonly mapping: Mapping;
}

interface Attached extends Companion {
	readonly owner: Value;
	readonly base?: Instance;
}

function resources(module: Module, evaluator: Evaluator, instances: Enumeration): readonly PlannedResource[] {
	const all: Placed[] = [...module.blocks.values()].filter(block => block.kind === 'resource').flatMap(block => {
		const mapped = mappingsOf(block.type);
		return mapped.length === 0 ? [] : instances.of(block).flatMap(instance => mapped.map(mapping => ({ instance, mapping })));
	});
	const bases = new Bases(evaluator, all.filter(({ instance, mapping }) => mapping.kind === 'resource' && applies(evaluator, instance, mapping)));
	const companions = all.filter(({ mapping }) => mapping.kind === 'companion').map(one => attached(evaluator, one, bases));
	const owned = new Map<Instance, Attached[]>();
	for (const one of companions) if (one.base) owned.set(one.base, [...owned.get(one.base) ?? [], one]);
	const astray = companions.filter(one => !one.base);
	return all.flatMap(one => {
		switch (one.mapping.kind) {
			case 'resource': return bases.has(one) ? whole(evaluator, one, owned.get(one.instance) ?? [], astray) : [];
			case 'inline': return isWritten(evaluator, one) ? several(evaluator, one, `${one.instance.id}.${one.mapping.of}`, ALONE) : [];
			default: return astray.some(other => other.instance === one.instance && other.mapping === one.mapping)
				? [{ ...one, ...ALONE, variant: 0, id: one.instance.id, partial: true }] : [];
		}
	});
}

const ALONE = { companions: [], possible: [], partial: false };

/** The resource itself, as many times as its table says. */
function whole(evaluator: Evaluator, { instance, mapping }: Placed, owned: readonly Attached[], astray: readonly Attached[]): PlannedResource[] {
	const companions = owned.filter(one => one.mapping.type === mapping.type);
	const possible = astray.filter(one => one.mapping.type === mapping.type && mayBeAnywhere(one.owner));
	return several(evaluator, { instance, mapping }, instance.id, { companions, possible, partial: false });
}

function several(evaluator: Evaluator, { instance, mapping }: Placed, id: string, more: Pick<PlannedResource, 'companions' | 'possible' | 'partial'>): PlannedResource[] {
	const variants = mapping.variants ? evaluator.collect(() => mapping.variants!(reading(evaluator, instance))).result : 1;
	return Array.from({ length: variants }, (_, variant) => ({ id: variant === 0 ? id : `${id} (${variant + 1})`, mapping, instance, variant, ...more }));
}

function isWritten(evaluator: Evaluator, { instance, mapping }: Placed): boolean {
	const written = evaluator.collect(() => evaluator.argument(instance.block, mapping.of!, instance.scope)).result;
	return written.kind !== 'absent' && !(written.kind === 'known' && (written.scalar === null || written.scalar === ''));
}

function attached(evaluator: Evaluator, { instance, mapping }: Placed, bases: Bases): Attached {
	const { result: owner, reads } = evaluator.collect(() => evaluator.argument(instance.block, mapping.of!, instance.scope));
	const base = bases.meantBy(owner, mapping.type);
	return { instance, mapping, owner, reads, ...(base ? { base } : {}) };
}

function reading(evaluator: Evaluator, instance: Instance): Parameters<NonNullable<Mapping['variants']>>[0] {
	const source = sourceOf(evaluator, instance);
	const get = (path: string): Value => dig(source, path.split('.'));
	return { get, root: get, site: source.site, self: instance.id, variant: 0 };
}

function applies(evaluator: Evaluator, instance: Instance, mapping: Mapping): boolean {
	if (!mapping.where) return true;
	const [name, expected] = mapping.where;
	const value = evaluator.argument(instance.block, name, instance.scope);
	return value.kind === 'known' && value.scalar === expected;
}

/** The resources that companions can belong to. */
class Bases {
	private readonly byId = new Map<string, Instance>();
	private readonly named = new Map<string, Placed[]>();

	constructor(private readonly evaluator: Evaluator, all: readonly Placed[]) {
		for (const one of all) {
			const { instance, mapping } = one;
			this.byId.set(`${mapping.type} ${instance.id}`, instance);
			const address = `${mapping.type} ${instance.block.address}`;
			if (!this.byId.has(address)) this.byId.set(address, instance);
			if (!mapping.named) continue;
			const known = this.named.get(mapping.type);
			if (known) known.push(one);
			else this.named.set(mapping.type, [one]);
		}
	}

	has({ instance, mapping }: Placed): boolean {
		return this.byId.get(`${mapping.type} ${instance.id}`) === instance;
	}

	/** The base that a companion's argument means: by reference, or by the same name. */
	meantBy(owner: Value, type: string): Instance | undefined {
		for (const { value } of alternatives(owner)) {
			const parts = value.kind === 'text' ? value.parts : [value];
			for (const part of parts) {
				const base = typeof part !== 'string' && part.kind === 'reference' ? this.byId.get(`${type} ${part.target}`) : undefined;
				if (base) return base;
			}
			if (value.kind === 'reference') continue;
			const named = this.named.get(type)?.find(({ instance, mapping }) =>
				alternatives(this.evaluator.argument(instance.block, mapping.named!, instance.scope)).some(name => sameValue(name.value, value)));
			if (named) return named.instance;
		}
		return undefined;
	}
}

/** Whether an owner that no base matches could still be one: a variable or another module's output could say any name. */
function mayBeAnywhere(owner: Value): boolean {
	return alternatives(owner).some(({ value }) => value.kind === 'unknown' && !/^(data\.)?aws_/.test(value.identity ?? ''));
}
