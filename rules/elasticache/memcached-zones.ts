import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/memcached-zones',
	title: 'Nodes of Memcached stand in several zones',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html',
	on: 'AWS::ElastiCache::CacheCluster',
	fixes: 'fix',
	review(cluster, _design, report) {
		if (cluster.at('Engine').is('memcached') !== 'yes') return;
		const zone = cluster.at('PreferredAvailabilityZone'), zones = cluster.at('PreferredAvailabilityZones');
		for (const nodes of cluster.at('NumCacheNodes').alternatives) {
			for (const mode of cluster.at('AZMode').alternatives) {
				if (nodes.number === undefined || !nodes.together(mode)) continue;
				if (nodes.number === 1 && mode.is('cross-az') === 'yes') {
					report(mode, `${cluster.name} is to spread one node over several zones; ElastiCache requires two nodes for that.`, {
						severity: 'error', related: [nodes], fix: { title: 'Keep the node in one zone', change: change => change.set(mode, 'single-az') },
					});
				} else if (nodes.number > 1 && mode.is('single-az') === 'yes' && zones.exists === 'no') {
					const where = zone.string ? ` (${zone.string})` : '';
					report(mode, `All ${nodes.number} nodes of ${cluster.name} stand in one zone${where}: when it fails, the whole cache is gone and its source takes all requests.`, {
						related: [nodes],
						fix: {
							title: `Spread ${cluster.name} over several zones`,
							change: change => { change.set(mode, 'cross-az'); if (zone.exists === 'yes') change.remove(zone); },
						},
					});
				}
			}
		}
	},
});
