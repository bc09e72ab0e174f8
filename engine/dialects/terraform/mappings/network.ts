/** Networks: VPCs, subnets, routes, gateways, endpoints, network ACLs, addresses. */
import type { Value } from '../../../model/value.ts';
import { type Mapping, type Reading, type Spec, type Table, companion, custom, inline, json, renamed, resource } from '../mapping.ts';
import { known } from '../values.ts';
import { inlineEach, itself, tagList } from './shapes.ts';

const ID = { attributes: { id: 'Ref' } };
const ENDPOINT = 'AWS::EC2::VPCEndpoint';
const tags = tagList('Tags');

/** Where a route leads, in a resource or in a block of its table. */
const routeTarget = {
	gateway_id: 'GatewayId', nat_gateway_id: 'NatGatewayId', transit_gateway_id: 'TransitGatewayId', vpc_endpoint_id: 'VpcEndpointId', vpc_peering_connection_id: 'VpcPeeringConnectionId',
	network_interface_id: 'NetworkInterfaceId', instance_id: 'InstanceId', egress_only_gateway_id: 'EgressOnlyInternetGatewayId', carrier_gateway_id: 'CarrierGatewayId',
	local_gateway_id: 'LocalGatewayId', core_network_arn: 'CoreNetworkArn',
};

/** A table written in one argument: its routes are resources in CloudFormation. */
const inlineRoutes = (table: string): Mapping => inlineEach(table, 'AWS::EC2::Route', 'route', {
	cidr_block: 'DestinationCidrBlock', ipv6_cidr_block: 'DestinationIpv6CidrBlock', destination_prefix_list_id: 'DestinationPrefixListId', ...routeTarget,
}, { '': itself('RouteTableId') });

/** The VPC whose default route table, network ACL or the like an argument means. */
function vpcOf(argument: string): Spec {
	return custom('VpcId', block => {
		const value = block.root(argument);
		return value.kind === 'reference' && value.target.startsWith('aws_vpc.') ? { ...value, attribute: 'VpcId' } : { kind: 'absent', site: value.site };
	});
}

/** Numbers by the names that the provider takes too: https://www.iana.org/assignments/protocol-numbers */
const PROTOCOLS = [['tcp', 6], ['udp', 17], ['icmp', 1], ['icmpv6', 58], ['all', -1]] as const;

const entry = (direction: 'ingress' | 'egress') => (acl: string): Mapping => inlineEach(acl, 'AWS::EC2::NetworkAclEntry', direction, {
	rule_no: 'RuleNumber', action: 'RuleAction', protocol: ['Protocol', PROTOCOLS], cidr_block: 'CidrBlock', ipv6_cidr_block: 'Ipv6CidrBlock',
	from_port: 'PortRange.From', to_port: 'PortRange.To', icmp_type: 'Icmp.Type', icmp_code: 'Icmp.Code',
}, { '': [itself('NetworkAclId'), custom('Egress', ({ site }) => known(direction === 'egress', site))] });

const networkAcl = (acl: string, table: Table): readonly Mapping[] => [
	resource(acl, 'AWS::EC2::NetworkAcl', { ...table, tags }, ID),
	entry('ingress')(acl), entry('egress')(acl),
	inlineEach(acl, 'AWS::EC2::SubnetNetworkAclAssociation', 'subnet_ids', { '': 'SubnetId' }, { '': itself('NetworkAclId') }),
];

const FLOW_SOURCES = [['vpc_id', 'VPC'], ['subnet_id', 'Subnet'], ['eni_id', 'NetworkInterface'], ['transit_gateway_id', 'TransitGateway'], ['transit_gateway_attachment_id', 'TransitGatewayAttachment']] as const;

function flowSource(log: Reading): Value {
	const [name, type] = FLOW_SOURCES.find(([argument]) => log.root(argument).kind !== 'absent') ?? [];
	return name ? known(type!, log.root(name).site) : { kind: 'absent', site: log.site };
}

const vpc: Table = { enable_dns_support: 'EnableDnsSupport', enable_dns_hostnames: 'EnableDnsHostnames', tags };
const VPC_ATTRIBUTES = { id: 'Ref', default_security_group_id: 'DefaultSecurityGroup', default_network_acl_id: 'DefaultNetworkAcl' };

const subnet: Table = {
	availability_zone: 'AvailabilityZone', map_public_ip_on_launch: 'MapPublicIpOnLaunch', assign_ipv6_address_on_creation: 'AssignIpv6AddressOnCreation', ipv6_cidr_block: 'Ipv6CidrBlock',
	enable_dns64: 'EnableDns64', ipv6_native: 'Ipv6Native', tags,
};

export const network: readonly Mapping[] = [
	resource('aws_vpc', 'AWS::EC2::VPC', {
		cidr_block: 'CidrBlock', instance_tenancy: 'InstanceTenancy', ipv4_ipam_pool_id: 'Ipv4IpamPoolId', ipv4_netmask_length: 'Ipv4NetmaskLength', ...vpc,
	}, { attributes: { ...VPC_ATTRIBUTES, cidr_block: '=cidr_block' } }),
	resource('aws_default_vpc', 'AWS::EC2::VPC', vpc, { attributes: VPC_ATTRIBUTES }),
	resource('aws_subnet', 'AWS::EC2::Subnet', { vpc_id: 'VpcId', cidr_block: 'CidrBlock', availability_zone_id: 'AvailabilityZoneId', outpost_arn: 'OutpostArn', ...subnet }, ID),
	// Subnets of a default VPC give public addresses unless they are told not to: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
	resource('aws_default_subnet', 'AWS::EC2::Subnet', subnet, { ...ID, defaults: { map_public_ip_on_launch: true } }),
	resource('aws_internet_gateway', 'AWS::EC2::InternetGateway', { tags }, ID),
	inline('aws_internet_gateway', 'AWS::EC2::VPCGatewayAttachment', 'vpc_id', { vpc_id: 'VpcId', '': itself('InternetGatewayId') }),
	resource('aws_internet_gateway_attachment', 'AWS::EC2::VPCGatewayAttachment', { internet_gateway_id: 'InternetGatewayId', vpc_id: 'VpcId' }),
	resource('aws_egress_only_internet_gateway', 'AWS::EC2::EgressOnlyInternetGateway', { vpc_id: 'VpcId', tags }, ID),
	resource('aws_nat_gateway', 'AWS::EC2::NatGateway', {
		allocation_id: 'AllocationId', connectivity_type: 'ConnectivityType', private_ip: 'PrivateIpAddress', subnet_id: 'SubnetId', vpc_id: 'VpcId', availability_mode: 'AvailabilityMode',
		secondary_allocation_ids: 'SecondaryAllocationIds', secondary_private_ip_address_count: 'SecondaryPrivateIpAddressCount', secondary_private_ip_addresses: 'SecondaryPrivateIpAddresses', tags,
	}, ID),
	resource('aws_route_table', 'AWS::EC2::RouteTable', { vpc_id: 'VpcId', tags }, ID),
	inlineRoutes('aws_route_table'),
	resource('aws_default_route_table', 'AWS::EC2::RouteTable', { '': vpcOf('default_route_table_id'), tags }, ID),
	inlineRoutes('aws_default_route_table'),
	// Which table serves subnets that name none: CloudFormation has no type for it.
	inline('aws_default_route_table', 'Plumbline::EC2::MainRouteTableAssociation', 'default_route_table_id', { '': [vpcOf('default_route_table_id'), itself('RouteTableId')] }),
	resource('aws_main_route_table_association', 'Plumbline::EC2::MainRouteTableAssociation', { vpc_id: 'VpcId', route_table_id: 'RouteTableId' }),
	resource('aws_route', 'AWS::EC2::Route', {
		route_table_id: 'RouteTableId', destination_cidr_block: 'DestinationCidrBlock', destination_ipv6_cidr_block: 'DestinationIpv6CidrBlock', destination_prefix_list_id: 'DestinationPrefixListId',
		...routeTarget,
	}),
	resource('aws_route_table_association', 'AWS::EC2::SubnetRouteTableAssociation', { subnet_id: 'SubnetId', route_table_id: 'RouteTableId' }, { attributes: { id: 'Id' } }),
	resource('aws_vpc_endpoint', ENDPOINT, {
		vpc_id: 'VpcId', service_name: 'ServiceName', service_region: 'ServiceRegion', vpc_endpoint_type: 'VpcEndpointType', policy: json('PolicyDocument'), private_dns_enabled: 'PrivateDnsEnabled',
		ip_address_type: 'IpAddressType', route_table_ids: 'RouteTableIds', subnet_ids: 'SubnetIds', security_group_ids: 'SecurityGroupIds', resource_configuration_arn: 'ResourceConfigurationArn',
		service_network_arn: 'ServiceNetworkArn', 'dns_options.dns_record_ip_type': 'DnsOptions.DnsRecordIpType', tags,
	}, ID),
	companion('aws_vpc_endpoint_policy', ENDPOINT, { of: 'vpc_endpoint_id', neverMade: true }, { policy: json('PolicyDocument') }),
	companion('aws_vpc_endpoint_route_table_association', ENDPOINT, { of: 'vpc_endpoint_id', adds: true }, { route_table_id: 'RouteTableIds[]' }),
	companion('aws_vpc_endpoint_subnet_association', ENDPOINT, { of: 'vpc_endpoint_id', adds: true }, { subnet_id: 'SubnetIds[]' }),
	companion('aws_vpc_endpoint_security_group_association', ENDPOINT, { of: 'vpc_endpoint_id', adds: true }, { security_group_id: 'SecurityGroupIds[]' }),
	companion('aws_vpc_endpoint_private_dns', ENDPOINT, { of: 'vpc_endpoint_id', neverMade: true }, { private_dns_enabled: 'PrivateDnsEnabled' }),
	...networkAcl('aws_network_acl', { vpc_id: 'VpcId' }),
	...networkAcl('aws_default_network_acl', { '': vpcOf('default_network_acl_id') }),
	resource('aws_network_acl_rule', 'AWS::EC2::NetworkAclEntry', {
		network_acl_id: 'NetworkAclId', rule_number: 'RuleNumber', rule_action: 'RuleAction', egress: 'Egress', protocol: renamed('Protocol', PROTOCOLS), cidr_block: 'CidrBlock',
		ipv6_cidr_block: 'Ipv6CidrBlock', from_port: 'PortRange.From', to_port: 'PortRange.To', icmp_type: 'Icmp.Type', icmp_code: 'Icmp.Code',
	}),
	resource('aws_network_acl_association', 'AWS::EC2::SubnetNetworkAclAssociation', { network_acl_id: 'NetworkAclId', subnet_id: 'SubnetId' }, { attributes: { id: 'AssociationId' } }),
	resource('aws_network_interface', 'AWS::EC2::NetworkInterface', {
		subnet_id: 'SubnetId', description: 'Description', private_ip: 'PrivateIpAddress', security_groups: 'GroupSet', source_dest_check: 'SourceDestCheck', interface_type: 'InterfaceType', tags,
	}, ID),
	companion('aws_network_interface_sg_attachment', 'AWS::EC2::NetworkInterface', { of: 'network_interface_id', adds: true }, { security_group_id: 'GroupSet[]' }),
	resource('aws_eip', 'AWS::EC2::EIP', {
		domain: 'Domain', vpc: renamed('Domain', [[true, 'vpc']]), instance: 'InstanceId', network_border_group: 'NetworkBorderGroup', public_ipv4_pool: 'PublicIpv4Pool', tags,
	}, { attributes: { id: 'AllocationId', allocation_id: 'AllocationId', public_ip: 'PublicIp' } }),
	resource('aws_eip_association', 'AWS::EC2::EIPAssociation', {
		allocation_id: 'AllocationId', instance_id: 'InstanceId', network_interface_id: 'NetworkInterfaceId', private_ip_address: 'PrivateIpAddress', public_ip: 'EIP',
	}),
	resource('aws_vpc_peering_connection', 'AWS::EC2::VPCPeeringConnection', {
		vpc_id: 'VpcId', peer_vpc_id: 'PeerVpcId', peer_owner_id: 'PeerOwnerId', peer_region: 'PeerRegion', tags,
	}, ID),
	resource('aws_flow_log', 'AWS::EC2::FlowLog', {
		...Object.fromEntries(FLOW_SOURCES.map(([argument]) => [argument, 'ResourceId'])), '': custom('ResourceType', flowSource),
		traffic_type: 'TrafficType', iam_role_arn: 'DeliverLogsPermissionArn', deliver_cross_account_role: 'DeliverCrossAccountRole', log_destination: 'LogDestination',
		log_destination_type: 'LogDestinationType', log_group_name: 'LogGroupName', log_format: 'LogFormat', max_aggregation_interval: 'MaxAggregationInterval',
		'destination_options.file_format': 'DestinationOptions.FileFormat', 'destination_options.hive_compatible_partitions': 'DestinationOptions.HiveCompatiblePartitions',
		'destination_options.per_hour_partition': 'DestinationOptions.PerHourPartition', tags,
	}, ID),
];
