import { inherits } from '../../engine/queries/caches.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/minor-upgrade',
	title: 'Caches take minor engine versions by themselves',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html',
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
	fixes: 'fix',
	review(cache, _design, report) {
		if (inherits(cache) !== 'no') return;
		for (const upgrade of cache.at('AutoMinorVersionUpgrade').alternatives) {
			if (upgrade.is(false) !== 'yes') continue;
			report(upgrade, `${cache.name} stays on its minor version until somebody upgrades it by hand, without the fixes that come with the next ones.`, {
				fix: { title: `Let ${cache.name} take minor versions in its maintenance window`, change: change => change.set(upgrade, true) },
			});
		}
	},
});
