import { TABLES, keysOf, secondaryIndexes } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/lsi-key',
	title: 'A local index shares the partition key and has its own sort key',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html',
	on: TABLES,
	fixes: 'fix',
	review(table, _design, report) {
		const own = keysOf(table);
		if (!own?.partition) return;
		for (const { place: index, name } of secondaryIndexes(table, 'local')) {
			const its = keysOf(index);
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
