/**
 * Edits of object and list expressions in place: for policies in `jsonencode`, and for the branches of conditionals. It follows
 * the layout that it finds (one line or many, commas or line ends), and knows nothing of what the expression means.
 */
import type { Range, TextEdit } from '../../syntax/tree.ts';
import type { Expression, Frame, ObjectExpression, Tuple } from './expression.ts';
import { nameOf } from './module.ts';
import { Refusal } from './refusal.ts';

/** A text with expressions that is written to; `encode` spells a piece of it as the document has to. */
export interface Surface {
	readonly frame: Frame;
	readonly encode: (text: string) => string;
}

export class ExpressionEdits {
	readonly edits: (TextEdit & { readonly uri: string })[] = [];

	replace(surface: Surface, range: Range, text: string): void {
		const { frame, encode } = surface;
		this.edits.push({ uri: frame.uri, range: { start: frame.locate(range.start), end: frame.locate(range.end) }, newText: encode(text) });
	}

	/** Adds an entry at the end of an object; `write` gets the indentation of its line where the object has several lines. */
	insert(surface: Surface, object: ObjectExpression, write: (indent: string | undefined) => string): void {
		const last = object.entries.at(-1);
		this.add(surface, object, last?.value.range.end, write, /^\s*,/);
	}

	append(surface: Surface, tuple: Tuple, write: (indent: string | undefined) => string): void {
		this.add(surface, tuple, tuple.items.at(-1)?.range.end, write, /^/);
	}

	removeEntry(surface: Surface, object: ObjectExpression, name: string): void {
		const at = object.entries.findLastIndex(entry => nameOf(entry.key) === name);
		const entry = object.entries[at];
		if (!entry) throw new Refusal(`there is no ${name}`);
		const ranges = object.entries.map(one => ({ start: one.key.range.start, end: one.value.range.end }));
		this.remove(surface, ranges, at);
	}

	removeItem(surface: Surface, tuple: Tuple, index: number): void {
		this.remove(surface, tuple.items.map(item => item.range), index);
	}

	private add(surface: Surface, container: Expression, end: number | undefined, write: (indent: string | undefined) => string, comma: RegExp): void {
		const { source } = surface.frame;
		const opening = source[container.range.start] ?? '';
		if (end === undefined) {
			const inside = write(undefined);
			this.replace(surface, container.range, opening === '{' ? `{ ${inside} }` : `[${inside}]`);
			return;
		}
		const rest = source.slice(end, container.range.end);
		const trailing = /^\s*,(?=\s*[\]}]$)/.exec(rest)?.[0];
		const lines = /\n/.test(source.slice(container.range.start, firstInside(source, container.range.start)));
		const indent = lines || isTall(container, source) ? indentationAt(source, end) : undefined;
		const separator = trailing ? '' : opening === '[' || !lines || usesCommas(source, container, comma) ? ',' : '';
		this.replace(surface, { start: end + (trailing?.length ?? 0), end: end + (trailing?.length ?? 0) }, `${separator}${lines ? `\n${indent}` : ' '}${write(indent)}${trailing ? ',' : ''}`);
	}

	/** Takes a member with the comma and white space up to its neighbour. */
	private remove(surface: Surface, members: readonly Range[], index: number): void {
		const member = members[index]!;
		const next = members[index + 1];
		const before = members[index - 1];
		const range = next ? { start: member.start, end: next.start } : before ? { start: before.end, end: member.end } : member;
		this.replace(surface, range, '');
	}
}

function firstInside(source: string, start: number): number {
	const found = source.slice(start + 1).search(/\S/);
	return found < 0 ? start + 1 : start + 1 + found;
}

function indentationAt(source: string, offset: number): string {
	const line = source.lastIndexOf('\n', offset - 1) + 1;
	return /^[ \t]*/.exec(source.slice(line))![0];
}

/** Whether the last member takes several lines. */
function isTall(container: Expression, source: string): boolean {
	const last = container.kind === 'tuple' ? container.items.at(-1) : container.kind === 'object' ? container.entries.at(-1)?.value : undefined;
	return last !== undefined && source.slice(last.range.start, last.range.end).includes('\n');
}

/** Whether the entries of an object are parted by commas. */
function usesCommas(source: string, container: Expression, comma: RegExp): boolean {
	if (container.kind !== 'object' || container.entries.length < 2) return false;
	return comma.test(source.slice(container.entries[0]!.value.range.end, container.range.end));
}
