import type { Resource } from '../../engine/model/resource.ts';
import { inherits } from '../../engine/queries/caches.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/valkey',
	title: 'Valkey does what Redis OSS does, for less',
	severity: 'hint',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html',
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::ServerlessCache'],
	fixes: 'fix',
	review(cache, _design, report) {
		if (inherits(cache) !== 'no') return;
		const serverless = cache.type === 'AWS::ElastiCache::ServerlessCache';
		const version = cache.at(serverless ? 'MajorEngineVersion' : 'EngineVersion');
		for (const engine of cache.at('Engine').alternatives) {
			if (engine.is('redis') !== 'yes') continue;
			report(engine, `${cache.name} runs Redis OSS; ${serverless ? 'a serverless cache costs a third less' : 'nodes cost a fifth less'} with Valkey, which answers the same commands.`, movable(cache) ? {
				fix: {
					title: `Run ${cache.name} on Valkey`, effect: 'changes behaviour',
					change: change => { change.set(engine, 'valkey'); if (version.exists === 'yes') change.set(version, serverless ? '8' : '8.0'); },
				},
			} : {});
		}
	},
});

/** Valkey wants the choice of encryption written, and a parameter group of its own family. */
function movable(cache: Resource): boolean {
	if (cache.type === 'AWS::ElastiCache::ServerlessCache') return true;
	return cache.at('TransitEncryptionEnabled').exists === 'yes' && cache.at('CacheParameterGroupName').exists === 'no';
}
