/**
 * The architecture: all resources of one design (a template, a Terraform module, a policy file), their references, and what
 * is asked of them.
 *
 * It answers from indexes, never by walking the design for each question, and it records every question while a
 * {@link record} is under way: the reviewer compares the fingerprints of what was read to decide what to review again.
 * It knows no dialect, no rule and no text but the blocks' (for fingerprints).
 */
import type { Block, DesignProblem, Lowered, LoweredResource } from './lowered.ts';
import { fingerprint } from './fingerprint.ts';
import { formatPath, type Path } from './path.ts';
import { type Property, Resource } from './resource.ts';
import type { MapValue, TextPart } from './value.ts';
import { nameProperty } from '../aws/names.ts';

/** What was read during a recording: key → fingerprint. */
export type Reads = ReadonlyMap<string, string>;

export interface Recording<T> {
	readonly result: T;
	readonly reads: Reads;
	/** Some question was answered with maybe. */
	readonly undecided: boolean;
}

/** The resources whose property leads to a certain resource. */
export interface Pointing {
	readonly certain: readonly Resource[];
	/** Their property cannot be known: they may lead there. */
	readonly possible: readonly Resource[];
}

export interface ArchitectureOptions {
	/** The design as it was before the change under review. */
	readonly baseline?: Architecture;
	/** Twelve-digit ids of accounts that the settings trust beside the design's own. */
	readonly trustedAccounts?: readonly string[];
	/** What the settings let names of buckets look like, with `*` and `?`; none where all may be. */
	readonly bucketNames?: readonly string[];
	/** Called with every path that is asked of a resource type; tests throw on paths that AWS's specification does not have. */
	readonly checkPath?: (type: string, path: string) => void;
}

export class Architecture {
	readonly dialect: string;
	readonly problems: readonly DesignProblem[];
	readonly incomplete: readonly string[];
	readonly blocks: ReadonlyMap<string, Block>;
	readonly resources: readonly Resource[];
	/** The design before the change under review; questions to it go through {@link before}. */
	readonly baseline: Architecture | undefined;
	/** Fixed for the life of a reviewer's memory, as all settings are: asking is not recorded. */
	readonly trustedAccounts: readonly string[];
	readonly bucketNames: readonly string[];

	private readonly byId = new Map<string, Resource>();
	private readonly byType = new Map<string, Resource[]>();
	private readonly lowered = new Map<string, LoweredResource>();
	private readonly properties = new Map<string, { value: MapValue; reads: readonly string[] }>();
	private readonly pointers = new Map<string, Map<string, Resource[]>>();
	private readonly names = new Map<string, Map<string, Resource[]>>();
	/** An architecture does not change, and the same is read again and again. */
	private readonly fingerprints = new Map<string, string>();
	private readonly results = new Map<string, Recording<unknown>>();
	private recorder: { reads: Map<string, string>; undecided: boolean } | undefined;

	constructor(lowered: Lowered, private readonly options: ArchitectureOptions = {}) {
		this.dialect = lowered.dialect;
		this.problems = lowered.problems;
		this.incomplete = lowered.incomplete;
		this.blocks = new Map(lowered.blocks.map(block => [block.id, block]));
		this.baseline = options.baseline;
		this.trustedAccounts = options.trustedAccounts ?? [];
		this.bucketNames = options.bucketNames ?? [];
		this.resources = lowered.resources.map(raw => this.enter(raw));
		for (const raw of lowered.outputs ?? []) this.enter(raw);
	}

	private enter(raw: LoweredResource): Resource {
		const resource = new Resource(this, raw);
		this.byId.set(raw.id, resource);
		this.lowered.set(raw.id, raw);
		const same = this.byType.get(raw.type);
		if (same) same.push(resource);
		else this.byType.set(raw.type, [resource]);
		return resource;
	}

	/** All resources of a type, in the order of the text. */
	all(type: string): readonly Resource[] {
		this.read(`type ${type}`);
		return this.byType.get(type) ?? [];
	}

	resource(id: string): Resource | undefined {
		this.read(`resource ${id}`);
		return this.byId.get(id);
	}

	/** The same resource in the baseline; undefined without baseline or where it is new. */
	before(resource: Resource): Resource | undefined {
		this.read(`before ${resource.id}`);
		return this.earlier(resource.id);
	}

	/**
	 * The resource that a value means: by reference, by ARN, or by a literal name that a resource of the given type bears.
	 * Undefined where it is outside the design or cannot be known. Of several alternatives none is followed.
	 */
	follow(property: Property, type?: string): Resource | undefined {
		const parts = property.textParts ?? [];
		for (const [index, part] of parts.entries()) {
			if (typeof part === 'string' || part.kind !== 'reference' || !standsAlone(parts, index)) continue;
			const target = this.resource(part.target);
			if (target && (!type || target.type === type)) return target;
		}
		return type ? this.named(parts, type) : undefined;
	}

	/**
	 * The resources of a type whose property (a path, perhaps with `[]`) leads to `target`, from an index. `possible` are
	 * those whose property is unknown.
	 */
	pointing(type: string, pattern: string, target: Resource): Pointing {
		const index = this.pointerIndex(type, pattern, target.type);
		this.read(`pointing ${type} ${pattern} ${target.type} ${target.id}`);
		return { certain: index.get(target.id) ?? [], possible: index.get('?') ?? [] };
	}

	/** The resources of `targetType` to which the property of some resource of `type` certainly leads, from the index of {@link pointing}. */
	pointedAt(type: string, pattern: string, targetType: string): readonly Resource[] {
		this.read(`pointed ${type} ${pattern} ${targetType}`);
		return [...this.pointerIndex(type, pattern, targetType).keys()].flatMap(id => this.byId.get(id) ?? []);
	}

	/** The resources of its type that certainly bear the name of a resource, itself included, in the order of the text; none where its name is not known. */
	namesakes(resource: Resource): readonly Resource[] {
		const property = nameProperty(resource.type);
		const name = property && nameKey(resource.at(property).textParts ?? []);
		if (!name) return [];
		this.read(`namesakes ${resource.type} ${name}`);
		return this.nameIndex(resource.type).get(name) ?? [];
	}

	/** Runs a function and tells what it read of this architecture. Recordings do not nest, but for those of {@link once}. */
	record<T>(work: () => T): Recording<T> {
		const recorder = { reads: new Map<string, string>(), undecided: false };
		this.recorder = recorder;
		try {
			const result = work();
			return { result, reads: recorder.reads, undecided: recorder.undecided };
		} finally {
			this.recorder = undefined;
		}
	}

	/** What many ask and is costly to work out: done once for each key. Every recording that asks for it has read what it read. */
	once<T>(key: string, work: () => T): T {
		const outer = this.recorder;
		let known = this.results.get(key);
		if (!known) {
			try {
				known = this.record(work);
			} finally {
				this.recorder = outer;
			}
			this.results.set(key, known);
		}
		if (outer) {
			for (const [read, print] of known.reads) outer.reads.set(read, print);
			outer.undecided ||= known.undecided;
		}
		return known.result as T;
	}

	/** Whether all that was read in an earlier version of this design reads the same now. */
	unchanged(reads: Reads): boolean {
		for (const [key, then] of reads) if (this.fingerprint(key) !== then) return false;
		return true;
	}

	/** Stands for the text of a block; of one that is not there, for the empty text. */
	blockFingerprint(id: string): string {
		return this.fingerprint(`block ${id}`);
	}

	/** Notes that a question had no certain answer. */
	undecided(maybe: boolean): void {
		if (maybe && this.recorder) this.recorder.undecided = true;
	}

	/** For {@link Property}: holds a path against AWS's specification, in tests. */
	checkPath(type: string, path: Path): void {
		this.options.checkPath?.(type, formatPath(path));
	}

	/** For {@link Resource}: the lowered properties, once per architecture; the read is recorded. */
	propertiesOf(lowered: LoweredResource): MapValue {
		let properties = this.properties.get(lowered.id);
		if (!properties) {
			properties = lowered.lower();
			this.properties.set(lowered.id, properties);
		}
		this.read(`blocks ${lowered.id}`);
		for (const block of lowered.blocks) this.read(`block ${block}`);
		for (const block of properties.reads) this.read(`block ${block}`);
		return properties.value;
	}

	private read(key: string): void {
		if (this.recorder && !this.recorder.reads.has(key)) this.recorder.reads.set(key, this.fingerprint(key));
	}

	private fingerprint(key: string): string {
		let known = this.fingerprints.get(key);
		if (known === undefined) {
			known = this.fingerprintOf(key);
			this.fingerprints.set(key, known);
		}
		return known;
	}

	private fingerprintOf(key: string): string {
		const [kind, ...rest] = key.split(' ');
		const name = rest.join(' ');
		switch (kind) {
			case 'block': {
				// A file that is not there, and one that is empty, are two things.
				const block = this.blocks.get(name);
				return block ? fingerprint(block.text) : '';
			}
			// A companion that is added or taken away changes the resource, and none of the blocks that were read.
			case 'blocks': return this.lowered.get(name)?.blocks.join(' ') ?? '';
			case 'type': return fingerprint((this.byType.get(name) ?? []).map(resource => resource.id).join(' '));
			case 'resource': return this.byId.get(name)?.type ?? '';
			case 'before': {
				const before = this.earlier(name);
				if (!before) return this.baseline ? '' : 'none';
				return fingerprint(this.baseline!.blockPrints(before.id));
			}
			case 'named': return this.nameIndex(rest[0]!).get(rest.slice(1).join(' '))?.at(-1)?.id ?? '';
			case 'namesakes': return (this.nameIndex(rest[0]!).get(rest.slice(1).join(' ')) ?? []).map(resource => resource.id).join(' ');
			case 'pointing': {
				const [type, pattern, targetType, ...id] = rest as [string, string, string, ...string[]];
				const index = this.pointerIndex(type, pattern, targetType);
				return [...index.get(id.join(' ')) ?? [], { id: '?' }, ...index.get('?') ?? []].map(resource => resource.id).join(' ');
			}
			case 'pointed': return [...this.pointerIndex(rest[0]!, rest[1]!, rest[2]!).keys()].join(' ');
			default: return '';
		}
	}

	private earlier(id: string): Resource | undefined {
		const { type, formerly = [] } = this.lowered.get(id) ?? {};
		return this.baseline && [id, ...formerly].map(one => this.baseline!.byId.get(one)).find(one => one?.type === type && one !== undefined);
	}

	/** Stands for the text that a resource of the baseline rests on; what many rest on is looked at once. */
	private blockPrints(id: string): string {
		const lowered = this.lowered.get(id)!;
		this.propertiesOf(lowered);
		return [...lowered.blocks, ...this.properties.get(id)!.reads].map(block => this.blockFingerprint(block)).join(' ');
	}

	/** Built without recording: what it says is recorded as one read, by its answer. */
	private pointerIndex(type: string, pattern: string, targetType: string): Map<string, Resource[]> {
		const key = `${type} ${pattern} ${targetType}`;
		let index = this.pointers.get(key);
		if (index) return index;
		index = new Map();
		this.pointers.set(key, index);
		this.unrecorded(() => {
			for (const resource of this.byType.get(type) ?? []) {
				for (const id of this.targets(resource, pattern, targetType)) {
					const known = index.get(id);
					if (known) known.push(resource);
					else index.set(id, [resource]);
				}
			}
		});
		return index;
	}

	/** Ids that the property leads to; `?` where some of it cannot be known. */
	private targets(resource: Resource, pattern: string, targetType: string): Set<string> {
		const ids = new Set<string>();
		const list = pattern.indexOf('[]');
		if (list >= 0 && resource.at(pattern.slice(0, list)).items.complete !== 'yes') ids.add('?');
		for (const property of list >= 0 ? resource.all(pattern) : resource.at(pattern).alternatives) {
			const target = this.follow(property, targetType);
			if (target) ids.add(target.id);
			else if (!property.value || property.value.kind === 'unknown' || property.textParts?.some(part => typeof part !== 'string' && part.kind === 'unknown')) ids.add('?');
		}
		return ids;
	}

	/** A resource of the type that bears the name that the text ends with, after its last `:` or `/`, or is as a whole. */
	private named(parts: readonly TextPart[], type: string): Resource | undefined {
		const name = nameProperty(type) && nameKey(afterLastSeparator(parts));
		if (!name) return undefined;
		this.read(`named ${type} ${name}`);
		return this.nameIndex(type).get(name)?.at(-1);
	}

	/** Built without recording, as {@link pointerIndex}. */
	private nameIndex(type: string): ReadonlyMap<string, readonly Resource[]> {
		let index = this.names.get(type);
		if (index) return index;
		index = new Map();
		this.names.set(type, index);
		const property = nameProperty(type)!;
		this.unrecorded(() => {
			for (const resource of this.byType.get(type) ?? []) {
				const name = nameKey(resource.at(property).textParts ?? []);
				if (!name) continue;
				const same = index.get(name);
				if (same) same.push(resource);
				else index.set(name, [resource]);
			}
		});
		return index;
	}

	private unrecorded(work: () => void): void {
		const recorder = this.recorder;
		this.recorder = undefined;
		try {
			work();
		} finally {
			this.recorder = recorder;
		}
	}
}

/** What a reference says is a whole section of the text, not a part of some longer name (`${Bucket}-replica`). */
function standsAlone(parts: readonly TextPart[], index: number): boolean {
	const [before, after] = [parts[index - 1], parts[index + 1]];
	return (before === undefined || (typeof before === 'string' && /[:/]$/.test(before))) && (after === undefined || (typeof after === 'string' && /^[:/]/.test(after)));
}

function afterLastSeparator(parts: readonly TextPart[]): readonly TextPart[] {
	for (let index = parts.length - 1; index >= 0; index--) {
		const part = parts[index]!;
		const cut = typeof part === 'string' ? Math.max(part.lastIndexOf(':'), part.lastIndexOf('/')) : -1;
		if (cut >= 0) return [(part as string).slice(cut + 1), ...parts.slice(index + 1)];
	}
	return parts;
}

/** Names of equal keys are equal, also where they are known only after the deployment (`${AWS::StackName}-logs`); empty where some of the name is not known at all. */
function nameKey(parts: readonly TextPart[]): string {
	const keys = parts.map(part => {
		if (typeof part === 'string') return part;
		if (part.kind === 'pseudo') return `\${${part.name}}`;
		return part.kind === 'reference' ? `\${${part.target}.${part.attribute}}` : part.identity && `\${${part.identity}}`;
	});
	return keys.every(key => key !== undefined) ? keys.join('') : '';
}
