/**
 * Edits of object and list expressions in place: for policies in `jsonencode`, for tags, and for the branches of conditionals. It
 * follows the layout that it finds (one line or many, commas or line ends, aligned or not), and knows nothing of what the
 * expression means. All changes of one container are written together, at the end.
 */
import type { Range, TextEdit } from '../../syntax/tree.ts';
import type { Speller, TerraformDraft } from './draft.ts';
import type { Frame, ObjectExpression, Tuple } from './expression.ts';
import { ExpressionLayout } from './expression-layout.ts';
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
}

export class ExpressionEdits {
	private readonly edits: (TextEdit & { readonly uri: string })[] = [];
	private readonly changes = new Map<string, ContainerChanges>();

	replace(surface: Surface, range: Range, text: string): void {
		const { frame, encode } = surface;
		const edit = { uri: frame.uri, range: { start: frame.locate(range.start), end: frame.locate(range.end) }, newText: encode(text) };
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
		const at = object.entries.findLastIndex(entry => nameOf(entry.key) === name);
		if (at < 0) throw new Refusal(`there is no ${name}`);
		this.changesOf(surface, object).removed.add(at);
	}

	removeItem(surface: Surface, tuple: Tuple, index: number): void {
		this.changesOf(surface, tuple).removed.add(index);
	}

	/** All edits. */
	finish(): readonly (TextEdit & { readonly uri: string })[] {
		for (const one of this.changes.values()) new ExpressionLayout(one, (range, text) => this.replace(one.surface, range, text)).write();
		this.changes.clear();
		return this.edits;
	}

	private changesOf(surface: Surface, container: Container): ContainerChanges {
		// The same text in two places is one expression.
		const key = `${surface.frame.uri} ${surface.frame.locate(container.range.start)}`;
		const known = this.changes.get(key) ?? { surface, container, added: [], removed: new Set() };
		this.changes.set(key, known);
		return known;
	}
}

function merged(a: TerraformDraft, b: TerraformDraft): TerraformDraft {
	if (JSON.stringify(a) === JSON.stringify(b)) return a;
	if (!isPlainMap(a) || !isPlainMap(b)) throw new RangeError('two changes contradict one another');
	return { ...a, ...Object.fromEntries(Object.entries(b).map(([key, value]) => [key, key in a ? merged(a[key]!, value) : value])) };
}

function isPlainMap(draft: TerraformDraft): draft is { readonly [key: string]: TerraformDraft } {
	return typeof draft === 'object' && draft !== null && Object.getPrototypeOf(draft) === Object.prototype && !Object.keys(draft).some(key => key.startsWith('#'));
}
