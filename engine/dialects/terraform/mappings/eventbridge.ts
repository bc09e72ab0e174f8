/** Amazon EventBridge: buses, rules with their targets, schedules and pipes. */
import { type Mapping, type Table, companion, json, renamed, resource, usually } from '../mapping.ts';
import { below, tagList } from './shapes.ts';

const BUS = 'AWS::Events::EventBus';

const network = (target: string): Table => below('network_configuration', `NetworkConfiguration.${target}`, {
	subnets: 'Subnets', security_groups: 'SecurityGroups', assign_public_ip: renamed('AssignPublicIp', [[true, 'ENABLED'], [false, 'DISABLED']]),
});

const ecs: Table = {
	task_definition_arn: 'TaskDefinitionArn', task_count: 'TaskCount', launch_type: 'LaunchType', platform_version: 'PlatformVersion', group: 'Group', propagate_tags: 'PropagateTags',
	enable_ecs_managed_tags: 'EnableECSManagedTags', enable_execute_command: 'EnableExecuteCommand',
};

const retry: Table = { maximum_event_age_in_seconds: 'MaximumEventAgeInSeconds', maximum_retry_attempts: 'MaximumRetryAttempts' };

/** One target is a resource of its own in Terraform. */
const target: Table = {
	target_id: 'Id', arn: 'Arn', role_arn: 'RoleArn', input: 'Input', input_path: 'InputPath',
	'input_transformer.input_paths': 'InputTransformer.InputPathsMap', 'input_transformer.input_template': 'InputTransformer.InputTemplate',
	'dead_letter_config.arn': 'DeadLetterConfig.Arn', ...below('retry_policy', 'RetryPolicy', retry),
	'sqs_target.message_group_id': 'SqsParameters.MessageGroupId', 'kinesis_target.partition_key_path': 'KinesisParameters.PartitionKeyPath',
	...below('ecs_target', 'EcsParameters', { ...ecs, ...network('AwsVpcConfiguration') }),
	...below('batch_target', 'BatchParameters', { job_definition: 'JobDefinition', job_name: 'JobName', array_size: 'ArrayProperties.Size', job_attempts: 'RetryStrategy.Attempts' }),
	...below('http_target', 'HttpParameters', { header_parameters: 'HeaderParameters', path_parameter_values: 'PathParameterValues', query_string_parameters: 'QueryStringParameters' }),
	...below('redshift_target', 'RedshiftDataParameters', {
		database: 'Database', db_user: 'DbUser', secrets_manager_arn: 'SecretManagerArn', sql: 'Sql', statement_name: 'StatementName', with_event: 'WithEvent',
	}),
	...below('run_command_targets[]', 'RunCommandParameters.RunCommandTargets[]', { key: 'Key', values: 'Values' }),
};

const batch: Table = { batch_size: 'BatchSize', maximum_batching_window_in_seconds: 'MaximumBatchingWindowInSeconds' };

/** What a pipe takes from a stream. */
const stream: Table = {
	...batch, maximum_record_age_in_seconds: 'MaximumRecordAgeInSeconds', maximum_retry_attempts: 'MaximumRetryAttempts', on_partial_batch_item_failure: 'OnPartialBatchItemFailure',
	parallelization_factor: 'ParallelizationFactor', starting_position: 'StartingPosition', 'dead_letter_config.arn': 'DeadLetterConfig.Arn',
};

export const eventbridge: readonly Mapping[] = [
	resource('aws_cloudwatch_event_connection', 'AWS::Events::Connection', {
		name: 'Name', description: 'Description', authorization_type: 'AuthorizationType', kms_key_identifier: 'KmsKeyIdentifier',
		'auth_parameters.api_key.key': 'AuthParameters.ApiKeyAuthParameters.ApiKeyName', 'auth_parameters.api_key.value': 'AuthParameters.ApiKeyAuthParameters.ApiKeyValue',
		'auth_parameters.basic.username': 'AuthParameters.BasicAuthParameters.Username', 'auth_parameters.basic.password': 'AuthParameters.BasicAuthParameters.Password',
		'auth_parameters.oauth.authorization_endpoint': 'AuthParameters.OAuthParameters.AuthorizationEndpoint', 'auth_parameters.oauth.http_method': 'AuthParameters.OAuthParameters.HttpMethod',
		'auth_parameters.oauth.client_parameters.client_id': 'AuthParameters.OAuthParameters.ClientParameters.ClientID',
		'auth_parameters.oauth.client_parameters.client_secret': 'AuthParameters.OAuthParameters.ClientParameters.ClientSecret',
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn', secret_arn: 'SecretArn' } }),
	resource('aws_cloudwatch_event_rule', 'AWS::Events::Rule', {
		name: 'Name', description: 'Description', event_bus_name: 'EventBusName', event_pattern: json('EventPattern'), schedule_expression: 'ScheduleExpression', role_arn: 'RoleArn',
		state: 'State', is_enabled: renamed('State', [[true, 'ENABLED'], [false, 'DISABLED']]), tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn' } }),
	companion('aws_cloudwatch_event_target', 'AWS::Events::Rule', { of: 'rule', by: 'name', adds: true, attributes: { arn: '=arn' } }, below('', 'Targets[]', target)),
	resource('aws_cloudwatch_event_bus', BUS, {
		name: 'Name', description: 'Description', event_source_name: 'EventSourceName', kms_key_identifier: 'KmsKeyIdentifier', 'dead_letter_config.arn': 'DeadLetterConfig.Arn', tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn' } }),
	companion('aws_cloudwatch_event_bus_policy', BUS, { of: 'event_bus_name', by: 'name' }, { policy: json('Policy') }),
	resource('aws_cloudwatch_event_permission', 'AWS::Events::EventBusPolicy', {
		event_bus_name: 'EventBusName', statement_id: 'StatementId', principal: 'Principal', action: usually('events:PutEvents', 'Action'),
		'condition.key': 'Condition.Key', 'condition.type': 'Condition.Type', 'condition.value': 'Condition.Value',
	}),
	resource('aws_cloudwatch_event_archive', 'AWS::Events::Archive', {
		name: 'ArchiveName', description: 'Description', event_source_arn: 'SourceArn', event_pattern: json('EventPattern'), retention_days: 'RetentionDays', kms_key_identifier: 'KmsKeyIdentifier',
	}, { named: 'name', attributes: { id: 'Ref', arn: 'Arn' } }),
	resource('aws_scheduler_schedule', 'AWS::Scheduler::Schedule', {
		name: 'Name', description: 'Description', group_name: 'GroupName', kms_key_arn: 'KmsKeyArn', schedule_expression: 'ScheduleExpression', schedule_expression_timezone: 'ScheduleExpressionTimezone',
		start_date: 'StartDate', end_date: 'EndDate', state: 'State', 'flexible_time_window.mode': 'FlexibleTimeWindow.Mode',
		'flexible_time_window.maximum_window_in_minutes': 'FlexibleTimeWindow.MaximumWindowInMinutes',
		...below('target', 'Target', {
			arn: 'Arn', role_arn: 'RoleArn', input: 'Input', 'dead_letter_config.arn': 'DeadLetterConfig.Arn', ...below('retry_policy', 'RetryPolicy', retry),
			...below('ecs_parameters', 'EcsParameters', { ...ecs, ...network('AwsvpcConfiguration') }), 'eventbridge_parameters.detail_type': 'EventBridgeParameters.DetailType', 'eventbridge_parameters.source': 'EventBridgeParameters.Source',
			'kinesis_parameters.partition_key': 'KinesisParameters.PartitionKey', 'sqs_parameters.message_group_id': 'SqsParameters.MessageGroupId',
		}),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn' } }),
	resource('aws_pipes_pipe', 'AWS::Pipes::Pipe', {
		name: 'Name', description: 'Description', role_arn: 'RoleArn', source: 'Source', target: 'Target', enrichment: 'Enrichment', desired_state: 'DesiredState', kms_key_identifier: 'KmsKeyIdentifier',
		tags: 'Tags',
		'source_parameters.filter_criteria.filter[].pattern': 'SourceParameters.FilterCriteria.Filters[].Pattern',
		...below('source_parameters.dynamodb_stream_parameters', 'SourceParameters.DynamoDBStreamParameters', stream),
		...below('source_parameters.kinesis_stream_parameters', 'SourceParameters.KinesisStreamParameters', stream),
		...below('source_parameters.sqs_queue_parameters', 'SourceParameters.SqsQueueParameters', batch),
		'target_parameters.input_template': 'TargetParameters.InputTemplate', 'target_parameters.lambda_function_parameters.invocation_type': 'TargetParameters.LambdaFunctionParameters.InvocationType',
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn' } }),
];
