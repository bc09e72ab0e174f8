import { TABLES, secondaryIndexes } from '../../engine/queries/tables.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ITEM_BYTES, readUnits, writeUnits } from './facts.ts';

/** Words of attributes that hold a whole object. */
const OBJECTS = /^(attachment|audio|blob|document|file|html|image|pdf|photo|picture|thumbnail|video)s?$/i;
/** Words after which an attribute only speaks of an object. */
const ABOUT = /^(url|uri|key|id|name|path|hash|type|size|count|arn|bucket|status|version|date|at)s?$/i;

export default defineRule({
	id: 'dynamodb/item-size',
	title: 'Large objects belong in S3, and their keys in the table',
	severity: 'hint',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-use-s3-too.html',
	on: TABLES,
	review(table, _design, report) {
		for (const { place, name } of secondaryIndexes(table)) {
			for (const attribute of place.all('Projection.NonKeyAttributes[]')) {
				const words = (attribute.string ?? '').split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);
				if (!words.some(word => OBJECTS.test(word)) || words.some(word => ABOUT.test(word))) continue;
				report(attribute, `${attribute.string} is copied into the index ${name}. An item is at most ${ITEM_BYTES / 1024} KB with all its attributes, and one of that size takes ${writeUnits(ITEM_BYTES)} units to write (again in each index) and ${readUnits(ITEM_BYTES, 'strong')} to read: large objects belong in S3, and their keys here.`);
			}
		}
	},
});
