import { CLUSTER } from '../../engine/queries/db-clusters.ts';
import { givenBy } from '../../engine/queries/secrets.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'aurora/managed-password-conflict',
	title: 'The master password is managed by RDS or written, not both',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html',
	on: CLUSTER,
	fixes: 'fix',
	review(cluster, _design, report) {
		for (const managed of cluster.at('ManageMasterUserPassword').alternatives) {
			if (managed.exists !== 'yes' || managed.is(true) !== 'yes') continue;
			for (const password of cluster.at('MasterUserPassword').alternatives) {
				if (!givenBy(password) || !password.together(managed)) continue;
				report(password, `${cluster.name} lets RDS manage its master password and gives one too; RDS refuses the pair.`, {
					related: [managed], key: true, fix: { title: `Let RDS manage the password of ${cluster.name}`, change: change => change.remove(password) },
				});
			}
		}
	},
});
