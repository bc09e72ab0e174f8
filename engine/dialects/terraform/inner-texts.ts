/**
 * What stands inside of the texts of a document: JSON with interpolations, or expressions. In Terraform JSON every string may hold
 * either; in HCL an expression stands by itself, and JSON in quotes or in a heredoc.
 */
import type { SyntaxDraft } from '../../syntax/edit.ts';
import { Source } from '../../syntax/edit.ts';
import { embeddedFrom } from '../../syntax/embedded.ts';
import { indentationOf } from '../../syntax/hcl-text.ts';
import type { Node, ScalarNode, SyntaxTree } from '../../syntax/tree.ts';
import { type Speller, type TerraformDraft, spelt } from './draft.ts';
import type { Surface } from './expression-edits.ts';
import type { Expression, TemplatePart } from './expression.ts';
import { mask, unmasked } from './json-text.ts';
import { isTemplate, parseExpression, parseTemplate } from './parse-expression.ts';
import { type NodePlace, type Place, assertLiteral, documentOf, encode, plain } from './place.ts';
import { Refusal } from './refusal.ts';

type Text = ScalarNode & { readonly value: string };

export class InnerTexts {
	private readonly embedded = new Map<Node, SyntaxTree>();
	/** The texts of the interpolations that placeholders stand for in an embedded document. */
	private readonly interpolations = new Map<SyntaxTree, readonly string[]>();

	/** The JSON document or expression that a text holds; undefined where it is no more than a text. */
	inside(place: NodePlace): Place | undefined {
		const node = place.node as Text;
		const expression = expressionIn(place);
		const root = this.embeddedRoot(place, expression);
		if (root) return root;
		if (!expression) return undefined;
		return documentOf(expression) ?? { kind: 'expression', surface: surfaceOf(place, node), expression };
	}

	/** Refuses a value that something else decides. */
	assertOwn(place: NodePlace): void {
		const { node, tree } = place;
		if (node.kind !== 'scalar' || typeof node.value !== 'string') return;
		if (tree.language === 'hcl') {
			if (node.style === 'expression') assertLiteral(parseExpression(node.value), surfaceOf(place, node as Text));
			return;
		}
		const source = this.written(place, node.value);
		if (isTemplate(source)) assertLiteral(parseTemplate(source), surfaceOf(place, { ...node, value: source }));
	}

	/** What stands at a place, to be written again in its own text. */
	again(place: NodePlace): SyntaxDraft {
		const { node, tree } = place;
		if (tree.language === 'hcl') {
			if (node.kind !== 'scalar') throw new Refusal('the block cannot be written again');
			if (node.style !== 'expression') return node.value;
			if (String(node.value).includes('\n')) throw new Refusal('a value of several lines is changed by hand');
			return new Source(String(node.value));
		}
		return plain(node, text => {
			const written = this.written(place, text);
			if (text !== written && this.interpolations.get(tree)?.some(one => /["\\]/.test(one) && written.includes(one))) throw new Refusal(`${written} cannot be written again inside of a string`);
			return written;
		});
	}

	/** A draft in the syntax of a document, which may be JSON inside of a string. */
	spelt({ tree }: Pick<NodePlace, 'tree'>, draft: TerraformDraft, speller: Speller): SyntaxDraft {
		if (!('inner' in tree)) return spelt(draft, speller, tree.language);
		// JSON inside of a string cannot hold an expression with quotes.
		const unquoted = (expression: string) => {
			if (expression.includes('"')) throw new Refusal(`${expression} cannot be written inside of a string`);
			return expression;
		};
		return spelt(draft, { ...speller, reference: one => unquoted(speller.reference(one)), pseudo: name => unquoted(speller.pseudo(name)) }, tree.language);
	}

	/** A string as its template is written: in an embedded document placeholders stand for the interpolations. */
	private written({ tree }: NodePlace, value: string): string {
		const sources = this.interpolations.get(tree);
		return sources ? unmasked(value, sources) : value;
	}

	private embeddedRoot({ document, tree: host, node: scalar }: NodePlace, expression: Expression | undefined): NodePlace | undefined {
		const node = scalar as Text;
		let tree = this.embedded.get(node);
		if (!tree) {
			const parts: readonly TemplatePart[] | undefined = !expression ? [{ text: node.value, range: { start: 0, end: node.value.length } }] : expression.kind === 'template' ? expression.parts : undefined;
			const masked = parts && mask(parts);
			if (!masked) return undefined;
			const { text, offsets } = masked;
			tree = embeddedFrom(text, index => node.offsetAt(offsets[Math.max(0, Math.min(index, offsets.length - 1))]!), { host, encode: encoding(host, node) });
			if (!tree) return undefined;
			this.embedded.set(node, tree);
			this.interpolations.set(tree, parts.flatMap(part => ('expression' in part ? [node.value.slice(part.range.start, part.range.end)] : [])));
		}
		return tree.root && { kind: 'node', document, tree, node: tree.root };
	}
}

/** The expression that a text is; undefined for a text that is only itself. */
function expressionIn({ node, tree }: NodePlace): Expression | undefined {
	const { value, style } = node as Text;
	if (tree.language !== 'hcl') return isTemplate(value) ? parseTemplate(value) : undefined;
	return style === 'expression' ? parseExpression(value) : undefined;
}

function surfaceOf({ document, tree, node: { range } }: NodePlace, node: Text): Surface {
	const frame = { uri: document.uri, source: node.value, locate: (index: number) => node.offsetAt(index) };
	if (tree.language !== 'hcl') return { frame, encode };
	const line = tree.text.lastIndexOf('\n', range.start - 1) + 1;
	return { frame, encode: text => onLines(text, tree), indent: /^\uFEFF?([ \t]*)/.exec(tree.text.slice(line, range.start))![1]! };
}

function onLines(text: string, { text: whole }: SyntaxTree, indent = ''): string {
	return text.replace(/\r?\n/g, (whole.includes('\r\n') ? '\r\n' : '\n') + indent);
}

/** How the text of a document inside of a string is spelt. */
function encoding(host: SyntaxTree, { value, style }: Text): (text: string) => string {
	const heredoc = host.language === 'hcl' && style === 'expression' ? /^<<(-?)[^\n]*\n/.exec(value) : null;
	if (!heredoc) return encode;
	const indent = heredoc[1] ? indentationOf(value.slice(heredoc[0].length, value.lastIndexOf('\n') + 1)) : '';
	return text => onLines(text, host, indent);
}
