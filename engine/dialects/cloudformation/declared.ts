/** The resources that a template declares, its loops carried out within a budget. What is half-typed is left out. */
import type { Entry, MapNode } from '../../syntax/tree.ts';
import { get } from '../../syntax/tree.ts';
import { Evaluator } from './evaluate.ts';
import { loopOf } from './loops.ts';
import { FOR_EACH, entriesOf, keyOf, stringOf } from './nodes.ts';
import type { Template } from './template.ts';

/** The loops of one template go around this often, loops in loops included (CloudFormation itself allows 500 resources). */
const MAX_ROUNDS = 1000;

export interface Declared {
	/** Logical id. */
	readonly id: string;
	readonly type: string;
	/** The entry of `Resources`, or of a loop's body, that it is written in. */
	readonly entry: Entry;
	readonly block: string;
	readonly bindings: ReadonlyMap<string, string>;
	readonly looped: boolean;
	/** How many the loop makes, where that is certain. */
	readonly instances?: number;
	readonly multiplicity?: 'many' | 'unknown';
}

export function declaredResources(template: Template): readonly Declared[] {
	const found = new Map<string, Declared>();
	for (const entry of entriesOf(template.resources).values()) {
		const block = template.block(`Resources.${keyOf(entry)}`);
		if (keyOf(entry).startsWith(FOR_EACH)) collectLoop(entry, { template, found, block, bindings: new Map(), left: { items: MAX_ROUNDS }, depth: 0 });
		else add(entry, { found, block, bindings: new Map() });
	}
	return counted([...found.values()]);
}

function counted(declared: readonly Declared[]): readonly Declared[] {
	const times = new Map<Entry, number>();
	for (const { entry } of declared) times.set(entry, (times.get(entry) ?? 0) + 1);
	return declared.map(one => (one.looped && !one.multiplicity ? { ...one, instances: times.get(one.entry)! } : one));
}

interface Looping {
	readonly template: Template;
	readonly found: Map<string, Declared>;
	readonly block: string;
	readonly bindings: ReadonlyMap<string, string>;
	readonly left: { items: number };
	readonly depth: number;
	readonly multiplicity?: 'many' | 'unknown';
}

function collectLoop(entry: Entry, looping: Looping): void {
	const { template, bindings, left, depth } = looping;
	const evaluator = new Evaluator(template, bindings);
	const loop = loopOf(entry, evaluator);
	if (!loop || depth > 20) return;
	// Of a collection that cannot be known one resource stands for all.
	const multiplicity = loop.items ? (loop.certain ? looping.multiplicity : looping.multiplicity ?? 'unknown') : 'many';
	for (const item of loop.items ?? [undefined]) {
		if (--left.items < 0) {
			template.exhausted(`loops of more than ${MAX_ROUNDS} rounds`);
			return;
		}
		const inner: Looping = {
			...looping, depth: depth + 1, bindings: item === undefined ? bindings : new Map([...bindings, [loop.identifier, item]]),
			...(multiplicity && { multiplicity }),
		};
		collectBody(loop.body, inner);
	}
}

function collectBody(body: MapNode, looping: Looping): void {
	for (const entry of body.entries) {
		if (keyOf(entry).startsWith(FOR_EACH)) collectLoop(entry, looping);
		else add(entry, looping, new Evaluator(looping.template, looping.bindings).replaceBound(keyOf(entry)));
	}
}

function add(entry: Entry, { found, block, bindings, multiplicity }: Pick<Looping, 'found' | 'block' | 'bindings' | 'multiplicity'>, loopedId?: string): void {
	const type = stringOf(get(entry.value, 'Type'));
	if (!type) return;
	const id = loopedId ?? keyOf(entry);
	found.set(id, { id, type, entry, block, bindings, looped: loopedId !== undefined, ...(multiplicity && { multiplicity }) });
}
