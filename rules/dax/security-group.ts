import { listed } from '../../engine/model/listed.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { admits, groupsOf } from '../../engine/queries/network.ts';
import { defineRule, type FixSpec, refer } from '../../engine/review/rule.ts';
import { PORTS } from './facts.ts';

const OFFERED = 3;

export default defineRule({
	id: 'dax/security-group',
	title: 'The security groups of a DAX cluster admit its port',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.create-cluster.cli.configure-inbound-rules.html',
	on: 'AWS::DAX::Cluster',
	fixes: 'choice',
	review(cluster, design, report) {
		const encryption = cluster.at('ClusterEndpointEncryptionType');
		const port = encryption.is('TLS') === 'yes' ? PORTS.TLS : encryption.exists === 'no' || encryption.is('NONE') === 'yes' ? PORTS.NONE : undefined;
		for (const list of cluster.at('SecurityGroupIds').alternatives) {
			const { items } = list;
			const groups = groupsOf(items);
			if (port === undefined || items.length === 0 || items.complete !== 'yes' || groups.length !== items.length) continue;
			if (groups.some(group => admits(group, port) !== 'no')) continue;
			const other = port === PORTS.TLS ? PORTS.NONE : PORTS.TLS;
			const wrong = groups.some(group => admits(group, other) === 'yes') ? ` (only ${other}, which is that of a cluster ${other === PORTS.TLS ? 'with' : 'without'} TLS)` : '';
			report(list, `${cluster.name} listens on port ${port}, and ${listed(groups.map(group => group.name))} ${groups.length === 1 ? 'admits' : 'admit'} nothing there${wrong}: no client can reach it.`, {
				key: true, related: groups, fix: fixes(groups, design.all('AWS::EC2::SecurityGroup'), port),
			});
		}
	},
});

/** From which group clients come is a choice. */
function fixes(groups: readonly Resource[], all: readonly Resource[], port: number): readonly FixSpec[] {
	const [own] = groups;
	if (!own) return [];
	return all.filter(one => !groups.includes(one)).slice(0, OFFERED).map(client => ({
		title: `Admit ${client.name} on port ${port}`, effect: 'changes behaviour', preferred: false,
		change: change => change.add('AWS::EC2::SecurityGroupIngress', `${own.name}From${client.name[0]!.toUpperCase()}${client.name.slice(1)}`, own, {
			GroupId: refer(own, 'GroupId'), IpProtocol: 'tcp', FromPort: port, ToPort: port, SourceSecurityGroupId: refer(client, 'GroupId'),
		}),
	}));
}
