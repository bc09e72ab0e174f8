/** DynamoDB Accelerator. */
import { type Mapping, resource } from '../mapping.ts';
import { entries, spelt } from './blocks.ts';

export const dax: readonly Mapping[] = [
	resource('aws_dax_cluster', 'AWS::DAX::Cluster', {
		...spelt('cluster_name node_type replication_factor availability_zones description parameter_group_name security_group_ids subnet_group_name cluster_endpoint_encryption_type tags'),
		iam_role_arn: 'IAMRoleARN', notification_topic_arn: 'NotificationTopicARN', maintenance_window: 'PreferredMaintenanceWindow',
		'server_side_encryption.enabled': 'SSESpecification.SSEEnabled',
	}, {
		named: 'cluster_name',
		attributes: { cluster_name: 'Ref', id: 'Ref', arn: 'Arn', cluster_address: 'ClusterDiscoveryEndpoint', configuration_endpoint: 'ClusterDiscoveryEndpointURL' },
	}),
	resource('aws_dax_subnet_group', 'AWS::DAX::SubnetGroup', { name: 'SubnetGroupName', description: 'Description', subnet_ids: 'SubnetIds' }, {
		named: 'name', attributes: { name: 'Ref', id: 'Ref' },
	}),
	resource('aws_dax_parameter_group', 'AWS::DAX::ParameterGroup', {
		name: 'ParameterGroupName', description: 'Description', '': entries('ParameterNameValues', { list: 'parameters', key: 'name', value: 'value' }),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
];
