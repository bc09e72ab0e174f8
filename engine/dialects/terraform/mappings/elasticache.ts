/** Amazon ElastiCache. */
import { type Mapping, type Spec, type Table, companion, custom, resource } from '../mapping.ts';
import { known, lift } from '../values.ts';
import { entries, spelt } from './blocks.ts';
import { listOf, mapOf, tagList } from './shapes.ts';

const LOGS = 'LogDeliveryConfigurations[]';

/** One argument names the destination, whatever it is. */
function destination(type: string, target: string): Spec {
	return custom(`${LOGS}.DestinationDetails.${target}`, block => lift([block.get('destination_type')], block.site, ([kind]) => {
		if (kind!.kind === 'unknown') return kind!;
		return kind!.kind === 'known' && kind!.scalar === type ? block.get('destination') : { kind: 'absent', site: block.site };
	}), { place: path => (path.length === 0 ? ['destination'] : undefined), build: draft => ({ destination: draft, destination_type: type }) });
}

/** What clusters by themselves and in groups share. */
const cluster: Table = {
	...spelt('engine engine_version port auto_minor_version_upgrade ip_discovery network_type notification_topic_arn snapshot_arns snapshot_name snapshot_retention_limit snapshot_window'),
	...spelt('transit_encryption_enabled final_snapshot_identifier'),
	node_type: 'CacheNodeType', parameter_group_name: 'CacheParameterGroupName', subnet_group_name: 'CacheSubnetGroupName', security_group_names: 'CacheSecurityGroupNames',
	maintenance_window: 'PreferredMaintenanceWindow',
	...spelt('destination_type log_format log_type', 'log_delivery_configuration[]', LOGS),
	'log_delivery_configuration[]': [destination('cloudwatch-logs', 'CloudWatchLogsDetails.LogGroup'), destination('kinesis-firehose', 'KinesisFirehoseDetails.DeliveryStream')],
	tags: tagList('Tags'),
};

/** A word since version 5 of the provider; before it was the block of the shards. */
const clusterMode: Spec = custom('ClusterMode', group => lift([group.get('')], group.site, ([mode]) =>
	(mode!.kind === 'map' || mode!.kind === 'list' ? { kind: 'absent', site: mode!.site } : mode!)), { place: path => (path.length === 0 ? [] : undefined) });

/** A global group is made of the group that is its first, and that Terraform names. */
const members: Spec = custom('Members', group => {
	const primary = group.root('primary_replication_group_id');
	return listOf(primary.kind === 'absent' ? [] : [mapOf({ ReplicationGroupId: primary, Role: known('PRIMARY', primary.site) }, primary.site)], primary.site);
});

export const elasticache: readonly Mapping[] = [
	resource('aws_elasticache_cluster', 'AWS::ElastiCache::CacheCluster', {
		...cluster,
		...spelt('num_cache_nodes preferred_availability_zones replication_group_id'),
		cluster_id: 'ClusterName', az_mode: 'AZMode', availability_zone: 'PreferredAvailabilityZone', security_group_ids: 'VpcSecurityGroupIds',
	}, {
		named: 'cluster_id',
		attributes: { cluster_id: 'Ref', id: 'Ref', configuration_endpoint: 'ConfigurationEndpoint', cluster_address: 'ConfigurationEndpoint.Address' },
	}),
	resource('aws_elasticache_replication_group', 'AWS::ElastiCache::ReplicationGroup', {
		...cluster,
		...spelt(`replication_group_id at_rest_encryption_enabled transit_encryption_mode auth_token automatic_failover_enabled data_tiering_enabled global_replication_group_id kms_key_id
			num_cache_clusters num_node_groups replicas_per_node_group security_group_ids user_group_ids`),
		description: 'ReplicationGroupDescription', multi_az_enabled: 'MultiAZEnabled', preferred_cache_cluster_azs: 'PreferredCacheClusterAZs',
		cluster_mode: clusterMode,
		...spelt('node_group_id primary_availability_zone replica_availability_zones replica_count slots', 'node_group_configuration[]', 'NodeGroupConfiguration[]'),
		// As they were called in version 4 of the provider.
		replication_group_description: 'ReplicationGroupDescription', number_cache_clusters: 'NumCacheClusters', availability_zones: 'PreferredCacheClusterAZs',
		...spelt('num_node_groups replicas_per_node_group', 'cluster_mode'),
	}, {
		named: 'replication_group_id',
		attributes: {
			replication_group_id: 'Ref', id: 'Ref', primary_endpoint_address: 'PrimaryEndPoint.Address', reader_endpoint_address: 'ReaderEndPoint.Address',
			configuration_endpoint_address: 'ConfigurationEndPoint.Address',
		},
	}),
	resource('aws_elasticache_global_replication_group', 'AWS::ElastiCache::GlobalReplicationGroup', {
		...spelt('global_replication_group_id_suffix global_replication_group_description automatic_failover_enabled cache_node_type engine engine_version'),
		num_node_groups: 'GlobalNodeGroupCount', parameter_group_name: 'CacheParameterGroupName', '': members,
	}, { attributes: { global_replication_group_id: 'Ref', id: 'Ref', arn: 'Arn' } }),
	resource('aws_elasticache_subnet_group', 'AWS::ElastiCache::SubnetGroup', {
		name: 'CacheSubnetGroupName', description: 'Description', subnet_ids: 'SubnetIds', tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	resource('aws_elasticache_parameter_group', 'AWS::ElastiCache::ParameterGroup', {
		family: 'CacheParameterGroupFamily', description: 'Description', '': entries('Properties', { list: 'parameter', key: 'name', value: 'value' }), tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	// Gone with EC2-Classic in version 5 of the provider.
	resource('aws_elasticache_security_group', 'AWS::ElastiCache::SecurityGroup', { description: 'Description' }, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	resource('aws_elasticache_serverless_cache', 'AWS::ElastiCache::ServerlessCache', {
		...spelt(`engine description daily_snapshot_time kms_key_id major_engine_version network_type security_group_ids snapshot_arns_to_restore snapshot_retention_limit subnet_ids
			user_group_id`),
		name: 'ServerlessCacheName',
		...spelt('maximum minimum unit', 'cache_usage_limits.data_storage', 'CacheUsageLimits.DataStorage'),
		...spelt('maximum minimum', 'cache_usage_limits.ecpu_per_second', 'CacheUsageLimits.ECPUPerSecond'),
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'ARN', endpoint: 'Endpoint', reader_endpoint: 'ReaderEndpoint' } }),
	resource('aws_elasticache_user', 'AWS::ElastiCache::User', {
		...spelt('user_id user_name access_string engine no_password_required passwords'), ...spelt('type passwords', 'authentication_mode', 'AuthenticationMode'), tags: tagList('Tags'),
	}, { named: 'user_id', attributes: { user_id: 'Ref', id: 'Ref', arn: 'Arn' } }),
	resource('aws_elasticache_user_group', 'AWS::ElastiCache::UserGroup', { ...spelt('user_group_id engine user_ids'), tags: tagList('Tags') }, {
		named: 'user_group_id', attributes: { user_group_id: 'Ref', id: 'Ref', arn: 'Arn' },
	}),
	companion('aws_elasticache_user_group_association', 'AWS::ElastiCache::UserGroup', { of: 'user_group_id', by: 'user_group_id', adds: true, attributes: { id: 'Id' } }, { user_id: 'UserIds[]' }),
];
