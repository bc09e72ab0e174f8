import { iamAction } from '../../engine/aws/iam.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { grantsOf, holderOf, isOnAll, someOf } from '../../engine/queries/wide-grants.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { escalates } from './facts/grants.ts';

const PASS = iamAction('iam:PassRole')!;

export default defineRule({
	id: 'policy/pass-role',
	title: 'Whoever may pass roles may pass certain ones, or to certain services',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
	on: policyTypes('identity'),
	review(resource, _design, report) {
		for (const grant of grantsOf(resource)) {
			const passing = someOf(grant).find(({ action }) => action === PASS);
			// Where the same policy lets it start something with that role, that is the finding.
			if (!passing || !isOnAll(grant, PASS) || escalates(grant, passing.element)) continue;
			const { property, pattern: { text } } = passing.element;
			const subject = text.toLowerCase() === 'iam:passrole' ? text : `${text} includes iam:PassRole and`;
			report(property, `${subject} lets ${holderOf(resource)} hand every role of the account, an administrator's too, to every service${describeWhen(grant.when, property)}. Name the roles, or the services by iam:PassedToService.`);
		}
	},
});
