import { passwordConflicts } from '../../engine/queries/managed-password.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** By type: what lets Redshift keep the password, and what gives one. */
const PAIRS: Readonly<Record<string, readonly [managed: string, password: string]>> = {
	'AWS::Redshift::Cluster': ['ManageMasterPassword', 'MasterUserPassword'],
	'AWS::RedshiftServerless::Namespace': ['ManageAdminPassword', 'AdminUserPassword'],
};

export default defineRule({
	id: 'redshift/managed-password-conflict',
	title: 'The administrator has one password',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html',
	on: Object.keys(PAIRS),
	fixes: 'fix',
	review(warehouse, _design, report) {
		const [managing, giving] = PAIRS[warehouse.type]!;
		for (const { managed, given } of passwordConflicts(warehouse, managing, giving)) {
			report(given, `${warehouse.name} leaves its password to Redshift (${managed.label}) and gives one as well; Redshift takes only one of the two and refuses the request.`, {
				related: [managed],
				fix: { title: `Leave the password of ${warehouse.name} to Redshift`, change: change => change.remove(given) },
			});
		}
	},
});
