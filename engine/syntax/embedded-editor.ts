/** Edits a document inside a string: plans in the document's own text, and spells the edits as the host must. */
import { type ListPlace, type MapPlace, SharedNodeError, type SyntaxDraft, type TreeEditor } from './edit.ts';
import type { EmbeddedTree } from './embedded.ts';
import type { Entry, ListNode, MapNode, Node, TextEdit } from './tree.ts';

export class EmbeddedEditor implements TreeEditor {
	constructor(private readonly tree: EmbeddedTree, private readonly editor: TreeEditor) {}

	mapAt(container: MapPlace, key: string, object?: boolean): MapPlace | undefined {
		return this.outer(this.editor.mapAt(this.inner(container), key, object));
	}

	listAt(container: MapPlace, key: string): ListPlace | undefined {
		return this.outer(this.editor.listAt(this.inner(container), key));
	}

	appendMap(list: ListPlace): MapPlace {
		return this.editor.appendMap(this.inner(list));
	}

	set(container: MapPlace, key: string, value: SyntaxDraft, after?: Entry): void {
		this.editor.set(this.inner(container), key, value, after && this.inner(after));
	}

	replace(node: Node, value: SyntaxDraft): void {
		this.editor.replace(this.inner(node), value);
	}

	append(list: ListPlace, value: SyntaxDraft): void {
		this.editor.append(this.inner(list), value);
	}

	addBlock(): void {
		throw new RangeError('a document inside a string has no blocks');
	}

	rename(container: MapNode, entry: Entry, names: readonly string[]): void {
		this.editor.rename(this.inner(container), this.inner(entry), names);
	}

	removeEntry(container: MapNode, entry: Entry): void {
		this.editor.removeEntry(this.inner(container), this.inner(entry));
	}

	removeItem(list: ListNode, item: Node): void {
		this.editor.removeItem(this.inner(list), this.inner(item));
	}

	edits(): TextEdit[] {
		return this.editor.edits().map(({ range, newText }) => {
			const spelt = this.tree.encode(newText);
			if (spelt === undefined) throw new RangeError('a document inside this kind of string is not changed');
			return { range: { start: this.tree.offsetAt(range.start), end: this.tree.offsetAt(range.end) }, newText: spelt };
		});
	}

	private inner<T extends MapPlace | ListPlace | Node | Entry>(outer: T): T {
		if ('planned' in outer) return outer;
		if ('kind' in outer && outer.shared) throw new SharedNodeError('the string that holds the place is shared with others');
		return (this.tree.innerOf.get(outer as Node | Entry) as T | undefined) ?? unknownNode();
	}

	/** Written containers are handed out as this tree's nodes. */
	private outer<T extends MapPlace | ListPlace>(inner: T | undefined): T | undefined {
		if (!inner || 'planned' in inner) return inner;
		for (const [outer, known] of this.tree.innerOf) if (known === (inner as Node)) return outer as T;
		return undefined;
	}
}

function unknownNode(): never {
	throw new RangeError('the node does not belong to this tree');
}
