/**
 * What the files of a repository say of one another: they are looked through once, and again when they change; open documents count as
 * they are.
 */
import { skipped } from './discover.ts';
import { Document, type Documents } from './documents.ts';
import { inParallel } from './pace.ts';
import { child, isBelow, keyOf, nameOf, parent } from './uris.ts';
import type { Files } from './workspace.ts';

/** More directories are not looked into. */
const MAX_DIRECTORIES = 2000;
/** More files are not read; where each is fetched over a network, far fewer. */
const MAX_FILES = 10_000;
const MAX_FETCHED = 1000;
/** How far up a repository may begin where neither Git nor the editor says where it does. */
const MOST_LEVELS = 2;
const READS_AT_ONCE = 16;

export interface Interest<T> {
	/** Names of the files that may say something. */
	readonly wanted: (name: string) => boolean;
	/** Whether a text says something; these are many, and few of them do. */
	readonly mayMatter: (text: string) => boolean;
	readonly read: (document: Document) => T;
}

export interface Found<T> {
	/** What the files say, by their keys. */
	readonly said: ReadonlyMap<string, T>;
	/** Everything was looked at. */
	readonly complete: boolean;
}

export class Survey<T> {
	private readonly surveys = new Map<string, Promise<{ readonly said: Map<string, T>; readonly complete: boolean }>>();
	private readonly tops = new Map<string, Promise<string | undefined>>();
	private readonly sayings = new WeakMap<Document, T | undefined>();
	/** Files that changed since they were read. */
	private readonly changed = new Map<string, string>();

	constructor(private readonly files: Files, private readonly documents: Documents, private readonly workspace: string | undefined, private readonly interest: Interest<T>) {}

	/** A file or directory changed on disk. */
	forget(uri: string): void {
		const name = nameOf(uri);
		if (this.interest.wanted(name)) this.changed.set(keyOf(uri), uri);
		else if (!/\.\w+$/.test(name) || name.startsWith('.')) {
			this.surveys.clear();
			this.tops.clear();
		}
	}

	/** What is said in the repository of a directory, the open documents over the files; undefined where there is none. */
	async around(directory: string): Promise<Found<T> | undefined> {
		const top = await this.topOf(directory);
		if (top === undefined) return undefined;
		let known = this.surveys.get(top);
		if (!known) {
			known = this.look(top);
			this.surveys.set(top, known);
		}
		const { said, complete } = await known;
		for (const [key, uri] of [...this.changed].filter(([, uri]) => isBelow(uri, top))) {
			this.changed.delete(key);
			const found = await this.read(uri);
			if (found) said.set(key, found);
			else said.delete(key);
		}
		const open = this.documents.opened(this.interest.wanted).filter(document => isBelow(document.uri, top));
		if (open.length === 0) return { said, complete };
		const now = new Map(said);
		for (const document of open) {
			const own = this.sayingOf(document);
			if (own === undefined) now.delete(keyOf(document.uri));
			else now.set(keyOf(document.uri), own);
		}
		return { said: now, complete };
	}

	private async look(top: string): Promise<{ readonly said: Map<string, T>; readonly complete: boolean }> {
		const { uris, complete } = await this.filesBelow(top);
		const said = new Map<string, T>();
		await inParallel(uris, READS_AT_ONCE, async uri => {
			const found = await this.read(uri);
			if (found) said.set(keyOf(uri), found);
		});
		return { said, complete };
	}

	/** Past the documents that are kept. */
	private async read(uri: string): Promise<T | undefined> {
		const content = await this.files.read(uri);
		return 'text' in content ? this.sayingOf(new Document(uri, content.text, undefined)) : undefined;
	}

	/** Once for each text: an open document is asked at every review of its neighbours. */
	private sayingOf(document: Document): T | undefined {
		if (!this.sayings.has(document)) this.sayings.set(document, this.interest.mayMatter(document.text) ? this.interest.read(document) : undefined);
		return this.sayings.get(document);
	}

	/** Where the repository of a directory begins, as far as that can be told. */
	topOf(directory: string): Promise<string | undefined> {
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
		const most = top.startsWith('file:') ? MAX_FILES : MAX_FETCHED;
		const uris: string[] = [];
		let level = [top.replace(/\/?$/, '/')];
		let seen = 0;
		while (level.length > 0 && seen < MAX_DIRECTORIES && uris.length < most) {
			seen += level.length;
			const listed = await inParallel(level, READS_AT_ONCE, async at => ({ at, entries: await this.files.list(at) }));
			for (const { at, entries } of listed) uris.push(...entries.filter(one => one.kind === 'file' && this.interest.wanted(one.name)).map(one => child(at, one.name)));
			level = listed.flatMap(({ at, entries }) => entries.filter(one => one.kind === 'directory' && !skipped(at, one.name)).map(one => `${child(at, one.name)}/`));
		}
		return { uris: uris.slice(0, most), complete: level.length === 0 && uris.length <= most };
	}
}
