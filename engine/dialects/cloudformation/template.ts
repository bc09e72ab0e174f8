/**
 * One template as its sections: which parameters, mappings, conditions and resources it has, and which runs of its text they
 * are (blocks). It evaluates nothing; that is evaluate.ts.
 */
import type { SourceDocument } from '../dialect.ts';
import type { Block } from '../../model/lowered.ts';
import type { Site } from '../../model/value.ts';
import { type Entry, type MapNode, type Node, type Range, type SyntaxTree, get } from '../../syntax/tree.ts';
import { Conditions } from './conditions.ts';
import type { HandedOver } from './handed-over.ts';
import { entriesOf, isEmpty, keyOf, stringOf } from './nodes.ts';
import type { StackCall, Stacks } from './stacks.ts';

/** Sections whose entries are used one by one; all others are read as a whole. */
const BY_ENTRY = ['Resources', 'Parameters', 'Mappings', 'Globals'];

/** The block of all names that may be referred to, without a text where they are not known. */
export const NAMES = 'names';

/** Where a template stands among others. */
export interface Standing {
	readonly stacks?: Stacks;
	/** What the reader calls the stack; empty for the one under review. */
	readonly label?: string;
	/** The resource that nests it. */
	readonly call?: StackCall;
}

export class Template {
	readonly uri: string;
	readonly tree: SyntaxTree;
	readonly parameters: ReadonlyMap<string, Entry>;
	readonly mappings: ReadonlyMap<string, Entry>;
	readonly globals: ReadonlyMap<string, Entry>;
	readonly conditions: Conditions;
	/** Names that can be referred to, with the ids of their resources; generated ones included. Filled while the resources are listed. */
	readonly names = new Map<string, string>();
	/** Budgets that ran out; grows while values are computed. */
	readonly incomplete: string[] = [];

	readonly stacks: Stacks | undefined;
	readonly label: string;
	readonly call: StackCall | undefined;
	private closed: boolean | undefined;
	private readonly memory = new Map<string, HandedOver>();

	constructor(readonly document: SourceDocument, { stacks, label = '', call }: Standing = {}) {
		this.stacks = stacks;
		this.label = label;
		this.call = call;
		this.uri = document.uri;
		this.tree = document.tree;
		this.parameters = entriesOf(this.section('Parameters'));
		this.mappings = entriesOf(this.section('Mappings'));
		this.globals = entriesOf(this.section('Globals'));
		this.conditions = new Conditions(this, entriesOf(this.section('Conditions')));
	}

	section(name: string): Node | undefined {
		return get(this.tree.root, name);
	}

	get resources(): MapNode | undefined {
		const resources = this.section('Resources');
		return resources?.kind === 'map' ? resources : undefined;
	}

	/**
	 * Every name that may be referred to is written in the template: no macro, loop or module makes others, and nothing is half-typed. What does not say that it is a
	 * template may be a piece of one, which some tool puts together (the Serverless Framework, Elastic Beanstalk).
	 */
	get isClosed(): boolean {
		this.closed ??= this.isWritten();
		return this.closed;
	}

	private isWritten(): boolean {
		const { root, problems } = this.tree;
		const transforms = this.section('Transform');
		const [parameters, resources] = [this.section('Parameters'), this.section('Resources')];
		if (problems.length > 0 || isEmpty(this.section('AWSTemplateFormatVersion')) || resources?.kind !== 'map' || (parameters !== undefined && parameters.kind !== 'map')) return false;
		if (!(transforms?.kind === 'list' ? transforms.items : [transforms]).every(one => isEmpty(one) || stringOf(one) === 'AWS::LanguageExtensions')) return false;
		if ([root, parameters, resources].some(map => map?.kind === 'map' && map.entries.some(entry => keyOf(entry).startsWith('Fn::')))) return false;
		return resources.entries.every(({ value }) => value?.kind === 'map' && /::(?!MODULE$)\w+$/.test(stringOf(get(value, 'Type')) ?? ''));
	}

	site(range: Range, key?: Range): Site {
		return key ? { uri: this.uri, range, key } : { uri: this.uri, range };
	}

	/** `Parameters.Stage` → the id of its block. */
	block(name: string): string {
		return `${this.uri}#${name}`;
	}

	/** The id of the block that says that a logical id is there: the id's own text. */
	nameBlock(name: string): string {
		return this.block(`name.${name}`);
	}

	/** The id in the design of a logical id of this template. */
	idOf(logicalId: string): string {
		return this.label === '' ? logicalId : `${this.label}:${logicalId}`;
	}

	/** A name that means something in this template only, so that it is not taken for another's. */
	scoped(name: string): string {
		return this.label === '' ? name : `${name} (${this.label})`;
	}

	/** What other stacks are given or give back, worked out once. What leads back to itself is unknown. */
	remembered(key: string, work: () => HandedOver): HandedOver {
		let known = this.memory.get(key);
		if (!known) {
			this.memory.set(key, { value: { kind: 'unknown', reason: 'it leads back to itself', site: this.site({ start: 0, end: 0 }) }, reads: [] });
			known = work();
			this.memory.set(key, known);
		}
		return known;
	}

	/** Says once that a budget ran out. */
	exhausted(message: string): void {
		if (!this.incomplete.includes(message)) this.incomplete.push(message);
	}

	blocks(): Block[] {
		const blocks = new Map<string, Range>();
		const names = new Map<string, Range>();
		for (const [section, entry] of entriesOf(this.tree.root)) {
			if (!BY_ENTRY.includes(section) || entry.value?.kind !== 'map') blocks.set(section, entry.range);
			else for (const inner of entry.value.entries) {
				blocks.set(`${section}.${keyOf(inner)}`, inner.range);
				if (section === 'Resources') names.set(`name.${keyOf(inner)}`, inner.key.range);
			}
		}
		const written = [...blocks, ...names].map(([name, range]) => ({
			id: this.block(name), uri: this.uri, range, text: this.tree.text.slice(range.start, range.end),
		}));
		const known = this.isClosed ? [...entriesOf(this.resources).keys(), '', ...this.parameters.keys()].join(' ') : '';
		return [...written, { id: this.block(NAMES), uri: this.uri, range: { start: 0, end: 0 }, text: known }];
	}
}
