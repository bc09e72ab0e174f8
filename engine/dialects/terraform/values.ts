/**
 * Helpers for the evaluator's values: carrying an operation through alternatives, moving a value to the place of its use, and
 * remembering what a string of JSON decodes to, so that a policy keeps its structure and its places on the way to its resource.
 */
import type { Assumed, Choice, Site, TextPart, Unknown, Value } from '../../model/value.ts';

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

const failures = new WeakSet<Value>();

/** What Terraform would reject (a missing key, an index out of range): unknown, and the reason for `try` to try on. */
export function failure(reason: string, site: Site): Unknown {
	const value = unknown(reason, site);
	failures.add(value);
	return value;
}

export function failed(value: Value): boolean {
	return failures.has(value);
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
	if (failures.has(value)) failures.add(copy);
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
		const inner = distribute(args.with(at, arg.value), site, operation, budget);
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

/** A scalar as parts of a string; undefined for what is no string. */
export function partsOf(value: Plain): readonly TextPart[] | undefined {
	switch (value.kind) {
		case 'known': return value.scalar === null ? undefined : [String(value.scalar)];
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
