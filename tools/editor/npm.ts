/** Runs npm for the editor's cache, and counts what it fetches so that a waiting person sees it move. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type Say = (line: string) => void;

/**
 * Runs npm in a directory. Rejects with the end of npm's output where it fails.
 * `say` hears of the packages fetched, every few seconds.
 */
export function npm(directory: string, args: readonly string[], say: Say): Promise<void> {
	const { command, first, shell } = npmCommand();
	const child = spawn(command, [...first, ...args, '--prefix', directory, '--no-audit', '--no-fund', '--loglevel=http'], {
		cwd: directory, env: cleanEnvironment(), shell, stdio: ['ignore', 'pipe', 'pipe'],
	});
	const tail: string[] = [];
	let fetched = 0;
	const hear = (line: string) => {
		if (line.includes('http fetch GET 200')) fetched++;
		else if (line.trim()) tail.push(line);
		if (tail.length > 20) tail.shift();
	};
	createInterface({ input: child.stdout }).on('line', hear);
	createInterface({ input: child.stderr }).on('line', hear);
	const started = Date.now();
	const ticker = setInterval(() => say(`  ${fetched} files fetched, ${Math.round((Date.now() - started) / 1000)} s`), 5000);
	return new Promise<void>((done, fail) => {
		child.once('error', error => fail(new Error(`npm could not be started: ${error.message}`)));
		child.once('close', code => (code === 0 ? done() : fail(new Error(`npm ${args[0]} ended with code ${code}:\n${tail.join('\n')}`))));
	}).finally(() => clearInterval(ticker));
}

/** The npm that runs us, by preference: Windows starts `npm.cmd` only through a shell. */
function npmCommand(): { command: string; first: string[]; shell: boolean } {
	const own = process.env['npm_execpath'];
	if (own && /npm-cli\.c?js$/.test(own)) return { command: process.execPath, first: [own], shell: false };
	return { command: 'npm', first: [], shell: process.platform === 'win32' };
}

/** Without what `npm start` says about this project: it is not the project that is installed here. */
function cleanEnvironment(): NodeJS.ProcessEnv {
	const about = /^npm_(package|lifecycle)_|^npm_config_(local_prefix|global|prefix|workspaces?|omit|include|production|dry_run)$/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !about.test(name) && name !== 'NODE_ENV'));
}
