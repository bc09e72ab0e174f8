/** Amazon Data Firehose: streams into S3 and Redshift. */
import { type Mapping, type Table, resource } from '../mapping.ts';
import { below, tagList } from './shapes.ts';

const logging: Table = { enabled: 'Enabled', log_group_name: 'LogGroupName', log_stream_name: 'LogStreamName' };

/** A bucket that records go to, first or as a copy. Sizes had shorter names before version 5 of the provider. */
const bucket: Table = {
	bucket_arn: 'BucketARN', role_arn: 'RoleARN', prefix: 'Prefix', error_output_prefix: 'ErrorOutputPrefix', compression_format: 'CompressionFormat',
	buffering_size: 'BufferingHints.SizeInMBs', buffer_size: 'BufferingHints.SizeInMBs',
	buffering_interval: 'BufferingHints.IntervalInSeconds', buffer_interval: 'BufferingHints.IntervalInSeconds',
	kms_key_arn: 'EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN', ...below('cloudwatch_logging_options', 'CloudWatchLoggingOptions', logging),
};

const processing: Table = below('processing_configuration', 'ProcessingConfiguration', {
	enabled: 'Enabled', 'processors[].type': 'Processors[].Type',
	'processors[].parameters[].parameter_name': 'Processors[].Parameters[].ParameterName', 'processors[].parameters[].parameter_value': 'Processors[].Parameters[].ParameterValue',
});

const backup: Table = { s3_backup_mode: 'S3BackupMode', ...below('s3_backup_configuration', 'S3BackupConfiguration', bucket) };

export const firehose: readonly Mapping[] = [
	resource('aws_kinesis_firehose_delivery_stream', 'AWS::KinesisFirehose::DeliveryStream', {
		name: 'DeliveryStreamName',
		'server_side_encryption.key_type': 'DeliveryStreamEncryptionConfigurationInput.KeyType', 'server_side_encryption.key_arn': 'DeliveryStreamEncryptionConfigurationInput.KeyARN',
		'kinesis_source_configuration.kinesis_stream_arn': 'KinesisStreamSourceConfiguration.KinesisStreamARN', 'kinesis_source_configuration.role_arn': 'KinesisStreamSourceConfiguration.RoleARN',
		...below('s3_configuration', 'S3DestinationConfiguration', bucket),
		...below('extended_s3_configuration', 'ExtendedS3DestinationConfiguration', {
			...bucket, ...processing, ...backup, 'dynamic_partitioning_configuration.enabled': 'DynamicPartitioningConfiguration.Enabled',
			...below('data_format_conversion_configuration', 'DataFormatConversionConfiguration', {
				enabled: 'Enabled', 'schema_configuration.database_name': 'SchemaConfiguration.DatabaseName', 'schema_configuration.table_name': 'SchemaConfiguration.TableName',
				'schema_configuration.role_arn': 'SchemaConfiguration.RoleARN',
			}),
		}),
		...below('redshift_configuration', 'RedshiftDestinationConfiguration', {
			cluster_jdbcurl: 'ClusterJDBCURL', username: 'Username', password: 'Password', role_arn: 'RoleARN', retry_duration: 'RetryOptions.DurationInSeconds',
			data_table_name: 'CopyCommand.DataTableName', data_table_columns: 'CopyCommand.DataTableColumns', copy_options: 'CopyCommand.CopyOptions',
			...below('secrets_manager_configuration', 'SecretsManagerConfiguration', { enabled: 'Enabled', role_arn: 'RoleARN', secret_arn: 'SecretARN' }),
			...below('s3_configuration', 'S3Configuration', bucket), ...below('cloudwatch_logging_options', 'CloudWatchLoggingOptions', logging), ...processing, ...backup,
		}),
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', arn: 'Arn', id: 'Arn' } }),
];
