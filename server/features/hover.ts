/** What is said of a finding, or of a rule that is named in a comment, when the pointer rests on it. */
import type { Hover } from 'vscode-languageserver';
import type { Finding } from '../../engine/review/finding.ts';
import type { Rule } from '../../engine/review/rule.ts';
import type { Range } from '../../engine/syntax/tree.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';
import type { Lines, LinesOf } from '../lines.ts';
import { code, destination, plain, whyItMatters } from './markdown.ts';

/** More findings than this at one place are left to the list of problems. */
const MAX_FINDINGS = 4;
const MAX_RELATED = 5;

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
}

export function hoverAt(review: DocumentReview, offset: number, options: HoverOptions): Hover | undefined {
	const findings = findingsAt(review, offset).filter(finding => options.rules.has(finding.rule) && options.shown(finding));
	if (findings.length > 0) {
		const range = findings.map(finding => finding.place.range).reduce(narrower);
		return hover(findings.slice(0, MAX_FINDINGS).map(finding => aboutFinding(finding, options)).join('\n\n---\n\n'), range, options);
	}
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

function aboutFinding(finding: Finding, options: HoverOptions): string {
	const rule = options.rules.get(finding.rule)!;
	return [
		heading(rule),
		evidence(finding),
		whyItMatters(options.page(rule.id) ?? ''),
		related(finding, options.linesOf),
		links(rule, options),
	].filter(Boolean).join('\n\n');
}

function aboutRule(rule: Rule, options: HoverOptions): string {
	return [heading(rule), whyItMatters(options.page(rule.id) ?? ''), links(rule, options)].filter(Boolean).join('\n\n');
}

function heading(rule: Rule): string {
	return `**${plain(rule.title)}** ${code(rule.id)}`;
}

/** Where on which resource, what stands there, and where that came from. */
function evidence({ resource, path, evidence: value }: Finding): string | undefined {
	const where = [resource?.address, path].filter((part): part is string => Boolean(part)).map(code).join(' ');
	const origin = resource?.origin ? ` (${plain(resource.origin)})` : '';
	if (value !== undefined) return `${where || 'Here'}${origin}: ${plain(value)}`;
	return where ? `${where}${origin}` : undefined;
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
	return [href && `[About this rule](${destination(href)})`, `[AWS documentation](${destination(rule.source)})`].filter(Boolean).join(' · ');
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
