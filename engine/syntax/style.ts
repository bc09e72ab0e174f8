/** How a text is laid out, so that what is added looks like the rest. Every answer has a default; none changes the meaning. */
import type { Entry, MapNode, Node, ScalarNode, SyntaxTree } from './tree.ts';

export interface TextStyle {
	readonly eol: string;
	/** One step of indentation. */
	readonly unit: string;
	/** Block lists stand deeper than their key. */
	readonly indentLists: boolean;
	readonly quote: 'single' | 'double';
	/** JSON: what stands between key and value. */
	readonly colon: string;
	/** JSON: what stands inside the braces of an object on one line. */
	readonly pad: string;
	/** The text has line breaks between its entries. */
	readonly pretty: boolean;
}

/** Enough to know a habit by. */
const sample = 2_000;

export function styleOf(tree: SyntaxTree): TextStyle {
	const style = styles.get(tree) ?? observeStyle(tree);
	styles.set(tree, style);
	return style;
}

/** A tree does not change, and many fixes are planned on it. */
const styles = new WeakMap<SyntaxTree, TextStyle>();

function observeStyle(tree: SyntaxTree): TextStyle {
	const { text } = tree;
	const found: { unit?: string; lists?: boolean; colon?: string; pad?: string; single: number; double: number; seen: number } = { single: 0, double: 0, seen: 0 };
	const visit = (node: Node | undefined): void => {
		if (!node || node.shared || found.seen++ > sample) return;
		if (node.kind === 'scalar') {
			if (node.style === 'single') found.single++;
			else if (node.style === 'double') found.double++;
		} else if (node.kind === 'list') node.items.forEach(visit);
		else {
			for (const entry of ownEntries(node)) {
				observe(text, node, entry, found);
				visit(entry.value);
			}
		}
	};
	visit(tree.root);
	return {
		eol: text.includes('\r\n') ? '\r\n' : '\n',
		unit: found.unit ?? '  ',
		indentLists: found.lists ?? true,
		quote: found.double > found.single ? 'double' : 'single',
		colon: found.colon ?? ': ',
		pad: found.pad ?? '',
		pretty: text.trim().includes('\n'),
	};
}

function observe(text: string, map: MapNode, entry: Entry, found: { unit?: string; lists?: boolean; colon?: string; pad?: string }): void {
	const { key, value } = entry;
	if (!value || value.shared) return;
	if (map.style === 'flow') {
		found.pad ??= /^\{([ \t]*)["']/.exec(text.slice(map.range.start, key.range.start + 1))?.[1];
		found.colon ??= /^\s*:[ \t]*/.exec(text.slice(key.range.end, value.range.start))?.[0];
		const outer = indentAt(text, map.range.start);
		const inner = indentAt(text, key.range.start);
		if (isFirstOnLine(text, key.range.start) && inner.startsWith(outer) && inner.length > outer.length) found.unit ??= inner.slice(outer.length);
		return;
	}
	const child = firstChild(value);
	if (!child || (value.kind !== 'scalar' && value.style === 'flow')) return;
	const depth = columnAt(text, child) - columnAt(text, key.range.start);
	if (value.kind === 'list') found.lists ??= depth > 0;
	else if (depth > 0) found.unit ??= ' '.repeat(depth);
}

/** Where the first key or dash of a block collection stands. */
function firstChild(node: Node): number | undefined {
	if (node.kind === 'map') return ownEntries(node)[0]?.key.range.start;
	return node.kind === 'list' ? node.range.start : undefined;
}

/** Entries that are written in the map itself, not merged into it. */
export function ownEntries(map: MapNode): readonly Entry[] {
	if (map.shared) return map.entries;
	return map.entries.some(entry => entry.key.shared) ? map.entries.filter(entry => !entry.key.shared) : map.entries;
}

export function lineStart(text: string, offset: number): number {
	const starts = lineStartsOf(text);
	let low = 0;
	for (let high = starts.length - 1; low < high;) {
		const middle = (low + high + 1) >> 1;
		if (starts[middle]! <= offset) low = middle;
		else high = middle - 1;
	}
	const start = starts[low]!;
	return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** Of the text that was asked of last: many questions in a row are about one text, and a minified one is a single long line. */
let latest: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [0] };

function lineStartsOf(text: string): readonly number[] {
	if (latest.text !== text) {
		const starts = [0];
		for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
		latest = { text, starts };
	}
	return latest.starts;
}

/** Before the line break. */
export function lineEnd(text: string, offset: number): number {
	const feed = text.indexOf('\n', offset);
	if (feed < 0) return text.length;
	return feed > offset && text[feed - 1] === '\r' ? feed - 1 : feed;
}

export function columnAt(text: string, offset: number): number {
	return offset - lineStart(text, offset);
}

/** The white space that the line begins with. */
export function indentAt(text: string, offset: number): string {
	const start = lineStart(text, offset);
	return /^[ \t]*/.exec(text.slice(start, offset))![0];
}

export function isFirstOnLine(text: string, offset: number): boolean {
	return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** The start of the line, or of the comments that stand directly above it in the same column. */
export function withComments(text: string, offset: number): number {
	let start = lineStart(text, offset);
	const indent = indentAt(text, offset);
	for (let end = previousLineEnd(text, start); end !== undefined; end = previousLineEnd(text, start)) {
		const above = lineStart(text, end);
		const line = text.slice(above, end);
		if (!line.startsWith(`${indent}#`)) break;
		start = above;
	}
	return start;
}

/** Before the line break above a line. */
export function previousLineEnd(text: string, start: number): number | undefined {
	if (start === 0 || text[start - 1] !== '\n') return undefined;
	return text[start - 2] === '\r' ? start - 2 : start - 1;
}

/** The offset behind the colon of a key; undefined where it has none yet. */
export function colonEnd(text: string, key: ScalarNode): number | undefined {
	const found = /^\s*:/.exec(text.slice(key.range.end, key.range.end + 200));
	return found ? key.range.end + found[0].length : undefined;
}
