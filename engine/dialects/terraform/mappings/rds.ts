/** Amazon RDS and Aurora: instances and clusters, with what belongs to them. */
import { type Mapping, type Table, companion, custom, resource } from '../mapping.ts';
import { below, each, only, regionOf, spelt } from './blocks.ts';
import { tagList } from './shapes.ts';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';

const common: Table = {
	...spelt('engine engine_version monitoring_interval monitoring_role_arn performance_insights_retention_period'),
	db_subnet_group_name: 'DBSubnetGroupName',
	copy_tags_to_snapshot: 'CopyTagsToSnapshot',
	tags: tagList('Tags'),
};

/** What a member of a cluster has as well. */
const instance: Table = {
	...common,
	...spelt('availability_zone publicly_accessible auto_minor_version_upgrade apply_immediately'),
	instance_class: 'DBInstanceClass',
	performance_insights_enabled: 'EnablePerformanceInsights',
	performance_insights_kms_key_id: 'PerformanceInsightsKMSKeyId',
	ca_cert_identifier: 'CACertificateIdentifier',
	custom_iam_instance_profile: 'CustomIAMInstanceProfile',
};

/** What an instance by itself and a cluster share. */
const database: Table = {
	...spelt(`storage_encrypted kms_key_id storage_type iops allocated_storage backup_retention_period deletion_protection delete_automated_backups port network_type
		manage_master_user_password domain allow_major_version_upgrade skip_final_snapshot engine_lifecycle_support database_insights_mode`),
	domain_iam_role_name: 'DomainIAMRoleName',
	iam_database_authentication_enabled: 'EnableIAMDatabaseAuthentication',
	enabled_cloudwatch_logs_exports: 'EnableCloudwatchLogsExports',
	master_user_secret_kms_key_id: 'MasterUserSecret.KmsKeyId',
	final_snapshot_identifier: 'FinalDBSnapshotIdentifier',
};

const snapshotCopy: Table = {
	kms_key_id: 'KmsKeyId', copy_tags: 'CopyTags', destination_region: 'DestinationRegion', shared_accounts: 'SharedAccounts', tags: tagList('Tags'),
};

export const rds: readonly Mapping[] = [
	resource('aws_db_instance', INSTANCE, {
		...instance, ...database,
		...spelt('max_allocated_storage storage_throughput dedicated_log_volume license_model option_group_name backup_target timezone character_set_name nchar_character_set_name replica_mode'),
		...spelt('domain_auth_secret_arn domain_dns_ips domain_fqdn domain_ou'),
		identifier: 'DBInstanceIdentifier',
		// `name` until version 4 of the provider.
		db_name: 'DBName', name: 'DBName',
		username: 'MasterUsername', password: 'MasterUserPassword', password_wo: 'MasterUserPassword',
		multi_az: 'MultiAZ',
		vpc_security_group_ids: 'VPCSecurityGroups', security_group_names: 'DBSecurityGroups',
		backup_window: 'PreferredBackupWindow', maintenance_window: 'PreferredMaintenanceWindow',
		parameter_group_name: 'DBParameterGroupName',
		snapshot_identifier: 'DBSnapshotIdentifier', replicate_source_db: 'SourceDBInstanceIdentifier',
		...below('restore_to_point_in_time', '', {
			source_db_instance_identifier: 'SourceDBInstanceIdentifier', source_dbi_resource_id: 'SourceDbiResourceId',
			source_db_instance_automated_backups_arn: 'SourceDBInstanceAutomatedBackupsArn', restore_time: 'RestoreTime', use_latest_restorable_time: 'UseLatestRestorableTime',
		}),
	}, {
		named: 'identifier',
		attributes: {
			// `id` was the identifier before version 5 of the provider.
			identifier: 'Ref', id: 'DbiResourceId', resource_id: 'DbiResourceId', arn: 'DBInstanceArn',
			address: 'Endpoint.Address', endpoint: 'Endpoint', hosted_zone_id: 'Endpoint.HostedZoneId', listener_endpoint: 'ListenerEndpoint', master_user_secret: 'MasterUserSecret',
		},
		// What the provider sends where CloudFormation lets RDS decide: public by its subnets, backups for a day, a final snapshot by the deletion policy.
		defaults: { publicly_accessible: false, backup_retention_period: 0, skip_final_snapshot: false },
	}),
	resource('aws_rds_cluster', CLUSTER, {
		...common, ...database,
		...spelt(`engine_mode database_name master_username vpc_security_group_ids availability_zones preferred_backup_window preferred_maintenance_window backtrack_window
			enable_http_endpoint enable_global_write_forwarding enable_local_write_forwarding global_cluster_identifier replication_source_identifier source_region
			snapshot_identifier performance_insights_enabled performance_insights_kms_key_id cluster_scalability_type`),
		cluster_identifier: 'DBClusterIdentifier',
		master_password: 'MasterUserPassword', master_password_wo: 'MasterUserPassword',
		db_cluster_parameter_group_name: 'DBClusterParameterGroupName', db_instance_parameter_group_name: 'DBInstanceParameterGroupName',
		db_cluster_instance_class: 'DBClusterInstanceClass', db_system_id: 'DBSystemId',
		iam_roles: each('AssociatedRoles', 'RoleArn'),
		...below('restore_to_point_in_time', '', {
			source_cluster_identifier: 'SourceDBClusterIdentifier', source_cluster_resource_id: 'SourceDbClusterResourceId', restore_type: 'RestoreType',
			restore_to_time: 'RestoreToTime', use_latest_restorable_time: 'UseLatestRestorableTime',
		}),
		...spelt('auto_pause min_capacity max_capacity seconds_before_timeout seconds_until_auto_pause timeout_action', 'scaling_configuration', 'ScalingConfiguration'),
		...spelt('min_capacity max_capacity seconds_until_auto_pause', 'serverlessv2_scaling_configuration', 'ServerlessV2ScalingConfiguration'),
	}, {
		named: 'cluster_identifier',
		attributes: {
			cluster_identifier: 'Ref', id: 'Ref', arn: 'DBClusterArn', endpoint: 'Endpoint.Address', reader_endpoint: 'ReadEndpoint.Address', port: 'Endpoint.Port',
			cluster_resource_id: 'DBClusterResourceId', master_user_secret: 'MasterUserSecret',
		},
		defaults: { skip_final_snapshot: false },
	}),
	resource('aws_rds_cluster_instance', INSTANCE, {
		...instance,
		identifier: 'DBInstanceIdentifier', cluster_identifier: 'DBClusterIdentifier', promotion_tier: 'PromotionTier', db_parameter_group_name: 'DBParameterGroupName',
		preferred_backup_window: 'PreferredBackupWindow', preferred_maintenance_window: 'PreferredMaintenanceWindow',
	}, {
		named: 'identifier', attributes: { identifier: 'Ref', id: 'Ref', arn: 'DBInstanceArn', endpoint: 'Endpoint.Address', port: 'Endpoint.Port', dbi_resource_id: 'DbiResourceId' },
		defaults: { publicly_accessible: false, promotion_tier: 0 },
	}),
	companion('aws_db_instance_role_association', INSTANCE, { of: 'db_instance_identifier', by: 'identifier', adds: true, attributes: { id: 'Id' } }, {
		'': only('AssociatedRoles', { RoleArn: 'role_arn', FeatureName: 'feature_name' }),
	}),
	companion('aws_rds_cluster_role_association', CLUSTER, { of: 'db_cluster_identifier', adds: true, attributes: { id: 'Id' } }, {
		'': only('AssociatedRoles', { RoleArn: 'role_arn', FeatureName: 'feature_name' }),
	}),
	// It is made in the region that the backups go to.
	companion('aws_db_instance_automated_backups_replication', INSTANCE, { of: 'source_db_instance_arn', by: 'arn', attributes: { id: 'Id' } }, {
		kms_key_id: 'AutomaticBackupReplicationKmsKeyId', retention_period: 'AutomaticBackupReplicationRetentionPeriod',
		'': custom('AutomaticBackupReplicationRegion', regionOf),
	}),
	resource('aws_rds_global_cluster', 'AWS::RDS::GlobalCluster', {
		...spelt('global_cluster_identifier engine engine_version engine_lifecycle_support deletion_protection storage_encrypted'),
		source_db_cluster_identifier: 'SourceDBClusterIdentifier', tags: tagList('Tags'),
	}, { named: 'global_cluster_identifier', attributes: { global_cluster_identifier: 'Ref', id: 'Ref', endpoint: 'GlobalEndpoint' } }),
	resource('aws_rds_integration', 'AWS::RDS::Integration', {
		...spelt('integration_name source_arn target_arn data_filter additional_encryption_context'), kms_key_id: 'KMSKeyId', tags: tagList('Tags'),
	}, { attributes: { arn: 'IntegrationArn', id: 'Ref' } }),
	resource('aws_db_snapshot', 'AWS::RDS::DBSnapshot', {
		db_instance_identifier: 'DBInstanceIdentifier', db_snapshot_identifier: 'DBSnapshotIdentifier', shared_accounts: 'SharedAccounts', tags: tagList('Tags'),
	}, { named: 'db_snapshot_identifier', attributes: { id: 'Ref', db_snapshot_identifier: 'Ref', db_snapshot_arn: 'DBSnapshotArn' } }),
	resource('aws_db_cluster_snapshot', 'AWS::RDS::ClusterSnapshot', {
		db_cluster_identifier: 'DBClusterIdentifier', db_cluster_snapshot_identifier: 'DBClusterSnapshotIdentifier', shared_accounts: 'SharedAccounts', tags: tagList('Tags'),
	}, { named: 'db_cluster_snapshot_identifier', attributes: { id: 'Ref', db_cluster_snapshot_identifier: 'Ref', db_cluster_snapshot_arn: 'DBClusterSnapshotArn' } }),
	// CloudFormation has no types for these; the properties are the parameters of RDS's own calls (CopyDBSnapshot, CopyDBClusterSnapshot, StartActivityStream).
	resource('aws_db_snapshot_copy', 'Plumbline::RDS::DBSnapshotCopy', {
		...snapshotCopy, source_db_snapshot_identifier: 'SourceDBSnapshotIdentifier', target_db_snapshot_identifier: 'TargetDBSnapshotIdentifier',
	}),
	resource('aws_rds_cluster_snapshot_copy', 'Plumbline::RDS::DBClusterSnapshotCopy', {
		...snapshotCopy, source_db_cluster_snapshot_identifier: 'SourceDBClusterSnapshotIdentifier', target_db_cluster_snapshot_identifier: 'TargetDBClusterSnapshotIdentifier',
	}),
	resource('aws_rds_cluster_activity_stream', 'Plumbline::RDS::ActivityStream', spelt('resource_arn mode kms_key_id engine_native_audit_fields_included')),
];
