/**
 * The modules of a design: the directory that Terraform is started in, and those that its module calls lead to, each opened once for
 * every instance of every call. Which directory a source means is decided here; the directories' documents are handed in.
 */
import { type Node, get } from '../../syntax/tree.ts';
import type { SourceDocument, Sources, TextFile } from '../dialect.ts';
import type { DesignProblem } from '../../model/lowered.ts';
import { Evaluator } from './evaluate.ts';
import type { Call } from './scope.ts';
import { Enumeration } from './instances.ts';
import { type Block, type Module, directoryOf, nameOf, readModule } from './module.ts';
import { Session } from './session.ts';
import { blockOf } from './text-files.ts';
import { unframed } from './expression.ts';

/** A budget against modules that call one another without end. */
const MAX_MODULES = 500;
const MAX_DEPTH = 20;

/** Where `terraform init` writes which call was downloaded to which directory: https://developer.hashicorp.com/terraform/language/modules/sources */
export const MANIFEST = '.terraform/modules/modules.json';

export class ModuleTree {
	readonly session: Session;
	readonly root: Evaluator;
	/** By directory, as far as they were read. */
	private readonly modules = new Map<string, Module>();
	private readonly opened = new Map<string, Evaluator | undefined>();
	private readonly documents: ReadonlyMap<string, readonly SourceDocument[]>;
	private readonly downloads: ReadonlyMap<string, string>;
	private readonly faults = new Map<string, DesignProblem>();
	private readonly files: readonly TextFile[];

	constructor({ documents, directory = directoryOf(documents[0]?.uri ?? ''), variables = [], files = [] }: Sources) {
		this.session = new Session(files);
		this.files = files;
		const manifest = documents.find(one => one.uri === directory + MANIFEST);
		this.documents = grouped(documents.filter(one => one !== manifest), variables, directory);
		this.downloads = downloadsIn(manifest, directory);
		const root = readModule(this.documents.get(directory) ?? [], { directory, variables });
		this.modules.set(directory, root);
		this.root = this.evaluator(root);
	}

	/** Every module as often as it is called, the root first. */
	all(): readonly Evaluator[] {
		const found: Evaluator[] = [this.root];
		for (let next = 0; next < found.length; next++) {
			const evaluator = found[next]!;
			for (const block of evaluator.module.blocks.values()) {
				if (block.kind !== 'module') continue;
				for (const call of evaluator.instances.of(block)) {
					const child = this.called(call);
					if (child) found.push(child);
				}
			}
		}
		return found;
	}

	/** The module of an id: `module.a.aws_s3_bucket.b` is in the one that `module.a` makes. */
	owner(id: string): Evaluator | undefined {
		const calls = id.match(/^(?:module\.[\w-]+(?:\["(?:[^"\\]|\\.)*"\])?\.)*/)![0];
		const own = calls === `${id}.` ? '' : calls;
		if (own === '') return this.root;
		return this.opened.get(own.slice(0, -1)) ?? undefined;
	}

	/** The module that a block is written in. */
	moduleOf(block: Block): Module {
		return this.modules.get(directoryOf(block.written[0]!.document.uri)) ?? this.root.module;
	}

	/** What could not be understood of any module. */
	get problems(): readonly DesignProblem[] {
		return [...[...this.modules.values()].filter(one => !one.downloaded).flatMap(one => one.problems), ...this.faults.values()];
	}

	get texts() {
		return [...[...this.modules.values()].flatMap(one => one.texts), ...this.files.map(blockOf)];
	}

	/** The module that an instance of a call makes. */
	called(call: Call): Evaluator | undefined {
		if (!this.opened.has(call.id)) this.opened.set(call.id, this.open(call));
		return this.opened.get(call.id);
	}

	private open(call: Call): Evaluator | undefined {
		const directory = this.directoryOf(call.block, call.evaluator);
		const documents = directory === undefined ? undefined : this.documents.get(directory);
		if (!directory || !documents) return undefined;
		let depth = 0;
		for (let above: Evaluator | undefined = call.evaluator; above; above = above.call?.evaluator) {
			if (above.module.directory === directory) {
				this.faults.set(call.block.address, { site: call.block.site, message: `module ${call.block.name} leads back to itself.`, severity: 'error' });
				return undefined;
			}
			depth++;
		}
		if (depth > MAX_DEPTH || this.opened.size > MAX_MODULES) {
			this.session.leftOut(`more than ${MAX_MODULES} modules`);
			return undefined;
		}
		const module = this.modules.get(directory) ?? readModule(documents, { directory, root: false });
		this.modules.set(directory, module);
		return this.evaluator(module, call);
	}

	private evaluator(module: Module, call?: Call): Evaluator {
		const evaluator = new Evaluator(module, this.session, call);
		evaluator.instances = new Enumeration(evaluator, this);
		return evaluator;
	}

	private directoryOf(block: Block, { module, call }: Evaluator): string | undefined {
		const source = sourceOf(block);
		if (source === undefined) return undefined;
		const names = [block.name];
		for (let above = call; above; above = above.evaluator.call) names.unshift(above.block.name);
		return isLocal(source) ? resolved(module.directory, source) : this.downloads.get(names.join('.'));
	}
}

/** Directories that the documents' module calls lead to, with whose documents the design is read further. */
export function furtherDirectories({ documents, directory = directoryOf(documents[0]?.uri ?? '') }: Sources): readonly string[] {
	const manifest = documents.find(one => one.uri === directory + MANIFEST);
	const local = documents.flatMap(document => sourcesIn(document).filter(isLocal).map(source => resolved(directoryOf(document.uri), source)));
	const known = new Set(documents.map(document => directoryOf(document.uri)));
	return [...new Set([...local, ...downloadsIn(manifest, directory).values()])].filter(one => one !== directory && !known.has(one));
}

/** The sources of a document's module calls, as they are written. */
export function sourcesIn({ tree }: SourceDocument): readonly string[] {
	const calls = entriesOf(tree.root).filter(([name]) => name === 'module').flatMap(([, modules]) => entriesOf(modules));
	return calls.flatMap(([, body]): readonly (Node | undefined)[] => (body?.kind === 'list' ? body.items : [body])).flatMap(body => {
		const source = get(body, 'source');
		return source?.kind === 'scalar' && typeof source.value === 'string' && source.style !== 'expression' ? [source.value] : [];
	});
}

function entriesOf(node: Node | undefined): readonly (readonly [string, Node | undefined])[] {
	if (node?.kind === 'list') return node.items.flatMap(entriesOf);
	return node?.kind === 'map' ? node.entries.map(entry => [String(entry.key.value), entry.value] as const) : [];
}

function isLocal(source: string): boolean {
	return /^\.\.?(\/|\\|$)/.test(source);
}

function resolved(directory: string, source: string): string {
	try {
		return new URL(`${source.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/')}/`, directory).href.replace(/\/+$/, '/');
	} catch {
		return directory;
	}
}

/** The literal source of a module call. */
function sourceOf(block: Block): string | undefined {
	const entry = block.body.kind === 'object' ? block.body.entries.findLast(one => nameOf(one.key) === 'source') : undefined;
	const value = entry && unframed(entry.value);
	return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** From the manifest: the directory of a call by its path (`network.subnets`). */
function downloadsIn(manifest: SourceDocument | undefined, directory: string): ReadonlyMap<string, string> {
	const list = get(manifest?.tree.root, 'Modules');
	const found = new Map<string, string>();
	for (const item of list?.kind === 'list' ? list.items : []) {
		const [key, dir] = ['Key', 'Dir'].map(name => {
			const node = get(item, name);
			return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
		});
		// What leads out of the directory is nothing that was downloaded to it.
		if (key && dir && /^\.terraform[\\/]modules[\\/]/.test(dir) && !dir.split(/[\\/]/).includes('..')) found.set(key, resolved(directory, dir));
	}
	return found;
}

function grouped(documents: readonly SourceDocument[], variables: readonly string[], root: string): ReadonlyMap<string, readonly SourceDocument[]> {
	const groups = new Map<string, SourceDocument[]>();
	for (const document of documents) {
		const directory = variables.includes(document.uri) ? root : directoryOf(document.uri);
		groups.set(directory, [...groups.get(directory) ?? [], document]);
	}
	return groups;
}
