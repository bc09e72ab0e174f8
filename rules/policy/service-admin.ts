import type { IamService } from '../../engine/aws/iam.ts';
import { listed } from '../../engine/model/listed.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { type GrantedElement, fullName, grantsOf, holderOf, isBounded, isOnAllOf, placeOf, reachOf } from '../../engine/queries/wide-grants.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/service-admin',
	title: 'No policy allows all that a service can do on every resource',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/config/latest/developerguide/iam-policy-no-statements-with-full-access.html',
	on: policyTypes('identity'),
	review(resource, _design, report) {
		for (const grant of grantsOf(resource)) {
			const whole = grant.elements.filter(({ scope, services }) => scope === 'service' && services.some(matters));
			if (whole.length === 0 || grant.everywhere === 'maybe' || grant.elements.some(({ scope }) => scope === 'all')) continue;
			const place = placeOf(grant, whole);
			const texts = listed(whole.map(({ pattern }) => pattern.text)), when = describeWhen(grant.when, place);
			const services = whole.flatMap(one => one.services);
			const names = services.length > 4 ? `${services.length} services` : listed(services.map(({ name }) => name));
			if (!services.some(service => isOnAllOf(grant, service))) {
				report(place, `${texts} on ${reachOf(grant)} ${whole.length === 1 ? 'allows' : 'allow'} all that ${names} can do with it, now and later${when}. Name the actions that are needed.`, { severity: 'information' });
			} else if (!isBounded(resource)) {
				report(place, `${texts} on ${reachOf(grant)} ${whole.length === 1 ? 'lets' : 'let'} ${holderOf(resource)} do all that ${names} can do, now and later${when}${consequence(whole)}.`);
			}
		}
	},
});

/** Of a service for agents, all of whose actions accept `*` only and let nobody in, the whole is what is needed. */
function matters({ actions }: IamService): boolean {
	return [...actions.values()].some(({ level, resources }) => resources.length > 0 || level === 'permissions');
}

function consequence(whole: readonly GrantedElement[]): string {
	if (whole.some(({ services }) => services.some(({ prefix }) => prefix === 'iam'))) return ': by IAM come all other rights, so this is administration of the account';
	const actions = whole.flatMap(one => one.actions);
	const examples = [/^(Put|Create|Add|Modify).*(Policy|Permission|Grant|Attribute)$/, /^(Delete|Terminate)/].flatMap((name, index) => {
		const found = actions.filter(action => name.test(action.name) && action.level === (index === 0 ? 'permissions' : 'write'));
		return found.sort((one, other) => one.name.length - other.name.length || one.name.localeCompare(other.name)).slice(0, 1).map(fullName);
	});
	return examples.length === 0 ? '' : `, ${listed(examples)} included`;
}
