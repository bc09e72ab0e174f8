/** DynamoDB tables and global tables: their secondary indexes, keys and regions, asked alike of either type. */
import type { Property, Resource } from '../model/resource.ts';
import type { Answer } from '../model/value.ts';

export const TABLE = 'AWS::DynamoDB::Table';
export const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';
export const TABLES: readonly string[] = [TABLE, GLOBAL_TABLE];

const LISTS = { local: 'LocalSecondaryIndexes', global: 'GlobalSecondaryIndexes' } as const;

export interface SecondaryIndex {
	readonly kind: keyof typeof LISTS;
	/** One alternative of the item. */
	readonly place: Property;
	/** For the reader: its name, or where that is not known its place. */
	readonly name: string;
}

/** The indexes of a table, the local ones first. */
export function secondaryIndexes(table: Resource, ...kinds: readonly SecondaryIndex['kind'][]): readonly SecondaryIndex[] {
	return (kinds.length > 0 ? kinds : (['local', 'global'] as const)).flatMap(kind => [...table.at(LISTS[kind]).items]
		.flatMap(item => item.alternatives)
		.map(place => ({ kind, place, name: place.at('IndexName').string ?? place.placeText })));
}

/** Whether all indexes are known; vector indexes count, whose keys are asked of nobody here. */
export function indexesComplete(table: Resource): Answer {
	const lists = [...Object.values(LISTS), 'VectorIndexes'].map(name => table.at(name));
	return lists.every(list => list.items.complete === 'yes') && lists.at(-1)!.exists === 'no' ? 'yes' : 'maybe';
}

/** The first index that is one too many, among those that are there together in any case; and how many there are. */
export function indexBeyond(table: Resource, kind: SecondaryIndex['kind'], most: number): { readonly index: Property; readonly count: number } | undefined {
	for (const list of table.at(LISTS[kind]).alternatives) {
		const sure = list.items.filter(item => item.when.length === list.when.length);
		if (sure.length > most) return { index: sure[most]!, count: sure.length };
	}
	return undefined;
}

export interface Keys {
	readonly partition: Property | undefined;
	readonly sort: Property | undefined;
}

/** The names of the keys of a table or an index, or undefined where its schema cannot be known. */
export function keysOf(owner: Resource | Property): Keys | undefined {
	const schema = owner.at('KeySchema').items;
	if (schema.complete !== 'yes' || schema.length === 0 || schema.some(key => key.at('KeyType').is('HASH', 'RANGE') !== 'yes')) return undefined;
	const of = (type: string) => schema.find(key => key.at('KeyType').is(type) === 'yes')?.at('AttributeName');
	return { partition: of('HASH'), sort: of('RANGE') };
}

/** The names of all key attributes of a table or an index that are certain. */
export function keyNames(owner: Resource | Property): readonly string[] {
	return owner.all('KeySchema[].AttributeName').flatMap(name => name.string ?? []);
}

/** The billing mode is the provisioned one, which is the default. */
export function isProvisioned(mode: Property): Answer {
	return mode.exists === 'no' ? 'yes' : mode.is('PROVISIONED');
}

/** A region as a key for comparing: its name, or the design's own; undefined where it cannot be known. */
export function regionKey(region: Property): string | undefined {
	const { value } = region;
	return value?.kind === 'pseudo' && value.name === 'AWS::Region' ? 'the region of the stack' : region.string;
}

/** The replicas of a global table with their regions; `complete` where all of both are known. */
export function replicasOf(table: Resource): { readonly list: readonly { readonly place: Property; readonly region: string | undefined }[]; readonly complete: boolean } {
	const items = table.at('Replicas').items;
	const list = items.map(place => ({ place, region: regionKey(place.at('Region')) }));
	return { list, complete: items.complete === 'yes' && list.every(one => one.region !== undefined && one.place.alternatives.length === 1) };
}

/** A global table that reads strongly in all its regions; maybe where that cannot be known. */
export function isStrong(table: Resource): Answer {
	return table.at('MultiRegionConsistency').is('STRONG');
}

/** The attribute definitions that no key uses any more once some places (indexes, parts of keys) are gone; none where that cannot be known. */
export function orphanedDefinitions(table: Resource, gone: readonly Property[]): readonly Property[] {
	const owners = [table, ...secondaryIndexes(table).map(index => index.place)];
	if (indexesComplete(table) !== 'yes' || owners.some(owner => owner.at('KeySchema').items.complete !== 'yes')) return [];
	const isGone = (place: Property) => gone.some(one => one.path.every((segment, index) => JSON.stringify(segment) === JSON.stringify(place.path[index])));
	const names = (keep: boolean) => owners.flatMap(owner => [...owner.at('KeySchema').items])
		.filter(element => isGone(element) !== keep).map(element => element.at('AttributeName').string);
	const [kept, lost] = [names(true), names(false)];
	return kept.includes(undefined) ? [] : table.at('AttributeDefinitions').items.filter(definition => {
		const name = definition.at('AttributeName').string;
		return name !== undefined && lost.includes(name) && !kept.includes(name);
	});
}

/** Where a table says what its copies are like: itself, or each of a global table's replicas. */
export function copiesOf(table: Resource): readonly { readonly place: Property; readonly name: string }[] {
	if (table.type === TABLE) return [{ place: table.properties, name: table.name }];
	const { list } = replicasOf(table);
	return list.flatMap(({ place, region }) => place.alternatives.map(one => ({ place: one, name: list.length > 1 ? `the replica of ${table.name} in ${region ?? 'another region'}` : table.name })));
}

const READS = 'ReadProvisionedThroughputSettings', WRITES = 'WriteProvisionedThroughputSettings';

/** Where a table states provisioned capacity, its own, of its indexes and of its replicas: what a table that is billed per request does not say. */
export function capacityPlaces(table: Resource): readonly Property[] {
	const owners = [table, ...table.at(LISTS.global).items];
	const replicas = table.type === GLOBAL_TABLE ? [...table.at('Replicas').items].flatMap(replica => [replica, ...replica.at(LISTS.global).items]) : [];
	const places = table.type === TABLE ? owners.map(owner => owner.at('ProvisionedThroughput'))
		: [...owners.flatMap(owner => [owner.at(WRITES), owner.at(READS)]), ...replicas.map(replica => replica.at(READS))];
	return places.filter(place => place.exists === 'yes');
}
