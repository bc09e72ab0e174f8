import { CLUSTER, isAurora } from '../../engine/queries/db-clusters.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** What only Multi-AZ clusters of RDS have: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html */
const MULTI_AZ = ['AllocatedStorage', 'DBClusterInstanceClass', 'Iops', 'PubliclyAccessible'] as const;
const STORAGE = ['aurora', 'aurora-iopt1'] as const;

export default defineRule({
	id: 'aurora/cluster-properties',
	title: 'Aurora clusters say nothing that belongs to Multi-AZ clusters or to Serverless v1',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html',
	on: CLUSTER,
	fixes: 'fix',
	review(cluster, _design, report) {
		const engine = cluster.at('Engine');
		if (engine.exists !== 'yes' || isAurora(cluster) !== 'yes') return;
		for (const written of MULTI_AZ.flatMap(name => cluster.at(name).alternatives.filter(one => one.exists === 'yes'))) {
			report(written, `${written.label} belongs to Multi-AZ clusters of RDS; ${cluster.name} runs ${engine.string ?? 'Aurora'}, which refuses it.`, {
				key: true, related: [engine], fix: { title: `Remove ${written.label} from ${cluster.name}`, change: change => change.remove(written) },
			});
		}
		for (const storage of cluster.at('StorageType').alternatives) {
			if (storage.exists !== 'yes' || storage.is(...STORAGE, '') !== 'no') continue;
			report(storage, `${cluster.name} runs ${engine.string ?? 'Aurora'}, whose storage is ${STORAGE.join(' or ')}, never ${storage.string ?? 'another'}.`, {
				related: [engine], fix: { title: `Leave ${storage.label} of ${cluster.name} to Aurora`, change: change => change.remove(storage) },
			});
		}
		const [first, second] = [cluster.at('ScalingConfiguration'), cluster.at('ServerlessV2ScalingConfiguration')];
		// A cluster of version 1 has a finding of its own, which takes the old range away.
		for (const old of first.alternatives) {
			if (old.exists !== 'yes' || cluster.at('EngineMode').is('serverless') !== 'no' || !old.together(cluster.at('EngineMode'))) continue;
			const beside = second.exists === 'yes' && second.together(old);
			report(old, `${old.label} is the capacity of Aurora Serverless v1; ${cluster.name} is a provisioned cluster${beside ? ` and states ${second.label} too` : ''}.`, {
				key: true, related: beside ? [second] : [], fix: { title: `Remove ${old.label} from ${cluster.name}`, change: change => change.remove(old) },
			});
		}
	},
});
