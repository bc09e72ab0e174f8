/** Long work in one thread: turns of the event loop in between, and a bounded number of things at once. */
import { Cancelled } from './workspace.ts';

/** How long a review may keep the event loop, in milliseconds: a message should not wait longer than a frame. */
const SLICE = 10;

/**
 * To be called after every step: nothing to wait for while the slice lasts, then a turn of the event loop.
 * Only a macrotask lets messages in; a resolved promise does not.
 */
export function pacer(cancelled?: () => boolean): () => Promise<void> | undefined {
	let since = performance.now();
	return () => {
		if (performance.now() - since < SLICE) return undefined;
		return turn().then(() => {
			throwIfCancelled(cancelled);
			since = performance.now();
		});
	};
}

export function throwIfCancelled(cancelled?: () => boolean): void {
	if (cancelled?.()) throw new Cancelled('the review was cancelled');
}

function turn(): Promise<void> {
	return new Promise(resolve => {
		if (typeof setImmediate === 'function') setImmediate(resolve);
		else setTimeout(resolve, 0);
	});
}

/** `Promise.all` over a function, with at most `limit` under way. Results keep the order of the items. */
export async function inParallel<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
	const results = new Array<R>(items.length);
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]!);
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
	return results;
}
