/** CloudTrail, CloudWatch and its logs. */
import { type Mapping, type Table, companion, json, resource, unlessIs } from '../mapping.ts';
import { below, pairList, tagList } from './shapes.ts';

const LOG_GROUP = 'AWS::Logs::LogGroup';

const advancedSelectors: Table = below('advanced_event_selector[]', 'AdvancedEventSelectors[]', {
	name: 'Name',
	...below('field_selector[]', 'FieldSelectors[]', {
		field: 'Field', equals: 'Equals', not_equals: 'NotEquals', starts_with: 'StartsWith', not_starts_with: 'NotStartsWith', ends_with: 'EndsWith', not_ends_with: 'NotEndsWith',
	}),
});

const actions: Table = {
	alarm_name: 'AlarmName', alarm_description: 'AlarmDescription', actions_enabled: 'ActionsEnabled', alarm_actions: 'AlarmActions', ok_actions: 'OKActions',
	insufficient_data_actions: 'InsufficientDataActions', tags: tagList('Tags'),
};

export const observability: readonly Mapping[] = [
	resource('aws_cloudtrail', 'AWS::CloudTrail::Trail', {
		name: 'TrailName', s3_bucket_name: 'S3BucketName', s3_key_prefix: 'S3KeyPrefix', sns_topic_name: 'SnsTopicName', kms_key_id: 'KMSKeyId', enable_logging: 'IsLogging',
		enable_log_file_validation: 'EnableLogFileValidation', include_global_service_events: 'IncludeGlobalServiceEvents', is_multi_region_trail: 'IsMultiRegionTrail',
		is_organization_trail: 'IsOrganizationTrail', cloud_watch_logs_group_arn: 'CloudWatchLogsLogGroupArn', cloud_watch_logs_role_arn: 'CloudWatchLogsRoleArn',
		...below('event_selector[]', 'EventSelectors[]', {
			read_write_type: 'ReadWriteType', include_management_events: 'IncludeManagementEvents', exclude_management_event_sources: 'ExcludeManagementEventSources',
			'data_resource[].type': 'DataResources[].Type', 'data_resource[].values': 'DataResources[].Values',
		}),
		...advancedSelectors,
		'insight_selector[].insight_type': 'InsightSelectors[].InsightType',
		tags: tagList('Tags'),
		// CloudFormation wants this said; Terraform's trails log unless they say otherwise.
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn' }, defaults: { enable_logging: true } }),
	resource('aws_cloudtrail_event_data_store', 'AWS::CloudTrail::EventDataStore', {
		name: 'Name', billing_mode: 'BillingMode', kms_key_id: 'KmsKeyId', multi_region_enabled: 'MultiRegionEnabled', organization_enabled: 'OrganizationEnabled', retention_period: 'RetentionPeriod',
		termination_protection_enabled: 'TerminationProtectionEnabled', ...advancedSelectors, tags: tagList('Tags'),
	}, { attributes: { arn: 'EventDataStoreArn', id: 'EventDataStoreArn' } }),
	resource('aws_cloudwatch_metric_alarm', 'AWS::CloudWatch::Alarm', {
		...actions, comparison_operator: 'ComparisonOperator', evaluation_periods: 'EvaluationPeriods', datapoints_to_alarm: 'DatapointsToAlarm', metric_name: 'MetricName', namespace: 'Namespace',
		period: 'Period', statistic: 'Statistic', extended_statistic: 'ExtendedStatistic', threshold: 'Threshold', threshold_metric_id: 'ThresholdMetricId', treat_missing_data: 'TreatMissingData',
		unit: 'Unit', evaluate_low_sample_count_percentiles: 'EvaluateLowSampleCountPercentile', dimensions: pairList('Dimensions', 'Name', 'Value'),
		...below('metric_query[]', 'Metrics[]', {
			id: 'Id', account_id: 'AccountId', expression: 'Expression', label: 'Label', period: 'Period', return_data: 'ReturnData',
			'metric.metric_name': 'MetricStat.Metric.MetricName', 'metric.namespace': 'MetricStat.Metric.Namespace', 'metric.period': 'MetricStat.Period', 'metric.stat': 'MetricStat.Stat',
			'metric.unit': 'MetricStat.Unit', 'metric.dimensions': pairList('MetricStat.Metric.Dimensions', 'Name', 'Value'),
		}),
	}, { named: 'alarm_name', attributes: { alarm_name: 'Ref', id: 'Ref', arn: 'Arn' } }),
	resource('aws_cloudwatch_composite_alarm', 'AWS::CloudWatch::CompositeAlarm', {
		...actions, alarm_rule: 'AlarmRule', 'actions_suppressor.alarm': 'ActionsSuppressor', 'actions_suppressor.extension_period': 'ActionsSuppressorExtensionPeriod',
		'actions_suppressor.wait_period': 'ActionsSuppressorWaitPeriod',
	}, { named: 'alarm_name', attributes: { alarm_name: 'Ref', id: 'Ref', arn: 'Arn' } }),
	resource('aws_cloudwatch_log_group', LOG_GROUP, {
		name: 'LogGroupName', retention_in_days: unlessIs(0, 'RetentionInDays'), kms_key_id: 'KmsKeyId', log_group_class: 'LogGroupClass', deletion_protection_enabled: 'DeletionProtectionEnabled',
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn' } }),
	companion('aws_cloudwatch_log_data_protection_policy', LOG_GROUP, { of: 'log_group_name', by: 'name' }, { policy_document: json('DataProtectionPolicy') }),
	resource('aws_cloudwatch_log_resource_policy', 'AWS::Logs::ResourcePolicy', { policy_name: 'PolicyName', policy_document: json('PolicyDocument') }),
	resource('aws_cloudwatch_log_subscription_filter', 'AWS::Logs::SubscriptionFilter', {
		name: 'FilterName', destination_arn: 'DestinationArn', distribution: 'Distribution', filter_pattern: 'FilterPattern', log_group_name: 'LogGroupName', role_arn: 'RoleArn',
		apply_on_transformed_logs: 'ApplyOnTransformedLogs',
	}),
];
