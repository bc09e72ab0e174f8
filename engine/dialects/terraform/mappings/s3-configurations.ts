/** Configurations that a bucket may have several of, each a resource of its own in Terraform; and S3 Metadata. */
import { type Mapping, type Table, companion, usually } from '../mapping.ts';
import { below, tagList } from './shapes.ts';

const BUCKET = 'AWS::S3::Bucket';

/** Each of these resources is one item of the bucket's list. */
const item = (terraform: string, list: string, table: Table): Mapping => companion(terraform, BUCKET, { of: 'bucket', adds: true }, below('', `${list}[]`, table));

const filter: Table = { 'filter.prefix': 'Prefix', 'filter.tags': tagList('TagFilters') };

export const s3Configurations: readonly Mapping[] = [
	item('aws_s3_bucket_intelligent_tiering_configuration', 'IntelligentTieringConfigurations', {
		name: 'Id', status: usually('Enabled', 'Status'), 'tiering[].access_tier': 'Tierings[].AccessTier', 'tiering[].days': 'Tierings[].Days', ...filter,
	}),
	item('aws_s3_bucket_analytics_configuration', 'AnalyticsConfigurations', {
		name: 'Id', ...filter,
		...below('storage_class_analysis.data_export', 'StorageClassAnalysis.DataExport', {
			output_schema_version: usually('V_1', 'OutputSchemaVersion'),
			'destination.s3_bucket_destination.bucket_arn': 'Destination.BucketArn', 'destination.s3_bucket_destination.bucket_account_id': 'Destination.BucketAccountId',
			'destination.s3_bucket_destination.format': usually('CSV', 'Destination.Format'), 'destination.s3_bucket_destination.prefix': 'Destination.Prefix',
		}),
	}),
	item('aws_s3_bucket_metric', 'MetricsConfigurations', { name: 'Id', 'filter.access_point': 'AccessPointArn', ...filter }),
	item('aws_s3_bucket_inventory', 'InventoryConfigurations', {
		name: 'Id', enabled: usually(true, 'Enabled'), included_object_versions: 'IncludedObjectVersions', 'schedule.frequency': 'ScheduleFrequency',
		optional_fields: 'OptionalFields', 'filter.prefix': 'Prefix',
		'destination.bucket.bucket_arn': 'Destination.BucketArn', 'destination.bucket.account_id': 'Destination.BucketAccountId',
		'destination.bucket.format': 'Destination.Format', 'destination.bucket.prefix': 'Destination.Prefix',
	}),
	companion('aws_s3_bucket_metadata_configuration', BUCKET, { of: 'bucket' }, below('metadata_configuration', 'MetadataConfiguration', {
		'inventory_table_configuration.configuration_state': 'InventoryTableConfiguration.ConfigurationState',
		'inventory_table_configuration.encryption_configuration.kms_key_arn': 'InventoryTableConfiguration.EncryptionConfiguration.KmsKeyArn',
		'inventory_table_configuration.encryption_configuration.sse_algorithm': 'InventoryTableConfiguration.EncryptionConfiguration.SseAlgorithm',
		'journal_table_configuration.encryption_configuration.kms_key_arn': 'JournalTableConfiguration.EncryptionConfiguration.KmsKeyArn',
		'journal_table_configuration.encryption_configuration.sse_algorithm': 'JournalTableConfiguration.EncryptionConfiguration.SseAlgorithm',
		'journal_table_configuration.record_expiration.days': 'JournalTableConfiguration.RecordExpiration.Days',
		'journal_table_configuration.record_expiration.expiration': 'JournalTableConfiguration.RecordExpiration.Expiration',
	})),
];
