import { inherits, isRedis } from '../../engine/queries/caches.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { nodeSizes, previousNodes } from './facts.ts';

export default defineRule({
	id: 'elasticache/node-type-retired',
	title: 'Caches run on nodes of a current generation',
	severity: 'warning',
	pillar: 'performance',
	since: '0.1.0',
	source: previousNodes.source,
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
	fixes: 'choice',
	review(cache, _design, report) {
		for (const type of cache.at('CacheNodeType').alternatives) {
			if (type.test(node => familyOf(node)[0]! in previousNodes.table) !== 'yes' || inherits(cache) === 'yes') continue;
			const [family, size] = familyOf(type.string ?? '') as [string, string];
			// Graviton nodes want Redis OSS 5.0.6 or Memcached 1.5.16 at least.
			const old = /^([1-4]\.|5\.0\.[0-5]$)/.test(cache.at('EngineVersion').string ?? '') && (isRedis(cache) === 'yes' || /^1\.[0-4]\./.test(cache.at('EngineVersion').string ?? ''));
			const successors = (previousNodes.table[family]?.successors ?? []).filter(one => nodeSizes[one]!.includes(size) && !(old && one.includes('g')));
			report(type, `${cache.name} runs on ${type.string}, a previous generation of nodes as of ${previousNodes.asOf}: AWS advises against them and opens no new clusters on them, and today's do more for less.`, {
				fix: successors.map(one => ({ title: `Run on cache.${one}.${size}`, change: change => change.set(type, `cache.${one}.${size}`) })),
			});
		}
	},
});

/** `cache.m3.large` → `m3`, `large`. */
function familyOf(type: unknown): readonly string[] {
	return /^cache\.(\w+)\.(\w+)$/.exec(String(type))?.slice(1) ?? ['', ''];
}
