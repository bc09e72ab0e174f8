import type { Property } from '../../engine/model/resource.ts';
import { denies, publicGrants } from '../../engine/policy/access.ts';
import { describeGrant, describeWhen } from '../../engine/policy/describe.ts';
import { policiesIn } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'backup/vault-policy',
	title: 'The policy of a vault lets no strangers in and nobody delete',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html',
	on: 'AWS::Backup::BackupVault',
	review(vault, _design, report) {
		const unlocked = vault.at('LockConfiguration').exists === 'no';
		for (const { document } of policiesIn(vault, 'resource')) {
			for (const { answer, principal, ...grant } of publicGrants(document)) {
				if (answer !== 'yes' || principal?.type !== 'AWS' || principal.pattern.text !== '*') continue;
				report(principal.property, `${vault.name} is public: ${describeGrant({ ...grant, principal })}${describeWhen(grant.when, principal.property)}.`);
			}
			// A lock does what a denial would, and a condition that exempts some is the usual way to name who may.
			if (!unlocked || denies(document, { action: 'backup:DeleteRecoveryPoint', resource: '*' }) !== 'no' || namesDeletion(document.property.at('Statement').items)) continue;
			report(document.property, `The policy of ${vault.name} denies nobody \`backup:DeleteRecoveryPoint\`: whoever has that right by a role can delete every backup, and the vault has no lock.`, { severity: 'warning', key: true });
		}
	},
});

/** Some statement denies deletions, to all or to some. */
function namesDeletion(statements: readonly Property[]): boolean {
	return statements.some(statement => statement.at('Effect').is('Allow') !== 'yes' && ['Action', 'NotAction'].some(name => statement.at(name).exists !== 'no'
		&& (name === 'NotAction' || statement.at(name).items.some(action => action.test(text => /^(\*|backup:(\*|Delete.*))$/i.test(String(text))) !== 'no'))));
}
