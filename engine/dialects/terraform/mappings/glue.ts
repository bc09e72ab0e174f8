/** AWS Glue: the data catalogue and what fills it. */
import { type Mapping, type Table, resource } from '../mapping.ts';
import { spelt } from './blocks.ts';

const TABLE = 'TableInput';
const STORAGE = `${TABLE}.StorageDescriptor`;

const table: Table = {
	catalog_id: 'CatalogId', database_name: 'DatabaseName',
	...spelt('name description owner parameters retention table_type view_expanded_text view_original_text', '', TABLE),
	...spelt('name type comment', 'partition_keys[]', `${TABLE}.PartitionKeys[]`),
	...spelt('catalog_id database_name name region', 'target_table', `${TABLE}.TargetTable`),
	...spelt('bucket_columns compressed input_format location number_of_buckets output_format parameters stored_as_sub_directories', 'storage_descriptor', STORAGE),
	...spelt('name type comment', 'storage_descriptor.columns[]', `${STORAGE}.Columns[]`),
	...spelt('name parameters serialization_library', 'storage_descriptor.ser_de_info', `${STORAGE}.SerdeInfo`),
	...spelt('column sort_order', 'storage_descriptor.sort_columns[]', `${STORAGE}.SortColumns[]`),
	...spelt('skewed_column_names skewed_column_value_location_maps skewed_column_values', 'storage_descriptor.skewed_info', `${STORAGE}.SkewedInfo`),
	...spelt('schema_version_id schema_version_number', 'storage_descriptor.schema_reference', `${STORAGE}.SchemaReference`),
	...spelt('registry_name schema_arn schema_name', 'storage_descriptor.schema_reference.schema_id', `${STORAGE}.SchemaReference.SchemaId`),
	...spelt('metadata_operation version', 'open_table_format_input.iceberg_input', 'OpenTableFormatInput.IcebergInput'),
};

const TARGETS: Readonly<Record<string, readonly [property: string, names: string]>> = {
	catalog_target: ['CatalogTargets', 'connection_name database_name dlq_event_queue_arn event_queue_arn tables'],
	delta_target: ['DeltaTargets', 'connection_name create_native_delta_table delta_tables write_manifest'],
	dynamodb_target: ['DynamoDBTargets', 'path scan_all scan_rate'],
	hudi_target: ['HudiTargets', 'connection_name exclusions maximum_traversal_depth paths'],
	iceberg_target: ['IcebergTargets', 'connection_name exclusions maximum_traversal_depth paths'],
	jdbc_target: ['JdbcTargets', 'connection_name enable_additional_metadata exclusions path'],
	mongodb_target: ['MongoDBTargets', 'connection_name path'],
	s3_target: ['S3Targets', 'connection_name dlq_event_queue_arn event_queue_arn exclusions path sample_size'],
};

const targets: Table = Object.assign({}, ...Object.entries(TARGETS).map(([block, [property, names]]) => spelt(names, `${block}[]`, `Targets.${property}[]`)));

const NAME = { named: 'name', attributes: { name: 'Ref', id: 'Ref' } };
const ENCRYPTION = 'encryption_configuration';
const ENCRYPTS = 'EncryptionConfiguration';
const CATALOG = 'data_catalog_encryption_settings';
const CATALOGS = 'DataCatalogEncryptionSettings';

export const glue: readonly Mapping[] = [
	resource('aws_glue_catalog_database', 'AWS::Glue::Database', {
		catalog_id: 'CatalogId', ...spelt('name description location_uri parameters', '', 'DatabaseInput'),
		...spelt('catalog_id database_name region', 'target_database', 'DatabaseInput.TargetDatabase'),
		...spelt('connection_name identifier', 'federated_database', 'DatabaseInput.FederatedDatabase'),
		'create_table_default_permission[].permissions': 'DatabaseInput.CreateTableDefaultPermissions[].Permissions',
		'create_table_default_permission[].principal.data_lake_principal_identifier': 'DatabaseInput.CreateTableDefaultPermissions[].Principal.DataLakePrincipalIdentifier',
	}, { named: 'name', attributes: { name: 'Ref' } }),
	resource('aws_glue_catalog_table', 'AWS::Glue::Table', table, { named: 'name', attributes: { name: 'Ref', id: 'Id' } }),
	resource('aws_glue_crawler', 'AWS::Glue::Crawler', {
		...spelt('name role classifiers configuration database_name description table_prefix tags'), security_configuration: 'CrawlerSecurityConfiguration',
		schedule: 'Schedule.ScheduleExpression', 'recrawl_policy.recrawl_behavior': 'RecrawlPolicy.RecrawlBehavior',
		...spelt('delete_behavior update_behavior', 'schema_change_policy', 'SchemaChangePolicy'),
		...spelt('account_id use_lake_formation_credentials', 'lake_formation_configuration', 'LakeFormationConfiguration'),
		...targets,
	}, NAME),
	resource('aws_glue_job', 'AWS::Glue::Job', {
		...spelt(`name role description execution_class glue_version job_mode job_run_queuing_enabled maintenance_window max_capacity max_retries default_arguments non_overridable_arguments
			number_of_workers worker_type security_configuration timeout tags`),
		connections: 'Connections.Connections',
		...spelt('name python_version runtime script_location', 'command', 'Command'),
		'execution_property.max_concurrent_runs': 'ExecutionProperty.MaxConcurrentRuns', 'notification_property.notify_delay_after': 'NotificationProperty.NotifyDelayAfter',
	}, NAME),
	resource('aws_glue_connection', 'AWS::Glue::Connection', {
		catalog_id: 'CatalogId', ...spelt('name description connection_type connection_properties athena_properties match_criteria', '', 'ConnectionInput'),
		...spelt('availability_zone security_group_id_list subnet_id', 'physical_connection_requirements', 'ConnectionInput.PhysicalConnectionRequirements'),
	}, { named: 'name', attributes: { name: 'Ref' } }),
	resource('aws_glue_security_configuration', 'AWS::Glue::SecurityConfiguration', {
		name: 'Name',
		...spelt('kms_key_arn', `${ENCRYPTION}.cloudwatch_encryption`, `${ENCRYPTS}.CloudWatchEncryption`),
		[`${ENCRYPTION}.cloudwatch_encryption.cloudwatch_encryption_mode`]: `${ENCRYPTS}.CloudWatchEncryption.CloudWatchEncryptionMode`,
		...spelt('job_bookmarks_encryption_mode kms_key_arn', `${ENCRYPTION}.job_bookmarks_encryption`, `${ENCRYPTS}.JobBookmarksEncryption`),
		...spelt('s3_encryption_mode kms_key_arn', `${ENCRYPTION}.s3_encryption[]`, `${ENCRYPTS}.S3Encryptions[]`),
	}, NAME),
	resource('aws_glue_data_catalog_encryption_settings', 'AWS::Glue::DataCatalogEncryptionSettings', {
		catalog_id: 'CatalogId',
		[`${CATALOG}.connection_password_encryption.aws_kms_key_id`]: `${CATALOGS}.ConnectionPasswordEncryption.KmsKeyId`,
		[`${CATALOG}.connection_password_encryption.return_connection_password_encrypted`]: `${CATALOGS}.ConnectionPasswordEncryption.ReturnConnectionPasswordEncrypted`,
		...spelt('catalog_encryption_mode catalog_encryption_service_role sse_aws_kms_key_id', `${CATALOG}.encryption_at_rest`, `${CATALOGS}.EncryptionAtRest`),
	}, { attributes: { id: 'Ref' } }),
];
