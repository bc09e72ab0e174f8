/** Security groups with their rules in each of the three ways that Terraform has. */
import type { Site, Value } from '../../../model/value.ts';
import { type Mapping, type Reading, type Spec, type Table, custom, resource } from '../mapping.ts';
import { known, lift } from '../values.ts';
import { argumentOf, blocksOf, listOf, mapOf, tagList } from './shapes.ts';

const GROUP = 'AWS::EC2::SecurityGroup';

type Direction = 'ingress' | 'egress';

/** Whom a rule speaks of: CloudFormation's property, and its value. */
type Peer = readonly [property: string, value: Value];

const PEERS: Record<Direction, Record<string, string>> = {
	ingress: { cidr_blocks: 'CidrIp', ipv6_cidr_blocks: 'CidrIpv6', prefix_list_ids: 'SourcePrefixListId', security_groups: 'SourceSecurityGroupId', source_security_group_id: 'SourceSecurityGroupId' },
	egress: { cidr_blocks: 'CidrIp', ipv6_cidr_blocks: 'CidrIpv6', prefix_list_ids: 'DestinationPrefixListId', security_groups: 'DestinationSecurityGroupId', source_security_group_id: 'DestinationSecurityGroupId' },
};

/** A Terraform rule speaks of many peers at once, CloudFormation's of one. */
function peers(direction: Direction, get: (name: string) => Value, self: Value | undefined): readonly Peer[] {
	const found = Object.entries(PEERS[direction]).flatMap(([name, property]) => {
		const value = get(name);
		const items = value.kind === 'list' ? value.items : value.kind === 'absent' ? [] : [value];
		return items.map(item => [property, item] as const);
	});
	const own = get('self');
	if (self && own.kind === 'known' && own.scalar === true) found.push([PEERS[direction].security_groups!, self]);
	return found;
}

const RULE: Record<string, string> = { protocol: 'IpProtocol', from_port: 'FromPort', to_port: 'ToPort', description: 'Description' };

function protocol(value: Value): Value {
	return lift([value], value.site, ([one]) => (one!.kind === 'known' && String(one!.scalar).toLowerCase() === 'all' ? known('-1', one!.site) : one!));
}

function inlineRules(direction: Direction, target: string): Spec {
	return custom(target, group => {
		const written = group.get('');
		const self: Value = { kind: 'reference', target: group.self, attribute: 'GroupId', site: group.site };
		const items = blocksOf(written).flatMap(rule => rules(direction, name => argumentOf(rule, name), rule.site, self));
		const open = written.kind === 'unknown' || (written.kind === 'list' && written.open === true);
		return written.kind === 'unknown' ? written : open ? { kind: 'list', items, site: written.site, open } : listOf(items, written.site);
	});
}

function rules(direction: Direction, get: (name: string) => Value, site: Site, self: Value): readonly Value[] {
	const parts = Object.fromEntries(Object.entries(RULE).map(([name, property]) => [property, name === 'protocol' ? protocol(get(name)) : get(name)]));
	return peers(direction, get, self).map(([property, value]) => mapOf({ ...parts, [property]: value }, site));
}

/** The peer of one of the several rules that `aws_security_group_rule` makes. */
function peerAt(direction: Direction, property: string): Spec {
	return custom(property, rule => {
		const [name, value] = peers(direction, path => rule.root(path), rule.root('security_group_id'))[rule.variant] ?? [];
		return name === property && value ? value : { kind: 'absent', site: rule.site };
	});
}

const variants = (direction: Direction) => (rule: Reading) => Math.max(1, peers(direction, path => rule.root(path), rule.root('security_group_id')).length);

const ruleTable: Table = {
	security_group_id: 'GroupId', from_port: 'FromPort', to_port: 'ToPort', description: 'Description',
	'': custom('IpProtocol', rule => protocol(rule.root('protocol'))),
};

const singleRule: Table = { security_group_id: 'GroupId', ip_protocol: 'IpProtocol', from_port: 'FromPort', to_port: 'ToPort', description: 'Description', cidr_ipv4: 'CidrIp', cidr_ipv6: 'CidrIpv6' };

function severalRules(direction: Direction, type: string): Mapping {
	const properties = [...new Set(Object.values(PEERS[direction]))];
	const own = ruleTable['']!;
	return resource('aws_security_group_rule', type, { ...ruleTable, '': [own as Spec, ...properties.map(property => peerAt(direction, property))] }, {
		where: ['type', direction], variants: variants(direction), attributes: { id: 'Id' },
	});
}

export const securityGroups: readonly Mapping[] = [
	resource('aws_security_group', GROUP, {
		name: 'GroupName', description: 'GroupDescription', vpc_id: 'VpcId',
		ingress: inlineRules('ingress', 'SecurityGroupIngress'), egress: inlineRules('egress', 'SecurityGroupEgress'),
		tags: tagList('Tags'),
	}, { attributes: { id: 'GroupId', vpc_id: '=vpc_id' } }),
	resource('aws_default_security_group', GROUP, {
		vpc_id: 'VpcId', ingress: inlineRules('ingress', 'SecurityGroupIngress'), egress: inlineRules('egress', 'SecurityGroupEgress'),
	}, { attributes: { id: 'GroupId', vpc_id: '=vpc_id' } }),
	severalRules('ingress', 'AWS::EC2::SecurityGroupIngress'),
	severalRules('egress', 'AWS::EC2::SecurityGroupEgress'),
	resource('aws_vpc_security_group_ingress_rule', 'AWS::EC2::SecurityGroupIngress', {
		...singleRule, prefix_list_id: 'SourcePrefixListId', referenced_security_group_id: 'SourceSecurityGroupId',
	}, { attributes: { id: 'Id' } }),
	resource('aws_vpc_security_group_egress_rule', 'AWS::EC2::SecurityGroupEgress', {
		...singleRule, prefix_list_id: 'DestinationPrefixListId', referenced_security_group_id: 'DestinationSecurityGroupId',
	}, { attributes: { id: 'Id' } }),
];
