import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dax/strong-reads',
	title: 'Strongly consistent reads pass through DAX',
	severity: 'hint',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.consistency.html',
	on: 'AWS::DAX::Cluster',
	review(cluster, _design, report) {
		report(cluster, `${cluster.name} answers eventually consistent reads only from its cache: what is read with ConsistentRead, or in a transaction, goes on to the table each time, takes its capacity and is not kept.`);
	},
});
