import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER_REFERENCE, nodeTypes, successors } from './facts.ts';

export default defineRule({
	id: 'redshift/node-type-retired',
	title: 'Warehouses run on node types that Redshift still has',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: CLUSTER_REFERENCE,
	on: 'AWS::Redshift::Cluster',
	fixes: 'choice',
	review(cluster, _design, report) {
		for (const type of cluster.at('NodeType').alternatives) {
			const name = type.string;
			const next = name === undefined ? undefined : successors.table[name];
			if (!next) continue;
			const others = nodeTypes.table.filter(one => one.startsWith('ra3.') && one !== next);
			report(type, `${cluster.name} asks for ${name}, a node type that Redshift no longer has (as of ${successors.asOf}); ${next} is its successor.`, {
				fix: [next, ...others].map((one, index) => ({
					title: `Use ${one} nodes`, preferred: index === 0, change: change => change.set(type, one),
				})),
			});
		}
	},
});
