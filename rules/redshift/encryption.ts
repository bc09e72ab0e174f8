import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'redshift/encryption',
	title: 'Warehouses are encrypted at rest',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html',
	on: 'AWS::Redshift::Cluster',
	property: 'Encrypted',
	message: cluster => `${cluster.name} switches its encryption off: its blocks and its snapshots would lie in the clear, and Redshift creates no new cluster like that.`,
	fix: cluster => `Encrypt ${cluster.name}`,
});
