import type { Resource } from '../../engine/model/resource.ts';
import { either } from '../../engine/model/value.ts';
import { VERSION } from '../../engine/policy/drafts.ts';
import { may, trusts } from '../../engine/queries/roles.ts';
import { TABLE } from '../../engine/queries/tables.ts';
import { defineRule, type FixSpec, refer } from '../../engine/review/rule.ts';
import { DAX_SERVICE, TABLE_ACTIONS } from './facts.ts';

export default defineRule({
	id: 'dax/role',
	title: 'DAX can take on its role, and the role reaches tables',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.access-control.html',
	on: 'AWS::DAX::Cluster',
	fixes: 'choice',
	review(cluster, design, report) {
		for (const use of cluster.at('IAMRoleARN').alternatives) {
			const role = design.follow(use, 'AWS::IAM::Role');
			if (!role || role.partial) continue;
			if (trusts(role, DAX_SERVICE) === 'no') {
				const statement = { Effect: 'Allow', Principal: { Service: DAX_SERVICE }, Action: 'sts:AssumeRole' };
				report(use, `${cluster.name} cannot take on the role ${role.name}: its trust policy does not let ${DAX_SERVICE} assume it, and DAX rejects the cluster.`, {
					related: [role.at('AssumeRolePolicyDocument')],
					fix: { title: `Let DAX assume ${role.name}`, preferred: false, change: change => change.append(role, 'AssumeRolePolicyDocument.Statement', statement) },
				});
			}
			// Some right on some table is enough: which ones a cache needs its clients know.
			const rights = either(...TABLE_ACTIONS.map(action => may(role, action, ['arn:*:dynamodb:*:*:table/*'])));
			design.undecided(rights === 'maybe');
			if (rights === 'no') {
				report(use, `The role ${role.name} has no right on any table, and ${cluster.name} asks DynamoDB with that role: every request fails.`, { related: [role], fix: grant(role, design.all(TABLE)) });
			}
		}
	},
});

function grant(role: Resource, tables: readonly Resource[]): readonly FixSpec[] {
	return tables.slice(0, 3).map(table => ({
		title: `Let ${role.name} read and write ${table.name}`, effect: 'changes behaviour', preferred: false,
		change: change => change.add('AWS::IAM::RolePolicy', `${role.name}Tables`, role, {
			RoleName: refer(role), PolicyName: 'tables',
			PolicyDocument: {
				Version: VERSION,
				Statement: [{ Effect: 'Allow', Action: [...TABLE_ACTIONS], Resource: [refer(table, 'Arn'), { '#text': [{ '#reference': table.id, attribute: 'Arn' }, '/index/*'] }] }],
			},
		}),
	}));
}
