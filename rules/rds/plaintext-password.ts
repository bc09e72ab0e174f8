import { givenBy } from '../../engine/queries/secrets.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, INSTANCE, isReplica } from './facts.ts';

export default defineRule({
	id: 'rds/plaintext-password',
	title: 'Master passwords are not in the clear',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html',
	on: [INSTANCE, CLUSTER],
	fixes: 'fix',
	review(database, _design, report) {
		// A replica takes none, and shows the one that is given to it all the same.
		const replica = database.type === INSTANCE && isReplica(database) !== 'no';
		for (const password of database.at('MasterUserPassword').alternatives) {
			const given = givenBy(password);
			if (!given || given.how === 'kept') continue;
			const how = given.how === 'literal'
				? 'is in the text: whoever reads the design, its history or a copy of it can sign in'
				: given.how === 'open parameter'
					? `comes from ${given.by}, which hides nothing: consoles, logs and plans show it`
					: `comes from ${given.by}, where it lies in the clear`;
			report(password, `The master password of ${database.name} ${how}.`, {
				fix: replica ? { title: `Take the password from ${database.name}`, change: change => change.remove(password) } : {
					title: `Let RDS keep the password of ${database.name} in Secrets Manager`, effect: 'changes behaviour',
					change: change => change.remove(password).set(database, 'ManageMasterUserPassword', true),
				},
			});
		}
	},
});
