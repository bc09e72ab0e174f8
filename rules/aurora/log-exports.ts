import { CLUSTER, familyOf, isAurora } from '../../engine/queries/db-clusters.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** What is worth keeping of each family; the general log of MySQL is for debugging alone. */
const WANTED = { MySQL: ['audit', 'error', 'slowquery'], PostgreSQL: ['postgresql'] } as const;
const AUDIT = 'audit';

export default defineRule({
	id: 'aurora/log-exports',
	title: 'The logs of a cluster outlive it',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html',
	on: CLUSTER,
	fixes: 'fix',
	review(cluster, _design, report) {
		const family = familyOf(cluster.at('Engine').string);
		if (isAurora(cluster) !== 'yes') return;
		for (const exported of cluster.at('EnableCloudwatchLogsExports').alternatives) {
			const { items } = exported;
			if (exported.exists === 'maybe' || items.complete !== 'yes') continue;
			if (items.length === 0) {
				report(exported, `${cluster.name} sends no log to CloudWatch: what its instances write is overwritten within days, and gone with them.`, {
					...(family && { fix: { title: `Export ${WANTED[family].join(', ')}`, change: change => change.set(exported, WANTED[family]) } }),
				});
			} else if (family === 'MySQL' && items.every(item => item.is(AUDIT) === 'no')) {
				report(exported, `${cluster.name} exports ${items.map(item => item.string).join(', ')} and no audit log: who did what in the database is not kept.`, {
					severity: 'hint', key: true, fix: { title: 'Export the audit log too', change: change => change.append(cluster, 'EnableCloudwatchLogsExports', AUDIT) },
				});
			}
		}
	},
});
