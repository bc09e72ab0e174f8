/** Which lines of an HCL body go with the statements that are removed. */
import type { Statement as New } from './spell-hcl.ts';
import { isFirstOnLine, lineEnd, lineStart } from './style.ts';
import type { Comment, Range } from './tree.ts';
import type { Body, Statement } from './write-hcl.ts';

/** Statements that go together, the text that goes with them, and what stands there instead. */
export interface Removal {
	readonly of: readonly Statement[];
	readonly range: Range;
	readonly made: readonly New[];
	/** No line is above. */
	readonly top: boolean;
}

/** A body in its text. */
export interface Surroundings {
	readonly text: string;
	readonly body: Body;
	/** Between the braces. */
	readonly inside: Range;
	readonly root: boolean;
	readonly comments: readonly Comment[];
}

/** What goes, with the comments directly above; with blank lines where else two would be left, or one beside a brace. */
export function removalsOf(around: Surroundings): Removal[] {
	const { text, body, comments } = around;
	const found: { range: Range; of: Statement[]; made: New[] }[] = [];
	for (const one of body.statements) {
		if (!one.removed) continue;
		const range = { start: withComments(text, comments, one.start), end: lineEnd(text, one.end) };
		const last = found.at(-1);
		const made = one === body.statements[0] ? [...body.first, ...one.inserts] : one.inserts;
		if (last && last.made.length + made.length === 0 && text.slice(last.range.end, range.start).trim() === '') {
			last.range = { start: last.range.start, end: range.end };
			last.of.push(one);
		} else found.push({ range, of: [one], made: [...made] });
	}
	return found.map(({ range, of, made }) => ({ ...whole(range, made.length > 0, around), of, made }));
}

/** From the end of the line above, where there is one. */
function whole({ start, end }: Range, replaced: boolean, { text, root, inside }: Surroundings): { range: Range; top: boolean } {
	const above = lineBefore(text, start);
	const next = end + text.slice(end).search(/\S|$/);
	if (above === undefined) return { range: { start, end: replaced || !root ? end : lineStart(text, next) }, top: true };
	const solid = text.slice(0, above).trimEnd().length;
	const blankBelow = nextLine(text, end) < lineStart(text, next);
	if (!replaced && solid < above && (blankBelow || next >= inside.end)) return { range: { start: solid, end }, top: false };
	if (!replaced && blankBelow && !root && solid <= inside.start) return { range: { start: above, end: lineBefore(text, lineStart(text, next))! }, top: false };
	return { range: { start: above, end }, top: false };
}

/** The start of the line, or of the comments directly above it. */
export function withComments(text: string, comments: readonly Comment[], offset: number): number {
	let start = lineStart(text, offset);
	for (;;) {
		const end = lineBefore(text, start);
		if (end === undefined) return start;
		const from = lineStart(text, end);
		const solid = from + text.slice(from, end).trimEnd().length;
		const comment = comments.find(one => one.range.end === solid && solid > from);
		if (!comment || !isFirstOnLine(text, comment.range.start)) return start;
		start = lineStart(text, comment.range.start);
	}
}

/** The end of the line before the one that starts at an offset. */
export function lineBefore(text: string, start: number): number | undefined {
	if (start === 0 || text[start - 1] !== '\n') return undefined;
	return text[start - 2] === '\r' ? start - 2 : start - 1;
}

/** The start of the line below. */
export function nextLine(text: string, end: number): number {
	const feed = text.indexOf('\n', end);
	return feed < 0 ? text.length : feed + 1;
}
