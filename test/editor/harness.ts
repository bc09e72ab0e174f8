/**
 * What the editor's tests are written with: named tests that run in order, waiting with a clear end, and the person at the
 * other end of the desk. Runs inside the extension host, bundled to CommonJS.
 */
import * as vscode from 'vscode';
import type { Answer, TestResult, Verb } from './desk.ts';
import type { Person } from './person.ts';

/** Set by the driver for the extension host. */
const DESK = process.env['PLUMBLINE_EDITOR_DESK'];

/** What is tested. */
export const EXTENSION = 'plumbline.plumbline';

/** A test may take this long; waiting inside it ends earlier, and says for what it waited. */
const TEST_LIMIT = 60_000;
const WAIT_LIMIT = 20_000;

const tests: { readonly name: string; readonly body: () => Promise<void> }[] = [];

export function test(name: string, body: () => Promise<void>): void {
	tests.push({ name, body });
}

/** Runs every test; throws where one failed, after all have run and been reported. */
export async function runTests(only?: string): Promise<void> {
	const results: TestResult[] = [];
	if (!vscode.extensions.getExtension(EXTENSION)) {
		results.push({ name: 'VS Code finds the extension', ok: false, milliseconds: 0, error: `${EXTENSION} is not among the extensions.` });
		await call('report', [{ tests: results, finished: true }]);
		throw new Error('VS Code does not find the extension.');
	}
	for (const { name, body } of tests.filter(one => !only || one.name.includes(only))) {
		const started = Date.now();
		const error = await limited(body(), TEST_LIMIT, `the test to end`).then(() => undefined, problem => problem as Error);
		if (error) await ask('picture', `failed ${results.length + 1}`).catch(() => undefined);
		results.push({ name, ok: !error, milliseconds: Date.now() - started, ...(error ? { error: error.stack ?? error.message } : {}) });
		await call('report', [{ tests: results, finished: false }]);
		await cleanUp();
	}
	await call('report', [{ tests: results, finished: true }]);
	if (results.some(one => !one.ok)) throw new Error('Some tests failed.');
}

/** The next test finds every file as it was, whatever became of this one. */
async function cleanUp(): Promise<void> {
	await ask('stepBack').catch(() => undefined);
	for (let editors = 0; vscode.window.activeTextEditor && editors < 20; editors++) {
		await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
	}
}

/** Asks the person to do or look at something. */
export function ask<V extends Verb>(verb: V, ...args: Parameters<Person[V]>): ReturnType<Person[V]> {
	return call(verb, args) as ReturnType<Person[V]>;
}

async function call(verb: Verb | 'report', args: readonly unknown[]): Promise<unknown> {
	if (!DESK) throw new Error('PLUMBLINE_EDITOR_DESK is not set: start these tests with npm run test:editor.');
	const response = await fetch(DESK, { method: 'POST', body: JSON.stringify({ verb, args }) });
	const answer = await response.json() as Answer;
	if ('error' in answer) throw new Error(answer.error);
	return answer.value;
}

/** Asks again until the answer satisfies; an assertion that throws counts as "not yet". Rejects with its last words. */
export async function eventually<T>(what: string, get: () => T | Promise<T>, satisfies: (value: T) => void): Promise<T> {
	const until = Date.now() + WAIT_LIMIT;
	for (;;) {
		const value = await get();
		try {
			satisfies(value);
			return value;
		} catch (error) {
			if (Date.now() > until) throw new Error(`Waited ${WAIT_LIMIT / 1000} s for ${what}: ${(error as Error).message}`);
		}
		await new Promise(next => setTimeout(next, 150));
	}
}

function limited<T>(work: Promise<T>, milliseconds: number, what: string): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<never>((_, fail) => {
		timer = setTimeout(() => fail(new Error(`Waited ${milliseconds / 1000} s for ${what}.`)), milliseconds);
	});
	return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
