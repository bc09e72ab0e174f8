import type { Property, Resource } from '../../engine/model/resource.ts';
import { canonical } from '../../engine/policy/texts.ts';
import { isBounded } from '../../engine/queries/wide-grants.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { BROAD_MANAGED_POLICIES } from './facts/grants.ts';

const IDENTITIES = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];

export default defineRule({
	id: 'policy/aws-managed-broad',
	title: 'No identity has one of AWS\'s broadest managed policies',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
	on: [...IDENTITIES, 'Plumbline::IAM::PolicyAttachment'],
	review(resource, _design, report) {
		for (const place of places(resource)) {
			const name = nameOf(place);
			const what = name === undefined ? undefined : BROAD_MANAGED_POLICIES.get(name);
			if (what === undefined || isBounded(resource)) continue;
			const who = IDENTITIES.includes(resource.type) ? `${resource.name}` : 'whoever is listed here';
			report(place, `${name} gives ${who} ${what}. Write a policy that names what is needed.`);
		}
	},
});

function places(resource: Resource): readonly Property[] {
	return resource.type === 'Plumbline::IAM::PolicyAttachment' ? resource.at('PolicyArn').alternatives : resource.all('ManagedPolicyArns[]');
}

/** Of a policy of AWS's own, in any partition. */
function nameOf(place: Property): string | undefined {
	const [text, ...others] = place.assumed.length > 0 ? [] : canonical(place) ?? [];
	return typeof text === 'string' && others.length === 0 ? /^arn:aws:iam::aws:policy\/(?:[\w-]+\/)?([\w-]+)$/.exec(text)?.[1] : undefined;
}
