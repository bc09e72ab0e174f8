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

function resources(module: Module, evaluator: Evaluator, instances: Enumeration): readonly PlannedResource[] {
	const all = [...module.blocks.values()].filter(block => block.kind === 'resource').flatMap(block => {
		const mapped = mappingsOf(block.type);
		return mapped.length === 0 ? [] : evaluator.collect(() => instances.of(block)).result.map(instance => ({ instance, mapped }));
	});
	const bases = all.flatMap(({ instance, mapped }) => mapped.filter(mapping => mapping.kind === 'resource' && applies(evaluator, instance, mapping)).map(mapping => ({ instance, mapping })));
	const companions = all.flatMap(({ instance, mapped }) => mapped.filter(mapping => mapping.kind === 'companion').map(mapping => {
		const { result: owner, reads } = evaluator.collect(() => evaluator.argument(instance.block, mapping.of!, instance.scope));
		return { instance, mapping, owner, reads, base: ownerOf(evaluator, owner, mapping, bases) };
	}));
	const planned: PlannedResource[] = [];
	for (const { instance, mapped } of all) {
		for (const mapping of mapped) {
			if (mapping.kind === 'resource' && applies(evaluator, instance, mapping)) {
				const own = companions.filter(one => one.base === instance && one.mapping.type === mapping.type);
				const possible = companions.filter(one => !one.base && one.mapping.type === mapping.type && mayBeAnywhere(one.owner));
				const variants = mapping.variants ? evaluator.collect(() => mapping.variants!(reading(evaluator, instance))).result : 1;
				for (let variant = 0; variant < variants; variant++) {
					planned.push({ id: variant === 0 ? instance.id : `${instance.id} (${variant + 1})`, mapping, instance, variant, companions: own, possible, partial: false });
				}
			} else if (mapping.kind === 'inline') {
				const written = evaluator.collect(() => evaluator.argument(instance.block, mapping.of!, instance.scope)).result;
				const none = written.kind === 'absent' || (written.kind === 'known' && (written.scalar === null || written.scalar === ''));
				if (!none) planned.push({ id: `${instance.id}.${mapping.of}`, mapping, instance, variant: 0, companions: [], possible: [], partial: false });
			} else if (mapping.kind === 'companion' && !companions.find(one => one.instance === instance && one.mapping === mapping)?.base) {
				planned.push({ id: instance.id, mapping, instance, variant: 0, companions: [], possible: [], partial: true });
			}
		}
	}
	return planned;
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

/** The base that a companion's argument means: by reference, or by the same name. */
function ownerOf(evaluator: Evaluator, owner: Value, { type }: Mapping, bases: readonly { instance: Instance; mapping: Mapping }[]): Instance | undefined {
	const fitting = bases.filter(base => base.mapping.type === type);
	for (const { value } of alternatives(owner)) {
		const reference = value.kind === 'reference' ? value : value.kind === 'text' ? value.parts.find(part => typeof part !== 'string' && part.kind === 'reference') : undefined;
		if (reference && typeof reference !== 'string' && reference.kind === 'reference') {
			const base = fitting.find(one => one.instance.id === reference.target) ?? fitting.find(one => one.instance.block.address === reference.target);
			if (base) return base.instance;
		}
		const named = fitting.find(({ instance, mapping }) => mapping.named
			&& alternatives(evaluator.argument(instance.block, mapping.named, instance.scope)).some(name => sameValue(name.value, value)));
		if (named) return named.instance;
	}
	return undefined;
}

/** Whether an owner that no base matches could still be one: a variable or another module's output could say any name. */
function mayBeAnywhere(owner: Value): boolean {
	return alternatives(owner).some(({ value }) => value.kind === 'unknown' && !/^(data\.)?aws_/.test(value.identity ?? ''));
}
