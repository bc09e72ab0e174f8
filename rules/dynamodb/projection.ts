import type { Property, Resource } from '../../engine/model/resource.ts';
import { TABLES, type SecondaryIndex, keyNames, secondaryIndexes } from '../../engine/queries/tables.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';
import { MANY_COPIES, PROJECTED_ATTRIBUTES } from './facts.ts';

export default defineRule({
	id: 'dynamodb/projection',
	title: 'An index says which attributes it holds',
	severity: 'error',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html',
	on: TABLES,
	fixes: 'fix',
	review(table, _design, report) {
		const indexes = secondaryIndexes(table);
		for (const index of indexes) {
			checkPair(index, report);
			checkKeys(table, index, report);
		}
		checkTotal(table, indexes, report);
		checkCopies(table, indexes, report);
	},
});

/** `INCLUDE` and a list go together, or neither is there. */
function checkPair({ place, name }: SecondaryIndex, report: Report): void {
	for (const attributes of place.at('Projection.NonKeyAttributes').alternatives) {
		for (const type of place.at('Projection.ProjectionType').alternatives.filter(one => one.together(attributes))) {
			const listed = attributes.items.length;
			if (type.is('INCLUDE') === 'yes' && listed === 0 && attributes.items.complete === 'yes') {
				report(type, `The index ${name} includes attributes and lists none; DynamoDB rejects the table.`, {
					fix: { title: `Project only the keys into ${name}`, change: change => change.set(type, 'KEYS_ONLY') },
				});
			} else if (type.is('KEYS_ONLY', 'ALL') === 'yes' && listed > 0) {
				const all = type.is('ALL') === 'yes';
				report(attributes, `The index ${name} projects ${type.string} and lists attributes besides, which only INCLUDE takes; DynamoDB rejects the table.`, {
					related: [type], key: true,
					fix: all
						? { title: `Remove the list: ${name} has all attributes`, change: change => change.remove(attributes) }
						: { title: `Include them in ${name}`, change: change => change.set(type, 'INCLUDE') },
				});
			}
		}
	}
}

function checkKeys(table: Resource, { place, name }: SecondaryIndex, report: Report): void {
	const keys = [...keyNames(table), ...keyNames(place)];
	const listed = place.all('Projection.NonKeyAttributes[]');
	for (const attribute of listed) {
		const text = attribute.string;
		if (text === undefined || !keys.includes(text)) continue;
		report(attribute, `${text} is a key, and keys are in the index ${name} in any case; DynamoDB rejects them in the list.`, {
			fix: {
				title: `Take ${text} out of the list`,
				change: change => (listed.length > 1 ? change.remove(attribute) : change.remove(place, 'Projection.NonKeyAttributes').set(place, 'Projection.ProjectionType', 'KEYS_ONLY')),
			},
		});
	}
}

function checkTotal(table: Resource, indexes: readonly SecondaryIndex[], report: Report): void {
	let total = 0;
	for (const { place } of indexes) {
		const attributes = place.at('Projection.NonKeyAttributes');
		if (place.when.length > table.when.length || place.at('Projection.ProjectionType').is('INCLUDE') !== 'yes') continue;
		const before = total;
		total += attributes.items.length;
		if (before <= PROJECTED_ATTRIBUTES && total > PROJECTED_ATTRIBUTES) {
			report(attributes, `With these, the indexes of ${table.name} project ${total} attributes by name; DynamoDB takes ${PROJECTED_ATTRIBUTES} in all.`, { key: true });
		}
	}
}

function checkCopies(table: Resource, indexes: readonly SecondaryIndex[], report: Report): void {
	const whole: readonly Property[] = indexes.map(({ place }) => place.at('Projection.ProjectionType')).filter(type => type.is('ALL') === 'yes');
	const [first, ...rest] = whole;
	if (!first || whole.length < MANY_COPIES) return;
	report(first, `${whole.length} indexes of ${table.name} each hold a whole copy of it: a write that one unit pays in the table is paid up to ${whole.length} times more. Include what their queries read.`, {
		severity: 'information', related: rest,
	});
}
