/**
 * Earlier versions of files, from Git: read-only, without a shell, without a network, and without anything that a repository
 * could have run on its behalf (hooks, monitors, filters, pagers).
 */
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MAX_BYTES, decode } from './decode.ts';
import type { FileContent, History } from './workspace.ts';

const TIMEOUT_MS = 10_000;
/** A commit may be made while one types; asking more often would start a process per keystroke. */
const RESOLVED_FOR_MS = 2000;
const REMEMBERED = 500;

const SAFE = [
	'--no-pager', '--no-optional-locks', '--literal-pathspecs', '--no-replace-objects',
	'-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'safe.bareRepository=explicit', '-c', 'protocol.allow=never',
];

type Output = { readonly stdout: Buffer } | { readonly failed: string };
type Commit = { readonly id: string } | { readonly unreadable: string };

export function createGitHistory(): History {
	const commits = new Map<string, { until: number; commit: Promise<Commit> }>();
	const texts = new Map<string, Promise<FileContent | 'untracked'>>();

	const commitOf = (directory: string, revision: string): Promise<Commit> => {
		const key = `${directory}\0${revision}`;
		const known = commits.get(key);
		if (known && known.until > Date.now()) return known.commit;
		const commit = resolve(directory, revision);
		remember(commits, key, { until: Date.now() + RESOLVED_FOR_MS, commit });
		return commit;
	};

	return {
		async read(uri, revision) {
			const path = pathOf(uri);
			if (path === undefined) return { unreadable: 'is not on this computer' };
			const commit = await commitOf(dirname(path), revision);
			if ('unreadable' in commit) return commit;
			const key = `${commit.id}\0${path}`;
			let text = texts.get(key);
			if (!text) {
				text = blob(path, commit.id);
				remember(texts, key, text);
			}
			return text;
		},

		async list(uri, revision) {
			const path = pathOf(uri);
			if (path === undefined) return [];
			const commit = await commitOf(path, revision);
			if ('unreadable' in commit) return [];
			const output = await git(path, ['ls-tree', '-z', '--name-only', commit.id, './']);
			return 'failed' in output ? [] : output.stdout.toString('utf8').split('\0').filter(name => name !== '').map(name => name.split('/').at(-1)!);
		},
	};
}

async function blob(path: string, commit: string): Promise<FileContent | 'untracked'> {
	const directory = dirname(path);
	// `cat-file` gives the bytes as committed; `show` would run a text conversion that the repository names.
	const output = await git(directory, ['cat-file', 'blob', `${commit}:./${path.slice(directory.length).replace(/^[\\/]/, '')}`]);
	if (!('failed' in output)) return decode(output.stdout);
	return /does not exist in|exists on disk, but not in/.test(output.failed) ? 'untracked' : { unreadable: reason(output.failed) };
}

async function resolve(directory: string, revision: string): Promise<Commit> {
	const branch = /^merge-base:(.*)$/.exec(revision)?.[1];
	const name = branch ?? revision;
	// Nothing that could be read as an option, a range or a path.
	if (!/^[A-Za-z0-9_@][\w./@{}^~+#-]*$/.test(name) || name.includes('..')) return { unreadable: `${name} is no revision` };
	const output = await git(directory, branch === undefined ? ['rev-parse', '--verify', '--quiet', `${name}^{commit}`] : ['merge-base', 'HEAD', name]);
	if ('failed' in output) return { unreadable: reason(output.failed) || `Git knows no revision ${revision}` };
	const id = output.stdout.toString('ascii').trim();
	return /^[0-9a-f]{40,64}$/.test(id) ? { id } : { unreadable: `Git knows no revision ${revision}` };
}

function git(directory: string, args: readonly string[]): Promise<Output> {
	return new Promise(settle => {
		execFile('git', [...SAFE, ...args], {
			cwd: directory, encoding: 'buffer', maxBuffer: MAX_BYTES, timeout: TIMEOUT_MS, killSignal: 'SIGKILL', shell: false, windowsHide: true, env: environment(),
		}, (error, stdout, stderr) => {
			if (!error) settle({ stdout });
			else if ('code' in error && error.code === 'ENOENT') settle({ failed: 'Git is not installed' });
			else if ('code' in error && error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') settle({ failed: 'is larger than 20 MB' });
			else if (error.killed) settle({ failed: 'Git did not answer in time' });
			else settle({ failed: stderr.toString('utf8').trim() });
		});
	});
}

/** The environment without what Git's own hooks leave in it, which would point at another repository. */
function environment(): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !/^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|OBJECT_DIRECTORY|EXTERNAL_DIFF|TRACE.*)$/.test(name));
	return { ...Object.fromEntries(own), GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };
}

function reason(failed: string): string {
	if (/not a git repository/i.test(failed)) return 'not in a Git repository';
	if (/dubious ownership/.test(failed)) return 'Git does not trust this folder';
	return failed.split('\n')[0]!.replace(/^fatal: /, '');
}

function pathOf(uri: string): string | undefined {
	try {
		return fileURLToPath(uri);
	} catch {
		return undefined;
	}
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
	map.delete(key);
	map.set(key, value);
	if (map.size > REMEMBERED) map.delete(map.keys().next().value!);
}
