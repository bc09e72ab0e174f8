/**
 * What an editor is about to write: drafts turned into containers that several changes can share, until the text is spelt.
 */
import { BlockDraft, type PlannedList, type PlannedMap, Source, type SyntaxDraft, Tagged } from './edit.ts';
import type { Entry, MapNode, Scalar, SyntaxTree } from './tree.ts';

export type Planned = Scalar | Tagged | Source | Kept | NewMap | NewList;

/** The value of an entry that moves within its tree, to be written as it is, with the comments around it. */
export class Kept {
	/** `instead` stands in the place of its value. */
	constructor(readonly tree: SyntaxTree, readonly map: MapNode, readonly entry: Entry, readonly instead?: Planned) {}
}

export class NewMap implements PlannedMap {
	readonly planned = 'map';
	readonly entries = new Map<string, Planned>();

	/** `wanted`: to be written even if nothing is put into it. `block`: as a block, where the syntax has such. */
	constructor(readonly wanted: boolean, readonly block = false) {}
}

export class NewList implements PlannedList {
	readonly planned = 'list';
	readonly items: Planned[] = [];

	constructor(readonly wanted: boolean) {}
}

export function plan(draft: SyntaxDraft): Planned {
	if (draft === null || typeof draft !== 'object' || draft instanceof Tagged || draft instanceof Source) return draft;
	if (isList(draft)) {
		const list = new NewList(true);
		for (const item of draft) list.items.push(plan(item));
		return list;
	}
	const map = new NewMap(true, draft instanceof BlockDraft);
	for (const [key, value] of Object.entries(draft instanceof BlockDraft ? draft.body : draft)) if (value !== undefined) map.entries.set(key, plan(value));
	return map;
}

export function isList(draft: SyntaxDraft): draft is readonly SyntaxDraft[] {
	return Array.isArray(draft);
}

/** A container that was prepared and into which nothing was put. */
export function isHollow(value: Planned): boolean {
	if (value instanceof NewMap) return !value.wanted && [...value.entries.values()].every(isHollow);
	return value instanceof NewList && !value.wanted && value.items.every(isHollow);
}

/** Entries worth writing. */
export function entriesOf(map: NewMap): [string, Planned][] {
	return [...map.entries].filter(([, value]) => !isHollow(value));
}

export function itemsOf(list: NewList): Planned[] {
	return list.items.filter(item => !isHollow(item));
}

export function isEmpty(value: NewMap | NewList): boolean {
	return value instanceof NewMap ? entriesOf(value).length === 0 : itemsOf(value).length === 0;
}

export function isSame(a: Planned, b: Planned): boolean {
	return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

function comparable(value: Planned): unknown {
	if (value instanceof NewMap) return { map: [...value.entries].map(([key, item]) => [key, comparable(item)]) };
	if (value instanceof NewList) return { list: value.items.map(comparable) };
	if (value instanceof Tagged) return { tag: value.tag, value: comparable(plan(value.value)) };
	if (value instanceof Source) return { source: value.text };
	if (value instanceof Kept) return { kept: value.entry.range };
	return value;
}
