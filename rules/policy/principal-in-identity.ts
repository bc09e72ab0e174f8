import type { Property } from '../../engine/model/resource.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { elementsOf } from '../../engine/policy/elements.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/principal-in-identity',
	title: 'Identity policies name no principal',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
	on: policyTypes('identity', 'service control'),
	fixes: 'fix',
	review(resource, _design, report) {
		for (const { document, kind } of policiesIn(resource, 'identity', 'boundary', 'service control')) {
			const whose = kind === 'service control' ? 'A service control policy applies to the accounts below it' : 'An identity policy applies to whom it is attached to';
			const named = across(document, ({ statements }) => statements.flatMap(({ property }) => {
				const { written } = elementsOf(property);
				return [written.get('Principal'), written.get('NotPrincipal')].filter(one => one?.exists === 'yes') as Property[];
			}), ({ path }) => path);
			for (const [written, when] of named) {
				report(written, `${whose}: AWS rejects ${written.label} in it${describeWhen(when, written)}.`, {
					key: true, fix: { title: `Remove ${written.label}`, change: change => change.remove(written) },
				});
			}
		}
	},
});
