import type { Property, Resource } from '../../engine/model/resource.ts';
import { TABLES, keyNames, secondaryIndexes } from '../../engine/queries/tables.ts';
import { defineRule, type FixSpec, type Report } from '../../engine/review/rule.ts';
import { TTL_ATTRIBUTE } from './facts.ts';

const SPECIFICATION = 'TimeToLiveSpecification';

/** What is over after a while, by the words of a table's name. */
const PASSING = /^(sessions?|events?|tokens?|nonces?|otps?)$/i;

export default defineRule({
	id: 'dynamodb/ttl',
	title: 'Time to live reads a number of seconds from an attribute',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html',
	on: TABLES,
	fixes: 'choice',
	review(table, _design, report) {
		for (const specification of table.at(SPECIFICATION).alternatives) {
			const enabled = specification.at('Enabled');
			if (specification.exists === 'yes' && enabled.is(true) === 'yes') checkAttribute(table, specification, report);
			else if (specification.exists === 'no') suggest(table, specification, report);
		}
	},
});

function checkAttribute(table: Resource, specification: Property, report: Report): void {
	const attribute = specification.at('AttributeName');
	if (attribute.exists === 'no') {
		report(specification, `Time to live of ${table.name} names no attribute to read; DynamoDB rejects it.`, { key: true, fix: readFrom(specification) });
		return;
	}
	const name = attribute.string;
	const definition = table.at('AttributeDefinitions').items.find(one => one.at('AttributeName').is(name ?? '') === 'yes');
	const type = definition?.at('AttributeType');
	if (name === undefined || !type || type.is('S', 'B') !== 'yes') return;
	const isKey = [table, ...secondaryIndexes(table).map(index => index.place)].some(owner => keyNames(owner).includes(name));
	report(attribute, `${name} is ${isKey ? 'a key' : 'defined'} of type ${type.string}; time to live reads seconds since 1970 from a number (N), and no item of ${table.name} would ever expire.`, {
		related: [type],
		fix: [
			readFrom(specification),
			{ title: `Make ${name} a number`, effect: 'replaces the resource', preferred: false, change: change => change.set(type, 'N') },
		],
	});
}

function readFrom(specification: Property): FixSpec {
	return { title: `Read ${TTL_ATTRIBUTE}`, preferred: false, change: change => change.set(specification, 'AttributeName', TTL_ATTRIBUTE) };
}

function suggest(table: Resource, specification: Property, report: Report): void {
	const words = `${table.name} ${table.at('TableName').string ?? ''}`.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/);
	const word = words.find(one => PASSING.test(one));
	if (word === undefined) return;
	report(specification, `${table.name} keeps every ${word.toLowerCase().replace(/s$/, '')} for ever: nothing here lets them expire. DynamoDB deletes what is past its time for free.`, {
		severity: 'hint',
		fix: {
			title: `Let items expire by ${TTL_ATTRIBUTE}`, preferred: false,
			change: change => change.set(table, SPECIFICATION, { AttributeName: TTL_ATTRIBUTE, Enabled: true }),
		},
	});
}
