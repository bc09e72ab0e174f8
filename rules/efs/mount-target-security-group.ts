import type { Resource } from '../../engine/model/resource.ts';
import { clientsOf } from '../../engine/queries/file-systems.ts';
import { admits, admitsInternet, groupsOf } from '../../engine/queries/network.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';
import { NFS_PORT } from './facts.ts';

const TARGET = 'AWS::EFS::MountTarget', FILE_SYSTEM = 'AWS::EFS::FileSystem';

export default defineRule({
	id: 'efs/mount-target-security-group',
	title: 'Mount targets let their clients in, and nobody else',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/network-access.html',
	on: 'AWS::EC2::SecurityGroup',
	fixes: 'choice',
	review(group, design, report) {
		const targets = design.pointing(TARGET, 'SecurityGroups[]', group).certain;
		if (targets.length === 0) return;
		for (const cidr of admitsInternet(group, NFS_PORT)) {
			report(cidr, `${group.name} guards ${targets[0]!.name} and admits the whole internet (${cidr.string}) to NFS, on port ${NFS_PORT}.`, { related: [targets[0]!] });
		}
		const shut = targets.filter(target => opensFor(target, group));
		if (shut.length === 0) return;
		const clients = [...new Set(shut.flatMap(target => clientGroups(target)))];
		// Rules of the list and rules that are resources of their own do not mix in Terraform.
		const listed = group.at('SecurityGroupIngress').exists !== 'no';
		report(group, `${group.name} does not admit NFS, on port ${NFS_PORT}, and ${shut[0]!.name} has no other group that does: nobody can mount the file system.`, {
			related: shut,
			fix: clients.map(client => {
				const rule = { IpProtocol: 'tcp', FromPort: NFS_PORT, ToPort: NFS_PORT, SourceSecurityGroupId: refer(client, 'GroupId') };
				return {
					title: `Admit ${client.name}`,
					change: change => (listed
						? change.append(group, 'SecurityGroupIngress', rule)
						: change.add('AWS::EC2::SecurityGroupIngress', `${group.name}From${client.name}`, group, { GroupId: refer(group, 'GroupId'), ...rule })),
				};
			}),
		});
	},
});

/** Whether this is the first of a mount target's groups, none of which admits anybody: said once. */
function opensFor(target: Resource, group: Resource): boolean {
	const { items } = target.at('SecurityGroups');
	const groups = groupsOf(items);
	return items.complete === 'yes' && groups.length === items.length && groups[0] === group && groups.every(one => admits(one, NFS_PORT) === 'no');
}

function clientGroups(target: Resource): readonly Resource[] {
	const fileSystem = target.design.follow(target.at('FileSystemId'), FILE_SYSTEM);
	return fileSystem ? clientsOf(fileSystem).flatMap(({ networks }) => networks.flatMap(({ groups }) => groupsOf(groups))) : [];
}
