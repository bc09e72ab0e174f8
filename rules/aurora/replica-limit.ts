import { CLUSTER, isAurora, membersOf } from '../../engine/queries/db-clusters.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { REPLICAS } from './facts.ts';

export default defineRule({
	id: 'aurora/replica-limit',
	title: `A cluster has at most ${REPLICAS} readers`,
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Replication.html',
	on: CLUSTER,
	review(cluster, _design, report) {
		if (isAurora(cluster) !== 'yes') return;
		// A member that exists only sometimes is perhaps not there when the others are.
		const always = membersOf(cluster).certain.filter(member => member.when.every(({ name, is }) => cluster.when.some(other => other.name === name && other.is === is)));
		const count = always.reduce((sum, member) => sum + (member.multiplicity ? member.instances ?? 0 : 1), 0);
		if (count <= REPLICAS + 1) return;
		report(cluster, `${cluster.name} has ${count} instances; Aurora allows one writer and ${REPLICAS} readers.`, { related: always.slice(REPLICAS + 1) });
	},
});
