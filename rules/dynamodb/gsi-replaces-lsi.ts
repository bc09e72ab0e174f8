import { TABLES, secondaryIndexes } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/gsi-replaces-lsi',
	title: 'An index is local only for strongly consistent reads',
	severity: 'hint',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-indexes-general.html',
	on: TABLES,
	review(table, _design, report) {
		for (const { place, name } of secondaryIndexes(table, 'local')) {
			report(place.at('IndexName'), `${name} is local: it can never be added, changed or removed without a new table, and holds every partition of ${table.name} to 10 GB. Unless its reads must be strongly consistent, a global index does the same.`);
		}
	},
});
