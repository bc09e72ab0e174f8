/**
 * The editor behind edit.ts: collects changes over a tree that stays as it is, and writes them all at the end.
 *
 * What is changed is kept by container: entries set or removed, items appended or removed, values replaced. write-block.ts and
 * write-flow.ts know the syntaxes. A change of something shared, and changes that contradict one another, are refused.
 */
import { type CreateEditor, type ListPlace, type MapPlace, SharedNodeError, type SyntaxDraft, type TreeEditor } from './edit.ts';
import { isEmbedded } from './embedded.ts';
import { EmbeddedEditor } from './embedded-editor.ts';
import { PlannedEdits } from './plan-edits.ts';
import { NewList, NewMap, type Planned, isHollow, isSame, plan } from './planned.ts';
import { entryLines, itemLines } from './spell.ts';
import { type TextStyle, columnAt, isFirstOnLine, ownEntries, styleOf } from './style.ts';
import type { Entry, ListNode, MapNode, Node, Range, SyntaxTree, TextEdit } from './tree.ts';
import { type Slot, type Target, dashesOf, listSlots, mapSlots, writeEntryValue, writeItem, writeSlots } from './write-block.ts';
import { type FlowTarget, writeFlow, writeFlowItem, writeFlowValue, writeJsonRoot } from './write-flow.ts';

export const createEditor: CreateEditor = tree => isEmbedded(tree) ? new EmbeddedEditor(tree, createEditor(tree.inner)) : new OverlayEditor(tree);

/** Where a node stands. */
interface Place {
	readonly container?: MapNode | ListNode;
	readonly entry?: Entry;
	readonly depth: number;
}

interface Addition {
	readonly value: Planned;
	readonly after?: Entry;
}

interface Changes {
	/** By key: of new entries, and of entries that get another value. */
	readonly sets: Map<string, Addition>;
	readonly appended: Planned[];
	readonly removed: Set<Entry | Node>;
}

class OverlayEditor implements TreeEditor {
	private readonly changes = new Map<MapNode | ListNode, Changes>();
	private readonly replaced = new Map<Node, Planned>();
	private places: Map<Node, Place> | undefined;

	constructor(private readonly tree: SyntaxTree) {}

	mapAt(container: MapPlace, key: string): MapPlace | undefined {
		return this.containerAt(container, key, 'map') as MapPlace | undefined;
	}

	listAt(container: MapPlace, key: string): ListPlace | undefined {
		return this.containerAt(container, key, 'list') as ListPlace | undefined;
	}

	private containerAt(container: MapPlace, key: string, kind: 'map' | 'list'): MapPlace | ListPlace | undefined {
		const known = container instanceof NewMap ? container.entries.get(key) : this.changes.get(container as MapNode)?.sets.get(key)?.value;
		if (known instanceof NewMap || known instanceof NewList) return known.planned === kind ? known : undefined;
		if (known !== undefined) return undefined;
		if (!(container instanceof NewMap)) {
			const written = this.entryAt(container as MapNode, key)?.value ?? inherited(container as MapNode, key);
			if (written && !isNull(written)) return written.kind === kind ? written : undefined;
		}
		const made = kind === 'map' ? new NewMap(false) : new NewList(false);
		this.put(container, key, made);
		return made;
	}

	appendMap(list: ListPlace): MapPlace {
		const made = new NewMap(true);
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
		if ((known && !isSame(known.value, value)) || (entry && changes.removed.has(entry))) throw contradiction();
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
			changes = { sets: new Map(), appended: [], removed: new Set() };
			this.changes.set(container, changes);
		}
		return changes;
	}

	edits(): TextEdit[] {
		const edits = new PlannedEdits();
		const style = styleOf(this.tree);
		const gone = this.gone();
		for (const [container, changes] of this.changes) {
			if (hasAdditions(changes) || changes.removed.size > 0) {
				if (!this.isGone(container, gone, !hasAdditions(changes))) this.writeContainer(container, changes, edits, style);
			}
		}
		for (const [node, value] of this.replaced) {
			if (!this.isGone(node, gone, false)) this.writeNode(node, value, edits, style);
		}
		return edits.finish();
	}

	/** Ranges that are removed or overwritten, with the container that says so. */
	private gone(): { range: Range; by: Node; removed: boolean }[] {
		const gone: { range: Range; by: Node; removed: boolean }[] = [];
		for (const [container, { sets, removed }] of this.changes) {
			for (const child of removed) if (!('kind' in child && child.shared)) gone.push({ range: child.range, by: container, removed: true });
			if (container.kind === 'list') continue;
			for (const [key, { value }] of sets) {
				const old = this.entryAt(container, key)?.value;
				if (old && !isHollow(value)) gone.push({ range: old.range, by: container, removed: false });
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

	private writeContainer(container: MapNode | ListNode, changes: Changes, edits: PlannedEdits, style: TextStyle): void {
		const target = this.target(container, edits, style);
		const children: readonly (Entry | Node)[] = container.kind === 'map' ? ownEntries(container) : container.items;
		const emptied = children.every(child => changes.removed.has(child));
		if (emptied && !hasAdditions(changes) && container.style === 'block' && !this.hasMergeKey(container)) {
			this.writeNode(container, container.kind === 'map' ? new NewMap(true) : new NewList(true), edits, style);
			return;
		}
		if (children.length === 0 && container.style === 'flow' && !target.json && !this.hasMergeKey(container) && this.isInBlock(container)) {
			this.writeNode(container, container.kind === 'map' ? newMapOf(changes) : newListOf(changes), edits, style);
			return;
		}
		if (container.kind === 'map') {
			const additions = this.writeSets(container, changes, target);
			if (container.style === 'flow') this.writeFlowMap(container, changes, additions, target);
			else this.writeBlockMap(container, changes, additions, target);
		} else if (container.style === 'flow') {
			writeFlow(container, changes.removed, changes.appended.filter(value => !isHollow(value)).map(value => ({ value })), target);
		} else {
			this.writeBlockList(container, changes, target);
		}
	}

	/** Writes values of existing entries; answers the new entries. */
	private writeSets(map: MapNode, { sets }: Changes, target: FlowTarget): { key: string; value: Planned; after?: Entry }[] {
		const additions: { key: string; value: Planned; after?: Entry }[] = [];
		for (const [key, { value, after }] of sets) {
			if (isHollow(value)) continue;
			const entry = this.entryAt(map, key);
			if (!entry) additions.push({ key, value, ...(after && { after }) });
			else if (map.style === 'flow') writeFlowValue(map, entry, value, target);
			else writeEntryValue(entry, value, target);
		}
		return additions;
	}

	/** Where a merge key stands among the commas is not known. */
	private writeFlowMap(map: MapNode, { removed }: Changes, additions: readonly { key: string; value: Planned; after?: Entry }[], target: FlowTarget): void {
		if (additions.length + removed.size > 0 && !target.json && this.hasMergeKey(map)) throw new RangeError('a map in braces with a merge key is not changed');
		writeFlow(map, removed, additions, target);
	}

	private writeBlockMap(map: MapNode, { removed }: Changes, additions: readonly { key: string; value: Planned; after?: Entry }[], target: Target): void {
		const entries = ownEntries(map);
		const slots = mapSlots(map, removed as ReadonlySet<Entry>);
		const column = columnAt(target.text, entries[0]?.key.range.start ?? map.range.start);
		const mergeEnd = map.range.end > (slots.at(-1)?.end ?? 0) && this.hasMergeKey(map) ? { start: map.range.end, end: map.range.end, removed: false, inserts: [] } : undefined;
		if (mergeEnd) slots.push(mergeEnd);
		for (const { key, value, after } of additions) {
			const index = after ? entries.indexOf(after) : -1;
			behind(slots, index).push(entryLines(key, value, column, target.style));
		}
		writeSlots(slots, target);
	}

	private writeBlockList(list: ListNode, { removed, appended }: Changes, target: Target): void {
		const slots = listSlots(list, removed as ReadonlySet<Node>, target.text);
		const column = columnAt(target.text, dashesOf(list, target.text)[0]!);
		for (const value of appended.filter(item => !isHollow(item))) behind(slots, -1).push(itemLines(value, column, target.style));
		writeSlots(slots, target);
	}

	/** Replaces a node wherever it stands. */
	private writeNode(node: Node, value: Planned, edits: PlannedEdits, style: TextStyle): void {
		const { container, entry } = this.placeOf(node);
		const target = this.target(container ?? node, edits, style);
		if (!container) {
			if (target.json) writeJsonRoot(node, value, target);
			else writeItem(node, value, target);
		} else if (container.kind === 'map') {
			if (container.style === 'flow') writeFlowValue(container, entry!, value, target);
			else writeEntryValue(entry!, value, target);
		} else if (container.style === 'flow') writeFlowItem(container, node, value, target);
		else writeItem(node, value, target);
	}

	private target(container: Node, edits: PlannedEdits, style: TextStyle): FlowTarget {
		const { text, language } = this.tree;
		const { depth, container: around } = this.placeOf(container);
		const json = language === 'json';
		const spacious = json && style.pretty && (around === undefined || isSpacious(around, text));
		return { text, style, edits, depth, json, spacious };
	}

	/** The container is not between brackets: it may be written in block style. */
	private isInBlock(node: Node): boolean {
		const { container } = this.placeOf(node);
		return container === undefined || container.style === 'block';
	}

	private hasMergeKey(container: Node): boolean {
		return container.kind === 'map' && /(?:^|[\n{,-])\s*<<\s*:/.test(this.tree.text.slice(container.range.start, container.range.end));
	}

	private placeOf(node: Node): Place {
		this.places ??= placesOf(this.tree);
		const place = this.places.get(node);
		if (!place) throw new RangeError('the node does not belong to this tree');
		return place;
	}
}

/** The lines to come behind a slot, by default the last one; they are written even if the slot itself goes. */
function behind(slots: readonly Slot[], index: number): string[][] {
	return (slots[index < 0 ? slots.length - 1 : index] ?? missing()).inserts;
}

function missing(): never {
	throw new RangeError('there is no place for a new line in this collection');
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

function hasAdditions({ sets, appended }: Changes): boolean {
	return [...sets.values()].some(({ value }) => !isHollow(value)) || appended.some(value => !isHollow(value));
}

function newMapOf({ sets }: Changes): NewMap {
	const map = new NewMap(true);
	for (const [key, { value }] of sets) map.entries.set(key, value);
	return map;
}

function newListOf({ appended }: Changes): NewList {
	const list = new NewList(true);
	list.items.push(...appended);
	return list;
}

function isSpacious(container: MapNode | ListNode, text: string): boolean {
	const first = container.kind === 'map' ? container.entries[0] : container.items[0];
	return first !== undefined && isFirstOnLine(text, first.range.start);
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
