/**
 * Reviews on demand: the one place where requests meet the workspace.
 *
 * At most one review of a document is under way. Requests for the same state of things share it; a request for a newer state,
 * or a change of the document, stops it; so does the last of its requests being cancelled. It remembers the last review of each
 * open document, as a cache only. It knows no protocol.
 */
import { Cancelled, type DocumentReview, type ReviewOptions, type Workspace } from '../workspace/workspace.ts';

/** What a caller may use to give up. LSP's cancellation tokens are such. */
export interface Token {
	readonly isCancellationRequested: boolean;
	onCancellationRequested(listener: () => void): { dispose(): void };
}

interface Running {
	readonly epoch: number;
	readonly review: Promise<DocumentReview>;
	waiting: number;
	stopped: boolean;
}

export interface ReviewsOptions {
	readonly optionsFor: (uri: string) => Promise<ReviewOptions>;
	/** Milliseconds without a change of the document before its review begins: lets a burst of edits pass. */
	readonly settle?: number;
	readonly now?: () => number;
}

export class Reviews {
	/** Counts changes of anything that a review may have read. */
	private epoch = 0;
	private readonly running = new Map<string, Running>();
	private readonly finished = new Map<string, { readonly epoch: number; readonly review: DocumentReview }>();
	private readonly changes = new Map<string, number>();
	private readonly settle: number;
	private readonly now: () => number;

	constructor(private readonly workspace: Workspace, private readonly options: ReviewsOptions) {
		this.settle = options.settle ?? 25;
		this.now = options.now ?? (() => performance.now());
	}

	opened(uri: string, text: string, version: number): void {
		this.epoch++;
		this.workspace.open(uri, text, version);
		this.stop(uri);
	}

	changed(uri: string, text: string, version: number): void {
		this.opened(uri, text, version);
		this.changes.set(uri, this.now());
	}

	closed(uri: string): void {
		this.epoch++;
		this.workspace.close(uri);
		this.stop(uri);
		this.changes.delete(uri);
		this.finished.delete(uri);
	}

	/** Something else than an open document changed. */
	forget(uris: Iterable<string>): void {
		this.epoch++;
		for (const uri of uris) this.workspace.forget(uri);
	}

	/** The review of a document as it is now. Rejects with {@link Cancelled} when it was given up or is out of date. */
	async review(uri: string, token: Token): Promise<DocumentReview> {
		if (token.isCancellationRequested) throw new Cancelled();
		const finished = this.finished.get(uri);
		if (finished?.epoch === this.epoch) return finished.review;
		let running = this.running.get(uri);
		if (!running || running.stopped || running.epoch !== this.epoch) {
			this.stop(uri);
			running = this.start(uri);
		}
		return this.wait(running, token);
	}

	/** Whether nothing has changed since this review of an open document. */
	isCurrent(review: DocumentReview): boolean {
		const finished = this.finished.get(review.uri);
		return finished === undefined || (finished.review === review && finished.epoch === this.epoch);
	}

	/** Whether two documents, as they were last reviewed, are understood together: what changes in the one may concern the other. */
	tied(uri: string, other: string): boolean {
		const has = (one: string, document: string) => this.finished.get(one)?.review.documents?.includes(document) === true;
		return has(uri, other) || has(other, uri);
	}

	private wait(running: Running, token: Token): Promise<DocumentReview> {
		running.waiting++;
		return new Promise((resolve, reject) => {
			const subscription = token.onCancellationRequested(() => {
				if (--running.waiting === 0) running.stopped = true;
				reject(new Cancelled());
			});
			running.review.then(resolve, reject).finally(() => subscription.dispose());
		});
	}

	private start(uri: string): Running {
		const epoch = this.epoch;
		const running: Running = { epoch, waiting: 0, stopped: false, review: Promise.resolve().then(() => this.run(uri, running)) };
		this.running.set(uri, running);
		return running;
	}

	private async run(uri: string, running: Running): Promise<DocumentReview> {
		const check = () => { if (running.stopped) throw new Cancelled(); };
		try {
			const quiet = (this.changes.get(uri) ?? -Infinity) + this.settle - this.now();
			if (quiet > 0) await new Promise(resolve => setTimeout(resolve, quiet));
			check();
			const options = await this.options.optionsFor(uri);
			check();
			const review = await this.workspace.review(uri, { ...options, cancelled: () => running.stopped });
			check();
			if (review.version !== undefined) this.finished.set(uri, { epoch: running.epoch, review });
			return review;
		} finally {
			if (this.running.get(uri) === running) this.running.delete(uri);
		}
	}

	private stop(uri: string): void {
		const running = this.running.get(uri);
		if (running) running.stopped = true;
	}
}
