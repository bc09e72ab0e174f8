import { CLUSTER, familyOf, isAurora } from '../../engine/queries/db-clusters.ts';
import { defineRule } from '../../engine/review/rule.ts';

const HOURS = 24;

export default defineRule({
	id: 'aurora/backtrack-missing',
	title: 'A cluster of Aurora MySQL can be rewound',
	severity: 'hint',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html',
	on: CLUSTER,
	fixes: 'fix',
	review(cluster, design, report) {
		const engine = cluster.at('Engine');
		// Older providers of Terraform take no engine for Aurora MySQL.
		const mysql = engine.exists === 'no' || familyOf(engine.string) === 'MySQL';
		if (!mysql || isAurora(cluster) !== 'yes' || cluster.at('EngineMode').is('provisioned') !== 'yes') return;
		// Neither a member of a global database nor a copy of another cluster can have it.
		const { certain, possible } = design.pointing('AWS::RDS::GlobalCluster', 'SourceDBClusterIdentifier', cluster);
		if (certain.length > 0 || possible.length > 0 || ['GlobalClusterIdentifier', 'ReplicationSourceIdentifier', 'SourceDBClusterIdentifier'].some(name => cluster.at(name).exists !== 'no')) return;
		for (const window of cluster.at('BacktrackWindow').alternatives) {
			if (window.is(0) !== 'yes') continue;
			report(window, `${cluster.name} cannot be rewound: after a mistaken statement it has to be restored into a new cluster. Backtrack is chosen when a cluster is made.`, {
				fix: { title: `Keep ${HOURS} hours to rewind ${cluster.name}`, effect: 'changes behaviour', change: change => change.set(window, HOURS * 3600) },
			});
		}
	},
});
