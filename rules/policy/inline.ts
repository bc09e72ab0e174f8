import { draftOf } from '../../engine/model/draft.ts';
import { listed } from '../../engine/model/listed.ts';
import type { Architecture } from '../../engine/model/architecture.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/inline',
	title: 'What several share is a managed policy',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-choosing-managed-or-inline.html',
	on: ['AWS::IAM::Group', 'AWS::IAM::GroupPolicy', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::RolePolicy'],
	review(resource, design, report) {
		switch (resource.type) {
			case 'AWS::IAM::Group':
				for (const policy of resource.at('Policies').items) report(policy.at('PolicyName'), `This policy exists only inside the group ${resource.name}, and goes with it: a managed policy has versions to return to, and can serve others.`);
				break;
			case 'AWS::IAM::GroupPolicy': report(resource, `${resource.name} exists only inside a group, and goes with it: a managed policy has versions to return to, and can serve others.`); break;
			case 'AWS::IAM::Policy': {
				const holders = ['Groups', 'Roles'].flatMap(path => [...resource.at(path).items]);
				if (holders.length > 1) report(resource, `IAM writes a copy of ${resource.name} into each of ${holders.length} identities: as a managed policy it is one, with versions to return to.`);
				break;
			}
			default: copies(resource, design).forEach(({ place, holders }) => {
				report(place, `The same policy stands in ${listed(holders)}: as a managed policy it would be changed in one place.`);
			});
		}
	},
});

interface Copy {
	readonly place: Property;
	readonly holders: readonly string[];
}

/** The inline policies of a role that word for word are others' too. */
function copies(resource: Resource, design: Architecture): readonly Copy[] {
	const all = design.once('policy/inline of roles', () => {
		const found = new Map<string, Set<string>>();
		for (const other of ['AWS::IAM::Role', 'AWS::IAM::RolePolicy'].flatMap(type => [...design.all(type)])) {
			for (const { text } of textsIn(other)) found.set(text, (found.get(text) ?? new Set()).add(other.name));
		}
		return found;
	});
	return textsIn(resource).flatMap(({ text, place }) => {
		const holders = [...all.get(text) ?? []];
		return holders.length > 1 ? [{ place, holders }] : [];
	});
}

function textsIn(resource: Resource): readonly { readonly text: string; readonly place: Property }[] {
	const owners = resource.type === 'AWS::IAM::Role' ? [...resource.at('Policies').items] : [resource];
	return owners.flatMap(owner => {
		const draft = draftOf(owner.at('PolicyDocument'));
		return draft === undefined || draft === null ? [] : [{ text: JSON.stringify(draft), place: owner.at('PolicyName') }];
	});
}
