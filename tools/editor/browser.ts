/** Finds a Chromium to look through. None is downloaded: browsers come with systems, and tests should not. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'brave-browser'];

const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
	darwin: [
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
		'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	],
	win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(name => {
		const folder = process.env[name];
		return folder ? [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'), join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe')] : [];
	}),
};

/** The browser's program: `CHROME_PATH` if set, else what is installed. Throws with advice where there is none. */
export function findBrowser(): string {
	const wished = process.env['CHROME_PATH'];
	if (wished && !existsSync(wished)) throw new Error(`CHROME_PATH names ${wished}, which does not exist.`);
	const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name)));
	const found = wished ?? [...onPath, ...(PLACES[process.platform] ?? [])].find(file => existsSync(file));
	if (found) return found;
	throw new Error(
		'The editor tests look at VS Code through Chromium or Chrome, and none is installed. '
		+ 'Install one (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium), or set CHROME_PATH to its program.',
	);
}

/** A browser without a window that speaks to nobody but the page. */
export function launchBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: findBrowser(),
		args: [
			'--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
			'--disable-background-networking', '--disable-component-update', '--disable-sync',
		],
	});
}
