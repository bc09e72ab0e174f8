import type { Property } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** What only Redis OSS and Valkey have, on a cluster by itself, and what it is for. */
const FOREIGN = ['SnapshotRetentionLimit', 'SnapshotWindow', 'SnapshotName', 'SnapshotArns', 'FinalSnapshotIdentifier', 'LogDeliveryConfigurations', 'ReplicationGroupId'];

export default defineRule({
	id: 'elasticache/memcached',
	title: 'Memcached is asked only for what it can do',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SelectEngine.html',
	on: ['AWS::ElastiCache::CacheCluster', 'AWS::ElastiCache::ReplicationGroup'],
	fixes: 'fix',
	review(cache, _design, report) {
		for (const engine of cache.at('Engine').alternatives) {
			if (engine.is('memcached') !== 'yes') continue;
			if (cache.type === 'AWS::ElastiCache::ReplicationGroup') {
				report(engine, `${cache.name} is a replication group, and Memcached does not replicate; ElastiCache accepts redis and valkey here.`);
				continue;
			}
			const foreign = FOREIGN.flatMap(name => cache.at(name).alternatives).filter(one => one.exists === 'yes' && one.is(0) !== 'yes' && one.together(engine));
			for (const property of foreign) tell(property, engine);
			if (foreign.length === 0 && /session/i.test(`${cache.name} ${cache.at('ClusterName').string ?? ''}`)) {
				report(engine, `${cache.name} seems to hold sessions; Memcached keeps one copy of each and no backup, so whoever is on a node that fails is logged out.`, { severity: 'information' });
			}
		}

		function tell(property: Property, engine: Property): void {
			report(property, `${cache.name} runs Memcached, which has no \`${property.label}\`; ElastiCache refuses the cluster.`, {
				key: true, related: [engine], fix: { title: `Remove ${property.label}`, change: change => change.remove(property) },
			});
		}
	},
});
