/** Questions to all readings of a policy at once. */
import type { Condition } from '../model/value.ts';
import { type PolicyDocument, type Scenario, relevant } from './document.ts';

/** What a question finds in the scenarios of a policy, each thing once, with what must hold for it. Things of one key are the same. */
export function across<T>(policy: PolicyDocument, find: (scenario: Scenario) => readonly T[], keyOf: (found: T) => unknown): readonly (readonly [found: T, when: readonly Condition[]])[] {
	const all = new Map<string, { readonly found: T; readonly worlds: Set<readonly Condition[]> }>();
	for (const scenario of policy.scenarios) {
		for (const found of find(scenario)) {
			const key = JSON.stringify(keyOf(found)), known = all.get(key);
			if (known) known.worlds.add(scenario.when);
			else all.set(key, { found, worlds: new Set([scenario.when]) });
		}
	}
	return [...all.values()].map(({ found, worlds }) => [found, relevant([...worlds], policy.scenarios)]);
}
