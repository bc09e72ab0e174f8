/** AWS Database Migration Service. */
import { type Mapping, type Spec, type Table, custom, json, resource } from '../mapping.ts';
import { lift } from '../values.ts';
import { always, spelt } from './blocks.ts';
import { tagList } from './shapes.ts';

const S3_SETTINGS = `add_column_name add_trailing_padding_character bucket_folder bucket_name canned_acl_for_objects cdc_inserts_and_updates cdc_inserts_only cdc_max_batch_interval
	cdc_min_file_size cdc_path compression_type csv_delimiter csv_no_sup_value csv_null_value csv_row_delimiter data_format data_page_size date_partition_delimiter
	date_partition_enabled date_partition_sequence date_partition_timezone dict_page_size_limit enable_statistics encoding_type encryption_mode expected_bucket_owner
	external_table_definition glue_catalog_generation ignore_header_rows include_op_for_full_load max_file_size parquet_timestamp_in_millisecond parquet_version preserve_transactions
	rfc_4180 row_group_length server_side_encryption_kms_key_id service_access_role_arn timestamp_column_name use_csv_no_sup_value use_task_start_time_for_full_load_timestamp`;

const STREAM_SETTINGS = `include_control_details include_null_and_empty include_partition_value include_table_alter_operations include_transaction_details message_format
	partition_include_schema_table`;

/** Where CloudFormation takes the secret of an endpoint, by engine; Terraform has one place for all. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
	MySqlSettings: ['mysql', 'mariadb', 'aurora'], PostgreSqlSettings: ['postgres', 'aurora-postgresql', 'aurora-postgresql-serverless'], OracleSettings: ['oracle'],
	MicrosoftSqlServerSettings: ['sqlserver', 'babelfish'], MongoDbSettings: ['mongodb'], DocDbSettings: ['docdb'], RedshiftSettings: ['redshift', 'redshift-serverless'],
	SybaseSettings: ['sybase'], IbmDb2Settings: ['db2', 'db2-zos'],
};

const secrets: readonly Spec[] = Object.entries(SETTINGS).flatMap(([settings, engines]) => (
	[['secrets_manager_arn', 'SecretsManagerSecretId'], ['secrets_manager_access_role_arn', 'SecretsManagerAccessRoleArn']] as const
).map(([argument, property]) => custom(`${settings}.${property}`, endpoint => lift([endpoint.root('engine_name')], endpoint.site, ([engine]) => (
	engine!.kind === 'known' && engines.includes(String(engine!.scalar)) ? endpoint.root(argument) : { kind: 'absent', site: endpoint.site }
)), { place: path => (path.length === 0 ? [argument] : undefined) })));

const endpoint: Table = {
	endpoint_id: 'EndpointIdentifier', kms_key_arn: 'KmsKeyId', ...spelt('endpoint_type certificate_arn ssl_mode'), tags: tagList('Tags'),
};

const ENDPOINT = { attributes: { endpoint_arn: 'Ref', id: 'EndpointIdentifier' }, named: 'endpoint_id' };

export const dms: readonly Mapping[] = [
	resource('aws_dms_replication_instance', 'AWS::DMS::ReplicationInstance', {
		...spelt(`replication_instance_class allocated_storage allow_major_version_upgrade auto_minor_version_upgrade availability_zone dns_name_servers engine_version network_type
			preferred_maintenance_window publicly_accessible vpc_security_group_ids`),
		replication_instance_id: 'ReplicationInstanceIdentifier', kms_key_arn: 'KmsKeyId', multi_az: 'MultiAZ', replication_subnet_group_id: 'ReplicationSubnetGroupIdentifier',
		tags: tagList('Tags'),
	}, {
		named: 'replication_instance_id',
		attributes: { replication_instance_arn: 'Ref', id: 'ReplicationInstanceIdentifier', replication_instance_id: 'ReplicationInstanceIdentifier' },
		// The provider always sends both; left out, AWS takes true for each: https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html
		defaults: { publicly_accessible: false, auto_minor_version_upgrade: false },
	}),
	resource('aws_dms_endpoint', 'AWS::DMS::Endpoint', {
		...endpoint,
		...spelt('engine_name database_name extra_connection_attributes password port server_name username'),
		'': secrets,
		service_access_role: 'DynamoDbSettings.ServiceAccessRoleArn',
		...spelt('endpoint_uri error_retry_duration full_load_error_percentage service_access_role_arn', 'elasticsearch_settings', 'ElasticsearchSettings'),
		...spelt(`broker message_max_bytes no_hex_prefix sasl_password security_protocol ssl_ca_certificate_arn ssl_client_certificate_arn ssl_client_key_arn ssl_client_key_password topic
			${STREAM_SETTINGS}`, 'kafka_settings', 'KafkaSettings'),
		'kafka_settings.sasl_username': 'KafkaSettings.SaslUserName',
		...spelt(`no_hex_prefix service_access_role_arn stream_arn ${STREAM_SETTINGS}`, 'kinesis_settings', 'KinesisSettings'),
		...spelt('auth_mechanism auth_source auth_type docs_to_investigate extract_doc_id nesting_level', 'mongodb_settings', 'MongoDbSettings'),
		...spelt(`after_connect_script clean_source_metadata_on_mismatch events_poll_interval max_file_size parallel_load_threads server_timezone target_db_type
			`, 'mysql_settings', 'MySqlSettings'),
		...spelt(`after_connect_script babelfish_database_name capture_ddls database_mode ddl_artifacts_schema execute_timeout fail_tasks_on_lob_truncation heartbeat_enable heartbeat_frequency
			heartbeat_schema map_boolean_as_boolean max_file_size plugin_name slot_name`, 'postgres_settings', 'PostgreSqlSettings'),
		...spelt('auth_password auth_type auth_user_name port server_name ssl_ca_certificate_arn ssl_security_protocol', 'redis_settings', 'RedisSettings'),
		...spelt('bucket_folder bucket_name encryption_mode server_side_encryption_kms_key_id service_access_role_arn', 'redshift_settings', 'RedshiftSettings'),
		...spelt(S3_SETTINGS, 's3_settings', 'S3Settings'),
	}, ENDPOINT),
	resource('aws_dms_s3_endpoint', 'AWS::DMS::Endpoint', { ...endpoint, '': always('s3', 'EngineName'), ...spelt(S3_SETTINGS, '', 'S3Settings') }, ENDPOINT),
	resource('aws_dms_replication_task', 'AWS::DMS::ReplicationTask', {
		...spelt('migration_type replication_instance_arn source_endpoint_arn target_endpoint_arn table_mappings replication_task_settings cdc_start_position cdc_start_time resource_identifier'),
		replication_task_id: 'ReplicationTaskIdentifier', tags: tagList('Tags'),
	}, { attributes: { replication_task_arn: 'Ref', id: 'ReplicationTaskIdentifier' } }),
	resource('aws_dms_replication_config', 'AWS::DMS::ReplicationConfig', {
		...spelt('replication_config_identifier replication_type resource_identifier source_endpoint_arn target_endpoint_arn'),
		table_mappings: json('TableMappings'), replication_settings: json('ReplicationSettings'), supplemental_settings: json('SupplementalSettings'),
		...spelt(`availability_zone dns_name_servers kms_key_id max_capacity_units min_capacity_units preferred_maintenance_window replication_subnet_group_id vpc_security_group_ids
			`, 'compute_config', 'ComputeConfig'),
		'compute_config.multi_az': 'ComputeConfig.MultiAZ', tags: tagList('Tags'),
	}, { attributes: { arn: 'Ref', id: 'Ref' } }),
	resource('aws_dms_replication_subnet_group', 'AWS::DMS::ReplicationSubnetGroup', {
		replication_subnet_group_id: 'ReplicationSubnetGroupIdentifier', replication_subnet_group_description: 'ReplicationSubnetGroupDescription', subnet_ids: 'SubnetIds', tags: tagList('Tags'),
	}, { named: 'replication_subnet_group_id', attributes: { replication_subnet_group_id: 'Ref', id: 'Ref' } }),
	resource('aws_dms_certificate', 'AWS::DMS::Certificate', { certificate_id: 'CertificateIdentifier', ...spelt('certificate_pem certificate_wallet') }, {
		named: 'certificate_id', attributes: { certificate_arn: 'Ref', id: 'CertificateIdentifier' },
	}),
	resource('aws_dms_event_subscription', 'AWS::DMS::EventSubscription', {
		...spelt('enabled event_categories sns_topic_arn source_ids source_type'), name: 'SubscriptionName', tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
];
