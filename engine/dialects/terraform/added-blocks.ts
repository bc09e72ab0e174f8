/** The blocks that a change adds: companions, resources, and the data sources that what is written refers to. */
import type { Change, Draft } from '../../model/change.ts';
import { Body, Expressed, Named, type Speller, type TerraformDraft } from './draft.ts';
import { type Expression, some, traversal, unframed } from './expression.ts';
import type { Mapping } from './mapping.ts';
import { mappingsOf, mappingsTo } from './mappings/registry.ts';
import type { Block } from './module.ts';
import type { Places } from './places.ts';
import type { Plan, PlannedResource } from './plan.ts';
import { Refusal } from './refusal.ts';
import { type SpellingOptions, argumentOf, repetition, spellerOf } from './speller.ts';
import { build, stepsOf, withoutBlocks } from './upward.ts';

export interface NewBlock {
	readonly near: Block;
	readonly labels: readonly string[];
	readonly body: Body;
	/** What is nested in it is written as objects. */
	readonly values?: boolean;
	readonly speller: Speller;
}

export class AddedBlocks {
	private readonly added = new Map<string, NewBlock>();

	constructor(private readonly plan: Plan) {}

	/** Puts them all into the text. */
	write(places: Places): void {
		for (const { near, labels, body, speller, values } of this.added.values()) places.addBlock(near.written[0]!, labels, values ? new Body(withoutBlocks(body.content)) : body, speller);
	}

	/** The companion of a kind that is about to be added. */
	companion(resource: PlannedResource, mapping: Mapping): NewBlock {
		if (resource.partial) throw new Refusal(`the resource that ${resource.id} belongs to is not in this module`);
		const { block } = resource.instance;
		refuseConditional(resource, mapping.terraform);
		return this.once(this.keyOf(block, mapping.terraform), () => {
			const { along, body } = this.alongside(block);
			const of = (name: string) => new Expressed(`${along.get(block) ?? block.address}.${name}`);
			return {
				near: block, speller: this.speller({ near: block, along }), labels: ['resource', mapping.terraform, this.unique(block, mapping.terraform, block.name)],
				body: new Body({ ...body, [mapping.of!]: of(mapping.refersBy!), ...Object.fromEntries((mapping.alike ?? []).map(name => [name, of(name)])), ...required(mapping) }),
			};
		});
	}

	/** A resource beside a block; `key` is the same for the same change of another instance. `added` hears of its address the first time. */
	resource({ type, name, properties }: Extract<Change, { kind: 'add' }>, beside: PlannedResource, change: string, added: (address: string) => void): void {
		const { instance: { block }, mapping: neighbour } = beside;
		const fitting = mappingsTo(type, neighbour).filter(one => one.kind === 'resource' && !one.where && !one.variants);
		// A member of a cluster is a resource of its own in Terraform, as are others that AWS has one type for.
		const mapping = fitting.find(one => Object.keys(properties).every(property => stepsOf(one.fields).some(step => step.to[0] === property))) ?? fitting[0];
		if (!mapping) throw new Refusal(`Terraform has no resource for ${type} that can be added`);
		refuseConditional(beside, mapping.terraform);
		refuseInline(beside, type);
		const key = this.keyOf(block, change);
		if (this.added.has(key)) return;
		const label = this.unique(block, mapping.terraform, snake(name.replace(block.address, block.name), block.name));
		const { along, body } = this.alongside(block);
		if (body.provider !== undefined && mapping.values !== neighbour.values) throw new Refusal(`${block.address} has a provider of its own`);
		this.added.set(key, {
			near: block, labels: ['resource', mapping.terraform, label], speller: this.speller({ near: block, along }),
			body: new Body({ ...body, ...build(stepsOf(mapping.fields), properties) }), ...(mapping.values && { values: true }),
		});
		added(`${mapping.terraform}.${label}`);
	}

	speller(options: SpellingOptions): Speller {
		return spellerOf(this.plan, type => this.dataSource(type, options.near), options);
	}

	/** Blocks of one name in two modules are two blocks; those of one module that is called twice are one. */
	private keyOf(block: Block, what: string): string {
		return `${this.plan.tree.moduleOf(block).directory} ${block.address} ${what}`;
	}

	private once(key: string, make: () => NewBlock): NewBlock {
		const known = this.added.get(key) ?? make();
		this.added.set(key, known);
		return known;
	}

	/** What a block needs to have an instance for each of another's, made by the same provider. */
	private alongside(block: Block): { along: ReadonlyMap<Block, string>; body: Record<string, TerraformDraft> } {
		const provider = this.provider(block);
		switch (repetition(block)) {
			case 'for_each': return { along: new Map([[block, 'each.value']]), body: { for_each: new Expressed(block.address), ...provider } };
			case 'count': return { along: new Map([[block, `${block.address}[count.index]`]]), body: { count: new Expressed(`length(${block.address})`), ...provider } };
			default: return { along: new Map(), body: provider };
		}
	}

	/** The provider configuration that a block names: another one is another region or account. */
	private provider(block: Block): Record<string, TerraformDraft> {
		const node = block.written.map(one => one.node?.entries.findLast(entry => entry.key.value === 'provider')?.value).findLast(value => value !== undefined);
		if (node?.kind !== 'scalar' || typeof node.value !== 'string') return {};
		const name = node.value.match(/^\$\{\s*([\w.-]+)\s*\}$/)?.[1] ?? node.value;
		if (!/^[\w.-]+$/.test(name)) throw new Refusal(`${block.address} has a provider of its own`);
		return { provider: new Named(name) };
	}

	private dataSource(type: string, near: Block): string {
		const { blocks, directory } = this.plan.tree.moduleOf(near);
		const key = `${directory} data ${type}`;
		const known = this.added.get(key);
		if (known) return known.labels.join('.');
		let name = 'current';
		for (let count = 2; blocks.has(`data.${type}.${name}`); count++) name = `current_${count}`;
		this.added.set(key, { near, labels: ['data', type, name], body: new Body({}), speller: this.speller({ near }) });
		return `data.${type}.${name}`;
	}

	private unique(near: Block, type: string, wish: string): string {
		const { blocks } = this.plan.tree.moduleOf(near);
		const taken = (name: string) => blocks.has(`${type}.${name}`) || [...this.added.values()].some(one => one.labels[1] === type && one.labels[2] === name);
		let name = wish;
		for (let count = 2; taken(name); count++) name = `${wish}_${count}`;
		return name;
	}
}

/** A block of the kind that is there for other cases of the module: a second one beside it would contradict it in those. */
function refuseConditional({ instance: { block, evaluator } }: PlannedResource, terraform: string): void {
	const mentions = (one: Expression) => traversal(one)?.slice(0, 2).join('.') === block.address;
	const other = [...evaluator.module.blocks.values()].find(one => one.kind === 'resource' && one.type === terraform && some(one.body, mentions) && evaluator.instances.of(one).length === 0);
	if (other) throw new Refusal(`${other.address} is there for it, and not made here: its count or for_each decides`);
}

/** The same of an argument whose value is nothing here. */
function refuseInline({ instance: { block } }: PlannedResource, type: string): void {
	const decides = (argument: string) => {
		const value = argumentOf(block, argument);
		return value !== undefined && unframed(value).kind !== 'literal';
	};
	const inline = mappingsOf(block.type).find(one => one.kind === 'inline' && one.type === type && decides(one.of!));
	if (inline) throw new Refusal(`${inline.of} of ${block.address} is there for it, and empty here: its value decides`);
}

/** What Terraform requires besides: maps are blocks there. */
function required(mapping: Mapping): Record<string, TerraformDraft> {
	const draft = (value: unknown): TerraformDraft => {
		if (Array.isArray(value)) return value.map(draft);
		return typeof value === 'object' && value !== null ? new Body(content(value)) : value as Draft;
	};
	const content = (map: object) => Object.fromEntries(Object.entries(map).map(([name, value]) => [name, draft(value)]));
	return content(mapping.required ?? {});
}

/** `LogsPolicy` → `logs_policy`; a name that begins with the neighbour's keeps only that. */
function snake(name: string, near: string): string {
	if (name === `${near}Policy`) return near;
	return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9_-]+/g, '_').toLowerCase();
}
