import { listed } from '../../engine/model/listed.ts';
import type { Property } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/attached-to-user',
	title: 'Users get their rights from groups and roles',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2',
	on: ['AWS::IAM::User', 'AWS::IAM::UserPolicy', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'],
	review(resource, design, report) {
		const advice = 'a group or a role gives the same to whoever does this work, and takes it back in one place.';
		switch (resource.type) {
			case 'AWS::IAM::User':
				for (const [path, what] of [['Policies', 'policies of its own'], ['ManagedPolicyArns', 'policies attached to it']] as const) {
					const [first, ...others] = resource.at(path).items;
					const place = resource.at(path);
					if (first) report(others.length === 0 ? first : place, `The user ${resource.name} has ${what}: ${advice}`, { key: others.length > 0 });
				}
				break;
			case 'AWS::IAM::UserPolicy': report(resource.at('UserName'), `${resource.name} belongs to the user ${nameOf(resource.at('UserName'))}: ${advice}`); break;
			default: {
				const users = [...resource.at('Users').items];
				if (users.length > 0) report(resource.at('Users'), `${resource.name} is attached to ${users.length === 1 ? 'the user' : 'the users'} ${listed(users.map(nameOf))}: ${advice}`, { key: true });
			}
		}
		function nameOf(user: Property): string {
			return design.follow(user, 'AWS::IAM::User')?.name ?? user.string ?? 'named here';
		}
	},
});
