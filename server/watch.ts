/**
 * What changes, and who needs to know: the workspace is told of every change, and the client of every document whose findings
 * may have changed without its text having changed.
 */
import type { WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { keyOf } from '../workspace/uris.ts';
import { Cancelled } from '../workspace/workspace.ts';
import { diagnose } from './diagnose.ts';
import { Publisher } from './publisher.ts';
import type { Session } from './session.ts';

/** Milliseconds until others than the changed document are reviewed again. */
const REFRESH_DELAY = 300;

/** Git appends to it whenever HEAD moves. */
const GIT_LOG = '/.git/logs/HEAD';

const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };

export class Watch {
	readonly publisher: Publisher;
	private readonly open = new Set<string>();
	private readonly fresh = new Set<string>();
	private refreshing: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly session: Session) {
		this.publisher = new Publisher({
			send: params => void session.connection.sendDiagnostics(params),
			diagnose: uri => this.diagnosePublished(uri),
		});
	}

	opened(document: TextDocument): void {
		this.open.add(document.uri);
		this.fresh.add(document.uri);
		this.session.reviews.opened(document.uri, document.getText(), document.version);
		this.handOver(document.uri);
		this.refreshOthers(document.uri);
	}

	/** Of a document that was just opened its first content is reported as a change, too. */
	changed(document: TextDocument): void {
		if (this.fresh.delete(document.uri)) return;
		this.session.reviews.changed(document.uri, document.getText(), document.version);
		if (this.tells(document.uri)) this.publisher.schedule(document.uri);
		this.refreshOthers(document.uri);
	}

	closed(uri: string): void {
		this.open.delete(uri);
		this.fresh.delete(uri);
		this.session.reviews.closed(uri);
		this.session.dropSettings(uri);
		this.handOver(uri);
		this.refreshOthers(uri);
	}

	/** What came into sight is asked about from now on, what went out of it no longer. */
	visibleChanged(uris: readonly string[]): void {
		const asked = new Set([...this.open].filter(uri => this.session.asks(uri)));
		this.session.visible = new Set(uris);
		for (const uri of this.open) if (asked.has(uri) !== this.session.asks(uri)) this.handOver(uri);
	}

	/** A changed file can also be a baseline, belong to a module, or be read by one: all open documents may be affected, and all of Terraform. */
	filesChanged(uris: readonly string[]): void {
		const repositories = uris.flatMap(uri => (uri.endsWith(GIT_LOG) ? [uri.slice(0, -GIT_LOG.length)] : []));
		this.session.reviews.forget([...uris, ...repositories]);
		const affected = repositories.length > 0 ? () => true : affectedBy(uris);
		this.refresh(uri => this.open.has(uri) || isTerraform(uri) || affected(uri));
	}

	settingsChanged(settings: unknown): void {
		this.session.settingsChanged(settings);
		this.refresh(() => true);
	}

	trustChanged(trusted: boolean): void {
		this.session.trusted = trusted === true;
		this.session.forgetAll();
		this.refresh(() => true);
	}

	foldersChanged({ added, removed }: WorkspaceFoldersChangeEvent): void {
		const gone = new Set(removed.map(folder => folder.uri));
		this.session.folders = [...this.session.folders.filter(uri => !gone.has(uri)), ...added.map(folder => folder.uri)];
		for (const uri of this.publisher.kept) if (removed.some(folder => uri.startsWith(`${folder.uri}/`))) this.publisher.drop(uri);
		this.session.forgetAll();
		this.refresh(() => true);
	}

	private refreshOthers(uri: string): void {
		const affected = affectedBy([uri]);
		const others = (other: string) => (other !== uri || isSettings(uri)) && (affected(other) || this.session.reviews.tied(uri, other));
		if ([...this.open, ...this.publisher.kept].some(others)) this.refresh(others);
	}

	private refresh(affected: (uri: string) => boolean): void {
		const { client, connection } = this.session;
		for (const uri of [...this.open, ...this.publisher.kept]) if (affected(uri) && this.tells(uri)) this.publisher.schedule(uri);
		if (client.pull && client.refresh) {
			clearTimeout(this.refreshing);
			this.refreshing = setTimeout(() => { connection.languages.diagnostics.refresh().catch(() => {}); }, REFRESH_DELAY);
		}
	}

	/** Whether the client is told of a document's findings unasked. */
	private tells(uri: string): boolean {
		return !this.session.asks(uri) && (this.publisher.keeps(uri) || (!this.session.client.pull && this.open.has(uri)));
	}

	private handOver(uri: string): void {
		if (this.tells(uri)) this.publisher.schedule(uri);
		else this.publisher.clear(uri);
	}

	private async diagnosePublished(uri: string) {
		try {
			const diagnosed = await diagnose(this.session, uri, never);
			return diagnosed.version === this.session.opened(uri)?.version && this.tells(uri) ? diagnosed : undefined;
		} catch (error) {
			if (!(error instanceof Cancelled)) this.session.connection.console.error(`diagnostics: ${error instanceof Error ? error.stack : String(error)}`);
			return undefined;
		}
	}
}

/** Which other documents may have other findings now: settings hold for all below them, a Terraform module is many files and may call others, and its plans (any JSON) are told of in them. */
function affectedBy(uris: readonly string[]): (uri: string) => boolean {
	if (uris.some(isSettings)) return () => true;
	const changed = new Set(uris.map(keyOf));
	const terraform = uris.some(isTerraform);
	return uri => changed.has(keyOf(uri)) || (terraform && (isTerraform(uri) || uri.endsWith('.json')));
}

function isTerraform(uri: string): boolean {
	return /\.(tf|tfvars)(\.json)?$|\/\.terraform\/modules\/modules\.json$/.test(uri);
}

function isSettings(uri: string): boolean {
	return /\/plumbline\.yaml$/.test(uri);
}
