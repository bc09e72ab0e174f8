import { inherits } from '../../engine/queries/caches.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/default-parameter-group',
	title: 'Caches have a parameter group of their own',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.html',
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
	review(cache, _design, report) {
		if (inherits(cache) !== 'no') return;
		for (const group of cache.at('CacheParameterGroupName').alternatives) {
			if (group.exists !== 'no' && !group.string?.startsWith('default.')) continue;
			report(group, `${cache.name} runs on AWS's default parameters, which cannot be changed: to tune one, for instance which keys are evicted when memory is full, another group has to be attached first.`);
		}
	},
});
