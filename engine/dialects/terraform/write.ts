/**
 * Writes changes of the model into a module: finds by the mapping tables which argument of which block each is about, adds the
 * companion or resource that is missing, and refuses, in a reader's words, what Terraform cannot say or something else decides.
 * All changes of one action are planned together.
 */
import type { Change, Draft } from '../../model/change.ts';
import { isMap } from '../../model/change.ts';
import type { Path } from '../../model/path.ts';
import type { Value } from '../../model/value.ts';
import type { TextEdit } from '../../syntax/tree.ts';
import type { Dialect, SourceDocument, WritePlan } from '../dialect.ts';
import { AddedBlocks } from './added-blocks.ts';
import { type Found, WEIGHTS, best, matches } from './candidates.ts';
import { definitionOf } from './definitions.ts';
import { documentChanges } from './document-writer.ts';
import { Body, Named, type Speller, type TerraformDraft } from './draft.ts';
import type { Instance } from './instances.ts';
import type { Keyed } from './mapping.ts';
import { type Block, directoryOf, isDownloaded } from './module.ts';
import type { NodePlace, Place } from './place.ts';
import { Places } from './places.ts';
import { type Plan, type PlannedResource, planModules, sourceOf } from './plan.ts';
import { dig } from './read-mapping.ts';
import { Refusal } from './refusal.ts';
import { inDocument, repetition } from './speller.ts';
import { type Match, assign, build, converted, isPlaced, withoutBlocks } from './upward.ts';

/** What is done at a place; the value of a renaming are the names. */
type Kind = Exclude<Change['kind'], 'add'>;

export const write: Dialect['write'] = (sources, _design, changes): WritePlan => {
	try {
		const writer = new Writer(planModules(sources), sources.documents);
		for (const change of changes) writer.write(change);
		return { edits: writer.edits() };
	} catch (error) {
		if (error instanceof Refusal) return { refused: error.message };
		// The editor's own: a shared node, or changes that contradict one another.
		if (error instanceof RangeError || (error as Error).name === 'SharedNodeError') return { refused: (error as Error).message };
		throw error;
	}
};

class Writer {
	private readonly places: Places;
	private readonly added: AddedBlocks;
	private readonly done = new Set<string>();

	constructor(private readonly plan: Plan, documents: readonly SourceDocument[]) {
		this.places = new Places(documents);
		this.added = new AddedBlocks(plan);
	}

	write(change: Change): void {
		if (change.kind === 'add') {
			this.add(change);
			return;
		}
		const resource = this.resource(change.resource);
		const value = change.kind === 'remove' ? undefined : change.kind === 'rename' ? change.names : change.value;
		// Instances of one block share its text: the same change for another instance is made already. A scalar may come from elsewhere.
		const { evaluator } = resource.instance;
		const once = `${change.kind === 'set' && isScalar(value) ? evaluator.prefix : ''} ${sharedKey(resource.instance, [resource.mapping.type, change.kind, change.path, value])}`;
		if (this.done.has(once)) return;
		this.done.add(once);
		this.change(resource, change.kind, change.path, value);
	}

	edits(): Map<string, TextEdit[]> {
		// What is spelt may need a data source, which is one more block.
		this.places.spell();
		this.added.write(this.places);
		const edits = this.places.edits();
		if ([...edits.keys()].some(isDownloaded)) throw new Refusal('the module was downloaded; change the arguments of its call');
		return edits;
	}

	private resource(id: string): PlannedResource {
		const resource = this.plan.resources.find(one => one.id === id);
		if (!resource) throw new Refusal(`${id} is not in this module`);
		return resource;
	}

	private change(resource: PlannedResource, kind: Kind, path: Path, value: Draft | undefined): void {
		const [name] = path;
		if (typeof name !== 'string') throw new Refusal(`${resource.id} itself cannot be changed`);
		if (name.startsWith('@')) throw new Refusal(`${name.slice(1)} of ${resource.id} is changed by hand`);
		const found = matches(resource, path);
		if (found.length === 0) throw new Refusal(`Terraform has no argument for ${name}`);
		if (kind === 'set' && found.some(({ match: { inside, rest, field } }) => inside && rest.length === 0 && field.implied !== undefined && field.implied === value)) return;
		const inside = found.filter(one => one.match.inside && isPlaced(one.match));
		const within = found.filter(one => !one.match.inside);
		const byHand = found.some(one => one.match.inside && (within.length === 0 || one.weight === WEIGHTS.written));
		if (inside.length > 0) this.leaf(resource, best(inside), kind, value);
		else if (byHand || kind === 'rename') throw new Refusal(`Terraform writes ${name} in a way that has to be changed by hand`);
		else if (kind === 'remove') this.removeAll(resource, path, within);
		else if (kind === 'append') this.appendItem(resource, within, value!);
		else this.setAll(resource, path, within, value!);
	}

	private leaf(resource: PlannedResource, { mapping, instance, match: { field, path, rest } }: Found, kind: Kind, value: Draft | undefined): void {
		if (field.readOnly) throw new Refusal(field.readOnly);
		if (kind === 'rename' && (!instance || rest.length < namesOf(value).length)) throw new Refusal("it is one of Terraform's own names");
		if (!instance) {
			if (kind === 'remove') return;
			if (rest.length > 0) throw new Refusal('it is not written yet');
			const { content } = this.added.companion(resource, mapping).body;
			assign(content, names(path), converted(field, kind === 'append' && !field.single ? [value!] : value!));
			for (const [beside, scalar] of Object.entries(field.along ?? {})) assign(content, [...names(path).slice(0, -1), beside], scalar);
			return;
		}
		if (field.keyed) {
			this.keyed(resource, instance, field.keyed, kind, rest, value);
			return;
		}
		const below = field.single && typeof rest[0] === 'number' ? rest.slice(1) : rest;
		const start = this.places.walk(this.body(instance.block, path), path, !mapping.values);
		const used = below.reduce<Place>((one, segment) => this.places.step(one, segment), start);
		const place = kind === 'set' && isScalar(value) ? definitionOf(used, instance.evaluator, this.places) : used;
		const written = kind === 'set' && below.every(segment => typeof segment === 'object') ? converted(field, value!) : value;
		this.apply(place, kind, written, value, instance);
		if (below.length === 0) this.alongWith(field.along ?? {}, path, kind, instance);
	}

	/** The arguments that switch another on, which is written or taken away. */
	private alongWith(along: NonNullable<Match['field']['along']>, path: Path, kind: Kind, instance: Instance): void {
		for (const [name, scalar] of Object.entries(along)) {
			const beside = [...path.slice(0, -1), name];
			const place = beside.reduce<Place>((one, segment) => this.places.step(one, segment), this.body(instance.block, beside));
			const now = dig(sourceOf(instance), beside.filter(segment => typeof segment === 'string'));
			if (kind === 'remove' ? place.kind === 'absent' : now.kind === 'known' && now.scalar === scalar) continue;
			this.apply(place, kind === 'remove' ? 'remove' : 'set', scalar, scalar, instance);
		}
	}

	/** An entry of a map whose entries are blocks of a list. */
	private keyed(resource: PlannedResource, instance: Instance, { list, key, value: property, more }: Keyed, kind: Kind, rest: Path, value: Draft | undefined): void {
		const [name, ...below] = rest;
		const start = this.places.step(this.body(instance.block, [list]), list);
		if (name === undefined && kind === 'remove') this.apply(start, 'remove', undefined, undefined, instance);
		else if (name === undefined && kind === 'set' && isMap(value!)) for (const [entry, inner] of Object.entries(value)) this.keyed(resource, instance, { list, key, value: property, ...(more ? { more } : {}) }, 'set', [entry], inner);
		else if (typeof name !== 'string' || below.length > 0 || kind === 'append' || kind === 'rename') throw new Refusal('what stands there has to be changed by hand');
		else {
			const written = dig(sourceOf(instance), [list]);
			if (written.kind === 'unknown' || (written.kind === 'list' && written.open)) throw new Refusal(`which ${list} blocks there are is decided elsewhere`);
			const items = written.kind === 'list' ? written.items : [written];
			const index = items.findIndex(item => item.kind === 'map' && sameKey(item.entries.get(key)?.value, name));
			const step = (path: Path) => path.reduce<Place>((one, segment) => this.places.step(one, segment), start);
			if (kind === 'set' && index < 0) this.apply(start, 'append', new Body({ [key]: name, [property]: value!, ...more }), undefined, instance);
			else if (kind === 'set') this.apply(step([index, property]), 'set', value, value, instance);
			else if (index < 0) throw new Refusal(`${resource.id} does not say it`);
			else this.apply(step([index]), 'remove', undefined, undefined, instance);
		}
	}

	private apply(place: Place, kind: Kind, written: TerraformDraft | undefined, value: Draft | undefined, instance: Instance): void {
		const speller = this.spellerIn(instance.block, instance.key);
		if (place.kind === 'document') this.inDocument(place.address, kind, place.path, value, instance);
		else if (kind === 'remove') this.places.remove(place);
		else if (kind === 'rename') this.places.rename(place, namesOf(value), speller);
		else this.places[kind](place, written!, speller);
	}

	private inDocument(address: string, kind: Kind, path: readonly (string | number)[], value: Draft | undefined, user: Instance): void {
		const { blocks, documents } = this.plan.tree.moduleOf(user.block);
		const block = blocks.get(address);
		const node = block?.written[0]?.node;
		if (!block || !node) throw new Refusal(`${address} is not in this module`);
		if (uses(documents, address) > 1 || (repetition(user.block) && !repetition(block))) throw new Refusal(`${address} is used in several places`);
		const speller = inDocument(this.spellerIn(block, user.key));
		for (const change of documentChanges(node, kind, path, value)) {
			const place = this.places.walk(this.body(block, change.path), change.path);
			if (place.kind === 'document') throw new Refusal(`${address} is built from another document`);
			if (change.kind === 'remove') this.places.remove(place);
			else this.places[change.kind](place, change.value!, speller);
		}
	}

	private spellerIn(block: Block, key?: string): Speller {
		return this.added.speller({ near: block, within: block, key });
	}

	/** Takes all arguments away that say something of a property. */
	private removeAll(resource: PlannedResource, removed: Path, found: readonly Found[]): void {
		const isItem = typeof removed.at(-1) === 'number';
		// Items are counted in the one list that is read.
		const listed = removed.some(segment => typeof segment === 'number') ? best(found).instance : undefined;
		const present = found.filter(one => one.instance && (!listed || one.instance === listed));
		const seen = new Set<string>();
		let said = false;
		for (const { instance, match: { field, path, from } } of present) {
			const block = from.slice(0, sharedBlock(present.filter(one => one.instance === instance).map(one => one.match.from)));
			const target = isItem ? path : [...path, ...(block.length > 0 ? block : from.filter(name => name !== '[]'))];
			const key = `${instance!.id} ${JSON.stringify(target)}`;
			if (seen.has(key)) continue;
			seen.add(key);
			const place = this.places.walk(this.body(instance!.block, target), target);
			if (place.kind === 'absent' || place.kind === 'document') continue;
			if (field.readOnly) throw new Refusal(field.readOnly);
			this.places.remove(place);
			said = true;
		}
		if (!said) throw new Refusal(`${resource.id} does not say it`);
	}

	private appendItem(resource: PlannedResource, found: readonly Found[], value: Draft): void {
		const lists = found.filter(one => one.match.to[0] === '[]' && one.match.from.includes('[]'));
		if (lists.length === 0 || !isMap(value)) throw new Refusal('it is no list of blocks in Terraform');
		const { mapping, instance, match: chosen } = best(lists);
		const prefix = chosen.from.slice(0, chosen.from.indexOf('[]'));
		const same = lists.filter(one => one.mapping === mapping && one.match.from.slice(0, prefix.length + 1).join('.') === [...prefix, '[]'].join('.'));
		const item = new Body(build(same.map(({ match: { field, from, to } }) => ({ field, from: from.slice(prefix.length + 1), to: to.slice(1) })), value));
		if (!instance) {
			assign(this.added.companion(resource, mapping).body.content, [...names(chosen.path), ...prefix], [item]);
			return;
		}
		const path = [...chosen.path, ...prefix];
		const place = this.places.walk(this.body(instance.block, path), path, !mapping.values);
		if (place.kind === 'document') throw new Refusal('it is a policy document');
		this.places.append(place, mapping.values ? withoutBlocks(item.content) : item, this.spellerIn(instance.block, instance.key));
	}

	private setAll(resource: PlannedResource, path: Path, found: readonly Found[], value: Draft): void {
		if (isMap(value)) {
			for (const [name, inner] of Object.entries(value)) this.change(resource, 'set', [...path, name], inner);
			return;
		}
		if (!Array.isArray(value) || found.some(one => one.instance && one.weight >= WEIGHTS.begun)) throw new Refusal('it cannot be replaced as a whole');
		for (const item of value) this.appendItem(resource, found, item as Draft);
	}

	private add(change: Extract<Change, { kind: 'add' }>): void {
		const { type, near, properties, before } = change;
		const beside = this.resource(near);
		this.added.resource(change, beside, sharedKey(beside.instance, [type, properties]), address => {
			if (before) this.dependOn(this.resource(before.resource), before.path, address);
		});
	}

	/** `depends_on` of the block that holds a property. */
	private dependOn(resource: PlannedResource, path: Path, address: string): void {
		const holder = matches(resource, path.slice(0, 1)).filter(one => one.instance && one.weight >= WEIGHTS.companion).sort((a, b) => b.weight - a.weight)[0]?.instance ?? resource.instance;
		const place = this.places.step(this.body(holder.block, ['depends_on']), 'depends_on');
		if (place.kind !== 'document') this.places.append(place, new Named(address), this.spellerIn(holder.block));
	}

	/** The text that an argument is written in: of overrides the one that has it. */
	private body(block: Block, path: Path): NodePlace {
		const holder = block.written.findLast(one => one.node?.entries.some(entry => entry.key.value === path[0])) ?? block.written[0]!;
		if (!holder.node) throw new Refusal(`${block.address} is not written as a block`);
		return { kind: 'node', document: holder.document, tree: holder.document.tree, node: holder.node };
	}
}

function namesOf(value: Draft | undefined): readonly string[] {
	return value as readonly string[];
}

function isScalar(value: Draft | undefined): boolean {
	return typeof value !== 'object' || value === null;
}

function names(path: Path): string[] {
	if (path.some(segment => typeof segment !== 'string')) throw new Refusal('the list is not written yet');
	return path as string[];
}

/** How many first names the paths share, without their last. */
function sharedBlock(paths: readonly (readonly string[])[]): number {
	const first = paths[0]!.slice(0, -1);
	let length = first.indexOf('[]') < 0 ? first.length : first.indexOf('[]');
	for (const path of paths) while (length > 0 && path.slice(0, length).join('.') !== first.slice(0, length).join('.')) length--;
	return length;
}

/** The same for all instances of a block, and all calls of its module, that say the same of themselves. */
function sharedKey({ key, block, evaluator: { prefix } }: Instance, parts: readonly unknown[]): string {
	const reference = '"#reference":"';
	const text = JSON.stringify(parts).replaceAll(reference + JSON.stringify(prefix).slice(1, -1), reference);
	const own = JSON.stringify(`[${JSON.stringify(key)}]`).slice(1, -1);
	return `${directoryOf(block.written[0]!.document.uri)} ${block.address} ${key === undefined ? text : text.replaceAll(own, '[each.key]')}`;
}

/** How often the text of a policy document is used. */
function uses(documents: readonly SourceDocument[], address: string): number {
	const name = new RegExp(`${address.replace(/[.\\^$*+?()[\]{}|-]/g, '\\$&')}\\.(minified_)?json`, 'g');
	return documents.reduce((sum, { tree }) => sum + (tree.text.match(name)?.length ?? 0), 0);
}

function sameKey(value: Value | undefined, name: string): boolean {
	return value?.kind === 'known' && String(value.scalar) === name;
}
