/** Amazon SQS and SNS. */
import type { Value } from '../../../model/value.ts';
import { type Mapping, type Reading, companion, custom, inline, json, resource } from '../mapping.ts';
import { keyOf } from '../read-mapping.ts';
import { known } from '../values.ts';
import { listOf, mapOf, tagList } from './shapes.ts';

const QUEUE = 'AWS::SQS::Queue';
const TOPIC = 'AWS::SNS::Topic';

/** Terraform has the arguments of each protocol by their names: `lambda_success_feedback_role_arn`. */
function deliveryStatus(topic: Reading): Value {
	const items = [['application', 'application'], ['firehose', 'firehose'], ['http', 'http/s'], ['lambda', 'lambda'], ['sqs', 'sqs']].flatMap(([prefix, protocol]) => {
		const [success, failure, rate] = ['success_feedback_role_arn', 'failure_feedback_role_arn', 'success_feedback_sample_rate'].map(name => topic.root(`${prefix}_${name}`));
		const first = [success!, failure!].find(one => one.kind !== 'absent');
		if (!first) return [];
		return [mapOf({ Protocol: known(protocol!, keyOf(first)), SuccessFeedbackRoleArn: success, FailureFeedbackRoleArn: failure, SuccessFeedbackSampleRate: rate }, keyOf(first))];
	});
	return listOf(items, items[0]?.site ?? topic.site);
}

export const messaging: readonly Mapping[] = [
	resource('aws_sqs_queue', QUEUE, {
		name: 'QueueName', fifo_queue: 'FifoQueue', content_based_deduplication: 'ContentBasedDeduplication', delay_seconds: 'DelaySeconds', max_message_size: 'MaximumMessageSize',
		message_retention_seconds: 'MessageRetentionPeriod', receive_wait_time_seconds: 'ReceiveMessageWaitTimeSeconds', visibility_timeout_seconds: 'VisibilityTimeout',
		kms_master_key_id: 'KmsMasterKeyId', kms_data_key_reuse_period_seconds: 'KmsDataKeyReusePeriodSeconds', sqs_managed_sse_enabled: 'SqsManagedSseEnabled',
		deduplication_scope: 'DeduplicationScope', fifo_throughput_limit: 'FifoThroughputLimit',
		redrive_policy: json('RedrivePolicy'), redrive_allow_policy: json('RedriveAllowPolicy'), tags: tagList('Tags'),
	}, { named: 'name', attributes: { url: 'Ref', id: 'Ref', arn: 'Arn', name: 'QueueName' } }),
	companion('aws_sqs_queue_redrive_policy', QUEUE, { of: 'queue_url', neverMade: true }, { redrive_policy: json('RedrivePolicy') }),
	companion('aws_sqs_queue_redrive_allow_policy', QUEUE, { of: 'queue_url', neverMade: true }, { redrive_allow_policy: json('RedriveAllowPolicy') }),
	inline('aws_sqs_queue', 'AWS::SQS::QueuePolicy', 'policy', {
		policy: json('PolicyDocument'), '': custom('Queues', ({ self, site }) => ({ kind: 'list', items: [{ kind: 'reference', target: self, attribute: 'Ref', site }], site })),
	}),
	resource('aws_sqs_queue_policy', 'AWS::SQS::QueuePolicy', { queue_url: 'Queues[]', policy: json('PolicyDocument') }, { attributes: { id: '=queue_url' } }),
	resource('aws_sns_topic', TOPIC, {
		name: 'TopicName', display_name: 'DisplayName', kms_master_key_id: 'KmsMasterKeyId', fifo_topic: 'FifoTopic', content_based_deduplication: 'ContentBasedDeduplication',
		signature_version: 'SignatureVersion', tracing_config: 'TracingConfig', archive_policy: json('ArchivePolicy'), fifo_throughput_scope: 'FifoThroughputScope',
		'': custom('DeliveryStatusLogging', deliveryStatus), tags: tagList('Tags'),
	}, { named: 'name', attributes: { arn: 'Ref', id: 'Ref', name: 'TopicName' } }),
	companion('aws_sns_topic_data_protection_policy', TOPIC, { of: 'arn', by: 'arn' }, { policy: json('DataProtectionPolicy') }),
	inline('aws_sns_topic', 'AWS::SNS::TopicPolicy', 'policy', {
		policy: json('PolicyDocument'), '': custom('Topics', ({ self, site }) => ({ kind: 'list', items: [{ kind: 'reference', target: self, attribute: 'Ref', site }], site })),
	}),
	resource('aws_sns_topic_policy', 'AWS::SNS::TopicPolicy', { arn: 'Topics[]', policy: json('PolicyDocument') }, { attributes: { id: '=arn', arn: '=arn' } }),
	resource('aws_sns_topic_subscription', 'AWS::SNS::Subscription', {
		topic_arn: 'TopicArn', protocol: 'Protocol', endpoint: 'Endpoint', raw_message_delivery: 'RawMessageDelivery', subscription_role_arn: 'SubscriptionRoleArn',
		filter_policy: json('FilterPolicy'), filter_policy_scope: 'FilterPolicyScope', redrive_policy: json('RedrivePolicy'), delivery_policy: json('DeliveryPolicy'), replay_policy: json('ReplayPolicy'),
	}, { attributes: { arn: 'Arn', id: 'Ref' } }),
];
