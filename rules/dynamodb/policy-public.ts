import { publicGrants } from '../../engine/policy/access.ts';
import { describeGrant, describeWhen } from '../../engine/policy/describe.ts';
import { policiesIn } from '../../engine/queries/policies.ts';
import { TABLES } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/policy-public',
	title: 'No policy of a table or a stream lets strangers in',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-bpa-rbp.html',
	on: TABLES,
	review(table, _design, report) {
		for (const { document, home } of policiesIn(table, 'resource')) {
			for (const grant of publicGrants(document)) {
				const place = grant.principal?.property;
				// What is no principal at all, AWS refuses in any case, and other rules say.
				if (grant.answer !== 'yes' || !place || grant.principal?.type !== 'AWS' || grant.principal.pattern.text !== '*') continue;
				const what = home.path.includes('Stream') ? `the stream of ${table.name}` : table.name;
				report(place, `${describeGrant(grant)}${describeWhen(grant.when, place)} by the policy of ${what}; DynamoDB takes no public policy, and the deployment fails.`.replace(/^./, letter => letter.toUpperCase()));
			}
		}
	},
});
