/** What an editor has collected over a tree, by container, and where the nodes of a tree stand. */
import { type NewMap, type Planned, isHollow } from './planned.ts';
import type { PlannedEdits } from './plan-edits.ts';
import type { Entry, ListNode, MapNode, Node, SyntaxTree } from './tree.ts';

export interface Addition {
	readonly value: Planned;
	readonly after?: Entry;
}

export interface AddedBlock {
	readonly header: readonly string[];
	readonly body: NewMap;
	readonly after?: Entry;
}

export interface Changes {
	/** By key: of new entries, and of entries that get another value. */
	readonly sets: Map<string, Addition>;
	readonly appended: Planned[];
	/** HCL's, which may stand beside others of their name. */
	readonly blocks: AddedBlock[];
	readonly removed: Set<Entry | Node>;
	/** Entries that get another name where they stand. */
	readonly renamed: Map<Entry, string>;
}

export interface Collected {
	readonly changes: readonly (readonly [MapNode | ListNode, Changes])[];
	/** Items of lists, and the root. */
	readonly replaced: readonly (readonly [Node, Planned])[];
}

/** Writes what was collected in the tree's syntax. */
export type Write = (tree: SyntaxTree, collected: Collected, edits: PlannedEdits) => void;

export function hasAdditions({ sets, appended, blocks, renamed }: Changes): boolean {
	return [...sets.values()].some(({ value }) => !isHollow(value)) || appended.some(value => !isHollow(value)) || blocks.length > 0 || renamed.size > 0;
}

/** Where a node stands. */
export interface Place {
	readonly container?: MapNode | ListNode;
	readonly entry?: Entry;
	readonly depth: number;
}

export function placeIn(tree: SyntaxTree, node: Node): Place {
	const place = placesOf(tree).get(node);
	if (!place) throw new RangeError('the node does not belong to this tree');
	return place;
}

/** A tree does not change, and many fixes are planned on it. */
const placesByTree = new WeakMap<SyntaxTree, Map<Node, Place>>();

function placesOf(tree: SyntaxTree): Map<Node, Place> {
	const known = placesByTree.get(tree);
	if (known) return known;
	const places = new Map<Node, Place>();
	placesByTree.set(tree, places);
	const visit = (node: Node, place: Place): void => {
		if (places.has(node)) return;
		places.set(node, place);
		const depth = place.depth + 1;
		if (node.kind === 'map') for (const entry of node.entries) if (entry.value) visit(entry.value, { container: node, entry, depth });
		if (node.kind === 'list') for (const item of node.items) visit(item, { container: node, depth });
	};
	if (tree.root) visit(tree.root, { depth: 0 });
	return places;
}
