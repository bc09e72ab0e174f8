import { draftOf } from '../../engine/model/draft.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { GLOBAL_TABLE, TABLE, TABLES, isProvisioned, orphanedDefinitions, secondaryIndexes } from '../../engine/queries/tables.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'dynamodb/lsi-after-creation',
	title: 'Local indexes are created with their table, never later',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html',
	on: TABLES,
	fixes: 'choice',
	evolution: true,
	review(table, design, report) {
		const before = design.before(table);
		if (!before) return;
		const old = before.at('LocalSecondaryIndexes').items;
		if (old.complete !== 'yes') return;
		for (const { place: index } of secondaryIndexes(table, 'local')) {
			const name = index.at('IndexName').string;
			if (name === undefined || old.some(one => one.at('IndexName').is(name) === 'maybe')) continue;
			const same = old.find(one => one.at('IndexName').is(name) === 'yes');
			const changed = same && difference(same, index);
			if (same && !changed) continue;
			const what = same ? `The ${changed} of the local index ${name} changes` : `The local index ${name} is new`;
			report(index.at('IndexName'), `${what}, and ${table.name} already exists: a local index can only be created with its table, so this update would replace the table or fail.`, {
				fix: [...globalInstead(table, index, name), takeOut(table, index, name)],
			});
		}
	},
});

/** What differs between two versions of an index, where both are certain. */
function difference(before: Property, now: Property): string | undefined {
	for (const [part, label] of [['KeySchema', 'key'], ['Projection', 'projection']] as const) {
		const [old, current] = [draftOf(before.at(part)), draftOf(now.at(part))];
		if (old !== undefined && current !== undefined && JSON.stringify(old) !== JSON.stringify(current)) return label;
	}
	return undefined;
}

/** Without the index, and without the attribute definitions that only its key used: DynamoDB rejects those. */
function takeOut(table: Resource, index: Property, name: string): FixSpec {
	return {
		title: `Take ${name} out`,
		change: change => { for (const place of [index, ...orphanedDefinitions(table, [index])]) change.remove(place); },
	};
}

/** A global index of the same shape, which can be added to a living table. */
function globalInstead(table: Resource, index: Property, name: string): FixSpec[] {
	const draft = draftOf(index);
	// How the writes of a global table's index scale is a choice that nobody has made here.
	if (table.type === GLOBAL_TABLE && isProvisioned(table.at('BillingMode')) !== 'no') return [];
	const throughput = table.at(table.type === TABLE ? 'ProvisionedThroughput' : 'WriteProvisionedThroughputSettings');
	const capacity = throughput.exists === 'yes' ? draftOf(throughput) : undefined;
	if (draft === undefined || typeof draft !== 'object' || throughput.exists === 'maybe') return [];
	return [{
		title: `Make ${name} a global index`,
		effect: 'changes behaviour',
		change: change => change
			.remove(index)
			.append(table, 'GlobalSecondaryIndexes', capacity === undefined ? draft : { ...draft, ProvisionedThroughput: capacity }),
	}];
}
