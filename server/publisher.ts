/**
 * Sends diagnostics of documents that nobody asks about: of open ones for clients that do not pull, and of files that a review of
 * the whole workspace found something in. Changes are gathered for a moment; what was meant for an older version is not sent.
 */
import type { PublishDiagnosticsParams } from 'vscode-languageserver';

/** Milliseconds. */
const DELAY = 200;

export interface PublisherOptions {
	readonly send: (params: PublishDiagnosticsParams) => void;
	/** The diagnostics of a document now; undefined where there is nothing to say, because it was given up or is out of date. */
	readonly diagnose: (uri: string) => Promise<PublishDiagnosticsParams | undefined>;
	readonly delay?: number;
}

export class Publisher {
	private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
	/** Documents for which diagnostics stand at the client. */
	private readonly sent = new Set<string>();
	private readonly keeping = new Set<string>();

	constructor(private readonly options: PublisherOptions) {}

	/** Files whose diagnostics are kept up to date while they are closed. */
	get kept(): readonly string[] { return [...this.keeping]; }

	/** Sends the diagnostics of a closed file, and keeps them up to date from now on. */
	keep(params: PublishDiagnosticsParams): void {
		this.keeping.add(params.uri);
		this.publish(params);
	}

	drop(uri: string): void {
		this.keeping.delete(uri);
		this.clear(uri);
	}

	schedule(uri: string): void {
		clearTimeout(this.timers.get(uri));
		this.timers.set(uri, setTimeout(() => {
			this.timers.delete(uri);
			void this.options.diagnose(uri).then(params => params && this.publish(params));
		}, this.options.delay ?? DELAY));
	}

	/** Takes back what was sent of a document. */
	clear(uri: string): void {
		clearTimeout(this.timers.get(uri));
		this.timers.delete(uri);
		this.publish({ uri, diagnostics: [] });
	}

	/** The document is a file again. */
	closed(uri: string): void {
		this.clear(uri);
		if (this.keeping.has(uri)) this.schedule(uri);
	}

	private publish(params: PublishDiagnosticsParams): void {
		if (params.diagnostics.length === 0 && !this.sent.has(params.uri)) return;
		if (params.diagnostics.length > 0) this.sent.add(params.uri);
		else this.sent.delete(params.uri);
		this.options.send(params);
	}
}
