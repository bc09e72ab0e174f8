/** The texts of a design before the change under review: from a Git revision, a file, a directory, or nowhere. */
import type { SourceDocument } from '../engine/dialects/dialect.ts';
import type { Documents } from './documents.ts';
import { isTerraform, languageOf, readTree } from './languages.ts';
import { inParallel } from './pace.ts';
import { child, nameOf, parent, resolve } from './uris.ts';
import type { FileContent, Files, History } from './workspace.ts';

export const USUAL = 'HEAD';
const READS_AT_ONCE = 8;
/** Where Terraform keeps the state, unless it is told otherwise. */
const STATE = 'terraform.tfstate';

export interface Baseline {
	/** `HEAD`, `file old.yaml`, or why there is none. */
	readonly label: string;
	/** By the URIs that the documents have now. Undefined where there is no baseline. */
	readonly texts?: ReadonlyMap<string, string>;
	/** There is no such revision, file or directory: that a document is new in it is no failure. */
	readonly failed?: boolean;
}

/** What is asked for, and the directory that paths are relative to. */
export interface BaselineRequest {
	readonly name: string;
	readonly relativeTo: string | undefined;
}

export class Baselines {
	/** Trees by text: the baseline seldom changes. */
	private readonly trees = new Map<string, { text: string; source: SourceDocument }>();

	constructor(private readonly files: Files, private readonly documents: Documents, private readonly history: History) {}

	/** `directory` is that of a Terraform module, whose files may have been others. */
	async of(uris: readonly string[], directory: string | undefined, { name, relativeTo }: BaselineRequest): Promise<Baseline> {
		if (name === 'none') return { label: 'none: it is switched off' };
		if (!looksLikePath(name)) {
			const revision = await this.fromRevision(uris, directory, name);
			if (!revision.failed || relativeTo === undefined) return revision;
			const path = await this.fromPath(uris, directory, name, relativeTo);
			return path.failed ? revision : path;
		}
		return relativeTo === undefined ? { label: `none: ${name} is relative to no folder`, failed: true } : this.fromPath(uris, directory, name, relativeTo);
	}

	/** The baseline as documents that can be lowered; those of `now` where they say the same. */
	sources(texts: ReadonlyMap<string, string>, now: readonly SourceDocument[]): SourceDocument[] {
		return [...texts].flatMap(([uri, text]) => {
			const same = now.find(one => one.uri === uri && one.tree.text === text);
			if (same) this.trees.set(uri, { text, source: same });
			const language = languageOf(uri, text);
			let known = this.trees.get(uri);
			if (known?.text !== text) {
				known = { text, source: { uri, tree: readTree(language, text) } };
				this.trees.delete(uri);
				this.trees.set(uri, known);
				if (this.trees.size > 200) this.trees.delete(this.trees.keys().next().value!);
			}
			return [known.source];
		});
	}

	private async fromRevision(uris: readonly string[], directory: string | undefined, revision: string): Promise<Baseline> {
		const earlier = directory === undefined ? [] : (await this.history.list(directory, revision)).filter(isTerraform).map(name => child(directory, name));
		const all = [...uris, ...earlier.filter(uri => !uris.some(one => nameOf(one) === nameOf(uri)))];
		const contents = await inParallel(all, READS_AT_ONCE, uri => this.history.read(uri, revision));
		const texts = new Map<string, string>();
		for (const [index, content] of contents.entries()) if (content !== 'untracked' && 'text' in content) texts.set(all[index]!, content.text);
		if (texts.size > 0) return { label: revision, texts };
		const failed = contents.find((content): content is { unreadable: string } => content !== 'untracked' && 'unreadable' in content);
		return { label: failed ? `none: ${failed.unreadable}` : `none: it is not in ${revision}`, failed: failed !== undefined };
	}

	/** A directory holds the baseline at the same relative path, or else by the same name. */
	private async fromPath(uris: readonly string[], directory: string | undefined, path: string, relativeTo: string): Promise<Baseline> {
		const place = resolve(relativeTo, path);
		const file = await this.documents.content(place);
		// A state is no earlier text of any file of the module, and says by itself what it is.
		const own = directory !== undefined && !isTerraform(nameOf(place));
		if ('text' in file) return { label: `file ${nameOf(place)}`, texts: new Map([[own ? place : uris[0]!, file.text]]) };
		const roots = uris[0]!.startsWith(relativeTo) ? [relativeTo, parent(uris[0]!)!] : [parent(uris[0]!) ?? ''];
		for (const root of roots) {
			const texts = await this.below(uris, directory, place, root);
			if (texts.size > 0) return { label: `directory ${path}`, texts };
		}
		const state = child(place, STATE);
		const content = await this.documents.content(state);
		if ('text' in content) return { label: `state ${path.replace(/\/?$/, '/')}${STATE}`, texts: new Map([[directory === undefined ? uris[0]! : state, content.text]]) };
		const listed = await this.files.list(place);
		return listed.length > 0 ? { label: `none: it is not in ${path}` } : { label: `none: ${path}: ${file.unreadable}`, failed: true };
	}

	private async below(uris: readonly string[], directory: string | undefined, place: string, root: string): Promise<Map<string, string>> {
		const moved = (uri: string) => `${place.replace(/\/?$/, '/')}${uri.slice(root.length)}`;
		const earlier = directory === undefined ? [] : (await this.files.list(moved(directory))).filter(one => one.kind === 'file' && isTerraform(one.name))
			.map(one => child(directory, one.name));
		const texts = new Map<string, string>();
		for (const uri of new Set([...uris, ...earlier])) {
			// The same file says nothing of what was before.
			if (moved(uri) === uri) continue;
			const content: FileContent = await this.documents.content(moved(uri));
			if ('text' in content) texts.set(uri, content.text);
		}
		return texts;
	}
}

function looksLikePath(name: string): boolean {
	return /^(\.{0,2}\/|[a-z]:[\\/]|[a-z][a-z\d+.-]+:\/\/)/i.test(name) || /\.(ya?ml|json|template|tfstate)$/i.test(name) || /[\\/]$/.test(name);
}
