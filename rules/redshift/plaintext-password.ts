import { liesOpen } from '../../engine/queries/open-secrets.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { PASSWORDS } from './facts.ts';

export default defineRule({
	id: 'redshift/plaintext-password',
	title: "The administrator's password is not in the design",
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html',
	on: Object.keys(PASSWORDS),
	fixes: 'fix',
	review(warehouse, _design, report) {
		const [place, managed] = PASSWORDS[warehouse.type]!;
		for (const password of warehouse.at(place).alternatives) {
			const open = liesOpen(password);
			if (!open) continue;
			report(password, `The administrator's password of ${warehouse.name} ${open}: whoever reads the design, its history or its stack has the whole warehouse.`, {
				fix: {
					title: `Leave the password of ${warehouse.name} to Redshift and Secrets Manager`, effect: 'changes behaviour',
					change: change => change.remove(password).set(warehouse, managed, true),
				},
			});
		}
	},
});
