import { passwordConflicts } from '../../engine/queries/managed-password.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'rds/managed-password-conflict',
	title: 'A master password is either managed by RDS or given',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		for (const { managed, given } of passwordConflicts(database, 'ManageMasterUserPassword', 'MasterUserPassword')) {
			report(given, `RDS manages the master password of ${database.name} (${managed.label}) and rejects one that is given as well.`, {
				related: [managed],
				fix: { title: `Leave the password of ${database.name} to RDS`, change: change => change.remove(given) },
			});
		}
	},
});
