/**
 * The editor behind edit.ts: collects changes over a tree that stays as it is, and has them all written at the end.
 *
 * What is changed is kept by container: entries set or removed, items appended or removed, values replaced. write-tree.ts and
 * write-hcl.ts know the syntaxes. A change of something shared, and changes that contradict one another, are refused.
 */
import { type Changes, type Collected, type Place, hasAdditions, placeIn } from './changes.ts';
import { type BlockDraft, type CreateEditor, type ListPlace, type MapPlace, SharedNodeError, type SyntaxDraft, type TreeEditor } from './edit.ts';
import { isEmbedded } from './embedded.ts';
import { EmbeddedEditor } from './embedded-editor.ts';
import { PlannedEdits } from './plan-edits.ts';
import { NewList, NewMap, type Planned, isHollow, isSame, plan } from './planned.ts';
import { Renames } from './renames.ts';
import { ownEntries } from './style.ts';
import type { Entry, ListNode, MapNode, Node, Range, SyntaxTree, TextEdit } from './tree.ts';
import { writeHcl } from './write-hcl.ts';
import { writeTree } from './write-tree.ts';

export const createEditor: CreateEditor = tree => isEmbedded(tree) ? new EmbeddedEditor(tree, createEditor(tree.inner)) : new OverlayEditor(tree);

class OverlayEditor implements TreeEditor {
	private readonly changes = new Map<MapNode | ListNode, Changes>();
	private readonly replaced = new Map<Node, Planned>();
	private readonly renames: Renames;

	constructor(private readonly tree: SyntaxTree) {
		this.renames = new Renames(tree, {
			changesOf: container => this.changesOf(container),
			mapAt: (container, key) => this.mapAt(container, key),
			put: (container, key, value) => this.put(container, key, value),
		});
	}

	mapAt(container: MapPlace, key: string, object = false): MapPlace | undefined {
		return this.containerAt(container, key, 'map', object) as MapPlace | undefined;
	}

	listAt(container: MapPlace, key: string): ListPlace | undefined {
		return this.containerAt(container, key, 'list') as ListPlace | undefined;
	}

	private containerAt(container: MapPlace, key: string, kind: 'map' | 'list', object = false): MapPlace | ListPlace | undefined {
		const known = container instanceof NewMap ? container.entries.get(key) : this.changes.get(container as MapNode)?.sets.get(key)?.value;
		if (known instanceof NewMap || known instanceof NewList) return known.planned === kind ? known : undefined;
		if (known !== undefined) return undefined;
		if (!(container instanceof NewMap)) {
			const written = this.entryAt(container as MapNode, key)?.value ?? inherited(container as MapNode, key);
			if (written && !isNull(written)) return written.kind === kind ? written : undefined;
		}
		const made = kind === 'map' ? new NewMap(false, !object) : new NewList(false);
		this.put(container, key, made);
		return made;
	}

	appendMap(list: ListPlace): MapPlace {
		const made = new NewMap(true, true);
		this.push(list, made);
		return made;
	}

	set(container: MapPlace, key: string, value: SyntaxDraft, after?: Entry): void {
		this.put(container, key, plan(value), after);
	}

	replace(node: Node, value: SyntaxDraft): void {
		refuseShared(node);
		const planned = plan(value);
		const known = this.replaced.get(node);
		if (known !== undefined && !isSame(known, planned)) throw contradiction();
		const place = this.placeOf(node);
		if (place.container?.kind === 'map' && place.entry) this.put(place.container, String(place.entry.key.value), planned);
		else this.replaced.set(node, planned);
	}

	append(list: ListPlace, value: SyntaxDraft): void {
		this.push(list, plan(value));
	}

	addBlock(container: MapPlace, header: readonly string[], block: BlockDraft, after?: Entry): void {
		if (container instanceof NewMap) throw new RangeError('a block that is about to be written takes no labelled blocks');
		this.changesOf(container as MapNode).blocks.push({ header, body: plan(block) as NewMap, ...(after && { after }) });
	}

	rename(container: MapNode, entry: Entry, names: readonly string[]): void {
		refuseShared(container);
		if (entry.key.shared) throw new SharedNodeError(`${String(entry.key.value)} is merged from elsewhere`);
		if (this.tree.language === 'hcl') throw new RangeError('an argument or a block of HCL is not renamed');
		if (names.length > 1 && entry.value) refuseAnchors(entry.value, entry.range);
		this.renames.add(container, entry, names);
	}

	removeEntry(container: MapNode, entry: Entry): void {
		refuseShared(container);
		if (entry.key.shared) throw new SharedNodeError(`${String(entry.key.value)} is merged from elsewhere`);
		if (entry.value) refuseAnchors(entry.value, entry.range);
		const changes = this.changesOf(container);
		if (changes.sets.has(String(entry.key.value))) throw contradiction();
		changes.removed.add(entry);
	}

	removeItem(list: ListNode, item: Node): void {
		refuseShared(list);
		refuseAnchors(item, list.range);
		this.changesOf(list).removed.add(item);
	}

	private put(container: MapPlace, key: string, value: Planned, after?: Entry): void {
		if (container instanceof NewMap) {
			const known = container.entries.get(key);
			if (known !== undefined && !isSame(known, value)) throw contradiction();
			if (known === undefined) container.entries.set(key, value);
			return;
		}
		const map = container as MapNode;
		refuseShared(map);
		const entry = this.entryAt(map, key);
		if (entry?.value) refuseAnchors(entry.value, entry.value.range);
		const changes = this.changesOf(map);
		const known = changes.sets.get(key);
		if ((known && !isSame(known.value, value)) || (entry && (changes.removed.has(entry) || changes.renamed.has(entry)))) throw contradiction();
		if (!known) changes.sets.set(key, { value, ...(after && { after }) });
	}

	private push(list: ListPlace, value: Planned): void {
		if (list instanceof NewList) list.items.push(value);
		else {
			refuseShared(list as ListNode);
			this.changesOf(list as ListNode).appended.push(value);
		}
	}

	private entryAt(map: MapNode, key: string): Entry | undefined {
		return ownEntries(map).findLast(entry => entry.key.value === key);
	}

	private changesOf(container: MapNode | ListNode): Changes {
		let changes = this.changes.get(container);
		if (!changes) {
			changes = { sets: new Map(), appended: [], blocks: [], removed: new Set(), renamed: new Map() };
			this.changes.set(container, changes);
		}
		return changes;
	}

	edits(): TextEdit[] {
		this.renames.settle();
		const edits = new PlannedEdits();
		const gone = this.gone();
		const collected: Collected = {
			changes: [...this.changes].filter(([container, changes]) => {
				const adds = hasAdditions(changes);
				return (adds || changes.removed.size > 0) && !this.isGone(container, gone, !adds);
			}),
			replaced: [...this.replaced].filter(([node]) => !this.isGone(node, gone, false)),
		};
		(this.tree.language === 'hcl' ? writeHcl : writeTree)(this.tree, collected, edits);
		return edits.finish();
	}

	/** Ranges that are removed or overwritten, with the container that says so. */
	private gone(): { range: Range; by: Node; removed: boolean }[] {
		const gone: { range: Range; by: Node; removed: boolean }[] = [];
		for (const [container, { sets, removed }] of this.changes) {
			for (const child of removed) if (!('kind' in child && child.shared)) for (const range of this.rangesOf(child)) gone.push({ range, by: container, removed: true });
			if (container.kind === 'list') continue;
			for (const [key, { value }] of sets) {
				const old = this.entryAt(container, key)?.value;
				if (old && !isHollow(value)) for (const range of this.rangesOf(old)) gone.push({ range, by: container, removed: false });
			}
		}
		for (const node of this.replaced.keys()) gone.push({ range: node.range, by: node, removed: false });
		return gone;
	}

	/** Whether a change is pointless since something around its place goes; only a removal may be. */
	private isGone(node: Node, gone: readonly { range: Range; by: Node; removed: boolean }[], removal: boolean): boolean {
		const around = gone.find(({ range, by }) => by !== node && range.start <= node.range.start && node.range.end <= range.end);
		if (!around) return false;
		if (removal && around.removed) return true;
		throw contradiction();
	}

	/** Between the blocks of an HCL list there may be other things. */
	private rangesOf(child: Entry | Node): readonly Range[] {
		const node = 'kind' in child ? child : child.value;
		return this.tree.language === 'hcl' && node?.kind === 'list' ? node.items.map(item => item.range) : [child.range];
	}

	private placeOf(node: Node): Place {
		return placeIn(this.tree, node);
	}
}

function contradiction(): RangeError {
	return new RangeError('two changes of the same place contradict one another');
}

function isNull(node: Node): boolean {
	return node.kind === 'scalar' && node.value === null && node.tag === undefined && !node.shared;
}

function inherited(map: MapNode, key: string): Node | undefined {
	return map.entries.findLast(entry => entry.key.value === key)?.value;
}

function refuseShared(node: Node): void {
	if (node.shared) throw new SharedNodeError('the place is shared with others (anchor, alias or merge key)');
}

/** Text that goes may not hold what others refer to; an alias in it may go. */
function refuseAnchors(node: Node, range: Range): void {
	if (node.shared && range.start <= node.range.start && node.range.end <= range.end) refuseShared(node);
	if (node.shared) return;
	if (node.kind === 'map') for (const { value } of node.entries) if (value) refuseAnchors(value, range);
	if (node.kind === 'list') for (const item of node.items) refuseAnchors(item, range);
}
