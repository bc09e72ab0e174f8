/** AWS Lambda: functions, who may call them, and what calls them. */
import type { Value } from '../../../model/value.ts';
import { type Mapping, type Table, companion, custom, json, resource, unlessIs, usually } from '../mapping.ts';
import { keyOf } from '../read-mapping.ts';
import { known, lift, partsOf } from '../values.ts';
import { below, pairList, tagList } from './shapes.ts';

const FUNCTION = 'AWS::Lambda::Function';

const code: Table = { s3_bucket: 'S3Bucket', s3_key: 'S3Key', s3_object_version: 'S3ObjectVersion' };

/** Terraform names a layer and its version apart. */
function layerVersion(layer: Value, version: Value): Value {
	if (layer.kind === 'absent') return layer;
	return lift([layer, version], layer.site, ([name, number]) => {
		// The layer's own ARN is an attribute of the version that made it.
		if (name!.kind === 'reference') return { ...name!, attribute: 'Ref' };
		const [before, after] = [partsOf(name!), partsOf(number!)];
		if (!before || !after) return name!;
		const parts = [...before, ':', ...after];
		return parts.every(part => typeof part === 'string') ? known(parts.join(''), name!.site) : { kind: 'text', parts, site: name!.site };
	});
}

/** Kafka's servers are one text in Terraform. */
function bootstrapServers(endpoints: Value): Value {
	return lift([endpoints], endpoints.site, ([map]) => {
		if (map!.kind !== 'map') return map!;
		const servers = [...map!.entries].find(([name]) => name.toUpperCase() === 'KAFKA_BOOTSTRAP_SERVERS')?.[1].value;
		if (!servers) return { kind: 'absent', site: map!.site };
		return lift([servers], servers.site, ([text]) => (text!.kind !== 'known' ? text!
			: { kind: 'list', items: String(text!.scalar).split(',').map(one => known(one.trim(), keyOf(text!))), site: text!.site }));
	});
}

const kafka = (prefix: string, target: string): Table => ({ [`${prefix}.consumer_group_id`]: `${target}.ConsumerGroupId` });

export const lambda: readonly Mapping[] = [
	resource('aws_lambda_function', FUNCTION, {
		function_name: 'FunctionName', role: 'Role', handler: 'Handler', runtime: 'Runtime', timeout: 'Timeout', memory_size: 'MemorySize', description: 'Description',
		kms_key_arn: 'KmsKeyArn', package_type: 'PackageType', reserved_concurrent_executions: unlessIs(-1, 'ReservedConcurrentExecutions'), layers: 'Layers', architectures: 'Architectures',
		code_signing_config_arn: 'CodeSigningConfigArn',
		...below('', 'Code', { ...code, image_uri: 'ImageUri', source_kms_key_arn: 'SourceKMSKeyArn' }),
		'environment.variables': 'Environment.Variables', 'dead_letter_config.target_arn': 'DeadLetterConfig.TargetArn', 'tracing_config.mode': 'TracingConfig.Mode',
		...below('vpc_config', 'VpcConfig', { subnet_ids: 'SubnetIds', security_group_ids: 'SecurityGroupIds', ipv6_allowed_for_dual_stack: 'Ipv6AllowedForDualStack' }),
		...below('file_system_config[]', 'FileSystemConfigs[]', { arn: 'Arn', local_mount_path: 'LocalMountPath' }),
		...below('image_config', 'ImageConfig', { command: 'Command', entry_point: 'EntryPoint', working_directory: 'WorkingDirectory' }),
		...below('logging_config', 'LoggingConfig', {
			application_log_level: 'ApplicationLogLevel', log_format: 'LogFormat', log_group: 'LogGroup', system_log_level: 'SystemLogLevel',
		}),
		'ephemeral_storage.size': 'EphemeralStorage.Size', 'snap_start.apply_on': 'SnapStart.ApplyOn', 'tenancy_config.tenant_isolation_mode': 'TenancyConfig.TenantIsolationMode',
		'durable_config.execution_timeout': 'DurableConfig.ExecutionTimeout', 'durable_config.retention_period': 'DurableConfig.RetentionPeriodInDays',
		tags: tagList('Tags'),
	}, { named: 'function_name', attributes: { function_name: 'Ref', id: 'Ref', arn: 'Arn', qualified_arn: 'Arn' } }),
	companion('aws_lambda_function_recursion_config', FUNCTION, { of: 'function_name', by: 'function_name' }, { recursive_loop: 'RecursiveLoop' }),
	companion('aws_lambda_runtime_management_config', FUNCTION, { of: 'function_name', by: 'function_name' }, {
		update_runtime_on: 'RuntimeManagementConfig.UpdateRuntimeOn', runtime_version_arn: 'RuntimeManagementConfig.RuntimeVersionArn',
	}),
	resource('aws_lambda_permission', 'AWS::Lambda::Permission', {
		action: 'Action', function_name: 'FunctionName', principal: 'Principal', source_arn: 'SourceArn', source_account: 'SourceAccount', principal_org_id: 'PrincipalOrgID',
		event_source_token: 'EventSourceToken', function_url_auth_type: 'FunctionUrlAuthType', invoked_via_function_url: 'InvokedViaFunctionUrl',
	}),
	resource('aws_lambda_alias', 'AWS::Lambda::Alias', {
		name: 'Name', description: 'Description', function_name: 'FunctionName', function_version: 'FunctionVersion',
		'routing_config.additional_version_weights': pairList('RoutingConfig.AdditionalVersionWeights', 'FunctionVersion', 'FunctionWeight'),
	}, { attributes: { arn: 'Ref', id: 'Ref' } }),
	resource('aws_lambda_function_url', 'AWS::Lambda::Url', {
		function_name: 'TargetFunctionArn', authorization_type: 'AuthType', invoke_mode: 'InvokeMode', qualifier: 'Qualifier',
		...below('cors', 'Cors', {
			allow_credentials: 'AllowCredentials', allow_headers: 'AllowHeaders', allow_methods: 'AllowMethods', allow_origins: 'AllowOrigins', expose_headers: 'ExposeHeaders', max_age: 'MaxAge',
		}),
	}, { attributes: { id: 'Ref', function_arn: 'FunctionArn', function_url: 'FunctionUrl' } }),
	resource('aws_lambda_event_source_mapping', 'AWS::Lambda::EventSourceMapping', {
		event_source_arn: 'EventSourceArn', function_name: 'FunctionName', enabled: 'Enabled', batch_size: 'BatchSize', starting_position: 'StartingPosition',
		starting_position_timestamp: 'StartingPositionTimestamp', parallelization_factor: 'ParallelizationFactor', maximum_batching_window_in_seconds: 'MaximumBatchingWindowInSeconds',
		maximum_record_age_in_seconds: 'MaximumRecordAgeInSeconds', maximum_retry_attempts: 'MaximumRetryAttempts', bisect_batch_on_function_error: 'BisectBatchOnFunctionError',
		tumbling_window_in_seconds: 'TumblingWindowInSeconds', function_response_types: 'FunctionResponseTypes', topics: 'Topics', queues: 'Queues', kms_key_arn: 'KmsKeyArn',
		'filter_criteria.filter[].pattern': json('FilterCriteria.Filters[].Pattern'), 'destination_config.on_failure.destination_arn': 'DestinationConfig.OnFailure.Destination',
		'scaling_config.maximum_concurrency': 'ScalingConfig.MaximumConcurrency', 'metrics_config.metrics': 'MetricsConfig.Metrics',
		...below('provisioned_poller_config', 'ProvisionedPollerConfig', { maximum_pollers: 'MaximumPollers', minimum_pollers: 'MinimumPollers' }),
		...below('source_access_configuration[]', 'SourceAccessConfigurations[]', { type: 'Type', uri: 'URI' }),
		'self_managed_event_source.endpoints': custom('SelfManagedEventSource.Endpoints.KafkaBootstrapServers', block => bootstrapServers(block.get(''))),
		...kafka('amazon_managed_kafka_event_source_config', 'AmazonManagedKafkaEventSourceConfig'), ...kafka('self_managed_kafka_event_source_config', 'SelfManagedKafkaEventSourceConfig'),
		...below('document_db_event_source_config', 'DocumentDBEventSourceConfig', { collection_name: 'CollectionName', database_name: 'DatabaseName', full_document: 'FullDocument' }),
		tags: tagList('Tags'),
	}, { attributes: { uuid: 'Ref', id: 'Ref', arn: 'EventSourceMappingArn', function_arn: '=function_name' } }),
	resource('aws_lambda_function_event_invoke_config', 'AWS::Lambda::EventInvokeConfig', {
		function_name: 'FunctionName', qualifier: usually('$LATEST', 'Qualifier'), maximum_event_age_in_seconds: 'MaximumEventAgeInSeconds', maximum_retry_attempts: 'MaximumRetryAttempts',
		'destination_config.on_failure.destination': 'DestinationConfig.OnFailure.Destination', 'destination_config.on_success.destination': 'DestinationConfig.OnSuccess.Destination',
	}),
	resource('aws_lambda_layer_version', 'AWS::Lambda::LayerVersion', {
		layer_name: 'LayerName', description: 'Description', compatible_runtimes: 'CompatibleRuntimes', compatible_architectures: 'CompatibleArchitectures', license_info: 'LicenseInfo',
		...below('', 'Content', code),
	}, { attributes: { arn: 'Ref', id: 'Ref', layer_arn: 'LayerVersionArn' } }),
	resource('aws_lambda_layer_version_permission', 'AWS::Lambda::LayerVersionPermission', {
		action: 'Action', principal: 'Principal', organization_id: 'OrganizationId', '': custom('LayerVersionArn', block => layerVersion(block.root('layer_name'), block.root('version_number'))),
	}),
];
