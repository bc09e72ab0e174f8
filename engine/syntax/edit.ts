/**
 * Writes changes of a tree as text edits, in the syntax that the tree was read from: block YAML, flow YAML or JSON, also inside
 * an embedded string. It keeps comments, indentation, quotes and line ends, and knows nothing of what the text means.
 *
 * All changes of one action go through one editor: containers that two of them need are then written once.
 */
import type { Entry, ListNode, MapNode, Node, Scalar, SyntaxTree, TextEdit } from './tree.ts';

/**
 * What to write. A tagged draft is written with YAML's local tag (`!GetAtt A.Arn`), and is no draft for JSON. HCL tells a block
 * (and a list of blocks) from a value, and takes expressions as their source.
 */
export type SyntaxDraft = Scalar | Tagged | Source | BlockDraft | readonly SyntaxDraft[] | { readonly [key: string]: SyntaxDraft };

export class Tagged {
	constructor(readonly tag: string, readonly value: SyntaxDraft) {}
}

/** An expression of HCL. Further lines are indented as if the first began in the first column. */
export class Source {
	constructor(readonly text: string) {}
}

/** The body of an HCL block; elsewhere the map that it is. */
export class BlockDraft {
	constructor(readonly body: { readonly [key: string]: SyntaxDraft }) {}
}

/** A map or list that exists in the text, or that this editor is about to write. */
export type MapPlace = MapNode | PlannedMap;
export type ListPlace = ListNode | PlannedList;
export interface PlannedMap { readonly planned: 'map' }
export interface PlannedList { readonly planned: 'list' }

export interface TreeEditor {
	/** The map under a key: the one that is written or planned there, or else a new planned one, in HCL a block or, if so wished, an object. Undefined where something else than a map stands there. */
	mapAt(container: MapPlace, key: string, object?: boolean): MapPlace | undefined;
	listAt(container: MapPlace, key: string): ListPlace | undefined;
	/** Appends an empty map to a list and returns it. */
	appendMap(list: ListPlace): MapPlace;
	/** Writes a value under a key: replaces what is there (keeping a comment behind it), or adds an entry (after `after`, or last). */
	set(container: MapPlace, key: string, value: SyntaxDraft, after?: Entry): void;
	replace(node: Node, value: SyntaxDraft): void;
	append(list: ListPlace, value: SyntaxDraft): void;
	/** HCL: writes a block under its type and labels, behind an entry or last, whether or not there are others of its name. */
	addBlock(container: MapPlace, header: readonly string[], block: BlockDraft, after?: Entry): void;
	/**
	 * Gives an entry another name, and keeps all else. With several names it moves: the last is its own, those before are of the maps
	 * around it. Maps that get the same name become one; anything else that has the name is a contradiction.
	 */
	rename(container: MapNode, entry: Entry, names: readonly string[]): void;
	/** Takes an entry or item away with the comments that belong to it. */
	removeEntry(container: MapNode, entry: Entry): void;
	removeItem(list: ListNode, item: Node): void;
	/** The edits, in ascending order, not overlapping. Throws RangeError where two changes contradict one another. */
	edits(): TextEdit[];
}

/** The place is reached through an alias or a merge key, or something else refers to its anchor: a change would change other places too. */
export class SharedNodeError extends Error {
	override readonly name = 'SharedNodeError';
}

export type CreateEditor = (tree: SyntaxTree) => TreeEditor;
