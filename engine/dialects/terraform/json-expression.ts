/** Nodes of a document, JSON or HCL, as expressions. What has to be parsed has a frame of its own; the rest keeps the document's ranges. */
import type { MapNode, Node, ScalarNode } from '../../syntax/tree.ts';
import type { Expression, ObjectExpression } from './expression.ts';
import { parseExpression, parseTemplate } from './parse-expression.ts';

const MAX_DEPTH = 200;

/** How strings are read: as templates (Terraform JSON), as they are (values of variables), or by their style (HCL). */
export type ReadString = (node: ScalarNode & { readonly value: string }) => Expression;

/** A JSON value; a missing one is null. `string` reads its strings. */
export function jsonExpression(node: Node, string: ReadString, depth = 0): Expression {
	if (depth > MAX_DEPTH) return { kind: 'invalid', reason: 'nested too deeply', range: node.range };
	switch (node.kind) {
		case 'scalar': return typeof node.value === 'string' ? string(node as ScalarNode & { value: string }) : { kind: 'literal', value: node.value, range: node.range };
		case 'list': return { kind: 'tuple', items: node.items.map(item => jsonExpression(item, string, depth + 1)), range: node.range };
		case 'map': return jsonObject(node, string, depth);
	}
}

export function jsonObject(node: MapNode, string: ReadString, depth = 0): ObjectExpression {
	return {
		kind: 'object', body: true, range: node.range,
		entries: node.entries.map(({ key, value }) => ({
			key: typeof key.value === 'string' ? string(key as ScalarNode & { value: string }) : { kind: 'literal', value: key.value, range: key.range },
			value: value ? jsonExpression(value, string, depth + 1) : { kind: 'literal', value: null, range: key.range },
		})),
	};
}

/** Strings as templates of the document `uri`. */
export function templates(uri: string): ReadString {
	return node => ({
		kind: 'framed', range: node.range, expression: parseTemplate(node.value),
		frame: { uri, source: node.value, locate: index => node.offsetAt(index) },
	});
}

/** Strings as they are, for values that Terraform does not evaluate. */
export function literals(uri: string): ReadString {
	return node => {
		const range = { start: 0, end: node.value.length };
		return {
			kind: 'framed', range: node.range, expression: { kind: 'literal', value: node.value, content: { text: node.value, range }, range },
			frame: { uri, source: node.value, locate: index => node.offsetAt(index) },
		};
	};
}

/** HCL: what is more than a literal is kept as its source. */
export function hcl(uri: string): ReadString {
	const literal = literals(uri);
	return node => (node.style !== 'expression' ? literal(node) : {
		kind: 'framed', range: node.range, expression: parseExpression(node.value),
		frame: { uri, source: node.value, locate: index => node.offsetAt(index) },
	});
}
