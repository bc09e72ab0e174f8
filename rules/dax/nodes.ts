import { defineRule } from '../../engine/review/rule.ts';
import { NODES } from './facts.ts';

export default defineRule({
	id: 'dax/nodes',
	title: 'DAX clusters have nodes in several zones',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html',
	on: 'AWS::DAX::Cluster',
	fixes: 'fix',
	review(cluster, _design, report) {
		for (const nodes of cluster.at('ReplicationFactor').alternatives) {
			if (nodes.is(1) !== 'yes') continue;
			report(nodes, `${cluster.name} has one node: when it fails or is patched, every read goes to DynamoDB at once until another one is there and warm.`, {
				fix: {
					title: `Give ${cluster.name} ${NODES} nodes`, effect: 'changes behaviour',
					change: change => {
						change.set(nodes, NODES);
						// One zone for each node, or none said.
						if (cluster.at('AvailabilityZones').exists === 'yes') change.remove(cluster.at('AvailabilityZones'));
					},
				},
			});
		}
		for (const zones of cluster.at('AvailabilityZones').alternatives) {
			const names = zones.items.map(zone => zone.string);
			const [first] = names;
			if (zones.items.complete !== 'yes' || names.length < 2 || first === undefined || names.some(name => name !== first)) continue;
			report(zones, `All ${names.length} nodes of ${cluster.name} are in ${first}: the zone fails, and the whole cache with it.`, {
				key: true, fix: { title: 'Let DAX spread the nodes over the zones of its subnets', effect: 'changes behaviour', change: change => change.remove(zones) },
			});
		}
	},
});
