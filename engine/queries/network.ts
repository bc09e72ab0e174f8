/**
 * Who can reach what over the network: asked of security groups, subnets, routes and zones. Facts: what a rule of a group admits and what
 * makes a subnet public, by https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html and
 * https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 */
import type { Items, Property, Resource } from '../model/resource.ts';
import { type Answer, type Condition, type Value, both, either } from '../model/value.ts';

/** The ranges that mean everyone. */
const EVERYWHERE = ['0.0.0.0/0', '::/0'];

/** Where a rule of a security group says whom it admits. */
const SOURCES = ['CidrIp', 'CidrIpv6', 'SourceSecurityGroupId', 'SourceSecurityGroupName', 'SourcePrefixListId'] as const;

const GROUP = 'AWS::EC2::SecurityGroup', SUBNET = 'AWS::EC2::Subnet', VPC = 'AWS::EC2::VPC';

export interface IngressRule {
	/** The rule as a whole: an item of the group's list, or the properties of a resource of its own. */
	readonly rule: Property;
	/** Whom it admits, one property for each alternative: ranges, groups, prefix lists (by their `name`). */
	readonly sources: readonly Property[];
}

export interface Ingress {
	readonly rules: readonly IngressRule[];
	/** Maybe: there can be others, that the design does not show. */
	readonly complete: Answer;
}

/** The rules by which a security group lets traffic in, wherever the design writes them; each branch of a conditional by itself. */
export function ingressTo(group: Resource): Ingress {
	const inline = group.at('SecurityGroupIngress').items;
	const { certain, possible } = group.design.pointing('AWS::EC2::SecurityGroupIngress', 'GroupId', group);
	const rules = [...inline.flatMap(item => item.alternatives), ...certain.map(rule => rule.properties)];
	return {
		rules: rules.map(rule => ({ rule, sources: SOURCES.flatMap(name => rule.at(name).alternatives).filter(source => source.exists !== 'no') })),
		complete: group.partial || possible.length > 0 ? 'maybe' : inline.complete,
	};
}

/** Whether a rule speaks of a TCP port. Without a port it speaks of all, whatever its ports say where its protocol is “all”. */
export function speaksOf({ rule }: IngressRule, port: number): Answer {
	const protocol = rule.at('IpProtocol');
	const all = protocol.test(one => ['-1', 'all'].includes(String(one)));
	if (all === 'yes') return 'yes';
	const [from, to] = [rule.at('FromPort'), rule.at('ToPort')];
	const bounded = [from, to].every(one => one.exists !== 'no');
	return either(all, both(
		protocol.test(one => ['tcp', '6'].includes(String(one).toLowerCase())),
		bounded ? both(from.test(one => Number(one) <= port), to.test(one => Number(one) >= port)) : 'maybe',
	));
}

/** Whether a group admits a TCP port from anywhere at all; maybe where its rules cannot be known, or it is outside the design. */
export function admits(group: Resource | undefined, port: number): Answer {
	if (!group) return 'maybe';
	const { rules, complete } = ingressTo(group);
	return either(complete === 'yes' ? 'no' : 'maybe', ...rules.map(rule => speaksOf(rule, port)));
}

/** The CIDR properties by which a security group admits the whole internet, on any port. */
export function internetIngress(group: Resource): readonly Property[] {
	return ranges(ingressTo(group).rules).filter(isEverywhere);
}

/** The CIDR properties by which a group is certain to admit the whole internet on a TCP port. */
export function admitsInternet(group: Resource, port: number): readonly Property[] {
	return ranges(ingressTo(group).rules.filter(rule => speaksOf(rule, port) === 'yes')).filter(isEverywhere);
}

export interface WideRange {
	/** The CIDR property. */
	readonly at: Property;
	/** The length of its prefix: 16 of `10.0.0.0/16`. */
	readonly prefix: number;
	/** How many addresses it has. */
	readonly addresses: number;
}

/** The ranges, wider than so many addresses, that a group is certain to admit on a TCP port; the whole internet is one of them. Of IPv6 all that is wider than a /64, the least that a subnet has. */
export function admitsWide(group: Resource, port: number, addresses: number): readonly WideRange[] {
	return ranges(ingressTo(group).rules.filter(rule => speaksOf(rule, port) === 'yes')).flatMap(at => {
		const text = at.string;
		const prefix = text === undefined ? undefined : prefixOf(text);
		if (text === undefined || prefix === undefined) return [];
		const bits = text.includes(':') ? 128 : 32;
		const size = 2 ** (bits - prefix);
		return size > (bits === 128 ? Math.max(addresses, 2 ** 64) : addresses) ? [{ at, prefix, addresses: size }] : [];
	});
}

function ranges(rules: readonly IngressRule[]): readonly Property[] {
	return rules.flatMap(({ sources }) => sources.filter(source => source.name === 'CidrIp' || source.name === 'CidrIpv6'));
}

function isEverywhere(cidr: Property): boolean {
	return cidr.is(...EVERYWHERE) === 'yes';
}

function prefixOf(range: string): number | undefined {
	const digits = /^[\d.a-f:]+\/(\d{1,3})$/i.exec(range.trim())?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/** The security groups that the items of a property name, those of the design. */
export function groupsOf(references: readonly Property[]): readonly Resource[] {
	return references.flatMap(one => one.alternatives).flatMap(one => one.resource.design.follow(one, GROUP) ?? []);
}

/** The internet gateway attached to a network of this design, if one is. */
export function internetGateway(network: Resource): Resource | undefined {
	return network.design.pointing('AWS::EC2::VPCGatewayAttachment', 'VpcId', network).certain
		.find(attachment => attachment.at('InternetGatewayId').exists === 'yes');
}

export interface Zones {
	/** Zones that are certain to differ from one another: names (`eu-west-1a`), ids, or what stands for one (`the 1st of the region`). */
	readonly zones: readonly string[];
	/** Whether there are no others: no where some subnet, or its zone, cannot be known. */
	readonly complete: boolean;
}

/**
 * The availability zones of the subnets that a list names (`resource.at('SubnetIds').items`). Items of one list of zones that cannot be known
 * (`Fn::Select [0, !GetAZs '']`, `data.aws_availability_zones.x.names[0]`) differ where their indexes do.
 */
export function zonesOf(subnets: Items): Zones {
	const kinds = new Map<string, Set<string>>(), times = new Map<string, number>();
	let complete = subnets.complete === 'yes';
	for (const reference of subnets) {
		const subnet = reference.value && reference.resource.design.follow(reference, SUBNET);
		// A list names each of several subnets that `count` makes at one place.
		const time = subnet ? times.get(subnet.id) ?? 0 : 0;
		const [kind, zone] = (subnet && zoneOf(subnet, time)) || [];
		if (subnet) times.set(subnet.id, time + 1);
		if (kind === undefined) complete = false;
		if (kind !== undefined && zone !== undefined) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(zone));
	}
	// The first zone of a region can be the one that somebody else calls by its name.
	const most = [...kinds.values()].sort((a, b) => b.size - a.size)[0];
	return { zones: [...most ?? []], complete: complete && kinds.size <= 1 };
}

/** How a subnet names its zone, and the zone; undefined where AWS chooses, or it cannot be known. */
export function zoneOf(subnet: Resource, time: number): readonly [kind: string, zone: string] | undefined {
	for (const name of ['AvailabilityZone', 'AvailabilityZoneId']) {
		const property = subnet.at(name);
		const { value } = property;
		if (value?.kind === 'known') return [name, String(value.scalar)];
		const [, list, index] = (value?.kind === 'unknown' && value.identity !== undefined && /^(.*)\[(\d+|[^[\]]* count\.index)\]$/s.exec(value.identity)) || [];
		if (list !== undefined) return [list, `number ${(/^\d+$/.test(index!) ? Number(index) : time) + 1} of the region`];
		if (value?.kind === 'text') {
			// `${AWS::Region}a`
			const [region, letter] = value.parts;
			if (value.parts.length === 2 && typeof region === 'object' && region.kind === 'pseudo' && typeof letter === 'string') return [region.name, letter];
		}
		if (property.exists !== 'no') return undefined;
	}
	return undefined;
}

/** The networks of the design that the subnets of a list are in; `complete` is false where there may be others. */
export function vpcsOf(subnets: Items): { readonly networks: readonly Resource[]; readonly complete: boolean } {
	const found = subnets.map(reference => {
		const subnet = reference.value && reference.resource.design.follow(reference, SUBNET);
		return subnet?.design.follow(subnet.at('VpcId'), VPC);
	});
	return { networks: [...new Set(found.filter(one => one !== undefined))], complete: subnets.complete === 'yes' && !found.includes(undefined) };
}

export interface Publicity {
	/** Yes: what gets a public address in the subnet is reached from the internet. */
	readonly answer: Answer;
	/** Completes “it is public, for …”: `its route table Public sends 0.0.0.0/0 to the internet gateway Gateway`. */
	readonly sign?: string;
	/** Where the design says so. */
	readonly at?: Property;
}

/** Whether a subnet is public: it routes to an internet gateway. Where its routes cannot be known, that it gives out public addresses is as good a sign. */
export function publicSubnet(subnet: Resource): Publicity {
	const routed = byRoutes(subnet);
	if (routed.answer !== 'maybe') return routed;
	const addresses = subnet.at('MapPublicIpOnLaunch');
	return addresses.is(true) === 'yes' && addresses.exists === 'yes' ? { answer: 'yes', sign: `its ${addresses.label} gives public addresses`, at: addresses } : routed;
}

function byRoutes(subnet: Resource): Publicity {
	const { design } = subnet;
	const associations = design.pointing('AWS::EC2::SubnetRouteTableAssociation', 'SubnetId', subnet);
	if (associations.possible.length > 0 || subnet.partial) return { answer: 'maybe' };
	const own = associations.certain;
	if (own.length > 1) return { answer: 'maybe' };
	if (own[0]) return byTable(design.follow(own[0].at('RouteTableId'), 'AWS::EC2::RouteTable'), [own[0], subnet]);
	const network = design.follow(subnet.at('VpcId'), VPC);
	// A default network, which states no range, has a gateway and a route to it unless somebody took them away.
	if (!network || ['CidrBlock', 'Ipv4IpamPoolId'].every(name => network.at(name).exists === 'no')) return { answer: 'maybe' };
	const main = design.pointing('Plumbline::EC2::MainRouteTableAssociation', 'VpcId', network);
	if (main.possible.length > 0) return { answer: 'maybe' };
	return main.certain[0] ? byTable(design.follow(main.certain[0].at('RouteTableId'), 'AWS::EC2::RouteTable'), [main.certain[0], subnet]) : { answer: 'no' };
}

function byTable(table: Resource | undefined, [association, subnet]: readonly [Resource, Resource]): Publicity {
	if (!table) return { answer: 'maybe' };
	const { certain, possible } = table.design.pointing('AWS::EC2::Route', 'RouteTableId', table);
	let answer: Answer = possible.length > 0 ? 'maybe' : 'no';
	for (const route of certain) {
		const gateway = route.at('GatewayId');
		const target = table.design.follow(gateway, 'AWS::EC2::InternetGateway');
		const leads = target || /^igw-/.test(gateway.string ?? '') ? 'yes' : leavesOpen(gateway) ? 'maybe' : 'no';
		const wide = either(route.at('DestinationCidrBlock').is('0.0.0.0/0'), route.at('DestinationIpv6CidrBlock').is('::/0'));
		const one = both(leads, wide, stands(route.when, subnet.when), stands(association.when, subnet.when));
		if (one === 'yes') {
			const at = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock'].map(name => route.at(name)).find(isEverywhere)!;
			return { answer: 'yes', sign: `its route table ${table.name} sends ${at.string} to ${target ? `the internet gateway ${target.name}` : 'an internet gateway'}`, at };
		}
		answer = either(answer, one);
	}
	return { answer };
}

/** It may be any gateway: what refers to another type of resource is none. */
function leavesOpen(gateway: Property): boolean {
	const open = (value: Value) => value.kind === 'unknown' || (value.kind === 'reference' && !gateway.resource.design.resource(value.target));
	return gateway.raw.some(({ value }) => open(value)) || gateway.raw.length > 1;
}

/** Whether what exists under conditions does so whenever something else does. */
function stands(when: readonly Condition[], whenever: readonly Condition[]): Answer {
	return when.every(one => whenever.some(other => other.name === one.name && other.is === one.is)) ? 'yes' : 'maybe';
}
