/** Calls what changes refer to by Terraform's names, and adds the data sources that they need. */
import type { Speller } from './draft.ts';
import { attributeFor } from './mappings/registry.ts';
import type { Block } from './module.ts';
import type { Plan } from './plan.ts';
import { Refusal } from './refusal.ts';

/** A data source that says where the design is deployed, and its attribute. */
const SOURCES: Record<string, readonly [type: string, attribute: string]> = {
	'AWS::AccountId': ['aws_caller_identity', 'account_id'],
	'AWS::Region': ['aws_region', 'id'],
	'AWS::Partition': ['aws_partition', 'partition'],
};

export interface SpellingOptions {
	/** The block that is written to or beside: what is written is in its module. */
	readonly near: Block;
	/** The block that is written to: it cannot refer to itself. */
	readonly within?: Block | undefined;
	/** The key of the instance that the change is for: its text is that of all instances. */
	readonly key?: string | undefined;
	/** Expressions for blocks that the written block goes along with, instance by instance. */
	readonly along?: ReadonlyMap<Block, string>;
}

export function spellerOf(plan: Plan, needData: (type: string) => string, { near, within, key, along }: SpellingOptions): Speller {
	const module = plan.tree.moduleOf(near);
	return {
		reference({ '#reference': id, attribute }) {
			const resource = plan.resources.find(one => one.id === id);
			if (!resource) throw new Refusal(`${id} is not in this module`);
			const { block, id: address, key: targetKey, evaluator } = resource.instance;
			if (evaluator.module !== module) throw new Refusal(`${id} is in another module`);
			if (block === within) throw new Refusal(`${block.address} cannot refer to itself`);
			const name = attributeFor(block.type, attribute);
			if (!name) throw new Refusal(`Terraform has no attribute ${attribute} of ${id}`);
			const expression = along?.get(block);
			if (expression) return `${expression}.${name}`;
			if (targetKey === undefined && isRepeated(block)) throw new Refusal(`${block.address} has several instances`);
			if (key !== undefined && targetKey !== undefined && key !== targetKey) throw new Refusal(`${within?.address} says the same for all its instances`);
			return key !== undefined && targetKey !== undefined ? `${block.address}[each.key].${name}` : `${address.slice(evaluator.prefix.length)}.${name}`;
		},
		pseudo(name) {
			const [type, attribute] = SOURCES[name] ?? [];
			if (!type) throw new Refusal(`Terraform has no ${name}`);
			const written = [...module.blocks.values()].find(block => block.kind === 'data' && block.type === type
				&& block.body.kind === 'object' && block.body.entries.length === 0);
			return `${written?.address ?? needData(type)}.${attribute}`;
		},
	};
}

/** In a policy document's data source policy variables are written `&{…}`. */
export function inDocument(speller: Speller): Speller {
	return { ...speller, literal: text => text.replaceAll('${', '&{').replaceAll('%{', '%%{') };
}

export function isRepeated(block: Block): boolean {
	return repetition(block) !== undefined;
}

/** The meta-argument that makes several instances. */
export function repetition(block: Block): 'count' | 'for_each' | undefined {
	if (block.body.kind !== 'object') return undefined;
	const names = block.body.entries.map(entry => (entry.key.kind === 'framed' ? entry.key.expression : entry.key)).map(key => (key.kind === 'literal' ? key.value : undefined));
	return names.includes('count') ? 'count' : names.includes('for_each') ? 'for_each' : undefined;
}
