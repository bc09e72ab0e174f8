/** Calls what changes refer to by Terraform's names, and adds the data sources that they need. */
import type { Speller } from './draft.ts';
import { type Expression, traversal, unframed } from './expression.ts';
import { attributeFor } from './mappings/registry.ts';
import { type Block, type Module, nameOf } from './module.ts';
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
			if (targetKey === undefined && repetition(block)) {
				const certain = certainInstance(plan, block, near, module);
				if (!certain) throw new Refusal(`${block.address} has several instances`);
				return `${certain}.${name}`;
			}
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

/** The meta-argument that makes several instances. */
export function repetition(block: Block): 'count' | 'for_each' | undefined {
	return (['count', 'for_each'] as const).find(name => argumentOf(block, name));
}

/**
 * The instance of a block with `count` that is there whenever another block is: both have the same switch, one counts the other, or
 * the root module says so. In a module that is called, other calls might decide otherwise.
 */
function certainInstance({ tree }: Plan, target: Block, writer: Block, module: Module): string | undefined {
	const count = argumentOf(target, 'count');
	if (!count) return undefined;
	const own = argumentOf(writer, 'count');
	if (own && isSwitch(count) && textOf(own, writer) === textOf(count, target)) return `${target.address}[0]`;
	if (own && isLengthOf(own, target)) return `${target.address}[count.index]`;
	if (module !== tree.root.module || tree.all().filter(one => one.module === module).length > 1) return undefined;
	const [only, ...others] = tree.root.instances.of(target);
	const isCertain = only && others.length === 0 && !only.multiplicity && tree.root.instances.of(writer)
		.every(({ when }) => only.when.every(one => when.some(other => other.name === one.name && other.is === one.is)));
	return isCertain ? `${target.address}[0]` : undefined;
}

/** `x ? 1 : 0`, either way round. */
function isSwitch(count: Expression): boolean {
	const expression = unframed(count);
	if (expression.kind !== 'conditional') return false;
	const ends = [expression.whenTrue, expression.whenFalse].map(one => (one.kind === 'literal' ? one.value : undefined));
	return ends.includes(1) && ends.includes(0);
}

function isLengthOf(count: Expression, { address }: Block): boolean {
	const expression = unframed(count);
	const [only] = expression.kind === 'call' && expression.name === 'length' ? expression.arguments : [];
	return only !== undefined && unframed(only).kind === 'attribute' && traversal(only)?.join('.') === address;
}

function textOf(expression: Expression, { frame }: Block): string {
	const [source, { range }] = expression.kind === 'framed' ? [expression.frame.source, expression.expression] : [frame.source, expression];
	return source.slice(range.start, range.end).replaceAll(/\s+/g, '');
}

export function argumentOf({ body }: Block, name: string): Expression | undefined {
	return body.kind === 'object' ? body.entries.findLast(entry => nameOf(entry.key) === name)?.value : undefined;
}
