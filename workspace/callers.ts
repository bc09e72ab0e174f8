/**
 * Who calls a Terraform module: a module that others in the workspace call is reviewed as they call it. Looks for calls by relative
 * paths below the repository, and remembers what each file calls until the file changes.
 */
import type { Dialect } from '../engine/dialects/dialect.ts';
import type { Document, Documents } from './documents.ts';
import { skipped } from './discover.ts';
import { isTerraform } from './languages.ts';
import { inParallel } from './pace.ts';
import { child, isBelow, keyOf, parent } from './uris.ts';

/** More directories are not looked into. */
const MAX_DIRECTORIES = 2000;
/** A module is reviewed as so many roots call it. */
export const MAX_ROOTS = 10;
/** How far up a repository may begin where neither Git nor the editor says where it does. */
const MOST_LEVELS = 2;
const READS_AT_ONCE = 16;

export class Callers {
	/** What each document called when it was read last. */
	private readonly calls = new Map<string, { readonly text: string; readonly directories: readonly string[] }>();

	constructor(private readonly documents: Documents, private readonly workspace: string | undefined) {}

	/** Directories of root modules from which calls lead to a directory; empty where none does. `complete`: all were looked for. */
	async of(directory: string, dialect: Dialect): Promise<{ readonly roots: readonly string[]; readonly complete: boolean }> {
		const top = await this.top(directory);
		if (top === undefined || !dialect.further) return { roots: [], complete: true };
		const { directories, complete } = await this.below(top);
		const callers = new Map<string, Set<string>>();
		await inParallel(directories, READS_AT_ONCE, async from => {
			for (const document of await this.documents.in(from, isTerraform)) {
				for (const to of this.callsOf(document, from, dialect)) callers.set(keyOf(to), (callers.get(keyOf(to)) ?? new Set()).add(from));
			}
		});
		const roots = rootsOf(directory, callers);
		return { roots: roots.slice(0, MAX_ROOTS), complete: complete && roots.length <= MAX_ROOTS };
	}

	private callsOf(document: Document, directory: string, dialect: Dialect): readonly string[] {
		const key = keyOf(document.uri);
		let known = this.calls.get(key);
		if (known?.text !== document.text) {
			// Few files call modules; the others need not be parsed for this.
			const directories = /\bmodule\b/.test(document.text) ? dialect.further!({ documents: [document.source], directory }) : [];
			known = { text: document.text, directories };
			this.calls.set(key, known);
		}
		return known.directories;
	}

	/** Where the repository begins. */
	private async top(directory: string): Promise<string | undefined> {
		const above: string[] = [];
		for (let at: string | undefined = directory; at !== undefined; at = parent(at)) {
			above.push(at);
			if ((await this.documents.list(at)).some(entry => entry.name === '.git')) return at;
		}
		if (this.workspace !== undefined && isBelow(directory, this.workspace)) return this.workspace;
		// Never a whole disk.
		return above.slice(0, MOST_LEVELS + 1).findLast(at => parent(at) !== undefined && parent(parent(at)!) !== undefined);
	}

	/** Directories with Terraform's files. */
	private async below(top: string): Promise<{ directories: string[]; complete: boolean }> {
		const found: string[] = [];
		let level = [top.replace(/\/?$/, '/')];
		let seen = 0;
		while (level.length > 0 && seen < MAX_DIRECTORIES) {
			seen += level.length;
			const listed = await inParallel(level, READS_AT_ONCE, async at => ({ at, entries: await this.documents.list(at) }));
			for (const { at, entries } of listed) if (entries.some(one => one.kind === 'file' && isTerraform(one.name))) found.push(at);
			level = listed.flatMap(({ at, entries }) => entries.filter(one => one.kind === 'directory' && !skipped(at, one.name)).map(one => `${child(at, one.name)}/`));
		}
		return { directories: [...new Set([...found, ...this.documents.openDirectories(name => isTerraform(name)).filter(at => isBelow(at, top))])], complete: level.length === 0 };
	}
}

/** Walks up from a directory to those that nobody calls. */
function rootsOf(directory: string, callers: ReadonlyMap<string, ReadonlySet<string>>): string[] {
	const roots = new Set<string>();
	const seen = new Set([keyOf(directory)]);
	let level = [...callers.get(keyOf(directory)) ?? []];
	while (level.length > 0) {
		const next: string[] = [];
		for (const at of level) {
			if (seen.has(keyOf(at))) continue;
			seen.add(keyOf(at));
			const above = [...callers.get(keyOf(at)) ?? []].filter(one => keyOf(one) !== keyOf(at));
			if (above.length === 0) roots.add(at);
			next.push(...above);
		}
		level = next;
	}
	return [...roots].sort();
}
