/**
 * Who calls a Terraform module: a module that others in the workspace call is reviewed as they call it. Files below the repository are
 * looked through once for calls by relative paths, and again when they change; open documents count as they are.
 */
import type { Dialect } from '../engine/dialects/dialect.ts';
import { skipped } from './discover.ts';
import { Document, type Documents } from './documents.ts';
import { isTerraform } from './languages.ts';
import { inParallel } from './pace.ts';
import { child, isBelow, keyOf, nameOf, parent } from './uris.ts';
import type { Files } from './workspace.ts';

/** More directories are not looked into. */
const MAX_DIRECTORIES = 2000;
/** A module is reviewed as so many roots call it. */
export const MAX_ROOTS = 10;
/** How far up a repository may begin where neither Git nor the editor says where it does. */
const MOST_LEVELS = 2;
const READS_AT_ONCE = 16;

/** What a file calls. */
interface Calls {
	readonly from: string;
	readonly to: readonly string[];
}

/** The files of a repository that call modules, by their keys. */
interface Survey {
	readonly calls: Map<string, Calls>;
	readonly complete: boolean;
}

export class Callers {
	private readonly surveys = new Map<string, Promise<Survey>>();
	private readonly tops = new Map<string, Promise<string | undefined>>();
	/** Files that changed since they were read. */
	private readonly changed = new Map<string, string>();

	constructor(private readonly files: Files, private readonly documents: Documents, private readonly workspace: string | undefined) {}

	/** A file or directory changed on disk. */
	forget(uri: string): void {
		const name = nameOf(uri);
		if (isTerraform(name)) this.changed.set(keyOf(uri), uri);
		else if (!/\.\w+$/.test(name) || name.startsWith('.')) {
			this.surveys.clear();
			this.tops.clear();
		}
	}

	/** Directories of root modules from which calls lead to a directory; empty where none does. `complete`: all were looked for. */
	async of(directory: string, dialect: Dialect): Promise<{ readonly roots: readonly string[]; readonly complete: boolean }> {
		const top = await this.topOf(directory);
		if (top === undefined || !dialect.further) return { roots: [], complete: true };
		const { calls, complete } = await this.survey(top, dialect);
		const callers = new Map<string, Set<string>>();
		for (const { from, to } of calls.values()) {
			for (const one of to) callers.set(keyOf(one), (callers.get(keyOf(one)) ?? new Set()).add(from));
		}
		const roots = rootsOf(directory, callers);
		return { roots: roots.slice(0, MAX_ROOTS), complete: complete && roots.length <= MAX_ROOTS };
	}

	/** What the files say, and over them the open documents. */
	private async survey(top: string, dialect: Dialect): Promise<Survey> {
		let known = this.surveys.get(top);
		if (!known) {
			known = this.look(top, dialect);
			this.surveys.set(top, known);
		}
		const { calls, complete } = await known;
		for (const [key, uri] of [...this.changed].filter(([, uri]) => isBelow(uri, top))) {
			this.changed.delete(key);
			const found = await this.read(uri, dialect);
			if (found) calls.set(key, found);
			else calls.delete(key);
		}
		const open = this.documents.opened(isTerraform).filter(document => isBelow(document.uri, top));
		return open.length === 0 ? { calls, complete } : { calls: new Map([...calls, ...open.map(document => [keyOf(document.uri), callsOf(document, dialect)] as const)]), complete };
	}

	private async look(top: string, dialect: Dialect): Promise<Survey> {
		const { uris, complete } = await this.filesBelow(top);
		const calls = new Map<string, Calls>();
		await inParallel(uris, READS_AT_ONCE, async uri => {
			const found = await this.read(uri, dialect);
			if (found) calls.set(keyOf(uri), found);
		});
		return { calls, complete };
	}

	/** Past the documents that are kept: these are many, and few of them call anything. */
	private async read(uri: string, dialect: Dialect): Promise<Calls | undefined> {
		const content = await this.files.read(uri);
		return 'text' in content && mayCall(content.text) ? callsOf(new Document(uri, content.text, undefined), dialect) : undefined;
	}

	private topOf(directory: string): Promise<string | undefined> {
		let top = this.tops.get(directory);
		if (!top) {
			top = this.findTop(directory);
			this.tops.set(directory, top);
		}
		return top;
	}

	/** Where the repository begins. */
	private async findTop(directory: string): Promise<string | undefined> {
		const above: string[] = [];
		for (let at: string | undefined = directory; at !== undefined; at = parent(at)) {
			above.push(at);
			if ((await this.files.list(at)).some(entry => entry.name === '.git')) return at;
		}
		if (this.workspace !== undefined && isBelow(directory, this.workspace)) return this.workspace;
		// Never a whole disk.
		return above.slice(0, MOST_LEVELS + 1).findLast(at => parent(at) !== undefined && parent(parent(at)!) !== undefined);
	}

	private async filesBelow(top: string): Promise<{ uris: string[]; complete: boolean }> {
		const uris: string[] = [];
		let level = [top.replace(/\/?$/, '/')];
		let seen = 0;
		while (level.length > 0 && seen < MAX_DIRECTORIES) {
			seen += level.length;
			const listed = await inParallel(level, READS_AT_ONCE, async at => ({ at, entries: await this.files.list(at) }));
			for (const { at, entries } of listed) uris.push(...entries.filter(one => one.kind === 'file' && isTerraform(one.name)).map(one => child(at, one.name)));
			level = listed.flatMap(({ at, entries }) => entries.filter(one => one.kind === 'directory' && !skipped(at, one.name)).map(one => `${child(at, one.name)}/`));
		}
		return { uris, complete: level.length === 0 };
	}
}

function mayCall(text: string): boolean {
	return /\bmodule\b/.test(text);
}

function callsOf(document: Document, dialect: Dialect): Calls {
	const from = parent(document.uri) ?? document.uri;
	return { from, to: mayCall(document.text) ? dialect.further!({ documents: [document.source], directory: from }) : [] };
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
