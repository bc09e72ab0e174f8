import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { grantsOf, holderOf, isBounded, reachOf } from '../../engine/queries/wide-grants.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/full-admin',
	title: 'No policy allows every action on every resource',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/config/latest/developerguide/iam-policy-no-statements-with-admin-access.html',
	on: policyTypes('identity'),
	review(resource, _design, report) {
		for (const grant of grantsOf(resource)) {
			const element = grant.elements.find(({ scope }) => scope === 'all');
			if (!element || grant.everywhere === 'maybe') continue;
			const place = element.property, when = describeWhen(grant.when, place);
			const { clauses } = grant.statement.conditions;
			const condition = clauses.length === 0 ? '' : `, under a condition on ${listed(clauses.map(({ name }) => name))}`;
			if (grant.everywhere === 'no') {
				report(place, `“${element.pattern.text}” allows every action that ${reachOf(grant)} will ever accept${condition}${when}: the policy does not say what it is for. Name the actions that are needed.`, { severity: 'information' });
			} else if (!isBounded(resource)) {
				const all = grant.limited ? 'everything but what the policy denies, whatever AWS adds included' : 'everything with every resource of the account';
				report(place, `“${element.pattern.text}” on every resource lets ${holderOf(resource)} do ${all}${condition}${when}. Whoever steals these credentials has as much.`, grant.limited ? { severity: 'warning' } : {});
			}
		}
	},
});
