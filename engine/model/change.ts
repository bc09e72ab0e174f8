/**
 * Changes to an architecture, in AWS's vocabulary: what a fix wants, not how it is spelt.
 *
 * A change is plain data and names its place by resource and path; a dialect's writer turns all changes of one action
 * together into text edits, or refuses. Nothing here knows text.
 */
import type { Path } from './path.ts';
import type { Scalar } from './value.ts';

/** Something that a design can say: JSON, and references to resources. */
export type Draft = Scalar | DraftReference | DraftText | readonly Draft[] | DraftMap;

export interface DraftMap {
	readonly [key: string]: Draft;
}

/** `Ref` (attribute `Ref`) or `GetAtt` of a resource of the design. */
export interface DraftReference {
	readonly '#reference': string;
	readonly attribute: string;
}

/** A string built from literals, references and pseudo-parameters. */
export interface DraftText {
	readonly '#text': readonly (string | DraftReference | DraftPseudo)[];
}

export interface DraftPseudo {
	readonly '#pseudo': 'AWS::AccountId' | 'AWS::Region' | 'AWS::Partition';
}

/** Paths are those of the design as it is, whatever other changes the action has. */
export type Change =
	/** Writes the value at the path, creating what is missing on the way. */
	| { readonly kind: 'set'; readonly resource: string; readonly path: Path; readonly value: Draft }
	/** Takes the property, or the list item, away; a map or list that becomes empty by it goes too. */
	| { readonly kind: 'remove'; readonly resource: string; readonly path: Path }
	/**
	 * Gives the entry at the path another name, and keeps all else: its value, the comments with it, its place. With several names it
	 * moves: the last is its own, those before are of the maps around it. Where a map has the name already, the two become one; where
	 * anything else has it, the change is refused.
	 */
	| { readonly kind: 'rename'; readonly resource: string; readonly path: Path; readonly names: readonly string[] }
	/** Appends an item to the list at the path, creating the list if need be. */
	| { readonly kind: 'append'; readonly resource: string; readonly path: Path; readonly value: Draft }
	/**
	 * Adds a resource after the resource `near`. `name` is a wish: the writer makes it unique and fits it to the dialect's style.
	 * With `before`, it must exist before the property at that place takes effect: the writer says so (`DependsOn` of that resource
	 * in CloudFormation, `depends_on` of the block that holds the property in Terraform).
	 */
	| {
		readonly kind: 'add'; readonly type: string; readonly name: string; readonly near: string; readonly properties: DraftMap;
		readonly before?: { readonly resource: string; readonly path: Path };
	};

export function isReference(draft: Draft): draft is DraftReference {
	return typeof draft === 'object' && draft !== null && '#reference' in draft;
}

export function isText(draft: Draft): draft is DraftText {
	return typeof draft === 'object' && draft !== null && '#text' in draft;
}

export function isList(draft: Draft): draft is readonly Draft[] {
	return Array.isArray(draft);
}

export function isMap(draft: Draft): draft is DraftMap {
	return typeof draft === 'object' && draft !== null && !Array.isArray(draft) && !isReference(draft) && !isText(draft);
}

/** The draft with its references replaced. */
export function withReferences(draft: Draft, replace: (reference: DraftReference) => DraftReference): Draft {
	if (typeof draft !== 'object' || draft === null) return draft;
	if (isReference(draft)) return replace(draft);
	if (isText(draft)) return { '#text': draft['#text'].map(part => (typeof part === 'object' && '#reference' in part ? replace(part) : part)) };
	if (isList(draft)) return draft.map(item => withReferences(item, replace));
	return Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, withReferences(value, replace)]));
}
