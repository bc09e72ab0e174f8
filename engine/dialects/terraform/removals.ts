/** What is taken out of a document: a container that loses everything goes itself. */
import type { TreeEditor } from '../../syntax/edit.ts';
import type { Entry, ListNode, Node } from '../../syntax/tree.ts';
import type { NodePlace } from './place.ts';
import { Refusal } from './refusal.ts';

export class Removals {
	private readonly removed = new Map<Node, { place: NodePlace; gone: Set<Entry | Node> }>();

	take(place: NodePlace): void {
		const { up } = place;
		if (!up) throw new Refusal('the resource itself cannot be taken away');
		const known = this.removed.get(up.place.node) ?? { place: up.place, gone: new Set<Entry | Node>() };
		this.removed.set(up.place.node, known);
		known.gone.add(up.entry ?? place.node);
	}

	/** Carries the removals out, from the inside. */
	write(editorOf: (place: NodePlace) => TreeEditor): void {
		while (this.widen());
		for (const [node, { place, gone }] of this.removed) {
			for (const one of gone) {
				if (node.kind === 'map') editorOf(place).removeEntry(node, one as Entry);
				else editorOf(place).removeItem(node as ListNode, one as Node);
			}
		}
		this.removed.clear();
	}

	/** Takes one emptied container instead of what is in it; says whether there was one. */
	private widen(): boolean {
		for (const [node, { place, gone }] of this.removed) {
			const size = node.kind === 'map' ? node.entries.length : node.kind === 'list' ? node.items.length : 0;
			if (gone.size < size || !place.up) continue;
			this.removed.delete(node);
			this.take(place);
			return true;
		}
		return false;
	}
}
