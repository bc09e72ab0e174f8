import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'dax/encryption',
	title: 'DAX clusters are encrypted at rest',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionAtRest.html',
	on: 'AWS::DAX::Cluster',
	property: 'SSESpecification.SSEEnabled',
	message: cluster => `${cluster.name} writes what it caches, and its configuration, to disk unencrypted; that can be changed only by a new cluster.`,
	fix: cluster => `Encrypt ${cluster.name} at rest`,
	effect: 'replaces the resource',
});
