/**
 * Runs a case: what it must find, what its fixes must write, and that both hold in other spellings of the same design. Every
 * failure is thrown as an Error whose message shows the text.
 */
import { expect } from 'vitest';
import type { Rule } from '../../engine/review/rule.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import { asJson } from './as-json.ts';
import { terraformFile, undeclaredIn } from './as-terraform-json.ts';
import type { Case, Family } from './cases.ts';
import type { Fence } from './markdown.ts';
import { type Marker, annotate } from './markers.ts';
import { type Found, type Outcome, SETTINGS, type Texts, applyFixes, reviewTexts } from './review.ts';

export interface Written {
	/** What fixes wrote, for `UPDATE=1`: texts of blocks that are there, and of blocks that are missing, by title. */
	readonly blocks: Map<Fence, string>;
	readonly missing: { title: string | undefined; path: string; text: string }[];
}

export interface Ran {
	readonly family: Family;
	/** The rule spoke. */
	readonly fired: boolean;
	readonly offered: boolean;
	readonly written: Written;
}

/** The case as it is written. With `update`, texts that fixes write are collected and not compared. */
export async function runCase(one: Case, rule: Rule, rules: readonly Rule[], update: boolean): Promise<Ran> {
	const texts = new Map(one.files.map(file => [file.path, file.text]));
	const outcome = await reviewTexts(texts, one.baseline, rules);
	compare(one, outcome, rule);
	const own = outcome.found.filter(({ finding }) => finding.rule === rule.id);
	const offering = own.filter(({ titles }) => titles.length > 0);
	if (own.some(({ finding }) => finding.fixes.length > 0) && !rule.fixes) throw new Error(`${rule.id} offers a fix and does not declare \`fixes\``);
	if (own.some(({ finding }) => finding.fixes.filter(fix => fix.preferred).length > 1)) throw new Error(`${rule.id} prefers two fixes at once`);
	const written: Written = { blocks: new Map(), missing: [] };
	if (offering.length > 0) await checkFixes(one, { texts, outcome, offering, rule, rules, update }, written);
	else if (one.fixed.length > 0) throw new Error('there is a fixed block, and no fix is offered');
	return { family: one.family, fired: own.length > 0, offered: offering.length > 0, written };
}

/** Whether a case runs again as JSON: it has files in YAML or HCL, and does not want to stay as it is. */
export function isAlsoJson(one: Case): boolean {
	return !one.asIs && one.files.some(({ fence }) => fence.language === 'yaml' || fence.language === 'hcl');
}

async function inJson(one: Case): Promise<{ texts: Texts; baseline: Texts }> {
	if (one.family === 'terraform') await loadGrammar();
	const convert = (path: string, text: string): [string, string] => {
		if (path === SETTINGS) return [path, text];
		if (one.family === 'terraform') return terraformFile(path, text);
		return /\.json$/.test(path) ? [path, text] : [path.replace(/\.\w+$/, '.json'), asJson(text)];
	};
	return {
		texts: new Map(one.files.map(file => convert(file.path, file.text))),
		baseline: new Map([...one.baseline].map(([path, text]) => convert(path, text))),
	};
}

export function inCrlf(one: Case): { texts: Texts; baseline: Texts } {
	const convert = (text: string) => text.replaceAll('\n', '\r\n');
	return {
		texts: new Map(one.files.map(file => [file.path, convert(file.text)])),
		baseline: new Map([...one.baseline].map(([path, text]) => [path, convert(text)])),
	};
}

/** The same findings on the same resources and properties; fixed, the rule has nothing more to mend. */
export async function runAsJson(one: Case, rule: Rule, rules: readonly Rule[]): Promise<void> {
	const { texts, baseline } = await inJson(one);
	const original = await reviewTexts(new Map(one.files.map(file => [file.path, file.text])), one.baseline, rules);
	const outcome = await reviewTexts(texts, baseline, rules);
	sound(outcome, rule);
	const keys = (from: Outcome) => ofInterest(one, from, rule).map(found => found.key).sort();
	expect(keys(outcome), 'findings as JSON').toEqual(keys(original));
	if (one.maybe && !outcome.undecided.includes(rule.id)) throw new Error('as JSON, the rule is not counted as undecided');
	const offering = outcome.found.filter(({ finding, titles }) => finding.rule === rule.id && titles.length > 0);
	if (offering.length === 0) return;
	const title = titleOf(one);
	const after = await reviewTexts(applyFixes(texts, outcome, offering, title), baseline, rules);
	mended(outcome, after, offering.filter(({ titles }) => title === undefined || titles.includes(title)), rule);
}

/** The same findings at the same lines and columns, and the same text after the fix with its line ends kept. */
export async function runWithCrlf(one: Case, rule: Rule, rules: readonly Rule[]): Promise<void> {
	const { texts, baseline } = inCrlf(one);
	const outcome = await reviewTexts(texts, baseline, rules);
	compare(one, outcome, rule);
	const offering = outcome.found.filter(({ finding, titles }) => finding.rule === rule.id && titles.length > 0);
	if (offering.length === 0) return;
	const original = new Map(one.files.map(file => [file.path, file.text]));
	const before = await reviewTexts(original, one.baseline, rules);
	const same = before.found.filter(({ finding, titles }) => finding.rule === rule.id && titles.length > 0);
	const fixed = applyFixes(original, before, same, titleOf(one));
	for (const [path, text] of applyFixes(texts, outcome, offering, titleOf(one))) expect(text, `${path} after the fix`).toBe(fixed.get(path)!.replaceAll('\n', '\r\n'));
}

function compare(one: Case, outcome: Outcome, rule: Rule): void {
	sound(outcome, rule);
	for (const { path, text, markers } of one.files) {
		const actual = ofInterest(one, outcome, rule).filter(found => found.path === path).map(found => found.marker);
		const [wanted, got] = matched(markers, actual);
		expect(annotate(text, got), `findings in ${path} (− expected, + found)`).toBe(annotate(text, wanted));
	}
	if (one.maybe) {
		if (one.files.some(file => file.markers.length > 0)) throw new Error('a case with `maybe` must be silent, so it has no markers');
		if (!outcome.undecided.includes(rule.id)) throw new Error(`${rule.id} is silent, and not counted as undecided: it takes an unknown for an answer`);
	}
}

/** Every rule ran to its end on every file. */
function sound({ incomplete, notReviewed }: Outcome, rule: Rule): void {
	const failed = incomplete.filter(one => one.startsWith('rule '));
	if (failed.length > 0) throw new Error(failed.join('\n'));
	if (notReviewed.length > 0) throw new Error(`${rule.id} was not asked:\n${notReviewed.join('\n')}`);
}

function ofInterest(one: Case, { found }: Outcome, rule: Rule): Found[] {
	const named = new Set([rule.id, ...one.files.flatMap(file => file.markers.map(marker => marker.rule))]);
	return found.filter(({ finding }) => named.has(finding.rule));
}

/** Pairs what is expected with what was found; of a pair, the found one keeps only the details that were expected. */
function matched(wanted: readonly Marker[], found: readonly Marker[]): [Marker[], Marker[]] {
	const open = [...found];
	const pairs = wanted.map(marker => {
		const index = open.findIndex(one => one.rule === marker.rule && one.fix === marker.fix && one.line === marker.line && one.start === marker.start && one.end === marker.end
			&& (marker.severity === undefined || marker.severity === one.severity) && (marker.message === undefined || one.message!.includes(marker.message)));
		if (index >= 0) open.splice(index, 1);
		return { marker, met: index >= 0 };
	});
	return [wanted.slice(), [...pairs.filter(pair => pair.met).map(pair => pair.marker), ...open]];
}

interface Fixing {
	readonly texts: Texts;
	readonly outcome: Outcome;
	readonly offering: readonly Found[];
	readonly rule: Rule;
	readonly rules: readonly Rule[];
	readonly update: boolean;
}

async function checkFixes(one: Case, fixing: Fixing, written: Written): Promise<void> {
	const { texts, outcome, offering, rule, rules, update } = fixing;
	const titles = one.fixed.length > 0 ? groups(one).map(fences => fences[0]!.options['title']) : missingTitles(rule, offering);
	if (one.fixed.length === 0 && !update) throw new Error('a fix is offered, and no fixed block says what it writes (UPDATE=1 adds it)');
	for (const title of titles) {
		const chosen = offering.filter(found => title === undefined || found.titles.includes(title));
		if (chosen.length === 0) throw new Error(`no finding offers the fix “${title}”; there are ${offering.flatMap(found => found.titles).map(text => `“${text}”`).join(', ')}`);
		const after = applyFixes(texts, outcome, chosen, title);
		const fences = one.fixed.filter(fence => fence.options['title'] === title);
		for (const [path, text] of after) {
			const fence = fences.find(candidate => pathOf(candidate, one) === path);
			if (update && fence) written.blocks.set(fence, text);
			else if (update && text !== texts.get(path)) written.missing.push({ title, path, text });
			else if (!update) expect(text, `${path} after the fix${title ? ` “${title}”` : ''}`).toBe(fence?.text ?? texts.get(path));
		}
		mended(outcome, await reviewTexts(after, one.baseline, rules), chosen, rule);
	}
}

function missingTitles(rule: Rule, offering: readonly Found[]): (string | undefined)[] {
	return rule.fixes === 'choice' ? [...new Set(offering.flatMap(found => found.titles))] : [undefined];
}

/** Still well-formed, all names declared, the findings gone, nothing left to mend by the same means, and no error that was not there. */
function mended(before: Outcome, after: Outcome, chosen: readonly Found[], rule: Rule): void {
	sound(after, rule);
	const count = (outcome: Outcome, filter: (found: Found) => boolean) => outcome.found.filter(filter).length;
	const problem = after.found.find(({ finding }) => finding.rule === 'syntax' && finding.severity === 'error');
	const broken = count(before, ({ finding }) => finding.rule === 'syntax') > 0;
	if (problem && !broken) throw new Error(`after the fix: ${problem.finding.message}\n\n${shown(after)}`);
	const astray = broken ? [] : undeclared(after).filter(name => !undeclared(before).includes(name));
	if (astray.length > 0) throw new Error(`after the fix nothing declares ${astray.join(', ')}\n\n${shown(after)}`);
	const own = ({ finding }: Found) => finding.rule === rule.id;
	if (count(after, own) > count(before, own) - chosen.length) {
		const left = after.found.filter(own).map(({ finding }) => finding.message);
		throw new Error(`after the fix ${rule.id} still says:\n${left.join('\n')}\n\n${shown(after)}`);
	}
	const known = new Set(before.found.map(({ key }) => key));
	const caused = after.found.filter(({ key, finding }) => finding.severity === 'error' && !known.has(key));
	if (caused.length > 0) throw new Error(`the fix causes errors:\n${caused.map(({ finding }) => `${finding.rule}: ${finding.message}`).join('\n')}\n\n${shown(after)}`);
}

function undeclared({ reviews }: Outcome): readonly string[] {
	return undeclaredIn([...reviews].map(([path, { text }]) => ({ path, text })));
}

function shown({ reviews }: Outcome): string {
	return [...reviews].map(([path, { text }]) => `${path}:\n${text}`).join('\n');
}

/** Fixed blocks by title. */
function groups(one: Case): Fence[][] {
	const byTitle = new Map<string | undefined, Fence[]>();
	for (const fence of one.fixed) {
		const title = fence.options['title'];
		byTitle.set(title, [...byTitle.get(title) ?? [], fence]);
	}
	return [...byTitle.values()];
}

function titleOf(one: Case): string | undefined {
	return one.fixed[0]?.options['title'];
}

function pathOf(fence: Fence, one: Case): string {
	return fence.options['path'] ?? one.files[0]!.path;
}
