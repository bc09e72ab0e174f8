/** Documents as they are now: open buffers over files, each with its tree, read once and kept until somebody says that it changed. */
import type { SourceDocument } from '../engine/dialects/dialect.ts';
import type { Language, SyntaxTree } from '../engine/syntax/tree.ts';
import { languageOf, readTree } from './languages.ts';
import { inParallel } from './pace.ts';
import { child, isBelow, keyOf, nameOf, parent } from './uris.ts';
import type { FileContent, Files } from './workspace.ts';

/** Closed files that are kept; a directory of Terraform and the way up to the settings are read again and again. */
const KEPT = 500;
const READS_AT_ONCE = 8;

export class Document {
	readonly language: Language;
	private read: SourceDocument | undefined;
	/** The tree of an earlier version, until this one is read. */
	private before: SyntaxTree | undefined;

	/** `version` is that of the open document; undefined for files. */
	constructor(readonly uri: string, readonly text: string, readonly version: number | undefined, like?: Document) {
		this.language = languageOf(uri, text);
		if (like?.text === text && like.uri === uri) this.read = like.read;
		else this.before = like?.read?.tree ?? like?.before;
	}

	/** The same object as long as the text is the same. */
	get source(): SourceDocument {
		this.read ??= { uri: this.uri, tree: readTree(this.language, this.text, this.before) };
		this.before = undefined;
		return this.read;
	}
}

export type Found = Document | { readonly unreadable: string };

export class Documents {
	private readonly buffers = new Map<string, Document>();
	private readonly files = new Map<string, Promise<Found>>();
	private readonly directories = new Map<string, ReturnType<Files['list']>>();

	constructor(private readonly source: Files) {}

	open(uri: string, text: string, version: number): void {
		const key = keyOf(uri);
		this.buffers.set(key, new Document(uri, text, version, this.buffers.get(key)));
	}

	close(uri: string): void {
		this.buffers.delete(keyOf(uri));
		this.files.delete(keyOf(uri));
	}

	/** A file or directory changed on disk. */
	forget(uri: string): void {
		const key = keyOf(uri);
		for (const known of this.files.keys()) if (known === key || isBelow(known, key)) this.files.delete(known);
		for (const known of this.directories.keys()) if (known === key || isBelow(known, key) || isBelow(key, known)) this.directories.delete(known);
	}

	async get(uri: string): Promise<Found> {
		const key = keyOf(uri);
		const buffer = this.buffers.get(key);
		if (buffer) return buffer;
		let found = this.files.get(key);
		if (found) this.files.delete(key);
		else found = this.source.read(uri).then(content => ('text' in content ? new Document(uri, content.text, undefined) : content));
		this.files.set(key, found);
		if (this.files.size > KEPT) this.files.delete(this.files.keys().next().value!);
		return found;
	}

	/** The documents directly in a directory whose names are wanted, open ones that are not saved yet among them; by name. */
	async in(directory: string, wanted: (name: string) => boolean): Promise<Document[]> {
		const found = new Map<string, string>();
		for (const { name, kind } of await this.list(directory)) {
			const uri = child(directory, name);
			if (kind === 'file' && wanted(name)) found.set(keyOf(uri), uri);
		}
		for (const { uri } of this.buffers.values()) if (parent(uri) === parent(child(directory, '_')) && wanted(nameOf(uri))) found.set(keyOf(uri), uri);
		const documents = await inParallel([...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)), READS_AT_ONCE, ([, uri]) => this.get(uri));
		return documents.filter(one => one instanceof Document);
	}

	/** The open documents whose names are wanted. */
	opened(wanted: (name: string) => boolean): Document[] {
		return [...this.buffers.values()].filter(({ uri }) => wanted(nameOf(uri)));
	}

	/** Entries of a directory, as they were when it was first asked for. */
	list(directory: string): ReturnType<Files['list']> {
		const key = keyOf(directory);
		let listed = this.directories.get(key);
		if (!listed) {
			listed = this.source.list(directory);
			this.directories.set(key, listed);
			if (this.directories.size > KEPT) this.directories.delete(this.directories.keys().next().value!);
		}
		return listed;
	}

	async content(uri: string): Promise<FileContent> {
		const found = await this.get(uri);
		return found instanceof Document ? { text: found.text } : found;
	}
}
