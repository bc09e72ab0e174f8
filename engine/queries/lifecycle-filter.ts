/**
 * Which objects a lifecycle rule is about, as a value that can be compared: by prefix, by tags, by size.
 *
 * A part that cannot be known makes every comparison that needs it a maybe. Nothing here knows what rules do to the objects.
 */
import type { Property } from '../model/resource.ts';
import { type Answer, both, either, not } from '../model/value.ts';

/** Undefined parts are not known. */
export interface Filter {
	/** Empty for all keys. */
	readonly prefix: string | undefined;
	/** Objects must bear all of them; empty for none. */
	readonly tags: ReadonlyMap<string, string> | undefined;
	/** Objects are larger than the one and smaller than the other, in bytes. */
	readonly above: number | undefined;
	readonly below: number | undefined;
}

export function filterOf(rule: Property): Filter {
	return {
		prefix: rule.at('Prefix').exists === 'no' ? '' : rule.at('Prefix').string,
		tags: tagsOf(rule),
		above: bound(rule.at('ObjectSizeGreaterThan'), -1),
		below: bound(rule.at('ObjectSizeLessThan'), Number.POSITIVE_INFINITY),
	};
}

function tagsOf(rule: Property): ReadonlyMap<string, string> | undefined {
	const items = rule.at('TagFilters').items;
	const pairs = items.map(tag => [tag.at('Key').string, tag.at('Value').scalar] as const);
	if (items.complete !== 'yes' || pairs.some(([key, value]) => key === undefined || value === undefined)) return undefined;
	return new Map(pairs.map(([key, value]) => [key!, String(value)]));
}

function bound(size: Property, none: number): number | undefined {
	return size.exists === 'no' ? none : size.number;
}

/** Whether every object of the second filter is one of the first. */
export function covers(wide: Filter, narrow: Filter): Answer {
	return both(
		wide.prefix === '' ? 'yes' : known(wide.prefix, narrow.prefix, (a, b) => b.startsWith(a)),
		wide.tags?.size === 0 ? 'yes' : known(wide.tags, narrow.tags, (a, b) => [...a].every(([key, value]) => b.get(key) === value)),
		wide.above === -1 ? 'yes' : known(wide.above, narrow.above, (a, b) => a <= b),
		wide.below === Number.POSITIVE_INFINITY ? 'yes' : known(wide.below, narrow.below, (a, b) => a >= b),
	);
}

/** Whether some object can be of both. */
export function meet(one: Filter, other: Filter): Answer {
	return both(
		known(one.prefix, other.prefix, (a, b) => a.startsWith(b) || b.startsWith(a)),
		known(one.tags, other.tags, (a, b) => [...a].every(([key, value]) => (b.get(key) ?? value) === value)),
		known(one.above, other.below, (a, b) => a + 1 < b),
		known(other.above, one.below, (a, b) => a + 1 < b),
	);
}

function known<T>(a: T | undefined, b: T | undefined, test: (a: T, b: T) => boolean): Answer {
	return a === undefined || b === undefined ? 'maybe' : test(a, b) ? 'yes' : 'no';
}

/** Whether a rule is about every object of the bucket. */
export function isForAll(rule: Property): Answer {
	return both(either(not(rule.at('Prefix').exists), rule.at('Prefix').is('')), not(hasTags(rule)), not(hasSizes(rule)));
}

/** Whether a rule picks objects by their tags. */
export function hasTags(rule: Property): Answer {
	const items = rule.at('TagFilters').items;
	return items.length > 0 ? 'yes' : items.complete === 'yes' ? 'no' : 'maybe';
}

/** Whether a rule picks objects by their size. */
export function hasSizes(rule: Property): Answer {
	return either(rule.at('ObjectSizeGreaterThan').exists, rule.at('ObjectSizeLessThan').exists);
}
