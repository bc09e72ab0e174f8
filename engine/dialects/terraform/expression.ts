/**
 * Terraform expressions as a tree of our own: one for those in HCL text and those in Terraform JSON.
 *
 * A node's range counts in the text that it was parsed from, which for Terraform JSON is a decoded string; a *framed* node says
 * in which document and where that text stands. So a parsed text can be kept and used again wherever the same text is written.
 * Nothing here knows what an expression means.
 */
import type { Range, Scalar } from '../../syntax/tree.ts';

/** A text with expressions, and where it stands in a document. */
export interface Frame {
	readonly uri: string;
	/** The text that ranges count in. */
	readonly source: string;
	/** The document's offset of an index into `source`. */
	locate(index: number): number;
}

interface Base {
	readonly range: Range;
}

export interface Literal extends Base {
	readonly kind: 'literal';
	readonly value: Scalar;
	/** Where the characters of a string were written. */
	readonly content?: TemplateLiteral;
}

/** A string with interpolations. `if` directives are conditionals, `for` directives are joined `for` expressions. */
export interface Template extends Base {
	readonly kind: 'template';
	readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TemplateLiteral | { readonly expression: Expression; readonly range: Range; readonly directive?: boolean };

export interface TemplateLiteral {
	/** With its escapes resolved. */
	readonly text: string;
	/** The index in the frame's source of each unit of `text`; missing where they run alike from the range's start. */
	readonly offsets?: readonly number[];
	readonly range: Range;
}

/** The first name of a traversal, or a variable of a `for` expression. */
export interface Variable extends Base {
	readonly kind: 'variable';
	readonly name: string;
}

export interface Attribute extends Base {
	readonly kind: 'attribute';
	readonly of: Expression;
	readonly name: string;
}

export interface Index extends Base {
	readonly kind: 'index';
	readonly of: Expression;
	readonly key: Expression;
}

/** `of[*].each`: in `each`, a {@link SplatItem} stands for the item. */
export interface Splat extends Base {
	readonly kind: 'splat';
	readonly of: Expression;
	readonly each: Expression;
}

export interface SplatItem extends Base {
	readonly kind: 'splat-item';
}

export interface Call extends Base {
	readonly kind: 'call';
	readonly name: string;
	readonly arguments: readonly Expression[];
	/** The last argument is a list of arguments: `f(list...)`. */
	readonly spread: boolean;
}

export interface Conditional extends Base {
	readonly kind: 'conditional';
	readonly condition: Expression;
	readonly whenTrue: Expression;
	readonly whenFalse: Expression;
}

export interface For extends Base {
	readonly kind: 'for';
	readonly keyName?: string;
	readonly valueName: string;
	readonly collection: Expression;
	/** Of an object; without it the result is a tuple. */
	readonly key?: Expression;
	readonly value: Expression;
	readonly condition?: Expression;
	/** `k => v...`: values of equal keys are gathered in lists. */
	readonly grouping: boolean;
}

export interface ObjectEntry {
	readonly key: Expression;
	readonly value: Expression;
}

export interface ObjectExpression extends Base {
	readonly kind: 'object';
	readonly entries: readonly ObjectEntry[];
	/** It may be the body of a block, in which `dynamic` has a meaning. */
	readonly body?: boolean;
}

export interface Tuple extends Base {
	readonly kind: 'tuple';
	readonly items: readonly Expression[];
}

export interface Unary extends Base {
	readonly kind: 'unary';
	readonly operator: '-' | '!';
	readonly of: Expression;
}

export interface Binary extends Base {
	readonly kind: 'binary';
	readonly operator: string;
	readonly left: Expression;
	readonly right: Expression;
}

/** An expression of another text; `range` counts in the text around. */
export interface Framed extends Base {
	readonly kind: 'framed';
	readonly frame: Frame;
	readonly expression: Expression;
}

/** What was not understood. */
export interface Invalid extends Base {
	readonly kind: 'invalid';
	/** Completes "unknown: …". */
	readonly reason: string;
}

export type Expression =
	| Literal | Template | Variable | Attribute | Index | Splat | SplatItem | Call | Conditional | For | ObjectExpression | Tuple
	| Unary | Binary | Framed | Invalid;

/** The names of a traversal without indexes: `aws_s3_bucket.b.arn` → `['aws_s3_bucket', 'b', 'arn']`; undefined for anything else. */
export function traversal(expression: Expression): string[] | undefined {
	switch (expression.kind) {
		case 'variable': return [expression.name];
		case 'attribute': {
			const names = traversal(expression.of);
			names?.push(expression.name);
			return names;
		}
		case 'index': return traversal(expression.of);
		case 'framed': return traversal(expression.expression);
		default: return undefined;
	}
}

/** Calls `visit` with the expression and everything in it, until `visit` answers true; says whether it did. */
export function some(expression: Expression, visit: (one: Expression) => boolean): boolean {
	return visit(expression) || children(expression).some(child => some(child, visit));
}

function children(expression: Expression): readonly Expression[] {
	switch (expression.kind) {
		case 'template': return expression.parts.flatMap(part => ('text' in part ? [] : [part.expression]));
		case 'attribute': case 'unary': return [expression.of];
		case 'index': return [expression.of, expression.key];
		case 'splat': return [expression.of, expression.each];
		case 'call': return expression.arguments;
		case 'conditional': return [expression.condition, expression.whenTrue, expression.whenFalse];
		case 'for': return [expression.collection, expression.key, expression.value, expression.condition].filter(one => one !== undefined);
		case 'object': return expression.entries.flatMap(entry => [entry.key, entry.value]);
		case 'tuple': return expression.items;
		case 'binary': return [expression.left, expression.right];
		case 'framed': return [expression.expression];
		default: return [];
	}
}

/** Takes the frames off. */
export function unframed(expression: Expression): Exclude<Expression, Framed> {
	return expression.kind === 'framed' ? unframed(expression.expression) : expression;
}
