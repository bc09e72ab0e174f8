import { listed } from '../../engine/model/listed.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/exclusive-attachment',
	title: 'A policy is not taken away from whoever Terraform does not list',
	severity: 'warning',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html',
	on: 'Plumbline::IAM::PolicyAttachment',
	review(attachment, design, report) {
		const policy = design.follow(attachment.at('PolicyArn'), 'AWS::IAM::ManagedPolicy');
		const text = attachment.at('PolicyArn').string;
		const name = policy?.name ?? text?.split('/').at(-1) ?? 'the policy';
		const kinds = ['role', 'user', 'group'].filter(kind => attachment.at({ role: 'Roles', user: 'Users', group: 'Groups' }[kind]!).exists !== 'no');
		const others = text?.includes(':aws:policy/') ? ', those that AWS services and other teams made too' : '';
		report(attachment, `This takes ${name} away from every role, user and group of the account that it does not list${others}. ${listed((kinds.length > 0 ? kinds : ['role']).map(kind => `aws_iam_${kind}_policy_attachment`))} ${kinds.length > 1 ? 'add' : 'adds'} it and ${kinds.length > 1 ? 'leave' : 'leaves'} others alone.`);
	},
});
