import type { Architecture } from '../../engine/model/architecture.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { internetGateway, internetIngress } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'rds/publicly-accessible',
	title: 'Databases have no public address',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
	on: 'AWS::RDS::DBInstance',
	fixes: 'fix',
	review(database, design, report) {
		for (const access of database.at('PubliclyAccessible').alternatives) {
			const implied = access.exists === 'no' ? impliedBy(database, design) : undefined;
			if (access.is(true) !== 'yes' && !implied) continue;
			const open = database.all('VPCSecurityGroups[]')
				.map(reference => design.follow(reference, 'AWS::EC2::SecurityGroup'))
				.flatMap(group => (group ? internetIngress(group) : []));
			const how = implied ? `${database.name} does not set ${access.label}, and ${implied.reason}: it gets a public address` : `${database.name} has a public address`;
			const reach = open.length > 0 ? `, and its security group lets the whole internet in.` : '; only its security groups stand between it and the internet.';
			report(access, how + reach, {
				...(implied?.certain === false && { severity: 'warning' }),
				related: open,
				fix: { title: `Take the public address from ${database.name}`, effect: 'changes behaviour', change: change => change.set(access, false) },
			});
		}
	},
});

/**
 * Why an instance that does not say is public: RDS looks for an internet gateway in the network of its subnets, and without a
 * subnet group in the region's default network, which has one unless somebody took it away. Source: PubliclyAccessible in
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
function impliedBy(database: Resource, design: Architecture): { readonly reason: string; readonly certain: boolean } | undefined {
	const placed = ['DBSubnetGroupName', 'DBClusterIdentifier', 'SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'];
	if (placed.every(name => database.at(name).exists === 'no')) {
		return { reason: 'without a subnet group it stands in the default network, which has an internet gateway', certain: false };
	}
	const group = design.follow(database.at('DBSubnetGroupName'), 'AWS::RDS::DBSubnetGroup');
	const networks = (group?.all('SubnetIds[]') ?? [])
		.map((subnet: Property) => design.follow(subnet, 'AWS::EC2::Subnet'))
		.map(subnet => subnet && design.follow(subnet.at('VpcId'), 'AWS::EC2::VPC'));
	const network = networks[0];
	return network && internetGateway(network) ? { reason: `the network of its subnets, ${network.name}, has an internet gateway`, certain: true } : undefined;
}
