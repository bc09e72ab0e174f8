import { inherits, isRedis } from '../../engine/queries/caches.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { MEMCACHED_PORT, REDIS_PORT } from './facts.ts';

export default defineRule({
	id: 'elasticache/default-port',
	title: 'Caches listen on a port of their own',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/accessing-elasticache.html',
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
	review(cache, _design, report) {
		if (inherits(cache) !== 'no') return;
		const memcached = cache.at('Engine').is('memcached');
		const usual = memcached === 'yes' ? MEMCACHED_PORT : memcached === 'no' && isRedis(cache) === 'yes' ? REDIS_PORT : undefined;
		for (const port of usual === undefined ? [] : cache.at('Port').alternatives) {
			if (port.exists === 'no' || port.is(usual!) === 'yes') report(port, `${cache.name} listens on ${usual}, where everyone looks for ${memcached === 'yes' ? 'Memcached' : 'Redis'} first.`);
		}
	},
});
