import { defineRule } from '../../engine/review/rule.ts';
import { familyOf, hasOrigin, INSTANCE, standsAlone } from './facts.ts';

export default defineRule({
	id: 'rds/subnet-group-missing',
	title: 'A subnet group says where a database stands',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
	on: INSTANCE,
	fixes: 'choice',
	review(database, design, report) {
		// Groups of EC2-Classic, and replicas, which stand where their source does, are other rules' business.
		if (standsAlone(database) !== 'yes' || hasOrigin(database) !== 'no' || familyOf(database) === undefined || database.at('DBSecurityGroups').exists !== 'no') return;
		for (const group of database.at('DBSubnetGroupName').alternatives) {
			const named = group.is('default') === 'yes';
			if (group.exists !== 'no' && !named) continue;
			report(group, `${database.name} names ${named ? 'the default subnet group' : 'no subnet group'} and so stands in the default network of the region, whose subnets are all public.`, {
				fix: design.all('AWS::RDS::DBSubnetGroup').slice(0, 3).map(one => ({
					title: `Place ${database.name} in ${one.name}`, effect: 'replaces the resource', change: change => void change.set(group, { '#reference': one.id, attribute: 'Ref' }),
				})),
			});
		}
	},
});
