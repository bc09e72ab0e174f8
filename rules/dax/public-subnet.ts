import { publicSubnet } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dax/public-subnet',
	title: 'DAX clusters are in private subnets',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/dax-deploy-cluster.html',
	on: 'AWS::DAX::SubnetGroup',
	review(group, design, report) {
		for (const reference of group.at('SubnetIds').items.flatMap(item => item.alternatives)) {
			const subnet = design.follow(reference, 'AWS::EC2::Subnet');
			const { answer, sign, at } = subnet ? publicSubnet(subnet) : { answer: 'maybe' as const, sign: undefined, at: undefined };
			if (!subnet || answer !== 'yes') continue;
			report(reference, `${group.name} puts nodes into ${subnet.name}, which is public, for ${sign}. A cache needs no way from the internet.`, { related: at ? [subnet, at] : [subnet] });
		}
	},
});
