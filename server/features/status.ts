/** What the status item is told of a document. */
import type { DocumentReview } from '../../workspace/workspace.ts';
import type { StatusParams } from '../protocol.ts';

/** The client shows some examples, not thousands. */
const MAX_UNDECIDED = 50;

export function statusOf(review: DocumentReview): StatusParams {
	const { reviewed, dialect, reason, baseline, undecided, incomplete } = review.status;
	return {
		uri: review.uri, version: review.version, reviewed, dialect, reason, baseline, incomplete,
		undecidedCount: undecided.length, undecided: undecided.slice(0, MAX_UNDECIDED),
	};
}

/** For a document that the editor's settings keep from being reviewed. */
export function disabledStatus(uri: string, version?: number): StatusParams {
	return {
		uri, version, reviewed: false, reason: 'the setting plumbline.enable is off', baseline: 'none',
		undecidedCount: 0, undecided: [], incomplete: [],
	};
}
