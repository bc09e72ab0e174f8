import { inherits } from '../../engine/queries/caches.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';
import { redisVersions } from './facts.ts';

export default defineRule({
	id: 'elasticache/engine-retired',
	title: 'Caches run an engine version that AWS supports',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: redisVersions.source,
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
	fixes: 'choice',
	review(cache, _design, report) {
		if (inherits(cache) !== 'no') return;
		const engine = cache.at('Engine'), parameters = cache.at('CacheParameterGroupName');
		for (const version of cache.at('EngineVersion').alternatives) {
			const ended = redisVersions.table.find(one => one.of.test(String(version.scalar ?? '')));
			if (!ended || engine.is('redis') !== 'yes') continue;
			const retired = ended.state === 'retired';
			report(version, `${cache.name} runs Redis OSS ${version.scalar}, whose support ended ${ended.ended} (as of ${redisVersions.asOf}): ElastiCache ${retired ? 'creates no more of these' : 'keeps it alive for a surcharge on every node'}.`, {
				severity: retired ? 'error' : 'warning', tags: ['deprecated'],
				// A parameter group belongs to one family: one of the design's own cannot simply follow.
				fix: parameters.exists === 'no' || parameters.string?.startsWith('default.') ? ['7.1', '6.2'].map(upgrade) : [],
			});

			function upgrade(to: string): FixSpec {
				const group = `default.redis${to === '7.1' ? '7' : '6.x'}${parameters.string?.endsWith('.cluster.on') ? '.cluster.on' : ''}`;
				return {
					title: `Run Redis OSS ${to}`, effect: 'changes behaviour', preferred: to === '7.1',
					change: change => { change.set(version, to); if (parameters.exists === 'yes') change.set(parameters, group); },
				};
			}
		}
	},
});
