/** A document's diagnostics, and the status that goes with them. */
import type { Diagnostic } from 'vscode-languageserver';
import { diagnosticsOf, mentioned } from './features/diagnostics.ts';
import { disabledStatus, statusOf } from './features/status.ts';
import { type StatusParams, notifications } from './protocol.ts';
import type { Token } from './reviews.ts';
import type { Session } from './session.ts';
import type { DocumentReview } from '../workspace/workspace.ts';

export interface Diagnosed {
	readonly uri: string;
	/** Of the open document that was reviewed. */
	readonly version?: number;
	readonly diagnostics: Diagnostic[];
}

/** Reviews a document and tells the client its status. */
export async function diagnose(session: Session, uri: string, token: Token): Promise<Diagnosed> {
	const review = await session.review(uri, token);
	const open = session.documents.get(uri);
	if (!review) {
		if (open) tell(session, disabledStatus(uri, open.version));
		return { uri, version: open?.version, diagnostics: [] };
	}
	if (open) tell(session, statusOf(review));
	return { uri, version: review.version, diagnostics: await diagnosticsOfReview(session, review) };
}

export async function diagnosticsOfReview(session: Session, review: DocumentReview): Promise<Diagnostic[]> {
	const linesOf = await session.linesOf(mentioned(review.findings), review);
	const { level } = await session.settingsFor(review.uri);
	return diagnosticsOf(review, { lines: linesOf(review.uri)!, linesOf, level, href: session.href });
}

/** Says that a review came to grief, so that silence is not taken for praise. */
export function failedStatus(session: Session, uri: string): void {
	tell(session, { ...disabledStatus(uri), reason: 'an internal error occurred; the log has the details' });
}

function tell(session: Session, status: StatusParams): void {
	if (session.options.status) void session.connection.sendNotification(notifications.status, status);
}
