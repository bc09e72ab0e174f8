import { listed } from '../../engine/model/listed.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { policiesOf } from '../../engine/queries/role-policies.ts';
import { type Escalation, escalationsOf, grantsIn, holderOf, isBounded } from '../../engine/queries/wide-grants.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';
import { ESCALATIONS, type EscalationPath, escalationsIn } from './facts/grants.ts';

export default defineRule({
	id: 'policy/privilege-escalation',
	title: 'Nobody can give themselves more rights than they were given',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
	on: policyTypes('identity'),
	review(resource, _design, report) {
		if (isBounded(resource)) return;
		for (const { document } of policiesIn(resource, 'identity')) tell(escalationsIn(document), resource, report);
		if (resource.type !== 'AWS::IAM::Role') return;
		// What no policy of the role opens by itself, several together may.
		const { documents } = policiesOf(resource);
		if (documents.length < 2 || documents.some(document => escalationsIn(document).length > 0)) return;
		tell(escalationsOf(documents.flatMap(document => grantsIn(document)), ESCALATIONS), resource, report);
	},
});

function tell([shortest, ...others]: readonly Escalation<EscalationPath>[], who: Resource, report: Report): void {
	if (!shortest) return;
	const { path: { actions, how }, steps } = shortest;
	// What is told of a whole service is the lesser half of the news; of several policies, that of passing roles is told where it stands.
	const several = new Set(steps.map(({ grant }) => grant.document)).size > 1;
	const first = steps.slice(several ? 1 : 0).find(({ element }) => element.scope === 'some') ?? steps.find(({ element }) => element.scope === 'some')!;
	const place = first.element.property;
	const elements = [...new Set(steps.map(({ element }) => element))];
	const more = others.length === 0 ? '' : `, one of ${others.length + 1}`;
	const when = describeWhen(steps.flatMap(({ grant }) => grant.when), place);
	report(place, `${listed(actions)} on every resource ${actions.length === 1 ? 'lets' : 'let'} ${holderOf(who)} ${how}: a way to more rights than were given${more}${when}.`, {
		related: elements.filter(element => element !== first.element).map(({ property }) => property), about: who,
	});
}
