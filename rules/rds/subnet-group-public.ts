import { listed } from '../../engine/model/listed.ts';
import { publicSubnet } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'rds/subnet-group-public',
	title: 'Databases stand in private subnets',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.Scenarios.html',
	on: 'AWS::RDS::DBSubnetGroup',
	review(group, design, report) {
		const open = group.all('SubnetIds[]').flatMap(at => {
			const subnet = design.follow(at, 'AWS::EC2::Subnet');
			const publicity = subnet && publicSubnet(subnet);
			return subnet && publicity?.answer === 'yes' ? [{ at, subnet, publicity }] : [];
		});
		const [first] = open;
		if (!first) return;
		const others = listed(open.slice(1).map(one => one.subnet.name));
		report(first.at, `${first.subnet.name} is public, for ${first.publicity.sign}${others ? `; so ${open.length === 2 ? 'is' : 'are'} ${others}` : ''}. One switch puts the databases of ${group.name} on the internet.`, {
			related: [...(first.publicity.at ? [first.publicity.at] : []), ...open.slice(1).map(one => one.at)],
		});
	},
});
