import { TABLES, indexBeyond } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { INDEX_QUOTAS } from './facts.ts';

export default defineRule({
	id: 'dynamodb/lsi-limit',
	title: 'A table has at most five local indexes',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html',
	on: TABLES,
	review(table, _design, report) {
		const { local: most } = INDEX_QUOTAS.table;
		const beyond = indexBeyond(table, 'local', most);
		if (beyond) report(beyond.index.at('IndexName'), `This is local index ${most + 1} of ${beyond.count} of ${table.name}; DynamoDB rejects a table with more than ${most}. Global indexes do not count.`);
	},
});
