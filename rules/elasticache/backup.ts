import type { Resource } from '../../engine/model/resource.ts';
import { inherits, isRedis } from '../../engine/queries/caches.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { MAXIMUM_SNAPSHOT_DAYS } from './facts.ts';

/** What names of caches say that hold what is nowhere else. */
const MORE_THAN_A_CACHE = /(^|[^a-z])(sessions?|queues?|jobs?|carts?|leaderboards?)([^a-z]|$)/;

export default defineRule({
	id: 'elasticache/backup',
	title: 'Caches that hold more than copies are backed up',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster', 'AWS::ElastiCache::ServerlessCache'],
	fixes: 'fix',
	review(cache, _design, report) {
		for (const days of cache.at('SnapshotRetentionLimit').alternatives) {
			const number = days.number;
			if (number !== undefined && (number < 0 || number > MAXIMUM_SNAPSHOT_DAYS)) {
				report(days, `Snapshots of ${cache.name} are to be kept for ${number} days; ElastiCache keeps them for ${MAXIMUM_SNAPSHOT_DAYS} at most.`, {
					severity: 'error', fix: { title: `Keep snapshots for ${MAXIMUM_SNAPSHOT_DAYS} days`, change: change => change.set(days, MAXIMUM_SNAPSHOT_DAYS) },
				});
			} else if (number === 0 && canBeBackedUp(cache)) {
				const name = namesOf(cache).find(one => MORE_THAN_A_CACHE.test(one.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()));
				const why = name ? `its name (${name}) says that it holds more than copies, and what it holds is lost with its nodes` : 'what it holds is lost with its nodes, which is right only for what can be read again from elsewhere';
				report(days, `${cache.name} has no snapshots: ${why}.`, {
					severity: name ? 'warning' : 'hint', fix: { title: `Keep daily snapshots of ${cache.name} for a week`, change: change => change.set(days, 7) },
				});
			}
		}
	},
});

/** Redis OSS and Valkey on nodes that can write snapshots; serverless caches have a default of their own. */
function canBeBackedUp(cache: Resource): boolean {
	return cache.type !== 'AWS::ElastiCache::ServerlessCache' && isRedis(cache) === 'yes' && inherits(cache) === 'no'
		&& cache.at('CacheNodeType').test(type => /^cache\.t1\./.test(String(type))) === 'no';
}

function namesOf(cache: Resource): readonly string[] {
	return [cache.name, cache.at(cache.type === 'AWS::ElastiCache::CacheCluster' ? 'ClusterName' : 'ReplicationGroupId').string ?? ''];
}
