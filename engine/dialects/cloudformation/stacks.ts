/**
 * The stacks of a design: the one under review, and around it those that it is tied to, each a template with a name of its own. A nested
 * stack is opened once for each resource that stands for it, with that resource's parameters; what is imported comes from the
 * one stack that exports it.
 */
import type { Block } from '../../model/lowered.ts';
import type { SourceDocument, Sources } from '../dialect.ts';
import { type Declared, declaredResources } from './declared.ts';
import { Evaluator } from './evaluate.ts';
import { mayExport } from './export-names.ts';
import { TIES } from './handed-over.ts';
import { entriesOf } from './nodes.ts';
import { Template } from './template.ts';
import { exportedName, nestedTemplate } from './ties.ts';

/** A budget against templates that nest one another without end. */
const MAX_STACKS = 200;

/** An output of a stack of the design. */
export interface Exported {
	readonly template: Template;
	readonly output: string;
}

export class Stacks {
	/** All stacks; that of the document under review first, where the design has it. */
	readonly all: readonly Template[];
	/** Stacks by the id of the resource that nests them. */
	private readonly nested = new Map<string, Template>();
	private exports: { readonly name: string; readonly exported: Exported }[] | undefined;

	constructor(private readonly sources: Sources) {
		const { documents, main = documents[0]?.uri, deployment = '' } = sources;
		const under = deployment.slice(0, deployment.indexOf('#'));
		const inner = documents.flatMap(document => [...nestingOf(document).values()]);
		const found: Template[] = [];
		for (const document of documents) {
			const isMain = document.uri === main;
			if (isMain ? deployment !== '' : document.uri !== under && inner.some(uri => same(uri, document.uri))) continue;
			this.open(new Template(document, { stacks: this, label: isMain ? '' : this.labelOf(document) }), found, document.uri);
		}
		const document = documents.find(one => one.uri === main);
		// In an earlier version nothing may have nested it yet.
		if (document && !found.some(one => one.label === '')) this.open(new Template(document, { stacks: this }), found, document.uri);
		this.all = [...found.filter(one => one.label === ''), ...found.filter(one => one.label !== '')];
	}

	/** The stack that a resource of a template stands for, where its template is known. */
	of(template: Template, logicalId: string): Template | undefined {
		return this.nested.get(template.idOf(logicalId));
	}

	/** The output that is imported by a name; undefined where no stack exports it, or more than one may. */
	exported(name: string): Exported | undefined {
		if (this.sources.exportedElsewhere?.some(one => mayExport(one, name))) return undefined;
		this.exports ??= this.all.flatMap(template => [...entriesOf(template.section('Outputs'))].flatMap(([output, { value }]) => {
			const own = exportedName(value, new Evaluator(template));
			return own === undefined ? [] : [{ name: own, exported: { template, output } }];
		}));
		const found = this.exports.filter(one => mayExport(one.name, name));
		return found.length === 1 ? found[0]!.exported : undefined;
	}

	/** Ids of the blocks on which it rests what a name imports. */
	get exportBlocks(): readonly string[] {
		return [...this.all.map(one => one.block('Outputs')), TIES];
	}

	/** Which stacks there are, as the text of a block: what is asked of another stack rests on it, also where there was none. */
	get ties(): Block | undefined {
		const { documents, main, exportedElsewhere = [] } = this.sources;
		if (documents.length < 2) return undefined;
		return { id: TIES, uri: main ?? '', range: { start: 0, end: 0 }, text: [...documents.map(one => one.uri), ...exportedElsewhere].join('\n') };
	}

	private open(template: Template, found: Template[], path: string): void {
		found.push(template);
		const nesting = nestingOf(template.document);
		if (nesting.size === 0) return;
		for (const declared of declaredResources(template)) {
			const document = this.sources.documents.find(one => same(one.uri, nesting.get(declared.id)));
			if (!document || declared.looped || ancestors(template).has(document.uri) || found.length >= MAX_STACKS) continue;
			const id = `${path}#${declared.id}`;
			const isMain = id === this.sources.deployment;
			const label = template.label === '' ? declared.id : `${template.label}/${declared.id}`;
			const child = new Template(document, { stacks: this, label: isMain ? '' : label, call: { template, declared } });
			this.nested.set(template.idOf(declared.id), child);
			this.open(child, found, id);
		}
	}

	private labelOf({ uri }: SourceDocument): string {
		const name = lastPart(uri);
		return this.sources.documents.some(one => one.uri !== uri && lastPart(one.uri) === name) ? uri : name;
	}
}

/** More ways are not looked for: templates that nest one another multiply them. */
const MAX_DEPLOYMENTS = 50;

/** How the main document is deployed: by which resource of which template, through all that nest it. Empty where nothing does. */
export function deploymentsOf({ documents, main }: Sources): readonly string[] {
	function* within(uri: string, inner: string, seen: readonly string[]): Iterable<string> {
		const above = documents.flatMap(document => (seen.includes(document.uri) ? [] : [...nestingOf(document)].filter(([, nested]) => same(nested, uri)).map(([id]) => ({ document, id }))));
		if (above.length === 0 && inner !== '') yield `${uri}${inner}`;
		for (const { document, id } of above) yield* within(document.uri, `#${id}${inner}`, [...seen, document.uri]);
	}
	const found: string[] = [];
	for (const one of main === undefined ? [] : within(main, '', [main])) {
		found.push(one);
		if (found.length >= MAX_DEPLOYMENTS) break;
	}
	return found;
}

const nestings = new WeakMap<SourceDocument, ReadonlyMap<string, string>>();

/** The templates that a document nests, by the logical id of the resource. */
function nestingOf(document: SourceDocument): ReadonlyMap<string, string> {
	let known = nestings.get(document);
	if (!known) {
		known = new Map([...entriesOf(new Template(document).resources)].flatMap(([id, { value }]) => {
			const uri = nestedTemplate(value, document.uri);
			return uri === undefined ? [] : [[id, uri] as const];
		}));
		nestings.set(document, known);
	}
	return known;
}

function ancestors(template: Template): ReadonlySet<string> {
	const found = new Set<string>();
	for (let above: Template | undefined = template; above; above = above.call?.template) found.add(above.uri);
	return found;
}

/** Two spellings of one URI. */
function same(a: string, b: string | undefined): boolean {
	return a === b || (b !== undefined && decoded(a) === decoded(b));
}

function decoded(uri: string): string {
	try {
		return decodeURIComponent(uri);
	} catch {
		return uri;
	}
}

function lastPart(uri: string): string {
	return uri.slice(uri.lastIndexOf('/') + 1);
}

export type StackCall = { readonly template: Template; readonly declared: Declared };
