import { passwordConflicts } from '../../engine/queries/managed-password.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { PASSWORDS } from './facts.ts';

export default defineRule({
	id: 'redshift/managed-password-conflict',
	title: 'The administrator has one password',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html',
	on: Object.keys(PASSWORDS),
	fixes: 'fix',
	review(warehouse, _design, report) {
		const [giving, managing] = PASSWORDS[warehouse.type]!;
		for (const { managed, given } of passwordConflicts(warehouse, managing, giving)) {
			report(given, `${warehouse.name} leaves its password to Redshift (${managed.label}) and gives one as well; Redshift takes only one of the two and refuses the request.`, {
				related: [managed],
				fix: { title: `Leave the password of ${warehouse.name} to Redshift`, change: change => change.remove(given) },
			});
		}
	},
});
