/**
 * The law of fixing: whatever is mended in whatever order, it comes to an end, the text stays well-formed, no comment is lost but with
 * what a fix removes, and nothing that can be mended is left. It is asked of this repository's own designs and of all cases of the
 * rules, as many as the time allows, some of them with more comments or other line ends. `SEED=… npx vitest run test/workspace/fix-all`
 * begins with the one that failed; `FIX_SECONDS=600` asks longer.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Fix } from '../../engine/review/finding.ts';
import { readHcl } from '../../engine/syntax/hcl.ts';
import { readJson } from '../../engine/syntax/json.ts';
import { type SyntaxTree, applyEdits } from '../../engine/syntax/tree.ts';
import { readYaml } from '../../engine/syntax/yaml.ts';
import { rules } from '../../rules/index.ts';
import { fixAll, planTogether, preferredFixes } from '../../server/features/fix-all.ts';
import { filesBelow, inProject } from '../../tools/files.ts';
import { createWorkspace } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import type { DocumentReview, Workspace } from '../../workspace/workspace.ts';
import { casesOf } from '../harness/cases.ts';
import { parsePage } from '../harness/markdown.ts';
import { SETTINGS, type Texts, memoryFiles, memoryHistory } from '../harness/review.ts';

await loadGrammar();

const SECONDS = Number(process.env['FIX_SECONDS'] ?? 25);
const EVERY = { shown: () => true };
const ROOT = 'file:///case/';
/** No design takes so many fixes one after the other. */
const MOST_STEPS = 300;

interface Sample {
	readonly name: string;
	readonly texts: Texts;
	readonly baseline: Texts;
}

/** A number below another; the same seed gives the same numbers. */
type Choose = (below: number) => number;

function chooser(seed: number): Choose {
	let state = seed | 0;
	return below => {
		state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0;
		return (Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 3) % below;
	};
}

function shuffled<T>(list: readonly T[], choose: Choose): T[] {
	const result = [...list];
	for (let index = result.length - 1; index > 0; index--) {
		const other = choose(index + 1);
		[result[index], result[other]] = [result[other]!, result[index]!];
	}
	return result;
}

const samples: readonly Sample[] = [...designs(), ...cases()];

function designs(): Sample[] {
	return ['examples/bucket-policy', 'examples/data-lake', 'examples/media-library', 'examples/web-shop', 'test/designs/bucket-module', 'test/designs/terraform-idioms'].map(folder => ({
		name: folder, baseline: new Map(),
		texts: new Map(filesBelow(folder, path => /\.(tf|tfvars|ya?ml|json)$/.test(path)).map(path => [path, readFileSync(inProject(`${folder}/${path}`), 'utf8')])),
	}));
}

function cases(): Sample[] {
	return ['rules', 'test/rules'].flatMap(folder => filesBelow(folder, path => /^[^/]+\/[^/]+\.md$/.test(path)).flatMap(path =>
		casesOf(parsePage(readFileSync(inProject(`${folder}/${path}`), 'utf8')).fences).map((one): Sample => ({
			name: `${folder}/${path}: ${one.name}`, baseline: one.baseline, texts: new Map(one.files.map(file => [file.path, file.text])),
		}))));
}

function read(path: string, text: string): SyntaxTree {
	if (/\.json$/.test(path)) return readJson(text);
	return /\.(tf|tfvars)$/.test(path) ? readHcl(text) : readYaml(text);
}

/** The text with remarks behind some lines and above others, where they are comments. */
function remarked(path: string, text: string, choose: Choose): string {
	if (/\.json$/.test(path) || path === SETTINGS) return text;
	let lines = text.split('\n');
	let known = read(path, text);
	for (let count = 0; count < 6; count++) {
		const at = choose(lines.length);
		const line = lines[at]!;
		const remark = `# remark ${count}`;
		const more = [...lines];
		if (line.trim() !== '' && choose(2)) more[at] = `${line} ${remark}`;
		else more.splice(at, 0, /^\s*/.exec(line)![0] + remark);
		const tree = read(path, more.join('\n'));
		if (tree.comments.length !== known.comments.length + 1 || tree.problems.length !== known.problems.length) continue;
		[lines, known] = [more, tree];
	}
	return lines.join('\n');
}

function varied({ name, texts, baseline }: Sample, choose: Choose): Sample {
	const crlf = choose(4) === 0;
	const remarks = choose(2) === 0;
	const vary = (path: string, text: string) => {
		const plain = remarks ? remarked(path, text, choose) : text;
		return crlf ? plain.replace(/\r?\n/g, '\r\n') : plain;
	};
	return { name, baseline, texts: new Map([...texts].map(([path, text]) => [path, vary(path, text)])) };
}

/** A design that is mended. */
class Mending {
	readonly texts: Map<string, string>;
	private readonly workspace: Workspace;
	private version = 1;

	constructor({ texts, baseline }: Sample) {
		this.texts = new Map([...texts].map(([path, text]) => [ROOT + path, text]));
		this.workspace = createWorkspace(memoryFiles(texts), memoryHistory(baseline), rules, { today: () => '2026-06-30', prepare: dialect => (dialect === 'terraform' ? loadGrammar() : undefined) });
	}

	get uris(): string[] {
		return [...this.texts.keys()].filter(uri => !uri.endsWith(`/${SETTINGS}`));
	}

	review(uri: string): Promise<DocumentReview> {
		return this.workspace.review(uri);
	}

	write(uri: string, text: string): void {
		this.texts.set(uri, text);
		this.workspace.open(uri, text, this.version++);
	}

	async problems(): Promise<number> {
		let count = 0;
		for (const uri of this.uris) count += (await this.review(uri)).findings.filter(({ rule }) => rule === 'syntax').length;
		return count;
	}

	/** How often each comment stands in the design. */
	comments(): Map<string, number> {
		const counts = new Map<string, number>();
		for (const [uri, text] of this.texts) for (const comment of read(uri, text).comments) counts.set(comment.text, (counts.get(comment.text) ?? 0) + 1);
		return counts;
	}

	/** What can still be mended. */
	async left(): Promise<string[]> {
		const found: string[] = [];
		for (const uri of this.uris) {
			const review = await this.review(uri);
			const fixes = preferredFixes(review, EVERY);
			if (planTogether(review, fixes).size > 0) found.push(...fixes.filter(fix => planTogether(review, [fix]).size > 0).map(fix => fix.title));
		}
		return found;
	}

	/** Some fixes of a document, as many of them as go together; undefined where nothing is left. */
	async some(choose: Choose): Promise<{ fixes: readonly Fix[]; edits: ReturnType<typeof planTogether> } | undefined> {
		for (const uri of shuffled(this.uris, choose)) {
			const review = await this.review(uri);
			const all = shuffled(preferredFixes(review, EVERY), choose);
			for (const fixes of [all.slice(0, 1 + choose(choose(2) ? all.length + 1 : 1)), all]) {
				const edits = planTogether(review, fixes);
				if (edits.size > 0) return { fixes, edits };
			}
		}
		return undefined;
	}
}

function assertKept(before: Map<string, number>, after: Map<string, number>, fixes: readonly Fix[]): void {
	// What a fix removes goes with what is said of it.
	if (fixes.some(({ changes }) => changes.some(({ kind }) => kind === 'remove'))) return;
	const lost = [...before].filter(([text, count]) => (after.get(text) ?? 0) < count).map(([text]) => text);
	expect(lost, `comments lost by ${fixes.map(fix => `“${fix.title}”`).join(', ')}`).toEqual([]);
}

/** Some fixes at a time, in any order. */
async function mendAtRandom(mending: Mending, choose: Choose): Promise<void> {
	const broken = await mending.problems();
	const seen = new Set<string>();
	for (let step = 0; ; step++) {
		const next = await mending.some(choose);
		if (!next) return;
		const { fixes, edits } = next;
		const titles = fixes.map(fix => `“${fix.title}”`).join(', ');
		const comments = mending.comments();
		const state = JSON.stringify([...mending.texts]);
		if (seen.has(state) || step > MOST_STEPS) throw new Error(`it does not end: ${titles}`);
		seen.add(state);
		for (const [uri, some] of edits) mending.write(uri, applyEdits(mending.texts.get(uri)!, some));
		expect(await mending.problems(), `not well-formed after ${titles}`).toBeLessThanOrEqual(broken);
		assertKept(comments, mending.comments(), fixes);
	}
}

/** As the editor does it: all that can be mended in one document, then in the next. */
async function mendAsEditor(mending: Mending): Promise<void> {
	for (const uri of mending.uris) {
		const review = await mending.review(uri);
		const original = new Map(mending.texts);
		const edits = await fixAll(review, {
			...EVERY, textOf: async one => original.get(one),
			reviewAgain: texts => {
				for (const [one, text] of texts) mending.write(one, text);
				return mending.review(uri);
			},
		});
		for (const [one, text] of original) mending.write(one, applyEdits(text, edits.get(one) ?? []));
	}
}

async function holds(sample: Sample, seed: number): Promise<void> {
	const choose = chooser(seed);
	const given = varied(sample, choose);
	const mending = new Mending(given);
	try {
		await mendAtRandom(mending, choose);
		const after = new Mending({ ...given, texts: new Map([...mending.texts].map(([uri, text]) => [uri.slice(ROOT.length), text])) });
		expect(await after.left(), 'read anew there is something left').toEqual([]);
		const together = new Mending(given);
		await mendAsEditor(together);
		expect(await together.left(), 'left by the editor’s fix-all').toEqual([]);
	} catch (error) {
		const shown = [...given.texts].map(([path, text]) => `${path}:\n${text}`).join('\n');
		throw new Error(`SEED=${seed}, ${sample.name}: ${error instanceof Error ? error.message : String(error)}\n\n${shown}`, { cause: error });
	}
}

test('fixes in any order end, keep texts well-formed and comments in place, and leave nothing to mend', async () => {
	const until = performance.now() + SECONDS * 1000;
	const first = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e6) * samples.length);
	const failures: unknown[] = [];
	let count = 0;
	// A seed also says which sample it is.
	for (let seed = first; count < samples.length && performance.now() < until && failures.length < 3; seed++, count++) {
		await holds(samples[(seed * 7919) % samples.length]!, seed).catch(error => failures.push(error));
	}
	expect(failures.map(error => (error as Error).message).join('\n\n')).toBe('');
}, SECONDS * 1000 + 120_000);
