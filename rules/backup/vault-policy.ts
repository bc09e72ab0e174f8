import type { Property } from '../../engine/model/resource.ts';
import { denies } from '../../engine/policy/access.ts';
import { policiesIn } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'backup/vault-policy',
	title: 'The policy of a vault keeps recovery points from being deleted',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
	on: 'AWS::Backup::BackupVault',
	review(vault, _design, report) {
		// A lock does what the policy would; who is let in from outside is another rule's finding.
		if (vault.at('LockConfiguration').exists !== 'no') return;
		for (const { document } of policiesIn(vault, 'resource')) {
			// A condition that exempts some is the usual way to name who may.
			if (denies(document, { action: 'backup:DeleteRecoveryPoint', resource: '*' }) !== 'no' || namesDeletion(document.property.at('Statement').items)) continue;
			report(document.property, `The policy of ${vault.name} denies nobody \`backup:DeleteRecoveryPoint\`: whoever has that right by a role can delete every backup, and the vault has no lock.`, { key: true });
		}
	},
});

/** Some statement denies deletions, to all or to some. */
function namesDeletion(statements: readonly Property[]): boolean {
	return statements.some(statement => statement.at('Effect').is('Allow') !== 'yes' && ['Action', 'NotAction'].some(name => statement.at(name).exists !== 'no'
		&& (name === 'NotAction' || statement.at(name).items.some(action => action.test(text => /^(\*|backup:(\*|Delete.*))$/i.test(String(text))) !== 'no'))));
}
