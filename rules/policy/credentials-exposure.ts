import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { grantsOf, holderOf, placeOf, reachOf } from '../../engine/queries/wide-grants.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CREDENTIALS, credentialsIn } from './facts/grants.ts';

export default defineRule({
	id: 'policy/credentials-exposure',
	title: 'Credentials are not to be had for everything at once',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
	on: policyTypes('identity'),
	review(resource, _design, report) {
		for (const grant of grantsOf(resource)) {
			const told = credentialsIn(grant);
			if (told.length === 0) continue;
			const place = placeOf(grant, told.map(({ element }) => element));
			report(place, `${listed(told.map(({ name }) => name))} on ${reachOf(grant)} ${told.length === 1 ? 'gives' : 'give'} ${holderOf(resource)} ${listed(told.map(({ name }) => CREDENTIALS.get(name)!))}${describeWhen(grant.when, place)}.`);
		}
	},
});
