/** The review of all designs below the workspace's folders, with progress; what it finds in files that nobody looks at is published. */
import { MessageType, ShowMessageNotification, WorkDoneProgressReporter } from 'vscode-languageserver';
import { Cancelled } from '../workspace/workspace.ts';
import { diagnosticsOfReview } from './diagnose.ts';
import { type Level, type WorkspaceSummary, summaryText } from './protocol.ts';
import type { Publisher } from './publisher.ts';
import type { Token } from './reviews.ts';
import type { Session } from './session.ts';

/** A client that gives no token for the progress is shown one of ours, and told the summary. */
export async function reviewWorkspace(session: Session, publisher: Publisher, given: WorkDoneProgressReporter, token: Token): Promise<WorkspaceSummary> {
	const alone = WorkDoneProgressReporter.isNullInstance(given);
	const own = alone && session.client.progress ? await session.connection.window.createWorkDoneProgress() : undefined;
	const progress = own ?? given;
	const cancelled = () => token.isCancellationRequested || own?.token.isCancellationRequested === true;
	progress.begin('Reviewing the workspace', 0, undefined, true);
	try {
		const summary = await reviewAll(session, publisher, progress, cancelled);
		if (alone) await session.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: `Plumbline: ${summaryText(summary)}` });
		return summary;
	} finally {
		progress.done();
	}
}

async function reviewAll(session: Session, publisher: Publisher, progress: WorkDoneProgressReporter, cancelled: () => boolean): Promise<WorkspaceSummary> {
	const findings: Record<Level, number> = { error: 0, warning: 0, information: 0, hint: 0 };
	let reviewed = 0;
	let failed = 0;
	let done = 0;
	const summary = (): WorkspaceSummary => ({ documents: done, reviewed, failed, findings, cancelled: cancelled() });
	let uris: readonly string[];
	try {
		const found = await session.workspace.discover(session.folders, { cancelled });
		uris = [...new Set(found.map(uri => session.opened(uri)?.uri ?? uri))];
	} catch (error) {
		if (error instanceof Cancelled) return summary();
		throw error;
	}
	const stale = new Set(publisher.kept);
	for (const uri of uris) {
		if (cancelled()) return summary();
		progress.report(Math.floor((done / uris.length) * 100), `${done + 1} of ${uris.length}: ${uri.slice(uri.lastIndexOf('/') + 1)}`);
		try {
			const outcome = await reviewOne(session, publisher, uri, cancelled, findings);
			if (outcome) reviewed++;
			stale.delete(uri);
		} catch (error) {
			if (error instanceof Cancelled) return summary();
			failed++;
			session.connection.console.error(`${uri}: ${error instanceof Error ? error.stack : String(error)}`);
		}
		done++;
	}
	for (const uri of stale) publisher.drop(uri);
	return summary();
}

/**
 * Counts what is shown of a document, and publishes it unless the client asks for it anyway; its findings are kept up to date from
 * now on, also after its tab was closed. True if it is a design.
 */
async function reviewOne(
	session: Session, publisher: Publisher, uri: string, cancelled: () => boolean, counts: Record<Level, number>,
): Promise<boolean> {
	const { enable } = await session.settingsFor(uri);
	if (!enable) return false;
	const review = await session.workspace.review(uri, { ...await session.reviewOptions(uri), cancelled });
	const shown = await session.shown(uri);
	for (const finding of review.findings) if (shown(finding)) counts[finding.severity]++;
	const diagnostics = await diagnosticsOfReview(session, review);
	publisher.keep(uri);
	if (!session.asks(uri)) publisher.publish({ uri, version: review.version, diagnostics });
	return review.status.reviewed;
}
