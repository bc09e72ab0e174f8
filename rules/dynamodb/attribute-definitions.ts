import type { Property, Resource } from '../../engine/model/resource.ts';
import { TABLES, indexesComplete } from '../../engine/queries/tables.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';

/** The types that a key attribute may have, by the longer names that people write instead. */
const TYPES: Readonly<Record<string, string>> = { string: 'S', number: 'N', binary: 'B' };

export default defineRule({
	id: 'dynamodb/attribute-definitions',
	title: 'Exactly the key attributes are defined',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html',
	on: TABLES,
	fixes: 'fix',
	review(table, _design, report) {
		const definitions = [...table.at('AttributeDefinitions').items].flatMap(item => item.alternatives);
		const complete = table.at('AttributeDefinitions').items.complete === 'yes';
		const keys = keyAttributes(table);
		const defined = definitions.map(definition => definition.at('AttributeName').string);

		for (const key of keys.used) {
			const name = key.string;
			if (name === undefined || !complete || defined.includes(undefined) || defined.includes(name)) continue;
			report(key, `${name} is a key and has no attribute definition.`, {
				fix: {
					title: `Define ${name} as a string`,
					change: change => change.append(table, 'AttributeDefinitions', { AttributeName: name, AttributeType: 'S' }),
				},
			});
		}
		definitions.forEach((definition, index) => {
			const name = defined[index];
			const used = keys.used.some(key => key.string === name);
			if (name === undefined) return;
			if (defined.indexOf(name) < index && definition.when.length === table.when.length) {
				report(definition.at('AttributeName'), `${name} is defined twice.`, { fix: { title: `Remove the second definition of ${name}`, change: change => change.remove(definition) } });
			} else if (!used && keys.complete) {
				report(definition.at('AttributeName'), `${name} is defined, yet no key of ${table.name} or of its indexes uses it; DynamoDB rejects the table.`, {
					fix: { title: `Remove the definition of ${name}`, change: change => change.remove(definition) },
				});
			}
			checkType(definition, name, report);
		});
	},
});

function checkType(definition: Property, name: string, report: Report): void {
	for (const type of definition.at('AttributeType').alternatives) {
		if (type.exists !== 'yes' || type.is('S', 'N', 'B') !== 'no') continue;
		const meant = TYPES[String(type.scalar).toLowerCase()] ?? 'S';
		report(type, `${type.scalar} is no type of a key attribute; ${name} can be S, N or B.`, {
			fix: { title: `Make ${name} ${meant}`, change: change => change.set(type, meant) },
		});
	}
}

/** The names in all key schemas of the table and its indexes; incomplete where some cannot be known. */
function keyAttributes(table: Resource): { readonly used: readonly Property[]; readonly complete: boolean } {
	const indexes = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].map(name => table.at(name).items);
	const schemas = [table.at('KeySchema').items, ...indexes.flatMap(items => [...items].map(index => index.at('KeySchema').items))];
	const used = schemas.flatMap(schema => [...schema].flatMap(key => key.at('AttributeName').alternatives));
	const complete = indexesComplete(table) === 'yes' && schemas.every(items => items.complete === 'yes')
		&& table.at('KeySchema').exists === 'yes'
		&& used.every(key => key.string !== undefined);
	return { used, complete };
}
