import { defineRule } from '../../engine/review/rule.ts';

const TYPES = ['AWS::ElastiCache::SecurityGroup', 'AWS::ElastiCache::SecurityGroupIngress'];

export default defineRule({
	id: 'elasticache/classic-security-group',
	title: 'Caches use the security groups of their VPC',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-securitygroup.html',
	on: [...TYPES, 'AWS::ElastiCache::ReplicationGroup', 'AWS::ElastiCache::CacheCluster'],
	review(resource, _design, report) {
		if (TYPES.includes(resource.type)) {
			report(resource, `${resource.name} belongs to EC2-Classic, which AWS has retired; ElastiCache refuses it. Caches in a VPC take its security groups.`);
			return;
		}
		for (const groups of resource.at('CacheSecurityGroupNames').alternatives) {
			if (groups.exists === 'yes' && groups.items.length > 0) report(groups, `${resource.name} names cache security groups, which belonged to EC2-Classic; in a VPC ElastiCache takes security group ids.`, { key: true });
		}
	},
});
