/**
 * A complete VS Code for machines that have none: the npm package `code-server` carries workbench and extension host, to be
 * looked at with any browser. It is fetched once into a cache outside the checkout. Its own start script is not used: it
 * asks for native modules, and none of them is needed to edit, review and test.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { npm, type Say } from './npm.ts';
import { standIns } from './stand-ins.ts';

export const WEB_VSCODE = '4.100.3';

/** Where downloads are kept: `XDG_CACHE_HOME` if set, else as the platform has it. */
export function cacheFolder(): string {
	const own = process.env['XDG_CACHE_HOME'];
	if (own) return join(own, 'plumbline');
	if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'plumbline', 'cache');
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'plumbline');
	return join(homedir(), '.cache', 'plumbline');
}

/**
 * The folder of VS Code's server, fetched where it is not yet there (about a minute and 300 MB).
 * It appears under its name only when it is complete, so an interrupted download is begun again and never used; npm's own
 * cache keeps what had already come.
 */
export async function webVscode(say: Say): Promise<string> {
	const home = join(cacheFolder(), `vscode-web-${WEB_VSCODE}`);
	const inside = join('node_modules', 'code-server', 'lib', 'vscode');
	if (existsSync(home)) return join(home, inside);
	say(`Fetching a web VS Code into ${home} (once; about a minute, 300 MB)`);
	await removeLeftovers();
	const building = `${home}.${process.pid}.partial`;
	await mkdir(building, { recursive: true });
	try {
		await fill(building, join(building, inside), say);
		await rename(building, home);
	} catch (error) {
		// Somebody else may have finished first.
		if (!existsSync(home)) throw new Error(`The web VS Code could not be fetched; the npm registry is needed for it, once.\n${(error as Error).message}`);
	} finally {
		await rm(building, { recursive: true, force: true });
	}
	say('The web VS Code is complete.');
	return join(home, inside);
}

async function fill(home: string, vscode: string, say: Say): Promise<void> {
	await writeFile(join(home, 'package.json'), '{ "private": true }\n');
	say('1/2 workbench and extension host');
	await npm(home, ['install', `code-server@${WEB_VSCODE}`, '--ignore-scripts', '--no-save'], say);
	say('2/2 what they import');
	await npm(vscode, ['install', '--ignore-scripts', '--omit=dev'], say);
	for (const [file, text] of Object.entries(standIns)) await writeFile(join(vscode, 'node_modules', file), text);
	await linkRipgrep(vscode);
}

/** The search of the workbench wants a ripgrep, which its package would download; one that is installed does as well. */
async function linkRipgrep(vscode: string): Promise<void> {
	const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
	const installed = (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, name)).find(file => existsSync(file));
	const wanted = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin', name);
	if (!installed || existsSync(wanted)) return;
	await mkdir(dirname(wanted), { recursive: true });
	await symlink(installed, wanted).catch(() => undefined);
}

/** Downloads that were interrupted, an hour ago or earlier. */
async function removeLeftovers(): Promise<void> {
	const names = await readdir(cacheFolder()).catch(() => []);
	for (const name of names.filter(one => one.endsWith('.partial'))) {
		const folder = join(cacheFolder(), name);
		if (Date.now() - (await stat(folder)).mtimeMs > 3_600_000) await rm(folder, { recursive: true, force: true });
	}
}
