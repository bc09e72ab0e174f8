/**
 * Mends all that has one safe fix, again and again until nothing is left to do: a fix can bring to light what another rule then
 * finds. What comes out are edits of the original texts. It touches no document; the texts in between are reviewed aside.
 */
import type { WritePlan } from '../../engine/dialects/dialect.ts';
import type { Finding, Fix } from '../../engine/review/finding.ts';
import { type TextEdit, applyEdits } from '../../engine/syntax/tree.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';

/** Fixes that still find work after this many rounds are at odds with one another. */
const MAX_ROUNDS = 8;

/** So many fixes are tried before none is offered. */
const MAX_TRIES = 50;

export interface FixAllOptions {
	readonly shown: (finding: Finding) => boolean;
	/** Only this rule's. */
	readonly rule?: string;
	/** The text of a document that a fix touches, as it was reviewed first. */
	readonly textOf: (uri: string) => Promise<string | undefined>;
	/** A review of the same document after these documents were changed. */
	readonly reviewAgain: (texts: ReadonlyMap<string, string>) => Promise<DocumentReview>;
}

export function preferredFixes(review: DocumentReview, options: Pick<FixAllOptions, 'shown' | 'rule'>): Fix[] {
	return review.findings
		.filter(finding => options.shown(finding) && (options.rule === undefined || finding.rule === options.rule))
		.flatMap(finding => finding.fixes.filter(fix => fix.preferred).slice(0, 1));
}

/** Edits by document; empty where there is nothing to mend. */
export async function fixAll(first: DocumentReview, options: FixAllOptions): Promise<ReadonlyMap<string, readonly TextEdit[]>> {
	const drafts = new Map<string, Revision>();
	const seen = new Set<string>();
	let review = first;
	const broken = syntaxProblems(first);
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const edits = planTogether(review, preferredFixes(review, options));
		if (edits.size === 0) break;
		for (const [uri, changes] of edits) {
			const text = await options.textOf(uri);
			if (text === undefined && !drafts.has(uri)) return new Map();
			if (!drafts.has(uri)) drafts.set(uri, new Revision(text!));
			drafts.get(uri)!.apply(changes);
		}
		const texts = new Map([...drafts].map(([uri, draft]) => [uri, draft.text]));
		const state = JSON.stringify([...texts]);
		if (seen.has(state)) break;
		seen.add(state);
		review = await options.reviewAgain(texts);
		if (syntaxProblems(review) > broken) return new Map();
	}
	return new Map([...drafts].map(([uri, draft]) => [uri, draft.edits()] as const).filter(([, edits]) => edits.length > 0));
}

function syntaxProblems(review: DocumentReview): number {
	return review.findings.filter(finding => finding.rule === 'syntax').length;
}

/** The edits of as many of the fixes as can be made together; those that are refused are left out. */
export function planTogether(review: DocumentReview, fixes: readonly Fix[]): ReadonlyMap<string, readonly TextEdit[]> {
	let kept: readonly Fix[] = [];
	let edits: ReadonlyMap<string, readonly TextEdit[]> = new Map();
	const attempt = (some: readonly Fix[]) => {
		if (some.length === 0) return;
		const plan = tryPlan(review, [...kept, ...some]);
		if ('edits' in plan) {
			kept = [...kept, ...some];
			edits = plan.edits;
		} else if (some.length > 1) {
			const half = some.length >> 1;
			attempt(some.slice(0, half));
			attempt(some.slice(half));
		}
	};
	attempt(fixes);
	return new Map([...edits].filter(([, some]) => some.length > 0));
}

/** Whether at least so many of the fixes can be made; looks no further than it must. */
export function canMend(review: DocumentReview, fixes: readonly Fix[], atLeast: number): boolean {
	let possible = 0;
	for (const fix of fixes.slice(0, MAX_TRIES)) {
		const plan = tryPlan(review, [fix]);
		if ('edits' in plan && [...plan.edits.values()].some(edits => edits.length > 0) && ++possible === atLeast) return true;
	}
	return false;
}

/** Changes that contradict one another are refused like any others. */
export function tryPlan(review: DocumentReview, fixes: readonly Fix[]): WritePlan {
	try {
		return review.edits(fixes);
	} catch (error) {
		if (error instanceof RangeError) return { refused: error.message };
		throw error;
	}
}

/** A text that is edited several times over, and knows the one set of edits that leads there. */
export class Revision {
	/** Runs of the original and what was written between them. */
	private pieces: readonly (string | { readonly start: number; readonly end: number })[];
	text: string;

	constructor(readonly original: string) {
		this.text = original;
		this.pieces = [{ start: 0, end: original.length }];
	}

	/** Edits of the text as it is now. */
	apply(edits: readonly TextEdit[]): void {
		const ordered = edits.map((edit, index) => ({ ...edit, index }))
			.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || a.index - b.index);
		const text = applyEdits(this.text, edits);
		let from = 0;
		const pieces = ordered.flatMap(({ range, newText }) => {
			const before = this.slice(from, range.start);
			from = range.end;
			return [...before, newText];
		});
		this.pieces = [...pieces, ...this.slice(from, this.text.length)].filter(piece => piece !== '');
		this.text = text;
	}

	/** Edits of the original that make the text. */
	edits(): TextEdit[] {
		const edits: TextEdit[] = [];
		let from = 0;
		let written = '';
		const close = (to: number) => {
			if (this.original.slice(from, to) !== written) edits.push({ range: { start: from, end: to }, newText: written });
			written = '';
		};
		for (const piece of this.pieces) {
			if (typeof piece === 'string') written += piece;
			else {
				close(piece.start);
				from = piece.end;
			}
		}
		close(this.original.length);
		return edits;
	}

	private slice(from: number, to: number): (string | { start: number; end: number })[] {
		const result: (string | { start: number; end: number })[] = [];
		let at = 0;
		for (const piece of this.pieces) {
			const length = typeof piece === 'string' ? piece.length : piece.end - piece.start;
			const start = Math.max(from - at, 0);
			const end = Math.min(to - at, length);
			if (start < end) result.push(typeof piece === 'string' ? piece.slice(start, end) : { start: piece.start + start, end: piece.start + end });
			at += length;
		}
		return result;
	}
}
