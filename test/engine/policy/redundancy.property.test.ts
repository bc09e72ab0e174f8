import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redundanciesIn } from '../../../engine/policy/redundancy.ts';
import { bucketPolicy } from './design.ts';
import { policies, strangers } from './random.ts';
import { type Json, decide } from './reference.ts';

/** The policy without what stands at the paths: statements, and items of their lists. */
function without(json: Json, paths: readonly (readonly (string | number)[])[]): Json {
	const gone = new Set(paths.map(path => path.join(' ')));
	const walk = (value: Json, path: readonly (string | number)[]): Json => {
		if (Array.isArray(value)) return value.map((item, index) => [item, [...path, index]] as const).filter(([, at]) => !gone.has(at.join(' '))).map(([item, at]) => walk(item, at));
		return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one as Json, [...path, key])])) : value;
	};
	return walk(json, []);
}

describe('what a policy says twice', () => {
	it('can be taken away, all of it at once, and nothing changes', () => {
		let found = 0;
		fc.assert(fc.property(policies, fc.array(strangers, { minLength: 20, maxLength: 20 }), (json, requests) => {
			const document = bucketPolicy(json, 'shop');
			const paths = document.scenarios.flatMap(redundanciesIn).map(({ property }) => property.path.slice(1) as (string | number)[]).filter(path => typeof path.at(-1) === 'number');
			if (paths.length === 0) return;
			found++;
			const shorter = without(json as Json, paths);
			for (const request of requests) expect(decide(shorter, request), JSON.stringify(request)).toBe(decide(json as Json, request));
		}), { numRuns: 4000 });
		expect(found).toBeGreaterThan(200);
	});
});
