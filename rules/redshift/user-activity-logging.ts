import type { Resource } from '../../engine/model/resource.ts';
import { warehouseParameter } from '../../engine/queries/warehouse-parameters.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';
import { AUDIT_LOGGING } from './facts.ts';

const GROUP = 'AWS::Redshift::ClusterParameterGroup', PARAMETER = 'enable_user_activity_logging';

export default defineRule({
	id: 'redshift/user-activity-logging',
	title: 'Queries are logged',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: AUDIT_LOGGING,
	on: [GROUP, 'AWS::Redshift::Cluster'],
	fixes: 'fix',
	review(resource, design, report) {
		if (resource.type !== GROUP) {
			reviewExports(resource, report);
			return;
		}
		const { on, value } = warehouseParameter(resource, PARAMETER, 'no');
		if (on !== 'no') return;
		report(value ?? resource.at('Parameters'), `${resource.name} leaves ${PARAMETER} off: audit logs tell who connected, and not one query.`, {
			related: design.pointing('AWS::Redshift::Cluster', 'ClusterParameterGroupName', resource).certain,
			fix: {
				title: `Log queries under ${resource.name}`,
				change: change => (value ? change.set(value, 'true') : change.append(resource, 'Parameters', { ParameterName: PARAMETER, ParameterValue: 'true' })),
			},
		});
	},
});

/** A cluster that exports the log of queries under a group of AWS's, in which they are not logged and which nobody can change. */
function reviewExports(cluster: Resource, report: Report): void {
	const group = cluster.at('ClusterParameterGroupName');
	if (group.exists !== 'no' && group.test(name => String(name).startsWith('default.')) !== 'yes') return;
	for (const log of cluster.all('LoggingProperties.LogExports[]')) {
		if (log.is('useractivitylog') !== 'yes') continue;
		report(log, `${cluster.name} exports ${log.scalar}, which stays empty: it has AWS's default parameter group, where ${PARAMETER} is off.`, { related: group.exists === 'yes' ? [group] : [] });
	}
}
