/** Which resources a piece of text belongs to: those in whose blocks it stands, or above whose block. */
import type { SourceDocument } from '../dialects/dialect.ts';
import type { Architecture } from '../model/architecture.ts';
import type { Block } from '../model/lowered.ts';
import type { Range } from '../syntax/tree.ts';

export class ResourceScopes {
	private readonly addresses = new Map<string, Set<string>>();
	/** By document, in the order of the text. */
	private readonly blocks = new Map<string, Block[]>();

	constructor(design: Architecture) {
		for (const resource of design.resources) {
			for (const id of resource.blocks) {
				const known = this.addresses.get(id);
				if (known) known.add(resource.address);
				else this.addresses.set(id, new Set([resource.address]));
			}
		}
		for (const block of design.blocks.values()) {
			if (!this.addresses.has(block.id)) continue;
			const others = this.blocks.get(block.uri);
			if (others) others.push(block);
			else this.blocks.set(block.uri, [block]);
		}
		for (const blocks of this.blocks.values()) blocks.sort((a, b) => a.range.start - b.range.start);
	}

	/** The resources of the innermost block around a range. */
	around(uri: string, range: Range): ReadonlySet<string> {
		const around = (this.blocks.get(uri) ?? []).filter(block => block.range.start <= range.start && range.end <= block.range.end);
		return this.of(around.sort((a, b) => length(a) - length(b))[0]);
	}

	/**
	 * A comment behind something belongs where that stands. One on a line of its own belongs to the resource around it, to the
	 * one that comes next, or, where it is indented deeper than that, to the one before.
	 */
	ofComment({ uri, tree: { text } }: SourceDocument, range: Range): ReadonlySet<string> {
		const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
		const content = text.slice(lineStart, range.start).search(/\S/);
		if (content >= 0) return this.around(uri, { start: lineStart + content, end: lineStart + content + 1 });
		const inside = this.around(uri, range);
		if (inside.size > 0) return inside;
		const blocks = this.blocks.get(uri) ?? [];
		const next = blocks.find(block => block.range.start >= range.end);
		const before = blocks.filter(block => block.range.end <= range.start).at(-1);
		const column = columnOf(text, range.start);
		if (next && onlyComments(text.slice(range.end, next.range.start)) && column <= columnOf(text, next.range.start)) return this.of(next);
		if (before && onlyComments(text.slice(before.range.end, range.start)) && column > columnOf(text, before.range.start)) return this.of(before);
		return new Set();
	}

	private of(block: Block | undefined): ReadonlySet<string> {
		return (block && this.addresses.get(block.id)) ?? new Set();
	}
}

function length(block: Block): number {
	return block.range.end - block.range.start;
}

function columnOf(text: string, offset: number): number {
	const line = text.lastIndexOf('\n', offset - 1) + 1;
	return offset - (line === 0 && text.startsWith('\uFEFF') ? 1 : line);
}

/** Blank lines and comments; the rest of the line that a block ends on counts too. */
function onlyComments(text: string): boolean {
	return /^(?:\s|(?:#|\/\/).*|\/\*[\s\S]*?\*\/)*$/.test(text);
}
