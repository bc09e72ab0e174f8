/**
 * Where a value is defined that an argument only refers to: a local, the default or the file of a variable, the argument of a module
 * call. A change of the argument is written there, as long as nothing else uses the definition.
 */
import { entry as entryOf } from '../../syntax/tree.ts';
import type { Evaluator } from './evaluate.ts';
import { type Expression, traversal } from './expression.ts';
import type { Block, Module } from './module.ts';
import { isTemplate, parseExpression, parseTemplate } from './parse-expression.ts';
import type { NodePlace, Place } from './place.ts';
import type { Places } from './places.ts';
import { Refusal } from './refusal.ts';

/** Definitions that refer to further ones. */
const MOST_HOPS = 10;

/** The place where a value is to be changed that stands, or is referred to, at a place of a module. */
export function definitionOf(place: Place, evaluator: Evaluator, places: Places): Place {
	let at: { place: Place; evaluator: Evaluator } = { place, evaluator };
	for (let hop = 0; hop < MOST_HOPS; hop++) {
		const expression = expressionAt(at.place);
		const next = expression && referred(expression, at.evaluator, places);
		if (!next) break;
		at = next;
	}
	return at.place;
}

function expressionAt(place: Place): Expression | undefined {
	if (place.kind === 'expression') return place.expression;
	if (place.kind !== 'node' || place.node.kind !== 'scalar' || typeof place.node.value !== 'string') return undefined;
	const { value, style } = place.node;
	if (place.tree.language === 'hcl') return style === 'expression' ? parseExpression(value) : undefined;
	return isTemplate(value) ? parseTemplate(value) : undefined;
}

function referred(expression: Expression, evaluator: Evaluator, places: Places): { place: Place; evaluator: Evaluator } | undefined {
	const names = expression.kind === 'attribute' ? traversal(expression) : undefined;
	const [kind, name, ...more] = names ?? [];
	if (!name || more.length > 0 || (kind !== 'var' && kind !== 'local')) return undefined;
	const { module, call } = evaluator;
	const block = module.blocks.get(`${kind}.${name}`);
	if (!block || uses(module, block) > 1) return undefined;
	if (kind === 'local') return { place: placeOf(block), evaluator };
	if (call) return { place: places.step(bodyOf(call.block), name), evaluator: call.evaluator };
	const input = module.inputs.get(name);
	const document = input && module.documents.find(one => one.uri === input.site.uri);
	if (document?.tree.root) {
		const entry = entryOf(document.tree.root, name);
		return entry?.value ? { place: { kind: 'node', document, tree: document.tree, node: entry.value }, evaluator } : undefined;
	}
	const body = bodyOf(block);
	return entryOf(body.node, 'default') ? { place: places.step(body, 'default'), evaluator } : undefined;
}

/** How often a variable or local is used in its module; its own definition does not count. */
function uses({ documents }: Module, { address, written }: Block): number {
	const name = new RegExp(`(?<![\\w.-])${address.replaceAll('.', '\\.')}(?![\\w-])`, 'g');
	const own = written.reduce((sum, { text }) => sum + (text.text.match(name)?.length ?? 0), 0);
	return documents.reduce((sum, { tree }) => sum + (tree.text.match(name)?.length ?? 0), 0) - own;
}

function placeOf({ address, written: [first] }: Block): NodePlace {
	if (!first?.entry.value) throw new Refusal(`${address} has no value`);
	return { kind: 'node', document: first.document, tree: first.document.tree, node: first.entry.value };
}

function bodyOf({ address, written: [first] }: Block): NodePlace {
	if (!first?.node) throw new Refusal(`${address} is not written as a block`);
	return { kind: 'node', document: first.document, tree: first.document.tree, node: first.node };
}
