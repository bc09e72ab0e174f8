/**
 * `npm run test:editor`: runs test/editor inside a real VS Code, with somebody watching the page: first with an extension host under
 * Node, then with one in the browser; and at last the server as a web worker without any editor. Writes
 * test-results/editor.json, test-results/screenshots/ and the logs of editor and extension host.
 *
 * `--only TEXT` runs the tests whose names contain it; `--screenshot FILE` takes the picture for the README instead.
 */
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { serveDesk } from '../test/editor/desk.ts';
import { Person } from '../test/editor/person.ts';
import { findBrowser, launchBrowser } from './editor/browser.ts';
import { bundleForNode } from './editor/bundles.ts';
import { Ledger } from './editor/ledger.ts';
import { startServer } from './editor/server.ts';
import { webVscode } from './editor/web-vscode.ts';
import { serveWorkbench } from './editor/workbench.ts';
import { testWorker } from './editor/worker.ts';
import { inProject, root } from './files.ts';

/** The tests themselves, once the editor is there; fetching it comes on top. */
const LIMIT = 4 * 60_000;
const results = inProject('test-results');

/** Quiet, and the same everywhere. Workspace trust stays on, so that everything is tested in restricted mode. */
const settings = {
	'workbench.startupEditor': 'none',
	'workbench.colorTheme': 'Default Light Modern',
	'workbench.tips.enabled': false,
	'workbench.enableExperiments': false,
	'security.workspace.trust.startupPrompt': 'never',
	'security.workspace.trust.banner': 'never',
	'telemetry.telemetryLevel': 'off',
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'files.autoSave': 'off',
	'editor.minimap.enabled': false,
	'editor.hover.delay': 100,
	'editor.occurrencesHighlight': 'off',
	'window.commandCenter': false,
	'chat.commandCenter.enabled': false,
	'git.enabled': false,
	'update.mode': 'none',
};

/** For the README's picture: nothing but the editor. */
const bare = {
	'security.workspace.trust.enabled': false,
	'workbench.activityBar.location': 'hidden',
	'workbench.statusBar.visible': false,
	'workbench.layoutControl.enabled': false,
	'workbench.editor.editorActionsLocation': 'hidden',
	'breadcrumbs.enabled': false,
	'editor.cursorBlinking': 'solid',
	'editor.scrollbar.vertical': 'hidden',
	'editor.scrollbar.horizontal': 'hidden',
	'editor.hideCursorInOverviewRuler': true,
	'editor.hover.above': false,
	'editor.stickyScroll.maxLineCount': 3,
	'editor.guides.indentation': false,
};

/** Of the README's picture, which is 1280 by 800 pixels and has to be read at a smaller size. */
const ENLARGED = 1.25;

async function main(args: readonly string[]): Promise<boolean> {
	const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
	findBrowser();
	const vscode = await webVscode(console.log);
	const scratch = await mkdtemp(join(tmpdir(), 'plumbline-editor-'));
	const workspace = join(scratch, 'examples');
	const data = join(scratch, 'vscode');
	const screenshot = option('--screenshot');
	const album = screenshot ? dirname(resolve(screenshot)) : join(results, 'screenshots');
	await mkdir(results, { recursive: true });
	await rm(join(results, 'editor-console.log'), { force: true });
	if (!screenshot) await rm(album, { recursive: true, force: true });
	await cp(inProject('examples'), workspace, { recursive: true });
	if (!screenshot) await cp(inProject('test/editor/plumbline.yaml'), join(workspace, 'plumbline.yaml'));
	try {
		return await session({ vscode, workspace, data, album, screenshot, only: option('--only') });
	} finally {
		await keepLogs(join(data, 'data', 'logs'));
		await rm(scratch, { recursive: true, force: true });
	}
}

/** The logs of editor, extension host and language server, beside the results. */
async function keepLogs(logs: string): Promise<void> {
	const kept = join(results, 'editor-logs');
	await rm(kept, { recursive: true, force: true });
	await cp(logs, kept, { recursive: true }).catch(() => undefined);
}

interface Setting {
	readonly vscode: string;
	readonly workspace: string;
	readonly data: string;
	readonly album: string;
	readonly screenshot: string | undefined;
	readonly only: string | undefined;
}

/** All that is tested, in one browser. True where every test passed. */
async function session(setting: Setting): Promise<boolean> {
	const { screenshot, album } = setting;
	const tests = inProject('dist', 'test', 'editor.cjs');
	await bundleForNode('test/editor/suite.ts', tests);
	const browser = await launchBrowser();
	try {
		const editor = await watch(browser, new Ledger(), setting, album, (page, desk, ledger) => runIn(page, desk, tests, setting, ledger));
		if (screenshot) return conclude([editor], false);
		const alone = await watch(browser, new Ledger('in a browser alone: '), setting, join(album, 'web'), (page, desk, ledger) => runAlone(page, desk, setting, ledger));
		const worker = new Ledger('the server in a worker ');
		worker.note({ tests: await testWorker(browser), finished: true });
		return await conclude([editor, alone, worker], true);
	} finally {
		await browser.close();
	}
}

/** Somebody in front of an editor until the tests in it have ended, well or badly. */
async function watch(browser: Browser, ledger: Ledger, { screenshot }: Setting, album: string, run: (page: Page, desk: string, ledger: Ledger) => Promise<void>): Promise<Ledger> {
	const scale = screenshot ? ENLARGED : 1;
	const page = await browser.newPage({ viewport: { width: 1280 / scale, height: 800 / scale }, deviceScaleFactor: scale });
	const notes = keepConsole(page);
	page.on('crash', () => ledger.fail(new Error('The page crashed.')));
	const desk = await serveDesk(new Person(page, album), progress => ledger.note(progress));
	const limit = setTimeout(() => ledger.fail(new Error(`The tests did not end within ${LIMIT / 60_000} minutes.`)), LIMIT);
	try {
		await run(page, desk.url, ledger);
	} catch (error) {
		await page.screenshot({ path: join(results, 'editor-stuck.png') }).catch(() => undefined);
		console.error(`${(error as Error).message} See ${results}: editor-stuck.png, editor-server.log, editor-console.log, editor-logs/.`);
	} finally {
		clearTimeout(limit);
		desk.close();
		await page.close();
		await appendFile(join(results, 'editor-console.log'), `${notes.join('\n')}\n`);
	}
	return ledger;
}

/** Starts the editor, opens it in the page, and waits until the tests in it have ended. */
async function runIn(page: Page, desk: string, tests: string, { vscode, data, workspace, screenshot, only }: Setting, ledger: Ledger): Promise<void> {
	const environment = { PLUMBLINE_EDITOR_DESK: desk, PLUMBLINE_EDITOR_ONLY: only ?? '', PLUMBLINE_EDITOR_PICTURE: screenshot ?? '' };
	const log = join(results, 'editor-server.log');
	const server = await startServer({ vscode, data, settings: screenshot ? { ...settings, ...bare } : settings, log, environment });
	server.process.once('exit', code => ledger.fail(new Error(`The web VS Code ended (code ${code}).`)));
	try {
		await page.goto(server.address({ folder: workspace, extension: root, tests }), { timeout: 60_000 });
		await ledger.finished;
	} finally {
		await server.stop();
	}
}

/** The same without Node: the extension runs in the browser. */
async function runAlone(page: Page, desk: string, { vscode, only }: Setting, ledger: Ledger): Promise<void> {
	const workbench = await serveWorkbench({ vscode, settings, environment: { PLUMBLINE_EDITOR_DESK: desk, PLUMBLINE_EDITOR_ONLY: only ?? '' } });
	try {
		await page.goto(workbench.address, { timeout: 60_000 });
		await ledger.finished;
	} finally {
		workbench.close();
	}
}

async function conclude(ledgers: readonly Ledger[], write: boolean): Promise<boolean> {
	const tests = ledgers.flatMap(one => one.latest.tests);
	const finished = ledgers.every(one => one.latest.finished);
	const failed = tests.filter(one => !one.ok).length + (finished ? 0 : 1);
	const passed = tests.filter(one => one.ok).length;
	if (write) await writeFile(join(results, 'editor.json'), JSON.stringify({ passed, failed, finished, tests }, undefined, '\t') + '\n');
	console.log(`${passed} passed, ${failed} failed`);
	return failed === 0 && passed > 0;
}

function keepConsole(page: Page): string[] {
	const notes: string[] = [];
	page.on('console', message => notes.push(`${message.type()}: ${message.text()}`));
	page.on('pageerror', error => notes.push(`uncaught: ${error.stack ?? error.message}`));
	return notes;
}

main(process.argv.slice(2)).then(good => {
	process.exitCode = good ? 0 : 1;
}, error => {
	console.error((error as Error).message);
	process.exitCode = 1;
});
