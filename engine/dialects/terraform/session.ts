/** What the modules of one design share while they are evaluated: what was read, what is under way, and how much may still be done. */

import type { Condition } from '../../model/value.ts';
import type { TextFile } from '../dialect.ts';

/** Steps for one resource; a step is one expression evaluated once. */
export const MAX_STEPS = 100_000;
/** Longer strings and lists are unknown. */
export const MAX_TEXT = 1_000_000;
export const MAX_ITEMS = 10_000;
/** Values that hold more values are unknown. */
export const MAX_SIZE = 100_000;
/** More instances of all blocks together stay one resource for each block, which is marked as many. */
export const MAX_INSTANCES = 2000;
/** What was left out is said this often at the most. */
const MAX_SAID = 20;

export class Session {
	/** Texts of files that expressions may read, by URI. */
	readonly files: ReadonlyMap<string, string>;
	/** Ids of the text blocks that were read. */
	reads = new Set<string>();
	steps = 0;
	depth = 0;
	/** How many instances there are so far. */
	instances = 0;
	/** Names that are being evaluated, to break circles. */
	readonly running = new Set<string>();
	/** By the default of a variable: what holds where it does. */
	private readonly implied = new Map<string, Condition[]>();
	/** What a budget kept from being read, for the status. */
	readonly incomplete: string[] = [];

	constructor(files: readonly TextFile[] = []) {
		this.files = new Map(files.map(({ uri, text }) => [uri, text]));
	}

	/** Runs `work` with a fresh step budget and answers what it read. */
	collect<T>(work: () => T): { readonly result: T; readonly reads: ReadonlySet<string> } {
		const { reads: outer, steps } = this;
		this.reads = new Set();
		this.steps = 0;
		try {
			return { result: work(), reads: this.reads };
		} finally {
			this.reads = outer;
			this.steps = steps;
		}
	}

	/** What holds of the conditions that were read so far where a default does; more comes to it as more are read. */
	impliedBy(source: string): readonly Condition[] {
		const known = this.implied.get(source) ?? [];
		this.implied.set(source, known);
		return known;
	}

	/** A condition holds, or does not, where the default does. */
	imply(source: string, condition: Condition): void {
		const known = this.impliedBy(source) as Condition[];
		if (!known.some(one => one.name === condition.name)) known.push(condition);
	}

	leftOut(what: string): void {
		if (this.incomplete.length < MAX_SAID && !this.incomplete.includes(what)) this.incomplete.push(what);
	}
}
