/** The provider configurations of a plan as blocks, so that region and account are found as in a configuration. */
import { type Node, get } from '../../../syntax/tree.ts';
import type { SourceDocument } from '../../dialect.ts';
import type { Expression, ObjectExpression } from '../expression.ts';
import { jsonExpression, literals } from '../json-expression.ts';
import { type Block, frameOf } from '../module.ts';
import { text } from './document.ts';

/** By address: `provider.aws.west`, in modules `provider.module.a:aws.west`. */
export function providersIn(document: SourceDocument): ReadonlyMap<string, Block> {
	const { uri, tree: { root } } = document;
	const all = get(get(root, 'configuration'), 'provider_config');
	return new Map((all?.kind === 'map' ? all.entries : []).map(({ key, value, range }) => {
		const address = `provider.${key.value}`;
		const body = block(get(value, 'expressions'), get(root, 'variables'), uri) ?? { kind: 'object', entries: [], range };
		return [address, { kind: 'provider', type: '', name: String(key.value), address, site: { uri, range: key.range }, frame: frameOf(document), body, written: [] }];
	}));
}

/** The body of a resource's block, which says nothing but its provider where that is not the usual one. */
export function bodyOf(resource: Node | undefined, range: ObjectExpression['range']): ObjectExpression {
	const provider = get(resource, 'provider_config_key');
	const name = text(provider);
	if (!provider || name === undefined || !/[.:]/.test(name)) return { kind: 'object', entries: [], range };
	const literal = (value: string): Expression => ({ kind: 'literal', value, range: provider.range });
	return { kind: 'object', entries: [{ key: literal('provider'), value: literal(name) }], range };
}

/** What is constant in a block, and what a variable of the root alone decides. */
function block(node: Node | undefined, variables: Node | undefined, uri: string, depth = 0): ObjectExpression | undefined {
	if (node?.kind !== 'map' || depth > 10) return undefined;
	const entries = node.entries.flatMap(({ key, value }) => {
		const spoken = said(value, variables, uri, depth);
		return spoken ? [{ key: { kind: 'literal' as const, value: String(key.value), range: key.range }, value: spoken }] : [];
	});
	return { kind: 'object', entries, range: node.range };
}

function said(node: Node | undefined, variables: Node | undefined, uri: string, depth: number): Expression | undefined {
	if (node?.kind === 'list') return { kind: 'tuple', items: node.items.flatMap(item => block(item, variables, uri, depth + 1) ?? []), range: node.range };
	const references = get(node, 'references');
	const [only, ...others] = references?.kind === 'list' ? references.items.map(text) : [];
	const variable = others.length === 0 ? /^var\.([\w-]+)$/.exec(only ?? '')?.[1] : undefined;
	const value = get(node, 'constant_value') ?? (variable === undefined ? undefined : get(get(variables, variable), 'value'));
	return value && jsonExpression(value, literals(uri));
}
