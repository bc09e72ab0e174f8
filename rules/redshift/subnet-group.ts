import { defineRule, refer } from '../../engine/review/rule.ts';

/** So many groups are offered. */
const OFFERED = 3;

export default defineRule({
	id: 'redshift/subnet-group',
	title: 'Warehouses stand in subnets that somebody chose',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-cluster-subnet-groups.html',
	on: 'AWS::Redshift::Cluster',
	fixes: 'choice',
	review(cluster, design, report) {
		for (const group of cluster.at('ClusterSubnetGroupName').alternatives) {
			if (group.exists !== 'no') continue;
			report(group, `${cluster.name} names no subnet group, and so stands in the region's default network, whose subnets all have a route to the internet.`, {
				fix: design.all('AWS::Redshift::ClusterSubnetGroup').slice(0, OFFERED).map(one => ({
					title: `Place ${cluster.name} in ${one.name}`, effect: 'replaces the resource' as const, change: change => change.set(group, refer(one)),
				})),
			});
		}
	},
});
