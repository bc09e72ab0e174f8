/** The text of an HCL body as it changes: lines come and go, and runs of arguments that were aligned are aligned again. */
import { type Row, isAligned, paddings, runsOf } from './hcl-format.ts';
import { type Removal, lineBefore, nextLine, removalsOf, withComments } from './hcl-removals.ts';
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
	private removals: readonly Removal[] = [];

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
			this.add(start + content.trimEnd().length, lineBefore(this.text, start + content.lastIndexOf('\n') + 1)!, `\n${lines}`);
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
		this.removals = removalsOf({ text: this.text, body: this.body, inside: this.inside, root: this.root, comments: this.comments });
		if (this.isEmptied()) {
			this.add(this.inside.start, this.inside.end, '');
			return;
		}
		this.align();
		if (first.length > 0 && !statements[0]!.removed) {
			const at = this.root ? this.inside.start : lineEnd(this.text, this.inside.start);
			const blank = this.isBlank(nextLine(this.text, at)) ? '' : '\n';
			this.add(at, at, this.root ? `${this.linesOf(first, undefined)}\n\n` : `\n${this.linesOf(first, undefined)}${blank}`);
		}
		for (const [index, one] of statements.entries()) {
			if (one.removed) continue;
			this.writeValue(one);
			if (one.inserts.length === 0) continue;
			const at = lineEnd(this.text, one.end);
			const made = one.inserts.at(-1)!;
			const next = statements[index + 1];
			const touches = next ? !next.removed && withComments(this.text, this.comments, next.start) === nextLine(this.text, at) : this.root && !this.isBlank(nextLine(this.text, at));
			const apart = made.kind === 'block' && !this.isCompact(one, made) && touches;
			this.add(at, at, `\n${this.linesOf(one.inserts, one)}${apart ? '\n' : ''}`);
		}
		for (const { range, made, top } of this.removals) this.add(range.start, range.end, made.length > 0 ? `${top ? '' : '\n'}${this.linesOf(made, undefined)}` : '');
	}

	private isEmptied(): boolean {
		const [only, ...others] = this.removals;
		if (this.root || !only || others.length > 0 || only.made.length > 0) return false;
		return (this.text.slice(this.inside.start, only.range.start) + this.text.slice(only.range.end, this.inside.end)).trim() === '';
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
		/** The end of the line before, in the text as it is. */
		let end: number | undefined;
		const push = (made: New, joined: boolean) => {
			const value = made.kind === 'argument' ? hclText(made.value, this.unit) : '\n';
			lines.push({ made, joined, ...(made.kind === 'argument' && isAligned(value) && { row: { name: made.name, value } }) });
		};
		if (!statements[0]?.removed) for (const [index, made] of first.entries()) push(made, index > 0);
		for (const one of statements) {
			const removal = this.removals.find(({ of }) => of.includes(one));
			if (removal) {
				if (removal.of[0] !== one) continue;
				const joined = end !== undefined && this.staying(end, removal.range.start) === '';
				for (const [index, made] of removal.made.entries()) push(made, index > 0 || joined);
				if (removal.made.length > 0) ({ end } = removal.range);
				continue;
			}
			if (!one.removed) {
				lines.push({ old: one, joined: end !== undefined && /^\r?\n$/.test(this.staying(end, lineStart(this.text, one.start))), ...this.rowOf(one, true) });
				end = lineEnd(this.text, one.end);
			}
			for (const made of one.inserts) push(made, true);
		}
		return lines;
	}

	/** What is left of a piece of the text. */
	private staying(start: number, end: number): string {
		let result = '';
		let from = start;
		for (const { range } of this.removals) {
			if (range.start < from || range.end > end) continue;
			result += this.text.slice(from, range.start);
			from = range.end;
		}
		return result + this.text.slice(from, end);
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
		return before !== undefined && nextLine(this.text, lineEnd(this.text, before.end)) === lineStart(this.text, one.start);
	}

	private isBlank(start: number): boolean {
		return this.text.slice(start, lineEnd(this.text, start)).trim() === '';
	}

	private add(start: number, end: number, newText: string): void {
		this.edits.add(start, end, newText.replaceAll('\n', this.eol), this.depth);
	}
}
