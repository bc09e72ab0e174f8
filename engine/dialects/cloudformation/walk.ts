/**
 * Follows a path of the model through the syntax of a template to the spot that it names, and plans what is to be done there.
 * Nothing here knows what a resource is; write.ts does.
 */
import type { Segment } from '../../model/path.ts';
import type { Scalar } from '../../model/value.ts';
import { type MapPlace, type SyntaxDraft, Tagged, type TreeEditor } from '../../syntax/edit.ts';
import { createEditor } from '../../syntax/editor.ts';
import { readEmbeddedJson } from '../../syntax/embedded.ts';
import type { Entry, ListNode, MapNode, Node, ScalarNode, TextEdit } from '../../syntax/tree.ts';
import { type Form, formOf } from './draft.ts';
import { argumentsOf, callOf, entriesOf, isEmpty, keyOf, stringOf } from './nodes.ts';
import { GivenByParameter, Refusal } from './refusal.ts';
import type { Template } from './template.ts';

type DraftObject = { [key: string]: SyntaxDraft };

/** A place on a path. */
export interface Spot {
	readonly editor: TreeEditor;
	/** What is written there, if anything is. */
	readonly node?: Node;
	readonly within: Within;
	readonly parent?: Spot;
	/** How references are written there, where that differs from the template. */
	readonly form?: Form;
	/** For messages. */
	readonly name: string;
}

type Within =
	| { readonly kind: 'entry'; readonly map: MapPlace; readonly key: string; readonly entry?: Entry }
	| { readonly kind: 'item'; readonly list: ListNode }
	| { readonly kind: 'branch' }
	/** Inside a map that is about to be written in place of nothing. */
	| { readonly kind: 'draft'; readonly draft: DraftObject; readonly key: string }
	| { readonly kind: 'document' };

export class Walker {
	readonly editor: TreeEditor;
	private readonly documents = new Map<ScalarNode, { readonly editor: TreeEditor; readonly root: Node }>();
	/** Maps that are written in the place of nothing (`AWS::NoValue`, null). */
	private readonly drafts = new Map<Node, { readonly draft: DraftObject; readonly editor: TreeEditor }>();
	private readonly removed = new Map<MapNode | ListNode, { readonly spot: Spot; readonly parts: Map<Entry | Node, Spot> }>();
	private readonly grown = new Set<unknown>();

	constructor(private readonly template: Template) {
		this.editor = createEditor(template.tree);
	}

	resource(resources: MapNode, entry: Entry): Spot {
		const spot = { editor: this.editor, within: { kind: 'entry', map: resources, key: keyOf(entry), entry }, name: keyOf(entry) } as const;
		return entry.value ? { ...spot, node: entry.value } : spot;
	}

	step(spot: Spot, segment: Segment): Spot {
		if (typeof segment === 'object') return this.branch(spot, segment.branch);
		return typeof segment === 'number' ? this.item(spot, segment) : this.entry(spot, segment);
	}

	set(spot: Spot, value: SyntaxDraft): void {
		const { editor, node, within } = spot;
		if (!isEmpty(node)) this.assertReplaceable(spot, node);
		if (within.kind === 'entry') {
			this.grown.add(within.map);
			editor.set(within.map, within.key, value);
		} else if (within.kind === 'draft') within.draft[within.key] = value;
		else if (node) editor.replace(node, value);
	}

	append(spot: Spot, value: SyntaxDraft): void {
		const { editor, node, within } = spot;
		if (node?.kind === 'list' && !callOf(node)) {
			this.grown.add(node);
			editor.append(node, value);
		} else if (node?.kind === 'scalar' && !isEmpty(node) && !node.tag) editor.replace(node, [node.value as Scalar, value]);
		else if (!isEmpty(node) && !isNoValue(node)) throw new Refusal(this.reason(spot, node));
		else if (within.kind === 'draft') {
			const list = within.draft[within.key];
			within.draft[within.key] = [...(Array.isArray(list) ? list as SyntaxDraft[] : []), value];
		} else if (within.kind === 'entry' && !isNoValue(node)) {
			const list = editor.listAt(within.map, within.key);
			if (!list) throw new Refusal(`${spot.name} is no list`);
			this.grown.add(within.map);
			editor.append(list, value);
		} else this.set(spot, [value]);
	}

	remove(spot: Spot): void {
		const { node, within, parent } = spot;
		if (within.kind === 'branch') {
			this.set(spot, this.noValue(spot));
			return;
		}
		const part = within.kind === 'entry' ? within.entry : within.kind === 'item' ? node : undefined;
		const container = parent?.node && this.containerOf(parent);
		if (!part || !container || (container.kind !== 'map' && container.kind !== 'list')) throw new Refusal(`${spot.name} is not written here`);
		const removed = this.removed.get(container) ?? { spot: parent!, parts: new Map() };
		removed.parts.set(part, spot);
		this.removed.set(container, removed);
	}

	rename({ editor, within, name }: Spot, names: readonly string[]): void {
		if (within.kind !== 'entry' || !within.entry) throw new Refusal(`${name} is not written here`);
		editor.rename(within.map as MapNode, within.entry, names);
	}

	/** All that was planned, as edits of the template's text. */
	edits(): TextEdit[] {
		for (const [node, { draft, editor }] of this.drafts) editor.replace(node, draft);
		this.drafts.clear();
		this.widenRemovals();
		for (const [container, { spot, parts }] of this.removed) {
			const editor = this.editorWithin(spot);
			for (const part of parts.keys()) {
				if (container.kind === 'map') editor.removeEntry(container, part as Entry);
				else editor.removeItem(container, part as Node);
			}
		}
		this.removed.clear();
		return [this.editor, ...[...this.documents.values()].map(one => one.editor)].flatMap(editor => editor.edits())
			.sort((a, b) => a.range.start - b.range.start);
	}

	/** A map or list that loses all it holds, and gains nothing, goes too. */
	private widenRemovals(): void {
		for (let changed = true; changed;) {
			changed = false;
			for (const [container, { spot, parts }] of this.removed) {
				const size = container.kind === 'map' ? container.entries.length : container.items.length;
				if (parts.size < size || this.grown.has(container) || container !== spot.node || spot.within.kind === 'document' || !spot.parent) continue;
				this.removed.delete(container);
				this.remove(spot);
				changed = true;
			}
		}
	}

	private branch(spot: Spot, branch: number): Spot {
		const call = spot.node && callOf(spot.node);
		const node = call?.name === 'Fn::If' ? argumentsOf(call.argument)[branch + 1] : undefined;
		if (!node) throw new Refusal(`${spot.name} is computed from values that differ by condition`);
		return { ...this.below(spot), node, within: { kind: 'branch' }, name: spot.name };
	}

	private item(spot: Spot, index: number): Spot {
		const list = this.containerOf(spot);
		if (list?.kind !== 'list') throw new Refusal(spot.node ? this.reason(spot, spot.node) : `${spot.name} is not written here`);
		const node = list.items[index];
		if (!node) throw new Refusal(`item ${index + 1} of ${spot.name} is not written here`);
		return { ...this.below(spot), node, within: { kind: 'item', list }, name: `${spot.name}[${index}]` };
	}

	private entry(spot: Spot, key: string): Spot {
		const common = { ...this.below(spot), name: key };
		const node = this.containerOf(spot);
		if (node?.kind === 'map') {
			const entry = entriesOf(node).get(key);
			if (!entry && node.entries.some(one => keyOf(one).startsWith('Fn::'))) throw new Refusal(`${key} is made by ${keyOf(node.entries.find(one => keyOf(one).startsWith('Fn::'))!)}`);
			return { ...common, ...(entry?.value && { node: entry.value }), within: { kind: 'entry', map: node, key, ...(entry && { entry }) } };
		}
		if (node) throw new Refusal(`${spot.name} holds no properties`);
		if (spot.node && (spot.within.kind !== 'entry' || isNoValue(spot.node))) return { ...common, within: { kind: 'draft', draft: this.draftFor(spot.node, spot.editor), key } };
		if (spot.within.kind === 'draft') {
			const { draft, key: outer } = spot.within;
			draft[outer] ??= {};
			return { ...common, within: { kind: 'draft', draft: draft[outer] as DraftObject, key } };
		}
		if (spot.within.kind !== 'entry') throw new Refusal(`${spot.name} is not written here`);
		const map = spot.editor.mapAt(spot.within.map, spot.within.key);
		if (!map) throw new Refusal(`${spot.name} holds no properties`);
		this.grown.add(spot.within.map);
		return { ...common, within: { kind: 'entry', map, key } };
	}

	private below(spot: Spot): Pick<Spot, 'editor' | 'parent' | 'form'> {
		const document = spot.node && this.documentOf(spot.node);
		const form = document?.form ?? spot.form;
		return { editor: document?.editor ?? spot.editor, parent: spot, ...(form && { form }) };
	}

	private editorWithin(spot: Spot): TreeEditor {
		return this.below(spot).editor;
	}

	/** The map or list at a spot: as it is written, as the argument of a call that keeps it, or as a document in a text. Undefined where nothing is written. */
	private containerOf(spot: Spot): MapNode | ListNode | undefined {
		const { node } = spot;
		if (isEmpty(node) || isNoValue(node)) return undefined;
		const document = this.documentOf(node)?.root;
		if (document) return document as MapNode | ListNode;
		const call = callOf(node);
		if (call?.name === 'Fn::ToJsonString' && call.argument && call.argument.kind !== 'scalar' && !node.tag) return call.argument;
		if (call || node.kind === 'scalar') throw new Refusal(this.reason(spot, node));
		return node;
	}

	/** The JSON document in a text, perhaps in a `Fn::Sub`. */
	private documentOf(node: Node): { readonly editor: TreeEditor; readonly root: Node; readonly form: Form } | undefined {
		const call = callOf(node);
		if (call && call.name !== 'Fn::Sub') return undefined;
		const argument = node.tag || !call ? node : call.argument!;
		const text = call && argument.kind === 'list' ? argument.items[0] : argument;
		if (text?.kind !== 'scalar' || typeof text.value !== 'string' || !/^\s*[{[]/.test(text.value)) return undefined;
		const form = call ? 'text' : 'literal';
		const known = this.documents.get(text);
		if (known) return { ...known, form };
		const tree = readEmbeddedJson(text, this.template.tree);
		if (!tree?.root || tree.root.kind === 'scalar') return undefined;
		const document = { editor: createEditor(tree), root: tree.root };
		this.documents.set(text, document);
		return { ...document, form };
	}

	private draftFor(node: Node, editor: TreeEditor): DraftObject {
		const known = this.drafts.get(node) ?? { draft: {}, editor };
		this.drafts.set(node, known);
		return known.draft;
	}

	private noValue(spot: Spot): SyntaxDraft {
		const form = spot.form ?? formOf(this.template.tree);
		if (form === 'tags') return new Tagged('!Ref', 'AWS::NoValue');
		return { Ref: 'AWS::NoValue' };
	}

	private assertReplaceable(spot: Spot, node: Node): void {
		const call = callOf(node);
		const decided = ['Fn::If', 'Fn::FindInMap', 'Fn::ImportValue', 'Fn::Transform'];
		if (!call || isNoValue(node)) return;
		const isParameter = call.name === 'Ref' && this.template.parameters.has(stringOf(call.argument) ?? '');
		if (isParameter) throw new GivenByParameter(spot.name, stringOf(call.argument)!);
		if (decided.includes(call.name)) throw new Refusal(this.reason(spot, node));
	}

	/** Why the text of a node is not the place to change. */
	private reason({ name }: Spot, node: Node): string {
		const call = callOf(node);
		const first = stringOf(argumentsOf(call?.argument)[0]);
		switch (call?.name) {
			case undefined: return `${name} has another form than expected`;
			case 'Ref': return this.template.parameters.has(first ?? '') ? `${name} is given by parameter ${first}` : `${name} is a reference to ${first}`;
			case 'Fn::If': return `${name} depends on condition ${first}`;
			case 'Fn::FindInMap': return `${name} is looked up in mapping ${first}`;
			case 'Fn::ImportValue': return `${name} is imported from another stack`;
			case 'Fn::Transform': return `${name} is made by a macro`;
			default: return `${name} is computed by ${call!.name}`;
		}
	}
}

function isNoValue(node: Node | undefined): boolean {
	const call = node && callOf(node);
	return call?.name === 'Ref' && stringOf(call.argument) === 'AWS::NoValue';
}
