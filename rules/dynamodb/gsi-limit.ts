import { TABLES, indexBeyond } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { INDEX_QUOTAS } from './facts.ts';

export default defineRule({
	id: 'dynamodb/gsi-limit',
	title: 'A table keeps to the quota of global indexes',
	severity: 'warning',
	pillar: 'operations',
	since: '0.1.0',
	source: INDEX_QUOTAS.source,
	on: TABLES,
	review(table, _design, report) {
		const { asOf, table: { global: most } } = INDEX_QUOTAS;
		const beyond = indexBeyond(table, 'global', most);
		if (beyond) report(beyond.index.at('IndexName'), `This is global index ${most + 1} of ${beyond.count} of ${table.name}; an account may have ${most} a table (the default quota as of ${asOf}), and every one of them is written again with each item.`);
	},
});
