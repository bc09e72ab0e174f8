import { inherits } from '../../engine/queries/caches.ts';
import { switchRule } from '../../engine/review/switch.ts';

export default switchRule({
	id: 'elasticache/minor-upgrade',
	title: 'Caches take minor engine versions by themselves',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html',
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
	property: 'AutoMinorVersionUpgrade',
	grade: (cache, setting) => (setting.exists === 'no' || inherits(cache) !== 'no' ? undefined : 'information'),
	message: cache => `${cache.name} stays on its minor version until somebody upgrades it by hand, without the fixes that come with the next ones.`,
	fix: cache => `Let ${cache.name} take minor versions in its maintenance window`,
});
