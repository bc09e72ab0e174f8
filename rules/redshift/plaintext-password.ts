import { givenBy } from '../../engine/queries/secrets.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** By type: what gives a password, and what leaves it to Redshift. */
const PLACES: Readonly<Record<string, readonly [password: string, managed: string]>> = {
	'AWS::Redshift::Cluster': ['MasterUserPassword', 'ManageMasterPassword'],
	'AWS::RedshiftServerless::Namespace': ['AdminUserPassword', 'ManageAdminPassword'],
};

export default defineRule({
	id: 'redshift/plaintext-password',
	title: "The administrator's password is not in the design",
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html',
	on: Object.keys(PLACES),
	fixes: 'fix',
	review(warehouse, _design, report) {
		const [place, managed] = PLACES[warehouse.type]!;
		for (const password of warehouse.at(place).alternatives) {
			const given = givenBy(password);
			if (!given || given.how === 'kept') continue;
			const where = given.how === 'literal' ? 'stands in the text' : given.how === 'open parameter' ? `comes from ${given.by}, which shows it` : `is read from ${given.by ?? 'a place'} where it lies open`;
			report(password, `The administrator's password of ${warehouse.name} ${where}: whoever reads the design, its history or its stack has the whole warehouse.`, {
				fix: {
					title: `Leave the password of ${warehouse.name} to Redshift and Secrets Manager`, effect: 'changes behaviour',
					change: change => change.remove(password).set(warehouse, managed, true),
				},
			});
		}
	},
});
