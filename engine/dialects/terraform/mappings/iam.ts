/** AWS IAM: roles, users and groups with their policies in each of Terraform's ways; identity providers; policies of organizations. */
import { type Mapping, type Table, companion, inline, json, resource } from '../mapping.ts';
import { tagList } from './shapes.ts';

const inlinePolicy: Table = { name: 'PolicyName', policy: json('PolicyDocument') };

/** What a role, a user and a group are attached to, one policy a resource. */
const attachment = (terraform: string, type: string, of: string): Mapping => companion(terraform, type, { of, by: 'name', adds: true }, { policy_arn: 'ManagedPolicyArns[]' });

const NAMED = { name: 'Ref', id: 'Ref', arn: 'Arn' };

export const iam: readonly Mapping[] = [
	resource('aws_iam_role', 'AWS::IAM::Role', {
		name: 'RoleName', path: 'Path', description: 'Description', max_session_duration: 'MaxSessionDuration', permissions_boundary: 'PermissionsBoundary',
		assume_role_policy: json('AssumeRolePolicyDocument'), managed_policy_arns: 'ManagedPolicyArns',
		'inline_policy[].name': 'Policies[].PolicyName', 'inline_policy[].policy': json('Policies[].PolicyDocument'),
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { ...NAMED, unique_id: 'RoleId' } }),
	attachment('aws_iam_role_policy_attachment', 'AWS::IAM::Role', 'role'),
	resource('aws_iam_role_policy', 'AWS::IAM::RolePolicy', { role: 'RoleName', ...inlinePolicy }),
	resource('aws_iam_service_linked_role', 'AWS::IAM::ServiceLinkedRole', { aws_service_name: 'AWSServiceName', custom_suffix: 'CustomSuffix', description: 'Description' }, {
		attributes: { name: 'RoleName', id: 'Ref' },
	}),
	resource('aws_iam_policy', 'AWS::IAM::ManagedPolicy', { name: 'ManagedPolicyName', path: 'Path', description: 'Description', policy: json('PolicyDocument') }, {
		named: 'name', attributes: { arn: 'Ref', id: 'Ref', policy_id: 'PolicyId', attachment_count: 'AttachmentCount' },
	}),
	companion('aws_iam_policy_attachment', 'AWS::IAM::ManagedPolicy', { of: 'policy_arn', by: 'arn', adds: true }, { roles: 'Roles', users: 'Users', groups: 'Groups' }),
	// That the attachment takes the policy away from everyone else, CloudFormation's property does not say.
	inline('aws_iam_policy_attachment', 'Plumbline::IAM::PolicyAttachment', 'policy_arn', { policy_arn: 'PolicyArn', roles: 'Roles', users: 'Users', groups: 'Groups' }),
	resource('aws_iam_user', 'AWS::IAM::User', { name: 'UserName', path: 'Path', permissions_boundary: 'PermissionsBoundary', tags: tagList('Tags') }, { named: 'name', attributes: NAMED }),
	attachment('aws_iam_user_policy_attachment', 'AWS::IAM::User', 'user'),
	companion('aws_iam_user_login_profile', 'AWS::IAM::User', { of: 'user', by: 'name' }, { password_reset_required: 'LoginProfile.PasswordResetRequired' }),
	companion('aws_iam_user_group_membership', 'AWS::IAM::User', { of: 'user', by: 'name', adds: true }, { groups: 'Groups' }),
	resource('aws_iam_user_policy', 'AWS::IAM::UserPolicy', { user: 'UserName', ...inlinePolicy }),
	resource('aws_iam_access_key', 'AWS::IAM::AccessKey', { user: 'UserName', status: 'Status' }, { attributes: { id: 'Ref', secret: 'SecretAccessKey' } }),
	resource('aws_iam_group', 'AWS::IAM::Group', { name: 'GroupName', path: 'Path' }, { named: 'name', attributes: NAMED }),
	attachment('aws_iam_group_policy_attachment', 'AWS::IAM::Group', 'group'),
	resource('aws_iam_group_policy', 'AWS::IAM::GroupPolicy', { group: 'GroupName', ...inlinePolicy }),
	resource('aws_iam_group_membership', 'AWS::IAM::UserToGroupAddition', { group: 'GroupName', users: 'Users' }),
	resource('aws_iam_instance_profile', 'AWS::IAM::InstanceProfile', { name: 'InstanceProfileName', path: 'Path', role: 'Roles[]' }, { named: 'name', attributes: NAMED }),
	resource('aws_iam_openid_connect_provider', 'AWS::IAM::OIDCProvider', { url: 'Url', client_id_list: 'ClientIdList', thumbprint_list: 'ThumbprintList', tags: tagList('Tags') }, {
		attributes: { arn: 'Ref', id: 'Ref', url: '=url' },
	}),
	resource('aws_iam_saml_provider', 'AWS::IAM::SAMLProvider', { name: 'Name', saml_metadata_document: 'SamlMetadataDocument', tags: tagList('Tags') }, { attributes: { arn: 'Ref', id: 'Ref' } }),
	resource('aws_iam_server_certificate', 'AWS::IAM::ServerCertificate', {
		name: 'ServerCertificateName', certificate_body: 'CertificateBody', certificate_chain: 'CertificateChain', private_key: 'PrivateKey', path: 'Path', tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', arn: 'Arn' } }),
	resource('aws_organizations_policy', 'AWS::Organizations::Policy', { name: 'Name', description: 'Description', type: 'Type', content: json('Content'), tags: tagList('Tags') }, {
		attributes: { id: 'Ref', arn: 'Arn' }, defaults: { type: 'SERVICE_CONTROL_POLICY' },
	}),
	companion('aws_organizations_policy_attachment', 'AWS::Organizations::Policy', { of: 'policy_id', adds: true }, { target_id: 'TargetIds[]' }),
	resource('aws_organizations_resource_policy', 'AWS::Organizations::ResourcePolicy', { content: json('Content'), tags: tagList('Tags') }, { attributes: { id: 'Ref', arn: 'Arn' } }),
];
