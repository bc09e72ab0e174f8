/**
 * The blocks of one directory: resources, data sources, variables, locals, with override files and variable files laid over.
 *
 * It reads structure only; nothing is evaluated here. Bodies of blocks are object expressions, so that whoever reads a block
 * does not see which syntax it was written in.
 */
import type { Block as TextBlock, DesignProblem } from '../../model/lowered.ts';
import type { Site } from '../../model/value.ts';
import { type Entry, type MapNode, type Node, type Range, get } from '../../syntax/tree.ts';
import type { SourceDocument } from '../dialect.ts';
import type { Expression, Frame, ObjectExpression } from './expression.ts';
import { type ReadString, hcl, jsonExpression, jsonObject, literals, templates } from './json-expression.ts';

export interface Block {
	/** `resource`, `data`, `variable`, `local`, `output`, `provider`, `module`, `moved`, … */
	readonly kind: string;
	/** Resource or data source type; empty for others. */
	readonly type: string;
	readonly name: string;
	/** Terraform's address: `aws_s3_bucket.b`, `data.aws_region.r`, `var.x`, `local.x`. */
	readonly address: string;
	/** Where the name is written. */
	readonly site: Site;
	/** The document's frame, in which the body's ranges count. */
	readonly frame: Frame;
	/** For a local its value, for all others an object. */
	readonly body: Expression;
	/** Where it is written: the first is the block itself, overrides follow. */
	readonly written: readonly Written[];
}

export interface Written {
	readonly document: SourceDocument;
	readonly entry: Entry;
	/** Undefined for a local. */
	readonly node?: MapNode;
	readonly text: TextBlock;
}

export interface Module {
	/** By address; of duplicates the first. */
	readonly blocks: ReadonlyMap<string, Block>;
	/** Values given to variables by variable files, the strongest last. */
	readonly inputs: ReadonlyMap<string, { readonly value: Expression; readonly frame: Frame; readonly site: Site; readonly file: string }>;
	readonly texts: readonly TextBlock[];
	readonly problems: readonly DesignProblem[];
	readonly documents: readonly SourceDocument[];
	/** With a slash at the end. */
	readonly directory: string;
	/** `terraform init` has put it there: it is others' text, which is neither reported into nor changed. */
	readonly downloaded: boolean;
}

/** Levels of labels before a block's body. */
const LABELS: Record<string, number> = { resource: 2, data: 2, variable: 1, output: 1, provider: 1, module: 1, check: 1, ephemeral: 2 };
/** Blocks without labels; there may be several. */
const PLAIN = new Set(['terraform', 'moved', 'removed', 'import']);

export function fileName(uri: string): string {
	const name = uri.slice(uri.lastIndexOf('/') + 1);
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

export function isVariableFile(uri: string): boolean {
	return /\.tfvars(\.json)?$/.test(fileName(uri));
}

function isOverride(uri: string): boolean {
	return /(^|_)override\.tf(\.json)?$/.test(fileName(uri));
}

export function directoryOf(uri: string): string {
	return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/** `root`: variable files hold for the module that Terraform is started in; `variables` names further ones, the strongest last. */
export function readModule(documents: readonly SourceDocument[], { directory, root = true, variables = [] }: { directory: string; root?: boolean; variables?: readonly string[] }): Module {
	const reader = new Reader();
	const byName = [...documents].sort((a, b) => (fileName(a.uri) < fileName(b.uri) ? -1 : 1));
	const files = byName.filter(document => !isVariableFile(document.uri));
	for (const document of files.filter(one => !isOverride(one.uri))) reader.read(document, false);
	for (const document of files.filter(one => isOverride(one.uri))) reader.read(document, true);
	const inputs = root ? byName.filter(document => isVariableFile(document.uri) && !variables.includes(document.uri)) : [];
	for (const document of inputs.filter(one => /^terraform\.tfvars/.test(fileName(one.uri)))) reader.readInputs(document);
	for (const document of inputs.filter(one => /\.auto\.tfvars/.test(fileName(one.uri)))) reader.readInputs(document);
	for (const uri of root ? variables : []) for (const document of documents) if (document.uri === uri) reader.readInputs(document);
	return { ...reader, documents, directory, downloaded: isDownloaded(directory) };
}

/** Whether `terraform init` has put a file or directory there. */
export function isDownloaded(uri: string): boolean {
	return uri.includes('/.terraform/modules/');
}

/** The block's text block ids: its own first. */
export function textIds(block: Block): readonly string[] {
	return block.written.map(written => written.text.id);
}

export function frameOf(document: SourceDocument): Frame {
	return { uri: document.uri, source: document.tree.text, locate: index => index };
}

class Reader {
	readonly blocks = new Map<string, Block>();
	readonly inputs = new Map<string, { value: Expression; frame: Frame; site: Site; file: string }>();
	readonly texts: TextBlock[] = [];
	readonly problems: DesignProblem[] = [];
	private readonly ids = new Set<string>();

	read(document: SourceDocument, override: boolean): void {
		for (const problem of document.tree.problems) {
			this.problems.push({ site: { uri: document.uri, range: problem.range }, message: problem.message, severity: 'error' });
		}
		for (const top of entries(document.tree.root)) {
			const kind = String(top.key.value);
			if (kind === 'locals') for (const entry of entries(top.value)) this.local(document, entry);
			else if (Object.hasOwn(LABELS, kind)) this.labelled(document, kind, top, [], LABELS[kind]!, override);
			else if (PLAIN.has(kind)) for (const body of bodies(top.value)) this.add(document, { kind, type: '', name: kind, address: this.unused(kind) }, top, body, override);
		}
	}

	readInputs(document: SourceDocument): void {
		const frame = frameOf(document);
		for (const entry of entries(document.tree.root)) {
			if (!entry.value) continue;
			this.text(document, `input.${entry.key.value}`, entry.range);
			this.inputs.set(String(entry.key.value), {
				value: jsonExpression(entry.value, constants(document)), frame, file: fileName(document.uri),
				site: { uri: document.uri, range: entry.value.range, key: entry.key.range },
			});
		}
	}

	private labelled(document: SourceDocument, kind: string, above: Entry, labels: readonly string[], levels: number, override: boolean, top = above): void {
		for (const entry of entries(above.value)) {
			if (entry.key.value === '//') continue;
			const below = [...labels, String(entry.key.value)];
			if (below.length < levels) this.labelled(document, kind, entry, below, levels, override, top);
			else {
				const [type, name] = below.length > 1 ? [below[0]!, below[1]!] : ['', below[0]!];
				const prefix = kind === 'resource' ? '' : kind === 'variable' ? 'var.' : `${kind}.`;
				for (const body of bodies(entry.value)) this.add(document, { kind, type, name, address: `${prefix}${below.join('.')}${aliasOf(kind, body)}` }, entry, body, override, top);
			}
		}
	}

	private local(document: SourceDocument, entry: Entry): void {
		if (entry.key.value === '//' || !entry.value) return;
		const name = String(entry.key.value);
		const text = this.text(document, `local.${name}`, entry.range);
		this.blocks.set(`local.${name}`, {
			kind: 'local', type: '', name, address: `local.${name}`, site: { uri: document.uri, range: entry.key.range }, frame: frameOf(document),
			body: jsonExpression(entry.value, strings(document)), written: [{ document, entry, text }],
		});
	}

	private add(document: SourceDocument, names: Pick<Block, 'kind' | 'type' | 'name' | 'address'>, entry: Entry, node: MapNode | undefined, override: boolean, top = entry): void {
		const body: ObjectExpression = node ? jsonObject(node, names.kind === 'variable' ? constants(document) : strings(document)) : { kind: 'object', entries: [], range: entry.range };
		const site = { uri: document.uri, range: entry.key.range };
		const known = this.blocks.get(names.address);
		if (known && !override && names.kind === 'resource') {
			this.problems.push({ site, message: `${names.address} is declared a second time.`, severity: 'error' });
			return;
		}
		const text = this.text(document, `${names.kind}.${[names.type, names.name].filter(Boolean).join('.')}`, document.tree.language === 'hcl' ? top.range : entry.range, names.kind === 'resource' ? names.address : undefined);
		const written: Written = { document, entry, text, ...(node ? { node } : {}) };
		if (known && override) this.blocks.set(names.address, overridden(known, body, written));
		else if (!known) this.blocks.set(names.address, { ...names, site, frame: frameOf(document), body, written: [written] });
	}

	private unused(kind: string): string {
		let address = kind;
		for (let count = 2; this.blocks.has(address); count++) address = `${kind} ${count}`;
		return address;
	}

	private text(document: SourceDocument, name: string, range: Range, address?: string): TextBlock {
		let id = `${document.uri}#${name}`;
		for (let count = 2; this.ids.has(id); count++) id = `${document.uri}#${name}~${count}`;
		this.ids.add(id);
		const text = { id, uri: document.uri, range, text: document.tree.text.slice(range.start, range.end), ...(address !== undefined && { address }) };
		this.texts.push(text);
		return text;
	}
}

/** Strings of a document's expressions. */
function strings({ uri, tree }: SourceDocument): ReadString {
	return tree.language === 'hcl' ? hcl(uri) : templates(uri);
}

/** Strings where Terraform evaluates nothing: its JSON syntax has no templates there. */
function constants({ uri, tree }: SourceDocument): ReadString {
	return tree.language === 'hcl' ? hcl(uri) : literals(uri);
}

/** Configurations of one provider are told apart by their aliases. */
function aliasOf(kind: string, body: MapNode | undefined): string {
	const alias = kind === 'provider' ? get(body, 'alias') : undefined;
	return alias?.kind === 'scalar' && typeof alias.value === 'string' ? `.${alias.value}` : '';
}

/** Arguments of an override replace those of the block; `lifecycle` is merged by argument. */
function overridden(block: Block, body: ObjectExpression, written: Written): Block {
	const frame = frameOf(written.document);
	const framed = (expression: Expression): Expression => ({ kind: 'framed', frame, expression, range: { start: 0, end: 0 } });
	const replacing = body.entries.map(entry => ({ key: framed(entry.key), value: framed(entry.value), name: nameOf(entry.key) }));
	const original = block.body.kind === 'object' ? block.body : { ...body, entries: [] };
	const kept = original.entries.filter(entry => !replacing.some(one => one.name === nameOf(entry.key) && one.name !== 'lifecycle'));
	return { ...block, body: { ...original, entries: [...kept, ...replacing] }, written: [...block.written, written] };
}

/** The name of an object's key, where it is literal. */
export function nameOf(key: Expression): string | undefined {
	if (key.kind === 'framed') return nameOf(key.expression);
	return key.kind === 'literal' ? String(key.value) : undefined;
}

/** Terraform JSON writes a block as an object, or as a list of such objects. */
function entries(node: Node | undefined): readonly Entry[] {
	if (node?.kind === 'map') return node.entries;
	return node?.kind === 'list' ? node.items.flatMap(item => (item.kind === 'map' ? item.entries : [])) : [];
}

function bodies(node: Node | undefined): readonly (MapNode | undefined)[] {
	if (node?.kind === 'map') return [node];
	const maps = node?.kind === 'list' ? node.items.filter((item): item is MapNode => item.kind === 'map') : [];
	return maps.length > 0 ? maps : [undefined];
}
