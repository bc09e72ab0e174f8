/** Lambda, SQS and SNS: where events go, and who may send them. */
import { type Mapping, custom, inline, json, resource } from '../mapping.ts';
import { tagList } from './shapes.ts';

export const events: readonly Mapping[] = [
	resource('aws_lambda_function', 'AWS::Lambda::Function', {
		function_name: 'FunctionName', role: 'Role', handler: 'Handler', runtime: 'Runtime', timeout: 'Timeout', memory_size: 'MemorySize', description: 'Description',
		kms_key_arn: 'KmsKeyArn', package_type: 'PackageType', reserved_concurrent_executions: 'ReservedConcurrentExecutions', layers: 'Layers', architectures: 'Architectures',
		s3_bucket: 'Code.S3Bucket', s3_key: 'Code.S3Key', image_uri: 'Code.ImageUri',
		'environment.variables': 'Environment.Variables', 'dead_letter_config.target_arn': 'DeadLetterConfig.TargetArn', 'tracing_config.mode': 'TracingConfig.Mode',
		'vpc_config.subnet_ids': 'VpcConfig.SubnetIds', 'vpc_config.security_group_ids': 'VpcConfig.SecurityGroupIds',
		tags: tagList('Tags'),
	}, { named: 'function_name', attributes: { function_name: 'Ref', id: 'Ref', arn: 'Arn', qualified_arn: 'Arn' } }),
	resource('aws_lambda_permission', 'AWS::Lambda::Permission', {
		action: 'Action', function_name: 'FunctionName', principal: 'Principal', source_arn: 'SourceArn', source_account: 'SourceAccount', principal_org_id: 'PrincipalOrgID',
		event_source_token: 'EventSourceToken', function_url_auth_type: 'FunctionUrlAuthType',
	}),
	resource('aws_sqs_queue', 'AWS::SQS::Queue', {
		name: 'QueueName', fifo_queue: 'FifoQueue', content_based_deduplication: 'ContentBasedDeduplication', delay_seconds: 'DelaySeconds', max_message_size: 'MaximumMessageSize',
		message_retention_seconds: 'MessageRetentionPeriod', receive_wait_time_seconds: 'ReceiveMessageWaitTimeSeconds', visibility_timeout_seconds: 'VisibilityTimeout',
		kms_master_key_id: 'KmsMasterKeyId', kms_data_key_reuse_period_seconds: 'KmsDataKeyReusePeriodSeconds', sqs_managed_sse_enabled: 'SqsManagedSseEnabled',
		redrive_policy: json('RedrivePolicy'), redrive_allow_policy: json('RedriveAllowPolicy'), tags: tagList('Tags'),
	}, { named: 'name', attributes: { url: 'Ref', id: 'Ref', arn: 'Arn', name: 'QueueName' } }),
	inline('aws_sqs_queue', 'AWS::SQS::QueuePolicy', 'policy', {
		policy: json('PolicyDocument'), '': custom('Queues', ({ self, site }) => ({ kind: 'list', items: [{ kind: 'reference', target: self, attribute: 'Ref', site }], site })),
	}),
	resource('aws_sqs_queue_policy', 'AWS::SQS::QueuePolicy', { queue_url: 'Queues[]', policy: json('PolicyDocument') }, { attributes: { id: '=queue_url' } }),
	resource('aws_sns_topic', 'AWS::SNS::Topic', {
		name: 'TopicName', display_name: 'DisplayName', kms_master_key_id: 'KmsMasterKeyId', fifo_topic: 'FifoTopic', content_based_deduplication: 'ContentBasedDeduplication',
		signature_version: 'SignatureVersion', tracing_config: 'TracingConfig', tags: tagList('Tags'),
	}, { named: 'name', attributes: { arn: 'Ref', id: 'Ref', name: 'TopicName' } }),
	inline('aws_sns_topic', 'AWS::SNS::TopicPolicy', 'policy', {
		policy: json('PolicyDocument'), '': custom('Topics', ({ self, site }) => ({ kind: 'list', items: [{ kind: 'reference', target: self, attribute: 'Ref', site }], site })),
	}),
	resource('aws_sns_topic_policy', 'AWS::SNS::TopicPolicy', { arn: 'Topics[]', policy: json('PolicyDocument') }, { attributes: { id: '=arn', arn: '=arn' } }),
	resource('aws_sns_topic_subscription', 'AWS::SNS::Subscription', {
		topic_arn: 'TopicArn', protocol: 'Protocol', endpoint: 'Endpoint', raw_message_delivery: 'RawMessageDelivery', subscription_role_arn: 'SubscriptionRoleArn',
		filter_policy: json('FilterPolicy'), filter_policy_scope: 'FilterPolicyScope', redrive_policy: json('RedrivePolicy'),
	}, { attributes: { arn: 'Arn', id: 'Ref' } }),
];
