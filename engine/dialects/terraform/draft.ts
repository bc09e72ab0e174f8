/**
 * What a change wants, spelt in Terraform: as values of Terraform JSON, whose strings are templates, or as HCL inside of an
 * expression. How references are called is the {@link Speller}'s business; where the text goes is the places'.
 */
import { type Draft, type DraftPseudo, type DraftReference, isList, isReference, isText } from '../../model/change.ts';
import type { SyntaxDraft } from '../../syntax/edit.ts';
import { Refusal } from './refusal.ts';

/** A value that Terraform takes as a string of JSON. */
export class Encoded {
	constructor(readonly document: Draft) {}
}

/** An expression that is spelt already. */
export class Expressed {
	constructor(readonly text: string) {}
}

/** Blocks and arguments of Terraform, with references still in the model's terms. */
export type TerraformDraft = Draft | Encoded | Expressed | readonly TerraformDraft[] | { readonly [key: string]: TerraformDraft };

/** Finds Terraform's expression for what the model names: `aws_s3_bucket.b.arn`. Refuses what has none. */
export interface Speller {
	reference(reference: DraftReference): string;
	pseudo(name: DraftPseudo['#pseudo']): string;
	/** Text that no template reads, in the way of the place: `$${` in templates. */
	literal?(text: string): string;
}

/** As a value of Terraform JSON. */
export function jsonOf(draft: TerraformDraft, speller: Speller): SyntaxDraft {
	if (draft instanceof Encoded) return `\${jsonencode(${hclOf(draft.document, speller)})}`;
	if (draft instanceof Expressed) return `\${${draft.text}}`;
	if (typeof draft === 'string') return literal(draft, speller);
	if (typeof draft !== 'object' || draft === null) return draft;
	if (Array.isArray(draft)) return draft.map(item => jsonOf(item as TerraformDraft, speller));
	if (isReference(draft as Draft)) return `\${${speller.reference(draft as DraftReference)}}`;
	if (isText(draft as Draft)) return template(draft as Draft & { '#text': never }, speller);
	return Object.fromEntries(Object.entries(draft).map(([key, value]) => [literal(key, speller), jsonOf(value as TerraformDraft, speller)]));
}

/** As an HCL expression. With `indent` maps stand on lines of their own, indented so. */
export function hclOf(draft: Draft, speller: Speller, indent?: string): string {
	if (typeof draft === 'string') return quoted(literal(draft, speller));
	if (typeof draft !== 'object' || draft === null) return String(draft);
	const inner = indent === undefined ? undefined : `${indent}  `;
	if (isList(draft)) {
		const items = draft.map(item => hclOf(item, speller, inner));
		const wide = inner !== undefined && items.some(item => item.includes('\n'));
		return wide ? `[\n${items.map(item => `${inner}${item},\n`).join('')}${indent}]` : `[${items.join(', ')}]`;
	}
	if (isReference(draft)) return speller.reference(draft);
	if (isText(draft)) return textOf(draft['#text'], speller);
	const entries = Object.entries(draft).map(([key, value]) => `${keyOf(key, speller)} = ${hclOf(value, speller, inner)}`);
	if (entries.length === 0) return '{}';
	return inner === undefined ? `{ ${entries.join(', ')} }` : `{\n${entries.map(entry => `${inner}${entry}\n`).join('')}${indent}}`;
}

/** A key of an object expression. */
export function keyOf(key: string, speller: Speller): string {
	return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : quoted(literal(key, speller));
}

function textOf(parts: readonly (string | DraftReference | DraftPseudo)[], speller: Speller): string {
	const [only, ...more] = parts;
	if (more.length === 0 && typeof only === 'object') return expressionOf(only, speller);
	return `"${parts.map(part => (typeof part === 'string' ? quoted(literal(part, speller)).slice(1, -1) : `\${${expressionOf(part, speller)}}`)).join('')}"`;
}

function template(draft: { readonly '#text': readonly (string | DraftReference | DraftPseudo)[] }, speller: Speller): string {
	return draft['#text'].map(part => (typeof part === 'string' ? literal(part, speller) : `\${${expressionOf(part, speller)}}`)).join('');
}

function expressionOf(part: DraftReference | DraftPseudo, speller: Speller): string {
	return '#pseudo' in part ? speller.pseudo(part['#pseudo']) : speller.reference(part);
}

function literal(text: string, speller: Speller): string {
	if (/\$\$\{|%%\{/.test(text)) throw new Refusal(`Terraform has no plain way to write ${text}`);
	return speller.literal ? speller.literal(text) : text.replaceAll('${', () => '$${').replaceAll('%{', '%%{');
}

function quoted(text: string): string {
	// HCL knows JSON's escapes but for \b, \f and \/.
	if (/[\b\f]/.test(text)) throw new Refusal('Terraform cannot write control characters');
	return JSON.stringify(text);
}
