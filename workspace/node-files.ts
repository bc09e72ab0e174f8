/** The file system of this computer as {@link Files}. With git.ts the only place of this layer that touches it. */
import { access, constants, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MAX_BYTES, TOO_LARGE, decode } from './decode.ts';
import type { FileContent, Files } from './workspace.ts';

export function createNodeFiles(): Files {
	return { read, list };
}

async function read(uri: string): Promise<FileContent> {
	const path = pathOf(uri);
	if (path === undefined) return { unreadable: 'is not on this computer' };
	try {
		const info = await stat(path);
		// A directory that cannot be listed is not an empty one.
		if (info.isDirectory()) await access(path, constants.R_OK | constants.X_OK);
		if (info.isDirectory()) return { unreadable: 'is a directory' };
		if (!info.isFile()) return { unreadable: 'is no file' };
		if (info.size > MAX_BYTES) return TOO_LARGE;
		return decode(await readFile(path));
	} catch (error) {
		return { unreadable: reasonOf(error) };
	}
}

async function list(uri: string): ReturnType<Files['list']> {
	const path = pathOf(uri);
	if (path === undefined) return [];
	try {
		const entries = await readdir(path, { withFileTypes: true });
		const kinds = await Promise.all(entries.map(async entry => ({
			name: entry.name,
			// A link to a directory is not followed: it leads to what is listed elsewhere, or in circles.
			kind: entry.isDirectory() ? 'directory' as const : entry.isFile() || (entry.isSymbolicLink() && await leadsToFile(join(path, entry.name))) ? 'file' as const : undefined,
		})));
		return kinds.flatMap(({ name, kind }) => (kind ? [{ name, kind }] : [])).sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch {
		return [];
	}
}

function pathOf(uri: string): string | undefined {
	try {
		return fileURLToPath(uri);
	} catch {
		return undefined;
	}
}

async function leadsToFile(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}

function reasonOf(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	switch (code) {
		case 'ENOENT': case 'ENOTDIR': return 'no such file';
		case 'EACCES': case 'EPERM': return 'permission denied';
		case 'ELOOP': return 'is a link that leads in circles';
		default: return `cannot be read (${String(code ?? error)})`;
	}
}
