/**
 * Writes collected changes of HCL: arguments and blocks come and go as whole lines, values change in place, and what stands in
 * aligned lines is aligned again. Blocks of one name are one list to the tree; here each is a statement of the body.
 */
import { type Changes, type Write, placeIn } from './changes.ts';
import { HclLayout } from './hcl-layout.ts';
import { type Statement as New, statementsOf } from './spell-hcl.ts';
import { type Planned, isHollow } from './planned.ts';
import type { Entry, ListNode, MapNode, Node, SyntaxTree } from './tree.ts';

/** An argument or block that is written. */
export interface Statement {
	/** The name of the argument or the type of the block. */
	readonly start: number;
	readonly end: number;
	readonly entry: Entry;
	/** A block's body or labels, an argument's value. */
	readonly node: Node;
	readonly block: boolean;
	removed: boolean;
	/** Instead of the argument's value. */
	value?: Planned;
	/** What is to stand behind it. */
	readonly inserts: New[];
}

/** A body with all that is to become of it. */
export interface Body {
	readonly node: MapNode;
	readonly statements: readonly Statement[];
	/** What is to stand before the first statement. */
	readonly first: New[];
}

export const writeHcl: Write = (tree, { changes, replaced }, edits) => {
	const bodies = new Map<MapNode, Draft>();
	const bodyOf = (node: MapNode): Draft => {
		const known = bodies.get(node) ?? new Draft(tree, node);
		bodies.set(node, known);
		return known;
	};
	const around = (node: Node): MapNode => {
		const { container } = placeIn(tree, node);
		if (container?.kind !== 'map') throw new RangeError('the blocks are in no body');
		return container;
	};
	for (const [container, one] of changes) {
		if (container.kind === 'list') bodyOf(around(container)).changeList(container, one);
		else bodyOf(container).change(one);
	}
	for (const [node, value] of replaced) {
		const { container } = placeIn(tree, node);
		if (container?.kind !== 'list') throw new RangeError('the document cannot be replaced');
		bodyOf(around(container)).replace(node, value);
	}
	for (const body of bodies.values()) new HclLayout(tree, body, placeIn(tree, body.node).depth, edits).write();
};

/** Assigns the changes to the statements of a body. */
class Draft implements Body {
	readonly statements: readonly Statement[];
	readonly first: New[] = [];

	constructor(tree: SyntaxTree, readonly node: MapNode) {
		if (node !== tree.root && tree.text[node.range.start] !== '{') throw new RangeError('labels are not changed');
		if (node !== tree.root && tree.text[node.range.end - 1] !== '}') throw new RangeError('a brace is not closed');
		this.statements = statements(tree.text, node);
	}

	change({ sets, blocks, removed }: Changes): void {
		for (const one of removed) for (const statement of this.of(one as Entry)) statement.removed = true;
		for (const [name, { value, after }] of sets) if (!isHollow(value)) this.set(name, value, after);
		for (const { header, body, after } of blocks) this.add([{ kind: 'block', header, body }], after);
	}

	changeList(list: ListNode, { appended, removed }: Changes): void {
		const own = this.statements.filter(one => list.items.includes(one.node));
		for (const one of own) if (removed.has(one.node)) one.removed = true;
		const last = own.at(-1)!;
		for (const value of appended) if (!isHollow(value)) last.inserts.push(...statementsOf(String(last.entry.key.value), value));
	}

	/** One of several blocks. */
	replace(node: Node, value: Planned): void {
		const old = this.statements.find(one => one.node === node);
		if (!old) throw new RangeError('the node does not belong to this body');
		old.removed = true;
		old.inserts.push(...statementsOf(String(old.entry.key.value), value));
	}

	private set(name: string, value: Planned, after: Entry | undefined): void {
		const old = this.of(this.node.entries.findLast(one => one.key.value === name));
		const made = statementsOf(name, value);
		const [first] = old;
		if (!first) this.add(made, after);
		else if (!first.block && made[0]?.kind === 'argument') first.value = value;
		else {
			for (const one of old) one.removed = true;
			first.inserts.push(...made);
		}
	}

	/** Arguments stand behind the last argument, blocks behind everything. */
	private add(made: readonly New[], after: Entry | undefined): void {
		const argument = made[0]?.kind === 'argument';
		const anchor = this.of(after).at(-1) ?? this.statements.findLast(one => !argument || !one.block);
		const inserts = anchor?.inserts ?? this.first;
		const place = argument ? inserts.findLastIndex(one => one.kind === 'argument') + 1 : inserts.length;
		inserts.splice(place, 0, ...made);
	}

	private of(entry: Entry | undefined): Statement[] {
		return this.statements.filter(one => one.entry === entry);
	}
}

/** In the order of the text. */
function statements(text: string, body: MapNode): Statement[] {
	const made = (entry: Entry, node: Node, start: number, end: number): Statement => ({ start, end, entry, node, block: node.kind === 'map', removed: false, inserts: [] });
	return body.entries.flatMap(entry => {
		const { key, value, range } = entry;
		if (!value) return [];
		if (value.kind !== 'list') return [made(entry, value, key.range.start, range.end)];
		return value.items.map(item => made(entry, item, typeBefore(text, String(key.value), item.range.start), item.range.end));
	}).sort((a, b) => a.start - b.start);
}

/** Where the type of a block stands that goes on at an offset. */
function typeBefore(text: string, type: string, offset: number): number {
	const start = text.lastIndexOf(type, offset - 1);
	if (start < 0 || /\S/.test(text.slice(start + type.length, offset))) throw new RangeError(`the blocks of ${type} cannot be told apart`);
	return start;
}
