import { inherits } from '../../engine/queries/caches.ts';
import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'elasticache/transit-encryption',
	title: 'Clients speak to caches over TLS',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
	on: 'AWS::ElastiCache::ReplicationGroup',
	property: 'TransitEncryptionEnabled',
	// Valkey wants the choice written: elasticache/valkey-transit says so.
	grade: (group, setting) => (inherits(group) !== 'no' || (setting.exists === 'no' && group.at('Engine').is('valkey') !== 'no') ? undefined : 'warning'),
	message: group => `Clients and nodes of ${group.name} send commands and data in clear text; without encryption in transit it cannot ask for a password either.`,
	fix: group => `Encrypt ${group.name} in transit: clients then have to connect by TLS`,
	effect: 'changes behaviour',
});
