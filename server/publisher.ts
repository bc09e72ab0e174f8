/**
 * Sends diagnostics of documents that nobody asks about: of open ones for clients that do not pull, and of what a review of the
 * whole workspace has read and no tab shows. Changes are gathered for a moment; what was meant for an older version is not sent.
 */
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { keyOf } from '../workspace/uris.ts';

/** Milliseconds. */
const DELAY = 200;

export interface PublisherOptions {
	readonly send: (params: PublishDiagnosticsParams) => void;
	/** The diagnostics of a document now; undefined where there is nothing to say, because it was given up or is out of date. */
	readonly diagnose: (uri: string) => Promise<PublishDiagnosticsParams | undefined>;
	readonly delay?: number;
}

/** A document is the same however its URI is spelt: editors and file systems escape differently. */
export class Publisher {
	private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
	/** Documents for which diagnostics stand at the client. */
	private readonly sent = new Set<string>();
	private readonly keeping = new Map<string, string>();

	constructor(private readonly options: PublisherOptions) {}

	/** Files whose findings the client is told of from now on, whenever it does not ask for them. */
	get kept(): readonly string[] { return [...this.keeping.values()]; }

	keep(uri: string): void {
		this.keeping.set(keyOf(uri), uri);
	}

	keeps(uri: string): boolean {
		return this.keeping.has(keyOf(uri));
	}

	drop(uri: string): void {
		this.keeping.delete(keyOf(uri));
		this.clear(uri);
	}

	schedule(uri: string): void {
		const key = keyOf(uri);
		clearTimeout(this.timers.get(key));
		this.timers.set(key, setTimeout(() => {
			this.timers.delete(key);
			void this.options.diagnose(uri).then(params => params && this.publish(params));
		}, this.options.delay ?? DELAY));
	}

	/** Takes back what was sent of a document. */
	clear(uri: string): void {
		clearTimeout(this.timers.get(keyOf(uri)));
		this.timers.delete(keyOf(uri));
		this.publish({ uri, diagnostics: [] });
	}

	publish(params: PublishDiagnosticsParams): void {
		const key = keyOf(params.uri);
		if (params.diagnostics.length === 0 && !this.sent.has(key)) return;
		if (params.diagnostics.length > 0) this.sent.add(key);
		else this.sent.delete(key);
		this.options.send(params);
	}
}
