/**
 * Steps from place to place in Terraform as the text is written: through nodes of the document, through JSON and expressions inside
 * of its texts; and collects what is to be written there. It refuses where the text is not the place: where a variable, a local or a
 * function decides.
 */
import type { Branch, Path, Segment } from '../../model/path.ts';
import type { BlockDraft, ListPlace, MapPlace, TreeEditor } from '../../syntax/edit.ts';
import { createEditor } from '../../syntax/editor.ts';
import { commentEdits } from '../../syntax/hcl-comments.ts';
import { type MapNode, type SyntaxTree, type TextEdit, entry as entryOf } from '../../syntax/tree.ts';
import type { SourceDocument } from '../dialect.ts';
import { Body, type Speller, type TerraformDraft, hclOf } from './draft.ts';
import type { Expression } from './expression.ts';
import { ExpressionEdits } from './expression-edits.ts';
import { objectStyleIn } from './expression-layout.ts';
import { InnerTexts } from './inner-texts.ts';
import { type Written as WrittenBlock, nameOf } from './module.ts';
import { type AbsentPlace, type ExpressionPlace, type NodePlace, type Place, type Written, assertLiteral, bare, documentOf, encodedIn, indentAt, isGenerated, rootOf, textOf } from './place.ts';
import { Refusal } from './refusal.ts';
import { Removals } from './removals.ts';

export class Places {
	private readonly editors = new Map<SyntaxTree, { editor: TreeEditor; uri: string }>();
	private readonly texts = new InnerTexts();
	private readonly expressions = new ExpressionEdits();
	private readonly removals = new Removals();

	constructor(private readonly documents: readonly SourceDocument[]) {}

	/** Along a path of Terraform's: names of blocks (unless the resource has none), and last of an argument. */
	walk(place: Place, path: Path, blocks = true): Place {
		const last = blocks ? path.findLastIndex(segment => typeof segment === 'string') : 0;
		return path.reduce<Place>((one, segment, index) => this.step(one, segment, index < last), place);
	}

	/** `block`: the name is a block's. */
	step(place: Place, segment: Segment, block = false): Place {
		switch (place.kind) {
			case 'document':
				if (typeof segment === 'object') throw new Refusal(`${place.address} is conditional`);
				return { ...place, path: [...place.path, segment] };
			case 'absent':
				if (isGenerated(place.parent, place.key)) throw new Refusal(`a dynamic block makes ${place.key}`);
				if (typeof segment !== 'string') throw new Refusal(`${place.key} is not written`);
				return { kind: 'absent', parent: place, key: segment, block };
			case 'expression': return this.stepExpression(place, segment);
			case 'node': return this.stepNode(place, segment, block);
		}
	}

	set(place: Written, draft: TerraformDraft, speller: Speller): void {
		// Of a list that stays as long, only the items are changed: its layout and comments stay.
		if (isListOfValues(draft) && draft.length === this.lengthOf(place)) {
			for (const [index, item] of draft.entries()) this.set(this.step(place, index) as Written, item, speller);
			return;
		}
		switch (place.kind) {
			case 'node': {
				this.texts.assertOwn(place);
				const value = this.texts.spelt(place, draft, speller);
				if (place.up?.entry && place.up.place.node.kind === 'map') this.editor(place).set(place.up.place.node, String(place.up.entry.key.value), value);
				else this.editor(place).replace(place.node, value);
				return;
			}
			case 'expression': {
				const { surface, expression, up } = place;
				assertLiteral(expression, surface);
				// Within an expression on one line it stays there.
				const tall = surface.indent !== undefined && (!up || textOf(up.container, surface).includes('\n'));
				const style = up && objectStyleIn(up.container, surface.frame.source);
				this.expressions.replace(surface, expression.range, hclOf(draft, speller, tall ? indentAt(surface, expression.range.start) : undefined, style));
				return;
			}
			case 'absent': this.add(place, draft, speller);
		}
	}

	/** How many items a list has. */
	private lengthOf(place: Place): number | undefined {
		switch (place.kind) {
			case 'expression': return place.expression.kind === 'tuple' ? place.expression.items.length : undefined;
			case 'node': {
				const { node } = place;
				if (node.kind === 'list') return node.items.length;
				const inner = node.kind === 'scalar' && typeof node.value === 'string' ? this.texts.inside(place) : undefined;
				return inner?.kind === 'expression' ? this.lengthOf(inner) : undefined;
			}
			default: return undefined;
		}
	}

	append(place: Written, draft: TerraformDraft, speller: Speller): void {
		switch (place.kind) {
			case 'node': {
				const { node, tree, up } = place;
				if (node.kind === 'scalar') this.appendToText(place, draft, speller);
				else if (node.kind === 'list') this.editor(place).append(node, this.texts.spelt(place, draft, speller));
				else if (tree.language === 'hcl' && draft instanceof Body && up?.entry) this.editor(place).addBlock(up.place.node as MapNode, [String(up.entry.key.value)], this.texts.spelt(place, draft, speller) as BlockDraft, up.entry);
				else this.editor(place).replace(node, [this.texts.again(place), this.texts.spelt(place, draft, speller)]);
				return;
			}
			case 'expression': {
				const { surface } = place;
				const inner = encodedIn(place.expression);
				const indent = surface.indent === undefined ? undefined : indentAt(surface, inner.range.end - 1);
				if (inner.kind === 'tuple') this.expressions.append(surface, inner, draft, speller);
				else if (inner.kind !== 'object' && inner !== place.expression) throw new Refusal(`${textOf(inner, surface)} is computed`);
				else {
					if (inner.kind !== 'object') assertLiteral(inner, surface);
					const style = inner.kind === 'object' ? objectStyleIn(inner, surface.frame.source) : undefined;
					this.expressions.replace(surface, inner.range, `[${textOf(inner, surface)}, ${hclOf(draft, speller, indent, style)}]`);
				}
				return;
			}
			case 'absent': {
				const list = place.parent.kind === 'expression' ? undefined : this.listAt(place);
				if (!list) this.add(place, [draft] as TerraformDraft, speller);
				else this.editorOf(place).append(list, this.texts.spelt(this.rootNode(place), draft, speller));
			}
		}
	}

	/** What becomes empty by it goes too. */
	remove(place: Written): void {
		if (place.kind === 'absent') return;
		if (place.kind === 'expression') {
			const { container, key } = place.up ?? {};
			if (container?.kind === 'object') this.expressions.removeEntry(place.surface, container, String(key));
			else if (container) this.expressions.removeItem(place.surface, container, Number(key));
			else throw new Refusal(`${textOf(place.expression, place.surface)} cannot be taken out of its expression`);
			return;
		}
		this.texts.assertOwn(place);
		this.removals.take(place);
	}

	/** What has another name, and keeps all else; see {@link TreeEditor.rename}. */
	rename(place: Written, names: readonly string[], speller: Speller): void {
		if (place.kind === 'absent') throw new Refusal(`${place.key} is not written`);
		if (place.kind === 'expression') {
			this.expressions.rename(place, names, speller);
			return;
		}
		const { up } = place;
		if (!up?.entry || up.place.node.kind !== 'map') throw new Refusal('it has no name');
		this.editor(place).rename(up.place.node, up.entry, names.map(name => this.texts.spelt(place, name, speller) as string));
	}

	/** A new block at the top, in HCL behind the one that is written. */
	addBlock({ document: { tree, uri }, entry }: WrittenBlock, labels: readonly string[], body: Body, speller: Speller): void {
		const { root } = tree;
		if (root?.kind !== 'map') throw new Refusal('the document holds no blocks');
		const { editor } = this.editorFor(tree, uri);
		const value = this.texts.spelt({ tree }, body, speller);
		if (tree.language !== 'hcl') {
			editor.set(this.labels(editor, root, labels.slice(0, -1)), labels.at(-1)!, value);
			return;
		}
		const top = root.entries.find(({ range }) => range.start <= entry.range.start && entry.range.end <= range.end);
		editor.addBlock(root, labels, value as BlockDraft, top);
	}

	/** The map at a path of labels below the document's root, existing or planned. */
	private labels(editor: TreeEditor, root: MapNode, labels: readonly string[]): MapPlace {
		return labels.reduce<MapPlace>((container, label) => {
			const place = editor.mapAt(container, label);
			const written = 'planned' in container ? undefined : entryOf(container, label)?.value;
			const last = written?.kind === 'list' ? written.items.findLast(item => item.kind === 'map') : undefined;
			if (place ?? last) return (place ?? last) as MapPlace;
			throw new Refusal(`${label} is not written as a block`);
		}, root);
	}

	private editorFor(tree: SyntaxTree, uri: string): { editor: TreeEditor } {
		let known = this.editors.get(tree);
		if (!known) {
			known = { editor: createEditor(tree), uri };
			this.editors.set(tree, known);
		}
		return known;
	}

	/** Spells the expressions that have been changed until now. */
	spell(): void {
		this.expressions.finish();
	}

	/** All edits, by document. */
	edits(): Map<string, TextEdit[]> {
		this.removals.write(place => this.editor(place));
		const edits = new Map<string, TextEdit[]>();
		const add = (uri: string, one: TextEdit) => edits.set(uri, [...edits.get(uri) ?? [], one]);
		for (const { editor, uri } of this.editors.values()) for (const edit of editor.edits()) add(uri, edit);
		for (const { uri, ...edit } of this.expressions.finish()) add(uri, edit);
		for (const { uri, tree } of this.documents) {
			const list = edits.get(uri);
			if (list) edits.set(uri, ordered(tree.language === 'hcl' ? [...list, ...commentEdits(tree, list)] : list));
		}
		return edits;
	}

	private stepNode(place: NodePlace, segment: Segment, block: boolean): Place {
		const { node } = place;
		if (typeof segment === 'object') return this.stepInto(place, segment);
		if (node.kind === 'scalar') return this.stepInto(place, segment);
		if (typeof segment === 'number') {
			const name = String(place.up?.entry?.key.value);
			if (node.kind === 'map') {
				if (segment === 0) return { ...place, alone: true };
				throw new Refusal(place.up && isGenerated(place.up.place, name) ? `a dynamic block makes ${name}` : 'there is only one');
			}
			const item = node.items[segment];
			if (!item) throw new Refusal(place.up && isGenerated(place.up.place, name) ? `a dynamic block makes ${name}` : `there is no item ${segment + 1}`);
			return { ...bare(place), node: item, up: { place } };
		}
		if (node.kind === 'list') {
			const [only, ...others] = node.items;
			if (!only || others.length > 0) throw new Refusal('there are several blocks');
			return this.stepNode({ ...bare(place), node: only, up: { place } }, segment, block);
		}
		const entry = entryOf(node, segment);
		return entry?.value && !(entry.value.kind === 'scalar' && entry.value.value === null)
			? { ...bare(place), node: entry.value, up: { place, entry } } : { kind: 'absent', parent: place, key: segment, block };
	}

	/** Into the text of a string: JSON, or an expression. */
	private stepInto(place: NodePlace, segment: Segment): Place {
		const { node } = place;
		if (node.kind !== 'scalar' || typeof node.value !== 'string') throw new Refusal(typeof segment === 'object' ? 'the value is not conditional here' : 'something else stands there');
		const inner = this.texts.inside(place);
		if (!inner) throw new Refusal(`${JSON.stringify(node.value)} cannot be changed in parts`);
		return this.step(inner, segment);
	}

	private stepExpression(place: ExpressionPlace, segment: Segment): Place {
		const expression = encodedIn(place.expression);
		const document = documentOf(expression);
		if (document) return this.step(document, segment);
		const inner = (one: Expression, key: string | number): ExpressionPlace => {
			const container = expression.kind === 'object' || expression.kind === 'tuple' ? { up: { container: expression, key, place } } : {};
			return { kind: 'expression', surface: place.surface, expression: one, ...container };
		};
		if (typeof segment === 'object') {
			if (expression.kind !== 'conditional') throw new Refusal(`${textOf(expression, place.surface)} is computed`);
			return { kind: 'expression', surface: place.surface, expression: (segment as Branch).branch === 0 ? expression.whenTrue : expression.whenFalse };
		}
		if (expression.kind === 'tuple' && typeof segment === 'number') {
			const item = expression.items[segment];
			if (item) return inner(item, segment);
		}
		if (expression.kind === 'object' && typeof segment === 'string') {
			const entry = expression.entries.findLast(one => nameOf(one.key) === segment);
			return entry ? inner(entry.value, segment) : { kind: 'absent', parent: { ...place, expression }, key: segment, block: false };
		}
		if (expression.kind === 'object' && segment === 0) return place;
		throw new Refusal(`${textOf(expression, place.surface)} is computed`);
	}

	private add(place: AbsentPlace, draft: TerraformDraft, speller: Speller): void {
		const { parent, key } = place;
		if (parent.kind === 'expression') {
			const object = encodedIn(parent.expression);
			if (object.kind !== 'object') throw new Refusal(`${textOf(object, parent.surface)} is computed`);
			this.expressions.insert(parent.surface, object, key, draft, speller);
		} else if (parent.kind === 'absent' && rootOf(parent).kind === 'expression') this.add(parent, { [key]: draft } as TerraformDraft, speller);
		else {
			const root = this.rootNode(place);
			const name = root.tree.language === 'hcl' ? key : this.texts.spelt(root, key, speller) as string;
			this.editor(root).set(this.mapAt(parent), name, this.texts.spelt(root, draft, speller));
		}
	}

	private mapAt(place: NodePlace | ExpressionPlace | AbsentPlace): MapPlace {
		if (place.kind === 'node' && place.node.kind === 'map') return place.node;
		if (place.kind === 'node' && place.node.kind === 'list' && place.node.items.length === 1 && place.node.items[0]!.kind === 'map') return place.node.items[0]!;
		const map = place.kind === 'absent' ? this.editorOf(place).mapAt(this.mapAt(place.parent), place.key, !place.block) : undefined;
		if (!map) throw new Refusal(`${place.kind === 'absent' ? place.key : 'it'} is not written as a block`);
		return map;
	}

	private listAt(place: AbsentPlace): ListPlace | undefined {
		return rootOf(place).kind === 'expression' ? undefined : this.editorOf(place).listAt(this.mapAt(place.parent), place.key);
	}

	/** A text becomes a list of two; a list in an expression gets one more item. */
	private appendToText(place: NodePlace, draft: TerraformDraft, speller: Speller): void {
		const { node } = place;
		const inner = node.kind === 'scalar' && typeof node.value === 'string' ? this.texts.inside(place) : undefined;
		if (inner?.kind === 'expression' && ['tuple', 'object'].includes(encodedIn(inner.expression).kind)) {
			this.append(inner, draft, speller);
			return;
		}
		this.texts.assertOwn(place);
		this.editor(place).replace(node, [this.texts.again(place), this.texts.spelt(place, draft, speller)]);
	}

	private editor(place: NodePlace): TreeEditor {
		return this.editorFor(place.tree, place.document.uri).editor;
	}

	private editorOf(place: AbsentPlace): TreeEditor {
		return this.editor(this.rootNode(place));
	}

	/** The node that an absent place is below. */
	private rootNode(place: AbsentPlace): NodePlace {
		const root = rootOf(place);
		if (root.kind !== 'node') throw new Refusal('it is computed');
		return root;
	}
}

function isListOfValues(draft: TerraformDraft): draft is readonly TerraformDraft[] {
	return Array.isArray(draft) && !draft.some(item => item instanceof Body);
}

/** In the order of the text; several insertions at one place stay in theirs. */
function ordered(edits: readonly TextEdit[]): TextEdit[] {
	const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
	for (const [index, edit] of sorted.entries()) {
		if (index > 0 && edit.range.start < sorted[index - 1]!.range.end) throw new RangeError('two changes contradict one another');
	}
	return sorted;
}

