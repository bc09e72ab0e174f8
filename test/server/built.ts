/** The shipped bundle as a process of its own, with a folder to work in, for the tests of one file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { buildAll } from '../../tools/build.ts';
import { type Client, type ClientOptions, clientOf } from './client.ts';

export function builtServer() {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-server-')));
	const project = join(folder, 'project');
	const server = join(folder, 'dist', 'server.js');
	const running: { process: ChildProcess; stderr: string[] }[] = [];
	const uriOf = (name: string) => pathToFileURL(join(project, name)).href;

	beforeAll(() => buildAll({ folder: join(folder, 'dist') }), 120_000);
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	afterEach(async () => {
		for (const { process, stderr } of running.splice(0)) {
			if (process.exitCode === null && process.signalCode === null) {
				process.kill();
				await new Promise(resolve => process.once('exit', resolve));
			}
			expect(stderr.join('')).toBe('');
		}
		rmSync(project, { recursive: true, force: true });
	});

	function write(name: string, text: string | Buffer): string {
		mkdirSync(dirname(join(project, name)), { recursive: true });
		writeFileSync(join(project, name), text);
		return uriOf(name);
	}

	async function start(options: ClientOptions = {}): Promise<Client> {
		const child = spawn(process.execPath, [server, '--stdio'], { cwd: folder, stdio: 'pipe' });
		const stderr: string[] = [];
		child.stderr.on('data', chunk => stderr.push(String(chunk)));
		running.push({ process: child, stderr });
		const client = clientOf(child);
		await client.start({ folders: [pathToFileURL(project).href], ...options });
		return client;
	}

	return { folder, project, server, running, uriOf, write, start };
}
