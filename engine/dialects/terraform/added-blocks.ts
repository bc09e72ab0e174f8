/** The blocks that a change adds: companions, resources, and the data sources that what is written refers to. */
import type { Change, Draft } from '../../model/change.ts';
import { Body, Expressed, Named, type Speller, type TerraformDraft } from './draft.ts';
import type { Mapping } from './mapping.ts';
import { mappingsTo } from './mappings/registry.ts';
import type { Block } from './module.ts';
import type { Places } from './places.ts';
import type { Plan, PlannedResource } from './plan.ts';
import { Refusal } from './refusal.ts';
import { repetition, spellerOf } from './speller.ts';
import { build, stepsOf } from './upward.ts';

export interface NewBlock {
	readonly near: Block;
	readonly labels: readonly string[];
	readonly body: Body;
	readonly speller: Speller;
}

export class AddedBlocks {
	private readonly added = new Map<string, NewBlock>();

	constructor(private readonly plan: Plan) {}

	/** Puts them all into the text. */
	write(places: Places): void {
		for (const { near, labels, body, speller } of this.added.values()) places.addBlock(near.written[0]!, labels, body, speller);
	}

	/** The companion of a kind that is about to be added. */
	companion(resource: PlannedResource, mapping: Mapping): NewBlock {
		if (resource.partial) throw new Refusal(`the resource that ${resource.id} belongs to is not in this module`);
		const { block } = resource.instance;
		return this.once(`${mapping.terraform} ${block.address}`, () => {
			const { along, body } = this.alongside(block);
			return {
				near: block, speller: this.speller(undefined, undefined, along), labels: ['resource', mapping.terraform, this.unique(mapping.terraform, block.name)],
				body: new Body({ ...body, [mapping.of!]: new Expressed(`${along.get(block) ?? block.address}.${mapping.refersBy}`), ...required(mapping) }),
			};
		});
	}

	/** A resource beside a block; `key` is the same for the same change of another instance. `added` hears of its address the first time. */
	resource({ type, name, properties }: Extract<Change, { kind: 'add' }>, block: Block, key: string, added: (address: string) => void): void {
		const mapping = mappingsTo(type).find(one => one.kind === 'resource' && !one.where && !one.variants);
		if (!mapping) throw new Refusal(`Terraform has no resource for ${type} that can be added`);
		if (this.added.has(key)) return;
		const label = this.unique(mapping.terraform, snake(name, block.name));
		this.once(key, () => {
			const { along, body } = this.alongside(block);
			return {
				near: block, labels: ['resource', mapping.terraform, label], speller: this.speller(undefined, undefined, along),
				body: new Body({ ...body, ...build(stepsOf(mapping.fields), properties) }),
			};
		});
		added(`${mapping.terraform}.${label}`);
	}

	speller(within: Block | undefined, key?: string, along: ReadonlyMap<Block, string> = new Map()): Speller {
		return spellerOf(this.plan, type => this.dataSource(type, within), { within, key, along });
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

	private dataSource(type: string, near: Block | undefined): string {
		const key = `data ${type}`;
		const known = this.added.get(key);
		if (known) return known.labels.join('.');
		let name = 'current';
		for (let count = 2; this.plan.module.blocks.has(`data.${type}.${name}`); count++) name = `current_${count}`;
		const anchor = near ?? [...this.added.values()][0]?.near ?? [...this.plan.module.blocks.values()][0]!;
		this.added.set(key, { near: anchor, labels: ['data', type, name], body: new Body({}), speller: this.speller(undefined) });
		return `data.${type}.${name}`;
	}

	private unique(type: string, wish: string): string {
		const taken = (name: string) => this.plan.module.blocks.has(`${type}.${name}`) || [...this.added.values()].some(one => one.labels[1] === type && one.labels[2] === name);
		let name = wish;
		for (let count = 2; taken(name); count++) name = `${wish}_${count}`;
		return name;
	}
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
