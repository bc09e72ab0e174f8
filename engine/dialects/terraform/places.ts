/**
 * Steps from place to place in Terraform JSON as the text is written: through nodes of the document, JSON inside of its strings,
 * and expressions inside of its strings; and collects what is to be written there. It refuses where the text is not the place:
 * where a variable, a local or a function decides.
 */
import type { Branch, Segment } from '../../model/path.ts';
import type { ListPlace, MapPlace, SyntaxDraft, TreeEditor } from '../../syntax/edit.ts';
import { createEditor } from '../../syntax/editor.ts';
import { embeddedFrom } from '../../syntax/embedded.ts';
import { type Entry, type ListNode, type Node, type ScalarNode, type SyntaxTree, type TextEdit, entry as entryOf } from '../../syntax/tree.ts';
import type { SourceDocument } from '../dialect.ts';
import { type Speller, type TerraformDraft, jsonOf, keyOf } from './draft.ts';
import { ExpressionEdits } from './expression-edits.ts';
import type { Expression, TemplatePart } from './expression.ts';
import { mask, unmasked } from './json-text.ts';
import { nameOf } from './module.ts';
import { isTemplate, parseTemplate } from './parse-expression.ts';
import {
	type AbsentPlace, type ExpressionPlace, type NodePlace, type Place, type Written, assertLiteral, documentOf, encode, encodedIn, expressionText, plain, rootOf, textOf,
} from './place.ts';
import { Refusal } from './refusal.ts';

export class Places {
	private readonly editors = new Map<SyntaxTree, { editor: TreeEditor; uri: string }>();
	private readonly embedded = new Map<Node, SyntaxTree>();
	/** The texts of the interpolations that placeholders stand for in an embedded document. */
	private readonly interpolations = new Map<SyntaxTree, readonly string[]>();
	private readonly expressions = new ExpressionEdits();
	private readonly removed = new Map<Node, { place: NodePlace; gone: Set<Entry | Node> }>();

	step(place: Place, segment: Segment): Place {
		switch (place.kind) {
			case 'document':
				if (typeof segment === 'object') throw new Refusal(`${place.address} is conditional`);
				return { ...place, path: [...place.path, segment] };
			case 'absent':
				if (typeof segment !== 'string') throw new Refusal(isGenerated(place.parent, place.key) ? `a dynamic block makes ${place.key}` : `${place.key} is not written`);
				return { kind: 'absent', parent: place, key: segment };
			case 'expression': return this.stepExpression(place, segment);
			case 'node': return this.stepNode(place, segment);
		}
	}

	set(place: Written, draft: TerraformDraft, speller: Speller): void {
		switch (place.kind) {
			case 'node': {
				this.assertOwn(place);
				const value = jsonOf(draft, this.spellerFor(place, speller));
				if (place.up?.entry && place.up.place.node.kind === 'map') this.editor(place).set(place.up.place.node, String(place.up.entry.key.value), value);
				else this.editor(place).replace(place.node, value);
				return;
			}
			case 'expression':
				assertLiteral(place.expression, place.surface);
				this.expressions.replace(place.surface, place.expression.range, expressionText(draft, speller));
				return;
			case 'absent': this.add(place, draft, speller);
		}
	}

	append(place: Written, draft: TerraformDraft, speller: Speller): void {
		switch (place.kind) {
			case 'node': {
				const { node } = place;
				const value = jsonOf(draft, this.spellerFor(place, speller));
				if (node.kind === 'list') this.editor(place).append(node, value);
				else if (node.kind === 'map') this.editor(place).replace(node, [this.again(place), value]);
				else this.appendToText(place, draft, speller);
				return;
			}
			case 'expression': {
				const inner = encodedIn(place.expression);
				if (inner.kind === 'tuple') this.expressions.append(place.surface, inner, indent => expressionText(draft, speller, indent));
				else if (inner.kind === 'object') this.expressions.replace(place.surface, inner.range, `[${textOf(inner, place.surface)}, ${expressionText(draft, speller)}]`);
				else throw new Refusal(`${textOf(inner, place.surface)} is computed`);
				return;
			}
			case 'absent': {
				const list = place.parent.kind === 'expression' ? undefined : this.listAt(place);
				if (!list) this.add(place, [draft] as TerraformDraft, speller);
				else this.editorOf(place).append(list, jsonOf(draft, this.spellerFor(place, speller)));
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
		this.assertOwn(place);
		this.take(place);
	}

	/** The map at a path of labels below the document's root, existing or planned. */
	labels(document: SourceDocument, labels: readonly string[]): MapPlace {
		const { root } = document.tree;
		if (root?.kind !== 'map') throw new Refusal('the document holds no JSON object');
		const { editor } = this.editorFor(document.tree, document.uri);
		return labels.reduce<MapPlace>((container, label) => {
			const place = editor.mapAt(container, label);
			const written = 'planned' in container ? undefined : entryOf(container, label)?.value;
			const last = written?.kind === 'list' ? written.items.findLast(item => item.kind === 'map') : undefined;
			if (place ?? last) return (place ?? last) as MapPlace;
			throw new Refusal(`${label} is not written as a block`);
		}, root);
	}

	editorFor(tree: SyntaxTree, uri: string): { editor: TreeEditor } {
		let known = this.editors.get(tree);
		if (!known) {
			known = { editor: createEditor(tree), uri };
			this.editors.set(tree, known);
		}
		return known;
	}

	/** All edits, by document. */
	edits(): Map<string, TextEdit[]> {
		this.flush();
		const edits = new Map<string, TextEdit[]>();
		const add = (uri: string, one: TextEdit) => edits.set(uri, [...edits.get(uri) ?? [], one]);
		for (const { editor, uri } of this.editors.values()) for (const edit of editor.edits()) add(uri, edit);
		for (const { uri, ...edit } of this.expressions.edits) add(uri, edit);
		for (const [uri, list] of edits) edits.set(uri, ordered(list));
		return edits;
	}

	private stepNode(place: NodePlace, segment: Segment): Place {
		const { node } = place;
		if (typeof segment === 'object') return this.stepInto(place, segment);
		if (node.kind === 'scalar') return this.stepInto(place, segment);
		if (typeof segment === 'number') {
			if (node.kind === 'map') {
				if (segment === 0) return { ...place, alone: true };
				throw new Refusal('there is only one');
			}
			const item = node.items[segment];
			const name = String(place.up?.entry?.key.value);
			if (!item) throw new Refusal(place.up && isGenerated(place.up.place, name) ? `a dynamic block makes ${name}` : `there is no item ${segment + 1}`);
			return { ...bare(place), node: item, up: { place } };
		}
		if (node.kind === 'list') {
			const [only, ...others] = node.items;
			if (!only || others.length > 0) throw new Refusal('there are several blocks');
			return this.stepNode({ ...bare(place), node: only, up: { place } }, segment);
		}
		const entry = entryOf(node, segment);
		return entry?.value && !(entry.value.kind === 'scalar' && entry.value.value === null)
			? { ...bare(place), node: entry.value, up: { place, entry } } : { kind: 'absent', parent: place, key: segment };
	}

	/** Into the text of a string: JSON, or an expression. */
	private stepInto(place: NodePlace, segment: Segment): Place {
		const { node } = place;
		if (node.kind !== 'scalar' || typeof node.value !== 'string') throw new Refusal(typeof segment === 'object' ? 'the value is not conditional here' : 'something else stands there');
		const inner = this.inside(place);
		if (!inner) throw new Refusal(`${JSON.stringify(node.value)} cannot be changed in parts`);
		return this.step(inner, segment);
	}

	/** What a string holds: a JSON document, or an expression. */
	private inside(place: NodePlace): Place | undefined {
		const node = place.node as ScalarNode & { readonly value: string };
		const root = this.embeddedRoot(place.document, node);
		if (root) return root;
		if (!isTemplate(node.value)) return undefined;
		const frame = { uri: place.document.uri, source: node.value, locate: (index: number) => node.offsetAt(index) };
		const expression = parseTemplate(node.value);
		return documentOf(expression) ?? { kind: 'expression', surface: { frame, encode }, expression };
	}

	private embeddedRoot(document: SourceDocument, node: ScalarNode & { readonly value: string }): NodePlace | undefined {
		let tree = this.embedded.get(node);
		if (!tree) {
			const parsed = parseTemplate(node.value);
			const parts: readonly TemplatePart[] = parsed.kind === 'template' ? parsed.parts : [{ text: node.value, range: { start: 0, end: node.value.length } }];
			const masked = isTemplate(node.value) && parsed.kind !== 'template' ? undefined : mask(parts);
			if (!masked) return undefined;
			const { text, offsets } = masked;
			tree = embeddedFrom(text, index => node.offsetAt(offsets[Math.max(0, Math.min(index, offsets.length - 1))]!), { host: document.tree, encode });
			if (!tree) return undefined;
			this.embedded.set(node, tree);
			this.interpolations.set(tree, parts.flatMap(part => ('expression' in part ? [node.value.slice(part.range.start, part.range.end)] : [])));
		}
		return tree.root && { kind: 'node', document, tree, node: tree.root };
	}

	private stepExpression(place: ExpressionPlace, segment: Segment): Place {
		const expression = encodedIn(place.expression);
		const document = documentOf(expression);
		if (document) return this.step(document, segment);
		const inner = (one: Expression, key: string | number): ExpressionPlace => {
			const container = expression.kind === 'object' || expression.kind === 'tuple' ? { up: { container: expression, key } } : {};
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
			return entry ? inner(entry.value, segment) : { kind: 'absent', parent: { ...place, expression }, key: segment };
		}
		if (expression.kind === 'object' && segment === 0) return place;
		throw new Refusal(`${textOf(expression, place.surface)} is computed`);
	}

	private add(place: AbsentPlace, draft: TerraformDraft, speller: Speller): void {
		const { parent, key } = place;
		if (parent.kind === 'expression') {
			const object = encodedIn(parent.expression);
			if (object.kind !== 'object') throw new Refusal(`${textOf(object, parent.surface)} is computed`);
			this.expressions.insert(parent.surface, object, indent => `${keyOf(key, speller)} = ${expressionText(draft, speller, indent)}`);
		} else if (parent.kind === 'absent' && rootOf(parent).kind === 'expression') this.add(parent, { [key]: draft } as TerraformDraft, speller);
		else this.editorOf(place).set(this.mapAt(parent), jsonOf(key, this.spellerFor(place, speller)) as string, jsonOf(draft, this.spellerFor(place, speller)));
	}

	private mapAt(place: NodePlace | ExpressionPlace | AbsentPlace): MapPlace {
		if (place.kind === 'node' && place.node.kind === 'map') return place.node;
		if (place.kind === 'node' && place.node.kind === 'list' && place.node.items.length === 1 && place.node.items[0]!.kind === 'map') return place.node.items[0]!;
		const map = place.kind === 'absent' ? this.editorOf(place).mapAt(this.mapAt(place.parent), place.key) : undefined;
		if (!map) throw new Refusal(`${place.kind === 'absent' ? place.key : 'it'} is not written as a block`);
		return map;
	}

	private listAt(place: AbsentPlace): ListPlace | undefined {
		return rootOf(place).kind === 'expression' ? undefined : this.editorOf(place).listAt(this.mapAt(place.parent), place.key);
	}

	/** A string becomes a list of two; a list in an expression gets one more item. */
	private appendToText(place: NodePlace, draft: TerraformDraft, speller: Speller): void {
		const { node } = place;
		const inner = node.kind === 'scalar' && typeof node.value === 'string' && isTemplate(node.value) ? this.inside(place) : undefined;
		if (inner?.kind === 'expression' && ['tuple', 'object'].includes(encodedIn(inner.expression).kind)) {
			this.append(inner, draft, speller);
			return;
		}
		this.assertOwn(place);
		this.editor(place).replace(node, [this.again(place), jsonOf(draft, this.spellerFor(place, speller))]);
	}

	private take(place: NodePlace): void {
		const { up } = place;
		if (!up) throw new Refusal('the resource itself cannot be taken away');
		const known = this.removed.get(up.place.node) ?? { place: up.place, gone: new Set<Entry | Node>() };
		this.removed.set(up.place.node, known);
		known.gone.add(up.entry ?? place.node);
	}

	/** Carries the removals out, from the inside: a container that loses everything goes itself. */
	private flush(): void {
		for (const [node, { place, gone }] of this.removed) {
			const size = node.kind === 'map' ? node.entries.length : node.kind === 'list' ? node.items.length : 0;
			if (gone.size < size || !place.up) continue;
			this.removed.delete(node);
			this.take(place);
			this.flush();
			return;
		}
		for (const [node, { place, gone }] of this.removed) {
			for (const one of gone) {
				if (node.kind === 'map') this.editor(place).removeEntry(node, one as Entry);
				else this.editor(place).removeItem(node as ListNode, one as Node);
			}
		}
		this.removed.clear();
	}

	private assertOwn(place: NodePlace): void {
		const { node, document } = place;
		const source = node.kind === 'scalar' && typeof node.value === 'string' ? this.written(place, node.value) : '';
		if (!isTemplate(source)) return;
		const frame = { uri: document.uri, source, locate: () => node.range.start };
		assertLiteral(parseTemplate(source), { frame, encode });
	}

	/** A string as its template is written: in an embedded document placeholders stand for the interpolations. */
	private written({ tree }: NodePlace, value: string): string {
		const sources = this.interpolations.get(tree);
		return sources ? unmasked(value, sources) : value;
	}

	/** What stands at a place, to be written again in its own text. */
	private again(place: NodePlace): SyntaxDraft {
		return plain(place.node, text => {
			const written = this.written(place, text);
			if (text !== written && this.interpolations.get(place.tree)?.some(one => /["\\]/.test(one) && written.includes(one))) throw new Refusal(`${written} cannot be written again inside of a string`);
			return written;
		});
	}

	/** JSON inside of a string cannot hold an expression with quotes. */
	private spellerFor(place: Written, speller: Speller): Speller {
		const node = rootOf(place);
		if (node.kind !== 'node' || !('inner' in node.tree)) return speller;
		const unquoted = (expression: string) => {
			if (expression.includes('"')) throw new Refusal(`${expression} cannot be written inside of a string`);
			return expression;
		};
		return { ...speller, reference: one => unquoted(speller.reference(one)), pseudo: name => unquoted(speller.pseudo(name)) };
	}

	private editor(place: NodePlace): TreeEditor {
		return this.editorFor(place.tree, place.document.uri).editor;
	}

	private editorOf(place: AbsentPlace): TreeEditor {
		const root = rootOf(place);
		if (root.kind !== 'node') throw new Refusal('it is computed');
		return this.editor(root);
	}
}

/** Whether blocks of a name come from a `dynamic` block beside those that are written. */
function isGenerated(body: Place, name: string): boolean {
	const dynamic = body.kind === 'node' ? entryOf(body.node, 'dynamic')?.value : undefined;
	return (dynamic?.kind === 'list' ? dynamic.items : dynamic ? [dynamic] : []).some(one => entryOf(one, name) !== undefined);
}

function bare(place: NodePlace): Pick<NodePlace, 'kind' | 'document' | 'tree'> {
	return { kind: 'node', document: place.document, tree: place.tree };
}

/** In the order of the text; several insertions at one place stay in theirs. */
function ordered(edits: readonly TextEdit[]): TextEdit[] {
	const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
	for (const [index, edit] of sorted.entries()) {
		if (index > 0 && edit.range.start < sorted[index - 1]!.range.end) throw new RangeError('two changes contradict one another');
	}
	return sorted;
}

