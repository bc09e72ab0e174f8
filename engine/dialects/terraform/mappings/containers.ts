/** Amazon ECS: what runs in containers, and what they are told. Amazon ECR: where their images are kept. */
import type { Value } from '../../../model/value.ts';
import { type Mapping, type Table, companion, custom, json, renamed, resource } from '../mapping.ts';
import { held, lift } from '../values.ts';
import { below, tagList } from './shapes.ts';

/** Below these the names are the user's own. */
const OPEN = new Set(['dockerLabels', 'options']);

/** ECS's JSON spells as CloudFormation does, with a small first letter: `environment` is `Environment`. */
function capitalised(value: Value): Value {
	switch (value.kind) {
		case 'list': return { ...value, items: value.items.map(capitalised) };
		case 'map': return {
			...value, entries: new Map([...value.entries].map(([name, entry]) => [name.charAt(0).toUpperCase() + name.slice(1), OPEN.has(name) ? entry : { ...entry, value: capitalised(entry.value) }])),
		};
		case 'choice': return { ...value, options: value.options.map(option => ({ ...option, value: capitalised(option.value) })) };
		case 'assumed': return { ...value, value: capitalised(value.value) };
		default: return value;
	}
}

const containerDefinitions = custom('ContainerDefinitions', task => {
	const written = task.get('');
	return capitalised(held(written) ?? lift([written], written.site, ([one]) => (one!.kind === 'known' ? { kind: 'absent', site: one!.site } : one!)));
});

const strategy: Table = { base: 'Base', capacity_provider: 'CapacityProvider', weight: 'Weight' };
const tags = tagList('Tags');
const REPOSITORY = 'AWS::ECR::Repository';

export const containers: readonly Mapping[] = [
	resource('aws_ecs_cluster', 'AWS::ECS::Cluster', {
		name: 'ClusterName', 'setting[].name': 'ClusterSettings[].Name', 'setting[].value': 'ClusterSettings[].Value',
		'configuration.execute_command_configuration.kms_key_id': 'Configuration.ExecuteCommandConfiguration.KmsKeyId',
		'configuration.execute_command_configuration.logging': 'Configuration.ExecuteCommandConfiguration.Logging',
		'service_connect_defaults.namespace': 'ServiceConnectDefaults.Namespace', tags,
	}, { named: 'name', attributes: { name: 'Ref', arn: 'Arn', id: 'Arn' } }),
	resource('aws_ecs_task_definition', 'AWS::ECS::TaskDefinition', {
		family: 'Family', container_definitions: containerDefinitions, cpu: 'Cpu', memory: 'Memory', execution_role_arn: 'ExecutionRoleArn', task_role_arn: 'TaskRoleArn', network_mode: 'NetworkMode',
		ipc_mode: 'IpcMode', pid_mode: 'PidMode', requires_compatibilities: 'RequiresCompatibilities', 'ephemeral_storage.size_in_gib': 'EphemeralStorage.SizeInGiB',
		'runtime_platform.cpu_architecture': 'RuntimePlatform.CpuArchitecture', 'runtime_platform.operating_system_family': 'RuntimePlatform.OperatingSystemFamily',
		...below('volume[]', 'Volumes[]', {
			name: 'Name', host_path: 'Host.SourcePath', configure_at_launch: 'ConfiguredAtLaunch',
			...below('efs_volume_configuration', 'EFSVolumeConfiguration', {
				file_system_id: 'FilesystemId', root_directory: 'RootDirectory', transit_encryption: 'TransitEncryption', transit_encryption_port: 'TransitEncryptionPort',
				'authorization_config.access_point_id': 'AuthorizationConfig.AccessPointId', 'authorization_config.iam': 'AuthorizationConfig.IAM',
			}),
			...below('docker_volume_configuration', 'DockerVolumeConfiguration', { autoprovision: 'Autoprovision', driver: 'Driver', driver_opts: 'DriverOpts', labels: 'Labels', scope: 'Scope' }),
		}),
		tags,
	}, { attributes: { arn: 'Ref', id: 'Ref', family: '=family' } }),
	resource('aws_ecs_service', 'AWS::ECS::Service', {
		name: 'ServiceName', cluster: 'Cluster', task_definition: 'TaskDefinition', desired_count: 'DesiredCount', launch_type: 'LaunchType', platform_version: 'PlatformVersion', iam_role: 'Role',
		scheduling_strategy: 'SchedulingStrategy', propagate_tags: 'PropagateTags', enable_ecs_managed_tags: 'EnableECSManagedTags', enable_execute_command: 'EnableExecuteCommand',
		health_check_grace_period_seconds: 'HealthCheckGracePeriodSeconds', availability_zone_rebalancing: 'AvailabilityZoneRebalancing',
		...below('network_configuration', 'NetworkConfiguration.AwsvpcConfiguration', {
			subnets: 'Subnets', security_groups: 'SecurityGroups', assign_public_ip: renamed('AssignPublicIp', [[true, 'ENABLED'], [false, 'DISABLED']]),
		}),
		...below('load_balancer[]', 'LoadBalancers[]', { target_group_arn: 'TargetGroupArn', elb_name: 'LoadBalancerName', container_name: 'ContainerName', container_port: 'ContainerPort' }),
		...below('capacity_provider_strategy[]', 'CapacityProviderStrategy[]', strategy),
		...below('service_registries[]', 'ServiceRegistries[]', { registry_arn: 'RegistryArn', port: 'Port', container_name: 'ContainerName', container_port: 'ContainerPort' }),
		deployment_maximum_percent: 'DeploymentConfiguration.MaximumPercent', deployment_minimum_healthy_percent: 'DeploymentConfiguration.MinimumHealthyPercent',
		'deployment_circuit_breaker.enable': 'DeploymentConfiguration.DeploymentCircuitBreaker.Enable', 'deployment_circuit_breaker.rollback': 'DeploymentConfiguration.DeploymentCircuitBreaker.Rollback',
		'deployment_controller.type': 'DeploymentController.Type', tags,
	}, { attributes: { name: 'Name', id: 'Ref', arn: 'Ref' } }),
	resource('aws_ecr_repository', REPOSITORY, {
		name: 'RepositoryName', image_tag_mutability: 'ImageTagMutability', force_delete: 'EmptyOnDelete', 'image_scanning_configuration.scan_on_push': 'ImageScanningConfiguration.ScanOnPush',
		...below('encryption_configuration', 'EncryptionConfiguration', { encryption_type: 'EncryptionType', kms_key: 'KmsKey' }), tags,
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'Arn', repository_url: 'RepositoryUri' } }),
	companion('aws_ecr_repository_policy', REPOSITORY, { of: 'repository', by: 'name' }, { policy: json('RepositoryPolicyText') }),
	companion('aws_ecr_lifecycle_policy', REPOSITORY, { of: 'repository', by: 'name' }, { policy: 'LifecyclePolicy.LifecyclePolicyText' }),
];
