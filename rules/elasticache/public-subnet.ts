import { publicSubnet } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'elasticache/public-subnet',
	title: 'Caches stand in private subnets',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html',
	on: ['AWS::ElastiCache::SubnetGroup', 'AWS::ElastiCache::ServerlessCache'],
	review(resource, design, report) {
		for (const place of resource.at('SubnetIds').items.flatMap(item => item.alternatives)) {
			const subnet = design.follow(place, 'AWS::EC2::Subnet');
			const reached = subnet && publicSubnet(subnet);
			if (!subnet || reached?.answer !== 'yes') continue;
			report(place, `${resource.name} has ${subnet.name}, which is public, for ${reached.sign}: caches belong where only the servers in front of them are.`, { related: [reached.at ?? subnet] });
		}
	},
});
