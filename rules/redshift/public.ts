import { groupsOf, internetIngress } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { securityGroups } from './facts.ts';

export default defineRule({
	id: 'redshift/public',
	title: 'Warehouses have no public address',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html',
	on: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Workgroup'],
	fixes: 'fix',
	review(warehouse, _design, report) {
		for (const access of warehouse.at('PubliclyAccessible').alternatives) {
			if (access.is(true) !== 'yes') continue;
			const open = groupsOf(warehouse.all(securityGroups(warehouse))).flatMap(internetIngress);
			const reach = open.length > 0 ? ', and its security group lets the whole internet in.' : '; only its security groups stand between it and the internet.';
			report(access, `${warehouse.name} has a public address${reach}`, {
				related: open,
				fix: { title: `Take the public address from ${warehouse.name}`, effect: 'changes behaviour', change: change => change.set(access, false) },
			});
		}
	},
});
