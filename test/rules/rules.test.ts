/** Runs the examples and cases of every rule; see README.md here. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Rule } from '../../engine/review/rule.ts';
import { rules as listed } from '../../rules/index.ts';
import { filesBelow, inProject } from '../../tools/files.ts';
import { RULES_INDEX, rulesIndex } from '../../tools/rules-index.ts';
import { type Case, casesOf } from '../harness/cases.ts';
import { type Page, parsePage, rewrite } from '../harness/markdown.ts';
import { type Ran, isAlsoJson, runAsJson, runCase, runWithCrlf } from '../harness/run.ts';

const update = process.env['UPDATE'] === '1';
/** Files of Markdown by rule id: the rule's page and its cases. */
const files = new Map<string, string[]>();
for (const folder of ['rules', 'test/rules']) {
	for (const path of filesBelow(folder, one => /^[^/]+\/[^/]+\.md$/.test(one))) {
		const id = path.replace(/\.md$/, '');
		files.set(id, [...files.get(id) ?? [], `${folder}/${path}`]);
	}
}

test('the list of rules is up to date (npm run generate -- --all)', () => {
	expect(readFileSync(inProject(RULES_INDEX), 'utf8')).toBe(rulesIndex());
});

for (const [id, paths] of [...files].sort()) describe(id, () => suite(id, paths));

function suite(id: string, paths: readonly string[]): void {
	const rule = listed.find(one => one.id === id);
	if (!rule) {
		test('is a rule', () => expect.fail(`${paths.join(' and ')}: there is no rule ${id}`));
		return;
	}
	const runs: { one: Case; run: () => Promise<Ran> }[] = [];
	for (const path of paths) describe(path, () => { runs.push(...page(path, rule)); });
	test('no case stands twice', () => {
		const seen = new Map<string, string>();
		for (const { one } of runs) {
			const text = [...one.files.map(file => `${file.path}\n${file.text}`), ...one.baseline.values()].join('\n');
			expect(seen.get(text), `${one.name} says the same as`).toBeUndefined();
			seen.set(text, one.name);
		}
	});
	test('offers its fixes in every dialect in which it speaks', async () => {
		const ran = (await Promise.allSettled(runs.map(one => one.run()))).flatMap(one => (one.status === 'fulfilled' ? [one.value] : []));
		const spoken = new Set(ran.filter(one => one.fired).map(one => one.family));
		expect(spoken.size, 'no case shows what the rule reports').toBeGreaterThan(0);
		const mute = [...spoken].filter(family => !ran.some(one => one.family === family && one.offered));
		expect(rule.fixes ? mute : [], 'no case shows a fix in').toEqual([]);
	});
}

function page(path: string, rule: Rule): { one: Case; run: () => Promise<Ran> }[] {
	const text = readFileSync(inProject(path), 'utf8');
	let read: { parsed: Page; cases: Case[] };
	try {
		const parsed = parsePage(text);
		read = { parsed, cases: casesOf(parsed.fences) };
	} catch (error) {
		test('can be read', () => { throw error; });
		return [];
	}
	if (path.startsWith('rules/')) {
		test('has the sections of a page', () => expect(read.parsed.sections).toEqual(['Why it matters', 'Reported', 'Accepted', 'References']));
	}
	const runs = read.cases.map(one => ({ one, run: once(() => runCase(one, rule, listed, update)) }));
	for (const { one, run } of runs) {
		test(one.name, async () => {
			await run();
			if (path.startsWith('rules/')) placed(one, rule);
		});
		if (isAlsoJson(one)) test(`${one.name} as JSON`, () => runAsJson(one, rule, listed));
		test(`${one.name} with CRLF`, () => runWithCrlf(one, rule, listed));
	}
	if (update) afterAll(() => rewritten(path, text, runs));
	return runs;
}

/** What the page reports is reported, and what it accepts is accepted. */
function placed(one: Case, rule: Rule): void {
	const marked = one.files.some(file => file.markers.some(marker => marker.rule === rule.id));
	if (one.section === 'Reported') expect(marked, 'a case under Reported has a marker of the rule').toBe(true);
	if (one.section === 'Accepted') expect(marked, 'a case under Accepted has no marker of the rule').toBe(false);
}

async function rewritten(path: string, text: string, runs: readonly { one: Case; run: () => Promise<Ran> }[]): Promise<void> {
	const edits: Parameters<typeof rewrite>[1][number][] = [];
	const insertions: Parameters<typeof rewrite>[2][number][] = [];
	for (const { one, run } of runs) {
		const ran = await run().catch(() => undefined);
		for (const [fence, fixed] of ran?.written.blocks ?? []) edits.push({ fence, text: fixed });
		const behind = one.fixed.at(-1) ?? one.files.at(-1)!.fence;
		const block = (ran?.written.missing ?? []).map(missing => [
			`\`\`\`${one.files[0]!.fence.language} fixed`, one.files.length > 1 ? ` path=${missing.path}` : '', missing.title ? ` title="${missing.title}"` : '', `\n${missing.text}\`\`\`\n`,
		].join('')).join('');
		if (block) insertions.push({ behind, block });
	}
	const result = rewrite(text, edits, insertions);
	if (result !== text) writeFileSync(inProject(path), result);
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
	let result: Promise<T> | undefined;
	return () => {
		result ??= work();
		return result;
	};
}
