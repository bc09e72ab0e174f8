/**
 * The `configuration` of a plan: which expressions its values came from, as far as a plan says it. It has no operators and no text,
 * only the names that an expression speaks of; so what one name alone decides can be followed, through variables of modules and
 * their outputs, and nothing else.
 */
import { type MapNode, type Node, entry, get } from '../../../syntax/tree.ts';
import { maps, text } from './document.ts';

const MAX_FOLLOWED = 30;

/** `unwritten`: the configuration is known, and does not write it. Undefined: nothing is known. */
export type Expressions = Node | 'unwritten' | undefined;

/** One instance of a module, seen from inside. */
export interface ModuleContext {
	/** `module.logs["a"].`; empty in the root. */
	readonly prefix: string;
	readonly module: Node | undefined;
	readonly outer?: { readonly context: ModuleContext; readonly call: Node | undefined; readonly key: string | undefined };
}

/** What an expression that speaks of one name alone leads to: an attribute of an object of the plan. */
export interface Target {
	/** Without its key where the expression does not say it. */
	readonly address: string;
	/** `each.key` or `count.index` chooses the instance. */
	readonly sameKey: boolean;
	/** Older versions of Terraform leave it out. */
	readonly attribute?: string;
	readonly data: boolean;
	readonly type: string;
}

const INDEX = String.raw`(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?`;
const CALLS = new RegExp(String.raw`module\.([\w-]+)${INDEX}\.?`, 'g');
const REFERENCE = new RegExp(String.raw`^(?:(data)\.)?([A-Za-z][\w-]*)\.([\w-]+)${INDEX}(?:\.(.+))?$`);
const ITERATION = /^(each\.key|count\.index)\b/;

export class Configuration {
	private readonly contexts = new Map<string, ModuleContext>();
	private readonly resources = new Map<Node | undefined, ReadonlyMap<string, MapNode>>();

	constructor(private readonly root: Node | undefined) {}

	/** What is said of a resource or data source. */
	resource(module: string, address: string): MapNode | undefined {
		const node = this.context(module).module;
		let known = this.resources.get(node);
		if (!known) {
			known = new Map(maps(get(node, 'resources')).map(one => [text(get(one, 'address')) ?? '', one]));
			this.resources.set(node, known);
		}
		return known.get(address);
	}

	/** The expressions of an object's arguments. */
	of(module: string, address: string): Expressions {
		const resource = this.resource(module, address);
		return resource && (get(resource, 'expressions') ?? 'unwritten');
	}

	/** Addresses that a resource depends on, as its module knows them. */
	dependencies(module: string, address: string): readonly Node[] {
		const list = get(this.resource(module, address), 'depends_on');
		return list?.kind === 'list' ? list.items : [];
	}

	context(module: string): ModuleContext {
		let context = this.contexts.get(module);
		if (!context) {
			context = { prefix: '', module: get(this.root, 'root_module') };
			for (const [whole, name, index] of module.matchAll(CALLS)) context = inner(context, name!, index, whole);
			this.contexts.set(module, context);
		}
		return context;
	}

	/** Where the only name that an expression speaks of leads. */
	target(expression: Expressions, from: ModuleContext): Target | undefined {
		let names = namesIn(expression);
		let context = from;
		for (let step = 0; step < MAX_FOLLOWED && names; step++) {
			const { only, iterated } = names;
			const [, data, type, name, index, rest] = REFERENCE.exec(only) ?? [];
			if (type === undefined || name === undefined) return undefined;
			if (type === 'var' && !data) {
				const { outer } = context;
				if (!outer) return undefined;
				names = namesIn(get(get(outer.call, 'expressions'), name));
				context = outer.context;
				continue;
			}
			if (type === 'module' && !data) {
				const output = rest?.split('.')[0];
				if (output === undefined) return undefined;
				context = inner(context, name, index);
				names = namesIn(get(get(get(context.module, 'outputs'), output), 'expression'));
				continue;
			}
			if (!data && !type.includes('_')) return undefined;
			const address = `${context.prefix}${data ? 'data.' : ''}${type}.${name}${index ?? ''}`;
			// Whose iteration it is when a module's argument is followed outward nobody has kept.
			return { address, sameKey: iterated && context === from, data: data !== undefined, type, ...(rest !== undefined && { attribute: rest }) };
		}
		return undefined;
	}
}

function inner(context: ModuleContext, name: string, index: string | undefined, written = `module.${name}${index ?? ''}.`): ModuleContext {
	const call = get(get(context.module, 'module_calls'), name);
	return { prefix: `${context.prefix}${written.replace(/\.?$/, '.')}`, module: get(call, 'module'), outer: { context, call, key: index } };
}

/** What an expression says of a part of its value: of a block its argument, of an attribute itself. */
export function within(expression: Expressions, name: string): Expressions {
	if (expression === undefined || expression === 'unwritten') return expression;
	if (isAttribute(expression)) return expression;
	return expression.kind === 'map' ? get(expression, name) ?? 'unwritten' : undefined;
}

/** Of a list of blocks each block; the blocks of a set stand in another order, and are told apart by what is constant in them. */
export function ofItem(expression: Expressions, item: Node | undefined, count: number): Expressions {
	if (expression === undefined || expression === 'unwritten' || isAttribute(expression)) return expression;
	const blocks = expression.kind === 'list' ? maps(expression) : expression.kind === 'map' ? [expression] : [];
	if (count === 1 && blocks.length === 1) return blocks[0];
	const fitting = blocks.filter(block => block.entries.every(({ key, value }) => {
		const constant = get(value, 'constant_value');
		const actual = get(item, String(key.value));
		return constant?.kind !== 'scalar' || actual?.kind !== 'scalar' || String(actual.value) === String(constant.value);
	}));
	return fitting.length === 1 ? fitting[0] : undefined;
}

function isAttribute(expression: Node): boolean {
	if (expression.kind !== 'map') return false;
	const references = get(expression, 'references');
	return expression.entries.length === 0 || entry(expression, 'constant_value') !== undefined || (references?.kind === 'list' && references.items.every(item => item.kind === 'scalar'));
}

/** The one name that an expression speaks of, beside what chooses among instances. Names are said in full, and again by what they begin with. */
function namesIn(expression: Expressions): { readonly only: string; readonly iterated: boolean } | undefined {
	const list = expression === 'unwritten' ? undefined : get(expression, 'references');
	if (list?.kind !== 'list') return undefined;
	const all = [...new Set(list.items.map(item => text(item) ?? ''))];
	const full = all.filter(name => !all.some(other => other !== name && other.startsWith(name) && /^[.[]/.test(other.slice(name.length))));
	const [only, ...others] = full.filter(name => !ITERATION.test(name));
	return only === undefined || others.length > 0 ? undefined : { only, iterated: full.length > 1 };
}
