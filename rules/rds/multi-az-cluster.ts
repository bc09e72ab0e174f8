import { listed } from '../../engine/model/listed.ts';
import { either } from '../../engine/model/value.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, MULTI_AZ_CLUSTER_ENGINES } from './facts.ts';

export default defineRule({
	id: 'rds/multi-az-cluster',
	title: 'A Multi-AZ DB cluster has an engine, a class and storage that it can run on',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/create-multi-az-db-cluster.html',
	on: CLUSTER,
	fixes: 'choice',
	review(cluster, _design, report) {
		for (const engine of cluster.at('Engine').alternatives) {
			const name = engine.string?.toLowerCase();
			// Clusters of Aurora, Neptune and DocumentDB bring their own storage.
			if (name === undefined || /^(aurora|neptune|docdb)/.test(name)) continue;
			if (!MULTI_AZ_CLUSTER_ENGINES.includes(name)) {
				report(engine, `Clusters with a standby that can be read run MySQL or PostgreSQL; RDS has none of ${name}.`, {
					fix: MULTI_AZ_CLUSTER_ENGINES.map(other => ({ title: `Run ${other} on ${cluster.name}`, effect: 'replaces the resource', change: change => void change.set(engine, other) })),
				});
				continue;
			}
			const origin = either(...['SnapshotIdentifier', 'SourceDBClusterIdentifier', 'SourceDbClusterResourceId', 'ReplicationSourceIdentifier'].map(one => cluster.at(one).exists));
			if (origin !== 'no') continue;
			const needed = [cluster.at('DBClusterInstanceClass'), cluster.at('AllocatedStorage')];
			// Its storage is io1 where nothing is said.
			const type = cluster.at('StorageType');
			if (type.exists === 'no' || type.is('io1', 'io2') === 'yes') needed.push(cluster.at('Iops'));
			const missing = needed.filter(one => one.exists === 'no' && one.together(engine));
			if (missing.length === 0) continue;
			report(engine, `${cluster.name} is a Multi-AZ DB cluster of ${name} and lacks ${listed(missing.map(one => one.label))}; RDS cannot create it without.`, {
				fix: missing.some(one => one.name === 'DBClusterInstanceClass') ? ['db.m6gd.large', 'db.r6gd.large'].map(size => ({
					title: `Three instances of ${size} for ${cluster.name}`,
					change: change => {
						for (const one of missing) change.set(one, one.name === 'DBClusterInstanceClass' ? size : one.name === 'Iops' ? 1000 : 100);
					},
				})) : { title: `Give ${cluster.name} 100 GiB and 1000 IOPS`, change: change => { for (const one of missing) change.set(one, one.name === 'Iops' ? 1000 : 100); } },
			});
		}
	},
});
