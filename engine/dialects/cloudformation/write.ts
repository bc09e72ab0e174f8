/**
 * Writes changes of the model into the text of a template. It follows a path through the syntax, through the branches of
 * `Fn::If` and into documents that are written as text, and refuses where the text is not the place: where a parameter, a
 * mapping, a macro, a loop or SAM decides. All changes of one action are planned together.
 */
import type { Architecture } from '../../model/architecture.ts';
import { type Change, type Draft, type DraftMap, type DraftReference, withReferences } from '../../model/change.ts';
import type { Path } from '../../model/path.ts';
import type { Resource } from '../../model/resource.ts';
import { get, type TextEdit } from '../../syntax/tree.ts';
import type { SourceDocument, Sources, WritePlan } from '../dialect.ts';
import { type Declared, declaredResources } from './declared.ts';
import { type Form, formOf, syntaxOf } from './draft.ts';
import { Evaluator } from './evaluate.ts';
import { argumentOf } from './handed-over.ts';
import { attributes, stacksOf } from './lower.ts';
import { entriesOf, stringOf } from './nodes.ts';
import { GivenByParameter, Refusal } from './refusal.ts';
import { type Spot, Walker } from './walk.ts';
import { passedOn } from './sam/passed-on.ts';
import { serverless } from './sam/serverless.ts';
import { Template } from './template.ts';

export function writeTemplates(sources: Sources, design: Architecture, changes: readonly Change[]): WritePlan {
	const writers = new Map(sources.documents.map(document => [document.uri, new Writer(declarationsOf(document))]));
	try {
		for (const change of changes) {
			const id = change.kind === 'add' ? change.near : change.resource;
			const resource = design.resource(id);
			const writer = resource && writers.get(resource.site.uri);
			if (!writer?.holds(resource!.address)) return { refused: `${id} is not in this template` };
			const own = localized(change, resource!, design, sources);
			try {
				writer.write(own);
			} catch (error) {
				if (!(error instanceof GivenByParameter) || own.kind !== 'set') throw error;
				give(own.value, error, resource!.calls, writers);
			}
		}
		return { edits: new Map([...writers.values()].map(writer => [writer.template.uri, writer.edits()] as const).filter(([, edits]) => edits.length > 0)) };
	} catch (error) {
		if (error instanceof Refusal) return { refused: error.message };
		// The editor's own: a shared node, or changes that contradict one another.
		if (error instanceof RangeError || (error as Error).name === 'SharedNodeError') return { refused: (error as Error).message };
		throw error;
	}
}

/** A parameter of a nested stack is changed where the stack is nested, and further out where that hands on a parameter of its own. */
function give(value: Draft, refusal: GivenByParameter, calls: Resource['calls'], writers: ReadonlyMap<string, Writer>): void {
	const call = calls.at(-1);
	const writer = call && writers.get(call.site.uri);
	if (!writer || typeof value === 'object') throw refusal;
	try {
		writer.write({ kind: 'set', resource: call!.name, path: ['Parameters', refusal.parameter], value });
	} catch (error) {
		if (!(error instanceof GivenByParameter)) throw error;
		give(value, error, calls.slice(0, -1), writers);
	}
}

/** The change as its template would say it: by logical ids. */
function localized(change: Change, resource: Resource, design: Architecture, sources: Sources): Change {
	const stack = stackOf(resource);
	const inStack = (reference: DraftReference): DraftReference => {
		const target = design.resource(reference['#reference']);
		if (!target || stackOf(target) === stack) return { ...reference, '#reference': target?.address ?? reference['#reference'] };
		const parameter = namesOf(design, sources).get(`${stack} ${target.id}.${reference.attribute}`);
		if (parameter === undefined) throw new Refusal(`${target.name} is in another stack, to which ${resource.name} has no reference`);
		return { '#reference': parameter, attribute: 'Ref' };
	};
	switch (change.kind) {
		case 'add': {
			const { before, ...added } = change;
			const within = before && design.resource(before.resource);
			return {
				...added, near: resource.address, properties: withReferences(change.properties, inStack) as DraftMap,
				...(before && within && stackOf(within) === stack && { before: { ...before, resource: within.address } }),
			};
		}
		case 'remove': case 'rename': return { ...change, resource: resource.address };
		default: return { ...change, resource: resource.address, value: withReferences(change.value, inStack) };
	}
}

const parameters = new WeakMap<Architecture, ReadonlyMap<string, string>>();

/** The parameters by which stacks know resources of other stacks: stack and reference → name of the parameter. */
function namesOf(design: Architecture, sources: Sources): ReadonlyMap<string, string> {
	let known = parameters.get(design);
	if (!known) {
		known = new Map(stacksOf(sources).all.flatMap(template => [...template.parameters.keys()].flatMap(name => {
			const given = argumentOf(name, new Evaluator(template))?.value;
			return given?.kind === 'reference' ? [[`${template.idOf('')} ${given.target}.${given.attribute}`, name] as const] : [];
		})));
		parameters.set(design, known);
	}
	return known;
}

/** What the ids of all resources of a stack begin with. */
function stackOf({ id, address }: Resource): string {
	return id.slice(0, id.length - address.length);
}

/** What a template declares, for writing. */
interface Declarations {
	readonly template: Template;
	/** Resources by the ids that the model knows, those that SAM creates included. */
	readonly declared: ReadonlyMap<string, Declared>;
	/** Logical ids that are taken. */
	readonly ids: ReadonlySet<string>;
	readonly form: Form;
}

/** A document does not change, and many fixes are planned on it. */
const declarations = new WeakMap<SourceDocument, Declarations>();

function declarationsOf(document: SourceDocument): Declarations {
	const known = declarations.get(document);
	if (known) return known;
	const template = new Template(document);
	const declared = new Map<string, Declared>();
	for (const one of declaredResources(template)) {
		declared.set(one.id, one);
		for (const { id } of serverless(one, template)?.creations ?? []) if (!declared.has(id)) declared.set(id, one);
	}
	const ids = new Set([...declared.keys(), ...entriesOf(template.resources).keys(), ...template.parameters.keys()]);
	const made = { template, declared, ids, form: formOf(template.tree) };
	declarations.set(document, made);
	return made;
}

class Writer {
	readonly template: Template;
	private readonly declared: ReadonlyMap<string, Declared>;
	private readonly ids: ReadonlySet<string>;
	/** Logical ids that this action takes. */
	private readonly added = new Set<string>();
	private readonly form: Form;
	private readonly walker: Walker;
	/** Resource → what must be created before it, by this action. */
	private readonly dependencies = new Map<string, string[]>();

	constructor({ template, declared, ids, form }: Declarations) {
		this.template = template;
		this.declared = declared;
		this.ids = ids;
		this.form = form;
		this.walker = new Walker(template);
	}

	holds(id: string): boolean {
		return this.declared.has(id);
	}

	write(change: Change): void {
		if (change.kind === 'add') {
			this.add(change);
			return;
		}
		const spot = this.locate(change.resource, change.path);
		if (change.kind === 'remove') this.walker.remove(spot);
		else if (change.kind === 'rename') this.walker.rename(spot, change.names);
		else this.walker[change.kind](spot, syntaxOf(change.value, spot.form ?? this.form));
	}

	edits(): TextEdit[] {
		for (const [id, needs] of this.dependencies) this.dependOn(id, needs);
		this.dependencies.clear();
		return this.walker.edits();
	}

	/** `DependsOn` is one logical id or a list of them. */
	private dependOn(id: string, needs: readonly string[]): void {
		const written = get(this.declared.get(id)!.entry.value, 'DependsOn');
		const spot = this.locate(id, ['@DependsOn']);
		if (written?.kind === 'list') for (const need of needs) this.walker.append(spot, need);
		else {
			const all = [...(written?.kind === 'scalar' ? [String(written.value)] : []), ...needs];
			this.walker.set(spot, all.length === 1 ? all[0]! : all);
		}
	}

	private locate(id: string, path: Path): Spot {
		const declared = this.declared.get(id)!;
		if (declared.looped) throw new Refusal(`${id} is made by a loop`);
		if (declared.id !== id) throw new Refusal(`${id} is created by SAM for ${declared.id}`);
		const [first, ...rest] = path;
		if (typeof first !== 'string') throw new Refusal(`${id} itself cannot be changed`);
		const attribute = first.startsWith('@') ? first.slice(1) : undefined;
		if (attribute === undefined && passedOn(declared.type)?.includes(first) === false) throw new Refusal(`SAM makes ${first} of ${id} from properties of its own`);
		if (attribute !== undefined && !attributes.includes(attribute)) throw new Refusal(`${attribute} is no attribute of a resource`);
		const start = this.walker.resource(this.template.resources!, declared.entry);
		return (attribute === undefined ? ['Properties', first, ...rest] : [attribute, ...rest]).reduce<Spot>((spot, segment) => this.walker.step(spot, segment), start);
	}

	private add({ type, name, near, properties, before }: Extract<Change, { kind: 'add' }>): void {
		const { entry, looped } = this.declared.get(near)!;
		const condition = stringOf(get(entry.value, 'Condition'));
		const draft = {
			Type: type,
			...(condition !== undefined && !looped && { Condition: condition }),
			...(Object.keys(properties).length > 0 && { Properties: syntaxOf(properties, this.form) }),
		};
		const behind = this.template.resources!.entries.includes(entry) ? entry : undefined;
		const id = this.unique(name);
		this.walker.editor.set(this.template.resources!, id, draft, behind);
		if (before) this.dependencies.set(before.resource, [...this.dependencies.get(before.resource) ?? [], id]);
	}

	/** Logical ids are alphanumeric and unique. */
	private unique(wish: string): string {
		const words = wish.split(/[^A-Za-z0-9]+/).filter(word => word !== '');
		const base = words.map(word => word[0]!.toUpperCase() + word.slice(1)).join('') || 'Resource';
		let id = base;
		for (let number = 2; this.ids.has(id) || this.added.has(id); number++) id = `${base}${number}`;
		this.added.add(id);
		return id;
	}
}
