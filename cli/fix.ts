/**
 * `--fix`: applies the safe fix of every chosen finding, again and again until nothing is left to do, in memory; only then are
 * the files written. A text that would no longer parse is taken back and its fixes are given up.
 */
import { fileURLToPath } from 'node:url';
import type { WritePlan } from '../engine/dialects/dialect.ts';
import type { Finding, Fix } from '../engine/review/finding.ts';
import { type TextEdit, applyEdits } from '../engine/syntax/tree.ts';
import type { DocumentReview, ReviewOptions, Workspace } from '../workspace/workspace.ts';
import type { FixOutcome, Notice } from './report/report.ts';
import { replaceFile } from './write-file.ts';

/** A fix that mends one finding and causes another could go on for ever; nothing that ends needs so many rounds. */
const MOST_ROUNDS = 1000;

export interface FixContext {
	readonly workspace: Workspace;
	readonly options: ReviewOptions;
	/** Which findings to mend. */
	readonly chosen: (finding: Finding) => boolean;
	/** A document's name for the reader. */
	readonly pathOf: (uri: string) => string;
	readonly progress: { say(text: string): void };
}

interface Draft {
	readonly before: string;
	readonly after: string;
	readonly titles: readonly string[];
	/** All texts that it had. */
	readonly past: ReadonlySet<string>;
}

type Refusal = FixOutcome['refused'][number];

export async function fixAll(uris: readonly string[], context: FixContext): Promise<FixOutcome> {
	const drafts = new Map<string, Draft>();
	const refusals = new Map<string, Refusal>();
	for (const uri of uris) {
		context.progress.say(`Mending ${context.pathOf(uri)}`);
		for (let round = 0; round < MOST_ROUNDS; round++) {
			// What goes wrong here goes wrong in the review that follows, which says so.
			if (!await fixOnce(uri, context, drafts, refusals).catch(() => false)) break;
		}
	}
	return { ...await writeDrafts(drafts, context), refused: [...refusals.values()] };
}

/** One round over one document; false where there was nothing left to do. */
async function fixOnce(uri: string, context: FixContext, drafts: Map<string, Draft>, refusals: Map<string, Refusal>): Promise<boolean> {
	const review = await context.workspace.review(uri, context.options);
	const refuse = (fix: Fix, reason: string) => void refusals.set(keyOf(uri, fix), { path: context.pathOf(uri), title: fix.title, reason });
	const wanted: Fix[] = [];
	const open = [...safeFixes(review, context)].filter(([key]) => !refusals.has(key)).map(([, fix]) => fix);
	const writable = writableOf(review, open);
	for (const fix of open) {
		const alone = writable.has(fix) ? undefined : editsOf(review, [fix]);
		if (alone && 'refused' in alone) refuse(fix, alone.refused);
		else wanted.push(fix);
	}
	if (wanted.length === 0) return false;
	// As many as go together, or one that goes by no means; the rest has its turn in the next round.
	for (let fixes = wanted; ; fixes = fixes.slice(0, Math.ceil(fixes.length / 2))) {
		const reason = await tryFixes(review, fixes, context, drafts);
		if (reason === undefined) return true;
		if (fixes.length > 1) continue;
		refuse(fixes[0]!, reason);
		return true;
	}
}

/** The safe fixes of chosen findings; one that several findings share counts once. */
function safeFixes(review: DocumentReview, { chosen }: FixContext): Map<string, Fix> {
	const fixes = new Map<string, Fix>();
	for (const finding of review.findings.filter(chosen)) {
		const fix = finding.fixes.find(one => one.preferred);
		if (fix) fixes.set(keyOf(review.uri, fix), fix);
	}
	return fixes;
}

/** Applies the fixes together, or says why not. */
async function tryFixes(review: DocumentReview, fixes: readonly Fix[], context: FixContext, drafts: Map<string, Draft>): Promise<string | undefined> {
	const plan = editsOf(review, fixes);
	if ('refused' in plan) return plan.refused;
	if (plan.edits.size === 0) return 'there is nothing to change';
	return apply(review, { fixes, edits: plan.edits }, context, drafts);
}

interface Batch {
	readonly fixes: readonly Fix[];
	readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

/** The edits of some fixes; a writer that fails has refused. */
export function editsOf(review: DocumentReview, fixes: readonly Fix[]): WritePlan {
	try {
		return review.edits(fixes);
	} catch (error) {
		return { refused: `it cannot be written: ${error instanceof Error ? error.message : String(error)}` };
	}
}

/** Those of the fixes that can each be written. What goes together goes alone, so halves are looked into only where something does not go. */
export function writableOf(review: DocumentReview, fixes: readonly Fix[]): Set<Fix> {
	if (fixes.length === 0) return new Set();
	if ('edits' in editsOf(review, fixes)) return new Set(fixes);
	if (fixes.length === 1) return new Set();
	const middle = fixes.length >> 1;
	return new Set([...writableOf(review, fixes.slice(0, middle)), ...writableOf(review, fixes.slice(middle))]);
}

/** Lays the edited texts over the files. Says why not where one would no longer parse, or a fix would not mend; then nothing is changed. */
async function apply(review: DocumentReview, batch: Batch, context: FixContext, drafts: Map<string, Draft>): Promise<string | undefined> {
	const { workspace, options } = context;
	const before = new Map<string, Draft | undefined>();
	const home = homes(review, batch);
	let good = false;
	try {
		for (const [uri, edits] of batch.edits) {
			const old = uri === review.uri ? review : await workspace.review(uri, options);
			const draft = drafts.get(uri);
			const after = applyEdits(old.text, edits);
			before.set(uri, draft);
			workspace.open(uri, after, version++);
			const titles = batch.fixes.filter(fix => home(fix) === uri).map(fix => fix.title);
			if (draft?.past.has(after)) return 'it would undo another fix';
			drafts.set(uri, {
				before: draft?.before ?? old.text, past: new Set([...draft?.past ?? [], old.text]), after,
				titles: [...draft?.titles ?? [], ...titles],
			});
			const now = await workspace.review(uri, options);
			if (now.text !== after || problems(now) > problems(old)) return 'the result would not be well-formed';
		}
		const left = safeFixes(await workspace.review(review.uri, options), context);
		if (batch.fixes.some(fix => left.has(keyOf(review.uri, fix)))) return 'the finding would still be there';
		good = true;
		return undefined;
	} finally {
		if (!good) takeBack(before, workspace, drafts);
	}
}

/** The file that a fix is told of: the document with the finding, or where the value is defined that it changes. */
function homes(review: DocumentReview, { edits }: Batch): (fix: Fix) => string {
	if (edits.size === 1) return () => [...edits.keys()][0]!;
	return fix => {
		const plan = editsOf(review, [fix]);
		return 'edits' in plan && !plan.edits.has(review.uri) ? [...plan.edits.keys()][0] ?? review.uri : review.uri;
	};
}

function takeBack(before: ReadonlyMap<string, Draft | undefined>, workspace: Workspace, drafts: Map<string, Draft>): void {
	for (const [uri, draft] of before) {
		if (draft) {
			workspace.open(uri, draft.after, version++);
			drafts.set(uri, draft);
		} else {
			workspace.close(uri);
			drafts.delete(uri);
		}
	}
}

/** Of the texts laid over files: each is another. */
let version = 1;

function problems(review: DocumentReview): number {
	return review.findings.filter(finding => finding.rule === 'syntax').length;
}

/** Writes what changed, and lets go of the drafts: what is reviewed from now on is what the files say. */
async function writeDrafts(drafts: ReadonlyMap<string, Draft>, { workspace, pathOf }: FixContext) {
	const written: { path: string; titles: readonly string[] }[] = [];
	const failed: Notice[] = [];
	for (const [uri, { before, after, titles }] of drafts) {
		if (before !== after) {
			const reason = await replaceFile(fileURLToPath(uri), before, after);
			if (reason) failed.push({ path: pathOf(uri), reason });
			else written.push({ path: pathOf(uri), titles });
		}
		workspace.close(uri);
		workspace.forget(uri);
	}
	return { written, failed };
}

/** The same fix of the same document, also after others were applied. */
function keyOf(uri: string, fix: Fix): string {
	return `${uri}\n${fix.title}\n${JSON.stringify(fix.changes)}`;
}
