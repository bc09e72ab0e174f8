/** Amazon RDS and Aurora. */
import { type Mapping, type Table, resource } from '../mapping.ts';
import { tagList } from './shapes.ts';

const common: Table = {
	engine: 'Engine', engine_version: 'EngineVersion',
	db_subnet_group_name: 'DBSubnetGroupName',
	monitoring_interval: 'MonitoringInterval', monitoring_role_arn: 'MonitoringRoleArn',
	auto_minor_version_upgrade: 'AutoMinorVersionUpgrade',
	tags: tagList('Tags'),
};

const instance: Table = {
	...common,
	instance_class: 'DBInstanceClass',
	availability_zone: 'AvailabilityZone',
	publicly_accessible: 'PubliclyAccessible',
	copy_tags_to_snapshot: 'CopyTagsToSnapshot',
	performance_insights_enabled: 'EnablePerformanceInsights',
	performance_insights_kms_key_id: 'PerformanceInsightsKMSKeyId',
	performance_insights_retention_period: 'PerformanceInsightsRetentionPeriod',
	ca_cert_identifier: 'CACertificateIdentifier',
	db_parameter_group_name: 'DBParameterGroupName',
};

const storage: Table = {
	storage_encrypted: 'StorageEncrypted', kms_key_id: 'KmsKeyId', storage_type: 'StorageType', iops: 'Iops', allocated_storage: 'AllocatedStorage',
	backup_retention_period: 'BackupRetentionPeriod', deletion_protection: 'DeletionProtection',
	iam_database_authentication_enabled: 'EnableIAMDatabaseAuthentication', enabled_cloudwatch_logs_exports: 'EnableCloudwatchLogsExports',
	port: 'Port', network_type: 'NetworkType', snapshot_identifier: 'DBSnapshotIdentifier', manage_master_user_password: 'ManageMasterUserPassword',
};

const { snapshot_identifier: _, ...clusterStorage } = storage;

export const rds: readonly Mapping[] = [
	resource('aws_db_instance', 'AWS::RDS::DBInstance', {
		...instance, ...storage,
		identifier: 'DBInstanceIdentifier',
		db_name: 'DBName', name: 'DBName',
		username: 'MasterUsername', password: 'MasterUserPassword',
		multi_az: 'MultiAZ',
		max_allocated_storage: 'MaxAllocatedStorage', storage_throughput: 'StorageThroughput',
		vpc_security_group_ids: 'VPCSecurityGroups', security_group_names: 'DBSecurityGroups',
		backup_window: 'PreferredBackupWindow', maintenance_window: 'PreferredMaintenanceWindow',
		allow_major_version_upgrade: 'AllowMajorVersionUpgrade', delete_automated_backups: 'DeleteAutomatedBackups',
		parameter_group_name: 'DBParameterGroupName', option_group_name: 'OptionGroupName',
		replicate_source_db: 'SourceDBInstanceIdentifier', license_model: 'LicenseModel',
		'restore_to_point_in_time.source_db_instance_identifier': 'SourceDBInstanceIdentifier',
		'restore_to_point_in_time.source_dbi_resource_id': 'SourceDbiResourceId',
		'restore_to_point_in_time.source_db_instance_automated_backups_arn': 'SourceDBInstanceAutomatedBackupsArn',
		'restore_to_point_in_time.restore_time': 'RestoreTime',
		'restore_to_point_in_time.use_latest_restorable_time': 'UseLatestRestorableTime',
	}, {
		named: 'identifier',
		attributes: {
			identifier: 'Ref', id: 'Ref', arn: 'DBInstanceArn', address: 'Endpoint.Address', endpoint: 'Endpoint', hosted_zone_id: 'Endpoint.HostedZoneId', resource_id: 'DbiResourceId',
		},
		// The provider sends false where CloudFormation lets RDS decide by the subnets.
		defaults: { publicly_accessible: false },
	}),
	resource('aws_rds_cluster', 'AWS::RDS::DBCluster', {
		...common, ...clusterStorage,
		cluster_identifier: 'DBClusterIdentifier',
		engine_mode: 'EngineMode',
		database_name: 'DatabaseName', master_username: 'MasterUsername', master_password: 'MasterUserPassword',
		vpc_security_group_ids: 'VpcSecurityGroupIds', availability_zones: 'AvailabilityZones',
		preferred_backup_window: 'PreferredBackupWindow', preferred_maintenance_window: 'PreferredMaintenanceWindow',
		copy_tags_to_snapshot: 'CopyTagsToSnapshot', backtrack_window: 'BacktrackWindow',
		db_cluster_parameter_group_name: 'DBClusterParameterGroupName', db_cluster_instance_class: 'DBClusterInstanceClass',
		enable_http_endpoint: 'EnableHttpEndpoint', global_cluster_identifier: 'GlobalClusterIdentifier',
		replication_source_identifier: 'ReplicationSourceIdentifier', snapshot_identifier: 'SnapshotIdentifier',
		performance_insights_enabled: 'PerformanceInsightsEnabled', performance_insights_kms_key_id: 'PerformanceInsightsKmsKeyId',
		'scaling_configuration.auto_pause': 'ScalingConfiguration.AutoPause',
		'scaling_configuration.min_capacity': 'ScalingConfiguration.MinCapacity', 'scaling_configuration.max_capacity': 'ScalingConfiguration.MaxCapacity',
		'serverlessv2_scaling_configuration.min_capacity': 'ServerlessV2ScalingConfiguration.MinCapacity',
		'serverlessv2_scaling_configuration.max_capacity': 'ServerlessV2ScalingConfiguration.MaxCapacity',
	}, {
		named: 'cluster_identifier',
		attributes: {
			cluster_identifier: 'Ref', id: 'Ref', arn: 'DBClusterArn', endpoint: 'Endpoint.Address', reader_endpoint: 'ReadEndpoint.Address', port: 'Endpoint.Port', cluster_resource_id: 'DBClusterResourceId',
		},
	}),
	resource('aws_rds_cluster_instance', 'AWS::RDS::DBInstance', {
		...instance,
		identifier: 'DBInstanceIdentifier', cluster_identifier: 'DBClusterIdentifier', promotion_tier: 'PromotionTier',
		preferred_backup_window: 'PreferredBackupWindow', preferred_maintenance_window: 'PreferredMaintenanceWindow',
	}, {
		named: 'identifier', attributes: { identifier: 'Ref', id: 'Ref', arn: 'DBInstanceArn', endpoint: 'Endpoint.Address', port: 'Endpoint.Port', dbi_resource_id: 'DbiResourceId' },
		defaults: { publicly_accessible: false },
	}),
	resource('aws_db_subnet_group', 'AWS::RDS::DBSubnetGroup', {
		name: 'DBSubnetGroupName', description: 'DBSubnetGroupDescription', subnet_ids: 'SubnetIds', tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'DBSubnetGroupArn' } }),
];
