/** What tests in a page have reported so far; prints each result as it comes. */
import type { Progress, TestResult } from '../../test/editor/desk.ts';

export class Ledger {
	latest: Progress = { tests: [], finished: false };
	readonly finished: Promise<void>;
	#done = () => {};
	fail: (error: Error) => void = () => {};

	/** `where` the tests run, as a part of their names. */
	constructor(readonly where = '') {
		this.finished = new Promise<void>((done, fail) => {
			this.#done = done;
			this.fail = fail;
		});
		// Where the editor does not even start, nobody waits for it.
		this.finished.catch(() => undefined);
	}

	note({ tests, finished }: Progress): void {
		const named = tests.map(one => ({ ...one, name: `${this.where}${one.name}` }));
		for (const one of named.slice(this.latest.tests.length)) print(one);
		this.latest = { tests: named, finished };
		if (finished) this.#done();
	}
}

function print({ name, ok, milliseconds, error }: TestResult): void {
	console.log(`${ok ? '✓' : '✗'} ${name} (${milliseconds} ms)${error ? `\n  ${error.replaceAll('\n', '\n  ')}` : ''}`);
}
