import { inherits } from '../../engine/queries/caches.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/transit-encryption',
	title: 'Clients speak to caches over TLS',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
	on: 'AWS::ElastiCache::ReplicationGroup',
	fixes: 'fix',
	review(group, _design, report) {
		if (inherits(group) !== 'no') return;
		const engine = group.at('Engine');
		for (const encrypted of group.at('TransitEncryptionEnabled').alternatives) {
			// Valkey wants the choice written: elasticache/valkey-transit says so.
			if (encrypted.is(true) !== 'no' || (encrypted.exists === 'no' && engine.is('valkey') !== 'no')) continue;
			report(encrypted, `Clients and nodes of ${group.name} send commands and data in clear text; without encryption in transit it cannot ask for a password either.`, {
				fix: {
					title: `Encrypt ${group.name} in transit: clients then have to connect by TLS`,
					effect: 'changes behaviour',
					change: change => change.set(encrypted, true),
				},
			});
		}
	},
});
