/** Reviews texts as a workspace would: files in memory, and an earlier version of them for baselines. */
import type { Finding } from '../../engine/review/finding.ts';
import type { Rule } from '../../engine/review/rule.ts';
import { applyEdits } from '../../engine/syntax/tree.ts';
import { createWorkspace } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import { nameOf } from '../../workspace/uris.ts';
import type { DocumentReview, FileContent, Files, History } from '../../workspace/workspace.ts';
import type { Marker } from './markers.ts';
import { checkPath } from './specification.ts';

export type Texts = ReadonlyMap<string, string>;

const ROOT = 'file:///case/';
/** A file of a case that is not reviewed: it says how the others are. */
export const SETTINGS = 'plumbline.yaml';

/** A finding with the path of its file and whether a fix that can be written is offered. */
export interface Found {
	readonly path: string;
	readonly finding: Finding;
	readonly marker: Marker;
	/** Rule, resource and property, which are the same in every syntax. */
	readonly key: string;
	/** Fixes that can be written. */
	readonly titles: readonly string[];
}

export interface Outcome {
	readonly reviews: ReadonlyMap<string, DocumentReview>;
	readonly found: readonly Found[];
	readonly undecided: readonly string[];
	readonly incomplete: readonly string[];
	/** Why a file was not reviewed. */
	readonly notReviewed: readonly string[];
}

/** In memory, by path below the root. */
export function memoryFiles(texts: Texts, root = ROOT): Files {
	const known = new Map([...texts].map(([path, text]) => [root + path, text]));
	return {
		read: async (uri): Promise<FileContent> => (known.has(uri) ? { text: known.get(uri)! } : { unreadable: 'no such file' }),
		list: async uri => entriesOf([...known.keys()], uri.replace(/\/?$/, '/')),
	};
}

function entriesOf(uris: readonly string[], directory: string): { name: string; kind: 'file' | 'directory' }[] {
	const found = new Map<string, 'file' | 'directory'>();
	for (const uri of uris.filter(one => one.startsWith(directory))) {
		const [name, ...below] = uri.slice(directory.length).split('/');
		found.set(decodeURIComponent(name!), below.length > 0 ? 'directory' : 'file');
	}
	return [...found].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** One revision, of any name. */
export function memoryHistory(texts: Texts, root = ROOT): History {
	const files = memoryFiles(texts, root);
	return {
		read: async uri => {
			const content = await files.read(uri);
			return 'text' in content ? content : 'untracked';
		},
		list: async uri => (await files.list(uri)).filter(one => one.kind === 'file').map(one => one.name),
	};
}

/** Reviews all files of a design. A rule that fails is told by its id and error in `incomplete`. */
export async function reviewTexts(texts: Texts, baseline: Texts, rules: readonly Rule[]): Promise<Outcome> {
	const workspace = createWorkspace(memoryFiles(texts), memoryHistory(baseline), rules, {
		checkPath, today: () => '2026-06-30', prepare: dialect => (dialect === 'terraform' ? loadGrammar() : undefined),
	});
	const reviews = new Map<string, DocumentReview>();
	for (const path of texts.keys()) if (path !== SETTINGS) reviews.set(path, await workspace.review(ROOT + path));
	const all = [...reviews.entries()];
	return {
		reviews,
		found: all.flatMap(([path, review]) => review.findings.map(finding => foundIn(path, review, finding))),
		undecided: all.flatMap(([, review]) => review.status.undecided.map(one => one.rule)),
		incomplete: [...new Set(all.flatMap(([, review]) => review.status.incomplete))],
		notReviewed: all.filter(([, review]) => !review.status.reviewed).map(([path, review]) => `${path} is not reviewed: ${review.status.reason}`),
	};
}

function foundIn(path: string, review: DocumentReview, finding: Finding): Found {
	const plans = finding.fixes.map(fix => ({ title: fix.title, plan: review.edits([fix]) }));
	const titles = plans.filter(({ plan }) => 'edits' in plan).map(({ title }) => title);
	const refused = plans.flatMap(({ plan }) => ('refused' in plan ? [` (fix refused: ${plan.refused})`] : []));
	const start = positionOf(review.text, finding.place.range.start);
	const end = positionOf(review.text, finding.place.range.end);
	return {
		path, finding, titles,
		key: `${finding.rule} ${finding.resource?.id ?? ''} ${finding.path ?? ''}`,
		marker: {
			rule: finding.rule, fix: titles.length > 0, severity: finding.severity, message: finding.message + refused.join(''),
			line: start.line, start: start.column, end: end.line === start.line ? end.column : undefined,
		},
	};
}

function positionOf(text: string, offset: number): { line: number; column: number } {
	const before = text.slice(0, offset);
	return { line: before.split('\n').length - 1, column: offset - before.lastIndexOf('\n') - 1 };
}

/**
 * The texts after the fixes of these findings, planned together for each file: of each the one with the title, or else the
 * preferred or first that can be written. Throws where the plan is refused.
 */
export function applyFixes(texts: Texts, { reviews }: Outcome, findings: readonly Found[], title?: string): Map<string, string> {
	const result = new Map(texts);
	for (const [path, review] of reviews) {
		const fixes = findings.filter(one => one.path === path).flatMap(({ finding, titles }) => {
			const offered = finding.fixes.filter(fix => titles.includes(fix.title));
			return title === undefined ? [offered.find(fix => fix.preferred) ?? offered[0]!] : offered.filter(fix => fix.title === title);
		});
		if (fixes.length === 0) continue;
		const plan = review.edits(fixes);
		if ('refused' in plan) throw new Error(`the fixes ${fixes.map(fix => `“${fix.title}”`).join(', ')} are refused together: ${plan.refused}`);
		for (const [uri, edits] of plan.edits) {
			const target = [...result.keys()].find(one => ROOT + one === uri) ?? nameOf(uri);
			result.set(target, applyEdits(result.get(target)!, edits));
		}
	}
	return result;
}
