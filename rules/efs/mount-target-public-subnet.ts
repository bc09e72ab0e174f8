import { publicSubnet } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/mount-target-public-subnet',
	title: 'Mount targets stand in private subnets',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html',
	on: 'AWS::EFS::MountTarget',
	review(target, design, report) {
		for (const place of target.at('SubnetId').alternatives) {
			const subnet = design.follow(place, 'AWS::EC2::Subnet');
			const { answer, sign, at } = subnet ? publicSubnet(subnet) : { answer: 'maybe' as const };
			if (!subnet || answer !== 'yes') continue;
			report(place, `${target.name} stands in ${subnet.name}, which is public, for ${sign}: files belong where only the design's own servers are.`, { related: at ? [at] : [subnet] });
		}
	},
});
