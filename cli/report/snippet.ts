/**
 * The lines of a design that a finding speaks of, with carets under the span, as they look on a terminal: tabs expanded, wide
 * characters counted as two cells, control characters made visible, long lines clipped around the span.
 */
import type { Range } from '../../engine/syntax/tree.ts';
import type { Lines } from '../lines.ts';
import { cellsOf, visible } from './visible.ts';

export interface SnippetLine {
	readonly number: number;
	/** Undefined for lines that were left out. */
	readonly source?: string;
	readonly carets?: string;
}

const TAB = 4;
/** Longer spans show their first two lines and their last. */
const MOST_LINES = 4;

/** `width` is the number of cells that a source line may take. */
export function snippet(lines: Lines, range: Range, width: number): SnippetLine[] {
	const start = lines.position(range.start);
	const end = lines.position(Math.max(range.start, range.end));
	const last = end.line > start.line && end.column === 1 ? end.line - 1 : end.line;
	const shown: SnippetLine[] = [];
	for (let number = start.line; number <= last; number++) {
		if (last - start.line >= MOST_LINES && number === start.line + 2) {
			shown.push({ number });
			number = last;
		}
		const text = lines.line(number);
		const from = number === start.line ? start.column - 1 : text.length - text.trimStart().length;
		const to = number === end.line ? end.column - 1 : text.length;
		shown.push({ number, ...underline(text, from, to, width) });
	}
	return shown;
}

/** One line with carets under the UTF-16 units from `from` to `to`. */
function underline(line: string, from: number, to: number, width: number): { source: string; carets: string } {
	// A line may be a whole minified template: only what can be seen around the span is looked at.
	const base = boundary(line, Math.max(0, from - width));
	const cells: { text: string; width: number; index: number }[] = [];
	let column = 0;
	let index = base;
	for (const character of line.slice(base, boundary(line, from + 2 * width))) {
		const text = character === '\t' ? ' '.repeat(TAB - (column % TAB)) : visible(character);
		const cell = { text, width: character === '\t' ? text.length : cellsOf(text), index };
		cells.push(cell);
		column += cell.width;
		index += character.length;
	}
	const cut = window(cells, from, width, base > 0, index < line.length);
	const before = cut.head.length + widthOf(cut.cells.filter(cell => cell.index < from));
	const under = widthOf(cut.cells.filter(cell => cell.index >= from && cell.index < to));
	return {
		source: cut.head + cut.cells.map(cell => cell.text).join('') + cut.tail,
		carets: ' '.repeat(before) + '^'.repeat(Math.max(1, under)),
	};
}

type Cell = { readonly text: string; readonly width: number; readonly index: number };

/** The cells that fit, the span's start among them, and the marks of what was cut off. */
function window(cells: readonly Cell[], from: number, width: number, cutBefore: boolean, cutAfter: boolean) {
	if (!cutBefore && !cutAfter && widthOf(cells) <= width) return { head: '', cells, tail: '' };
	const beforeSpan = cells.filter(cell => cell.index < from);
	let first = beforeSpan.length;
	for (let room = Math.floor(width / 3); first > 0 && room >= cells[first - 1]!.width; first--) room -= cells[first - 1]!.width;
	if (!cutBefore && widthOf(beforeSpan) <= width / 2) first = 0;
	let last = first;
	for (let room = width - 2; last < cells.length && room >= cells[last]!.width; last++) room -= cells[last]!.width;
	return {
		head: first > 0 || cutBefore ? '…' : '',
		cells: cells.slice(first, last),
		tail: last < cells.length || cutAfter ? '…' : '',
	};
}

function widthOf(cells: readonly Cell[]): number {
	return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** An index that does not split a surrogate pair. */
function boundary(text: string, index: number): number {
	const code = text.charCodeAt(index);
	return index > 0 && code >= 0xdc00 && code <= 0xdfff ? index - 1 : index;
}
