import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER_REFERENCE } from './facts.ts';

/** The fewest nodes of a cluster that says it has several. */
const SEVERAL = 2;

export default defineRule({
	id: 'redshift/nodes',
	title: 'The number of nodes fits the type of the cluster',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: CLUSTER_REFERENCE,
	on: 'AWS::Redshift::Cluster',
	fixes: 'fix',
	review(cluster, _design, report) {
		for (const type of cluster.at('ClusterType').alternatives) {
			for (const nodes of cluster.at('NumberOfNodes').alternatives) {
				if (!nodes.together(type)) continue;
				const number = nodes.number;
				if (type.is('single-node') === 'yes' && number !== undefined && number > 1) {
					report(type, `${cluster.name} is a ${type.scalar} cluster of ${number} nodes; Redshift takes one or the other.`, {
						related: [nodes], fix: { title: `Make ${cluster.name} a cluster of ${number} nodes`, change: change => change.set(type, 'multi-node') },
					});
				} else if (type.is('multi-node') === 'yes' && (number === 1 || missing(nodes.exists, cluster.at('SnapshotIdentifier').exists))) {
					const has = number === 1 ? 'one node' : `no ${nodes.label}`;
					report(number === 1 ? nodes : type, `${cluster.name} is a multi-node cluster with ${has}; Redshift needs ${SEVERAL} nodes or more, and refuses it.`, {
						related: [number === 1 ? type : nodes],
						fix: { title: `Give ${cluster.name} ${SEVERAL} nodes`, effect: 'changes behaviour', change: change => change.set(nodes, SEVERAL) },
					});
				}
			}
		}
	},
});

/** A cluster that is restored has as many nodes as its snapshot says. */
function missing(nodes: string, snapshot: string): boolean {
	return nodes === 'no' && snapshot === 'no';
}
