/** AWS IAM. */
import { type Mapping, type Table, companion, json, resource } from '../mapping.ts';
import { tagList } from './shapes.ts';

const inlinePolicy: Table = { name: 'PolicyName', policy: json('PolicyDocument') };

export const iam: readonly Mapping[] = [
	resource('aws_iam_role', 'AWS::IAM::Role', {
		name: 'RoleName', path: 'Path', description: 'Description', max_session_duration: 'MaxSessionDuration', permissions_boundary: 'PermissionsBoundary',
		assume_role_policy: json('AssumeRolePolicyDocument'), managed_policy_arns: 'ManagedPolicyArns',
		'inline_policy[].name': 'Policies[].PolicyName', 'inline_policy[].policy': json('Policies[].PolicyDocument'),
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn', unique_id: 'RoleId' } }),
	companion('aws_iam_role_policy_attachment', 'AWS::IAM::Role', { of: 'role', by: 'name', adds: true }, { policy_arn: 'ManagedPolicyArns[]' }),
	resource('aws_iam_policy', 'AWS::IAM::ManagedPolicy', { name: 'ManagedPolicyName', path: 'Path', description: 'Description', policy: json('PolicyDocument') }, {
		named: 'name', attributes: { arn: 'Ref', id: 'Ref' },
	}),
	resource('aws_iam_role_policy', 'AWS::IAM::RolePolicy', { role: 'RoleName', ...inlinePolicy }),
	resource('aws_iam_user_policy', 'AWS::IAM::UserPolicy', { user: 'UserName', ...inlinePolicy }),
	resource('aws_iam_group_policy', 'AWS::IAM::GroupPolicy', { group: 'GroupName', ...inlinePolicy }),
	resource('aws_iam_user', 'AWS::IAM::User', { name: 'UserName', path: 'Path', permissions_boundary: 'PermissionsBoundary', tags: tagList('Tags') }, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn' } }),
	resource('aws_iam_group', 'AWS::IAM::Group', { name: 'GroupName', path: 'Path' }, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn' } }),
];
