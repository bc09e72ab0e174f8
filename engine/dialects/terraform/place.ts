/** Places that a change can be written to, and what their text lets be done there; see places.ts for how they are reached. */
import type { SyntaxDraft } from '../../syntax/edit.ts';
import { type Entry, type Node, type SyntaxTree, entry as entryOf } from '../../syntax/tree.ts';
import type { SourceDocument } from '../dialect.ts';
import type { Surface } from './expression-edits.ts';
import { type Expression, type ObjectExpression, type Tuple, some, traversal } from './expression.ts';
import { Refusal } from './refusal.ts';

export interface NodePlace {
	readonly kind: 'node';
	readonly document: SourceDocument;
	readonly tree: SyntaxTree;
	readonly node: Node;
	/** Where it stands; missing for a body, which is never taken away. */
	readonly up?: { readonly place: NodePlace; readonly entry?: Entry };
	/** The node stands for the first item of a list that is written without brackets. */
	readonly alone?: true;
}

export interface ExpressionPlace {
	readonly kind: 'expression';
	readonly surface: Surface;
	readonly expression: Expression;
	/** Where it stands; `place` is the container's own. */
	readonly up?: { readonly container: ObjectExpression | Tuple; readonly key: string | number; readonly place: ExpressionPlace };
}

/** A key that is not written (yet). */
export interface AbsentPlace {
	readonly kind: 'absent';
	readonly parent: NodePlace | ExpressionPlace | AbsentPlace;
	readonly key: string;
	/** It would be a block, not an argument. */
	readonly block: boolean;
}

/** A policy document's data source. */
export interface DocumentPlace {
	readonly kind: 'document';
	readonly address: string;
	readonly path: readonly (string | number)[];
}

export type Place = NodePlace | ExpressionPlace | AbsentPlace | DocumentPlace;
export type Written = Exclude<Place, DocumentPlace>;

/** Spells text as the inside of a JSON string, or of one in quotes in HCL. */
export const encode = (text: string) => JSON.stringify(text).slice(1, -1);

export function rootOf(place: Written): NodePlace | ExpressionPlace {
	return place.kind === 'absent' ? rootOf(place.parent) : place;
}

/** `data.aws_iam_policy_document.x.json`. */
export function documentOf(expression: Expression): DocumentPlace | undefined {
	const names = traversal(expression);
	if (names?.length !== 4 || names[0] !== 'data' || names[1] !== 'aws_iam_policy_document' || !names[3]!.endsWith('json')) return undefined;
	return { kind: 'document', address: names.slice(0, 3).join('.'), path: [] };
}

/** The indentation of a line of a text, of the first line as the document has it. */
export function indentAt({ frame: { source }, indent }: Surface, offset: number): string {
	const line = source.lastIndexOf('\n', offset - 1) + 1;
	return line === 0 ? indent ?? '' : /^[ \t]*/.exec(source.slice(line))![0];
}

/** Whether blocks of a name come from a `dynamic` block beside those that are written. */
export function isGenerated(body: Place, name: string): boolean {
	const dynamic = body.kind === 'node' ? entryOf(body.node, 'dynamic')?.value : undefined;
	return (dynamic?.kind === 'list' ? dynamic.items : dynamic ? [dynamic] : []).some(one => entryOf(one, name) !== undefined);
}

export function bare(place: NodePlace): Pick<NodePlace, 'kind' | 'document' | 'tree'> {
	return { kind: 'node', document: place.document, tree: place.tree };
}

/** The argument of `jsonencode`. */
export function encodedIn(expression: Expression): Expression {
	return expression.kind === 'call' && expression.name === 'jsonencode' && expression.arguments[0] ? expression.arguments[0] : expression;
}

export function textOf(expression: Expression, { frame }: Surface): string {
	return frame.source.slice(expression.range.start, expression.range.end);
}

/** What something else decides must be changed there. */
export function assertLiteral(expression: Expression, surface: Surface): void {
	const text = textOf(expression, surface);
	const decider = (one: Expression) => one.kind === 'variable' && ['var', 'local', 'module', 'each', 'count', 'data', 'path', 'terraform', 'self'].includes(one.name);
	if (some(expression, decider)) throw new Refusal(`the value comes from ${text}`);
	if (some(expression, one => ['call', 'conditional', 'for', 'splat', 'invalid'].includes(one.kind) && !(one.kind === 'call' && one.name === 'jsonencode'))) throw new Refusal(`${text} is computed`);
}

/** A node as a draft, to write it again elsewhere; `spelt` says how its strings are written there. */
export function plain(node: Node, spelt: (text: string) => string): SyntaxDraft {
	switch (node.kind) {
		case 'scalar': return typeof node.value === 'string' ? spelt(node.value) : node.value;
		case 'list': return node.items.map(item => plain(item, spelt));
		case 'map': return Object.fromEntries(node.entries.map((one): [string, SyntaxDraft] => [spelt(String(one.key.value)), one.value ? plain(one.value, spelt) : null]));
	}
}
