/** Who calls a Terraform module: a module that others in the repository call by relative paths is reviewed as they call it. */
import type { Dialect } from '../engine/dialects/dialect.ts';
import type { Document, Documents } from './documents.ts';
import { isTerraform } from './languages.ts';
import { Survey } from './survey.ts';
import { keyOf, parent } from './uris.ts';
import type { Files } from './workspace.ts';

/** A module is reviewed as so many roots call it. */
export const MAX_ROOTS = 10;

/** What a file calls. */
interface Calls {
	readonly from: string;
	readonly to: readonly string[];
}

export class Callers {
	private readonly survey: Survey<Calls>;

	constructor(files: Files, documents: Documents, workspace: string | undefined, private readonly dialect: Dialect | undefined) {
		this.survey = new Survey(files, documents, workspace, { wanted: isTerraform, mayMatter: text => /\bmodule\b/.test(text), read: document => this.callsOf(document) });
	}

	/** A file or directory changed on disk. */
	forget(uri: string): void {
		this.survey.forget(uri);
	}

	/** Where the repository of a directory begins; undefined where that cannot be told. */
	topOf(directory: string): Promise<string | undefined> {
		return this.survey.topOf(directory);
	}

	/** Directories of root modules from which calls lead to a directory; empty where none does. `complete`: all were looked for. */
	async of(directory: string): Promise<{ readonly roots: readonly string[]; readonly complete: boolean }> {
		const found = this.dialect?.further && await this.survey.around(directory);
		if (!found) return { roots: [], complete: true };
		const callers = new Map<string, Set<string>>();
		for (const { from, to } of found.said.values()) {
			for (const one of to) callers.set(keyOf(one), (callers.get(keyOf(one)) ?? new Set()).add(from));
		}
		const roots = rootsOf(directory, callers);
		return { roots: roots.slice(0, MAX_ROOTS), complete: found.complete && roots.length <= MAX_ROOTS };
	}

	private callsOf(document: Document): Calls {
		const from = parent(document.uri) ?? document.uri;
		return { from, to: this.dialect?.further?.({ documents: [document.source], directory: from }) ?? [] };
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
