import { CLUSTER, INSTANCE, isAurora } from '../../engine/queries/db-clusters.ts';
import { endpointUses, isRead, outputsOf } from '../../engine/queries/endpoint-uses.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

const ADDRESS = 'Endpoint.Address';

export default defineRule({
	id: 'aurora/instance-endpoint',
	title: 'Applications connect to the cluster, not to one of its instances',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html',
	on: INSTANCE,
	fixes: 'fix',
	review(instance, design, report) {
		const cluster = design.follow(instance.at('DBClusterIdentifier'), CLUSTER);
		if (!cluster || isAurora(cluster) !== 'yes') return;
		for (const { consumer, at, attribute } of endpointUses(instance, ADDRESS)) {
			// An address within a longer text is replaced by whoever wrote that text.
			const alone = at.textParts?.length === 1;
			report(at, `${consumer.name} is told the address of ${instance.name}: after a failover another instance of ${cluster.name} takes the writes, and ${cluster.name}'s own endpoint leads there.`, {
				about: consumer, related: [instance, cluster],
				...(alone && attribute === ADDRESS && {
					fix: { title: `Give it the endpoint of ${cluster.name}`, effect: 'changes behaviour' as const, change: change => change.set(at, refer(cluster, ADDRESS)) },
				}),
			});
		}
		// An output may list the instances for those who watch over them; it is the only way to the database where it names no other.
		for (const { consumer, at } of isRead(cluster, ADDRESS, 'ReadEndpoint.Address') || instance.multiplicity ? [] : outputsOf(instance, ADDRESS)) {
			report(at, `The output ${consumer.name} hands on the address of ${instance.name} and none of ${cluster.name}: who connects there stands still after a failover.`, { related: [instance, cluster] });
		}
	},
});
