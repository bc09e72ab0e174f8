import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { holderOf, reachOf } from '../../engine/queries/wide-grants.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { stakesIn } from './facts/grants.ts';

export default defineRule({
	id: 'policy/unconstrained-write',
	title: 'Nobody writes to all resources of a kind',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
	on: policyTypes('identity'),
	review(resource, _design, report) {
		for (const { grant, told, place } of stakesIn(resource, 'write')) {
			const texts = told.map(({ element }) => element.pattern.text), names = [...new Set(texts)];
			const some = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : listed(names);
			report(place, `${some} on ${reachOf(grant)} ${names.length === 1 ? 'lets' : 'let'} ${holderOf(resource)} act on every one there is, not only on what it is for${describeWhen(grant.when, place)}.`);
		}
	},
});
