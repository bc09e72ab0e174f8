/**
 * Terraform in HCL as the Terraform JSON that says the same. Literal lists and objects are converted item by item, so that their
 * parts have places of their own; any other expression becomes a string `${…}`. Comments are dropped.
 */
import type { Expression, TemplatePart } from '../../engine/dialects/terraform/expression.ts';
import { parseExpression } from '../../engine/dialects/terraform/parse-expression.ts';
import { readHcl } from '../../engine/syntax/hcl.ts';
import type { Entry, MapNode, Node, ScalarNode } from '../../engine/syntax/tree.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Labels of the blocks at the top; those of nested blocks stand in the tree as keys already. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, ephemeral: 2, variable: 1, output: 1, provider: 1, module: 1, check: 1 };

/** Where Terraform's JSON syntax takes an expression's text as it is: names of resources, attributes and types. */
const VERBATIM = [
	/^(resource|data|ephemeral)\/[^/]+\/[^/]+\/(depends_on|provider|lifecycle\/(ignore_changes|replace_triggered_by))(\/|$)/,
	/^(module|output)\/[^/]+\/(depends_on|providers)(\/|$)/,
	/^variable\/[^/]+\/type$/,
	/\/dynamic\/[^/]+\/iterator$/,
	/\/provisioner\/[^/]+\/(when|on_failure)$/,
	/^(moved|import|removed)\/(from|to|provider)$/,
	/\/configuration_aliases(\/|$)/,
];

/** `constant` is for files of variables, in which nothing is evaluated. The grammar must be loaded. */
export function asTerraformJson(hcl: string, constant = false): string {
	const { root, problems } = readHcl(hcl);
	if (problems.length > 0) throw new Error(`not well-formed: ${problems[0]!.message}`);
	const top = new Map<string, Json>();
	for (const entry of (root as MapNode).entries) {
		const name = String(entry.key.value);
		if (constant || entry.value?.kind !== 'map') top.set(name, value(entry.value, [name], constant));
		else top.set(name, joined(top.get(name), labelled(entry, LABELS[name] ?? 0, []), LABELS[name] ?? 0, name === 'locals'));
	}
	return `${JSON.stringify(Object.fromEntries(top), undefined, 2)}\n`;
}

/** `.tf` → `.tf.json`, `.tfvars` → `.tfvars.json`. */
export function terraformFile(path: string, text: string): [path: string, text: string] {
	return /\.(tf|tfvars|hcl)$/.test(path) ? [`${path}.json`, asTerraformJson(text, path.endsWith('.tfvars'))] : [path, text];
}

/** Resources and data sources of AWS that the Terraform files name and no block of theirs declares. */
export function undeclaredIn(files: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
	const declared = new Set<string>();
	const named = new Set<string>();
	for (const { path, text: source } of files.filter(one => /\.tf(\.json)?$/.test(one.path))) {
		const { resource = {}, data = {} } = JSON.parse(terraformFile(path, source)[1]) as Record<string, Record<string, object>>;
		for (const [prefix, types] of [['', resource], ['data.', data]] as const) {
			for (const [type, names] of Object.entries(types)) for (const name of Object.keys(names)) declared.add(`${prefix}${type}.${name}`);
		}
		for (const [name] of source.matchAll(/(?<![\w.])(data\.)?aws_\w+\.\w+/g)) named.add(name);
	}
	return [...named].filter(name => !declared.has(name));
}

function labelled({ key, value: node }: Entry, levels: number, above: readonly string[]): Json {
	const path = [...above, String(key.value)];
	if (levels === 0 || node?.kind !== 'map') return value(node, path, path[0] === 'variable');
	return Object.fromEntries(node.entries.map(entry => [String(entry.key.value), labelled(entry, levels - 1, path)]));
}

/** Another block of the same type: under its labels, beside the one of the same labels, or (`locals`) in one with it. */
function joined(before: Json | undefined, more: Json, levels: number, merge: boolean): Json {
	if (before === undefined) return more;
	if (levels === 0 && !merge) return [...Array.isArray(before) ? before : [before], more];
	const result = { ...before as Record<string, Json> };
	for (const [name, one] of Object.entries(more as Record<string, Json>)) result[name] = merge ? one : joined(result[name], one, levels - 1, false);
	return result;
}

function value(node: Node | undefined, path: readonly string[], constant: boolean): Json {
	switch (node?.kind) {
		case undefined: return null;
		case 'map': return Object.fromEntries(node.entries.map(entry => [String(entry.key.value), value(entry.value, [...path, String(entry.key.value)], constant)]));
		case 'list': return node.items.map(item => value(item, path, constant));
		case 'scalar': return scalar(node, path, constant);
	}
}

function scalar(node: ScalarNode, path: readonly string[], constant: boolean): Json {
	if (typeof node.value !== 'string') return node.value;
	if (node.style !== 'expression') return text(node.value, constant);
	const source = node.value;
	const verbatim = VERBATIM.some(pattern => pattern.test(path.join('/')));
	return written(parseExpression(source), { source, constant, wrap: verbatim ? one => one : interpolation }, source);
}

interface Context {
	readonly source: string;
	readonly constant: boolean;
	readonly wrap: (expression: string) => string;
}

function written(expression: Expression, context: Context, source = sliced(expression, context)): Json {
	switch (expression.kind) {
		case 'literal': return typeof expression.value === 'string' ? text(expression.value, context.constant) : expression.value;
		case 'template': return template(expression.parts, context);
		case 'tuple': return expression.items.map(item => written(item, context));
		case 'object': return Object.fromEntries(expression.entries.map(entry => [String(written(entry.key, context)), written(entry.value, context)]));
		default: return context.wrap(source);
	}
}

function template(parts: readonly TemplatePart[], context: Context): string {
	return parts.map(part => {
		if ('text' in part) return text(part.text, context.constant);
		return part.directive ? directive(part.expression, context) : interpolation(sliced(part.expression, context));
	}).join('');
}

/** What stood between quotes has lost its escapes in the tree, so a directive is put together again. */
function directive(expression: Expression, context: Context): string {
	const inside = (one: Expression) => (one.kind === 'template' ? template(one.parts, context) : '');
	if (expression.kind === 'conditional') {
		const otherwise = inside(expression.whenFalse);
		return `%{ if ${sliced(expression.condition, context)} }${inside(expression.whenTrue)}${otherwise && `%{ else }${otherwise}`}%{ endif }`;
	}
	const loop = expression.kind === 'call' ? expression.arguments[1] : undefined;
	if (loop?.kind !== 'for') throw new Error(`cannot be written as JSON: ${sliced(expression, context)}`);
	const names = [loop.keyName, loop.valueName].filter(name => name !== undefined).join(', ');
	return `%{ for ${names} in ${sliced(loop.collection, context)} }${inside(loop.value)}%{ endfor }`;
}

/** A heredoc ends with its line. */
function interpolation(expression: string): string {
	return expression.includes('<<') ? `\${${expression}\n}` : `\${${expression}}`;
}

function text(literal: string, constant: boolean): string {
	return constant ? literal : literal.replaceAll('${', () => '$${').replaceAll('%{', '%%{');
}

function sliced({ range }: Expression, { source }: Context): string {
	return source.slice(range.start, range.end);
}
