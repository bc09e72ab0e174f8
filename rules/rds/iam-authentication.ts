import { defineRule } from '../../engine/review/rule.ts';
import { ENGINE_NAMES, familyOf, IAM_ENGINES, INSTANCE, NO_IAM_ENGINES, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/iam-authentication',
	title: 'People and functions can sign in with IAM',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html',
	on: INSTANCE,
	fixes: 'fix',
	review(database, _design, report) {
		const family = familyOf(database);
		if (!family || standsAlone(database) !== 'yes') return;
		for (const iam of database.at('EnableIAMDatabaseAuthentication').alternatives) {
			if (NO_IAM_ENGINES.includes(family) && iam.is(true) === 'yes') {
				report(iam, `${ENGINE_NAMES[family]} knows no sign-in with IAM; RDS rejects ${iam.label} for ${database.name}.`, {
					severity: 'error',
					fix: { title: `Leave IAM authentication of ${database.name} away`, change: change => change.remove(iam) },
				});
			} else if (IAM_ENGINES.includes(family) && iam.is(true) === 'no') {
				report(iam, `Who signs in to ${database.name} needs a password; with IAM authentication a role is enough, and its token lives 15 minutes.`, {
					fix: { title: `Allow IAM authentication on ${database.name}`, change: change => change.set(iam, true) },
				});
			}
		}
	},
});
