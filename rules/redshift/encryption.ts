import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'redshift/encryption',
	title: 'Warehouses are encrypted at rest',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html',
	on: 'AWS::Redshift::Cluster',
	fixes: 'fix',
	review(cluster, _design, report) {
		for (const encrypted of cluster.at('Encrypted').alternatives) {
			if (encrypted.is(true) !== 'no') continue;
			report(encrypted, `${cluster.name} switches its encryption off: its blocks and its snapshots would lie in the clear, and Redshift creates no new cluster like that.`, {
				fix: { title: `Encrypt ${cluster.name}`, change: change => change.set(encrypted, true) },
			});
		}
	},
});
