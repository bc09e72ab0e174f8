/**
 * JSON written as a string with interpolations: the form of most policies before `jsonencode`. Each interpolation is replaced by a
 * placeholder, the JSON is read, and the placeholders become the expressions again, in the places where they stand.
 */
import { readJson } from '../../syntax/json.ts';
import type { ScalarNode } from '../../syntax/tree.ts';
import type { Expression, Frame, TemplatePart } from './expression.ts';
import { unframed } from './expression.ts';
import { jsonExpression } from './json-expression.ts';

/** Placeholders are taken from the private use area: one for each interpolation. */
const FIRST = 0xe000;
const COUNT = 6400;

/** The value that a JSON text stands for, as an expression; undefined where it is no JSON. */
export function decodeTemplate(parts: readonly TemplatePart[], frame: Frame): Expression | undefined {
	const masked = mask(parts);
	if (!masked) return undefined;
	const { text, offsets, expressions } = masked;
	const root = readJson(text).root;
	if (root?.kind !== 'map' && root?.kind !== 'list') return undefined;
	const inner: Frame = { uri: frame.uri, source: text, locate: index => frame.locate(offsets[Math.min(index, offsets.length - 1)]!) };
	const original = (index: number): Expression => ({ kind: 'framed', frame, range: { start: 0, end: 0 }, expression: expressions[index]! });
	const string = (node: ScalarNode & { readonly value: string }): Expression => restore(node, inner, original);
	return { kind: 'framed', frame: inner, range: parts[0]!.range, expression: jsonExpression(root, string) };
}

/** The text with placeholders, the frame's index of each of its units (and of its end), and what the placeholders stand for. Undefined where it cannot be told apart. */
export function mask(parts: readonly TemplatePart[]): { text: string; offsets: number[]; expressions: Expression[] } | undefined {
	let text = '';
	const offsets: number[] = [];
	const expressions: Expression[] = [];
	let quoted = false;
	for (const part of parts) {
		if ('text' in part) {
			if (/[\ue000-\uf8ff]/.test(part.text)) return undefined;
			for (let at = 0; at < part.text.length; at++) offsets.push(part.offsets?.[at] ?? part.range.start + at);
			text += part.text;
			quoted = endsQuoted(part.text, quoted);
		} else {
			if (part.directive || expressions.length >= COUNT) return undefined;
			const placeholder = String.fromCharCode(FIRST + expressions.length);
			// Outside of a string only what is itself JSON can stand: the value that is encoded there.
			expressions.push(quoted ? part.expression : encoded(part.expression));
			const inserted = quoted ? placeholder : `"${placeholder}"`;
			for (let at = 0; at < inserted.length; at++) offsets.push(part.range.start);
			text += inserted;
		}
	}
	offsets.push(parts.at(-1)?.range.end ?? 0);
	return { text, offsets, expressions };
}

/** A string of the masked JSON as the template has it, with `sources`, the texts of its interpolations, back in place. */
export function unmasked(value: string, sources: readonly string[]): string {
	return value.replaceAll('${', () => '$${').replaceAll('%{', '%%{').replace(/[\ue000-\uf8ff]/g, one => sources[one.charCodeAt(0) - FIRST] ?? one);
}

function endsQuoted(text: string, quoted: boolean): boolean {
	for (let at = 0; at < text.length; at++) {
		if (quoted && text[at] === '\\') at++;
		else if (text[at] === '"') quoted = !quoted;
	}
	return quoted;
}

function encoded(expression: Expression): Expression {
	const call = unframed(expression);
	return call.kind === 'call' && call.name === 'jsonencode' && call.arguments[0] ? call.arguments[0] : expression;
}

/** A string of the masked JSON, with its interpolations back in place. */
function restore(node: ScalarNode & { readonly value: string }, frame: Frame, original: (index: number) => Expression): Expression {
	const { value } = node;
	const whole = { start: 0, end: value.length };
	const inner: Frame = { uri: frame.uri, source: value, locate: index => frame.locate(node.offsetAt(index)) };
	const framed = (expression: Expression): Expression => ({ kind: 'framed', frame: inner, range: node.range, expression });
	if (!/[\ue000-\uf8ff]/.test(value)) return framed({ kind: 'literal', value, range: whole });
	const parts = value.split(/([\ue000-\uf8ff])/).filter(piece => piece !== '');
	if (parts.length === 1) return framed(original(value.charCodeAt(0) - FIRST));
	let at = 0;
	return framed({
		kind: 'template', range: whole, parts: parts.map((piece): TemplatePart => {
			const range = { start: at, end: at + piece.length };
			at = range.end;
			return /^[\ue000-\uf8ff]$/.test(piece) ? { expression: original(piece.charCodeAt(0) - FIRST), range } : { text: piece, range };
		}),
	});
}
