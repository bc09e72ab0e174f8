/** What RDS instances and clusters share: groups of subnets, parameters, options and (once) security, proxies, event subscriptions. */
import { type Mapping, type Spec, companion, resource } from '../mapping.ts';
import { always, below, entries, spelt } from './blocks.ts';
import { tagList } from './shapes.ts';

const TARGETS = 'AWS::RDS::DBProxyTargetGroup';

/** A static parameter can only be changed at the next reboot, and then every parameter may be. */
const PARAMETERS: Spec = entries('Parameters', { list: 'parameter', key: 'name', value: 'value', more: { apply_method: 'pending-reboot' } });

export const rdsGroups: readonly Mapping[] = [
	resource('aws_db_subnet_group', 'AWS::RDS::DBSubnetGroup', {
		name: 'DBSubnetGroupName', description: 'DBSubnetGroupDescription', subnet_ids: 'SubnetIds', tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'DBSubnetGroupArn' } }),
	resource('aws_db_parameter_group', 'AWS::RDS::DBParameterGroup', {
		name: 'DBParameterGroupName', family: 'Family', description: 'Description', '': PARAMETERS, tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'DBParameterGroupArn' } }),
	resource('aws_rds_cluster_parameter_group', 'AWS::RDS::DBClusterParameterGroup', {
		name: 'DBClusterParameterGroupName', family: 'Family', description: 'Description', '': PARAMETERS, tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	resource('aws_db_option_group', 'AWS::RDS::OptionGroup', {
		...spelt('engine_name major_engine_version option_group_description'), name: 'OptionGroupName',
		...below('option[]', 'OptionConfigurations[]', {
			option_name: 'OptionName', version: 'OptionVersion', port: 'Port',
			db_security_group_memberships: 'DBSecurityGroupMemberships', vpc_security_group_memberships: 'VpcSecurityGroupMemberships',
			'option_settings[].name': 'OptionSettings[].Name', 'option_settings[].value': 'OptionSettings[].Value',
		}),
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	// Gone with EC2-Classic in version 5 of the provider.
	resource('aws_db_security_group', 'AWS::RDS::DBSecurityGroup', {
		description: 'GroupDescription',
		...below('ingress[]', 'DBSecurityGroupIngress[]', {
			cidr: 'CIDRIP', security_group_id: 'EC2SecurityGroupId', security_group_name: 'EC2SecurityGroupName', security_group_owner_id: 'EC2SecurityGroupOwnerId',
		}),
		tags: tagList('Tags'),
	}, { attributes: { id: 'Ref' } }),
	resource('aws_db_event_subscription', 'AWS::RDS::EventSubscription', {
		...spelt('enabled event_categories source_ids source_type'), name: 'SubscriptionName', sns_topic: 'SnsTopicArn', tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref' } }),
	resource('aws_db_proxy', 'AWS::RDS::DBProxy', {
		...spelt('debug_logging default_auth_scheme endpoint_network_type engine_family idle_client_timeout role_arn target_connection_network_type vpc_security_group_ids vpc_subnet_ids'),
		name: 'DBProxyName', require_tls: 'RequireTLS',
		...spelt('auth_scheme client_password_auth_type description secret_arn', 'auth[]', 'Auth[]'), 'auth[].iam_auth': 'Auth[].IAMAuth',
		tags: tagList('Tags'),
	}, { named: 'name', attributes: { name: 'Ref', id: 'Ref', arn: 'DBProxyArn', endpoint: 'Endpoint' } }),
	resource('aws_db_proxy_endpoint', 'AWS::RDS::DBProxyEndpoint', {
		...spelt('target_role vpc_security_group_ids vpc_subnet_ids'), db_proxy_name: 'DBProxyName', db_proxy_endpoint_name: 'DBProxyEndpointName', tags: tagList('Tags'),
	}, { named: 'db_proxy_endpoint_name', attributes: { db_proxy_endpoint_name: 'Ref', id: 'Ref', arn: 'DBProxyEndpointArn', endpoint: 'Endpoint' } }),
	// Every proxy has the one group, which is called so: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBProxyTargetGroup.html
	resource('aws_db_proxy_default_target_group', TARGETS, {
		db_proxy_name: 'DBProxyName', '': always('default', 'TargetGroupName'),
		...spelt('connection_borrow_timeout init_query max_connections_percent max_idle_connections_percent session_pinning_filters', 'connection_pool_config', 'ConnectionPoolConfigurationInfo'),
	}, { attributes: { arn: 'Ref', id: 'DBProxyName', name: 'TargetGroupName' } }),
	companion('aws_db_proxy_target', TARGETS, { of: 'target_group_name', by: 'name', adds: true, alike: ['db_proxy_name'], attributes: { id: 'Id' } }, {
		db_proxy_name: 'DBProxyName', db_instance_identifier: 'DBInstanceIdentifiers[]', db_cluster_identifier: 'DBClusterIdentifiers[]',
	}),
];
