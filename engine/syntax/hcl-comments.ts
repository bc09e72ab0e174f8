/** Keeps comments at the ends of consecutive lines in one column, as `terraform fmt` has them, where edits change the lines before them. */
import { widthOf } from './hcl-format.ts';
import { isFirstOnLine, lineEnd, lineStart } from './style.ts';
import { type SyntaxTree, type TextEdit, applyEdits } from './tree.ts';

/** A line with a comment at its end. */
interface Line {
	readonly start: number;
	/** Of what stands before the comment. */
	readonly content: number;
	readonly comment: number;
	readonly end: number;
}

/** What is to be done besides, so that comments that stood in a column still do. */
export function commentEdits(tree: SyntaxTree, edits: readonly TextEdit[]): TextEdit[] {
	return columnsOf(tree).flatMap(column => {
		const [first, last] = [column[0]!, column.at(-1)!];
		const within = edits.filter(({ range }) => range.start <= last.end && range.end >= first.start);
		return within.length === 0 || !isFormatted(column, tree.text) ? [] : realigned(column, tree.text, within);
	});
}

/** Comments of consecutive lines. */
function columnsOf({ text, comments }: SyntaxTree): Line[][] {
	const columns: Line[][] = [];
	for (const { range } of comments) {
		const start = lineStart(text, range.start);
		const end = lineEnd(text, range.start);
		if (isFirstOnLine(text, range.start) || range.end < end || range.end > end) continue;
		const line = { start, content: start + text.slice(start, range.start).trimEnd().length, comment: range.start, end };
		const above = columns.at(-1)?.at(-1);
		if (above && text.slice(above.end, start).trim() === '' && text.indexOf('\n', above.end) === start - 1) columns.at(-1)!.push(line);
		else columns.push([line]);
	}
	return columns;
}

function isFormatted(column: readonly Line[], text: string): boolean {
	const wanted = gaps(column.map(line => widthOf(text.slice(line.start, line.content))));
	return column.every((line, index) => line.comment - line.content === wanted[index]);
}

function gaps(widths: readonly number[]): number[] {
	const widest = Math.max(...widths);
	return widths.map(width => widest - width + 1);
}

function realigned(column: readonly Line[], text: string, edits: readonly TextEdit[]): TextEdit[] {
	/** Lines that stay below one another, with their new widths. */
	const runs: { line: Line; width: number }[][] = [[]];
	for (const line of column) {
		const goes = edits.some(({ range }) => range.start <= line.start && line.end <= range.end);
		if (goes) continue;
		const own = edits.filter(({ range }) => range.start < line.end && line.start < range.end || (range.start === range.end && line.start <= range.start && range.end < line.end));
		// Whoever writes the blanks himself, or a value of several lines, has thought of the comment.
		if (own.some(({ range, newText }) => range.end > line.content || range.start < line.start || newText.includes('\n'))) return [];
		const moved = own.map(({ range, newText }) => ({ range: { start: range.start - line.start, end: range.end - line.start }, newText }));
		runs.at(-1)!.push({ line, width: widthOf(applyEdits(text.slice(line.start, line.content), moved)) });
		if (edits.some(({ range, newText }) => range.start === line.end && newText.includes('\n'))) runs.push([]);
	}
	return runs.flatMap(run => {
		const wanted = gaps(run.map(one => one.width));
		return run.flatMap(({ line: { content, comment } }, index) => (comment - content === wanted[index] ? [] : [{ range: { start: content, end: comment }, newText: ' '.repeat(wanted[index]!) }]));
	});
}
