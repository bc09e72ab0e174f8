import { MAPPING, namesTableItself, tableOf } from '../../engine/queries/triggers.ts';
import { defineRule, refer } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/trigger-stream',
	title: 'A table that triggers functions has a stream',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html',
	on: MAPPING,
	fixes: 'fix',
	review(mapping, _design, report) {
		for (const source of mapping.at('EventSourceArn').alternatives) {
			const table = tableOf(source);
			if (!table) continue;
			const stream = table.at('StreamSpecification');
			const missing = stream.alternatives.find(one => one.exists === 'no' && one.together(source));
			const itself = namesTableItself(source);
			if (missing) {
				report(source, `${table.name} has no stream, so there is nothing from which ${mapping.name} could read.`, {
					related: [table],
					fix: {
						title: `Give ${table.name} a stream of new and old images`,
						change: change => {
							change.set(missing, 'StreamViewType', 'NEW_AND_OLD_IMAGES');
							if (itself) change.set(source, refer(table, 'StreamArn'));
						},
					},
				});
			} else if (itself && stream.exists === 'yes') {
				report(source, `${mapping.name} names ${table.name} itself; Lambda reads its stream, which has an ARN of its own.`, {
					related: [table], fix: { title: `Name the stream of ${table.name}`, change: change => change.set(source, refer(table, 'StreamArn')) },
				});
			}
		}
	},
});
