import type { Resource } from '../../engine/model/resource.ts';
import { nodesPerShard } from '../../engine/queries/caches.ts';
import { zonesOf } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/subnet-zones',
	title: 'Caches with several nodes have subnets in several zones',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html',
	on: 'AWS::ElastiCache::SubnetGroup',
	review(group, design, report) {
		const caches = [
			...design.pointing('AWS::ElastiCache::ReplicationGroup', 'CacheSubnetGroupName', group).certain.filter(cache => (nodesPerShard(cache)?.nodes ?? 0) > 1),
			...design.pointing('AWS::ElastiCache::CacheCluster', 'CacheSubnetGroupName', group).certain.filter(hasSeveral),
		];
		const first = caches[0];
		if (!first) return;
		for (const subnets of group.at('SubnetIds').alternatives) {
			const { zones, complete } = zonesOf(subnets.items);
			if (!complete || zones.length !== 1) continue;
			report(subnets, `All subnets of ${group.name} are in one zone (${zones[0]}): the nodes of ${first.name} are lost together.`, { key: true, related: caches });
		}
	},
});

function hasSeveral(cluster: Resource): boolean {
	return cluster.at('NumCacheNodes').test(nodes => Number(nodes) > 1) === 'yes';
}
