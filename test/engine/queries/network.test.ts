/** Security groups, zones and subnets, in both dialects. */
import { describe, expect, test } from 'vitest';
import type { Architecture } from '../../../engine/model/architecture.ts';
import { admits, admitsInternet, admitsWide, ingressTo, publicSubnet, vpcsOf, zonesOf } from '../../../engine/queries/network.ts';
import { design as template } from '../cloudformation/design.ts';
import { hcl } from '../terraform/design.ts';

const group = (rules: string, more = '') => template(`
Resources:
  G:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress: ${rules}
${more}`).resource('G')!;
const tf = (text: string): Architecture => hcl(text).architecture;

describe('what a security group admits', () => {
	test('by protocol and port', () => {
		const one = group('[{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/16 }]');
		expect([admits(one, 5432), admits(one, 5433)]).toEqual(['yes', 'no']);
		expect(admits(group('[{ IpProtocol: "-1", CidrIp: 10.0.0.0/16 }]'), 5432)).toBe('yes');
		expect(admits(group('[{ IpProtocol: udp, FromPort: 0, ToPort: 65535, CidrIp: 10.0.0.0/16 }]'), 5432)).toBe('no');
		expect(admits(group('[{ IpProtocol: tcp, FromPort: 5000, ToPort: 6000, SourceSecurityGroupId: sg-1 }]'), 5432)).toBe('yes');
		expect(admits(group('[]'), 5432)).toBe('no');
		expect(admits(undefined, 5432)).toBe('maybe');
		expect(admits(group('!Ref Rules', 'Parameters: { Rules: { Type: String } }'), 5432)).toBe('maybe');
	});

	test('by resources of their own, which may be of any group', () => {
		const rule = (id: string) => `  Rule: { Type: AWS::EC2::SecurityGroupIngress, Properties: { GroupId: ${id}, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0 } }`;
		expect(admits(group('[]', rule('!GetAtt G.GroupId')), 22)).toBe('yes');
		expect(admits(group('[]', `${rule('!Ref P')}\nParameters: { P: { Type: String } }`), 22)).toBe('maybe');
		expect(ingressTo(group('[]', rule('sg-other'))).rules).toEqual([]);
	});

	test('the internet, and ranges that are too wide', () => {
		const rules = group('[{ IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIpv6: "::/0" }, { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/23 }, { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/24 }]');
		expect(admitsInternet(rules, 5432).map(one => one.pathText)).toEqual(['SecurityGroupIngress[0].CidrIpv6']);
		expect(admitsWide(rules, 5432, 256).map(({ at, prefix, addresses }) => [at.string, prefix, addresses])).toEqual([['::/0', 0, 2 ** 128], ['10.0.0.0/23', 23, 512]]);
		expect(admitsInternet(rules, 443).length).toBe(1);
		expect(admitsInternet(group('[{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }]'), 5432)).toEqual([]);
	});

	test('in all of the ways of Terraform', () => {
		const found = tf(`
resource "aws_security_group" "db" {
  ingress {
    protocol    = "tcp"
    from_port   = 3306
    to_port     = 3306
    cidr_blocks = ["10.0.0.0/16", "0.0.0.0/0"]
  }
}
resource "aws_security_group_rule" "more" {
  type              = "ingress"
  security_group_id = aws_security_group.db.id
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  ipv6_cidr_blocks  = ["::/0"]
}
resource "aws_vpc_security_group_ingress_rule" "one" {
  security_group_id = aws_security_group.db.id
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = "0.0.0.0/0"
}`).resource('aws_security_group.db')!;
		expect(admitsInternet(found, 3306).map(one => one.string)).toEqual(['0.0.0.0/0', '::/0']);
		expect(admitsInternet(found, 5432).map(one => one.string)).toEqual(['::/0', '0.0.0.0/0']);
		expect(admitsWide(found, 3306, 256).length).toBe(3);
	});
});

describe('zones', () => {
	const zones = (subnets: string, ids = '[!Ref A, !Ref B]') => {
		const found = template(`
Parameters: { Zones: { Type: "List<AWS::EC2::AvailabilityZone::Name>" }, Ids: { Type: "List<AWS::EC2::Subnet::Id>" } }
Resources:
  Group: { Type: AWS::RDS::DBSubnetGroup, Properties: { SubnetIds: ${ids} } }
  Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
${subnets}`).resource('Group')!;
		return { ...zonesOf(found.at('SubnetIds').items), networks: vpcsOf(found.at('SubnetIds').items) };
	};
	const two = (a: string, b: string) => zones(['A', 'B'].map((name, index) => `  ${name}: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, AvailabilityZone: ${[a, b][index]} } }`).join('\n'));

	test('by their names, and by where they stand in a list', () => {
		expect(two('eu-west-1a', 'eu-west-1b')).toMatchObject({ zones: ['eu-west-1a', 'eu-west-1b'], complete: true, networks: { complete: true } });
		expect(two('eu-west-1a', 'eu-west-1a')).toMatchObject({ zones: ['eu-west-1a'], complete: true });
		expect(two('!Select [0, !GetAZs ""]', '!Select [1, !GetAZs ""]').zones.length).toBe(2);
		expect(two('!Select [0, !GetAZs ""]', '!Select ["0", !GetAZs {Ref: AWS::Region}]')).toMatchObject({ zones: ['number 1 of the region'], complete: true });
		expect(two('!Select [0, !Ref Zones]', '!Select [1, !Ref Zones]').zones.length).toBe(2);
		expect(two('!Sub "${AWS::Region}a"', '!Sub "${AWS::Region}b"').zones).toEqual(['a', 'b']);
		expect(two('eu-west-1a', 'eu-west-1a').networks.networks.map(one => one.name)).toEqual(['Net']);
	});

	test('that cannot be known', () => {
		expect(two('eu-west-1a', '!Select [0, !GetAZs ""]')).toMatchObject({ zones: ['eu-west-1a'], complete: false });
		expect(two('eu-west-1a', '!Ref AWS::NoValue')).toMatchObject({ zones: ['eu-west-1a'], complete: false });
		expect(zones('', '!Ref Ids')).toMatchObject({ zones: [], complete: false, networks: { networks: [], complete: false } });
		expect(zones('', '[subnet-1, subnet-2]')).toMatchObject({ zones: [], complete: false });
	});

	test('in Terraform', () => {
		const of = (zone: string, more = '') => zonesOf(tf(`
data "aws_availability_zones" "all" {}
locals { zones = slice(data.aws_availability_zones.all.names, 0, 3) }
${more}
resource "aws_subnet" "x" {
  count             = 3
  availability_zone = ${zone}
}
resource "aws_db_subnet_group" "g" {
  subnet_ids = aws_subnet.x[*].id
}`).resource('aws_db_subnet_group.g')!.at('SubnetIds').items);
		expect(of('data.aws_availability_zones.all.names[count.index]')).toMatchObject({ zones: { length: 3 }, complete: true });
		expect(of('local.zones[count.index]')).toMatchObject({ zones: { length: 3 }, complete: true });
		expect(of('element(data.aws_availability_zones.all.names, count.index)')).toMatchObject({ zones: { length: 3 }, complete: true });
		expect(of('data.aws_availability_zones.all.names[0]')).toMatchObject({ zones: { length: 1 }, complete: true });
		expect(of('["eu-west-1a", "eu-west-1b", "eu-west-1c"][count.index]')).toMatchObject({ zones: { length: 3 }, complete: true });
		expect(of('var.zones[count.index]', 'variable "zones" { type = list(string) }').zones.length).toBe(3);
		expect(of('var.zone', 'variable "zone" {}')).toEqual({ zones: [], complete: false });
	});
});

describe('public subnets', () => {
	const subnet = (more: string, properties = '') => publicSubnet(template(`
Parameters: { P: { Type: String } }
Conditions: { Open: !Equals [!Ref P, "yes"] }
Resources:
  Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Gateway: { Type: AWS::EC2::InternetGateway }
  Nat: { Type: AWS::EC2::NatGateway }
  S: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.0.0/24${properties} } }
${more}`).resource('S')!);
	const table = (route: string, more = '') => `
  Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Net } }
  Way: { Type: AWS::EC2::Route, ${more}Properties: { RouteTableId: !Ref Table, ${route} } }
  Join: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref S, RouteTableId: !Ref Table } }`;

	test('route to an internet gateway', () => {
		expect(subnet(table('DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway'))).toMatchObject({ answer: 'yes', sign: 'its route table Table sends 0.0.0.0/0 to the internet gateway Gateway' });
		expect(subnet(table('DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat'), ', MapPublicIpOnLaunch: true').answer).toBe('no');
		expect(subnet(table('DestinationCidrBlock: 10.1.0.0/16, GatewayId: !Ref Gateway')).answer).toBe('no');
		expect(subnet('').answer).toBe('no');
	});

	test('may do so', () => {
		expect(subnet(table('DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref P')).answer).toBe('maybe');
		expect(subnet(table('DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway', 'Condition: Open, ')).answer).toBe('maybe');
		expect(subnet('  Join: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref S, RouteTableId: rtb-1 } }').answer).toBe('maybe');
		expect(subnet('  Join: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref S, RouteTableId: rtb-1 } }', ', MapPublicIpOnLaunch: true')).toMatchObject({ answer: 'yes', sign: 'its MapPublicIpOnLaunch gives public addresses' });
	});

	test('in Terraform', () => {
		const of = (text: string) => publicSubnet(tf(`resource "aws_vpc" "net" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "out" { vpc_id = aws_vpc.net.id }
resource "aws_subnet" "s" { vpc_id = aws_vpc.net.id }
${text}`).resource('aws_subnet.s')!).answer;
		const association = 'resource "aws_route_table_association" "a" {\n  subnet_id = aws_subnet.s.id\n  route_table_id = aws_route_table.t.id\n}';
		expect(of(`resource "aws_route_table" "t" {\n  vpc_id = aws_vpc.net.id\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.out.id\n  }\n}\n${association}`)).toBe('yes');
		expect(of(`resource "aws_route_table" "t" { vpc_id = aws_vpc.net.id }\nresource "aws_route" "r" {\n  route_table_id = aws_route_table.t.id\n  destination_cidr_block = "0.0.0.0/0"\n  gateway_id = aws_internet_gateway.out.id\n}\n${association}`)).toBe('yes');
		expect(of(`resource "aws_route_table" "t" { vpc_id = aws_vpc.net.id }\n${association}`)).toBe('no');
		expect(of('resource "aws_default_route_table" "t" {\n  default_route_table_id = aws_vpc.net.default_route_table_id\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.out.id\n  }\n}')).toBe('yes');
		expect(of('')).toBe('no');
	});
});
