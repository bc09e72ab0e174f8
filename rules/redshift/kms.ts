import { dataKeys } from '../../engine/queries/data-keys.ts';
import { isManagedKey } from '../../engine/queries/key-uses.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'redshift/kms',
	title: 'Warehouses are encrypted with a key of your own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html',
	on: 'AWS::Redshift::Cluster',
	fixes: 'choice',
	review(cluster, design, report) {
		// What is switched off is told as that.
		if (cluster.at('Encrypted').is(true) !== 'yes' || cluster.at('HsmConfigurationIdentifier').exists !== 'no') return;
		for (const key of cluster.at('KmsKeyId').alternatives) {
			if (!isManagedKey(key)) continue;
			report(key, `${cluster.name} is encrypted with a key that AWS manages: no policy of yours says who may use it, and its snapshots can't be shared with another account.`, {
				fix: dataKeys(design).map(own => ({ title: `Encrypt ${cluster.name} with ${own.name}`, change: change => change.set(key, refer(own, 'Arn')) })),
			});
		}
	},
});
