/**
 * Which Terraform blocks make which of AWS's resources, in all modules of a design: bases, the companions that belong to them, and
 * the parts whose whole is not in the design. lower.ts reads the plan, write.ts writes by it.
 */
import type { Value } from '../../model/value.ts';
import type { Sources } from '../dialect.ts';
import type { Instance } from './instances.ts';
import type { Mapping } from './mapping.ts';
import { mappingsOf } from './mappings/registry.ts';
import { ModuleTree } from './module-tree.ts';
import { type Source, dig } from './read-mapping.ts';
import type { Session } from './session.ts';
import { alternatives, identified } from './values.ts';

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
	readonly tree: ModuleTree;
	readonly resources: readonly PlannedResource[];
}

export function planModules(sources: Sources): Plan {
	const tree = new ModuleTree(sources);
	const instances = tree.all().flatMap(({ module, instances }) => [...module.blocks.values()].filter(block => block.kind === 'resource')
		.flatMap(block => (mappingsOf(block.type).length > 0 ? instances.of(block) as readonly Instance[] : [])));
	return { tree, resources: planned(instances, tree.session) };
}

/** The arguments of an instance, for reading tables. */
export function sourceOf(instance: Instance, variant = 0, defaults: Mapping['defaults'] = {}): Source {
	const { block } = instance;
	return {
		argument: name => {
			const value = instance.argument(name);
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

/** What instances of resource blocks make. */
export function planned(instances: readonly Instance[], session: Session): readonly PlannedResource[] {
	const all: Placed[] = instances.flatMap(instance => mappingsOf(instance.block.type).map(mapping => ({ instance, mapping })));
	const bases = new Bases(all.filter(({ instance, mapping }) => mapping.kind === 'resource' && applies(instance, mapping)));
	const companions = all.filter(({ mapping }) => mapping.kind === 'companion').map(one => attached(session, one, bases));
	const owned = new Map<Instance, Attached[]>();
	for (const one of companions) if (one.base) owned.set(one.base, [...owned.get(one.base) ?? [], one]);
	const astray = companions.filter(one => !one.base);
	const possible = anywhere(astray);
	return all.flatMap(one => {
		switch (one.mapping.kind) {
			case 'resource': return bases.has(one) ? whole(session, one, owned.get(one.instance) ?? [], possible) : [];
			case 'inline': return isWritten(session, one) ? several(session, one, `${one.instance.id}.${one.mapping.of}`, ALONE) : [];
			default: return astray.some(other => other.instance === one.instance && other.mapping === one.mapping)
				? [{ ...one, ...ALONE, variant: 0, id: one.instance.id, partial: true }] : [];
		}
	});
}

const ALONE = { companions: [], possible: [], partial: false };

/** The resource itself, as many times as its table says. */
function whole(session: Session, { instance, mapping }: Placed, owned: readonly Attached[], anywhere: readonly Attached[]): PlannedResource[] {
	const companions = owned.filter(one => one.mapping.type === mapping.type);
	const possible = anywhere.filter(one => one.mapping.type === mapping.type);
	return several(session, { instance, mapping }, instance.id, { companions, possible, partial: false });
}

function several(session: Session, { instance, mapping }: Placed, id: string, more: Pick<PlannedResource, 'companions' | 'possible' | 'partial'>): PlannedResource[] {
	const variants = mapping.variants ? session.collect(() => mapping.variants!(reading(instance))).result : 1;
	return Array.from({ length: variants }, (_, variant) => ({ id: variant === 0 ? id : `${id} (${variant + 1})`, mapping, instance, variant, ...more }));
}

function isWritten(session: Session, { instance, mapping }: Placed): boolean {
	const written = session.collect(() => instance.argument(mapping.of!)).result;
	return written.kind !== 'absent' && !(written.kind === 'known' && (written.scalar === null || written.scalar === ''));
}

function attached(session: Session, { instance, mapping }: Placed, bases: Bases): Attached {
	const { result: owner, reads } = session.collect(() => instance.argument(mapping.of!));
	const base = bases.meantBy(owner, mapping.type);
	return { instance, mapping, owner, reads, ...(base ? { base } : {}) };
}

function reading(instance: Instance): Parameters<NonNullable<Mapping['variants']>>[0] {
	const source = sourceOf(instance);
	const get = (path: string): Value => dig(source, path.split('.'));
	return { get, root: get, site: source.site, self: instance.id, variant: 0 };
}

function applies(instance: Instance, mapping: Mapping): boolean {
	if (!mapping.where) return true;
	const [name, expected] = mapping.where;
	const value = instance.argument(name);
	return value.kind === 'known' && value.scalar === expected;
}

/** The resources that companions can belong to. */
class Bases {
	private readonly byId = new Map<string, Instance>();
	private names: Map<string, Instance> | undefined;
	private literals: Map<string, Instance> | undefined;

	constructor(private readonly all: readonly Placed[]) {
		for (const { instance, mapping } of all) {
			this.byId.set(`${mapping.type} ${instance.id}`, instance);
			const address = `${mapping.type} ${instance.address}`;
			if (!this.byId.has(address)) this.byId.set(address, instance);
		}
	}

	has({ instance, mapping }: Placed): boolean {
		return this.byId.get(`${mapping.type} ${instance.id}`) === instance;
	}

	/** By type and what identifies them literally: their name, and in plans and states what AWS has given them. */
	private identified(): ReadonlyMap<string, Instance> {
		if (this.literals) return this.literals;
		this.literals = new Map();
		for (const { instance, mapping } of this.all) {
			for (const name of [...mapping.named ? [mapping.named] : [], 'id', 'arn']) {
				for (const { value } of alternatives(instance.argument(name))) {
					const key = `${mapping.type} ${value.kind === 'known' ? value.scalar : null}`;
					if (value.kind === 'known' && value.scalar !== null && !this.literals.has(key)) this.literals.set(key, instance);
				}
			}
		}
		return this.literals;
	}

	/** By type and a name that is not literal, but the same wherever it is written. */
	private named(): ReadonlyMap<string, Instance> {
		if (this.names) return this.names;
		this.names = new Map();
		for (const { instance, mapping } of this.all) {
			for (const { value } of mapping.named ? alternatives(instance.argument(mapping.named)) : []) {
				const name = identified(value);
				if (name !== undefined && !this.names.has(`${mapping.type} ${name}`)) this.names.set(`${mapping.type} ${name}`, instance);
			}
		}
		return this.names;
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
			const named = value.kind === 'known' ? this.identified().get(`${type} ${value.scalar}`) : this.named().get(`${type} ${identified(value)}`);
			if (named) return named;
		}
		return undefined;
	}
}

/** Companions that may belong to any resource; one of each kind is enough for the kind to be unknown. */
function anywhere(astray: readonly Attached[]): readonly Attached[] {
	const kinds = new Map<Mapping, Attached>();
	for (const one of astray) if (!kinds.has(one.mapping) && mayBeAnywhere(one.owner)) kinds.set(one.mapping, one);
	return [...kinds.values()];
}

/** Whether an owner that no base matches could still be one: a variable or another module's output could say any name. */
function mayBeAnywhere(owner: Value): boolean {
	return alternatives(owner).some(({ value }) => value.kind === 'unknown' && !/^(data\.)?aws_/.test(value.identity ?? ''));
}
