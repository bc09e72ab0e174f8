/** What a review of a design says of one of its documents. */
import type { SourceDocument, WritePlan } from '../engine/dialects/dialect.ts';
import type { Architecture } from '../engine/model/architecture.ts';
import type { Finding } from '../engine/review/finding.ts';
import { type Review, ordered } from '../engine/review/reviewer.ts';
import type { Settings } from '../engine/review/settings.ts';
import { removalEdits, suppressionEdits } from '../engine/review/suppression-edits.ts';
import type { Suppression } from '../engine/review/suppressions.ts';
import { createEditor } from '../engine/syntax/editor.ts';
import { type Configuration, suppressWritten } from './configurations.ts';
import type { Document } from './documents.ts';
import { type Recognised, standing } from './recognise.ts';
import type { DocumentReview } from './workspace.ts';

export function notReviewed(uri: string, text: string, version: number | undefined, reason: string): DocumentReview {
	const refuse = (): WritePlan => ({ refused: 'the document is not reviewed' });
	return {
		uri, text, ...(version !== undefined && { version }),
		status: { reviewed: false, reason, baseline: 'none: it is not reviewed', undecided: [], incomplete: [] },
		findings: [], edits: refuse, suppress: refuse, unsuppress: refuse, effort: { ran: 0, remembered: 0 },
	};
}

export interface ReviewParts {
	readonly document: Document;
	readonly recognised: Recognised;
	readonly sources: readonly SourceDocument[];
	/** Files that are no documents of the design. */
	readonly alsoRead: readonly string[];
	readonly variables: readonly string[];
	readonly design: Architecture;
	readonly review: Review;
	/** Of all documents of the design, suppressions applied. */
	readonly findings: readonly Finding[];
	readonly suppressions: readonly Suppression[];
	readonly settings: Settings;
	readonly newSettings: string;
	readonly baseline: string;
	readonly incomplete: readonly string[];
	/** The document was made of a configuration, which was found or not. */
	readonly evaluated?: { readonly what: string; readonly configuration: Configuration | undefined };
}

export function reviewOf(parts: ReviewParts): DocumentReview {
	const { document: { uri, text, version }, recognised, sources, variables, design, review, settings, newSettings } = parts;
	const { dialect, reason } = recognised;
	return {
		uri, text, ...(version !== undefined && { version }), design, documents: [...sources.map(one => one.uri), ...parts.alsoRead], effort: review.effort,
		findings: ordered(parts.findings.filter(finding => finding.place.uri === uri)),
		status: {
			reviewed: true, dialect: dialect.name, reason, baseline: parts.baseline, incomplete: [...new Set(parts.incomplete)],
			undecided: review.undecided.filter(one => one.uri === uri).map(({ rule, address }) => ({ rule, address })),
		},
		edits: fixes => dialect.write({ ...standing(recognised), documents: sources, variables }, design, fixes.flatMap(fix => fix.changes)),
		suppress: (finding, scope) => {
			const context = { documents: sources, design, dialect, settings, newSettings, createEditor };
			return parts.evaluated && scope !== 'settings' ? suppressWritten(finding, scope, parts.evaluated, context) : suppressionEdits(finding, scope, context);
		},
		unsuppress: finding => unsuppress(finding, parts),
	};
}

function unsuppress(finding: Finding, { suppressions, sources }: ReviewParts): WritePlan {
	const { uri, range } = finding.place;
	const source = sources.find(one => one.uri === uri);
	const suppression = suppressions.find(one => one.uri === uri && one.range.start <= range.start && range.end <= one.range.end);
	if (!source || !suppression) return { refused: 'there is no suppression here' };
	return removalEdits(suppression, range, source.tree, createEditor);
}

/** What could not be read or understood: said by the trees, or by the dialect, each once. */
export function problemFindings(design: Architecture, sources: readonly SourceDocument[]): Finding[] {
	const found = sources.flatMap(({ uri, tree }) => tree.problems.map(({ message, range }) => problem(uri, range, message, 'error')));
	const said = new Set(found.map(({ place, message }) => `${place.uri} ${place.range.start} ${message}`));
	const understood = design.problems.filter(({ site, message }) => !said.has(`${site.uri} ${site.range.start} ${message}`));
	return [...found, ...understood.map(({ site, message, severity }) => problem(site.uri, site.range, message, severity))];
}

function problem(uri: string, range: Finding['place']['range'], message: string, severity: Finding['severity']): Finding {
	return { rule: 'syntax', severity, message, place: { uri, range }, related: [], fixes: [] };
}
