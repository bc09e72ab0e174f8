/** Findings as LSP diagnostics. */
import type { Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { type Finding, type RelatedPlace, severities, type Severity } from '../../engine/review/finding.ts';
import { nameOf } from '../../workspace/uris.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';
import type { Lines, LinesOf } from '../lines.ts';

export const source = 'plumbline';

const lspSeverity: Record<Severity, DiagnosticSeverity> = { error: 1, warning: 2, information: 3, hint: 4 };
const lspTag: Record<NonNullable<Finding['tags']>[number], DiagnosticTag> = { unnecessary: 1, deprecated: 2 };

export interface DiagnosticOptions {
	readonly lines: Lines;
	/** Of the documents of related places. */
	readonly linesOf: LinesOf;
	/** The least severe findings that are shown. */
	readonly level: Severity;
	/** The page of a rule, or undefined for what is no rule. */
	readonly href: (rule: string) => string | undefined;
}

export function diagnosticsOf(review: DocumentReview, options: DiagnosticOptions): Diagnostic[] {
	const least = severities.indexOf(options.level);
	return review.findings
		.filter(finding => severities.indexOf(finding.severity) <= least)
		.map(finding => diagnosticOf(finding, options));
}

export function diagnosticOf(finding: Finding, options: DiagnosticOptions): Diagnostic {
	const href = options.href(finding.rule);
	const related = relatedOf(finding, options.linesOf);
	return {
		range: options.lines.range(finding.place.range),
		severity: lspSeverity[finding.severity],
		code: finding.rule,
		...(href && { codeDescription: { href } }),
		source,
		message: finding.message,
		...(finding.tags?.length && { tags: finding.tags.map(tag => lspTag[tag]) }),
		...(related.length > 0 && { relatedInformation: related }),
	};
}

function relatedOf(finding: Finding, linesOf: LinesOf): DiagnosticRelatedInformation[] {
	return placesOf(finding).flatMap(({ uri, range, message }) => {
		const lines = linesOf(uri);
		return lines ? [{ location: { uri, range: lines.range(range) }, message }] : [];
	});
}

/** Documents whose lines the findings speak of. */
export function mentioned(findings: readonly Finding[]): ReadonlySet<string> {
	return new Set(findings.flatMap(finding => placesOf(finding).map(place => place.uri)));
}

/** The other places that a finding speaks of: first where it would be changed. */
function placesOf({ written, related }: Finding): readonly RelatedPlace[] {
	return [...written ? [{ ...written, message: `written in ${nameOf(written.uri)}` }] : [], ...related];
}

/** Names a set of diagnostics by what it says, so that an unchanged set can be answered as such without remembering it. */
export function resultId(diagnostics: readonly Diagnostic[]): string {
	const text = JSON.stringify(diagnostics);
	let a = 0x811c9dc5;
	let b = 0x1b873593;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		a = Math.imul(a ^ unit, 0x01000193);
		b = Math.imul(b ^ unit, 0x85ebca6b) + index;
	}
	return `${diagnostics.length}-${text.length}-${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
