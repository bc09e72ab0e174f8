import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/allow-not-resource',
	title: 'No statement allows something on every resource but some',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html',
	on: policyTypes('identity', 'resource'),
	review(resource, _design, report) {
		for (const { document } of policiesIn(resource, 'identity', 'resource')) {
			const found = across(document, ({ statements }) => statements.filter(({ effect, resources }) => effect === 'Allow' && resources.negated).map(({ resources }) => resources), ({ property }) => property.path);
			for (const [{ property, items, open }, when] of found) {
				const named = open || items.length === 0 ? 'what it names' : listed(items.map(({ pattern }) => pattern.text));
				report(property, `The statement allows its actions on every resource except ${named}: of every service and account that they reach, and on those that are made later${describeWhen(when, property)}.`, { key: true });
			}
		}
	},
});
