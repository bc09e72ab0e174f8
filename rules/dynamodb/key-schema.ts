import { draftOf } from '../../engine/model/draft.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { TABLES, orphanedDefinitions, secondaryIndexes } from '../../engine/queries/tables.ts';
import { defineRule, type FixSpec, type Report } from '../../engine/review/rule.ts';
import { CREATE_TABLE, GLOBAL_KEY_PARTS, INDEX_NAME, KEY_PARTS } from './facts.ts';

const WORDS = { HASH: 'partition key', RANGE: 'sort key' } as const;

interface Key {
	readonly element: Property;
	readonly type: keyof typeof WORDS;
	readonly name: string | undefined;
}

export default defineRule({
	id: 'dynamodb/key-schema',
	title: 'A key is a partition key first, then a sort key, and every index has a name of its own',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: CREATE_TABLE,
	on: TABLES,
	fixes: 'choice',
	review(table, _design, report) {
		checkSchema(table.at('KeySchema'), table.name, KEY_PARTS, report);
		for (const { kind, place, name } of secondaryIndexes(table)) {
			checkSchema(place.at('KeySchema'), `The index ${name}`, kind === 'global' ? GLOBAL_KEY_PARTS : KEY_PARTS, report);
		}
		checkNames(table, report);
	},
});

function checkSchema(place: Property, owner: string, most: Readonly<Record<Key['type'], number>>, report: Report): void {
	for (const schema of place.alternatives) {
		const keys = keysIn(schema);
		const [first] = keys;
		if (!first) continue;
		const partition = keys.find(key => key.type === 'HASH');
		if (!partition) {
			report(first.element.at('KeyType'), `${owner} has no partition key: every key begins with one.`, { fix: become(first, 'HASH', first.name) });
			continue;
		}
		const late = keys.findIndex((key, index) => key.type === 'HASH' && keys[index - 1]?.type === 'RANGE');
		if (late > 0) report(first.element.at('KeyType'), `${owner} lists its sort key before its partition key; DynamoDB wants the partition key first.`, { related: [keys[late]!.element], fix: inOrder(schema, keys) });
		for (const type of ['HASH', 'RANGE'] as const) checkNumber(keys, type, most, owner, report);
		keys.forEach((key, index) => {
			const earlier = key.name === undefined ? undefined : keys.slice(0, index).find(one => one.name === key.name);
			// A local index without a sort key is no index.
			const local = key.element.path[0] === 'LocalSecondaryIndexes';
			if (earlier) report(key.element.at('AttributeName'), `${owner} uses ${key.name} twice in its key.`, { related: [earlier.element.at('AttributeName')], fix: local ? [] : takeOut(key) });
		});
	}
}

function checkNumber(keys: readonly Key[], type: Key['type'], most: Readonly<Record<Key['type'], number>>, owner: string, report: Report): void {
	const same = keys.filter(key => key.type === type);
	const one = same[most[type]];
	if (!one) return;
	const allowed = most[type] === 1 ? 'one' : `${most[type]} attributes`;
	report(one.element.at('KeyType'), `${owner} has ${same.length} attributes in its ${WORDS[type]}; DynamoDB takes ${allowed}.`, {
		related: same.slice(0, most[type]).map(key => key.element.at('KeyType')),
		fix: [...(type === 'HASH' && !keys.some(key => key.type === 'RANGE') ? [become(one, 'RANGE', one.name)] : []), takeOut(one)],
	});
}

/** The keys where all are certain. */
function keysIn(schema: Property): readonly Key[] {
	const { items } = schema;
	const keys = items.map(element => ({ element, type: element.at('KeyType').string, name: element.at('AttributeName').string }));
	return items.complete === 'yes' && keys.every(key => key.type === 'HASH' || key.type === 'RANGE') ? keys as readonly Key[] : [];
}

function become(key: Key, type: Key['type'], name = 'it'): FixSpec {
	return { title: `Make ${name} the ${WORDS[type]}`, preferred: false, change: change => change.set(key.element, 'KeyType', type) };
}

function takeOut({ element, name = 'it' }: Key): FixSpec {
	return {
		title: `Take ${name} out of the key`, preferred: false,
		change: change => { for (const place of [element, ...orphanedDefinitions(element.resource, [element])]) change.remove(place); },
	};
}

function inOrder(schema: Property, keys: readonly Key[]): FixSpec[] {
	const drafts = (['HASH', 'RANGE'] as const).flatMap(type => keys.filter(key => key.type === type).map(key => draftOf(key.element)));
	return drafts.includes(undefined) ? [] : [{ title: 'List the partition key first', change: change => change.set(schema, drafts.flatMap(draft => draft ?? [])) }];
}

function checkNames(table: Resource, report: Report): void {
	const seen: { readonly kind: string; readonly place: Property; readonly text: string }[] = [];
	for (const { kind, place } of secondaryIndexes(table)) {
		const name = place.at('IndexName');
		const text = name.string;
		if (text === undefined) continue;
		if (text.length < INDEX_NAME.least || text.length > INDEX_NAME.most) {
			report(name, `The name of an index has ${INDEX_NAME.least} to ${INDEX_NAME.most} characters, and ${text.length > 40 ? 'this one' : text || 'this one'} has ${text.length}.`);
		}
		const earlier = seen.find(one => one.text === text && one.place.together(place));
		if (earlier) {
			report(name, `${table.name} already has a ${earlier.kind} index ${text}; every index of a table has a name of its own.`, {
				related: [earlier.place.at('IndexName')],
				fix: { title: `Take the second ${text} out`, preferred: false, change: change => { for (const one of [place, ...orphanedDefinitions(table, [place])]) change.remove(one); } },
			});
		}
		seen.push({ kind, place, text });
	}
}
