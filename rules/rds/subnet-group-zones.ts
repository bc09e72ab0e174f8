import { zonesOf } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** Source: SubnetIds in https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html */
const ZONES = 2;

export default defineRule({
	id: 'rds/subnet-group-zones',
	title: 'A subnet group covers two availability zones',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html',
	on: 'AWS::RDS::DBSubnetGroup',
	review(group, _design, report) {
		for (const list of group.at('SubnetIds').alternatives) {
			const { items } = list;
			if (list.exists !== 'yes' || items.complete !== 'yes' || items.length === 0) continue;
			const { zones, complete } = zonesOf(items);
			// One subnet is in one zone, whichever it is.
			const single = items.length === 1 && (items[0]!.value?.kind === 'known' || items[0]!.value?.kind === 'reference');
			if (!single && (!complete || zones.length >= ZONES)) continue;
			const where = zones[0] === undefined ? 'one zone' : `one zone, ${zones[0]}`;
			report(list, `The subnets of ${group.name} are in ${where}; RDS demands two, so that there is somewhere to fail over to.`, { key: true });
		}
	},
});
