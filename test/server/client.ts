/** An LSP client for tests: holds documents as an editor does, and remembers what the server told it. */
import type { ChildProcess } from 'node:child_process';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import {
	type ClientCapabilities, type CodeAction, type Diagnostic, type DocumentDiagnosticReport, type Hover, type InitializeResult, type MessageConnection,
	type PublishDiagnosticsParams, type Range, StreamMessageReader, StreamMessageWriter, type TextDocumentEdit, type WorkspaceEdit, createMessageConnection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileContent } from '../../workspace/workspace.ts';
import type { EditorSettings, InitializationOptions, StatusParams } from '../../server/protocol.ts';

export const pulling: ClientCapabilities = {
	textDocument: {
		diagnostic: {}, hover: { contentFormat: ['markdown'] },
		codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
	},
	workspace: {
		configuration: true, workspaceEdit: { documentChanges: true, resourceOperations: ['create'] }, diagnostics: { refreshSupport: true },
		didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true }, workspaceFolders: true,
	},
	window: { workDoneProgress: true, showDocument: { support: true } },
};

/** An old client: no pull, no resolve, no versions in edits, no configuration. */
export const plainClient: ClientCapabilities = { textDocument: { publishDiagnostics: {}, hover: {} } };

export interface ClientOptions {
	readonly capabilities?: ClientCapabilities;
	readonly folders?: readonly string[];
	readonly initializationOptions?: InitializationOptions;
}

export class Client {
	readonly connection: MessageConnection;
	readonly documents = new Map<string, TextDocument>();
	readonly published: PublishDiagnosticsParams[] = [];
	readonly status = new Map<string, StatusParams>();
	readonly log: string[] = [];
	readonly messages: string[] = [];
	readonly shown: { uri: string; external?: boolean }[] = [];
	readonly registered: { method: string; registerOptions?: unknown }[] = [];
	readonly progress: { kind: string; message?: string; cancellable?: boolean }[] = [];
	/** What the client can read and the server cannot, by URI. */
	readonly files = new Map<string, string>();
	refreshes = 0;
	settings: Partial<EditorSettings> = {};

	constructor(input: Readable, output: Writable) {
		this.connection = createMessageConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
		this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => { this.published.push(params); });
		this.connection.onNotification('plumbline/status', (params: StatusParams) => { this.status.set(params.uri, params); });
		this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => { this.log.push(message); });
		this.connection.onNotification('window/showMessage', ({ message }: { message: string }) => { this.messages.push(message); });
		this.connection.onRequest('window/showDocument', (params: { uri: string }) => { this.shown.push(params); return { success: true }; });
		this.connection.onRequest('window/workDoneProgress/create', () => null);
		this.connection.onNotification('$/progress', ({ value }: { value: { kind: string } }) => { this.progress.push(value); });
		this.connection.onRequest('workspace/diagnostic/refresh', () => { this.refreshes++; return null; });
		this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => this.settings));
		this.connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
			this.registered.push(...registrations);
			return null;
		});
		this.connection.onRequest<FileContent, never>('plumbline/read', ({ uri }: { uri: string }): FileContent => {
			const text = this.files.get(uri);
			return text === undefined ? { unreadable: 'no such file' } : { text };
		});
		this.connection.onRequest('plumbline/list', ({ uri }: { uri: string }) => {
			const directory = uri.replace(/\/?$/, '/');
			const below = [...this.files.keys()].filter(one => one.startsWith(directory)).map(one => one.slice(directory.length).split('/'));
			return [...new Map(below.map(([name, ...more]) => [name, { name, kind: more.length > 0 ? 'directory' : 'file' }])).values()];
		});
		this.connection.listen();
	}

	async start({ capabilities = pulling, folders = [], initializationOptions = { status: true } }: ClientOptions = {}): Promise<InitializeResult> {
		const result = await this.connection.sendRequest<InitializeResult>('initialize', {
			processId: null, rootUri: null, capabilities, initializationOptions, workspaceFolders: folders.map(uri => ({ uri, name: uri })),
		});
		await this.connection.sendNotification('initialized', {});
		return result;
	}

	open(uri: string, text: string, languageId = 'yaml'): void {
		this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
		void this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
	}

	/** Replaces the first occurrence of a text, as an incremental change. */
	type(uri: string, old: string, text: string): void {
		const document = this.documents.get(uri)!;
		const start = document.getText().indexOf(old);
		if (start < 0) throw new Error(`${old} is not in ${document.getText()}`);
		this.change(uri, [{ range: { start: document.positionAt(start), end: document.positionAt(start + old.length) }, newText: text }]);
	}

	/** Edits that all speak of the document as it is. */
	change(uri: string, edits: readonly { range: Range; newText: string }[]): void {
		const document = this.documents.get(uri)!;
		const later = (a: Range, b: Range) => document.offsetAt(b.start) - document.offsetAt(a.start);
		const contentChanges = [...edits].sort((a, b) => later(a.range, b.range)).map(edit => ({ range: edit.range, text: edit.newText }));
		TextDocument.update(document, contentChanges, document.version + 1);
		void this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: document.version }, contentChanges });
	}

	close(uri: string): void {
		this.documents.delete(uri);
		void this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
	}

	pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
		return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
	}

	async diagnostics(uri: string): Promise<Diagnostic[]> {
		const report = await this.pull(uri);
		return report.kind === 'full' ? report.items : [];
	}

	/** `rule «the underlined text»`, in the order of the server. */
	async findings(uri: string): Promise<string[]> {
		return (await this.diagnostics(uri)).map(one => `${one.code} «${this.documents.get(uri)!.getText(one.range)}»`);
	}

	hover(uri: string, at: string): Promise<Hover | null> {
		const document = this.documents.get(uri)!;
		return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: document.positionAt(document.getText().indexOf(at)) });
	}

	actions(uri: string, range: Range, only?: string[], diagnostics: Diagnostic[] = []): Promise<CodeAction[]> {
		return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics, only } });
	}

	resolve(action: CodeAction): Promise<CodeAction> {
		return this.connection.sendRequest('codeAction/resolve', action);
	}

	/** Applies an edit to open documents as an editor does: not at all where a version does not fit. */
	apply(edit: WorkspaceEdit): void {
		const changes = edit.documentChanges as TextDocumentEdit[] | undefined
			?? Object.entries(edit.changes ?? {}).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits }));
		for (const { textDocument: { uri, version } } of changes) {
			const document = this.documents.get(uri);
			if (!document) throw new Error(`${uri} is not open`);
			if (version !== null && version !== document.version) throw new Error(`the edit is of version ${version} of ${uri}, which is at ${document.version}`);
		}
		for (const { textDocument: { uri }, edits } of changes) this.change(uri, edits as { range: Range; newText: string }[]);
	}

	text(uri: string): string {
		return this.documents.get(uri)!.getText();
	}

	watched(...uris: string[]): void {
		void this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: uris.map(uri => ({ uri, type: 2 })) });
	}
}

/** Two ends of a wire. */
export function wire(): { client: Client; input: Readable; output: Writable } {
	const up = new PassThrough();
	const down = new PassThrough();
	return { client: new Client(down, up), input: up, output: down };
}

/** A client of a server process; ends it with `stop`, which tells how it ended and what else it printed. */
export function clientOf(server: ChildProcess): Client {
	return new Client(server.stdout!, server.stdin!);
}

/** Waits for a condition; rejects after ten seconds. */
export async function until<T>(what: string, get: () => T | undefined | false): Promise<T> {
	const end = Date.now() + 10_000;
	for (;;) {
		const value = get();
		if (value !== undefined && value !== false) return value;
		if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
		await new Promise(resolve => setTimeout(resolve, 10));
	}
}
