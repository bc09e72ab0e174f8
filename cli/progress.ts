/** One line on standard error that says how far a long run is; nothing for a short one, or where nobody watches. */
import type { IO } from './io.ts';
import { visible } from './report/visible.ts';

const SILENT_MS = 500;
const INTERVAL_MS = 100;

export class Progress {
	private readonly began = Date.now();
	private last = 0;
	private shown = false;

	constructor(private readonly io: IO) {}

	/** Says what is being done, e.g. `Reviewing 3 of 40: a.yaml`. */
	say(text: string): void {
		const now = Date.now();
		if (!this.io.watched || now - this.began < SILENT_MS || now - this.last < INTERVAL_MS) return;
		this.last = now;
		this.shown = true;
		const room = this.io.columns - 1;
		const line = visible(text);
		this.io.err(`\r\u001b[2K${line.length > room ? line.slice(0, room - 1) + '…' : line}`);
	}

	/** Wipes the line. */
	end(): void {
		if (this.shown) this.io.err('\r\u001b[2K');
		this.shown = false;
	}
}
