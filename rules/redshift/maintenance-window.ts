import { defineRule } from '../../engine/review/rule.ts';

/** Half an hour is the least that Redshift takes; at weekends most warehouses rest. */
const WINDOWS = ['sun:03:00-sun:03:30', 'sat:03:00-sat:03:30'] as const;

export default defineRule({
	id: 'redshift/maintenance-window',
	title: 'Maintenance happens when somebody chose',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-considerations.html',
	on: 'AWS::Redshift::Cluster',
	fixes: 'choice',
	review(cluster, _design, report) {
		for (const window of cluster.at('PreferredMaintenanceWindow').alternatives) {
			if (window.exists !== 'no') continue;
			report(window, `${cluster.name} names no maintenance window: Redshift picks half an hour of some day of the week, in which the warehouse is away.`, {
				fix: WINDOWS.map(one => ({ title: `Maintain ${cluster.name} at ${one} UTC`, change: change => change.set(window, one) })),
			});
		}
	},
});
