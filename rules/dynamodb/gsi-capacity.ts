import type { Property } from '../../engine/model/resource.ts';
import { scalings } from '../../engine/queries/scaling.ts';
import { TABLE, TABLES, isProvisioned, secondaryIndexes } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/gsi-capacity',
	title: 'Global indexes can write as much as their table',
	severity: 'warning',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes',
	on: TABLES,
	fixes: 'fix',
	review(table, _design, report) {
		const plain = table.type === TABLE;
		const path = plain ? 'ProvisionedThroughput.WriteCapacityUnits' : 'WriteProvisionedThroughputSettings.WriteCapacityAutoScalingSettings.MaxCapacity';
		const mode = table.at('BillingMode');
		const indexes = secondaryIndexes(table, 'global').filter(({ name }) => !plain || !scalings(table).some(one => one.writes !== 'no' && one.index !== 'none' && (one.indexName ?? name) === name));
		for (const own of table.at(path).alternatives) {
			if (!mode.alternatives.some(one => one.together(own) && isProvisioned(one) === 'yes')) continue;
			for (const { place, name } of indexes) {
				for (const its of place.at(path).alternatives) {
					if (!its.together(own) || !isLess(its, own)) continue;
					report(its, `The index ${name} can write ${its.number} ${its.number === 1 ? 'unit' : 'units'} a second and ${table.name} ${own.number}: where the index cannot keep up, DynamoDB throttles the writes of the table.`, {
						related: [own],
						fix: { title: `Let ${name} write ${own.number} units`, change: change => change.set(its, own.number!) },
					});
				}
			}
		}
	},
});

function isLess(one: Property, other: Property): boolean {
	return one.number !== undefined && other.number !== undefined && one.number < other.number;
}
