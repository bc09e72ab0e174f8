import { listed } from '../../engine/model/listed.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { clientsOf, mountTargetsOf } from '../../engine/queries/file-systems.ts';
import { zoneOf, zonesOf } from '../../engine/queries/network.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/mount-target-coverage',
	title: 'Each zone that mounts a file system has one mount target',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html',
	on: 'AWS::EFS::FileSystem',
	review(fileSystem, _design, report) {
		const { targets, complete } = mountTargetsOf(fileSystem);
		const subnets = targets.map(subnetOf);
		clashes(fileSystem, targets, subnets, report);
		// What is made several times stands in several subnets.
		if (!complete || fileSystem.at('AvailabilityZoneName').exists !== 'no' || targets.length === 0 || !targets.every(isOne)) return;
		const covered = subnets.map(subnet => (subnet ? zoneOf(subnet, 0) : undefined)).filter(zone => zone !== undefined);
		const [kind] = covered[0] ?? [];
		// Zones that are called in several ways may be the same.
		if (covered.length < targets.length || covered.some(zone => zone[0] !== kind)) return;
		for (const { client, networks } of clientsOf(fileSystem)) {
			for (const network of networks) {
				const { zones } = zonesOf(network.subnets);
				const bare = network.subnets.filter(place => {
					const subnet = place.value && fileSystem.design.follow(place, 'AWS::EC2::Subnet');
					const zone = subnet && zoneOf(subnet, 0);
					return zone !== undefined && zone[0] === kind && !covered.some(one => one[1] === zone[1]);
				});
				if (bare.length === 0 || zones.length < 2) continue;
				const names = bare.map(place => fileSystem.design.follow(place, 'AWS::EC2::Subnet')!);
				report(fileSystem, `${client.name} runs in ${listed(names.map(one => one.name))} too, whose zone has no mount target of ${fileSystem.name}: there it mounts across zones, for a fee, and not at all when the other zone fails.`, { related: names });
				return;
			}
		}
	},
});

/** It is there in any case, and once. */
function isOne(resource: Resource): boolean {
	return resource.multiplicity === undefined && (resource.instances ?? 1) === 1 && resource.when.length === 0;
}

function subnetOf(target: Resource): Resource | undefined {
	const place = target.at('SubnetId');
	return place.value && target.design.follow(place, 'AWS::EC2::Subnet');
}

function clashes(fileSystem: Resource, targets: readonly Resource[], subnets: readonly (Resource | undefined)[], report: Report): void {
	for (const [index, target] of targets.entries()) {
		const subnet = subnets[index];
		if (!subnet || !isOne(target) || !isOne(subnet)) continue;
		const zone = zoneOf(subnet, 0)?.join(' '), network = subnet.design.follow(subnet.at('VpcId'), 'AWS::EC2::VPC');
		for (const [earlier, other] of subnets.slice(0, index).entries()) {
			if (!other || !isOne(targets[earlier]!) || !isOne(other)) continue;
			const its = other.design.follow(other.at('VpcId'), 'AWS::EC2::VPC');
			const message = other === subnet || (zone !== undefined && zone === zoneOf(other, 0)?.join(' '))
				? `${target.name} is in the same zone as ${targets[earlier]!.name}; EFS takes one mount target of ${fileSystem.name} in each.`
				: network && its && network !== its ? `${target.name} is in ${network.name} and ${targets[earlier]!.name} in ${its.name}; EFS takes mount targets of ${fileSystem.name} in one VPC only.` : undefined;
			if (message === undefined) continue;
			report(target.at('SubnetId'), message, { severity: 'error', related: [targets[earlier]!.at('SubnetId')], about: target });
			break;
		}
	}
}
