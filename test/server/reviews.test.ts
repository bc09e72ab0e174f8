/** Which requests share a review, which end one, and what is remembered. */
import { describe, expect, it } from 'vitest';
import { Reviews, type Token } from '../../server/reviews.ts';
import { Cancelled } from '../../workspace/workspace.ts';
import { ScriptedWorkspace } from './scripted.ts';

const uri = 'file:///a.yaml';
const other = 'file:///b.yaml';

class Source implements Token {
	isCancellationRequested = false;
	private readonly listeners = new Set<() => void>();
	onCancellationRequested(listener: () => void) {
		this.listeners.add(listener);
		return { dispose: () => { this.listeners.delete(listener); } };
	}
	cancel(): void {
		this.isCancellationRequested = true;
		for (const listener of this.listeners) listener();
	}
}

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise(resolve => setImmediate(resolve));
}

function desk(turns = 3) {
	const workspace = new ScriptedWorkspace({ turns });
	const reviews = new Reviews(workspace, { optionsFor: async () => ({}), settle: 10 });
	reviews.opened(uri, 'bad', 1);
	return { workspace, reviews };
}

describe('reviews on demand', () => {
	it('are shared by requests for the same state, and remembered until something changes', async () => {
		const { workspace, reviews } = desk();
		const [a, b] = await Promise.all([reviews.review(uri, new Source()), reviews.review(uri, new Source())]);
		expect(b).toBe(a);
		expect(await reviews.review(uri, new Source())).toBe(a);
		expect(workspace.asked).toHaveLength(1);
		reviews.forget([other]);
		expect(reviews.isCurrent(a)).toBe(false);
		const c = await reviews.review(uri, new Source());
		expect(c).not.toBe(a);
		expect(reviews.isCurrent(c)).toBe(true);
		expect(workspace.forgotten).toEqual([other]);
	});

	it('of ten quick edits come to one', async () => {
		const { workspace, reviews } = desk();
		const requests = Array.from({ length: 10 }, (_, index) => {
			reviews.changed(uri, 'bad '.repeat(index + 1), index + 2);
			return reviews.review(uri, new Source());
		});
		const outcomes = await Promise.allSettled(requests);
		expect(outcomes.slice(0, -1).every(one => one.status === 'rejected' && one.reason instanceof Cancelled)).toBe(true);
		expect(outcomes.at(-1)).toMatchObject({ status: 'fulfilled', value: { version: 11 } });
		expect(workspace.asked).toHaveLength(1);
	});

	it('end when the document changes under way', async () => {
		const { workspace, reviews } = desk(50);
		const first = reviews.review(uri, new Source());
		await until(() => workspace.asked.length === 1);
		reviews.changed(uri, 'worse', 2);
		await expect(first).rejects.toBeInstanceOf(Cancelled);
		expect((await reviews.review(uri, new Source())).version).toBe(2);
		expect(workspace.finished).toBe(1);
	});

	it('are not handed out for a version that has passed, even if they ran to their end', async () => {
		const { workspace, reviews } = desk(0);
		let open = () => {};
		workspace.script = { gate: new Promise(resolve => { open = resolve; }) };
		const first = reviews.review(uri, new Source());
		await until(() => workspace.asked.length === 1);
		reviews.changed(uri, 'worse', 2);
		open();
		await expect(first).rejects.toBeInstanceOf(Cancelled);
		expect(workspace.finished).toBe(1);
		expect((await reviews.review(uri, new Source())).version).toBe(2);
	});

	it('go on while somebody still waits, and end with the last who cancels', async () => {
		const { workspace, reviews } = desk(20);
		const [first, second] = [new Source(), new Source()];
		const answers = [reviews.review(uri, first), reviews.review(uri, second)];
		first.cancel();
		await expect(answers[0]).rejects.toBeInstanceOf(Cancelled);
		expect((await answers[1])!.version).toBe(1);
		reviews.forget([uri]);
		const third = new Source();
		const last = reviews.review(uri, third);
		await until(() => workspace.asked.length === 2);
		third.cancel();
		await expect(last).rejects.toBeInstanceOf(Cancelled);
		await new Promise(resolve => setTimeout(resolve, 30));
		expect(workspace.finished).toBe(1);
	});

	it('of one document do not end those of another', async () => {
		const { reviews } = desk(10);
		reviews.opened(other, 'bad', 1);
		const first = reviews.review(uri, new Source());
		reviews.changed(other, 'good', 2);
		expect((await first).version).toBe(1);
	});

	it('fail with what went wrong, and the next one starts afresh', async () => {
		const { workspace, reviews } = desk();
		workspace.script = { fail: true };
		await expect(reviews.review(uri, new Source())).rejects.toThrow('the script says so');
		workspace.script = {};
		expect((await reviews.review(uri, new Source())).version).toBe(1);
	});
});
