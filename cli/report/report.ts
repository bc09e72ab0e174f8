/**
 * What a run of the command line has to say, before it is said in some format: findings at or above the level, and what kept
 * the review from being complete. Reports are functions of this; they read no file and know no option.
 */
import type { WritePlan } from '../../engine/dialects/dialect.ts';
import { type Finding, type Fix, type Place, type Severity, severities } from '../../engine/review/finding.ts';
import type { Rule } from '../../engine/review/rule.ts';
import type { Lines } from '../lines.ts';

export interface Report {
	/** Version of Plumbline. */
	readonly version: string;
	readonly rules: ReadonlyMap<string, Rule>;
	/** Pages of the rules in Markdown, by rule id. */
	readonly pages: Readonly<Record<string, string>>;
	/** By file in the order of the command line, then in the order of the text. */
	readonly findings: readonly ReportedFinding[];
	/** How many documents were reviewed. */
	readonly reviewed: number;
	/** How many questions had no certain answer. */
	readonly undecided: number;
	readonly incomplete: readonly Notice[];
	/** Files that could not be read, or not be written. */
	readonly failures: readonly Notice[];
	/** What `--fix` did; absent without it. */
	readonly fixes?: FixOutcome;
	document(uri: string): ReportDocument;
}

export interface ReportedFinding {
	readonly finding: Finding;
	/** The edits of one of the finding's fixes, for every document they touch. */
	plan(fix: Fix): WritePlan;
	/** Whether one of the finding's fixes can be written: much cheaper than its plan where many are asked for. */
	writable(fix: Fix): boolean;
}

export interface ReportDocument {
	/** Relative to the working directory with `/`, or absolute where it lies outside. */
	readonly path: string;
	readonly lines: Lines;
}

/** Something about a file, completing "FILE: …". */
export interface Notice {
	readonly path: string;
	readonly reason: string;
}

export interface FixOutcome {
	/** Files that were written, with the titles of the fixes. */
	readonly written: readonly { readonly path: string; readonly titles: readonly string[] }[];
	/** Preferred fixes that could not be made. */
	readonly refused: readonly { readonly path: string; readonly title: string; readonly reason: string }[];
	/** Files that were not written after all. */
	readonly failed: readonly Notice[];
}

/** Where a finding is reported: where a person would change it. */
export function placeOf({ finding: { place, written } }: Pick<ReportedFinding, 'finding'>): Place {
	return written ?? place;
}

/** The place in the plan, of what is reported in the configuration that it was made of. */
export function planPlace({ finding: { place, written } }: Pick<ReportedFinding, 'finding'>): Place | undefined {
	return written && place;
}

export type Counts = Readonly<Record<Severity, number>>;

export function count(findings: readonly ReportedFinding[]): Counts {
	const counts = { error: 0, warning: 0, information: 0, hint: 0 };
	for (const { finding } of findings) counts[finding.severity]++;
	return counts;
}

/** How many findings `--fix` would mend. */
export function fixable(findings: readonly ReportedFinding[]): number {
	return findings.filter(reported => safeFix(reported) !== undefined).length;
}

/** The fix that `--fix` would make for a finding, if it can be written. */
export function safeFix({ finding, writable }: ReportedFinding): Fix | undefined {
	const fix = finding.fixes.find(one => one.preferred);
	return fix && writable(fix) ? fix : undefined;
}

const plurals: Record<Severity, string> = { error: 'errors', warning: 'warnings', information: 'information', hint: 'hints' };

/** `2 errors, 1 warning`; empty where there is none. */
export function countsText(counts: Counts): string {
	return severities.filter(one => counts[one] > 0).map(one => `${counts[one]} ${counts[one] === 1 ? one : plurals[one]}`).join(', ');
}

/** What there is where nothing was found: a review of nothing is not praised. */
export function nothingText({ reviewed, failures }: Report): string {
	if (reviewed > 0) return `Nothing found in ${plural(reviewed, 'file')}.`;
	return failures.length > 0 ? 'Nothing was reviewed.' : 'Nothing was reviewed: there is no design here.';
}

/** Empty where every question had an answer. */
export function undecidedText({ undecided }: Report): string {
	return undecided > 0 ? ` ${plural(undecided, 'question')} undecided: the values are known only at deployment.` : '';
}

/** `1 file`, `3 files`. */
export function plural(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
