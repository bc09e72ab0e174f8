import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/lsi-key',
	title: 'A local index shares the partition key and has its own sort key',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html',
	on: 'AWS::DynamoDB::Table',
	fixes: 'fix',
	review(table, _design, report) {
		const own = keys(table);
		if (!own?.partition) return;
		for (const index of [...table.at('LocalSecondaryIndexes').items].flatMap(item => item.alternatives)) {
			const its = keys(index);
			const name = index.at('IndexName').string ?? index.pathText;
			const partition = own.partition.string;
			if (!its || partition === undefined) continue;
			if (!own.sort) {
				report(index.at('IndexName'), `${table.name} has no sort key, so it cannot have the local index ${name}.`, { related: [own.partition] });
			}
			if (its.partition && its.partition.is(partition) === 'no') {
				const wrong = its.partition;
				report(wrong, `The local index ${name} is partitioned by ${wrong.scalar}; it must share ${partition}, the partition key of ${table.name}.`, {
					related: [own.partition],
					fix: { title: `Partition ${name} by ${partition}`, change: change => change.set(wrong, partition) },
				});
			}
			if (!its.sort) report(index.at('IndexName'), `The local index ${name} has no sort key of its own, which is all that a local index adds.`);
			else if (own.sort?.string !== undefined && its.sort.is(own.sort.string) === 'yes') {
				report(its.sort, `The local index ${name} is sorted by ${own.sort.string}, as ${table.name} itself is; it needs another sort key.`, {
					related: [own.sort],
					fix: { title: `Remove ${name}, which sorts nothing anew`, change: change => change.remove(index) },
				});
			}
		}
	},
});

/** The names of the keys of a table or index, or undefined where the schema cannot be known. */
function keys(owner: Resource | Property): { readonly partition: Property | undefined; readonly sort: Property | undefined } | undefined {
	const schema = owner.at('KeySchema').items;
	if (schema.complete !== 'yes' || schema.length === 0) return undefined;
	const of = (type: string) => schema.find(key => key.at('KeyType').is(type) === 'yes')?.at('AttributeName');
	return schema.some(key => key.at('KeyType').is('HASH', 'RANGE') !== 'yes') ? undefined : { partition: of('HASH'), sort: of('RANGE') };
}
