import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'redshift/enhanced-vpc-routing',
	title: 'Loads and unloads stay in the network',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html',
	on: ['AWS::Redshift::Cluster', 'AWS::RedshiftServerless::Workgroup'],
	fixes: 'fix',
	review(warehouse, _design, report) {
		for (const routing of warehouse.at('EnhancedVpcRouting').alternatives) {
			if (routing.is(true) !== 'no') continue;
			report(routing, `COPY and UNLOAD of ${warehouse.name} leave the VPC by routes that no security group, endpoint policy or flow log of yours sees.`, {
				fix: { title: `Route the loads of ${warehouse.name} through the VPC`, effect: 'changes behaviour', change: change => change.set(routing, true) },
			});
		}
	},
});
