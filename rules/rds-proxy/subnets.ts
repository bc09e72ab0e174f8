import { PROXY, targetsOf } from '../../engine/queries/db-proxies.ts';
import { vpcsOf, zonesOf } from '../../engine/queries/network.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'rds-proxy/subnets',
	title: 'A proxy is in two zones of the network of its database',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-network-prereqs.html',
	on: [PROXY, 'AWS::RDS::DBProxyEndpoint'],
	review(resource, design, report) {
		for (const subnets of resource.at('VpcSubnetIds').alternatives) {
			const { items } = subnets;
			if (items.length === 0 || subnets.exists !== 'yes') continue;
			const { zones, complete } = zonesOf(items);
			// A subnet that is made several times stands for several.
			const single = items.complete === 'yes' && items.length === 1 && !subnetsOf(items).some(one => one.multiplicity) && isOne(items[0]!);
			if (single) report(subnets, `${resource.name} is in one subnet; RDS wants two at least, in different zones.`, { key: true, related: items });
			else if (complete && zones.length === 1 && !subnetsOf(items).some(one => one.multiplicity)) {
				report(subnets, `The subnets of ${resource.name} are all in ${zones[0]}; RDS wants two zones at least.`, { key: true, related: subnetsOf(items) });
			}
			if (resource.type !== PROXY) continue;
			const own = vpcsOf(items);
			for (const { database, at } of targetsOf(resource)) {
				const group = database && design.follow(database.at('DBSubnetGroupName'), 'AWS::RDS::DBSubnetGroup');
				const other = group && vpcsOf(group.at('SubnetIds').items);
				if (!group || !other?.complete || !own.complete || own.networks.length !== 1 || other.networks.length !== 1 || own.networks[0]!.id === other.networks[0]!.id || !at.together(subnets)) continue;
				report(subnets, `${resource.name} is in the network ${own.networks[0]!.name}, and ${database.name} behind it in ${other.networks[0]!.name}; RDS wants both in one.`, { key: true, related: [at, group] });
			}
		}
	},
});

/** A literal or a reference is one subnet; what is not known may be a list of them. */
function isOne(subnet: Property): boolean {
	return subnet.value?.kind === 'known' || subnet.value?.kind === 'reference';
}

function subnetsOf(items: readonly Property[]): readonly Resource[] {
	return items.flatMap(one => one.resource.design.follow(one, 'AWS::EC2::Subnet') ?? []);
}
