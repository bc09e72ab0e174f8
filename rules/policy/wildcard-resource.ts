import type { Draft } from '../../engine/model/change.ts';
import { listed } from '../../engine/model/listed.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { namedElsewhere, ownResources } from '../../engine/queries/own-resources.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { type Grant, grantsOf, someOf } from '../../engine/queries/wide-grants.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { limitableIn } from './facts/grants.ts';

export default defineRule({
	id: 'policy/wildcard-resource',
	title: 'Actions that can be limited to resources are not allowed on all of them',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
	on: policyTypes('identity'),
	fixes: 'choice',
	review(resource, _design, report) {
		for (const grant of grantsOf(resource)) {
			const told = limitableIn(grant);
			if (told.length === 0) continue;
			const { items, property } = grant.statement.resources;
			const place = items.length === 1 ? items[0]!.property : property;
			const texts = [...new Set(told.map(({ element }) => element.pattern.text))];
			const some = texts.length > 4 ? `${texts.slice(0, 3).join(', ')} and ${texts.length - 3} more` : listed(texts);
			const types = [...new Set(told.flatMap(({ action }) => action.resources.map(({ name }) => name)))];
			const to = types.length === 1 ? ` of type ${types[0]}` : '';
			const rest = [...new Set(someOf(grant).filter(({ action }) => action.resources.length === 0).map(({ element }) => element.pattern.text))].filter(text => !texts.includes(text));
			const apart = rest.length === 0 ? '' : ` ${rest.length > 3 ? `The ${rest.length} actions that accept only * want` : `${listed(rest)} ${rest.length === 1 ? 'accepts only * and wants' : 'accept only * and want'}`} a statement apart.`;
			report(place, `${some} can be limited to resources${to}, and ${resource.partial ? 'the policy' : resource.name} allows ${texts.length === 1 ? 'it' : 'them'} on every one${describeWhen(grant.when, place)}.${apart}`, { fix: limit(grant, resource) });
		}
	},
});

/** Where it is known of each action what it can be meant for, that is named: resources of the design, else what the policy names elsewhere. */
function limit(grant: Grant, { design }: Resource): FixSpec[] {
	const { items, property } = grant.statement.resources;
	const allowed = someOf(grant);
	if (items.length !== 1 || grant.statement.actions.open || !grant.elements.every(element => allowed.some(one => one.element === element))) return [];
	const meant = [
		allowed.map(({ action }) => ownResources(action, design).map(({ resource, draft }) => ({ name: resource.name, draft }))),
		allowed.map(({ action }) => namedElsewhere(action, grant.document).map((text): { name: string; draft: Draft } => ({ name: text, draft: text }))),
	].find(each => each.every(found => found.length > 0))?.flat();
	if (!meant) return [];
	const drafts = [...new Map(meant.map(({ draft }) => [JSON.stringify(draft), draft])).values()];
	const [only, ...others] = drafts;
	const change = others.length === 0 ? { place: items[0]!.property, value: only! } : { place: property, value: drafts };
	return [{ title: `Limit it to ${listed(meant.map(({ name }) => name))}`, effect: 'changes behaviour', preferred: false, change: builder => builder.set(change.place, change.value) }];
}
