import { isRedis } from '../../engine/queries/caches.ts';
import { endpointUses } from '../../engine/queries/endpoint-uses.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** Who keeps data by code of its own. */
const COMPUTE = ['AWS::Lambda::Function', 'AWS::ECS::TaskDefinition', 'AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration'];

/** Where data can lie for good: with one of these in the design the cache may hold copies of it. */
const STORES = [
	'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::RDS::GlobalCluster', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::EFS::FileSystem', 'AWS::FSx::FileSystem', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster',
	'AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Namespace', 'AWS::OpenSearchService::Domain', 'AWS::MemoryDB::Cluster', 'AWS::Cassandra::Table', 'AWS::Timestream::Table',
];

export default defineRule({
	id: 'elasticache/cache-as-database',
	title: 'A cache holds copies of what is kept elsewhere',
	severity: 'hint',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Strategies.html',
	on: ['AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster', 'AWS::ElastiCache::ServerlessCache'],
	review(cache, design, report) {
		const users = [...new Set(endpointUses(cache).map(use => use.consumer).filter(one => COMPUTE.includes(one.type)))];
		const first = users[0];
		if (!first || STORES.some(type => design.all(type).length > 0)) return;
		const lost = isRedis(cache) === 'no' ? 'a node that fails' : 'a failover, an eviction or a flush';
		report(cache, `${first.name} uses ${cache.name}, and as far as Plumbline reads this design it has no other store: what ${lost} takes away cannot be read again. If the source is elsewhere, the cache needs a way to learn of changes.`, { related: users });
	},
});
