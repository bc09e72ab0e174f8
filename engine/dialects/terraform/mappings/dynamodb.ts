/** Amazon DynamoDB. */
import { type Mapping, type Table, companion, json, resource } from '../mapping.ts';
import { keySchema, tagList } from './shapes.ts';

const index = (from: string, to: string): Table => ({
	[`${from}.name`]: `${to}.IndexName`,
	[`${from}.projection_type`]: `${to}.Projection.ProjectionType`,
	[`${from}.non_key_attributes`]: `${to}.Projection.NonKeyAttributes`,
});

export const dynamodb: readonly Mapping[] = [
	resource('aws_dynamodb_table', 'AWS::DynamoDB::Table', {
		name: 'TableName',
		billing_mode: 'BillingMode',
		read_capacity: 'ProvisionedThroughput.ReadCapacityUnits',
		write_capacity: 'ProvisionedThroughput.WriteCapacityUnits',
		'': keySchema('KeySchema'),
		'attribute[].name': 'AttributeDefinitions[].AttributeName',
		'attribute[].type': 'AttributeDefinitions[].AttributeType',
		...index('global_secondary_index[]', 'GlobalSecondaryIndexes[]'),
		'global_secondary_index[]': keySchema('GlobalSecondaryIndexes[].KeySchema'),
		'global_secondary_index[].read_capacity': 'GlobalSecondaryIndexes[].ProvisionedThroughput.ReadCapacityUnits',
		'global_secondary_index[].write_capacity': 'GlobalSecondaryIndexes[].ProvisionedThroughput.WriteCapacityUnits',
		...index('local_secondary_index[]', 'LocalSecondaryIndexes[]'),
		'local_secondary_index[]': keySchema('LocalSecondaryIndexes[].KeySchema', true),
		stream_view_type: 'StreamSpecification.StreamViewType',
		'point_in_time_recovery.enabled': 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
		'point_in_time_recovery.recovery_period_in_days': 'PointInTimeRecoverySpecification.RecoveryPeriodInDays',
		'server_side_encryption.enabled': 'SSESpecification.SSEEnabled',
		'server_side_encryption.kms_key_arn': 'SSESpecification.KMSMasterKeyId',
		'ttl.enabled': 'TimeToLiveSpecification.Enabled',
		'ttl.attribute_name': 'TimeToLiveSpecification.AttributeName',
		table_class: 'TableClass',
		deletion_protection_enabled: 'DeletionProtectionEnabled',
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn', stream_arn: 'StreamArn' } }),
	companion('aws_dynamodb_resource_policy', 'AWS::DynamoDB::Table', { of: 'resource_arn', by: 'arn' }, { policy: json('ResourcePolicy.PolicyDocument') }),
];
