import { defineRule } from '../../engine/review/rule.ts';
import { INSTANCE } from './facts.ts';

const GROUP = 'AWS::RDS::DBSecurityGroup';

export default defineRule({
	id: 'rds/classic-security-group',
	title: 'Security groups of EC2-Classic are gone',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbsecuritygroup.html',
	on: [GROUP, 'AWS::RDS::DBSecurityGroupIngress', INSTANCE],
	review(resource, design, report) {
		if (resource.type !== INSTANCE) {
			report(resource, `${resource.name} belongs to EC2-Classic, which AWS has retired: RDS no longer makes such groups. Use a security group of the VPC.`, { tags: ['deprecated'] });
			return;
		}
		// A group of this design is told at the group.
		const names = resource.at('DBSecurityGroups').items.filter(one => !design.follow(one, GROUP));
		const [first] = names;
		if (first) report(first, `${resource.name} stands in a security group of EC2-Classic, which AWS has retired; name groups of the VPC in ${resource.at('VPCSecurityGroups').label}.`, { tags: ['deprecated'] });
	},
});
