/** What stands beside buckets: access points, objects, directory and table buckets, Storage Lens, the account's own setting. */
import { type Mapping, type Table, companion, json, renamed, resource, usually } from '../mapping.ts';
import { below, tagList } from './shapes.ts';

const BLOCKS: readonly (readonly [string, string])[] = [
	['block_public_acls', 'BlockPublicAcls'], ['block_public_policy', 'BlockPublicPolicy'], ['ignore_public_acls', 'IgnorePublicAcls'], ['restrict_public_buckets', 'RestrictPublicBuckets'],
];

/** In the block of an access point the provider takes true for what is not written. */
const publicAccessBlock = (block: string): Table => Object.fromEntries(BLOCKS.map(([from, to]) => [`${block}.${from}`, usually(true, `PublicAccessBlockConfiguration.${to}`)]));

/** An object of a bucket: CloudFormation has no type for it. Names are those of S3's PutObject. */
const object: Table = {
	bucket: 'Bucket', key: 'Key', acl: 'ACL', server_side_encryption: 'ServerSideEncryption', kms_key_id: 'SSEKMSKeyId', bucket_key_enabled: 'BucketKeyEnabled', storage_class: 'StorageClass',
};

const METRICS = [
	['activity_metrics', 'ActivityMetrics'], ['advanced_cost_optimization_metrics', 'AdvancedCostOptimizationMetrics'], ['advanced_data_protection_metrics', 'AdvancedDataProtectionMetrics'],
	['advanced_performance_metrics', 'AdvancedPerformanceMetrics'], ['detailed_status_code_metrics', 'DetailedStatusCodesMetrics'],
] as const;

const metrics = (level: string, target: string): Table => Object.fromEntries(METRICS.map(([from, to]) => [`${level}.${from}.enabled`, `${target}.${to}.IsEnabled`]));

const storageLens: Table = below('storage_lens_configuration', 'StorageLensConfiguration', {
	enabled: 'IsEnabled', 'aws_org.arn': 'AwsOrg.Arn',
	...metrics('account_level', 'AccountLevel'), ...metrics('account_level.bucket_level', 'AccountLevel.BucketLevel'),
	...below('account_level.bucket_level.prefix_level.storage_metrics', 'AccountLevel.BucketLevel.PrefixLevel.StorageMetrics', {
		enabled: 'IsEnabled', 'selection_criteria.delimiter': 'SelectionCriteria.Delimiter', 'selection_criteria.max_depth': 'SelectionCriteria.MaxDepth',
		'selection_criteria.min_storage_bytes_percentage': 'SelectionCriteria.MinStorageBytesPercentage',
	}),
	'data_export.cloud_watch_metrics.enabled': 'DataExport.CloudWatchMetrics.IsEnabled',
	...below('data_export.s3_bucket_destination', 'DataExport.S3BucketDestination', {
		account_id: 'AccountId', arn: 'Arn', format: 'Format', output_schema_version: 'OutputSchemaVersion', prefix: 'Prefix', 'encryption.sse_kms.key_id': 'Encryption.SSEKMS.KeyId',
	}),
	'exclude.buckets': 'Exclude.Buckets', 'exclude.regions': 'Exclude.Regions', 'include.buckets': 'Include.Buckets', 'include.regions': 'Include.Regions',
});

const table: Table = { table_bucket_arn: 'TableBucketARN', namespace: 'Namespace' };

export const s3Access: readonly Mapping[] = [
	resource('aws_s3_access_point', 'AWS::S3::AccessPoint', {
		bucket: 'Bucket', name: 'Name', bucket_account_id: 'BucketAccountId', policy: json('Policy'), 'vpc_configuration.vpc_id': 'VpcConfiguration.VpcId',
		...publicAccessBlock('public_access_block_configuration'), tags: tagList('Tags'),
	}, { named: 'name', attributes: { id: 'Ref', arn: 'Arn', alias: 'Alias', name: 'Name', network_origin: 'NetworkOrigin' } }),
	companion('aws_s3control_access_point_policy', 'AWS::S3::AccessPoint', { of: 'access_point_arn', by: 'arn', neverMade: true }, { policy: json('Policy') }),
	resource('aws_s3control_multi_region_access_point', 'AWS::S3::MultiRegionAccessPoint', {
		'details.name': 'Name', 'details.region[].bucket': 'Regions[].Bucket', 'details.region[].bucket_account_id': 'Regions[].BucketAccountId', ...publicAccessBlock('details.public_access_block'),
	}, { attributes: { id: 'Ref', alias: 'Alias', name: 'Name' } }),
	resource('aws_s3control_multi_region_access_point_policy', 'AWS::S3::MultiRegionAccessPointPolicy', { 'details.name': 'MrapName', 'details.policy': json('Policy') }),
	resource('aws_s3control_object_lambda_access_point', 'AWS::S3ObjectLambda::AccessPoint', {
		name: 'Name',
		...below('configuration', 'ObjectLambdaConfiguration', {
			allowed_features: 'AllowedFeatures', cloud_watch_metrics_enabled: 'CloudWatchMetricsEnabled', supporting_access_point: 'SupportingAccessPoint',
			'transformation_configuration[].actions': 'TransformationConfigurations[].Actions',
			'transformation_configuration[].content_transformation.aws_lambda.function_arn': 'TransformationConfigurations[].ContentTransformation.AwsLambda.FunctionArn',
			'transformation_configuration[].content_transformation.aws_lambda.function_payload': 'TransformationConfigurations[].ContentTransformation.AwsLambda.FunctionPayload',
		}),
	}, { named: 'name', attributes: { id: 'Ref', arn: 'Arn', alias: 'Alias.Value' } }),
	resource('aws_s3control_object_lambda_access_point_policy', 'AWS::S3ObjectLambda::AccessPointPolicy', { name: 'ObjectLambdaAccessPoint', policy: json('PolicyDocument') }),
	resource('aws_s3control_storage_lens_configuration', 'AWS::S3::StorageLens', { config_id: 'StorageLensConfiguration.Id', ...storageLens, tags: tagList('Tags') }, {
		attributes: { id: 'Ref', arn: 'StorageLensConfiguration.StorageLensArn' },
	}),
	resource('aws_s3_directory_bucket', 'AWS::S3Express::DirectoryBucket', {
		bucket: 'BucketName', data_redundancy: usually('SingleAvailabilityZone', 'DataRedundancy'), 'location.name': 'LocationName', tags: tagList('Tags'),
	}, { named: 'bucket', attributes: { bucket: 'Ref', id: 'Ref', arn: 'Arn' } }),
	resource('aws_s3tables_table_bucket', 'AWS::S3Tables::TableBucket', {
		name: 'TableBucketName', 'encryption_configuration.sse_algorithm': 'EncryptionConfiguration.SSEAlgorithm', 'encryption_configuration.kms_key_arn': 'EncryptionConfiguration.KMSKeyArn',
		...below('maintenance_configuration.iceberg_unreferenced_file_removal', 'UnreferencedFileRemoval', {
			status: renamed('Status', [['enabled', 'Enabled'], ['disabled', 'Disabled']]), 'settings.non_current_days': 'NoncurrentDays', 'settings.unreferenced_days': 'UnreferencedDays',
		}),
	}, { named: 'name', attributes: { arn: 'TableBucketARN', id: 'Ref', name: '=name' } }),
	resource('aws_s3tables_table_bucket_policy', 'AWS::S3Tables::TableBucketPolicy', { table_bucket_arn: 'TableBucketARN', resource_policy: json('ResourcePolicy') }),
	resource('aws_s3tables_namespace', 'AWS::S3Tables::Namespace', table),
	resource('aws_s3tables_table', 'AWS::S3Tables::Table', { ...table, name: 'TableName', format: 'OpenTableFormat' }, { attributes: { arn: 'TableARN', id: 'Ref', warehouse_location: 'WarehouseLocation' } }),
	...['aws_s3_object', 'aws_s3_bucket_object', 'aws_s3_object_copy'].map(type => resource(type, 'Plumbline::S3::Object', object, { attributes: { id: 'Ref', key: '=key', bucket: '=bucket' } })),
	// CloudFormation has no type for the setting of the whole account.
	resource('aws_s3_account_public_access_block', 'Plumbline::S3::AccountPublicAccessBlock', { account_id: 'AccountId', ...Object.fromEntries(BLOCKS) }),
];
