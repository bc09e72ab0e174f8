import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Request, allows, publicGrants } from '../../../engine/policy/access.ts';
import { pattern } from '../../../engine/policy/patterns.ts';
import { bucketPolicy } from './design.ts';
import { allKeys, policies, strangers } from './random.ts';
import { decide } from './reference.ts';

describe('against the reference evaluator', () => {
	it('never calls a policy closed that lets a stranger in', () => {
		let admitted = 0;
		fc.assert(fc.property(policies, fc.array(strangers, { minLength: 20, maxLength: 20 }), (json, requests) => {
			// A statement that names the stranger's account grants it something, but not to the public.
			fc.pre(!JSON.stringify(json).includes('999999999999"'));
			const allowed = requests.find(request => decide(json, request) === 'allowed');
			if (!allowed) return;
			admitted++;
			expect(publicGrants(bucketPolicy(json, 'shop'))[0]?.answer, JSON.stringify(allowed)).toBe('yes');
		}), { numRuns: 2000 });
		expect(admitted).toBeGreaterThan(200);
	});

	it('decides concrete requests as the reference does', () => {
		const decided = { yes: 0, no: 0, maybe: 0 };
		fc.assert(fc.property(policies, strangers, (json, request) => {
			const given = Object.entries(request.context).map(([key, value]) => [key, typeof value === 'string' ? value : { several: value }]);
			const context = { ...Object.fromEntries(allKeys.map(key => [key, null])), ...Object.fromEntries(given) } as Request['context'];
			const asked: Request = {
				caller: request.arn ? { kind: 'identity', arn: pattern(request.arn) } : { kind: 'identity' },
				action: request.action, resource: request.resource, context: context!,
			};
			const answer = allows(bucketPolicy(json, 'shop'), asked);
			decided[answer]++;
			const right = decide(json, request) === 'allowed' ? 'yes' : 'no';
			// What a variable stands for is left open, and what an operator makes of several values without being told.
			if (answer === 'maybe') expect(JSON.stringify(json)).toMatch(/\$\{|aws:TagKeys/);
			else expect(answer).toBe(right);
		}), { numRuns: 2000 });
		expect(decided.yes).toBeGreaterThan(50);
	});
});
