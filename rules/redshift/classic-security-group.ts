import { defineRule } from '../../engine/review/rule.ts';

const GROUP = 'AWS::Redshift::ClusterSecurityGroup';

export default defineRule({
	id: 'redshift/classic-security-group',
	title: 'Warehouses use security groups of their VPC',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/security-network-isolation.html',
	on: [GROUP, 'AWS::Redshift::ClusterSecurityGroupIngress', 'AWS::Redshift::Cluster'],
	review(resource, design, report) {
		if (resource.type !== 'AWS::Redshift::Cluster') {
			report(resource, `${resource.name} is a security group of EC2-Classic, which AWS has shut down: it can't be created, and it guards nothing.`);
			return;
		}
		for (const group of resource.all('ClusterSecurityGroups[]')) {
			// A group of the design is told where it is made.
			if (design.follow(group, GROUP) || group.string === undefined) continue;
			report(group, `${resource.name} asks for the EC2-Classic security group ${group.string}; in a VPC Redshift takes VPC security groups only.`);
		}
	},
});
