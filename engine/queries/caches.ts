/** What a cache of ElastiCache is made of: its engine, its shards and the nodes of each. */
import type { Property, Resource } from '../model/resource.ts';
import { type Answer, both, either } from '../model/value.ts';

/** A cache that takes its settings from another one: a member of a replication group, or of a global datastore. */
export function inherits(cache: Resource): Answer {
	if (cache.type === 'AWS::ElastiCache::CacheCluster') return cache.at('ReplicationGroupId').exists;
	return cache.type === 'AWS::ElastiCache::ReplicationGroup' ? either(cache.at('GlobalReplicationGroupId').exists, cache.at('PrimaryClusterId').exists) : 'no';
}

/** Whether it speaks the protocol of Redis: Redis OSS or Valkey. */
export function isRedis(cache: Resource): Answer {
	return cache.at('Engine').is('redis', 'valkey');
}

/** Whether data is spread over shards (cluster mode): by shards that are counted, or by what the parameter group says. */
export function isSharded(group: Resource): Answer {
	const shards = group.at('NumNodeGroups'), listed = group.at('NodeGroupConfiguration').items;
	const answer = either(
		group.at('ClusterMode').is('enabled'),
		shards.test(number => Number(number) > 1),
		listed.length > 1 ? 'yes' : listed.complete === 'yes' ? 'no' : 'maybe',
		...group.at('CacheParameterGroupName').alternatives.map(shardedBy),
	);
	group.design.undecided(answer === 'maybe');
	return answer;
}

/** Whether the parameter group turns cluster mode on; AWS's own say so in their name. */
export function shardedBy(name: Property): Answer {
	if (name.exists === 'no') return 'no';
	const group = name.resource.design.follow(name, 'AWS::ElastiCache::ParameterGroup');
	if (group) return both(group.at('Properties').exists, group.at('Properties.cluster-enabled').is('yes', true));
	return name.string?.startsWith('default.') ? (name.string.endsWith('.cluster.on') ? 'yes' : 'no') : 'maybe';
}

export interface NodeCount {
	/** Nodes of each shard, the primary among them. */
	readonly nodes: number;
	/** What says so; absent where nothing does, which makes one. */
	readonly said: Property;
}

/** How many nodes each shard has; undefined where that cannot be known. */
export function nodesPerShard(group: Resource): NodeCount | undefined {
	const clusters = group.at('NumCacheClusters'), replicas = group.at('ReplicasPerNodeGroup'), shard = group.at('NodeGroupConfiguration').items;
	if (clusters.exists === 'yes') return counted(clusters, 0);
	if (replicas.exists === 'yes') return counted(replicas, 1);
	if (clusters.exists !== 'no' || replicas.exists !== 'no' || shard.complete !== 'yes') return undefined;
	return shard.length === 0 ? { nodes: 1, said: clusters } : shard.map(one => counted(one.at('ReplicaCount'), 1)).reduce((least, one) => (least && one && one.nodes < least.nodes ? one : least && one && least));
}

function counted(said: Property, primary: 0 | 1): NodeCount | undefined {
	return said.number === undefined ? undefined : { nodes: said.number + primary, said };
}
