import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/global-legacy',
	title: 'Global tables are of the current version',
	severity: 'warning',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_versions.html',
	on: 'Plumbline::DynamoDB::GlobalTable2017',
	review(table, design, report) {
		const regions = table.at('ReplicationGroup').items.length;
		report(table, `${table.name} is a global table of the version of 2017${regions > 1 ? `, over ${regions} regions` : ''}: it writes each item up to twice in every region and keeps no indexes or settings in step. The current version is a replica block of aws_dynamodb_table.`, {
			tags: ['deprecated'],
			related: design.all('AWS::DynamoDB::Table').filter(one => one.at('TableName').string !== undefined && one.at('TableName').string === table.at('GlobalTableName').string),
		});
	},
});
