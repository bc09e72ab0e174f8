/**
 * Computes with values of which some are one of several or rest on a default: a function is asked for each combination that
 * can happen, and the answers keep their conditions and their sources. The number of combinations is bounded.
 */
import { consistent } from '../../model/resource.ts';
import type { Assumed, Choice, Condition, Site, Unknown, Value } from '../../model/value.ts';

/** A value that is neither a choice nor an assumption. */
export type Concrete = Exclude<Value, Choice | Assumed>;

/** More combinations than this are read as unknown. */
const MAX_COMBINATIONS = 64;

interface Alternative<T> {
	readonly when: readonly Condition[];
	readonly assumed: readonly Assumed[];
	readonly value: T;
}

/** Applies a function to every combination of the concrete values that `values` may have. */
export function combine(values: readonly Value[], site: Site, compute: (values: readonly Concrete[]) => Value): Value {
	let combinations: Alternative<readonly Concrete[]>[] = [{ when: [], assumed: [], value: [] }];
	for (const value of values) {
		const options = alternatives(value);
		combinations = combinations.flatMap(one => (options.length * combinations.length > MAX_COMBINATIONS ? [] : options.flatMap(option => {
			const when = [...one.when, ...option.when];
			return consistent(when) ? [{ when, assumed: [...one.assumed, ...option.assumed], value: [...one.value, option.value] }] : [];
		})));
		if (combinations.length === 0) return { kind: 'unknown', reason: 'too many conditional values', site };
	}
	const results = combinations.map(({ when, assumed, value }) => ({ when, value: assume(compute(value), assumed, site) }));
	const only = results[0]!;
	if (results.length === 1 && only.when.length === 0) return only.value;
	return { kind: 'choice', options: results, site };
}

/** The concrete values behind a value; one unknown where there are too many. */
function alternatives(value: Value): readonly Alternative<Concrete>[] {
	switch (value.kind) {
		case 'choice': {
			const found = value.options.flatMap(option => alternatives(option.value).map(one => ({ ...one, when: [...option.when, ...one.when] })));
			const possible = found.filter(one => consistent(one.when));
			if (possible.length > 0 && possible.length <= MAX_COMBINATIONS) return possible;
			const unknown: Unknown = { kind: 'unknown', reason: 'too many conditional values', site: value.site };
			return [{ when: [], assumed: [], value: unknown }];
		}
		case 'assumed': return alternatives(value.value).map(one => ({ ...one, assumed: [value, ...one.assumed] }));
		default: return [{ when: [], assumed: [], value }];
	}
}

function assume(value: Value, assumed: readonly Assumed[], site: Site): Value {
	const sources = new Map(assumed.map(one => [one.source, one]));
	return [...sources.values()].reduce<Value>((inner, one) => ({ ...one, value: inner, site }), value);
}
