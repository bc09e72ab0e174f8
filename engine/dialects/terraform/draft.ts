/**
 * What a change wants, spelt in Terraform: as values of Terraform JSON, whose strings are templates, or as HCL inside of an
 * expression. How references are called is the {@link Speller}'s business; where the text goes is the places'.
 */
import { type Draft, type DraftPseudo, type DraftReference, isReference, isText } from '../../model/change.ts';
import { BlockDraft, Source, type SyntaxDraft } from '../../syntax/edit.ts';
import { plan } from '../../syntax/planned.ts';
import { type ObjectStyle, hclKey, hclText } from '../../syntax/spell-hcl.ts';
import type { Language } from '../../syntax/tree.ts';
import { Refusal } from './refusal.ts';

/** A value that Terraform takes as a string of JSON. */
export class Encoded {
	constructor(readonly document: Draft) {}
}

/** An expression that is spelt already. */
export class Expressed {
	constructor(readonly text: string) {}
}

/** The name of a block or a provider: a string in JSON, an expression in HCL. */
export class Named {
	constructor(readonly name: string) {}
}

/** The body of a block: an object in JSON. Any other map is an argument's value. */
export class Body {
	constructor(readonly content: Record<string, TerraformDraft>) {}
}

/** Blocks and arguments of Terraform, with references still in the model's terms. */
export type TerraformDraft = Draft | Encoded | Expressed | Named | Body | readonly TerraformDraft[] | { readonly [key: string]: TerraformDraft };

/** Finds Terraform's expression for what the model names: `aws_s3_bucket.b.arn`. Refuses what has none. */
export interface Speller {
	reference(reference: DraftReference): string;
	pseudo(name: DraftPseudo['#pseudo']): string;
	/** Text that no template reads, in the way of the place: `$${` in templates. */
	literal?(text: string): string;
}

/** As the document's syntax has it. */
export function spelt(draft: TerraformDraft, speller: Speller, language: Language): SyntaxDraft {
	return language === 'hcl' ? hclDraft(draft, speller, true) : jsonOf(draft, speller);
}

/** As a value of Terraform JSON. */
export function jsonOf(draft: TerraformDraft, speller: Speller): SyntaxDraft {
	if (draft instanceof Encoded) return `\${jsonencode(${hclOf(draft.document, speller)})}`;
	if (draft instanceof Expressed) return `\${${draft.text}}`;
	if (draft instanceof Named) return draft.name;
	if (draft instanceof Body) return jsonOf(draft.content, speller);
	if (typeof draft === 'string') return literal(draft, speller);
	if (typeof draft !== 'object' || draft === null) return draft;
	if (Array.isArray(draft)) return draft.map(item => jsonOf(item as TerraformDraft, speller));
	if (isReference(draft as Draft)) return `\${${speller.reference(draft as DraftReference)}}`;
	if (isText(draft as Draft)) return template(draft as Draft & { '#text': never }, speller);
	return Object.fromEntries(Object.entries(draft).map(([key, value]) => [literal(key, speller), jsonOf(value as TerraformDraft, speller)]));
}

/** As blocks and expressions of HCL; `lines` lets a JSON document take several. */
function hclDraft(draft: TerraformDraft, speller: Speller, lines: boolean): SyntaxDraft {
	if (draft instanceof Encoded) return new Source(`jsonencode(${hclOf(draft.document, speller, lines ? '' : undefined)})`);
	if (draft instanceof Expressed) return new Source(draft.text);
	if (draft instanceof Named) return new Source(draft.name);
	if (draft instanceof Body) return new BlockDraft(entriesOf(draft.content, speller, lines));
	if (typeof draft === 'string') return new Source(quoted(literal(draft, speller)));
	if (typeof draft !== 'object' || draft === null) return draft;
	if (Array.isArray(draft)) return draft.map(item => hclDraft(item as TerraformDraft, speller, lines));
	if (isReference(draft as Draft)) return new Source(speller.reference(draft as DraftReference));
	if (isText(draft as Draft)) return new Source(textOf((draft as { readonly '#text': Parameters<typeof textOf>[0] })['#text'], speller));
	return entriesOf(draft as { readonly [key: string]: TerraformDraft }, speller, lines);
}

function entriesOf(map: { readonly [key: string]: TerraformDraft }, speller: Speller, lines: boolean): Record<string, SyntaxDraft> {
	return Object.fromEntries(Object.entries(map).map(([key, value]) => {
		literal(key, speller);
		return [key, hclDraft(value, speller, lines)];
	}));
}

/** As an HCL expression. With `indent` it takes several lines where it is long, indented so. */
export function hclOf(draft: TerraformDraft, speller: Speller, indent?: string, style?: ObjectStyle): string {
	const text = hclText(plan(hclDraft(draft, speller, indent !== undefined)), indent === undefined ? undefined : '  ', style);
	return indent ? text.replaceAll('\n', `\n${indent}`) : text;
}

/** A key of an object expression. */
export function keyOf(key: string, speller: Speller, style: ObjectStyle): string {
	literal(key, speller);
	return hclKey(key, style);
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
