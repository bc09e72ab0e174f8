/** The text of an HCL body as it changes: lines come and go, and runs of arguments that were aligned are aligned again. */
import { type Row, isAligned, paddings, runsOf } from './hcl-format.ts';
import type { PlannedEdits } from './plan-edits.ts';
import { type Statement as New, blockText, hclText, indented } from './spell-hcl.ts';
import { indentAt, isFirstOnLine, lineEnd, lineStart } from './style.ts';
import type { Comment, Range, SyntaxTree } from './tree.ts';
import type { Body, Statement } from './write-hcl.ts';

/** A statement as one line of the body that comes to be, in order. */
interface Line {
	readonly old?: Statement;
	readonly made?: New;
	/** Missing where it takes no part in alignment. */
	readonly row?: Row;
	/** Directly below the one before. */
	readonly joined: boolean;
}

export class HclLayout {
	private readonly text: string;
	private readonly eol: string;
	/** Between the braces. */
	private readonly inside: Range;
	private readonly root: boolean;
	private readonly outer: string;
	private readonly indent: string;
	private readonly unit: string;
	private readonly spaces = new Map<New, number>();
	private readonly comments: readonly Comment[];

	constructor(tree: SyntaxTree, private readonly body: Body, private readonly depth: number, private readonly edits: PlannedEdits) {
		const { text } = tree;
		const { range } = body.node;
		this.text = text;
		this.eol = text.includes('\r\n') ? '\r\n' : '\n';
		this.root = body.node === tree.root;
		this.inside = this.root ? range : { start: range.start + 1, end: range.end - 1 };
		this.comments = tree.comments.filter(one => range.start <= one.range.start && one.range.end <= range.end);
		const first = body.statements.find(one => isFirstOnLine(text, one.start));
		this.outer = this.root ? '' : indentAt(text, range.start);
		const step = first && !this.root ? indentAt(text, first.start).slice(this.outer.length) : '';
		this.unit = step || (/^\t/m.test(text) ? '\t' : '  ');
		this.indent = this.root ? '' : this.outer + this.unit;
	}

	write(): void {
		const { statements } = this.body;
		if (statements.length === 0) this.fill();
		else if (!this.root && !this.text.slice(this.inside.start, statements[0]!.start).includes('\n')) this.writeInline();
		else this.writeLines();
	}

	/** A body without statements; its comments stay. */
	private fill(): void {
		const { first } = this.body;
		if (first.length === 0) return;
		this.align();
		const { start, end } = this.inside;
		const content = this.text.slice(start, end);
		const lines = this.linesOf(first, undefined);
		if (this.root) {
			const at = start + content.trimEnd().length;
			this.add(at, at, at > start ? `\n\n${lines}` : `${lines}\n`);
		} else if (!content.includes('\n')) {
			const comment = content.trim();
			this.add(start, end, `${comment && ` ${comment}`}\n${lines}\n${this.outer}`);
		} else {
			this.add(start + content.trimEnd().length, this.lineBefore(start + content.lastIndexOf('\n') + 1)!, `\n${lines}`);
		}
	}

	/** `versioning { enabled = true }`: with another statement it is written on lines. */
	private writeInline(): void {
		const { statements, first } = this.body;
		const { start, end } = this.inside;
		const kept = statements.filter(one => !one.removed);
		const made = [...first, ...statements.flatMap(one => one.inserts)];
		if (kept.length > 1) throw new RangeError('several arguments on one line are not changed');
		const [only] = kept;
		this.align();
		if (only) this.writeValue(only);
		if (!only) this.add(start, end, made.length > 0 ? `\n${this.linesOf(made, undefined)}\n${this.outer}` : '');
		else if (made.length > 0) {
			const comment = this.text.slice(only.end, end).trim();
			this.add(start, only.start, `\n${this.indent}`);
			this.add(only.end, end, `${comment && ` ${comment}`}\n${this.linesOf(made, only)}\n${this.outer}`);
		}
	}

	private writeLines(): void {
		const { statements, first } = this.body;
		for (const one of statements) {
			if (!isFirstOnLine(this.text, one.start) && (one.removed || one.inserts.length > 0)) throw new RangeError('several statements on one line are not changed');
		}
		const removed = this.removals();
		if (this.isEmptied(removed)) {
			this.add(this.inside.start, this.inside.end, '');
			return;
		}
		this.align();
		if (first.length > 0) {
			const at = this.root ? this.inside.start : lineEnd(this.text, this.inside.start);
			const blank = this.isBlank(this.nextLine(at)) ? '' : '\n';
			this.add(at, at, this.root ? `${this.linesOf(first, undefined)}\n\n` : `\n${this.linesOf(first, undefined)}${blank}`);
		}
		for (const one of statements) {
			if (one.removed) continue;
			this.writeValue(one);
			if (one.inserts.length === 0) continue;
			const at = lineEnd(this.text, one.end);
			const apart = one.inserts.at(-1)!.kind === 'block' && !this.isCompact(one, one.inserts.at(-1)!) && !this.isBlank(this.nextLine(at)) && !this.isClosing(at);
			this.add(at, at, `\n${this.linesOf(one.inserts, one)}${apart ? '\n' : ''}`);
		}
		for (const { range, made } of removed) this.removeLines(range, made);
	}

	/** Lines that go, with the comments directly above, and what is to stand there instead. */
	private removals(): { range: Range; made: readonly New[] }[] {
		const result: { range: Range; made: New[] }[] = [];
		for (const one of this.body.statements) {
			if (!one.removed) continue;
			const range = { start: this.withComments(one.start), end: lineEnd(this.text, one.end) };
			const last = result.at(-1);
			if (last && last.made.length + one.inserts.length === 0 && this.text.slice(last.range.end, range.start).trim() === '') last.range = { start: last.range.start, end: range.end };
			else result.push({ range, made: [...one.inserts] });
		}
		return result;
	}

	private isEmptied(removed: readonly { range: Range; made: readonly New[] }[]): boolean {
		if (this.root || this.body.first.length > 0 || removed.length !== 1 || removed[0]!.made.length > 0) return false;
		const { range } = removed[0]!;
		return (this.text.slice(this.inside.start, range.start) + this.text.slice(range.end, this.inside.end)).trim() === '';
	}

	/** No two blank lines are left, and none beside a brace. */
	private removeLines({ start, end }: Range, made: readonly New[]): void {
		const { text } = this;
		const lines = made.length > 0 ? this.linesOf(made, undefined) : '';
		const above = this.lineBefore(start);
		if (above === undefined) {
			const rest = lines ? end : this.root ? text.length - text.slice(end).replace(/^(?:[ \t]*\r?\n)+/, '').length : end;
			this.add(start, rest, lines);
			return;
		}
		if (lines) {
			this.add(above, end, `\n${lines}`);
			return;
		}
		const solid = text.slice(0, above).trimEnd().length;
		const opening = !this.root && solid <= this.inside.start;
		const next = end + text.slice(end).search(/\S|$/);
		const blankBelow = lineEnd(text, end) < lineStart(text, next) && this.isBlank(this.nextLine(end));
		if (solid < above && (blankBelow || next >= this.inside.end)) this.add(solid, end, '');
		else if (blankBelow && opening) this.add(above, this.lineBefore(lineStart(text, next))!, '');
		else this.add(above, end, '');
	}

	private writeValue({ node, value, start }: Statement): void {
		if (value === undefined || node.kind !== 'scalar') return;
		const { range } = node;
		const spelt = this.onLines(hclText(value, this.unit), indentAt(this.text, start));
		if (spelt === this.text.slice(range.start, range.end)) return;
		this.edits.add(range.start, range.end, (/[ \t]/.test(this.text[range.start - 1]!) ? '' : range.start < range.end ? '' : ' ') + spelt, this.depth);
	}

	private onLines(text: string, indent: string): string {
		return text.replaceAll('\n', this.eol + indent);
	}

	/** New statements on lines of their own, without the last line break. */
	private linesOf(made: readonly New[], behind: Statement | undefined): string {
		const parts = made.map((one, index) => {
			const before = made[index - 1];
			const blank = one.kind === 'block' && (before ? !(behind && this.isCompact(behind, one)) || before.kind === 'argument' : behind !== undefined && !this.isCompact(behind, one));
			const text = one.kind === 'block' ? blockText(one.header, one.body, this.unit) : `${one.name}${' '.repeat(this.spaces.get(one) ?? 1)}= ${hclText(one.value, this.unit)}`;
			return (blank ? '\n' : '') + indented(text, this.indent);
		});
		return parts.join('\n');
	}

	/** Blocks of this name follow one another without blank lines. */
	private isCompact(last: Statement, { kind, ...made }: New): boolean {
		return !this.root && last.block && kind === 'block' && 'header' in made && last.entry.key.value === made.header[0] && this.isJoined(last);
	}

	/** Aligns what changes within a run that was aligned; of any other only its own new lines. */
	private align(): void {
		const { statements } = this.body;
		const before = statements.map((old): Line => ({ old, joined: this.isJoined(old), ...this.rowOf(old, false) }));
		const joins = (line: Line, above: Line | undefined) => line.row !== undefined && (above === undefined || line.joined);
		const steady = new Set<Statement>();
		for (const run of runsOf(before, joins)) {
			const wanted = run[0]!.row ? paddings(run.map(line => line.row!)) : [];
			const isAsFormatted = wanted.every(({ equals, comment }, index) => {
				const { old, row } = run[index]!;
				return this.gapBeforeEquals(old!) === equals && (row!.comment === undefined || this.gapBeforeComment(old!) === comment);
			});
			if (isAsFormatted) for (const { old } of run) steady.add(old!);
		}
		for (const run of runsOf(this.after(), joins)) {
			if (!run[0]!.row || !run.every(({ old }) => !old || steady.has(old))) continue;
			for (const [index, { equals, comment }] of paddings(run.map(line => line.row!)).entries()) {
				const { old, made, row } = run[index]!;
				if (made) this.spaces.set(made, equals);
				if (!old) continue;
				const key = old.entry.key.range.end;
				if (this.gapBeforeEquals(old) !== equals) this.edits.add(key, key + this.gapBeforeEquals(old), ' '.repeat(equals), this.depth);
				if (row!.comment !== undefined && this.gapBeforeComment(old) !== comment) this.edits.add(old.end, old.end + this.gapBeforeComment(old), ' '.repeat(comment), this.depth);
			}
		}
	}

	/** The statements to be. */
	private after(): Line[] {
		const { statements, first } = this.body;
		const lines: Line[] = [];
		let gap = true;
		const push = (made: New) => {
			const value = made.kind === 'argument' ? hclText(made.value, this.unit) : '\n';
			lines.push({ made, joined: !gap, ...(made.kind === 'argument' && isAligned(value) && { row: { name: made.name, value } }) });
			gap = false;
		};
		first.forEach(push);
		for (const [index, one] of statements.entries()) {
			const above = index > 0 ? this.nextLine(lineEnd(this.text, statements[index - 1]!.end)) : -1;
			const from = one.removed ? this.withComments(one.start) : lineStart(this.text, one.start);
			if (above !== from) gap = true;
			if (!one.removed) {
				lines.push({ old: one, joined: !gap, ...this.rowOf(one, true) });
				gap = false;
			}
			one.inserts.forEach(push);
		}
		return lines;
	}

	private rowOf({ node, entry, block, value, end }: Statement, changed: boolean): Pick<Line, 'row'> {
		const { text } = this;
		if (block || node.kind !== 'scalar' || !/^[ \t]*=/.test(text.slice(entry.key.range.end, entry.key.range.end + 200))) return {};
		const spelt = changed && value !== undefined ? hclText(value, this.unit) : text.slice(node.range.start, node.range.end);
		if (!isAligned(spelt)) return {};
		const comment = /^[ \t]*((?:#|\/\/).*)$/.exec(text.slice(end, lineEnd(text, end)))?.[1];
		return { row: { name: String(entry.key.value), value: spelt, ...(comment !== undefined && { comment }) } };
	}

	private gapBeforeEquals({ entry }: Statement): number {
		return /^[ \t]*/.exec(this.text.slice(entry.key.range.end, entry.key.range.end + 200))![0].length;
	}

	private gapBeforeComment({ end }: Statement): number {
		return /^[ \t]*/.exec(this.text.slice(end, lineEnd(this.text, end)))![0].length;
	}

	private isJoined(one: Statement): boolean {
		const before = this.body.statements[this.body.statements.indexOf(one) - 1];
		return before !== undefined && this.nextLine(lineEnd(this.text, before.end)) === lineStart(this.text, one.start);
	}

	/** The start of the line, or of the comments directly above it. */
	private withComments(offset: number): number {
		let start = lineStart(this.text, offset);
		for (;;) {
			const end = this.lineBefore(start);
			if (end === undefined) return start;
			const from = lineStart(this.text, end);
			const solid = from + this.text.slice(from, end).trimEnd().length;
			const comment = this.comments.find(one => one.range.end === solid && solid > from);
			if (!comment || !isFirstOnLine(this.text, comment.range.start)) return start;
			start = lineStart(this.text, comment.range.start);
		}
	}

	/** The end of the line before the one that starts at an offset. */
	private lineBefore(start: number): number | undefined {
		if (start === 0 || this.text[start - 1] !== '\n') return undefined;
		return this.text[start - 2] === '\r' ? start - 2 : start - 1;
	}

	private nextLine(end: number): number {
		const feed = this.text.indexOf('\n', end);
		return feed < 0 ? this.text.length : feed + 1;
	}

	private isBlank(start: number): boolean {
		return this.text.slice(start, lineEnd(this.text, start)).trim() === '';
	}

	/** Nothing but the end of the body follows. */
	private isClosing(offset: number): boolean {
		return this.text.slice(offset, this.inside.end).trim() === '';
	}

	private add(start: number, end: number, newText: string): void {
		this.edits.add(start, end, newText.replaceAll('\n', this.eol), this.depth);
	}
}
