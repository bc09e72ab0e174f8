/** What is said of a finding, of who has access to a bucket or key, or of a rule that is named in a comment, when the pointer rests on it. */
import type { Hover } from 'vscode-languageserver';
import type { Finding } from '../../engine/review/finding.ts';
import type { Rule } from '../../engine/review/rule.ts';
import type { Range } from '../../engine/syntax/tree.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';
import type { Lines, LinesOf } from '../lines.ts';
import { type AccessPlace, accessText } from './access.ts';
import { tryPlan } from './fix-all.ts';
import { code, destination, firstSentence, plain, whyItMatters } from './markdown.ts';

/** More findings than this at one place are left to the list of problems. */
const MAX_FINDINGS = 4;
const MAX_RELATED = 5;
/** In characters: a value that is longer is better read where it stands. */
const MAX_VALUE = 100;

export interface HoverOptions {
	readonly lines: Lines;
	/** Of the documents of related places. */
	readonly linesOf: LinesOf;
	readonly rules: ReadonlyMap<string, Rule>;
	/** The Markdown page of a rule. */
	readonly page: (rule: string) => string | undefined;
	readonly href: (rule: string) => string | undefined;
	/** Whether the finding is shown at all. */
	readonly shown: (finding: Finding) => boolean;
	readonly markdown: boolean;
	/** The editor shows the finding itself above this: message, rule with its page, and related places are not said twice. */
	readonly besideFinding: boolean;
	/** Of the bucket or key that is named here. */
	readonly access?: AccessPlace | undefined;
}

export function hoverAt(review: DocumentReview, offset: number, options: HoverOptions): Hover | undefined {
	const findings = findingsAt(review, offset).filter(finding => options.rules.has(finding.rule) && options.shown(finding));
	const access = options.access && accessText(options.access, options.linesOf);
	if (findings.length > 0) {
		const range = findings.map(finding => finding.place.range).reduce(narrower);
		const about = findings.length > 1 ? aboutOneOfSeveral : aboutFinding;
		return hover([...findings.slice(0, MAX_FINDINGS).map(finding => about(finding, review, options)), ...access ? [access] : []].join('\n\n---\n\n'), range, options);
	}
	if (access) return hover(access, options.access!.range, options);
	const named = ruleAt(review.text, offset, options.rules);
	return named && hover(aboutRule(named.rule, options), named.range, options);
}

/** A finding is also met at its end, where the cursor stands after typing. */
export function findingsAt(review: DocumentReview, offset: number): readonly Finding[] {
	return review.findings.filter(({ place }) => place.range.start <= offset && offset <= place.range.end);
}

function narrower(a: Range, b: Range): Range {
	return b.end - b.start < a.end - a.start ? b : a;
}

function hover(value: string, range: Range, options: HoverOptions): Hover {
	return { contents: { kind: options.markdown ? 'markdown' : 'plaintext', value }, range: options.lines.range(range) };
}

function aboutFinding(finding: Finding, review: DocumentReview, options: HoverOptions): string {
	const rule = options.rules.get(finding.rule)!;
	const why = whyItMatters(options.page(rule.id) ?? '');
	const parts = options.besideFinding
		? [[why, source(rule)].filter(Boolean).join(' '), facts(finding, review)]
		: [heading(rule), why, facts(finding, review), related(finding, options.linesOf), links(rule, options)];
	return parts.filter(Boolean).join('\n\n');
}

/** Where several findings meet, each is explained in a sentence. */
function aboutOneOfSeveral(finding: Finding, review: DocumentReview, options: HoverOptions): string {
	const rule = options.rules.get(finding.rule)!;
	const why = firstSentence(whyItMatters(options.page(rule.id) ?? '') ?? '');
	return [heading(rule), [why, source(rule)].filter(Boolean).join(' '), facts(finding, review)].filter(Boolean).join('\n\n');
}

function heading(rule: Rule): string {
	return `**${plain(rule.title)}** ${code(rule.id)}`;
}

function aboutRule(rule: Rule, options: HoverOptions): string {
	return [heading(rule), whyItMatters(options.page(rule.id) ?? ''), links(rule, options)].filter(Boolean).join('\n\n');
}

function facts(finding: Finding, review: DocumentReview): string {
	return [evidence(finding, review.text), remedy(finding, review)].filter(Boolean).join('\\\n');
}

/** What stands there, on which resource, and where that came from. A resource whose name is underlined needs no second mention. */
function evidence({ resource, evidence: value, place: { range } }: Finding, text: string): string | undefined {
	const owner = resource && `${code(resource.address)}${resource.origin ? ` (${plain(resource.origin)})` : ''}`;
	if (value === undefined) return resource?.address === text.slice(range.start, range.end) && !resource.origin ? undefined : owner && `**Resource**: ${owner}`;
	const [, stands = value, usual, origin] = /^([\s\S]*?)(?:; (AWS's default is [\s\S]*?))?(?: \((default of [^()]*)\))?$/.exec(value) ?? [];
	return `**Value**: ${said(stands)}${owner ? ` in ${owner}` : ''}${usual ? `; ${plain(usual)}` : ''}${origin ? ` — ${plain(origin)}` : ''}`;
}

/** Values as code, and words as words. */
function said(value: string): string {
	if (/^(not set|unknown:|an empty list$)/.test(value)) return plain(value);
	return code(value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value);
}

/** The fixes that would be made if they were asked for. */
function remedy(finding: Finding, review: DocumentReview): string | undefined {
	const possible = finding.fixes.filter(fix => 'edits' in tryPlan(review, [fix]));
	return possible.length > 0 ? `**Fix**: ${possible.map(fix => plain(fix.title)).join(', or: ')}` : undefined;
}

function related(finding: Finding, linesOf: LinesOf): string | undefined {
	const items = finding.related.slice(0, MAX_RELATED).flatMap(({ uri, range, message }) => {
		const lines = linesOf(uri);
		return lines ? [`- [${plain(message)}](${destination(uri)}#L${lines.range(range).start.line + 1})`] : [];
	});
	return items.length > 0 ? items.join('\n') : undefined;
}

function links(rule: Rule, options: HoverOptions): string {
	const href = options.href(rule.id);
	return [href && `[About this rule](${destination(href)})`, source(rule)].filter(Boolean).join(' · ');
}

function source(rule: Rule): string {
	return `[AWS documentation](${destination(rule.source)})`;
}

/** The rule whose id stands around an offset: in a suppression, or in the settings. */
export function ruleAt(text: string, offset: number, rules: ReadonlyMap<string, Rule>): { rule: Rule; range: Range } | undefined {
	const part = /[a-z0-9/-]/;
	let start = offset;
	let end = offset;
	while (start > 0 && part.test(text[start - 1]!)) start--;
	while (end < text.length && part.test(text[end]!)) end++;
	const rule = rules.get(text.slice(start, end));
	return rule && { rule, range: { start, end } };
}
