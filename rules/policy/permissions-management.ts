import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { holderOf, reachOf } from '../../engine/queries/wide-grants.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { stakesIn } from './facts/grants.ts';

export default defineRule({
	id: 'policy/permissions-management',
	title: 'Who has access is not for everybody to change',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html',
	on: policyTypes('identity'),
	review(resource, _design, report) {
		for (const { grant, told, place } of stakesIn(resource, 'permissions')) {
			const names = told.map(({ name }) => name);
			const some = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more actions` : listed(names);
			report(place, `${some} on ${reachOf(grant)} ${names.length === 1 ? 'lets' : 'let'} ${holderOf(resource)} change who has access: whoever gets hold of it can open what there is to others${describeWhen(grant.when, place)}.`);
		}
	},
});
