/** The text of an object or list expression as members come and go: on one line or many, with the author's commas and alignment. */
import { type Row, isAligned, paddings, runsOf } from '../../syntax/hcl-format.ts';
import type { ObjectStyle } from '../../syntax/spell-hcl.ts';
import type { Range } from '../../syntax/tree.ts';
import { hclOf, keyOf } from './draft.ts';
import type { ObjectExpression, Tuple } from './expression.ts';
import type { Addition, ContainerChanges } from './expression-edits.ts';
import { Refusal } from './refusal.ts';

/** An item, or an entry from its key to its value. */
interface Member extends Range {
	readonly removed: boolean;
	/** Of an entry that takes part in alignment. */
	readonly row?: Row;
	/** The blanks before its equals sign. */
	readonly gap?: Range;
	/** Another key. */
	readonly renamed?: { readonly range: Range; readonly text: string };
}

/** A member on its line, or one to be. */
interface Line {
	readonly of: Member | Addition;
	readonly row?: Row;
	/** Directly below the one before. */
	readonly joined: boolean;
}

export class ExpressionLayout {
	private readonly source: string;
	private readonly members: readonly Member[];
	private readonly kept: readonly Member[];
	/** Between the brackets. */
	private readonly inside: Range;
	/** Members stand on lines of their own. */
	private readonly lines: boolean;
	/** Of new members; undefined where each is written on one line. */
	private readonly indent: string | undefined;
	private readonly style: ObjectStyle;
	/** A comma stands behind the last member. */
	private readonly closed: boolean;
	/** Blanks before equals signs. */
	private readonly spaces: ReadonlyMap<Member | Addition, number>;

	constructor(private readonly changes: ContainerChanges, private readonly replace: (range: Range, text: string) => void) {
		const { container, surface, removed, renamed } = changes;
		this.source = surface.frame.source;
		this.inside = { start: container.range.start + 1, end: container.range.end - 1 };
		this.members = container.kind === 'tuple'
			? container.items.map(({ range }, index) => ({ ...range, removed: removed.has(index) }))
			: container.entries.map(({ key, value }, index) => ({
				...this.entry(key.range, value.range), removed: removed.has(index), ...(renamed.has(index) && { renamed: { range: key.range, text: renamed.get(index)! } }),
			}));
		this.kept = this.members.filter(one => !one.removed);
		const [first] = this.members;
		this.lines = first ? this.startsLine(first.start) : this.source.slice(this.inside.start, this.inside.end).includes('\n');
		this.style = objectStyleIn(container, this.source);
		this.closed = this.members.length > 0 && this.commaBehind(this.members.at(-1)!) !== undefined;
		this.indent = this.indentOfNew();
		this.spaces = this.align();
	}

	write(): void {
		if (this.kept.length === 0) this.fill();
		else {
			for (const one of this.members) if (one.removed) this.remove(one);
			if (this.changes.added.length > 0) this.insert(this.kept.at(-1)!);
			for (const one of this.kept) {
				if (one.renamed) this.replace(one.renamed.range, one.renamed.text);
				const blanks = this.spaces.get(one);
				if (blanks !== undefined && one.gap && one.gap.end - one.gap.start !== blanks) this.replace(one.gap, ' '.repeat(blanks));
			}
		}
	}

	private entry(key: Range, value: Range): Omit<Member, 'removed'> {
		const { source } = this;
		const start = source.slice(0, key.start).trimEnd().endsWith('(') ? source.lastIndexOf('(', key.start) : key.start;
		const whole = { start, end: value.end };
		const sign = /^(\s*\))?([ \t]*)=/.exec(source.slice(key.end, value.start));
		const text = source.slice(value.start, value.end);
		if (!sign || !isAligned(text) || !this.startsLine(start)) return whole;
		const end = key.end + (sign[1]?.length ?? 0);
		return { ...whole, gap: { start: end, end: end + sign[2]!.length }, row: { name: source.slice(start, end), value: text } };
	}

	/** With its new key. */
	private rowAfter({ renamed, start }: Member, row: Row): Row {
		if (!renamed) return row;
		const { range: { start: from, end }, text } = renamed;
		return { ...row, name: row.name.slice(0, from - start) + text + row.name.slice(end - start) };
	}

	private indentOfNew(): string | undefined {
		const last = this.kept.at(-1);
		if (last && this.lines) return this.indentationAt(last.end);
		if (last) return this.isTall(last) ? this.indentationAt(this.members.at(-1)!.end) : undefined;
		const outer = this.indentationAt(this.inside.start);
		const inner = outer + (outer.includes('\t') ? '\t' : '  ');
		return this.lines || this.changes.surface.indent !== undefined ? inner : undefined;
	}

	/** Blanks within runs that are aligned; all others stay as they are. */
	private align(): ReadonlyMap<Member | Addition, number> {
		const spaces = new Map<Member | Addition, number>();
		if (this.changes.container.kind === 'tuple' || this.indent === undefined) return spaces;
		const joins = (line: Line, above: Line | undefined) => line.row !== undefined && (above === undefined || line.joined);
		const before = this.members.map((of, index): Line => ({ of, joined: this.isBelow(of.start, this.members[index - 1]), ...(of.row && { row: of.row }) }));
		const ragged = new Set(runsOf(before, joins).filter(run => run[0]!.row && paddings(run.map(line => line.row!)).some(({ equals }, index) => {
			const { gap } = run[index]!.of as Member;
			return gap!.end - gap!.start !== equals;
		})).flatMap(run => run.map(line => line.of)));
		let joined = false;
		const after: Line[] = [];
		for (const [index, of] of this.members.entries()) {
			joined &&= this.isBelow(of.removed ? this.commentsAbove(of.start) : of.start, this.members[index - 1]);
			if (of.removed) continue;
			after.push({ of, joined, ...(of.row && { row: this.rowAfter(of, of.row) }) });
			joined = true;
		}
		for (const of of this.changes.added) {
			const value = this.valueOf(of);
			after.push({ of, joined: after.length > 0, ...(isAligned(value) && { row: { name: this.nameOf(of), value } }) });
		}
		for (const run of runsOf(after, joins)) {
			if (!run[0]!.row || run.some(({ of }) => ragged.has(of))) continue;
			for (const [index, { equals }] of paddings(run.map(line => line.row!)).entries()) spaces.set(run[index]!.of, equals);
		}
		return spaces;
	}

	/** Nothing of what was there stays. */
	private fill(): void {
		const { container: { kind }, added } = this.changes;
		const texts = added.map(one => this.textOf(one));
		const tall = this.lines || texts.some(text => text.includes('\n')) || (this.indent !== undefined && kind === 'object' && texts.length > 1);
		if (texts.length === 0) this.replace(this.inside, '');
		else if (tall) this.replace(this.inside, `\n${texts.map(text => `${this.indent}${text}${kind === 'tuple' ? ',' : ''}\n`).join('')}${this.indentationAt(this.inside.start)}`);
		else this.replace(this.inside, kind === 'object' ? ` ${texts.join(', ')} ` : texts.join(', '));
	}

	private insert(last: Member): void {
		const { source, changes: { container, added } } = this;
		const between = this.lines ? undefined : this.indentationBetween(last);
		const texts = added.map((one, index) => {
			const text = this.textOf(one);
			return between === undefined || index === added.length - 1 ? text : text.replace(/\n[ \t]*(?=[^\n]*$)/, `\n${between}`);
		});
		const commas = container.kind === 'tuple' || !this.lines || this.style.commas;
		const comma = this.commaBehind(last);
		if (commas && comma === undefined && /^<<-?/.test(source.slice(last.start))) throw new Refusal('a list that ends in a heredoc is changed by hand');
		const next = this.members[this.members.indexOf(last) + 1];
		// The comma before a member that goes from its line, goes with that.
		const keepsComma = commas && comma !== undefined && (!next || this.isAlone(next));
		if (commas && !keepsComma) this.replace({ start: last.end, end: last.end }, ',');
		const end = lineEnd(source, last.end);
		const ended = this.lines && this.isLineEnd(last.end, end) && (!keepsComma || comma <= end);
		const at = ended ? end : keepsComma ? comma : last.end;
		const separator = this.lines ? `\n${this.indent}` : ' ';
		this.replace({ start: at, end: at }, texts.map((text, index) => `${separator}${text}${commas && (index < texts.length - 1 || (keepsComma && this.closed)) ? ',' : ''}`).join(''));
		if (between !== undefined) this.replace(this.blanksBefore(last.end), between);
	}

	/** Of the line that ends one item and begins the next (`}, {`), whose closing bracket is the line's first. */
	private indentationBetween(last: Member): string | undefined {
		if (!this.isTall(last) || !this.isClosing(last)) return undefined;
		const other = this.members.find(one => one !== this.members.at(-1) && this.isTall(one) && this.isClosing(one));
		return other ? this.indentationAt(other.end) : /\n([ \t]*)\S/.exec(this.source.slice(last.start, last.end))![1]!;
	}

	/** Takes a member with its comma; on lines with its line, its comment and the comments directly above. */
	private remove(member: Member): void {
		const { source, members, kept, changes: { added } } = this;
		const index = members.indexOf(member);
		const before = members[index - 1];
		const isBehindLast = before !== undefined && before === kept.at(-1);
		if (this.isAlone(member)) {
			this.replace({ start: this.lineBefore(this.commentsAbove(member.start)), end: lineEnd(source, member.end) }, '');
			// The comma of what is last now, where the author writes none there.
			const comma = isBehindLast && !this.closed && added.length === 0 ? /^\s*,/.exec(source.slice(before.end, member.start))?.[0].length : undefined;
			if (comma !== undefined) this.replace({ start: before!.end, end: before!.end + comma }, '');
		} else if (member.start < kept.at(-1)!.start) this.replace({ start: member.start, end: members[index + 1]!.start }, '');
		else if (isBehindLast) {
			const last = members.at(-1)!;
			const isBelow = added.length === 0 && [before, last].every(one => this.isTall(one) && this.isClosing(one));
			this.replace(isBelow ? { start: lineStart(source, before.end), end: lineStart(source, last.end) } : { start: before.end, end: last.end }, '');
		}
	}

	/** Nothing else stands on the lines of a member. */
	private isAlone({ start, end }: Member): boolean {
		return this.startsLine(start) && this.isLineEnd(end, lineEnd(this.source, end));
	}

	/** No more than a comma and a comment stand between. */
	private isLineEnd(from: number, to: number): boolean {
		return /^[ \t]*,?[ \t]*(?:(?:#|\/\/).*)?$/.test(this.source.slice(from, to));
	}

	private isTall({ start, end }: Member): boolean {
		return this.source.slice(start, end).includes('\n');
	}

	/** The line on which it ends begins with its bracket. */
	private isClosing({ end }: Member): boolean {
		return /^[ \t]*[}\])]+$/.test(this.source.slice(lineStart(this.source, end), end));
	}

	private blanksBefore(offset: number): Range {
		const start = lineStart(this.source, offset);
		return { start, end: start + this.indentationAt(offset).length };
	}

	/** The end of the comma behind a member. */
	private commaBehind({ end }: Member): number | undefined {
		const found = /^(?:\s|(?:#|\/\/)[^\n]*|\/\*[\s\S]*?\*\/)*,/.exec(this.source.slice(end, this.inside.end));
		return found ? end + found[0].length : undefined;
	}

	private textOf(one: Addition): string {
		const value = this.valueOf(one);
		if (one.key === undefined) return value;
		const { sign = `${' '.repeat(this.spaces.get(one) ?? 1)}= ` } = this.style;
		return this.nameOf(one) + sign + value;
	}

	private valueOf({ draft, speller }: Addition): string {
		return hclOf(draft, speller, this.indent, this.style);
	}

	private nameOf({ key, speller }: Addition): string {
		return keyOf(key!, speller, this.style);
	}

	private isBelow(start: number, above: Member | undefined): boolean {
		return above !== undefined && lineStart(this.source, start) === this.source.indexOf('\n', above.end) + 1;
	}

	private startsLine(offset: number): boolean {
		const line = lineStart(this.source, offset);
		return line > 0 && this.source.slice(line, offset).trim() === '';
	}

	/** The start of the line, or of the comments directly above it. */
	private commentsAbove(offset: number): number {
		let start = lineStart(this.source, offset);
		while (start > this.inside.start) {
			const above = lineStart(this.source, start - 1);
			if (above <= this.inside.start || !/^[ \t]*(?:#|\/\/)/.test(this.source.slice(above, start))) break;
			start = above;
		}
		return start;
	}

	/** The end of the line before the one that starts at an offset. */
	private lineBefore(start: number): number {
		return this.source[start - 2] === '\r' ? start - 2 : start - 1;
	}

	/** The indentation of the line around an offset; that of the first line is the document's. */
	private indentationAt(offset: number): string {
		const line = lineStart(this.source, offset);
		return line === 0 ? this.changes.surface.indent ?? '' : /^[ \t]*/.exec(this.source.slice(line))![0];
	}
}

function lineStart(source: string, offset: number): number {
	return source.lastIndexOf('\n', offset - 1) + 1;
}

/** Before the line break. */
function lineEnd(source: string, offset: number): number {
	const feed = source.indexOf('\n', offset);
	return feed < 0 ? source.length : feed > offset && source[feed - 1] === '\r' ? feed - 1 : feed;
}

/** Whether comments stand above or behind an entry, which would go with it. */
export function commentsAround(source: string, { range, entries }: ObjectExpression, index: number): boolean {
	const { key, value } = entries[index]!;
	const before = source.slice(entries[index - 1]?.value.range.end ?? range.start, key.range.start);
	const behind = source.slice(value.range.end, Math.min(lineEnd(source, value.range.end), entries[index + 1]?.key.range.start ?? range.end));
	// A comment on the line before is that one's.
	return /#|\/\/|\/\*/.test(before.replace(/^[^\n]*\n/, '')) || /#|\/\/|\/\*/.test(behind);
}

/** How the author writes objects, by the first that there is in a container: the container itself, or an item of a list. */
export function objectStyleIn(container: ObjectExpression | Tuple, source: string): ObjectStyle {
	const object = container.kind === 'object' ? container : container.items.find((one): one is ObjectExpression => one.kind === 'object' && one.entries.length > 0);
	const [first] = object?.entries ?? [];
	if (!object || !first) return { quoted: false, commas: false };
	const sign = /^\s*:\s*/.exec(source.slice(first.key.range.end))?.[0];
	const quoted = object.entries.every(({ key }) => source[key.range.start] === '"');
	return { quoted, ...(sign !== undefined && { sign }), commas: sign !== undefined || /^\s*,/.test(source.slice(first.value.range.end, object.range.end)) };
}
