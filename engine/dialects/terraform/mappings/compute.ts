/** Amazon EC2: instances and the templates that groups of them are made from. */
import type { Value } from '../../../model/value.ts';
import { fromBase64 } from '../functions/encoding.ts';
import { type Mapping, type Reading, type Spec, type Table, companion, custom, resource } from '../mapping.ts';
import { held, lift } from '../values.ts';
import { argumentOf, below, blocksOf, listOf, mapOf, tagList } from './shapes.ts';

/** What CloudFormation's `Fn::Base64` holds is the text; so it is here. */
function decoded(target: string): Spec {
	return custom(target, block => lift([block.get('')], block.site, ([value]) => {
		const whole = held(value!);
		if (value!.kind === 'unknown' && whole) return { ...whole, site: value!.site };
		const text = value!.kind === 'known' && typeof value!.scalar === 'string' ? fromBase64(value!.scalar) : undefined;
		return text === undefined ? value! : { ...value!, scalar: text } as Value;
	}));
}

const EBS: Record<string, string> = {
	delete_on_termination: 'DeleteOnTermination', encrypted: 'Encrypted', iops: 'Iops', kms_key_id: 'KmsKeyId', snapshot_id: 'SnapshotId', volume_size: 'VolumeSize', volume_type: 'VolumeType',
};

/** The devices of an instance: the root's name is its image's matter. */
function devices(instance: Reading): Value {
	const items = ['root_block_device', 'ebs_block_device', 'ephemeral_block_device'].flatMap(name => blocksOf(instance.root(name)).map(device => {
		const ebs = Object.fromEntries(Object.entries(EBS).map(([from, to]) => [to, argumentOf(device, from)]));
		return mapOf({
			DeviceName: argumentOf(device, 'device_name'), VirtualName: argumentOf(device, 'virtual_name'), ...(name === 'ephemeral_block_device' ? {} : { Ebs: mapOf(ebs, device.site) }),
		}, device.site);
	}));
	return listOf(items, items[0]?.site ?? instance.site);
}

const blockDevices = custom('BlockDeviceMappings', devices);

const metadata: Table = below('metadata_options', 'MetadataOptions', { http_endpoint: 'HttpEndpoint', http_tokens: 'HttpTokens', http_put_response_hop_limit: 'HttpPutResponseHopLimit' });
const metadataMore: Table = below('metadata_options', 'MetadataOptions', { http_protocol_ipv6: 'HttpProtocolIpv6', instance_metadata_tags: 'InstanceMetadataTags' });

const template: Table = { id: 'LaunchTemplateId', name: 'LaunchTemplateName', version: 'Version' };

const launchTemplate: Table = below('', 'LaunchTemplateData', {
	image_id: 'ImageId', instance_type: 'InstanceType', key_name: 'KeyName', user_data: decoded('UserData'), ebs_optimized: 'EbsOptimized',
	vpc_security_group_ids: 'SecurityGroupIds', security_group_names: 'SecurityGroups', disable_api_termination: 'DisableApiTermination', disable_api_stop: 'DisableApiStop',
	instance_initiated_shutdown_behavior: 'InstanceInitiatedShutdownBehavior', 'iam_instance_profile.arn': 'IamInstanceProfile.Arn', 'iam_instance_profile.name': 'IamInstanceProfile.Name',
	'monitoring.enabled': 'Monitoring.Enabled', 'placement.availability_zone': 'Placement.AvailabilityZone', 'placement.tenancy': 'Placement.Tenancy', 'enclave_options.enabled': 'EnclaveOptions.Enabled',
	'credit_specification.cpu_credits': 'CreditSpecification.CpuCredits', 'instance_market_options.market_type': 'InstanceMarketOptions.MarketType',
	...metadata, ...metadataMore,
	...below('block_device_mappings[]', 'BlockDeviceMappings[]', { device_name: 'DeviceName', no_device: 'NoDevice', virtual_name: 'VirtualName', ...below('ebs', 'Ebs', { ...EBS, throughput: 'Throughput' }) }),
	...below('network_interfaces[]', 'NetworkInterfaces[]', {
		associate_public_ip_address: 'AssociatePublicIpAddress', delete_on_termination: 'DeleteOnTermination', description: 'Description', device_index: 'DeviceIndex', security_groups: 'Groups',
		network_interface_id: 'NetworkInterfaceId', private_ip_address: 'PrivateIpAddress', subnet_id: 'SubnetId',
	}),
	'tag_specifications[].resource_type': 'TagSpecifications[].ResourceType', 'tag_specifications[].tags': tagList('TagSpecifications[].Tags'),
});

const overrides = 'mixed_instances_policy.launch_template.override[]';

export const compute: readonly Mapping[] = [
	resource('aws_instance', 'AWS::EC2::Instance', {
		ami: 'ImageId', instance_type: 'InstanceType', availability_zone: 'AvailabilityZone', key_name: 'KeyName', subnet_id: 'SubnetId', vpc_security_group_ids: 'SecurityGroupIds',
		security_groups: 'SecurityGroups', iam_instance_profile: 'IamInstanceProfile', user_data: decoded('UserData'), user_data_base64: decoded('UserData'), monitoring: 'Monitoring',
		ebs_optimized: 'EbsOptimized', private_ip: 'PrivateIpAddress', source_dest_check: 'SourceDestCheck', tenancy: 'Tenancy', placement_group: 'PlacementGroupName', host_id: 'HostId',
		disable_api_termination: 'DisableApiTermination', instance_initiated_shutdown_behavior: 'InstanceInitiatedShutdownBehavior', hibernation: 'HibernationOptions.Configured',
		'credit_specification.cpu_credits': 'CreditSpecification.CPUCredits', 'enclave_options.enabled': 'EnclaveOptions.Enabled', ...metadata, ...metadataMore,
		...below('launch_template', 'LaunchTemplate', template), ...below('cpu_options', 'CpuOptions', { core_count: 'CoreCount', threads_per_core: 'ThreadsPerCore' }),
		associate_public_ip_address: 'NetworkInterfaces[].AssociatePublicIpAddress', 'primary_network_interface.network_interface_id': 'NetworkInterfaces[].NetworkInterfaceId',
		...below('network_interface[]', 'NetworkInterfaces[]', { device_index: 'DeviceIndex', network_interface_id: 'NetworkInterfaceId', delete_on_termination: 'DeleteOnTermination' }),
		'': blockDevices, tags: tagList('Tags'),
	}, { attributes: { id: 'Ref', private_ip: 'PrivateIp', public_ip: 'PublicIp', private_dns: 'PrivateDnsName', public_dns: 'PublicDnsName', subnet_id: '=subnet_id' } }),
	resource('aws_launch_template', 'AWS::EC2::LaunchTemplate', {
		name: 'LaunchTemplateName', description: 'VersionDescription', ...launchTemplate,
	}, { named: 'name', attributes: { id: 'Ref', latest_version: 'LatestVersionNumber', default_version: 'DefaultVersionNumber', name: '=name' } }),
	resource('aws_launch_configuration', 'AWS::AutoScaling::LaunchConfiguration', {
		name: 'LaunchConfigurationName', image_id: 'ImageId', instance_type: 'InstanceType', key_name: 'KeyName', security_groups: 'SecurityGroups', iam_instance_profile: 'IamInstanceProfile',
		user_data: decoded('UserData'), user_data_base64: decoded('UserData'), associate_public_ip_address: 'AssociatePublicIpAddress', enable_monitoring: 'InstanceMonitoring',
		ebs_optimized: 'EbsOptimized', spot_price: 'SpotPrice', placement_tenancy: 'PlacementTenancy', ...metadata, '': blockDevices,
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	resource('aws_autoscaling_group', 'AWS::AutoScaling::AutoScalingGroup', {
		name: 'AutoScalingGroupName', min_size: 'MinSize', max_size: 'MaxSize', desired_capacity: 'DesiredCapacity', vpc_zone_identifier: 'VPCZoneIdentifier', availability_zones: 'AvailabilityZones',
		launch_configuration: 'LaunchConfigurationName', target_group_arns: 'TargetGroupARNs', load_balancers: 'LoadBalancerNames', health_check_type: 'HealthCheckType',
		health_check_grace_period: 'HealthCheckGracePeriod', default_cooldown: 'Cooldown', termination_policies: 'TerminationPolicies', protect_from_scale_in: 'NewInstancesProtectedFromScaleIn',
		service_linked_role_arn: 'ServiceLinkedRoleARN', max_instance_lifetime: 'MaxInstanceLifetime', capacity_rebalance: 'CapacityRebalance', placement_group: 'PlacementGroup',
		...below('launch_template', 'LaunchTemplate', template),
		...below('mixed_instances_policy.launch_template.launch_template_specification', 'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification', {
			launch_template_id: 'LaunchTemplateId', launch_template_name: 'LaunchTemplateName', version: 'Version',
		}),
		[`${overrides}.instance_type`]: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].InstanceType', [`${overrides}.weighted_capacity`]: 'MixedInstancesPolicy.LaunchTemplate.Overrides[].WeightedCapacity',
		...below('tag[]', 'Tags[]', { key: 'Key', value: 'Value', propagate_at_launch: 'PropagateAtLaunch' }),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'AutoScalingGroupARN' } }),
	companion('aws_autoscaling_attachment', 'AWS::AutoScaling::AutoScalingGroup', { of: 'autoscaling_group_name', adds: true }, {
		lb_target_group_arn: 'TargetGroupARNs[]', alb_target_group_arn: 'TargetGroupARNs[]', elb: 'LoadBalancerNames[]',
	}),
	resource('aws_ebs_volume', 'AWS::EC2::Volume', {
		availability_zone: 'AvailabilityZone', encrypted: 'Encrypted', iops: 'Iops', kms_key_id: 'KmsKeyId', multi_attach_enabled: 'MultiAttachEnabled', outpost_arn: 'OutpostArn', size: 'Size',
		snapshot_id: 'SnapshotId', throughput: 'Throughput', type: 'VolumeType', tags: tagList('Tags'),
	}, { attributes: { id: 'Ref' } }),
	resource('aws_volume_attachment', 'AWS::EC2::VolumeAttachment', { device_name: 'Device', instance_id: 'InstanceId', volume_id: 'VolumeId' }),
];
