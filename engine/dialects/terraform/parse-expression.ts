/**
 * Makes our expressions out of tree-sitter's nodes. The strings of Terraform JSON come in through {@link parseTemplate}, the values of
 * HCL's arguments through {@link parseExpression}. It evaluates nothing, and what is broken becomes an invalid expression in the
 * smallest possible place. The same text is parsed once, wherever it stands.
 */
import type { Node as TreeNode } from 'web-tree-sitter';
import type { Range } from '../../syntax/tree.ts';
import type { Expression, ObjectEntry, Template, TemplatePart } from './expression.ts';
import { withTree } from '../../syntax/hcl-grammar.ts';
import { dedented, heredocText, quotedText } from '../../syntax/hcl-text.ts';

/** Deeper nested expressions are invalid: a budget against stack overflow. */
const MAX_DEPTH = 200;
/** Longer expressions are invalid: it takes the grammar a second for a million characters. */
const MAX_LENGTH = 1_000_000;
/** Expressions that are kept for their texts. */
const MAX_CACHED = 20_000;

const cache = new Map<string, Expression>();
const BINARY = new Set(['*', '/', '%', '+', '-', '>', '>=', '<', '<=', '==', '!=', '&&', '||']);

/** Whether a string of Terraform JSON is more than its own text. */
export function isTemplate(text: string): boolean {
	return text.includes('${') || text.includes('%{');
}

/**
 * A string of Terraform JSON as an expression: `${a}` alone is `a` itself, anything else a template. Ranges count in `text`.
 */
export function parseTemplate(text: string): Expression {
	const range = { start: 0, end: text.length };
	if (!isTemplate(text)) return { kind: 'literal', value: text, content: { text, range }, range };
	if (text.length > MAX_LENGTH) return invalid(range, 'too long to be read');
	const known = cache.get(text);
	if (known) return known;
	let delimiter = 'PLB';
	while (text.includes(delimiter)) delimiter += '_';
	const before = `x = <<${delimiter}\n`;
	const parsed = withTree(`${before}${text}\n${delimiter}\n`, tree => {
		const heredoc = tree.rootNode.descendantsOfType('heredoc_template').find(node => node?.startIndex === 4);
		if (!heredoc || heredoc.hasError || heredoc.endIndex < before.length + text.length) return invalid(range, tree.rootNode.text === '' ? undefined : 'the expression cannot be read');
		const builder = new Builder(text, before.length);
		return single({ kind: 'template', parts: builder.parts(holes(heredoc.children), { start: 0, end: text.length }, heredocText), range });
	});
	if (!parsed) return invalid(range, 'the Terraform grammar is not loaded');
	remember(text, parsed);
	return parsed;
}

/** The source of a value in HCL as an expression. Ranges count in `text`. */
export function parseExpression(text: string): Expression {
	if (text.length > MAX_LENGTH) return invalid({ start: 0, end: text.length }, 'too long to be read');
	// Templates of Terraform JSON may read the same, and mean something else.
	const key = `=${text}`;
	const known = cache.get(key);
	if (known) return known;
	const range = { start: 0, end: text.length };
	const before = 'x = ';
	const parsed = withTree(`${before}${text}\n`, tree => {
		const [argument, ...others] = solid(tree.rootNode.namedChildren.find(child => child?.type === 'body')?.namedChildren ?? []);
		const value = argument?.type === 'attribute' && others.length === 0 ? argument.lastNamedChild : undefined;
		if (value?.type !== 'expression' || tree.rootNode.hasError) return invalid(range);
		return new Builder(text, before.length).expression(value, 0);
	});
	if (!parsed) return invalid(range, 'the Terraform grammar is not loaded');
	remember(key, parsed);
	return parsed;
}

function remember(key: string, parsed: Expression): void {
	if (cache.size >= MAX_CACHED) cache.clear();
	cache.set(key, parsed);
}

function single(template: Template): Expression {
	const [only, ...rest] = template.parts;
	return only && rest.length === 0 && 'expression' in only && !only.directive ? only.expression : template;
}

function invalid(range: Range, reason = 'the expression cannot be read'): Expression {
	return { kind: 'invalid', reason, range };
}

function holes(nodes: readonly (TreeNode | null)[]): TreeNode[] {
	return solid(nodes).filter(node => node.type === 'template_interpolation' || node.type === 'template_directive');
}

function solid(nodes: readonly (TreeNode | null)[]): TreeNode[] {
	return nodes.filter((node): node is TreeNode => node !== null && node.type !== 'comment');
}

type Decode = (source: string, range: Range) => { text: string; offsets?: readonly number[] };

class Builder {
	constructor(private readonly source: string, private readonly base: number) {}

	expression(node: TreeNode, depth: number): Expression {
		return this.terms(node.children, depth + 1);
	}

	/** The parts of a template between two offsets; `stripStart` and `stripEnd` come from markers (`~`) around. */
	parts(nodes: readonly TreeNode[], bounds: Range, decode: Decode, depth = 0, stripStart = false, stripEnd = false): TemplatePart[] {
		const parts: TemplatePart[] = [];
		let from = bounds.start;
		let trim = stripStart;
		const literal = (end: number, trimEnd: boolean) => {
			let range = { start: from, end };
			if (trim) range = { ...range, start: end - this.source.slice(from, end).trimStart().length };
			if (trimEnd) range = { ...range, end: range.start + this.source.slice(range.start, end).trimEnd().length };
			if (range.end > range.start) parts.push({ ...decode(this.source, range), range });
		};
		for (const node of nodes) {
			const range = this.range(node);
			const text = this.source.slice(range.start, range.end);
			literal(range.start, /^[$%]\{~/.test(text));
			parts.push(node.type === 'template_interpolation'
				? { expression: this.interpolation(node, depth + 1), range }
				: { expression: this.directive(node, decode, depth + 1), range, directive: true });
			from = range.end;
			trim = text.endsWith('~}');
		}
		literal(bounds.end, stripEnd);
		return parts;
	}

	private range(from: TreeNode, to = from): Range {
		return { start: from.startIndex - this.base, end: to.endIndex - this.base };
	}

	private interpolation(node: TreeNode, depth: number): Expression {
		const inner = solid(node.children).find(child => child.type === 'expression');
		return inner && !node.children.some(child => child?.isError) ? this.expression(inner, depth) : invalid(this.range(node));
	}

	private directive(node: TreeNode, decode: Decode, depth: number): Expression {
		const directive = solid(node.children)[0];
		if (!directive || directive.hasError || depth > MAX_DEPTH) return invalid(this.range(node));
		const nodes = solid(directive.children);
		const marks = nodes.filter(child => /^template_(if_intro|else_intro|if_end|for_start|for_end)$/.test(child.type));
		const between = (from: TreeNode | undefined, to: TreeNode | undefined): Expression => {
			const range = from && to ? { start: from.endIndex - this.base, end: to.startIndex - this.base } : { start: 0, end: 0 };
			const inside = holes(nodes).filter(hole => hole.startIndex - this.base >= range.start && hole.endIndex - this.base <= range.end);
			const parts = this.parts(inside, range, decode, depth, from && /~\s*\}$/.test(from.text), to && /^%\{~/.test(to.text));
			return { kind: 'template', parts, range };
		};
		const [intro, ...rest] = marks;
		const subject = intro && solid(intro.children).find(child => child.type === 'expression');
		if (!intro || !subject || rest.length === 0) return invalid(this.range(node));
		const range = this.range(directive);
		if (intro.type === 'template_if_intro') {
			const middle = rest.length === 2 ? rest[0] : undefined;
			return {
				kind: 'conditional', condition: this.expression(subject, depth), range,
				whenTrue: between(intro, rest[0]), whenFalse: between(middle, rest[1]),
			};
		}
		const loop: Expression = { kind: 'for', ...this.names(intro), collection: this.expression(subject, depth), value: between(intro, rest.at(-1)), grouping: false, range };
		return { kind: 'call', name: 'join', arguments: [{ kind: 'literal', value: '', range }, loop], spread: false, range };
	}

	private names(intro: TreeNode): { keyName?: string; valueName: string } {
		const names = solid(intro.children).filter(child => child.type === 'identifier').map(child => child.text);
		return names.length > 1 ? { keyName: names[0]!, valueName: names[1]! } : { valueName: names[0] ?? '' };
	}

	/** A primary expression and what follows it: attributes, indexes, splats. */
	private terms(children: readonly (TreeNode | null)[], depth: number): Expression {
		const nodes = solid(children);
		const first = nodes[0];
		if (!first) return invalid({ start: 0, end: 0 });
		const whole = this.range(first, nodes.at(-1));
		if (depth > MAX_DEPTH) return invalid(whole, 'nested too deeply');
		if (nodes.some(node => node.isError || node.isMissing)) return invalid(whole);
		let used = 1;
		let result: Expression;
		if (first.type === '(') {
			result = nodes[1]?.type === 'expression' ? this.expression(nodes[1], depth) : invalid(whole);
			used = 3;
		} else result = this.primary(first, depth + 1);
		for (const node of nodes.slice(used)) result = this.postfix(result, node, this.range(first, node), depth + 1);
		return result;
	}

	private postfix(of: Expression, node: TreeNode, range: Range, depth: number): Expression {
		switch (node.type) {
			case 'get_attr': return { kind: 'attribute', of, name: solid(node.children).find(child => child.type === 'identifier')?.text ?? '', range };
			case 'index': {
				const inner = solid(node.children)[0];
				if (inner?.type === 'legacy_index') {
					return { kind: 'index', of, key: { kind: 'literal', value: Number(inner.text.slice(1)), range: this.range(inner) }, range };
				}
				const key = inner && solid(inner.children).find(child => child.type === 'expression');
				return key ? { kind: 'index', of, key: this.expression(key, depth), range } : invalid(range);
			}
			case 'splat': {
				const splat = solid(node.children)[0];
				const steps = solid(splat?.children ?? []).filter(step => step.isNamed);
				// `.*` takes attributes along; an index behind them is one of the whole list.
				const index = splat?.type === 'attr_splat' ? steps.findIndex(step => step.type !== 'get_attr') : -1;
				const [own, rest] = index < 0 ? [steps, []] : [steps.slice(0, index), steps.slice(index)];
				const start: Expression = { kind: 'splat-item', range: this.range(node) };
				const each = own.reduce<Expression>((inner, step) => this.postfix(inner, step, this.range(node), depth + 1), start);
				return rest.reduce<Expression>((inner, step) => this.postfix(inner, step, range, depth + 1), { kind: 'splat', of, each, range });
			}
			default: return invalid(range);
		}
	}

	private primary(node: TreeNode, depth: number): Expression {
		const range = this.range(node);
		if (depth > MAX_DEPTH) return invalid(range, 'nested too deeply');
		const nodes = solid(node.children);
		switch (node.type) {
			case 'expression': return this.expression(node, depth);
			case 'variable_expr': return { kind: 'variable', name: node.text, range };
			case 'literal_value': return nodes[0] ? this.literal(nodes[0], depth) : invalid(range);
			case 'template_expr': return nodes[0] ? this.template(nodes[0], depth) : invalid(range);
			case 'collection_value': return nodes[0] ? this.collection(nodes[0], depth) : invalid(range);
			case 'function_call': return this.call(node, nodes, depth);
			case 'conditional': return this.conditional(nodes, range, depth);
			case 'operation': return nodes[0] ? this.operation(nodes[0], depth) : invalid(range);
			case 'for_expr': return nodes[0] ? this.for(nodes[0], depth) : invalid(range);
			default: return invalid(range);
		}
	}

	private literal(node: TreeNode, depth: number): Expression {
		const range = this.range(node);
		switch (node.type) {
			case 'numeric_lit': return { kind: 'literal', value: Number(node.text), range };
			case 'bool_lit': return { kind: 'literal', value: node.text === 'true', range };
			case 'null_lit': return { kind: 'literal', value: null, range };
			default: return this.template(node, depth);
		}
	}

	private template(node: TreeNode, depth: number): Expression {
		const range = this.range(node);
		const nodes = solid(node.children);
		if (node.hasError) return invalid(range);
		if (node.type !== 'heredoc_template') {
			const bounds = { start: range.start + 1, end: range.end - 1 };
			const parts = this.parts(holes(nodes), bounds, quotedText, depth);
			const [only] = parts;
			if (parts.length === 0 || (parts.length === 1 && only && 'text' in only)) return { kind: 'literal', value: only && 'text' in only ? only.text : '', range, ...(only && 'text' in only ? { content: only } : {}) };
			const whole = single({ kind: 'template', parts, range });
			// The quotes around belong to it, but for brackets to be at the ends of a collection.
			return whole.kind === 'object' || whole.kind === 'tuple' ? whole : { ...whole, range };
		}
		const [start, opening] = nodes;
		const closing = nodes.at(-1);
		if (!start || !opening || !closing) return invalid(range);
		const lineEnd = this.source.indexOf('\n', opening.endIndex - this.base) + 1;
		const bounds = { start: lineEnd, end: Math.max(lineEnd, this.source.lastIndexOf('\n', closing.startIndex - this.base) + 1) };
		const decode = start.text === '<<-' ? dedented(this.source.slice(bounds.start, bounds.end)) : heredocText;
		return { kind: 'template', parts: this.parts(holes(nodes), bounds, decode, depth), range };
	}

	private collection(node: TreeNode, depth: number): Expression {
		const range = this.range(node);
		const nodes = solid(node.children);
		if (nodes.some(child => child.isError)) return invalid(range);
		if (node.type === 'tuple') return { kind: 'tuple', items: nodes.filter(child => child.type === 'expression').map(child => this.expression(child, depth)), range };
		const entries: ObjectEntry[] = [];
		for (const element of nodes) {
			const key = element.type === 'object_elem' ? element.childForFieldName('key') : null;
			const value = key && element.childForFieldName('val');
			if (key && value) entries.push({ key: this.key(key, depth), value: this.expression(value, depth) });
		}
		return { kind: 'object', entries, range };
	}

	/** A bare name is the key itself; in parentheses it is an expression. */
	private key(node: TreeNode, depth: number): Expression {
		const [only, ...rest] = solid(node.children);
		return only?.type === 'variable_expr' && rest.length === 0
			? { kind: 'literal', value: only.text, range: this.range(only) }
			: this.expression(node, depth);
	}

	private call(node: TreeNode, nodes: readonly TreeNode[], depth: number): Expression {
		const args = nodes.find(child => child.type === 'function_arguments');
		if (nodes.some(child => child.isError || child.isMissing) || args?.children.some(child => child?.isError)) return invalid(this.range(node));
		const inner = solid(args?.children ?? []);
		return {
			kind: 'call', name: nodes[0]?.text ?? '', range: this.range(node),
			arguments: inner.filter(child => child.type === 'expression').map(child => this.expression(child, depth)),
			spread: inner.some(child => child.type === 'ellipsis'),
		};
	}

	/** The grammar reads `a ? b : c ? d : e` from the left; Terraform does so from the right. */
	private conditional(nodes: readonly TreeNode[], range: Range, depth: number): Expression {
		const [condition, yes, no] = nodes.filter(child => child.type === 'expression');
		if (!condition || !yes || !no) return invalid(range);
		const last = { whenTrue: this.expression(yes, depth), whenFalse: this.expression(no, depth) };
		const first = this.expression(condition, depth);
		if (first.kind !== 'conditional' || solid(condition.children)[0]?.type === '(') return { kind: 'conditional', condition: first, ...last, range };
		return rotate(first, last, range.end);
	}

	private operation(node: TreeNode, depth: number): Expression {
		const range = this.range(node);
		const nodes = solid(node.children);
		const [first] = nodes;
		if (node.type === 'unary_operation' && first) {
			return { kind: 'unary', operator: first.type === '!' ? '!' : '-', of: this.terms(nodes.slice(1), depth), range };
		}
		const at = nodes.findIndex(child => BINARY.has(child.type));
		if (at <= 0) return invalid(range);
		return { kind: 'binary', operator: nodes[at]!.type, left: this.terms(nodes.slice(0, at), depth), right: this.terms(nodes.slice(at + 1), depth), range };
	}

	private for(node: TreeNode, depth: number): Expression {
		const range = this.range(node);
		const nodes = solid(node.children);
		const intro = nodes.find(child => child.type === 'for_intro');
		const collection = intro && solid(intro.children).find(child => child.type === 'expression');
		const [first, second] = nodes.filter(child => child.type === 'expression');
		const condition = solid(nodes.find(child => child.type === 'for_cond')?.children ?? []).find(child => child.type === 'expression');
		if (!intro || !collection || !first || nodes.some(child => child.isError)) return invalid(range);
		const loop = {
			kind: 'for' as const, ...this.names(intro), collection: this.expression(collection, depth), range,
			...(condition ? { condition: this.expression(condition, depth) } : {}),
		};
		if (node.type === 'for_tuple_expr') return { ...loop, value: this.expression(first, depth), grouping: false };
		if (!second) return invalid(range);
		return { ...loop, key: this.expression(first, depth), value: this.expression(second, depth), grouping: nodes.some(child => child.type === 'ellipsis') };
	}
}

function rotate(first: Expression & { kind: 'conditional' }, last: { whenTrue: Expression; whenFalse: Expression }, end: number): Expression {
	const tail: Expression = first.whenFalse.kind === 'conditional'
		? rotate(first.whenFalse, last, end)
		: { kind: 'conditional', condition: first.whenFalse, ...last, range: { start: first.whenFalse.range.start, end } };
	return { ...first, whenFalse: tail, range: { start: first.range.start, end } };
}
