/**
 * Edits of block YAML: entries and items come and go as whole lines, values change in place.
 *
 * It works on lines between what the tree knows. A removal begins at the end of the line above, so that it never touches what
 * is inserted behind the same line.
 */
import type { PlannedEdits } from './plan-edits.ts';
import type { Planned } from './planned.ts';
import { blockLines, inlineText, stepBelow, type Quote, yamlString } from './spell.ts';
import { type TextStyle, colonEnd, columnAt, isFirstOnLine, lineEnd, lineStart, ownEntries, previousLineEnd, withComments } from './style.ts';
import type { Entry, ListNode, MapNode, Node } from './tree.ts';

export interface Target {
	readonly text: string;
	readonly style: TextStyle;
	readonly edits: PlannedEdits;
	readonly depth: number;
}

/** An entry or item with its lines. */
export interface Slot {
	/** The key or the dash. */
	readonly start: number;
	/** The end of the value. */
	readonly end: number;
	removed: boolean;
	/** What is to stand behind it: groups of lines with their indentation. */
	readonly inserts: string[][];
}

export function mapSlots(map: MapNode, removed: ReadonlySet<Entry>): Slot[] {
	return ownEntries(map).map(entry => ({ start: entry.key.range.start, end: entry.range.end, removed: removed.has(entry), inserts: [] }));
}

/** Items by their dashes, which are found in the text since items behind aliases stand elsewhere. */
export function listSlots(list: ListNode, removed: ReadonlySet<Node>, text: string): Slot[] {
	const dashes = dashesOf(list, text);
	if (dashes.length !== list.items.length) throw new RangeError('the items of this list cannot be told apart');
	return dashes.map((start, index) => {
		const item = list.items[index]!;
		const next = dashes[index + 1] ?? Math.max(list.range.end, start + 1);
		const inside = item.range.start > start && item.range.end <= next;
		return { start, end: inside ? item.range.end : Math.min(lineEnd(text, start), next), removed: removed.has(item), inserts: [] };
	});
}

export function dashesOf(list: ListNode, text: string): number[] {
	let first = list.range.start;
	while (first < list.range.end && text[first] !== '-') first = text[first] === '!' || text[first] === '&' ? lineEnd(text, first) : first + 1;
	const column = columnAt(text, first);
	const dashes = [first];
	for (let at = text.indexOf('\n', first) + 1; at > 0 && at < list.range.end; at = text.indexOf('\n', at) + 1) {
		const dash = at + column;
		if (text[dash] === '-' && /^(?:\s|$)/.test(text.slice(dash + 1, dash + 2)) && /^ *$/.test(text.slice(at, dash))) dashes.push(dash);
	}
	return dashes;
}

/** Removes and inserts lines. Not for collections that lose all they have and get nothing. */
export function writeSlots(slots: readonly Slot[], target: Target): void {
	const { text, edits, style, depth } = target;
	const leading = leadingRun(slots);
	const compact = leading > 0 && !isFirstOnLine(text, slots[0]!.start);
	const atTop = leading > 0 && previousLineEnd(text, withComments(text, slots[0]!.start)) === undefined;
	if (compact) removeCompact(slots, leading, target);
	else if (atTop) removeTop(slots.slice(0, leading), target);
	for (const slot of slots.slice(compact || atTop ? leading : 0)) {
		const added = slot.inserts.flat();
		if (!slot.removed) {
			const end = lineEnd(text, slot.end);
			edits.add(end, end, added.map(line => style.eol + line).join(''), depth);
			continue;
		}
		const above = previousLineEnd(text, withComments(text, slot.start))!;
		edits.add(above, lineEnd(text, slot.end), added.map(line => style.eol + line).join(''), depth);
	}
}

/** Removes lines from the very beginning of the text, where no line break lies above. */
function removeTop(slots: readonly Slot[], { text, edits, style, depth }: Target): void {
	const added = slots.flatMap(slot => slot.inserts).flat();
	const end = lineEnd(text, slots.at(-1)!.end);
	edits.add(withComments(text, slots[0]!.start), added.length ? end : afterBreak(text, end), added.join(style.eol), depth);
}

function leadingRun(slots: readonly Slot[]): number {
	const kept = slots.findIndex(slot => !slot.removed);
	return kept < 0 ? slots.length : kept;
}

/** Removes the first entries of a collection that begins behind a dash: what follows moves up to the dash. */
function removeCompact(slots: readonly Slot[], count: number, { text, edits, style, depth }: Target): void {
	const first = slots[0]!;
	const next = slots[count];
	const added = slots.slice(0, count).flatMap(slot => slot.inserts).flat();
	const column = columnAt(text, first.start);
	const lines = added.map((line, index) => index === 0 ? line.slice(column) : line).join(style.eol);
	if (!next) {
		edits.add(first.start, lineEnd(text, slots[count - 1]!.end), lines, depth);
		return;
	}
	const begin = withComments(text, next.start);
	if (added.length) edits.add(first.start, previousLineEnd(text, begin)!, lines, depth);
	else if (begin === lineStart(text, next.start)) edits.add(first.start, next.start, '', depth);
	else edits.add(text.slice(0, first.start).trimEnd().length, previousLineEnd(text, begin)!, '', depth);
}

function afterBreak(text: string, end: number): number {
	const feed = text.indexOf('\n', end);
	return feed < 0 ? text.length : feed + 1;
}

/** Puts a value behind the key of a block map, in place of what is there; a comment behind it stays. */
export function writeEntryValue(entry: Entry, value: Planned, { text, edits, style, depth }: Target): void {
	const { key, value: old } = entry;
	const inline = inlineLike(old, value, style);
	const colon = colonEnd(text, key);
	const at = colon ?? key.range.end;
	const missing = colon === undefined ? ':' : '';
	const line = lineEnd(text, at);
	if (inline !== undefined) {
		if (old && old.range.start <= line) {
			edits.add(old.range.start, old.range.end, inline, depth);
			return;
		}
		edits.add(at, at, `${missing} ${inline}`, depth);
		if (old) edits.add(line, lineEnd(text, old.range.end), '', depth);
		return;
	}
	const lines = blockLines(value, columnAt(text, key.range.start) + stepBelow(value, style), style).map(each => style.eol + each).join('');
	if (old && old.range.start > line) {
		edits.add(line, lineEnd(text, old.range.end), lines, depth);
		return;
	}
	if (old) edits.add(at, old.range.end, '', depth);
	else if (at < line) edits.add(at, at, missing, depth);
	const end = old ? lineEnd(text, old.range.end) : line;
	edits.add(end, end, (at < end ? '' : missing) + lines, depth + 0.5);
}

/** Replaces an item of a block list, or the root. */
export function writeItem(old: Node, value: Planned, { text, edits, style, depth }: Target): void {
	const { start, end } = old.range;
	const gap = text[start - 1] === '-' ? ' ' : '';
	const inline = inlineLike(old, value, style);
	if (inline !== undefined) {
		edits.add(start, end, gap + inline, depth);
		return;
	}
	const column = columnAt(text, start) + gap.length;
	const lines = blockLines(value, column, style);
	edits.add(start, end, gap + lines.join(style.eol).slice(column), depth);
}

/** A string in the place of a string keeps its quotes. */
function inlineLike(old: Node | undefined, value: Planned, style: TextStyle): string | undefined {
	if (old?.kind !== 'scalar' || old.tag !== undefined || typeof old.value !== 'string' || typeof value !== 'string') return inlineText(value, style);
	const wish: Quote = old.style === 'single' || old.style === 'double' ? old.style : 'plain';
	return wish === 'plain' ? inlineText(value, style) : yamlString(value, wish, false);
}
