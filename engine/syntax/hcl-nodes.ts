/** The nodes that HCL's statements become: labels, literals, and blocks in the shape of Terraform's JSON syntax; see hcl.ts. */
import { quotedText } from './hcl-text.ts';
import type { Comment, Entry, ListNode, Node, Range, ScalarNode, SyntaxProblem } from './tree.ts';

/** What a run of text says. */
export interface Statements {
	readonly entries: readonly Entry[];
	readonly comments: readonly Comment[];
	readonly problems: readonly SyntaxProblem[];
}

/** A block under its type and labels. `range` is that of its body, braces included. */
export function blockOf(header: readonly ScalarNode[], range: Range, entries: readonly Entry[]): Entry {
	const body: Node = { kind: 'map', style: 'block', range, entries: gathered(entries) };
	const innermost = (key: ScalarNode, value: Node): Entry => ({ key, value, range: { start: key.range.start, end: range.end } });
	return header.slice(0, -1).reduceRight(
		(inner, label) => innermost(label, { kind: 'map', style: 'block', range: inner.range, entries: [inner] }), innermost(header.at(-1)!, body),
	);
}

/** Blocks of one name become one entry with a list, in the place of the first. */
function gathered(entries: readonly Entry[]): Entry[] {
	const blocks = new Map<unknown, Entry[]>();
	for (const entry of entries) if (isBlock(entry)) blocks.set(entry.key.value, [...blocks.get(entry.key.value) ?? [], entry]);
	return entries.flatMap(entry => {
		const same = isBlock(entry) ? blocks.get(entry.key.value)! : [entry];
		if (same.length === 1) return [entry];
		if (same[0] !== entry) return [];
		const range = { start: entry.range.start, end: same.at(-1)!.range.end };
		const list: ListNode = { kind: 'list', style: 'block', range, items: same.map(one => one.value!) };
		return [{ key: entry.key, value: list, range }];
	});
}

function isBlock({ value }: Entry): boolean {
	return value?.kind === 'map';
}

export function identifier(text: string, range: Range): ScalarNode {
	return { kind: 'scalar', style: 'plain', value: text.slice(range.start, range.end), range, offsetAt: index => Math.min(range.start + index, range.end) };
}

/** A block's type, or a label of it with or without quotes. */
export function labelNode(text: string, range: Range): ScalarNode {
	return text[range.start] === '"' ? quoted(text, range) : identifier(text, range);
}

function quoted(text: string, range: Range): ScalarNode {
	const inside = { start: range.start + 1, end: Math.max(range.start + 1, range.end - 1) };
	const { text: value, offsets } = quotedText(text, inside);
	return {
		kind: 'scalar', style: 'double', value, range,
		offsetAt: index => (index >= value.length ? inside.end : offsets ? offsets[Math.max(0, index)]! : inside.start + Math.max(0, index)),
	};
}

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const LITERALS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** The value of an argument. */
export function valueNode(text: string, range: Range): ScalarNode {
	const source = text.slice(range.start, range.end);
	const plain = (value: ScalarNode['value'], style: ScalarNode['style']): ScalarNode => ({
		kind: 'scalar', style, value, range, offsetAt: index => Math.max(range.start, Math.min(range.start + index, range.end)),
	});
	if (source[0] === '"' && isPlainString(source)) return quoted(text, range);
	if (Object.hasOwn(LITERALS, source)) return plain(LITERALS[source]!, 'plain');
	if (NUMBER.test(source) && Number.isFinite(Number(source))) return plain(Number(source), 'plain');
	return plain(source, 'expression');
}

function isPlainString(source: string): boolean {
	return /^"(?:[^"\\\n]|\\.)*"$/.test(source) && !/[$%]\{/.test(source.replace(/\$\$\{|%%\{/g, ''));
}
