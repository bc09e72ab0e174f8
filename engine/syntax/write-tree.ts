/** Writes collected changes of YAML and JSON, container by container; write-block.ts and write-flow.ts know the syntaxes. */
import { type Changes, type Place, type Write, hasAdditions, placeIn } from './changes.ts';
import type { PlannedEdits } from './plan-edits.ts';
import { NewList, NewMap, type Planned, isHollow } from './planned.ts';
import { entryLines, itemLines, keyText } from './spell.ts';
import { type TextStyle, columnAt, isFirstOnLine, ownEntries, styleOf } from './style.ts';
import type { Entry, ListNode, MapNode, Node, SyntaxTree } from './tree.ts';
import { type Slot, type Target, dashesOf, listSlots, mapSlots, writeEntryValue, writeItem, writeSlots } from './write-block.ts';
import { type FlowTarget, writeFlow, writeFlowItem, writeFlowValue, writeJsonRoot } from './write-flow.ts';

export const writeTree: Write = (tree, { changes, replaced }, edits) => {
	const writer = new Writer(tree, edits, styleOf(tree));
	for (const [container, one] of changes) writer.container(container, one);
	for (const [node, value] of replaced) writer.node(node, value);
};

class Writer {
	constructor(private readonly tree: SyntaxTree, private readonly edits: PlannedEdits, private readonly style: TextStyle) {}

	container(container: MapNode | ListNode, changes: Changes): void {
		const target = this.target(container);
		const children: readonly (Entry | Node)[] = container.kind === 'map' ? ownEntries(container) : container.items;
		for (const [{ key }, name] of changes.renamed) this.edits.add(key.range.start, key.range.end, keyText(key, name, target.json, container.style === 'flow'), target.depth);
		const emptied = children.every(child => changes.removed.has(child));
		if (emptied && !hasAdditions(changes) && container.style === 'block' && !this.hasMergeKey(container)) {
			this.node(container, container.kind === 'map' ? new NewMap(true) : new NewList(true));
			return;
		}
		if (children.length === 0 && container.style === 'flow' && !target.json && !this.hasMergeKey(container) && this.isInBlock(container)) {
			this.node(container, container.kind === 'map' ? newMapOf(changes) : newListOf(changes));
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
			const entry = ownEntries(map).findLast(one => one.key.value === key);
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
	node(node: Node, value: Planned): void {
		const { container, entry } = this.placeOf(node);
		const target = this.target(container ?? node);
		if (!container) {
			if (target.json) writeJsonRoot(node, value, target);
			else writeItem(node, value, target);
		} else if (container.kind === 'map') {
			if (container.style === 'flow') writeFlowValue(container, entry!, value, target);
			else writeEntryValue(entry!, value, target);
		} else if (container.style === 'flow') writeFlowItem(container, node, value, target);
		else writeItem(node, value, target);
	}

	private target(container: Node): FlowTarget {
		const { tree: { text, language }, style, edits } = this;
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
		return placeIn(this.tree, node);
	}
}

/** The lines to come behind a slot, by default the last one; they are written even if the slot itself goes. */
function behind(slots: readonly Slot[], index: number): string[][] {
	return (slots[index < 0 ? slots.length - 1 : index] ?? missing()).inserts;
}

function missing(): never {
	throw new RangeError('there is no place for a new line in this collection');
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
