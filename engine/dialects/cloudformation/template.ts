/**
 * One template as its sections: which parameters, mappings, conditions and resources it has, and which runs of its text they
 * are (blocks). It evaluates nothing; that is evaluate.ts.
 */
import type { SourceDocument } from '../dialect.ts';
import type { Block } from '../../model/lowered.ts';
import type { Site } from '../../model/value.ts';
import { type Entry, type MapNode, type Node, type Range, type SyntaxTree, get } from '../../syntax/tree.ts';
import { Conditions } from './conditions.ts';
import { entriesOf, keyOf } from './nodes.ts';

/** Sections whose entries are used one by one; all others are read as a whole. */
const BY_ENTRY = ['Resources', 'Parameters', 'Mappings', 'Globals'];

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

	constructor(document: SourceDocument) {
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
		return [...blocks, ...names].map(([name, range]) => ({
			id: this.block(name), uri: this.uri, range, text: this.tree.text.slice(range.start, range.end),
		}));
	}
}
