/** Runs the web VS Code's server on a loopback port, and knows the address to open. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface EditorServer {
	readonly process: ChildProcess;
	address(open: Opening): string;
	stop(): Promise<void>;
}

/** What to open, as paths of this machine. */
export interface Opening {
	readonly folder: string;
	/** A file to begin with. */
	readonly file?: string;
	/** The folder of the extension under development. */
	readonly extension: string;
	/** A module whose `run` is called in the extension host. */
	readonly tests?: string;
}

export interface ServerOptions {
	/** The web VS Code's folder. */
	readonly vscode: string;
	/** Where it keeps settings, state and logs. */
	readonly data: string;
	/** User settings, written where there are none yet. */
	readonly settings: Readonly<Record<string, unknown>>;
	/** What the server prints goes here. */
	readonly log: string;
	/** For the server and, through it, the extension host. */
	readonly environment?: Readonly<Record<string, string>>;
	/** Port to listen on; a free one by default. */
	readonly port?: number;
}

/** Starts the server and waits until it listens; rejects, naming its log, where it ends or stays silent for a minute. */
export async function startServer(options: ServerOptions): Promise<EditorServer> {
	const port = options.port ?? await freePort();
	await writeSettings(join(options.data, 'data', 'User', 'settings.json'), options.settings);
	await mkdir(dirname(options.log), { recursive: true });
	const child = spawn(process.execPath, [
		join(options.vscode, 'out', 'server-main.js'), '--host', '127.0.0.1', '--port', String(port), '--without-connection-token',
		'--accept-server-license-terms', '--disable-telemetry', '--server-data-dir', options.data,
	], { env: { ...editorEnvironment(), ...options.environment }, stdio: ['ignore', 'pipe', 'pipe'] });
	const log = createWriteStream(options.log);
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	const stop = () => end(child);
	try {
		await listening(child, port);
	} catch (error) {
		await stop();
		throw new Error(`${(error as Error).message} Its log is ${options.log}.`);
	}
	return { process: child, stop, address: open => address(port, open) };
}

function address(port: number, open: Opening): string {
	const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${pathToFileURL(path).pathname}`;
	const payload = [['extensionDevelopmentPath', remote(open.extension)], ['skipWelcome', 'true']];
	if (open.file) payload.push(['openFile', remote(open.file)]);
	if (open.tests) payload.push(['extensionTestsPath', remote(open.tests)]);
	const folder = encodeURIComponent(decodeURIComponent(pathToFileURL(open.folder).pathname)).replaceAll('%2F', '/');
	return `http://127.0.0.1:${port}/?folder=${folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function writeSettings(file: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, JSON.stringify(settings, undefined, '\t') + '\n', { flag: 'wx' }).catch(() => undefined);
}

/** What an editor around us has set for its own processes would mislead this one. */
function editorEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)));
}

async function listening(child: ChildProcess, port: number): Promise<void> {
	const until = Date.now() + 60_000;
	while (Date.now() < until) {
		if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The web VS Code ended at once (code ${child.exitCode ?? child.signalCode}).`);
		if (await fetch(`http://127.0.0.1:${port}/version`).then(answer => answer.ok, () => false)) return;
		await new Promise(next => setTimeout(next, 200));
	}
	throw new Error('The web VS Code did not listen within a minute.');
}

/** Ends the server, its extension hosts with it: politely, and after three seconds for good. */
function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise(done => {
		const force = setTimeout(() => child.kill('SIGKILL'), 3000);
		child.once('exit', () => {
			clearTimeout(force);
			done();
		});
		child.kill();
	});
}

function freePort(): Promise<number> {
	return new Promise((done, fail) => {
		const probe = createServer().once('error', fail);
		probe.listen(0, '127.0.0.1', () => {
			const bound = probe.address();
			probe.close(() => (bound && typeof bound === 'object' ? done(bound.port) : fail(new Error('No free port.'))));
		});
	});
}
