/**
 * One review of a document out of several: a Terraform module is reviewed as each root module calls it. What several of them find is
 * said once, and mended in all of them.
 */
import type { WritePlan } from '../engine/dialects/dialect.ts';
import type { Finding, Fix } from '../engine/review/finding.ts';
import { joined, keyOf, ordered } from '../engine/review/reviewer.ts';
import type { TextEdit } from '../engine/syntax/tree.ts';
import type { DocumentReview } from './workspace.ts';

interface Part<T> {
	readonly review: DocumentReview;
	readonly one: T;
}

/** `reviews` are of the same document, and not empty. */
export function combined(reviews: readonly DocumentReview[], reason: string): DocumentReview {
	const [first, ...others] = reviews;
	if (others.length === 0) return { ...first!, status: { ...first!.status, reason } };
	const findings = new Map<string, { finding: Finding; parts: Part<Finding>[] }>();
	for (const review of reviews) {
		for (const finding of review.findings) {
			const key = keyOf(finding);
			const known = findings.get(key);
			const part = { review, one: finding };
			findings.set(key, known ? { finding: joined(known.finding, finding), parts: [...known.parts, part] } : { finding, parts: [part] });
		}
	}
	// A suppression that one of the roots needs is needed.
	const agreed = [...findings.values()].filter(({ finding, parts }) => finding.rule !== 'plumbline/suppression' || parts.length === reviews.length);
	const fixes = new Map<Fix, Part<Fix>[]>();
	for (const { finding, parts } of agreed) {
		for (const fix of finding.fixes) {
			fixes.set(fix, parts.flatMap(({ review, one }) => one.fixes.filter(own => own.title === fix.title).map(own => ({ review, one: own }))));
		}
	}
	const partOf = (finding: Finding) => agreed.find(one => one.finding === finding || keyOf(one.finding) === keyOf(finding))?.parts[0] ?? { review: first!, one: finding };
	const undecided = new Map(reviews.flatMap(one => one.status.undecided).map(one => [`${one.rule} ${one.address}`, one]));
	return {
		...first!,
		documents: [...new Set(reviews.flatMap(one => one.documents ?? []))],
		findings: ordered(agreed.map(one => one.finding)),
		status: { ...first!.status, reason, undecided: [...undecided.values()], incomplete: [...new Set(reviews.flatMap(one => one.status.incomplete))] },
		effort: { ran: sum(reviews, one => one.effort.ran), remembered: sum(reviews, one => one.effort.remembered) },
		edits: wanted => editsOf(wanted.flatMap(fix => fixes.get(fix) ?? [{ review: first!, one: fix }])),
		suppress: (finding, scope) => {
			const { review, one } = partOf(finding);
			return review.suppress(one, scope);
		},
		unsuppress: finding => {
			const { review, one } = partOf(finding);
			return review.unsuppress(one);
		},
	};
}

/** Each root plans its own fixes; where they say the same of a text it is written once. */
function editsOf(parts: readonly Part<Fix>[]): WritePlan {
	const edits = new Map<string, readonly TextEdit[]>();
	for (const review of new Set(parts.map(part => part.review))) {
		const plan = review.edits(parts.filter(part => part.review === review).map(part => part.one));
		if ('refused' in plan) return plan;
		for (const [uri, own] of plan.edits) {
			const known = edits.get(uri);
			if (known && JSON.stringify(known) !== JSON.stringify(own)) return { refused: 'those who call the module need different changes of it' };
			edits.set(uri, own);
		}
	}
	return { edits };
}

function sum(reviews: readonly DocumentReview[], of: (review: DocumentReview) => number): number {
	return reviews.reduce((total, review) => total + of(review), 0);
}
