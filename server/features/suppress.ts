/** Offers to be silent about a finding: on its resource, in its file, or in the settings; and to take back such an offer. */
import type { Finding } from '../../engine/review/finding.ts';
import type { SuppressionScope } from '../../engine/review/suppression-edits.ts';
import type { Offer } from './code-actions.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';

/** The name under which unused, expired and over-broad suppressions are reported. */
export const suppressionRule = 'plumbline/suppression';

export function suppressions(review: DocumentReview, finding: Finding): Offer[] {
	const places: readonly (readonly [SuppressionScope, string])[] = [
		...(finding.resource ? [['resource', `for ${finding.resource.address}`] as const] : []),
		['file', 'in this file'],
		['settings', 'in plumbline.yaml'],
	];
	return places.map(([scope, where]) => ({
		title: `Suppress ${finding.rule} ${where}`, findings: [finding], mends: false, plan: () => review.suppress(finding, scope),
	}));
}

export function unsuppression(review: DocumentReview, finding: Finding): Offer[] {
	if (finding.rule !== suppressionRule) return [];
	const unused = finding.tags?.includes('unnecessary') === true;
	return [{
		title: unused ? 'Remove unused suppression' : 'Remove suppression',
		preferred: unused, mends: true, findings: [finding], plan: () => review.unsuppress(finding),
	}];
}
