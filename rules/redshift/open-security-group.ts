import { listed } from '../../engine/model/listed.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { admitsInternet } from '../../engine/queries/network.ts';
import { type FixSpec, defineRule, refer } from '../../engine/review/rule.ts';
import { DEFAULT_PORT, WAREHOUSES, securityGroups } from './facts.ts';

export default defineRule({
	id: 'redshift/open-security-group',
	title: "A warehouse's port is not open to the internet",
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/rs-security-group-public-private.html',
	on: 'AWS::EC2::SecurityGroup',
	fixes: 'choice',
	review(group, design, report) {
		const open = new Map<number, Resource[]>();
		for (const type of WAREHOUSES) {
			for (const warehouse of design.pointing(type, securityGroups({ type }), group).certain) {
				const port = warehouse.at('Port').number ?? (warehouse.at('Port').exists === 'no' ? DEFAULT_PORT : undefined);
				if (port !== undefined) open.set(port, [...open.get(port) ?? [], warehouse]);
			}
		}
		const told = new Set<string>();
		for (const [port, warehouses] of open) {
			for (const range of admitsInternet(group, port)) {
				if (told.has(`${range.resource.id} ${range.pathText}`)) continue;
				told.add(`${range.resource.id} ${range.pathText}`);
				report(range, `${range.scalar} may connect to port ${port} of ${listed(warehouses.map(one => one.name))}: the whole internet tries passwords there.`, {
					related: warehouses, fix: ways(group, range),
				});
			}
		}
	},
});

function ways(group: Resource, range: Property): readonly FixSpec[] {
	const network = group.design.follow(group.at('VpcId'), 'AWS::EC2::VPC');
	const rule = range.resource === group ? group.properties.at('SecurityGroupIngress').items.find(item => item.path[1] === range.path[1]) : undefined;
	return [
		...(network && range.name === 'CidrIp' ? [{
			title: `Admit only addresses of ${network.name}`, effect: 'changes behaviour', change: change => change.set(range, network.at('CidrBlock').string ?? refer(network, 'CidrBlock')),
		} satisfies FixSpec] : []),
		...(rule ? [{ title: 'Take the rule away', effect: 'changes behaviour', change: change => change.remove(rule) } satisfies FixSpec] : []),
	];
}
