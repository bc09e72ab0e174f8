/** Terraform modules for tests: read, asked and written to. */
import { lower } from '../../../engine/dialects/terraform/lower.ts';
import { terraform } from '../../../engine/dialects/terraform/terraform.ts';
import type { Change } from '../../../engine/model/change.ts';
import type { Lowered } from '../../../engine/model/lowered.ts';
import { Architecture } from '../../../engine/model/architecture.ts';
import type { Value } from '../../../engine/model/value.ts';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { applyEdits } from '../../../engine/syntax/tree.ts';
import { loadGrammar } from '../../../workspace/grammar.ts';

await loadGrammar();

export type Files = Readonly<Record<string, string | object>>;

export class Design {
	readonly texts: ReadonlyMap<string, string>;
	readonly lowered: Lowered;
	readonly architecture: Architecture;
	private readonly documents;

	/** `read`: texts of files that expressions read, by path. */
	constructor(files: Files, private readonly read: Readonly<Record<string, string>> = {}) {
		this.texts = new Map(Object.entries(files).map(([name, content]) => [`file:///m/${name}`, typeof content === 'string' ? content : JSON.stringify(content, null, 2)]));
		this.documents = [...this.texts].map(([uri, text]) => ({ uri, tree: uri.endsWith('.json') ? readJson(text) : readHcl(text) }));
		this.lowered = lower({ documents: this.documents, directory: 'file:///m/', files: this.handedIn });
		this.architecture = new Architecture(this.lowered);
	}

	/** The properties of a resource, in a form that is easy to compare. */
	properties(id: string): Record<string, unknown> {
		const resource = this.lowered.resources.find(one => one.id === id);
		if (!resource) throw new Error(`no ${id} among ${this.lowered.resources.map(one => one.id).join(', ')}`);
		return plain(resource.lower().value) as Record<string, unknown>;
	}

	private get handedIn() {
		return Object.entries(this.read).map(([path, text]) => ({ uri: `file:///m/${path}`, text }));
	}

	/** What is wrong with the texts themselves. */
	get problems(): string[] {
		return this.documents.flatMap(({ tree }) => tree.problems.map(problem => problem.message));
	}

	get ids(): string[] {
		return this.lowered.resources.map(one => one.id);
	}

	/** The text that a value is placed on. */
	placed(value: Value): string {
		return this.texts.get(value.site.uri)!.slice(value.site.range.start, value.site.range.end);
	}

	/** The module after the changes, or why they are refused. */
	write(changes: readonly Change[]): Design | string {
		const plan = terraform.write({ documents: this.documents, directory: 'file:///m/', files: this.handedIn }, this.architecture, changes);
		if ('refused' in plan) return plan.refused;
		return new Design(Object.fromEntries([...this.texts].map(([uri, text]) => [uri.slice('file:///m/'.length), applyEdits(text, plan.edits.get(uri) ?? [])])), this.read);
	}

	/** The only file's text. */
	get text(): string {
		return [...this.texts.values()][0]!;
	}
}

/** One file, `main.tf.json`. */
export function module(content: string | object): Design {
	return new Design({ 'main.tf.json': content });
}

/** One file, `main.tf`. */
export function hcl(text: string): Design {
	return new Design({ 'main.tf': text });
}

/** A value in JSON's terms: references as `→ id.Attribute`, choices by their conditions, unknowns as `? identity`. */
export function plain(value: Value): unknown {
	switch (value.kind) {
		case 'known': return value.scalar;
		case 'reference': return `→${value.target}.${value.attribute}`;
		case 'pseudo': return `→${value.name}`;
		case 'unknown': return value.identity ? `? ${value.identity}` : '?';
		case 'absent': return undefined;
		case 'text': return value.parts.map(part => (typeof part === 'string' ? part : `{${plain(part)}}`)).join('');
		case 'list': return [...value.items.map(plain), ...(value.open ? ['…'] : [])];
		case 'map': return Object.fromEntries([...[...value.entries].map(([name, entry]) => [name, plain(entry.value)]), ...(value.open ? [['…', '…']] : [])]);
		case 'assumed': return { assumed: plain(value.value), by: value.source };
		case 'choice': return Object.fromEntries(value.options.map(option => [option.when.map(one => `${one.is ? '' : '!'}${one.name}`).join(' & '), plain(option.value)]));
	}
}
