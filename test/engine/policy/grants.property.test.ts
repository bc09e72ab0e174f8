/** Who gets in, told by two: the list of all grants, and the judgement on public ones. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { publicGrants } from '../../../engine/policy/access.ts';
import { describeCallers } from '../../../engine/policy/callers.ts';
import { describeAccess } from '../../../engine/policy/describe.ts';
import { type Grant, grantsOf } from '../../../engine/policy/grants.ts';
import { bucketPolicy } from './design.ts';
import { policies } from './random.ts';

it('public grants are public in both, and every grant can be said', () => {
	let open = 0;
	fc.assert(fc.property(policies, json => {
		const policy = bucketPolicy(json, 'shop');
		const all = grantsOf(policy);
		const place = ({ principal, principals }: Pick<Grant, 'principal' | 'principals'>) => JSON.stringify((principal?.property ?? principals.property).path);
		const certain = publicGrants(policy).filter(one => one.answer === 'yes').map(place);
		expect(all.filter(one => one.to === 'public' && one.answer === 'yes').map(place).sort()).toEqual(certain.sort());
		open += certain.length;
		for (const grant of all) {
			expect(describeCallers([grant])).not.toMatch(/undefined|@|^$/);
			expect(describeAccess(grant, grant.fixed)).not.toBe('');
			// Whoever is kept out wholly is kept out by a statement.
			if (grant.answer === 'no' && grant.to !== 'public') expect(policy.scenarios.some(({ statements }) => statements.some(one => one.effect === 'Deny'))).toBe(true);
		}
	}), { numRuns: 1000 });
	expect(open).toBeGreaterThan(50);
});
