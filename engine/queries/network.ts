/** Who can reach what over the network: asked of security groups, subnets and routes. */
import type { Architecture } from '../model/architecture.ts';
import type { Property, Resource } from '../model/resource.ts';

/** The ranges that mean everyone. */
const EVERYWHERE = ['0.0.0.0/0', '::/0'];

/** The CIDR properties by which a security group admits the whole internet, on any port. */
export function internetIngress(group: Resource): readonly Property[] {
	const design: Architecture = group.design;
	const separate = design.pointing('AWS::EC2::SecurityGroupIngress', 'GroupId', group).certain;
	const rules = [...group.at('SecurityGroupIngress').items, ...separate.map(rule => rule.properties)];
	return rules.flatMap(rule => [rule.at('CidrIp'), rule.at('CidrIpv6')])
		.flatMap(cidr => cidr.alternatives)
		.filter(cidr => cidr.is(...EVERYWHERE) === 'yes');
}

/** The internet gateway attached to a network of this design, if one is. */
export function internetGateway(network: Resource): Resource | undefined {
	return network.design.pointing('AWS::EC2::VPCGatewayAttachment', 'VpcId', network).certain
		.find(attachment => attachment.at('InternetGatewayId').exists === 'yes');
}
