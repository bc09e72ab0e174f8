/** Shards and nodes of caches, by every way in which a design says them. */
import { expect, test } from 'vitest';
import { inherits, isRedis, isSharded, nodesPerShard } from '../../../engine/queries/caches.ts';
import { design } from '../cloudformation/design.ts';

const cache = (properties: string, more = '', type = 'ReplicationGroup') => design(`
Parameters: { P: { Type: String } }
Resources:
  C:
    Type: AWS::ElastiCache::${type}
    Properties: { ${properties} }
  On: { Type: AWS::ElastiCache::ParameterGroup, Properties: { Properties: { cluster-enabled: "yes" } } }
  Off: { Type: AWS::ElastiCache::ParameterGroup, Properties: { Properties: { maxmemory-policy: noeviction } } }
${more}`).resource('C')!;

test('shards', () => {
	const said = ['NumNodeGroups: 2', 'NumNodeGroups: 1', 'ClusterMode: enabled', 'CacheParameterGroupName: default.redis7.cluster.on', 'CacheParameterGroupName: default.redis7', 'CacheParameterGroupName: tuned',
		'CacheParameterGroupName: !Ref On', 'CacheParameterGroupName: !Ref Off', 'NumNodeGroups: !Ref P', 'NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 1 }]'];
	expect(said.map(one => isSharded(cache(one)))).toEqual(['yes', 'no', 'yes', 'yes', 'no', 'maybe', 'yes', 'no', 'maybe', 'yes']);
});

test('nodes of each shard', () => {
	const said = ['', 'NumCacheClusters: 3', 'ReplicasPerNodeGroup: 2', 'NodeGroupConfiguration: [{ ReplicaCount: 2 }, { ReplicaCount: 1 }]', 'NumCacheClusters: !Ref P', 'NodeGroupConfiguration: [{ ReplicaCount: !Ref P }]'];
	expect(said.map(one => nodesPerShard(cache(one))?.nodes)).toEqual([1, 3, 3, 2, undefined, undefined]);
});

test('what it takes from another', () => {
	expect(['', 'GlobalReplicationGroupId: g', 'PrimaryClusterId: p', 'GlobalReplicationGroupId: !Ref P'].map(one => inherits(cache(one)))).toEqual(['no', 'yes', 'yes', 'maybe']);
	expect(inherits(cache('ReplicationGroupId: r', '', 'CacheCluster'))).toBe('yes');
});

test('the protocol of Redis', () => {
	expect(['', 'Engine: valkey', 'Engine: memcached', 'Engine: !Ref P'].map(one => isRedis(cache(one)))).toEqual(['yes', 'yes', 'no', 'maybe']);
});
