/**
 * The algebra of IAM's wildcards: whether one pattern covers another, and whether two have a string in common.
 *
 * A pattern is a sequence of characters, wildcards and *opaque* parts: texts that are fixed at deployment but not known now
 * (a reference, an account id). An opaque part is certain to equal only itself, so answers are three-valued. Patterns know
 * neither ARNs nor actions; whoever builds them decides on case, variables and what a reference means.
 */
import { type Answer, type TextPart, both, either, not } from '../model/value.ts';

/** Any run of characters, the empty one included. */
export const ANY: unique symbol = Symbol('*');
/** Any one character. */
export const ONE: unique symbol = Symbol('?');

export interface Opaque {
	/** Two opaque parts of one identity are the same text; the empty identity equals nothing. */
	readonly id: string;
	/** Its text can be anything: empty, or itself a wildcard. */
	readonly open: boolean;
	/** Its text holds no colon and no slash (account ids, regions, bucket names). */
	readonly plain: boolean;
	/** An IAM policy variable: its text depends on the request. */
	readonly variable: boolean;
}

export type Token = string | typeof ANY | typeof ONE | Opaque;

export interface Pattern {
	readonly tokens: readonly Token[];
	/** For the reader: `arn:aws:s3:::${Logs}/*`. */
	readonly text: string;
}

export interface PatternOptions {
	/** Compare without regard to case. */
	readonly fold?: boolean;
	/** `*` and `?` are ordinary characters. */
	readonly literal?: boolean;
	/** `${aws:username}` is a policy variable; otherwise (policy version 2008-10-17) it is plain text. */
	readonly variables?: boolean;
}

/** Larger comparisons than this (cells of the table) are answered with maybe. */
const BUDGET = 4_000_000;

export function pattern(parts: string | readonly TextPart[], options: PatternOptions = {}): Pattern {
	const tokens: Token[] = [];
	let text = '';
	for (const part of typeof parts === 'string' ? [parts] : parts) {
		if (typeof part === 'string') {
			tokens.push(...tokenize(part, options));
			text += part;
		} else {
			tokens.push(opaque(part));
			text += describe(part);
		}
	}
	return { tokens: order(tokens), text };
}

/** A pattern of which nothing is known. */
export function unknownPattern(text = 'unknown'): Pattern {
	return { tokens: [{ id: '', open: true, plain: false, variable: false }], text };
}

/** Whether every string of `inner` is one of `outer`. */
export function covers(outer: Pattern, inner: Pattern): Answer {
	const [a, b] = trim(outer.tokens, inner.tokens);
	if (a === undefined) return 'no';
	const rows = a.length + 1, columns = b.length + 1;
	if (rows * columns > BUDGET) return 'maybe';
	const f = new Int8Array(rows * columns);
	for (let i = a.length; i >= 0; i--) {
		let absorbed = 0;
		for (let j = b.length; j >= 0; j--) {
			const here = i * columns + j;
			const x = a[i], y = b[j];
			let best = 0;
			if (x === undefined) best = y === undefined ? 2 : isOpaque(y) && y.open ? Math.min(1, f[here + 1]!) : 0;
			else if (x === ANY) best = Math.max(f[here + columns]!, y === undefined ? 0 : f[here + 1]!);
			else {
				if (isOpaque(x)) {
					if (isOpaque(y) && same(x, y)) best = f[here + columns + 1]!;
					const further = y !== undefined && (typeof y !== 'symbol' || x.open) && fits(x, y) ? absorbed : 0;
					absorbed = Math.max(f[here + columns]!, further);
					best = Math.max(best, Math.min(1, x.open ? absorbed : further));
				} else if (x === ONE && y === ANY) best = Math.min(f[here + 1]!, f[here + columns]!);
				else if (typeof y === 'string' ? x === y || x === ONE : y === ONE && x === ONE) best = f[here + columns + 1]!;
				if (isOpaque(y) && best < 1) best = Math.min(1, Math.max(y.open ? f[here + 1]! : 0, runAfter(f, columns, i, j, y, a)));
			}
			f[here] = best;
		}
	}
	return answers[f[0]!]!;
}

/** Whether some string is one of both. */
export function intersects(one: Pattern, other: Pattern): Answer {
	const [a, b] = trim(one.tokens, other.tokens);
	if (a === undefined) return 'no';
	const rows = a.length + 1, columns = b.length + 1;
	if (rows * columns > BUDGET) return 'maybe';
	const f = new Int8Array(rows * columns);
	for (let i = a.length; i >= 0; i--) {
		for (let j = b.length; j >= 0; j--) {
			const here = i * columns + j;
			const x = a[i], y = b[j];
			let best = x === undefined && y === undefined ? 2 : 0;
			if (x === ANY) best = Math.max(best, f[here + columns]!, y === undefined ? 0 : f[here + 1]!);
			if (y === ANY) best = Math.max(best, f[here + 1]!, x === undefined ? 0 : f[here + columns]!);
			if (isOpaque(x) || isOpaque(y)) {
				if (isOpaque(x) && isOpaque(y) && same(x, y)) best = f[here + columns + 1]!;
				if (isOpaque(x)) best = Math.max(best, Math.min(1, Math.max(x.open ? f[here + columns]! : 0, fits(x, y) ? Math.max(f[here + 1]!, y === undefined ? 0 : f[here + columns + 1]!) : 0)));
				if (isOpaque(y)) best = Math.max(best, Math.min(1, Math.max(y.open ? f[here + 1]! : 0, fits(y, x) ? Math.max(f[here + columns]!, x === undefined ? 0 : f[here + columns + 1]!) : 0)));
			} else if (x !== undefined && y !== undefined && x !== ANY && y !== ANY && (x === ONE || y === ONE || x === y)) best = Math.max(best, f[here + columns + 1]!);
			f[here] = best;
		}
	}
	return answers[f[0]!]!;
}

/** Patterns that stand for a set of strings: all of theirs, or (negated) all others. */
export interface PatternUnion {
	readonly negated: boolean;
	readonly patterns: readonly Pattern[];
	/** There may be further patterns that cannot be known. */
	readonly open: boolean;
}

/** Whether a set covers another: a set that is not negated must do so with one of its own patterns for each of the other's. */
export function unionCovers(outer: PatternUnion, inner: PatternUnion): Answer {
	if (inner.negated) {
		if (outer.negated) {
			const answer = both(...outer.patterns.map(hole => either(...inner.patterns.map(other => covers(other, hole)))));
			return outer.open || (inner.open && answer !== 'yes') ? both(answer, 'maybe') : answer;
		}
		return openYes(outer, either(...outer.patterns.map(one => covers(one, everything))));
	}
	const answer = both(...inner.patterns.map(one => (outer.negated
		? both(outer.open ? 'maybe' : 'yes', ...outer.patterns.map(hole => not(intersects(hole, one))))
		: openYes(outer, either(...outer.patterns.map(other => covers(other, one)))))));
	return inner.open ? both(answer, 'maybe') : answer;
}

export const everything: Pattern = { tokens: [ANY], text: '*' };

export function hasWildcard(one: Pattern): boolean {
	return one.tokens.some(token => typeof token === 'symbol');
}

export function hasVariable(one: Pattern): boolean {
	return one.tokens.some(token => isOpaque(token) && token.variable);
}

/** Something in it cannot be known at all, not even that it is fixed. */
export function hasUnknown(one: Pattern): boolean {
	return one.tokens.some(token => isOpaque(token) && token.open && !token.variable);
}

/** The pattern with every policy variable widened to `*`: what a caller who may choose the variable's value can reach. */
export function widen(one: Pattern): Pattern {
	return hasVariable(one) ? { ...one, tokens: order(one.tokens.map(token => (isOpaque(token) && token.variable ? ANY : token))) } : one;
}

/** The text, where the pattern has no wildcard and no opaque part. */
export function literal(one: Pattern): string | undefined {
	return one.tokens.every(token => typeof token === 'string') ? one.tokens.join('') : undefined;
}

/** The pattern cut at its first `count - 1` separators. */
export function split(one: Pattern, separator: string, count: number): Pattern[] {
	const parts: Token[][] = [[]];
	for (const token of one.tokens) {
		if (token === separator && parts.length < count) parts.push([]);
		else parts.at(-1)!.push(token);
	}
	return parts.map(tokens => ({ tokens, text: show(tokens) }));
}

export function isOpaque(token: Token | undefined): token is Opaque {
	return typeof token === 'object';
}

const answers: readonly Answer[] = ['no', 'maybe', 'yes'];

/** What lies between what both begin with and the characters that both end with; undefined where they differ there in one. */
function trim(one: readonly Token[], other: readonly Token[]): [readonly Token[], readonly Token[]] | [undefined, undefined] {
	let from = 0;
	for (; from < one.length && from < other.length; from++) {
		const x = one[from], y = other[from];
		if (typeof x === 'string' && typeof y === 'string') {
			if (x !== y) return [undefined, undefined];
		} else if (!isOpaque(x) || !isOpaque(y) || x.open || !same(x, y)) break;
	}
	let behind = 0;
	while (behind < Math.min(one.length, other.length) - from) {
		const x = one[one.length - 1 - behind], y = other[other.length - 1 - behind];
		if (typeof x !== 'string' || typeof y !== 'string') break;
		if (x !== y) return [undefined, undefined];
		behind++;
	}
	return [one.slice(from, one.length - behind), other.slice(from, other.length - behind)];
}

function openYes(union: PatternUnion, answer: Answer): Answer {
	return union.open ? either(answer, 'maybe') : answer;
}

function tokenize(part: string, options: PatternOptions): Token[] {
	const tokens: Token[] = [];
	const pieces = options.variables ? part.split(/(\$\{[^}]*\})/) : [part];
	for (const piece of pieces) {
		const name = options.variables && /^\$\{(.*)\}$/.exec(piece)?.[1];
		if (name === '*' || name === '?' || name === '$') tokens.push(name);
		// Without a colon it is no variable of IAM's, but the placeholder of some template.
		else if (name !== undefined && name !== false) tokens.push({ id: `variable:${name.toLowerCase()}`, open: true, plain: false, variable: name.includes(':') });
		else for (const char of options.fold ? piece.toLowerCase() : piece) tokens.push(options.literal ? char : char === '*' ? ANY : char === '?' ? ONE : char);
	}
	return tokens;
}

function opaque(part: Exclude<TextPart, string>): Opaque {
	switch (part.kind) {
		case 'reference': return { id: `reference:${part.target}:${part.attribute}`, open: false, plain: part.attribute === 'Ref', variable: false };
		case 'pseudo': return { id: `pseudo:${part.name}`, open: false, plain: part.name !== 'AWS::StackId' && part.name !== 'AWS::NotificationARNs', variable: false };
		case 'unknown': return { id: part.identity === undefined ? '' : `unknown:${part.identity}`, open: true, plain: false, variable: false };
	}
}

function describe(part: Exclude<TextPart, string>): string {
	switch (part.kind) {
		case 'reference': return part.attribute === 'Ref' ? `\${${part.target}}` : `\${${part.target}.${part.attribute}}`;
		case 'pseudo': return `\${${part.name}}`;
		case 'unknown': return '${…}';
	}
}

function show(tokens: readonly Token[]): string {
	return tokens.map(token => (token === ANY ? '*' : token === ONE ? '?' : isOpaque(token) ? `\${${token.id.replace(/^\w+:/, '')}}` : token)).join('');
}

/** Within a run of wildcards the single ones go first and one `*` is enough: only then is comparing token by token exact. */
function order(tokens: readonly Token[]): Token[] {
	const ordered: Token[] = [];
	for (let index = 0; index < tokens.length;) {
		const start = index;
		while (typeof tokens[index] === 'symbol') index++;
		if (index === start) ordered.push(tokens[index++]!);
		else {
			const wild = tokens.slice(start, index);
			ordered.push(...wild.filter(token => token === ONE));
			if (wild.includes(ANY)) ordered.push(ANY);
		}
	}
	return ordered;
}

function same(one: Opaque, other: Opaque): boolean {
	return one.id !== '' && one.id === other.id;
}

/** Whether a token can be (part of) the text that an opaque part stands for. */
function fits(part: Opaque, token: Token | undefined): boolean {
	return token !== undefined && !(part.plain && (token === ':' || token === '/'));
}

/** The best that can come of letting an opaque part of `b` that is not empty stand for a run of `a` from row `i` on. */
function runAfter(f: Int8Array, columns: number, i: number, j: number, part: Opaque, a: readonly Token[]): number {
	let best = 0;
	for (let k = i; k < a.length && fits(part, a[k]) && best === 0; k++) best = f[(k + 1) * columns + j + 1]!;
	return best;
}
