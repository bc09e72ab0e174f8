/**
 * Places that survive edits elsewhere: held relative to the block of text they stand in, and only as long as that block's own
 * text is the same. It is what lets a remembered finding follow its resource through the document.
 */
import type { Architecture } from '../model/architecture.ts';
import type { Block } from '../model/lowered.ts';
import type { Place } from './finding.ts';

export interface Anchor {
	readonly block: string;
	/** Of the block's text. */
	readonly fingerprint: string;
	/** Relative to the block. */
	readonly start: number;
	readonly end: number;
}

/** Blocks by place, for one version of a design. */
export class BlockIndex {
	private readonly byUri = new Map<string, Block[]>();

	constructor(private readonly design: Architecture) {
		for (const block of design.blocks.values()) {
			const others = this.byUri.get(block.uri);
			if (others) others.push(block);
			else this.byUri.set(block.uri, [block]);
		}
		// Of blocks that begin together the longest first, so that searching backwards meets the innermost first.
		for (const blocks of this.byUri.values()) blocks.sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
	}

	/** The innermost block around a range. */
	around(place: Place): Block | undefined {
		const blocks = this.byUri.get(place.uri) ?? [];
		let low = 0;
		let high = blocks.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (blocks[middle]!.range.start <= place.range.start) low = middle + 1;
			else high = middle;
		}
		for (let index = low - 1; index >= 0; index--) if (blocks[index]!.range.end >= place.range.end) return blocks[index];
		return undefined;
	}

	/** Undefined outside all blocks. */
	anchor(place: Place): Anchor | undefined {
		const block = this.around(place);
		return block && {
			block: block.id, fingerprint: this.design.blockFingerprint(block.id), start: place.range.start - block.range.start, end: place.range.end - block.range.start,
		};
	}

	/** Where the anchor is in this version; undefined where its block has changed or gone. */
	place(anchor: Anchor): Place | undefined {
		const block = this.design.blocks.get(anchor.block);
		if (!block || this.design.blockFingerprint(block.id) !== anchor.fingerprint) return undefined;
		return { uri: block.uri, range: { start: block.range.start + anchor.start, end: block.range.start + anchor.end } };
	}
}
