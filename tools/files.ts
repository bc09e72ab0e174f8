/** What the tools share: where the project is, and files that are written only when they would change. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A path below the project's folder. */
export function inProject(...parts: readonly string[]): string {
	return join(root, ...parts);
}

export function readIfThere(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

/** Stands for what is made from some files: it changes when one of them does. */
export function stampOf(...paths: readonly string[]): string {
	const hash = createHash('sha256');
	for (const path of paths) hash.update(readFileSync(path));
	return hash.digest('hex');
}

/** Writes a generated file, unless it says the same already. Returns whether it was written. */
export function writeGenerated(path: string, text: string): boolean {
	if (readIfThere(path) === text) return false;
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
	console.log(`wrote ${relative(root, path)}`);
	return true;
}

/** Files below a folder of the project, as sorted paths with `/` relative to it; none where there is no such folder. */
export function filesBelow(folder: string, matches: (path: string) => boolean = () => true): string[] {
	try {
		return readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
			.filter(entry => entry.isFile())
			.map(entry => relative(inProject(folder), join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
			.filter(matches)
			.sort();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}

/** Whether a module is the program that was started. */
export function isMain(moduleUrl: string): boolean {
	return process.argv[1] !== undefined && fileURLToPath(moduleUrl) === process.argv[1];
}
