import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Statement, union } from '../../engine/policy/document.ts';
import { everything, unionCovers } from '../../engine/policy/patterns.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { type PlacedPolicy, policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/allow-not-action',
	title: 'No statement allows every action but some',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
	on: policyTypes('identity', 'trust', 'resource'),
	review(resource, _design, report) {
		for (const { document, kind } of policiesIn(resource, 'identity', 'trust', 'resource')) {
			const found = across(document, ({ statements }) => statements.filter(statement => allowsTheRest(statement, kind)), ({ actions }) => actions.property.path);
			for (const [{ actions }, when] of found) {
				const named = actions.open || actions.items.length === 0 ? 'what it names' : listed(actions.items.map(({ pattern }) => pattern.text));
				const rest = kind === 'identity' ? 'of every service, on every resource' : 'that there are, those that change the policy included';
				report(actions.property, `The statement allows every action except ${named}: all others ${rest}, and what AWS adds later${describeWhen(when, actions.property)}.`, { key: true });
			}
		}
	},
});

/** In an identity policy only resources limit it; a resource policy is about its own resource, whatever its statements name. */
function allowsTheRest({ effect, actions, resources }: Statement, kind: PlacedPolicy['kind']): boolean {
	if (effect !== 'Allow' || !actions.negated) return false;
	return kind !== 'identity' || unionCovers(union(resources), { negated: false, patterns: [everything], open: false }) === 'yes';
}
