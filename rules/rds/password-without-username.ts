import { both, either, not } from '../../engine/model/value.ts';
import { written } from '../../engine/queries/written.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, hasOrigin, INSTANCE, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/password-without-username',
	title: 'A master password has a master user',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: INSTANCE,
	review(database, _design, report) {
		// What comes from a source or a snapshot brings its user; a cluster has it for its members.
		if (both(standsAlone(database), not(either(hasOrigin(database)))) !== 'yes') return;
		const user = database.at('MasterUsername');
		const given = database.at('MasterUserPassword').alternatives.filter(written);
		const managed = database.at('ManageMasterUserPassword').alternatives.filter(one => one.is(true) === 'yes');
		for (const password of [...given, ...managed]) {
			for (const name of user.alternatives) {
				if (name.exists !== 'no' || !name.together(password)) continue;
				report(password, `${database.name} has a master password and no master user (${name.label}); RDS cannot create it.`, { key: true });
			}
		}
	},
});
