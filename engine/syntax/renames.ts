/**
 * Entries that get other names. Where all entries of a map move together, the map itself is renamed and nothing moves; what cannot
 * stay where it is, is written as it was at its new place.
 */
import { type Changes, placeIn } from './changes.ts';
import type { MapPlace } from './edit.ts';
import { Kept, NewMap, type Planned } from './planned.ts';
import { ownEntries } from './style.ts';
import type { Entry, ListNode, MapNode, Node, SyntaxTree } from './tree.ts';

/** What an editor lends. */
export interface Changing {
	changesOf(container: MapNode | ListNode): Changes;
	mapAt(container: MapPlace, key: string): MapPlace | undefined;
	put(container: MapPlace, key: string, value: Planned): void;
}

type Names = readonly string[];

export class Renames {
	private readonly wishes = new Map<MapNode, Map<Entry, Names>>();

	constructor(private readonly tree: SyntaxTree, private readonly editor: Changing) {}

	add(container: MapNode, entry: Entry, names: Names): void {
		const own = this.wishes.get(container) ?? new Map<Entry, Names>();
		const known = own.get(entry);
		own.set(entry, known ? agreed(known, names, String(entry.key.value)) : names);
		this.wishes.set(container, own);
	}

	/** Makes changes of all wishes: first those for whole maps, which may come from what is inside of them. */
	settle(): void {
		for (const [container, own] of this.byDepth().reverse()) this.lift(container, own);
		for (const [container, own] of this.byDepth()) {
			for (const [entry, names] of own) this.carry(container, entry, names);
			this.takeEmpty(container);
		}
		this.wishes.clear();
	}

	private byDepth(): [MapNode, Map<Entry, Names>][] {
		return [...this.wishes].sort(([a], [b]) => placeIn(this.tree, a).depth - placeIn(this.tree, b).depth);
	}

	/** A map all of whose entries go to one other map takes that one's name. */
	private lift(container: MapNode, own: Map<Entry, Names>): void {
		const entries = ownEntries(container);
		const [first] = own.values();
		const outer = first!.slice(0, -1);
		const together = outer.length > 0 && own.size === entries.length && [...own.values()].every(names => isSame(names.slice(0, -1), outer));
		if (!together || this.growth(container) > 0) return;
		const { container: around, entry } = placeIn(this.tree, container);
		if (around?.kind !== 'map' || !entry) throw new RangeError('the map around it has no name');
		for (const [one, names] of own) own.set(one, names.slice(-1));
		this.add(around, entry, outer);
	}

	private carry(container: MapNode, entry: Entry, names: Names): void {
		const name = names.at(-1)!;
		if (names.length > 1) {
			this.move(container, entry, this.target(container, names.slice(0, -1)), name);
			this.editor.changesOf(container).removed.add(entry);
			return;
		}
		if (name === entry.key.value) return;
		const taken = this.at(container, name);
		if (taken === undefined) this.editor.changesOf(container).renamed.set(entry, name);
		else this.merge(container, entry, taken);
	}

	/** The map by these names beside the one that holds the entry. */
	private target(container: MapNode, names: Names): MapPlace {
		let around: MapPlace = container;
		for (const _ of names) {
			const outer: MapNode | ListNode | undefined = placeIn(this.tree, around as MapNode).container;
			if (outer?.kind !== 'map') throw new RangeError('the map around it has no name');
			around = outer;
		}
		return names.reduce<MapPlace>((map, name) => {
			const known = this.at(map, name);
			const found = known === undefined ? this.editor.mapAt(map, name) : asMap(known);
			if (!found) throw taken(name);
			return found;
		}, around);
	}

	/** Brings all entries of a map into the one that has its new name. */
	private merge(container: MapNode, entry: Entry, other: Planned | Node): void {
		const target = asMap(other);
		const map = entry.value;
		if (!target || map?.kind !== 'map' || this.growth(map) > 0) throw taken(String(entry.key.value));
		const wishes = this.wishes.get(map);
		for (const inner of ownEntries(map)) {
			const names = wishes?.get(inner) ?? [String(inner.key.value)];
			if (names.length === 1) this.move(map, inner, target, names[0]!);
		}
		for (const [inner, names] of wishes ?? []) if (names.length === 1) wishes!.delete(inner);
		this.editor.changesOf(container).removed.add(entry);
	}

	private move(from: MapNode, entry: Entry, to: MapPlace, name: string): void {
		if (this.at(to, name) !== undefined) throw taken(name);
		const { sets } = this.editor.changesOf(from);
		const key = String(entry.key.value);
		const changed = sets.get(key);
		sets.delete(key);
		this.editor.put(to, name, new Kept(this.tree, from, entry, changed?.value));
	}

	/** What has a name, or is about to have it. */
	private at(map: MapPlace, name: string): Planned | Node | undefined {
		if (map instanceof NewMap) return map.entries.get(name);
		const node = map as MapNode;
		const { sets, renamed, removed } = this.editor.changesOf(node);
		const planned = sets.get(name)?.value;
		if (planned !== undefined) return planned;
		const entry = ownEntries(node).findLast(one => (renamed.get(one) ?? one.key.value) === name && !removed.has(one));
		return entry && (entry.value ?? null);
	}

	private takeEmpty(container: MapNode): void {
		const { removed } = this.editor.changesOf(container);
		const { container: around, entry } = placeIn(this.tree, container);
		const isEmpty = ownEntries(container).every(one => removed.has(one)) && this.growth(container) === 0;
		if (!isEmpty || around?.kind !== 'map' || !entry) return;
		this.editor.changesOf(around).renamed.delete(entry);
		this.editor.changesOf(around).removed.add(entry);
	}

	/** How many entries a map gets. */
	private growth(container: MapNode): number {
		const keys = new Set(ownEntries(container).map(({ key }) => String(key.value)));
		return [...this.editor.changesOf(container).sets.keys()].filter(key => !keys.has(key)).length;
	}
}

function asMap(value: Planned | Node): MapPlace | undefined {
	if (value instanceof NewMap) return value;
	return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'map' ? value : undefined;
}

/** One wish may be for the entry's own name, and another for the map around it. */
function agreed(one: Names, other: Names, own: string): Names {
	const outer = one.length >= other.length ? one.slice(0, -1) : other.slice(0, -1);
	const last = one.at(-1) === own ? other.at(-1)! : one.at(-1)!;
	const together = [...outer, last];
	const fits = (names: Names) => isSame(names, together.slice(-names.length)) || isSame(names, [...outer, own].slice(-names.length));
	if (!fits(one) || !fits(other)) throw new RangeError('two changes of the same place contradict one another');
	return together;
}

function isSame(a: Names, b: Names): boolean {
	return a.length === b.length && a.every((name, index) => name === b[index]);
}

function taken(name: string): RangeError {
	return new RangeError(`${name} stands there already`);
}
