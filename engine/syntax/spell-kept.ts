/** How an entry that moves is spelt at its new place: as it was, under another name and at another indentation. */
import { type SyntaxDraft, Tagged } from './edit.ts';
import type { Kept } from './planned.ts';
import { columnAt, indentAt, isFirstOnLine, lineEnd, ownEntries, withComments } from './style.ts';
import type { Node, Range } from './tree.ts';

/** Lines of block YAML, with the comments above, behind and inside. The key, and what stands instead of the value, are spelt already. */
export function keptLines({ tree: { text }, map, entry }: Kept, key: string, column: number, instead?: string): string[] {
	const { key: { range }, value } = entry;
	const pad = ' '.repeat(column);
	if (map.style === 'flow') return shifted(`${key}: ${instead ?? (value ? text.slice(value.range.start, value.range.end) : '')}`.trimEnd(), indentAt(text, range.start).length, pad, pad);
	const start = isFirstOnLine(text, range.start) ? withComments(text, range.start) : range.start;
	const end = lineEnd(text, entry.range.end);
	const rest = instead !== undefined && value ? text.slice(range.end, value.range.start) + instead + text.slice(value.range.end, end) : text.slice(range.end, end);
	const whole = text.slice(start, range.start) + key + rest;
	const own = columnAt(text, range.start);
	return shifted(/^ *#/.test(whole) ? whole.slice(own) : whole.trimStart(), own, pad, pad);
}

/** The value between brackets; undefined where it has to be spelt anew, in one line. */
export function keptText(kept: Kept, eol: string, indent?: string): string | undefined {
	const { tree: { text, comments }, map, entry, instead } = kept;
	const { value } = entry;
	const around = aroundOf(kept);
	const outside = comments.some(({ range }) => isWithin(range, around) && !(value && isWithin(range, value.range)));
	const inBlock = map.style === 'block' && (value?.kind === 'scalar' || value?.style === 'block');
	if (outside || (inBlock && value && comments.some(({ range }) => isWithin(range, value.range)))) throw new RangeError('a comment stands where it would be lost');
	if (inBlock || instead !== undefined) return undefined;
	if (!value) return 'null';
	const own = indentAt(text, entry.range.start);
	return shifted(text.slice(value.range.start, value.range.end), own.length, '', indent ?? own).join(eol);
}

/** The value of an entry, to be spelt anew. */
export function draftOf(node: Node | undefined): SyntaxDraft {
	const plain = (): SyntaxDraft => {
		switch (node?.kind) {
			case 'list': return node.items.map(draftOf);
			case 'map': return Object.fromEntries(node.entries.map(({ key, value }) => [String(key.value), draftOf(value)]));
			default: return node?.value ?? null;
		}
	};
	return node?.tag === undefined ? plain() : new Tagged(node.tag, plain());
}

/** What goes when the entry goes. */
function aroundOf({ tree: { text }, map, entry }: Kept): Range {
	if (map.style === 'block') return { start: withComments(text, entry.range.start), end: lineEnd(text, entry.range.end) };
	const entries = ownEntries(map);
	const index = entries.indexOf(entry);
	return { start: entries[index - 1]?.range.end ?? map.range.start, end: entries[index + 1]?.range.start ?? map.range.end };
}

function isWithin(inner: Range, outer: Range): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

/** Lines that stood so many columns in, with other indentations. */
function shifted(text: string, own: number, first: string, rest: string): string[] {
	const blanks = new RegExp(`^[ \\t]{0,${own}}`);
	return text.split(/\r?\n/).map((line, index) => (index === 0 ? first + line : line.trim() === '' ? '' : rest + line.replace(blanks, '')));
}
