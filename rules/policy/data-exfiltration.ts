import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { holderOf, reachOf } from '../../engine/queries/wide-grants.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { EXFILTRATION, stakesIn } from './facts/grants.ts';

export default defineRule({
	id: 'policy/data-exfiltration',
	title: 'Nobody reads the data of a whole account',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
	on: policyTypes('identity'),
	review(resource, _design, report) {
		for (const { grant, told, place } of stakesIn(resource, 'data')) {
			const what = listed(told.map(({ name }) => EXFILTRATION.get(name)!));
			report(place, `${listed(told.map(({ name }) => name))} on ${reachOf(grant)} ${told.length === 1 ? 'lets' : 'let'} ${holderOf(resource)} carry off ${what}${describeWhen(grant.when, place)}: name what it is for.`);
		}
	},
});
