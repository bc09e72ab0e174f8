import { zonesOf } from '../../engine/queries/network.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dax/subnet-zones',
	title: 'The subnets of a DAX cluster are in several zones',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html',
	on: 'AWS::DAX::SubnetGroup',
	review(group, _design, report) {
		for (const subnets of group.at('SubnetIds').alternatives) {
			const { zones, complete } = zonesOf(subnets.items);
			if (!complete || zones.length !== 1) continue;
			const count = subnets.items.length;
			report(subnets, `${count === 1 ? 'The one subnet' : `All ${count} subnets`} of ${group.name} ${count === 1 ? 'is' : 'are'} in one zone (${zones[0]}): so are all nodes, and no node of another zone takes over.`, { key: true });
		}
	},
});
