import { switchRule } from '../../engine/review/switch.ts';
import { PORTS } from './facts.ts';

export default switchRule({
	id: 'dax/transport',
	title: 'DAX clusters are reached by TLS',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html',
	on: 'AWS::DAX::Cluster',
	property: 'ClusterEndpointEncryptionType',
	wanted: 'TLS',
	message: cluster => `Items travel between ${cluster.name} and its clients in plain text; that can be changed only by a new cluster, which listens on port ${PORTS.TLS} instead of ${PORTS.NONE}.`,
	fix: cluster => `Encrypt what travels to and from ${cluster.name}`,
	effect: 'replaces the resource',
});
