/** Drafts of the model as drafts of syntax: references become calls, in the form that the template uses. */
import { type Draft, type DraftReference, type DraftText, isList, isReference, isText } from '../../model/change.ts';
import { Tagged, type SyntaxDraft } from '../../syntax/edit.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { Refusal } from './refusal.ts';

/** `tags` writes `!Ref A`, `functions` writes `Ref: A`, `text` writes `${A}` inside a text that is substituted, `literal` has no calls. */
export type Form = 'tags' | 'functions' | 'text' | 'literal';

/** JSON has no tags; YAML has them unless the template uses the long form only. */
export function formOf(tree: SyntaxTree): Form {
	if (tree.language === 'json') return 'functions';
	if (/![A-Z][A-Za-z0-9]+\s/.test(tree.text)) return 'tags';
	return /^[\s-]*(["']?)(Ref|Fn::\w+)\1:/m.test(tree.text) ? 'functions' : 'tags';
}

export function syntaxOf(draft: Draft, form: Form): SyntaxDraft {
	if (typeof draft === 'string') return form === 'text' ? escaped(draft) : draft;
	if (typeof draft !== 'object' || draft === null) return draft;
	if (isReference(draft)) return referenceSyntax(draft, form);
	if (isText(draft)) return textSyntax(draft, form);
	if (isList(draft)) return draft.map(item => syntaxOf(item, form));
	return Object.fromEntries(Object.entries(draft).map(([key, value]) => [form === 'text' ? escaped(key) : key, syntaxOf(value, form)]));
}

function referenceSyntax({ '#reference': target, attribute }: DraftReference, form: Form): SyntaxDraft {
	const isRef = attribute === 'Ref';
	switch (form) {
		case 'tags': return isRef ? new Tagged('!Ref', target) : new Tagged('!GetAtt', `${target}.${attribute}`);
		case 'functions': return isRef ? { Ref: target } : { 'Fn::GetAtt': [target, attribute] };
		case 'text': return variable(target, attribute);
		case 'literal': throw new Refusal('the document is written as plain text, which cannot hold references');
	}
}

function textSyntax({ '#text': parts }: DraftText, form: Form): SyntaxDraft {
	if (parts.every(part => typeof part === 'string')) return syntaxOf(parts.join(''), form);
	const [only] = parts;
	if (parts.length === 1 && typeof only === 'object' && form !== 'text') return referenceSyntax('#pseudo' in only ? { '#reference': only['#pseudo'], attribute: 'Ref' } : only, form);
	const written = parts.map(part => {
		if (typeof part === 'string') return escaped(part);
		return '#pseudo' in part ? `\${${part['#pseudo']}}` : variable(part['#reference'], part.attribute);
	}).join('');
	switch (form) {
		case 'tags': return new Tagged('!Sub', written);
		case 'functions': return { 'Fn::Sub': written };
		case 'text': return written;
		case 'literal': throw new Refusal('the document is written as plain text, which cannot hold references');
	}
}

function variable(target: string, attribute: string): string {
	return attribute === 'Ref' ? `\${${target}}` : `\${${target}.${attribute}}`;
}

/** What looks like a variable and is none is marked with `!`. */
function escaped(literal: string): string {
	return literal.replace(/\$\{(?!!)/g, '${!');
}
