/**
 * The language server: requests in, answers out. It analyses nothing itself and keeps nothing between requests but caches and
 * what LSP has it keep (open documents, settings). Whatever goes wrong in a handler is logged, and the answer is empty.
 */
import {
	type Connection, DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, type Disposable, type DocumentDiagnosticReport,
	type InitializeResult, LSPErrorCodes, ResponseError, TextDocumentSyncKind,
} from 'vscode-languageserver';
import { Cancelled, type DocumentReview } from '../workspace/workspace.ts';
import { codeActions, resolveAction } from './actions.ts';
import { diagnose, failedStatus } from './diagnose.ts';
import { type AccessPlace, accessAt, linkedBy } from './features/access.ts';
import { fixAllKind, quickFix } from './features/code-actions.ts';
import { mentioned, resultId } from './features/diagnostics.ts';
import { findingsAt, hoverAt } from './features/hover.ts';
import { type PageParams, type TrustParams, type VisibleParams, commands, notifications } from './protocol.ts';
import type { Token } from './reviews.ts';
import { type Host, Session } from './session.ts';
import { Watch } from './watch.ts';
import { reviewWorkspace } from './workspace-review.ts';

/** Everything that is worth reviewing, and what settles how (Terraform's list of modules is JSON); scripts and templates that Terraform may read. Git's log of HEAD tells of a new baseline. */
const WATCHED = ['**/*.{yaml,yml,json,template,tf,tfvars}', '**/*.{sh,bash,ps1,bat,cmd,tpl,tftpl,tmpl,txt,cfg,conf,userdata}', '**/.git/logs/HEAD'];

/** Answers a client, from now until the connection ends. */
export function serve(connection: Connection, host: Host): void {
	let session: Session | undefined;
	connection.onInitialize(params => {
		session = new Session(connection, host, params);
		const watch = new Watch(session);
		handleRequests(session, watch);
		return initializeResult(session, host);
	});
	connection.onInitialized(() => session && register(session));
	connection.listen();
}

function initializeResult({ client }: Session, host: Host): InitializeResult {
	return {
		serverInfo: { name: 'plumbline', version: host.version },
		capabilities: {
			positionEncoding: 'utf-16',
			textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
			hoverProvider: true,
			codeActionProvider: { codeActionKinds: [quickFix, fixAllKind], resolveProvider: client.resolveActions },
			executeCommandProvider: { commands: Object.values(commands), workDoneProgress: true },
			...(client.pull && {
				diagnosticProvider: { identifier: 'plumbline', interFileDependencies: true, workspaceDiagnostics: false },
			}),
			workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
		},
	};
}

/** What is only known, or may only be asked for, once the client is ready. */
function register(session: Session): void {
	const { connection, client } = session;
	const wanted: Promise<unknown>[] = [];
	if (client.watchConfiguration) wanted.push(connection.client.register(DidChangeConfigurationNotification.type, { section: 'plumbline' }));
	if (client.watchFiles) {
		wanted.push(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED.map(globPattern => ({ globPattern })) }));
	}
	Promise.all(wanted).catch(error => log(connection, 'registration', error));
}

function handleRequests(session: Session, watch: Watch): Disposable[] {
	const { connection, documents } = session;
	documents.onDidOpen(({ document }) => watch.opened(document));
	documents.onDidChangeContent(({ document }) => watch.changed(document));
	documents.onDidClose(({ document }) => watch.closed(document.uri));
	return [
		documents.listen(connection),
		connection.onDidChangeWatchedFiles(({ changes }) => watch.filesChanged(changes.map(change => change.uri))),
		connection.onDidChangeConfiguration(({ settings }) => watch.settingsChanged(settings)),
		connection.onNotification('workspace/didChangeWorkspaceFolders', ({ event }) => watch.foldersChanged(event)),
		connection.onNotification(notifications.trust, ({ trusted }: TrustParams) => watch.trustChanged(trusted)),
		connection.onNotification(notifications.visible, ({ uris }: VisibleParams) => watch.visibleChanged(uris)),
		connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) => pull(session, textDocument.uri, previousResultId, token)),
		connection.onHover(({ textDocument, position }, token) => guard(session, token, 'hover', null, async () => {
			const review = await session.review(textDocument.uri, token);
			if (!review) return null;
			const own = (await session.linesOf([], review))(review.uri)!;
			const offset = own.offset(position);
			const access = accessOf(session, review, offset);
			return hoverAt(review, offset, {
				lines: own,
				linesOf: await session.linesOf([...mentioned(findingsAt(review, offset)), ...linkedBy(access)], review),
				access,
				rules: session.workspace.rules,
				page: session.page,
				href: session.href,
				shown: await session.shown(review.uri),
				markdown: session.client.markdownHover,
				besideFinding: session.options.findingsInHovers === true,
			}) ?? null;
		})),
		connection.onCodeAction((params, token) => guard(session, token, 'code action', [], () => codeActions(session, params, token))),
		connection.onCodeActionResolve((action, token) => guard(session, token, 'code action', action, () => resolveAction(session, action, token))),
		connection.onExecuteCommand((params, token, progress) => guard(session, token, params.command, null, async () => {
			switch (params.command) {
				case commands.reviewWorkspace: return reviewWorkspace(session, watch.publisher, progress, token);
				case commands.showDocumentation: return showDocumentation(session, params.arguments?.[0]);
				default: return null;
			}
		})),
	];
}

/** Findings are explained even where this fails. */
function accessOf(session: Session, review: DocumentReview, offset: number): AccessPlace | undefined {
	try {
		return accessAt(review, offset);
	} catch (error) {
		log(session.connection, 'access', error);
		return undefined;
	}
}

async function pull(session: Session, uri: string, previous: string | undefined, token: Token): Promise<DocumentDiagnosticReport> {
	const nothing: DocumentDiagnosticReport = { kind: 'full', items: [] };
	return guard<DocumentDiagnosticReport>(session, token, 'diagnostics', nothing, async () => {
		const { diagnostics } = await diagnose(session, uri, token);
		const id = resultId(diagnostics);
		return id === previous ? { kind: 'unchanged', resultId: id } : { kind: 'full', resultId: id, items: diagnostics };
	}, () => failedStatus(session, uri));
}

async function showDocumentation(session: Session, id: unknown): Promise<null> {
	const rule = typeof id === 'string' ? session.workspace.rules.get(id) : undefined;
	const url = rule && session.href(rule.id);
	if (!rule || !url) return null;
	if (session.options.pages) {
		const params: PageParams = { rule: rule.id, title: rule.title, url, markdown: session.page(rule.id) };
		await session.connection.sendNotification(notifications.page, params);
	} else if (session.client.showDocument) await session.connection.window.showDocument({ uri: url, external: true });
	return null;
}

/**
 * Runs a handler. One that was given up answers with LSP's error for it: the client has cancelled it, or may ask again. Any other
 * failure is ours: it is logged, and the answer is the fallback.
 */
async function guard<T>(session: Session, token: Token, name: string, fallback: T, handler: () => Promise<T>, failed?: () => void): Promise<T> {
	try {
		return await handler();
	} catch (error) {
		if (error instanceof Cancelled) {
			if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, `${name}: cancelled`);
			throw name === 'diagnostics'
				? new ResponseError(LSPErrorCodes.ServerCancelled, 'the document has changed', { retriggerRequest: true })
				: new ResponseError(LSPErrorCodes.ContentModified, 'the document has changed');
		}
		log(session.connection, name, error);
		failed?.();
		return fallback;
	}
}

export function log(connection: Connection, what: string, error: unknown): void {
	connection.console.error(`${what}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
}
