import { inherits } from '../../engine/queries/caches.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/subnet-group',
	title: 'Caches say in which subnets they stand',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html',
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
	fixes: 'choice',
	review(cache, design, report) {
		if (cache.type === 'AWS::ElastiCache::CacheCluster' ? inherits(cache) !== 'no' : cache.at('PrimaryClusterId').exists !== 'no') return;
		for (const group of cache.at('CacheSubnetGroupName').alternatives) {
			const usual = group.is('default') === 'yes';
			if (group.exists !== 'no' && !usual) continue;
			report(group, `${cache.name} ${usual ? 'names the default subnet group' : 'names no subnet group'}, so ElastiCache puts it into the account's default VPC, whose subnets are public.`, {
				fix: design.all('AWS::ElastiCache::SubnetGroup').map(one => ({
					title: `Put ${cache.name} into the subnets of ${one.name}`, effect: 'replaces the resource', change: change => change.set(group, refer(one)),
				})),
			});
		}
	},
});
