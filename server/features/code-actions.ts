/**
 * What can be done about the findings in a range, as offers: a title and a plan of edits that is made when it is asked for.
 * Whoever answers the request turns plans into edits, and leaves out an offer whose plan is refused.
 */
import type { CodeActionContext, CodeActionKind } from 'vscode-languageserver';
import type { WritePlan } from '../../engine/dialects/dialect.ts';
import type { Finding } from '../../engine/review/finding.ts';
import type { Rule } from '../../engine/review/rule.ts';
import type { Range } from '../../engine/syntax/tree.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';
import { canMend, preferredFixes, tryPlan } from './fix-all.ts';
import { suppressions, unsuppression } from './suppress.ts';

export const quickFix: CodeActionKind = 'quickfix';
export const fixAllKind: CodeActionKind = 'source.fixAll.plumbline';

/** In a selection with more findings than this only their fixes are offered, and of no more findings than the second. */
const MAX_WITH_SUPPRESSIONS = 5;
const MAX_FINDINGS = 50;

export interface Offer {
	readonly title: string;
	readonly findings: readonly Finding[];
	readonly preferred?: boolean;
	/** It removes the problem, and not only its report. */
	readonly mends: boolean;
	readonly plan: () => WritePlan;
}

export interface OfferOptions {
	readonly rules: ReadonlyMap<string, Rule>;
	readonly shown: (finding: Finding) => boolean;
}

/** Findings that a selection touches. */
export function findingsIn(review: DocumentReview, range: Range, shown: OfferOptions['shown']): readonly Finding[] {
	return review.findings.filter(finding => shown(finding) && finding.place.range.start <= range.end && range.start <= finding.place.range.end)
		.slice(0, MAX_FINDINGS);
}

/** Quick fixes, the safe ones first, and suppressions last; no title twice. */
export function offers(review: DocumentReview, findings: readonly Finding[], options: OfferOptions): Offer[] {
	const mends: Offer[] = findings.flatMap(finding => [...fixes(review, finding), ...unsuppression(review, finding)]);
	const list = [...mends.filter(offer => offer.preferred), ...mends.filter(offer => !offer.preferred)];
	if (findings.length <= MAX_WITH_SUPPRESSIONS) {
		list.push(...findings.filter(finding => options.rules.has(finding.rule)).flatMap(finding => suppressions(review, finding)));
	}
	return list.filter((offer, index) => !list.slice(0, index).some(earlier => same(earlier, offer)));
}

function fixes(review: DocumentReview, finding: Finding): Offer[] {
	return finding.fixes.map(fix => ({
		title: fix.title, findings: [finding], preferred: fix.preferred, mends: true, plan: () => tryPlan(review, [fix]),
	}));
}

/** The same title about the same rule and resource does the same. */
function same(a: Offer, b: Offer): boolean {
	return a.title === b.title && a.findings[0]?.rule === b.findings[0]?.rule && a.findings[0]?.resource?.id === b.findings[0]?.resource?.id;
}

/** Rules of the given findings with several preferred fixes in the whole document that can be made. */
export function rulesToFixEverywhere(review: DocumentReview, findings: readonly Finding[], options: OfferOptions): string[] {
	return [...new Set(findings.map(finding => finding.rule))]
		.filter(rule => canMend(review, preferredFixes(review, { shown: options.shown, rule }), 2));
}

/** Whether a request wants actions of a kind: it asks for no kind in particular, for this one or for one above it. */
export function wants(context: Pick<CodeActionContext, 'only'>, kind: CodeActionKind): boolean {
	return context.only === undefined || context.only.some(only => only === '' || kind === only || kind.startsWith(`${only}.`));
}
