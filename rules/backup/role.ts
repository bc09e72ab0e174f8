import type { Resource } from '../../engine/model/resource.ts';
import { type Answer, either } from '../../engine/model/value.ts';
import { may, trusts } from '../../engine/queries/roles.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { BACKUP_ACTIONS, BACKUP_SERVICE, MANAGED_POLICY } from './facts.ts';

export default defineRule({
	id: 'backup/role',
	title: 'AWS Backup can act as the role of a selection',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html',
	on: 'AWS::Backup::BackupSelection',
	fixes: 'fix',
	review(selection, design, report) {
		for (const place of selection.at('BackupSelection.IamRoleArn').alternatives) {
			const role = design.follow(place, 'AWS::IAM::Role');
			if (!role) continue;
			if (trusts(role, BACKUP_SERVICE) === 'no') {
				report(place, `${role.name} does not trust ${BACKUP_SERVICE}: AWS Backup cannot assume it, and backs up nothing of ${selection.name}.`, {
					related: [role.at('AssumeRolePolicyDocument')],
					fix: {
						title: `Let AWS Backup assume ${role.name}`,
						change: change => change.append(role, 'AssumeRolePolicyDocument.Statement', { Effect: 'Allow', Principal: { Service: BACKUP_SERVICE }, Action: 'sts:AssumeRole' }),
					},
				});
			} else if (mayBackUp(role) === 'no') {
				report(place, `${role.name} may take no backup: it has neither AWS's policy for that nor one of its own that allows it.`, {
					related: [role],
					fix: {
						title: `Attach ${MANAGED_POLICY.split('/').at(-1)} to ${role.name}`,
						change: change => change.append(role, 'ManagedPolicyArns', { '#text': ['arn:', { '#pseudo': 'AWS::Partition' }, `:iam::aws:policy/${MANAGED_POLICY}`] }),
					},
				});
			}
		}
	},
});

/** Maybe: AWS's managed policies are not in the design. */
function mayBackUp(role: Resource): Answer {
	const answer = either(...BACKUP_ACTIONS.map(action => may(role, action, ['*'])));
	role.design.undecided(answer === 'maybe');
	return answer;
}
