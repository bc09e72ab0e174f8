/** Small questions to syntax nodes that several parts of this dialect ask. */
import type { Entry, Node, Range } from '../../syntax/tree.ts';

/** The string of a scalar node; keys and names written as numbers count (`123456789012:`). */
export function stringOf(node: Node | undefined): string | undefined {
	if (node?.kind !== 'scalar' || node.value === null) return undefined;
	return String(node.value);
}

export function keyOf(entry: Entry): string {
	return String(entry.key.value);
}

/** Nothing is written: the text ends after the key, or says null. */
export function isEmpty(node: Node | undefined): node is undefined {
	return !node || (node.kind === 'scalar' && node.value === null && node.tag === undefined);
}

/** Entries by key; of duplicates the last. */
export function entriesOf(node: Node | undefined): ReadonlyMap<string, Entry> {
	return new Map(node?.kind === 'map' ? node.entries.map(entry => [keyOf(entry), entry]) : []);
}

/** The same node without its local tag, for reading the argument of `!Name argument`. */
export function untagged<T extends Node>(node: T): T {
	return Object.create(node, { tag: { value: undefined, enumerable: true } }) as T;
}

/** `Fn::Join` for `!Join`, `Ref` for `!Ref`. */
export function longName(tag: string): string {
	const name = tag.slice(1);
	return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}

export interface Call {
	readonly name: string;
	/** Missing in half-typed text. */
	readonly argument?: Node;
	readonly nameRange: Range;
}

/** The function call that a node is written as: `!Name argument`, or a map with the function's name as its only key. */
export function callOf(node: Node): Call | undefined {
	if (node.tag?.startsWith('!')) {
		const { start } = node.range;
		return { name: longName(node.tag), argument: untagged(node), nameRange: { start, end: start + node.tag.length } };
	}
	if (node.kind !== 'map' || node.entries.length !== 1) return undefined;
	const only = node.entries[0]!;
	const name = keyOf(only);
	if (name !== 'Ref' && (!name.startsWith('Fn::') || name.startsWith(FOR_EACH))) return undefined;
	return only.value ? { name, argument: only.value, nameRange: only.key.range } : { name, nameRange: only.key.range };
}

/** Keys that begin so stand for as many entries as their collection has items. */
export const FOR_EACH = 'Fn::ForEach::';

export function spansLines(text: string, range: Range): boolean {
	// Bounded by the range: a minified text has no line end to stop at.
	return text.slice(range.start, range.end).includes('\n');
}

/** The arguments of a function that takes a list; a single argument may stand alone. */
export function argumentsOf(argument: Node | undefined): readonly Node[] {
	if (!argument) return [];
	return argument.kind === 'list' ? argument.items : [argument];
}

/** A text that is the same for the same expression, in short or long form. Of very large expressions only the beginning counts. */
export function fingerprintOf(node: Node, budget = { left: 1000 }): string {
	if (budget.left-- <= 0) return '…';
	const call = callOf(node);
	if (call) return `${call.name}(${call.argument ? fingerprintOf(call.argument, budget) : ''})`;
	switch (node.kind) {
		case 'scalar': return JSON.stringify(String(node.value));
		case 'list': return `[${node.items.map(item => fingerprintOf(item, budget)).join()}]`;
		case 'map': return `{${node.entries.map(entry => `${keyOf(entry)}:${entry.value ? fingerprintOf(entry.value, budget) : ''}`).join()}}`;
	}
}
