/**
 * Helpers for the evaluator's values: carrying an operation through alternatives, moving a value to the place of its use, and
 * remembering what a string of JSON decodes to, so that a policy keeps its structure and its places on the way to its resource.
 */
import type { Assumed, Choice, Scalar, Site, TextPart, Unknown, Value } from '../../model/value.ts';

/** More combined alternatives than this are unknown. */
const MAX_ALTERNATIVES = 64;

/** A value that is not itself one of several. */
export type Plain = Exclude<Value, Choice | Assumed>;

export function unknown(reason: string, site: Site, identity?: string): Unknown {
	return identity === undefined ? { kind: 'unknown', reason, site } : { kind: 'unknown', reason, identity, site };
}

export function known(scalar: string | number | boolean | null, site: Site): Value {
	return { kind: 'known', scalar, site };
}

/** With the defaults that they rest on. */
const failures = new WeakMap<Value, readonly Assumed[]>();

/** What Terraform would reject (a missing key, an index out of range): unknown, and the reason for `try` to try on. */
export function failure(reason: string, site: Site): Unknown {
	const value = unknown(reason, site);
	failures.set(value, []);
	return value;
}

/** The value that something else has because `others` are what they are: it rests on their defaults too. */
export function restingOn(others: readonly Value[], value: Value): Value {
	const assumed = others.flatMap(function defaults(one: Value): readonly Assumed[] { return one.kind === 'assumed' ? [one, ...defaults(one.value)] : failures.get(one) ?? []; });
	const rest = new Map(assumed.map(one => [one.source, one]));
	for (let at = value; at.kind === 'assumed'; at = at.value) rest.delete(at.source);
	return [...rest.values()].reduce<Value>((inner, one) => ({ ...one, value: inner, site: inner.site }), value);
}

export function failed(value: Value): boolean {
	return failures.has(value);
}

/** Whether Terraform would reject an expression with this value: one part that fails fails the whole. */
export function rejected(value: Value, depth = 0): boolean {
	if (failures.has(value)) return true;
	if (depth > 10) return false;
	if (value.kind === 'list') return value.items.some(item => rejected(item, depth + 1));
	return value.kind === 'map' && [...value.entries.values()].some(entry => rejected(entry.value, depth + 1));
}

const decodings = new WeakMap<Value, () => Value>();

/** The same string, which holds JSON: `decode` gives its value, with the places inside the string. */
export function holding(value: Value, decode: () => Value): Value {
	decodings.set(value, decode);
	return value;
}

/** What a string of JSON holds, where that was remembered; of alternatives, of each of them. */
export function held(value: Value): Value | undefined {
	const decode = decodings.get(value);
	if (decode) return decode();
	switch (value.kind) {
		case 'assumed': {
			const inner = held(value.value);
			return inner && { ...value, value: inner };
		}
		case 'choice': return value.options.some(option => held(option.value))
			? { ...value, options: value.options.map(option => ({ ...option, value: held(option.value) ?? option.value })) } : undefined;
		default: return undefined;
	}
}

/** The value as it is used elsewhere. Maps and lists keep the place where they are written, for theirs is where a reader finds them. */
export function moved(value: Value, site: Site): Value {
	if (value.site === site || value.kind === 'map' || value.kind === 'list') return value;
	const copy = value.kind === 'known' && !isWithin(value.site, site) ? { ...value, site, from: value.from ?? value.site } : { ...value, site };
	const decode = decodings.get(value);
	if (decode) decodings.set(copy, decode);
	const rests = failures.get(value);
	if (rests) failures.set(copy, rests);
	return copy;
}

function isWithin(inner: Site, outer: Site): boolean {
	return inner.uri === outer.uri && outer.range.start <= inner.range.start && inner.range.end <= outer.range.end;
}

/** Applies an operation to every combination of alternatives; what Terraform would reject in one of them cannot happen. */
export function lift(args: readonly Value[], site: Site, operation: (plain: readonly Plain[]) => Value): Value {
	return distribute(args, site, operation, { left: MAX_ALTERNATIVES });
}

function distribute(args: readonly Value[], site: Site, operation: (plain: readonly Plain[]) => Value, budget: { left: number }): Value {
	if (budget.left < 0) return unknown('too many conditional values', site);
	const at = args.findIndex(arg => arg.kind === 'choice' || arg.kind === 'assumed');
	const arg = args[at];
	if (arg?.kind === 'assumed') {
		// One default is the same wherever it is used.
		const inner = distribute(args.map(one => (one.kind === 'assumed' && one.source === arg.source ? one.value : one)), site, operation, budget);
		const rests = failures.get(inner);
		if (rests) {
			const copy = { ...inner };
			failures.set(copy, [...rests, arg]);
			return copy;
		}
		return inner.kind === 'unknown' && !held(inner) ? inner : { ...arg, value: inner, site };
	}
	if (arg?.kind === 'choice') {
		const options = arg.options.map(option => ({ when: option.when, value: distribute(args.with(at, option.value), site, operation, budget) }));
		const possible = options.filter(option => !failed(option.value));
		if (budget.left < 0) return unknown('too many conditional values', site);
		return possible.length > 0 ? { kind: 'choice', options: possible, site } : options[0]?.value ?? unknown('no value is possible', site);
	}
	budget.left--;
	return budget.left < 0 ? unknown('too many conditional values', site) : operation(args as readonly Plain[]);
}

const sizes = new WeakMap<Value, number>();

/** How many values whoever goes through this one meets. What is used in several places counts as often: lists in lists double quickly. */
export function sizeOf(value: Value): number {
	if (value.kind !== 'list' && value.kind !== 'map' && value.kind !== 'choice' && value.kind !== 'assumed') return 1;
	const known = sizes.get(value);
	if (known !== undefined) return known;
	let size = 1;
	if (value.kind === 'list') for (const item of value.items) size += sizeOf(item);
	else if (value.kind === 'map') for (const entry of value.entries.values()) size += sizeOf(entry.value);
	else if (value.kind === 'choice') for (const option of value.options) size += sizeOf(option.value);
	else size += sizeOf(value.value);
	sizes.set(value, size);
	return size;
}

/** The alternatives of a value by themselves, with what each rests on. */
export function alternatives(value: Value): { value: Plain; when: Choice['options'][number]['when']; assumed: boolean }[] {
	switch (value.kind) {
		case 'choice': return value.options.flatMap(option => alternatives(option.value).map(one => ({ ...one, when: [...option.when, ...one.when] })));
		case 'assumed': return alternatives(value.value).map(one => ({ ...one, assumed: true }));
		default: return [{ value, when: [], assumed: false }];
	}
}

/** Takes assumptions off. */
export function settled(value: Value): Exclude<Value, Assumed> {
	return value.kind === 'assumed' ? settled(value.value) : value;
}

/** A scalar as Terraform makes a string of it: numbers without exponents. */
export function textOf(scalar: Scalar): string {
	const text = String(scalar);
	const [, sign = '', before = '', after = '', exponent] = typeof scalar === 'number' ? /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [] : [];
	if (exponent === undefined) return text;
	const digits = before + after;
	const point = before.length + Number(exponent);
	return sign + (point > 0 ? digits.padEnd(point, '0') : `0.${'0'.repeat(-point)}${digits}`);
}

/** A scalar as parts of a string; undefined for what is no string. */
export function partsOf(value: Plain): readonly TextPart[] | undefined {
	switch (value.kind) {
		case 'known': return value.scalar === null ? undefined : [textOf(value.scalar)];
		case 'text': return value.parts;
		case 'reference': return isWhole(value) ? undefined : [value];
		case 'pseudo': case 'unknown': return [value];
		default: return undefined;
	}
}

/** Attribute of a reference that stands for a whole resource: what `type.name` alone means. It never leaves the evaluator. */
export const WHOLE = '@';

export function isWhole(value: Value): boolean {
	return value.kind === 'reference' && value.attribute === WHOLE;
}

/** A text that is the same where the values are; undefined where they must be compared. */
export function identified(value: Value): string | undefined {
	switch (value.kind) {
		case 'known': return JSON.stringify(value.scalar);
		case 'reference': return `→${value.target} ${value.attribute}`;
		case 'pseudo': return `→${value.name}`;
		case 'unknown': return value.identity === undefined ? undefined : `?${value.identity}`;
		case 'text': {
			const parts = value.parts.map(part => (typeof part === 'string' ? JSON.stringify(part) : identified(part)));
			return parts.includes(undefined) ? undefined : `"${parts.join(' ')}`;
		}
		default: return undefined;
	}
}

/** Compares what two values say, not where; unknowns are the same by their identity. */
export function sameValue(a: Value, b: Value): boolean {
	switch (a.kind) {
		case 'known': return b.kind === 'known' && a.scalar === b.scalar;
		case 'reference': return b.kind === 'reference' && a.target === b.target && a.attribute === b.attribute;
		case 'pseudo': return b.kind === 'pseudo' && a.name === b.name;
		case 'unknown': return b.kind === 'unknown' && a.identity !== undefined && a.identity === b.identity;
		case 'text': return b.kind === 'text' && a.parts.length === b.parts.length && a.parts.every((part, index) => {
			const other = b.parts[index]!;
			return typeof part === 'string' || typeof other === 'string' ? part === other : sameValue(part, other);
		});
		case 'list': return b.kind === 'list' && !a.open && !b.open && a.items.length === b.items.length && a.items.every((item, index) => sameValue(item, b.items[index]!));
		case 'assumed': return b.kind === 'assumed' ? sameValue(a.value, b.value) : sameValue(a.value, b);
		default: return false;
	}
}
