import { type ChangeBuilder, defineRule } from '../../engine/review/rule.ts';
import { familyOf, hasOrigin, INSTANCE, reservedName, USUAL_ADMINS } from './facts.ts';

export default defineRule({
	id: 'rds/default-admin',
	title: 'The master user has a name of its own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html',
	on: INSTANCE,
	fixes: 'choice',
	review(database, _design, report) {
		const family = familyOf(database);
		for (const user of database.at('MasterUsername').alternatives) {
			const name = user.string;
			if (name === undefined || hasOrigin(database) !== 'no') continue;
			const taken = family && reservedName(name.toLowerCase(), family);
			if (!taken && !USUAL_ADMINS.includes(name.toLowerCase())) continue;
			const fix = ['dbowner', 'dbkeeper'].map(other => ({
				title: `Name the master user ${other}`, effect: 'replaces the resource' as const, change: (change: ChangeBuilder) => void change.set(user, other),
			}));
			if (taken) report(user, `RDS rejects ${name} as master user: ${taken}.`, { severity: 'error', fix });
			else report(user, `The master user of ${database.name} is ${name}, the name that is guessed first.`, { fix });
		}
	},
});
