/**
 * Writes changes of the model into a policy file. A file that stands alone has no other resources and no deployment: references
 * and pseudo-parameters cannot be said in it, and nothing can be added beside it, so such changes are refused.
 */
import { type Change, type Draft, isList, isMap, isReference, isText } from '../../model/change.ts';
import type { Path } from '../../model/path.ts';
import type { MapPlace, SyntaxDraft, TreeEditor } from '../../syntax/edit.ts';
import { createEditor } from '../../syntax/editor.ts';
import { type Entry, type ListNode, type MapNode, type Node, entry } from '../../syntax/tree.ts';
import type { Architecture } from '../../model/architecture.ts';
import type { Sources, WritePlan } from '../dialect.ts';
import { inferHome } from './infer.ts';
import { nameOf } from './lower.ts';

class Refusal extends Error {}

export function writePolicies({ documents }: Sources, _design: Architecture, changes: readonly Change[]): WritePlan {
	const writers = new Map<string, { readonly uri: string; readonly writer: Writer }>();
	for (const { uri, tree } of documents) {
		if (tree.root?.kind === 'map') writers.set(nameOf(uri), { uri, writer: new Writer(tree.root, createEditor(tree)) });
	}
	try {
		for (const change of changes) {
			const found = writers.get(change.kind === 'add' ? change.near : change.resource);
			if (!found) throw new Refusal('this policy is not in the file');
			found.writer.write(change);
		}
		return { edits: new Map([...writers.values()].map(({ uri, writer }) => [uri, writer.edits()] as const).filter(([, edits]) => edits.length > 0)) };
	} catch (error) {
		if (error instanceof Refusal || error instanceof RangeError || (error as Error).name === 'SharedNodeError') return { refused: (error as Error).message };
		throw error;
	}
}

/** A place on a path: a map's entry, an item of a list, or the policy itself. */
interface Spot {
	readonly node?: Node;
	readonly within?: { readonly map: MapPlace; readonly key: string; readonly entry?: Entry } | { readonly list: ListNode };
	readonly parent?: Spot;
}

class Writer {
	private readonly removed = new Map<MapNode | ListNode, { readonly spot: Spot; readonly parts: Set<Entry | Node> }>();
	private readonly grown = new Set<unknown>();
	private readonly property: string;

	constructor(private readonly root: MapNode, private readonly editor: TreeEditor) {
		this.property = inferHome(root).property;
	}

	write(change: Change): void {
		if (change.kind === 'add') throw new Refusal('a policy file holds nothing but the policy');
		const spot = this.locate(change.path);
		if (change.kind === 'set') this.set(spot, plain(change.value));
		else if (change.kind === 'append') this.append(spot, plain(change.value));
		else if (change.kind === 'rename') this.rename(spot, change.names);
		else this.remove(spot);
	}

	edits(): ReturnType<TreeEditor['edits']> {
		for (let changed = true; changed;) {
			changed = false;
			for (const [container, { spot, parts }] of this.removed) {
				const size = container.kind === 'map' ? container.entries.length : container.items.length;
				if (parts.size < size || this.grown.has(container)) continue;
				this.removed.delete(container);
				this.remove(spot);
				changed = true;
			}
		}
		for (const [container, { parts }] of this.removed) {
			for (const part of parts) {
				if (container.kind === 'map') this.editor.removeEntry(container, part as Entry);
				else this.editor.removeItem(container, part as Node);
			}
		}
		this.removed.clear();
		return this.editor.edits();
	}

	private locate([first, ...rest]: Path): Spot {
		if (first !== this.property) throw new Refusal('only the policy is in this file');
		return rest.reduce<Spot>((spot, segment) => {
			if (typeof segment === 'object') throw new Refusal('a policy file has no conditions');
			return typeof segment === 'number' ? itemOf(spot, segment) : this.entryOf(spot, segment);
		}, { node: this.root });
	}

	private entryOf(spot: Spot, key: string): Spot {
		if (spot.node && spot.node.kind !== 'map') throw new Refusal(`${key} has no place here`);
		let map: MapPlace | undefined = spot.node;
		if (!map && spot.within && 'map' in spot.within) {
			map = this.editor.mapAt(spot.within.map, spot.within.key);
			this.grown.add(spot.within.map);
		}
		if (!map) throw new Refusal(`${key} has no place here`);
		const found = spot.node && entry(spot.node, key);
		return { ...(found?.value && { node: found.value }), within: { map, key, ...(found && { entry: found }) }, parent: spot };
	}

	private set({ node, within }: Spot, value: SyntaxDraft): void {
		if (!within) throw new Refusal('the policy itself cannot be replaced');
		if ('list' in within) this.editor.replace(node!, value);
		else {
			this.grown.add(within.map);
			this.editor.set(within.map, within.key, value);
		}
	}

	private append({ node, within }: Spot, value: SyntaxDraft): void {
		if (node?.kind === 'list') {
			this.grown.add(node);
			this.editor.append(node, value);
		} else if (node?.kind === 'scalar' && node.value !== null) this.editor.replace(node, [node.value, value]);
		else if (node?.kind === 'map') throw new Refusal('a single statement stands where a list would be');
		else if (within && 'map' in within) this.set({ within }, [value]);
		else throw new Refusal('there is no list here');
	}

	private rename({ within }: Spot, names: readonly string[]): void {
		if (!within || !('map' in within) || !within.entry) throw new Refusal('it is not in the file');
		this.editor.rename(within.map as MapNode, within.entry, names);
	}

	private remove(spot: Spot): void {
		const { within, node, parent } = spot;
		const container = parent?.node;
		const part = within && ('list' in within ? node : within.entry);
		if (!part || (container?.kind !== 'map' && container?.kind !== 'list')) throw new Refusal('nothing would be left of the policy');
		const removed = this.removed.get(container) ?? { spot: parent!, parts: new Set() };
		removed.parts.add(part);
		this.removed.set(container, removed);
	}
}

/** A single value that stands where AWS also takes a list is its item 0 only in the model, never on a path. */
function itemOf(spot: Spot, index: number): Spot {
	const list = spot.node;
	const node = list?.kind === 'list' ? list.items[index] : undefined;
	if (list?.kind !== 'list' || !node) throw new Refusal('this item is not in the file');
	return { node, within: { list }, parent: spot };
}

function plain(draft: Draft): SyntaxDraft {
	if (isList(draft)) return draft.map(plain);
	if (isMap(draft)) return Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, plain(value)]));
	if (isText(draft)) {
		return draft['#text'].map(part => {
			if (typeof part !== 'string') throw new Refusal('a policy file cannot refer to a deployment');
			return part;
		}).join('');
	}
	if (typeof draft === 'object' && draft !== null) throw new Refusal(isReference(draft) ? 'a policy file cannot refer to resources' : 'a policy file cannot refer to a deployment');
	return draft;
}
