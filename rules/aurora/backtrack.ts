import type { Property, Resource } from '../../engine/model/resource.ts';
import { CLUSTER, familyOf } from '../../engine/queries/db-clusters.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { BACKTRACK } from './facts.ts';

const HOURS = BACKTRACK / 3600;

export default defineRule({
	id: 'aurora/backtrack',
	title: 'Backtrack is asked only of clusters that have it',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html',
	on: CLUSTER,
	fixes: 'choice',
	review(cluster, _design, report) {
		for (const window of cluster.at('BacktrackWindow').alternatives) {
			const seconds = window.number;
			if (!seconds) continue;
			const off: FixSpec = { title: `Take the backtrack window from ${cluster.name}`, change: change => change.remove(window) };
			const engine = cluster.at('Engine');
			const other = engine.exists === 'yes' && engine.test(name => familyOf(String(name)) === 'MySQL' && /^aurora/i.test(String(name))) === 'no';
			const joins = other ? undefined : globalOf(cluster);
			if (other) report(window, `${cluster.name} runs ${engine.string ?? 'another engine'}; only Aurora MySQL can be rewound.`, { related: [engine], fix: off });
			else if (joins) report(window, `${cluster.name} belongs to a global database, and those cannot be rewound.`, { related: [joins], fix: off });
			else if (seconds > BACKTRACK) {
				report(window, `${cluster.name} is to be rewound by up to ${Math.round(seconds / 360) / 10} hours; Aurora keeps at most ${HOURS}.`, {
					fix: [{ title: `Keep ${HOURS} hours`, change: change => change.set(window, BACKTRACK) }, off],
				});
			}
		}
	},
});

/** What makes the cluster a member of a global database. */
function globalOf(cluster: Resource): Property | Resource | undefined {
	const member = cluster.at('GlobalClusterIdentifier');
	if (member.exists === 'yes' && member.is('') !== 'yes') return member;
	return cluster.design.pointing('AWS::RDS::GlobalCluster', 'SourceDBClusterIdentifier', cluster).certain[0];
}
