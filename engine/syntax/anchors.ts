/**
 * Anchors and what leads to them, while a text is read. Aliases are followed by reference: the tree becomes a graph, in which
 * everything that can be reached twice is marked as shared, and whose size for a walker is kept below a budget.
 */
import type { Node } from './tree.ts';

/** Nodes that aliases may add to a walk of the whole tree. */
const maxExpansion = 100_000;

export interface Anchored {
	readonly node: Node | undefined;
	/** How many nodes a walk visits below it, expansions included. */
	readonly weight: number;
}

export class Anchors {
	/** Names that something may refer to. */
	readonly used = new Set<string>();
	private readonly known = new Map<string, Anchored | 'open'>();
	/** Nodes that a walk has visited so far, expansions included. */
	private weight = 0;
	private expansion = 0;

	visit(nodes = 1): void {
		this.weight += nodes;
	}

	/** Reads the content of an anchored node, which itself is visited already. */
	define(name: string, read: () => Node | undefined): Node | undefined {
		const before = this.weight - 1;
		this.known.set(name, 'open');
		const node = read();
		this.known.set(name, { node, weight: this.weight - before });
		return node;
	}

	/** What an alias leads to, or the problem with it. */
	resolve(name: string): Anchored | string {
		const target = this.known.get(name);
		const fits = typeof target === 'object' && this.expansion + target.weight <= maxExpansion;
		const weight = fits ? target.weight : 1;
		this.weight += weight;
		this.expansion += weight;
		if (fits) return target;
		if (target === undefined) return `nothing is anchored as ${name}`;
		return target === 'open' ? `*${name} contains itself` : `aliases expand to more than ${maxExpansion} nodes; *${name} is not read`;
	}

	/** Gives the anchor of one node to another that takes its place; answers that other, marked as shared if need be. */
	move(holder: Node, node: Node): Node {
		for (const [name, anchored] of this.known) {
			if (anchored === 'open' || anchored.node !== holder) continue;
			const moved = this.used.has(name) ? sharedCopy(node) : node;
			this.known.set(name, { node: moved, weight: weightOf(moved) });
			return moved;
		}
		return node;
	}
}

function sharedCopy(node: Node): Node {
	if (node.shared || node.kind === 'scalar') return { ...node, shared: true };
	if (node.kind === 'list') return { ...node, shared: true, items: node.items.map(sharedCopy) };
	const entries = node.entries.map(({ key, value, range }) => ({ key: { ...key, shared: true }, range, ...(value && { value: sharedCopy(value) }) }));
	return { ...node, shared: true, entries };
}

function weightOf(node: Node): number {
	if (node.kind === 'list') return node.items.reduce((sum, item) => sum + weightOf(item), 1);
	return node.kind === 'map' ? node.entries.reduce((sum, { value }) => sum + (value ? weightOf(value) : 0), 1) : 1;
}
