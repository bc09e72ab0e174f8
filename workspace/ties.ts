/**
 * The documents among which a document is reviewed: the templates that it nests and that nest it, those whose exports it imports, and
 * those that import its own. Of the others only as much is understood as the document leads to.
 */
import type { Dialect, Ties } from '../engine/dialects/dialect.ts';
import { Document, type Documents } from './documents.ts';
import { mayBeDesign } from './languages.ts';
import { inParallel } from './pace.ts';
import { Survey } from './survey.ts';
import { keyOf, parent } from './uris.ts';
import type { Files } from './workspace.ts';

/** A document is reviewed among so many others. */
const MAX_DOCUMENTS = 50;
const READS_AT_ONCE = 8;
/** Larger texts are written by tools, as a whole. */
const MAX_LENGTH = 1_000_000;

interface Tied extends Ties {
	readonly uri: string;
}

/** A document in the midst of those that it is tied to. */
export interface Tie {
	/** The others, without it. */
	readonly documents: readonly Document[];
	/** See Sources. */
	readonly exportedElsewhere: readonly string[];
	readonly incomplete: readonly string[];
}

const alone: Tie = { documents: [], exportedElsewhere: [], incomplete: [] };

export class TiedDocuments {
	private readonly survey: Survey<Tied>;

	constructor(files: Files, private readonly documents: Documents, workspace: string | undefined, private readonly dialect: Dialect | undefined) {
		this.survey = new Survey(files, documents, workspace, { wanted: mayBeDesign, mayMatter, read: document => this.tiesOf(document) });
	}

	/** A file or directory changed on disk. */
	forget(uri: string): void {
		this.survey.forget(uri);
	}

	async of(document: Document): Promise<Tie> {
		const directory = parent(document.uri);
		const found = directory !== undefined && this.dialect?.ties ? await this.survey.around(directory) : undefined;
		if (!found) return alone;
		const own = found.said.get(keyOf(document.uri)) ?? this.tiesOf(document);
		const others = [...found.said.values()].filter(one => keyOf(one.uri) !== keyOf(document.uri));
		const wanted = this.reached(own, others);
		const inside = wanted.slice(0, MAX_DOCUMENTS);
		const read = await inParallel(inside, READS_AT_ONCE, one => this.documents.get(one.uri));
		const imports = [own, ...inside].flatMap(one => one.imports);
		const outside = others.filter(one => !inside.includes(one)).flatMap(one => one.exports).filter(name => imports.some(one => this.dialect!.mayExport!(name, one)));
		return {
			documents: read.filter(one => one instanceof Document),
			exportedElsewhere: [...new Set(outside)].sort(),
			incomplete: wanted.length > inside.length ? [`it is tied to more than ${MAX_DOCUMENTS} templates`] : [],
		};
	}

	/** Upwards through those that nest it, downwards through those that they nest, and along imports; those that only import from it end there. */
	private reached(own: Tied, others: readonly Tied[]): readonly Tied[] {
		const found = new Set<Tied>();
		const nests = (outer: Tied, inner: Tied) => outer.nested.some(uri => keyOf(uri) === keyOf(inner.uri));
		const imports = (one: Tied, from: Tied) => one.imports.some(name => from.exports.some(exported => this.dialect!.mayExport!(exported, name)));
		// A template that nests and exports nothing has said nothing, and is there by its URI.
		const said = new Map([own, ...others].map(one => [keyOf(one.uri), one]));
		const unread = (one: Tied): Tied[] => one.nested.flatMap(uri => {
			const known = said.get(keyOf(uri)) ?? { uri, nested: [], exports: [], imports: [] };
			said.set(keyOf(uri), known);
			return known === own || others.includes(known) ? [] : [known];
		});
		const follow = (from: Tied, next: (one: Tied, other: Tied) => boolean) => {
			const queue = [from];
			for (let one = queue.shift(); one; one = queue.shift()) {
				for (const other of [...others, ...unread(one)]) {
					if (found.has(other) || !next(one, other)) continue;
					found.add(other);
					queue.push(other);
				}
			}
		};
		follow(own, (one, other) => nests(other, one));
		for (const one of [own, ...found]) follow(one, (from, other) => nests(from, other) || imports(from, other));
		for (const other of others) if (imports(other, own)) found.add(other);
		return [...found].sort((a, b) => (a.uri < b.uri ? -1 : 1));
	}

	private tiesOf(document: Document): Tied {
		const none = { nested: [], exports: [], imports: [] };
		const { dialect } = this;
		return { uri: document.uri, ...(mayMatter(document.text) && dialect?.detect(document.source).yes ? dialect.ties!(document.source) : none) };
	}
}

function mayMatter(text: string): boolean {
	return text.length <= MAX_LENGTH && /\bResources\b/.test(text) && /ImportValue|\bExport\b|TemplateURL|AWS::Serverless::Application/.test(text);
}
