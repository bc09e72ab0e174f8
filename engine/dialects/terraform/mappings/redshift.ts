/** Amazon Redshift, provisioned and serverless. */
import { type Mapping, type Table, companion, custom, json, onlyWith, renamed, resource } from '../mapping.ts';
import { known, lift } from '../values.ts';
import { below, spelt } from './blocks.ts';
import { tagList } from './shapes.ts';

const CLUSTER = 'AWS::Redshift::Cluster';

const logging: Table = spelt('bucket_name s3_key_prefix log_destination_type log_exports', '', 'LoggingProperties');

const snapshotCopy: Record<string, string> = { destination_region: 'DestinationRegion', retention_period: 'SnapshotCopyRetentionPeriod' };

export const redshift: readonly Mapping[] = [
	resource('aws_redshift_cluster', CLUSTER, {
		...spelt(`cluster_identifier node_type cluster_type number_of_nodes master_username manage_master_password master_password_secret_kms_key_id
			vpc_security_group_ids cluster_security_groups cluster_subnet_group_name cluster_parameter_group_name cluster_version availability_zone maintenance_track_name
			preferred_maintenance_window automated_snapshot_retention_period manual_snapshot_retention_period allow_version_upgrade port publicly_accessible encrypted
			enhanced_vpc_routing kms_key_id elastic_ip iam_roles snapshot_identifier snapshot_cluster_identifier owner_account aqua_configuration_status`),
		skip_final_snapshot: 'SkipFinalClusterSnapshot', final_snapshot_identifier: 'FinalClusterSnapshotIdentifier',
		database_name: 'DBName', multi_az: 'MultiAZ', availability_zone_relocation_enabled: 'AvailabilityZoneRelocation',
		master_password: 'MasterUserPassword', master_password_wo: 'MasterUserPassword',
		// The provider asks for several nodes by their number alone.
		'': custom('ClusterType', cluster => lift([cluster.root('number_of_nodes')], cluster.site, ([nodes]) =>
			(nodes!.kind === 'known' && Number(nodes!.scalar) > 1 ? known('multi-node', nodes!.site) : { kind: 'absent', site: cluster.site }))),
		// Blocks until version 6 of the provider.
		...Object.fromEntries(Object.entries(logging).map(([name, target]) => [`logging.${name}`, onlyWith({ enable: true }, target as string)])),
		...below('snapshot_copy', '', { ...snapshotCopy, grant_name: 'SnapshotCopyGrantName' }),
		tags: tagList('Tags'),
	}, {
		named: 'cluster_identifier',
		attributes: {
			cluster_identifier: 'Ref', id: 'Ref', dns_name: 'Endpoint.Address', endpoint: 'Endpoint', cluster_namespace_arn: 'ClusterNamespaceArn', master_password_secret_arn: 'MasterPasswordSecretArn',
		},
		defaults: { skip_final_snapshot: false },
	}),
	companion('aws_redshift_logging', CLUSTER, { of: 'cluster_identifier', by: 'cluster_identifier' }, logging),
	companion('aws_redshift_snapshot_copy', CLUSTER, { of: 'cluster_identifier', by: 'cluster_identifier' }, { ...snapshotCopy, snapshot_copy_grant_name: 'SnapshotCopyGrantName' }),
	companion('aws_redshift_cluster_iam_roles', CLUSTER, { of: 'cluster_identifier', by: 'cluster_identifier' }, { iam_role_arns: 'IamRoles' }),
	companion('aws_redshift_resource_policy', CLUSTER, { of: 'resource_arn', by: 'cluster_namespace_arn' }, { policy: json('NamespaceResourcePolicy') }),
	resource('aws_redshift_subnet_group', 'AWS::Redshift::ClusterSubnetGroup', { description: 'Description', subnet_ids: 'SubnetIds', tags: tagList('Tags') }, {
		named: 'name', attributes: { name: 'Ref', id: 'Ref' },
	}),
	resource('aws_redshift_parameter_group', 'AWS::Redshift::ClusterParameterGroup', {
		name: 'ParameterGroupName', family: 'ParameterGroupFamily', description: 'Description',
		'parameter[].name': 'Parameters[].ParameterName', 'parameter[].value': 'Parameters[].ParameterValue', tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	// Gone with EC2-Classic in version 5 of the provider.
	resource('aws_redshift_security_group', 'AWS::Redshift::ClusterSecurityGroup', { description: 'Description' }, { attributes: { id: 'Ref' } }),
	resource('aws_redshift_event_subscription', 'AWS::Redshift::EventSubscription', {
		...spelt('enabled event_categories severity sns_topic_arn source_ids source_type'), name: 'SubscriptionName', tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	resource('aws_redshift_snapshot_copy_grant', 'AWS::Redshift::SnapshotCopyGrant', { ...spelt('snapshot_copy_grant_name kms_key_id'), tags: tagList('Tags') }, {
		named: 'snapshot_copy_grant_name', attributes: { snapshot_copy_grant_name: 'Ref', id: 'Ref' },
	}),
	resource('aws_redshift_snapshot_schedule', 'AWS::Redshift::SnapshotSchedule', {
		identifier: 'ScheduleIdentifier', description: 'ScheduleDescription', definitions: 'ScheduleDefinitions', tags: tagList('Tags'),
	}, { named: 'identifier', attributes: { identifier: 'Ref', id: 'Ref' } }),
	resource('aws_redshift_endpoint_access', 'AWS::Redshift::EndpointAccess', {
		...spelt('cluster_identifier endpoint_name resource_owner subnet_group_name vpc_security_group_ids'),
	}, { named: 'endpoint_name', attributes: { endpoint_name: 'Ref', id: 'Ref', address: 'Address', port: 'Port' } }),
	resource('aws_redshift_integration', 'AWS::Redshift::Integration', {
		...spelt('integration_name source_arn target_arn additional_encryption_context'), kms_key_id: 'KMSKeyId', tags: tagList('Tags'),
	}, { attributes: { arn: 'IntegrationArn', id: 'Ref' } }),
	resource('aws_redshiftserverless_namespace', 'AWS::RedshiftServerless::Namespace', {
		...spelt('namespace_name admin_username admin_user_password manage_admin_password admin_password_secret_kms_key_id db_name default_iam_role_arn iam_roles kms_key_id log_exports'),
		admin_user_password_wo: 'AdminUserPassword', tags: tagList('Tags'),
	}, { named: 'namespace_name', attributes: { namespace_name: 'Ref', id: 'Ref', arn: 'Namespace.NamespaceArn', namespace_id: 'Namespace.NamespaceId' } }),
	resource('aws_redshiftserverless_workgroup', 'AWS::RedshiftServerless::Workgroup', {
		...spelt('workgroup_name namespace_name base_capacity max_capacity enhanced_vpc_routing port publicly_accessible security_group_ids subnet_ids track_name'),
		...spelt('parameter_key parameter_value', 'config_parameter[]', 'ConfigParameters[]'),
		'price_performance_target.enabled': renamed('PricePerformanceTarget.Status', [[true, 'ENABLED'], [false, 'DISABLED']]),
		'price_performance_target.level': 'PricePerformanceTarget.Level',
		tags: tagList('Tags'),
	}, { named: 'workgroup_name', attributes: { workgroup_name: 'Ref', id: 'Ref', arn: 'Workgroup.WorkgroupArn', endpoint: 'Workgroup.Endpoint' } }),
];
