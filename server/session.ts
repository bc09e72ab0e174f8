/**
 * What the handlers of one connection stand on: the open documents, the workspace under them, the editor's settings and what the
 * client can do. Everything else is computed from the request.
 */
import type { ClientCapabilities, Connection, InitializeParams } from 'vscode-languageserver';
import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Finding, severities } from '../engine/review/finding.ts';
import { pageUrl } from '../engine/review/page.ts';
import { keyOf, parent } from '../workspace/uris.ts';
import type { DocumentReview, Files, History, ReviewOptions, Workspace } from '../workspace/workspace.ts';
import { createClientFiles } from './client-files.ts';
import { type LinesOf, linesOf } from './lines.ts';
import type { EditorSettings, InitializationOptions } from './protocol.ts';
import { type Token, Reviews } from './reviews.ts';

/** What the server is given: the outside world, and how to review. */
export interface Host {
	/** The files that are read, given those of the client; these are undefined where it offers none. */
	readonly files: (client: Files | undefined) => Files;
	readonly history: History;
	/** `directory`: what relative paths in the editor's settings are relative to, and where new settings are written. */
	readonly createWorkspace: (files: Files, history: History, directory: string | undefined) => Workspace;
	/** The Markdown pages of the rules, by id. */
	readonly pages: Readonly<Record<string, string>>;
	readonly version: string;
}

export const defaultSettings: EditorSettings = { enable: true, baseline: '', level: 'hint' };

export class Session {
	readonly documents = new TextDocuments(TextDocument);
	readonly workspace: Workspace;
	readonly reviews: Reviews;
	readonly client: ClientFeatures;
	readonly options: InitializationOptions;
	trusted: boolean;
	/** Roots of the workspace. */
	folders: string[];
	/** URIs of what the client shows, if it says so. */
	visible: ReadonlySet<string> | undefined;
	private given: Partial<EditorSettings>;
	private readonly settings = new Map<string, Promise<EditorSettings>>();
	private readonly files: Files;
	private readonly history: History;

	constructor(readonly connection: Connection, readonly host: Host, params: InitializeParams) {
		this.options = isObject(params.initializationOptions) ? params.initializationOptions : {};
		this.trusted = this.options.trusted !== false;
		this.given = isObject(this.options.settings) ? this.options.settings : {};
		this.folders = params.workspaceFolders?.map(folder => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
		this.client = clientFeatures(params.capabilities);
		this.files = host.files(this.options.files === true ? createClientFiles(connection) : undefined);
		this.history = restrained(host.history, () => this.trusted);
		this.workspace = this.createWorkspace();
		this.reviews = new Reviews(this.workspace, { optionsFor: uri => this.reviewOptions(uri) });
	}

	/** The open document that a URI names, however it is spelt. */
	opened(uri: string): TextDocument | undefined {
		return this.documents.get(uri) ?? this.documents.all().find(document => keyOf(document.uri) === keyOf(uri));
	}

	/** Whether the client asks for the diagnostics of a document by itself, and is not to be told of them as well. */
	asks(uri: string): boolean {
		const open = this.opened(uri);
		return this.client.pull && open !== undefined && (this.visible?.has(open.uri) ?? true);
	}

	/** The review of a document, or undefined where the editor's settings switch Plumbline off. */
	async review(uri: string, token: Token): Promise<DocumentReview | undefined> {
		return (await this.settingsFor(uri)).enable ? this.reviews.review(uri, token) : undefined;
	}

	async reviewOptions(uri: string): Promise<ReviewOptions> {
		const { baseline } = await this.settingsFor(uri);
		return baseline ? { baseline } : {};
	}

	/** Whether findings are severe enough to be shown in a document. */
	async shown(uri: string): Promise<(finding: Finding) => boolean> {
		const least = severities.indexOf((await this.settingsFor(uri)).level);
		return finding => severities.indexOf(finding.severity) <= least;
	}

	settingsFor(uri: string): Promise<EditorSettings> {
		let settings = this.settings.get(uri);
		if (!settings) {
			settings = this.askSettings(uri).then(sound);
			this.settings.set(uri, settings);
		}
		return settings;
	}

	/** The editor's settings changed; some clients say how, the others are asked. */
	settingsChanged(given: unknown): void {
		if (isObject(given) && isObject(given['plumbline'])) this.given = given['plumbline'] as Partial<EditorSettings>;
		this.settings.clear();
		this.reviews.forget([]);
	}

	/** What was read may be out of date as a whole. */
	forgetAll(): void {
		this.reviews.forget([...this.folders, ...this.documents.keys()]);
	}

	/** A document that was closed needs no settings. */
	dropSettings(uri: string): void {
		this.settings.delete(uri);
	}

	/** Lines of some documents: of open ones as they stand in the editor, of others as they are on disk. */
	async linesOf(uris: Iterable<string>, review?: DocumentReview): Promise<LinesOf> {
		const found = new Map<string, ReturnType<typeof linesOf>>();
		if (review) found.set(review.uri, linesOf(review.text));
		for (const uri of uris) {
			if (found.has(uri)) continue;
			const text = await this.textOf(uri);
			if (text !== undefined) found.set(uri, linesOf(text));
		}
		return uri => found.get(uri);
	}

	async textOf(uri: string): Promise<string | undefined> {
		const open = this.documents.get(uri);
		if (open) return open.getText();
		const content = await this.files.read(uri);
		return 'text' in content ? content.text : undefined;
	}

	/** Whether a document that is not open can be read, or else be found missing. */
	reaches(uri: string): boolean {
		return parent(uri) !== undefined && (uri.startsWith('file:') || this.options.files === true);
	}

	/** A workspace of its own, in which the open documents lie as they are here, to try changes in. */
	scratch(): Workspace {
		const workspace = this.createWorkspace();
		for (const document of this.documents.all()) workspace.open(document.uri, document.getText(), document.version);
		return workspace;
	}

	/** The published page of a rule; undefined for what is no rule. */
	readonly href = (rule: string): string | undefined => (this.workspace.rules.has(rule) ? pageUrl(rule) : undefined);
	readonly page = (rule: string): string | undefined => (Object.hasOwn(this.host.pages, rule) ? this.host.pages[rule] : undefined);

	private createWorkspace(): Workspace {
		return this.host.createWorkspace(this.files, this.history, this.folders.length === 1 ? this.folders[0] : undefined);
	}

	private async askSettings(uri: string): Promise<unknown> {
		if (!this.client.configuration) return this.given;
		try {
			return await this.connection.workspace.getConfiguration({ scopeUri: uri, section: 'plumbline' });
		} catch {
			return this.given;
		}
	}
}

/** Settings as they are meant: what is missing or malformed has its default. */
function sound(raw: unknown): EditorSettings {
	const { enable, baseline, level } = isObject(raw) ? raw : {};
	return {
		enable: typeof enable === 'boolean' ? enable : defaultSettings.enable,
		baseline: typeof baseline === 'string' ? baseline.trim() : defaultSettings.baseline,
		level: severities.find(severity => severity === level) ?? defaultSettings.level,
	};
}

/** Git is a program that reads configuration of the workspace: in a restricted one it is not asked. */
function restrained(history: History, trusted: () => boolean): History {
	return {
		read: async (uri, revision) => (trusted() ? history.read(uri, revision) : { unreadable: 'the workspace is in restricted mode' }),
		list: async (uri, revision) => (trusted() ? history.list(uri, revision) : []),
	};
}

/** The client's capabilities, as yes and no. */
export interface ClientFeatures {
	readonly pull: boolean;
	readonly refresh: boolean;
	readonly configuration: boolean;
	readonly watchConfiguration: boolean;
	readonly watchFiles: boolean;
	readonly folders: boolean;
	readonly progress: boolean;
	readonly showDocument: boolean;
	readonly markdownHover: boolean;
	readonly resolveActions: boolean;
	readonly edits: { readonly documentChanges: boolean; readonly create: boolean };
}

function clientFeatures({ workspace, textDocument, window }: ClientCapabilities): ClientFeatures {
	const codeAction = textDocument?.codeAction;
	const formats = textDocument?.hover?.contentFormat;
	return {
		pull: textDocument?.diagnostic !== undefined,
		refresh: workspace?.diagnostics?.refreshSupport === true,
		configuration: workspace?.configuration === true,
		watchConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
		watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
		folders: workspace?.workspaceFolders === true,
		progress: window?.workDoneProgress === true,
		showDocument: window?.showDocument?.support === true,
		markdownHover: formats === undefined || formats.includes('markdown'),
		resolveActions: codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true,
		edits: {
			documentChanges: workspace?.workspaceEdit?.documentChanges === true,
			create: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
		},
	};
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
