/**
 * Edits of object and list expressions in place: for policies in `jsonencode`, for tags, and for the branches of conditionals. It
 * follows the layout that it finds (one line or many, commas or line ends, aligned or not), and knows nothing of what the
 * expression means. All changes of one container are written together, at the end.
 */
import type { Range, TextEdit } from '../../syntax/tree.ts';
import { Expressed, type Speller, type TerraformDraft, keyOf } from './draft.ts';
import type { Expression, Frame, ObjectExpression, Tuple } from './expression.ts';
import { ExpressionLayout, commentsAround } from './expression-layout.ts';
import { nameOf } from './module.ts';
import { Refusal } from './refusal.ts';

/** A text with expressions that is written to; `encode` spells a piece of it as the document has to. */
export interface Surface {
	readonly frame: Frame;
	readonly encode: (text: string) => string;
	/** HCL: the indentation of the line on which the text begins. What is long takes several lines then. */
	readonly indent?: string;
}

type Container = ObjectExpression | Tuple;

/** An entry that gets another name, or goes to another object beside its own. */
interface Wish {
	readonly surface: Surface;
	readonly object: ObjectExpression;
	readonly index: number;
	readonly name: string;
	/** The other object's name, and where its own one stands. */
	readonly to?: { readonly name: string; readonly around: ObjectExpression; readonly index: number };
	readonly speller: Speller;
}

/** An entry of an object, and where that stands. */
interface EntryPlace {
	readonly surface: Surface;
	readonly up?: { readonly container: Container; readonly key: string | number; readonly place: EntryPlace };
}

export interface Addition {
	/** Of an entry. */
	readonly key?: string;
	draft: TerraformDraft;
	readonly speller: Speller;
}

/** What becomes of one container. */
export interface ContainerChanges {
	readonly surface: Surface;
	readonly container: Container;
	readonly added: Addition[];
	readonly removed: Set<number>;
	/** Entries that get another name where they stand, as it is spelt. */
	readonly renamed: Map<number, string>;
}

export class ExpressionEdits {
	/** `text` is not encoded. */
	private edits: (TextEdit & { readonly uri: string; readonly text: string })[] = [];
	private wishes: Wish[] = [];
	private readonly changes = new Map<string, ContainerChanges>();

	replace(surface: Surface, range: Range, text: string): void {
		const { frame, encode } = surface;
		const edit = { uri: frame.uri, range: { start: frame.locate(range.start), end: frame.locate(range.end) }, newText: encode(text), text };
		// Of two resources whose value is written once.
		const known = edit.range.end > edit.range.start && this.edits.some(one => one.uri === edit.uri && one.range.start === edit.range.start && one.range.end === edit.range.end && one.newText === edit.newText);
		if (!known) this.edits.push(edit);
	}

	/** Adds an entry to an object that does not have it; maps of the same name become one. */
	insert(surface: Surface, object: ObjectExpression, key: string, draft: TerraformDraft, speller: Speller): void {
		const { added } = this.changesOf(surface, object);
		const known = added.find(one => one.key === key);
		if (known) known.draft = merged(known.draft, draft);
		else added.push({ key, draft, speller });
	}

	append(surface: Surface, tuple: Tuple, draft: TerraformDraft, speller: Speller): void {
		this.changesOf(surface, tuple).added.push({ draft, speller });
	}

	removeEntry(surface: Surface, object: ObjectExpression, name: string): void {
		this.changesOf(surface, object).removed.add(indexOf(object, name));
	}

	removeItem(surface: Surface, tuple: Tuple, index: number): void {
		this.changesOf(surface, tuple).removed.add(index);
	}

	/** With two names it goes to the object beside its own that has the first one. */
	rename({ surface, up }: EntryPlace, names: readonly string[], speller: Speller): void {
		const [name, outer, ...more] = [...names].reverse();
		if (up?.container.kind !== 'object' || more.length > 0) throw new Refusal('it has no name');
		const around = up.place.up;
		if (outer !== undefined && around?.container.kind !== 'object') throw new Refusal('the object around it has no name');
		const wish = { surface, object: up.container, index: indexOf(up.container, String(up.key)), name: name!, speller };
		if (outer === undefined) this.wishes.push(wish);
		else this.wishes.push({ ...wish, to: { name: outer, around: around!.container as ObjectExpression, index: indexOf(around!.container as ObjectExpression, String(around!.key)) } });
	}

	/** Makes changes of the wishes: objects that keep together first, so that others find what they are called then. */
	private settle(): void {
		const changesOf = ({ surface, object }: Wish) => this.changesOf(surface, object);
		const wishes = this.wishes.filter((one, index) => !this.wishes.slice(0, index).some(other => changesOf(other) === changesOf(one) && other.index === one.index && other.name === one.name && other.to?.name === one.to?.name));
		this.wishes = [];
		const moving = wishes.filter(({ to }) => to);
		const together = moving.filter(one => {
			const beside = moving.filter(other => changesOf(other) === changesOf(one) && other.to!.name === one.to!.name);
			return beside.length === one.object.entries.length && changesOf(one).added.length === 0;
		});
		const whole = new Map(together.map(one => [changesOf(one), { surface: one.surface, object: one.to!.around, index: one.to!.index, name: one.to!.name, speller: one.speller }]));
		for (const one of whole.values()) this.name(one);
		for (const one of wishes) if (!one.to || together.includes(one)) this.name(one);
		for (const one of moving) if (!together.includes(one)) this.move(one, this.target(one, one.to!.around, one.to!.name), one.index, one.name);
		for (const one of moving) {
			const { removed, added } = changesOf(one);
			if (!whole.has(changesOf(one)) && removed.size === one.object.entries.length && added.length === 0) this.removeWhole(one.surface, one.to!.around, one.to!.index);
		}
	}

	/** Gives an entry its name where it stands, or brings what is in it into the object that has the name. */
	private name(wish: Wish): void {
		const { surface, object, index, name, speller } = wish;
		const { key, value } = object.entries[index]!;
		const changes = this.changesOf(surface, object);
		if (nameOf(key) === name) return;
		const quoted = surface.frame.source[key.range.start] === '"';
		const text = keyOf(name, speller, { quoted, commas: false });
		const known = changes.renamed.get(index);
		if (known !== undefined && known !== text) throw new RangeError('two changes contradict one another');
		if (known !== undefined) return;
		if (!this.has(changes, name)) changes.renamed.set(index, text);
		else if (value.kind !== 'object') throw new Refusal(`${name} stands there already`);
		else {
			const target = this.target(wish, object, name);
			for (const [inner, entry] of value.entries.entries()) this.move({ ...wish, object: value }, target, inner, nameOf(entry.key) ?? '');
			this.removeWhole(surface, object, index);
		}
	}

	/** Where an entry with this name goes in an object: into another that is written, or into one that is new. */
	private target({ surface, speller }: Wish, around: ObjectExpression, name: string): (key: string, draft: TerraformDraft) => void {
		const changes = this.changesOf(surface, around);
		const written = around.entries.find((entry, index) => this.nameAfter(changes, entry.key, index) === name && !changes.removed.has(index))?.value;
		if (!written) return (key, draft) => this.insert(surface, around, name, { [key]: draft }, speller);
		if (written.kind !== 'object') throw new Refusal(`${name} stands there already`);
		return (key, draft) => {
			if (this.has(this.changesOf(surface, written), key)) throw new Refusal(`${key} stands there already`);
			this.insert(surface, written, key, draft, speller);
		};
	}

	/** Takes an entry from its object and writes it as it was into another. */
	private move({ surface, object }: Wish, into: (key: string, draft: TerraformDraft) => void, index: number, name: string): void {
		const { source, locate, uri } = surface.frame;
		const { key, value: { range } } = object.entries[index]!;
		if (commentsAround(source, object, index)) throw new Refusal('a comment stands where it would be lost');
		const written = this.edits.find(one => one.uri === uri && one.range.start === locate(range.start) && one.range.end === locate(range.end));
		this.edits = this.edits.filter(one => one !== written);
		const line = source.slice(source.lastIndexOf('\n', key.range.start - 1) + 1, key.range.start);
		const blanks = /^[ \t]*/.exec(line)![0].length;
		const text = (written?.text ?? source.slice(range.start, range.end)).replace(new RegExp(`\n[ \\t]{0,${blanks}}`, 'g'), '\n');
		into(name, new Expressed(text));
		this.changesOf(surface, object).removed.add(index);
	}

	/** An entry from whose object all has gone. */
	private removeWhole(surface: Surface, object: ObjectExpression, index: number): void {
		this.changesOf(surface, object).removed.add(index);
		this.changesOf(surface, object.entries[index]!.value as ObjectExpression).removed.clear();
	}

	private has(changes: ContainerChanges, name: string): boolean {
		const { container, added, removed } = changes;
		const written = container.kind === 'object' && container.entries.some((entry, index) => !removed.has(index) && this.nameAfter(changes, entry.key, index) === name);
		return written || added.some(({ key }) => key === name);
	}

	private nameAfter({ renamed }: ContainerChanges, key: Expression, index: number): string | undefined {
		const text = renamed.get(index);
		return text === undefined ? nameOf(key) : text.replace(/^"(.*)"$/s, '$1');
	}

	/** All edits. */
	finish(): readonly (TextEdit & { readonly uri: string })[] {
		this.settle();
		for (const one of this.changes.values()) new ExpressionLayout(one, (range, text) => this.replace(one.surface, range, text)).write();
		this.changes.clear();
		return this.edits.map(({ text: _, ...edit }) => edit);
	}

	private changesOf(surface: Surface, container: Container): ContainerChanges {
		// The same text in two places is one expression.
		const key = `${surface.frame.uri} ${surface.frame.locate(container.range.start)}`;
		const known = this.changes.get(key) ?? { surface, container, added: [], removed: new Set(), renamed: new Map() };
		this.changes.set(key, known);
		return known;
	}
}

function indexOf(object: ObjectExpression, name: string): number {
	const at = object.entries.findLastIndex(entry => nameOf(entry.key) === name);
	if (at < 0) throw new Refusal(`there is no ${name}`);
	return at;
}

function merged(a: TerraformDraft, b: TerraformDraft): TerraformDraft {
	if (JSON.stringify(a) === JSON.stringify(b)) return a;
	if (!isPlainMap(a) || !isPlainMap(b)) throw new RangeError('two changes contradict one another');
	return { ...a, ...Object.fromEntries(Object.entries(b).map(([key, value]) => [key, key in a ? merged(a[key]!, value) : value])) };
}

function isPlainMap(draft: TerraformDraft): draft is { readonly [key: string]: TerraformDraft } {
	return typeof draft === 'object' && draft !== null && Object.getPrototypeOf(draft) === Object.prototype && !Object.keys(draft).some(key => key.startsWith('#'));
}
