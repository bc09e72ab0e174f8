/** Figures of Amazon DynamoDB: each has its home here, with the page that states it. Read on 2026-11-24. */
import { dated } from '../../engine/aws/dated.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const CREATE_TABLE = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html';

/** Indexes of one table. Five local ones is a limit, twenty global ones a quota that AWS raises on request. */
export const INDEX_QUOTAS = dated('2026-11-24', 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html', { local: 5, global: 20 });

/** Length of an index's name: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndex.html */
export const INDEX_NAME = { least: 3, most: 255 } as const;

/** Attributes that make up a key. Of tables and local indexes one each: {@link CREATE_TABLE}. */
export const KEY_PARTS = { HASH: 1, RANGE: 1 } as const;
/** Of global indexes up to four each: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html */
export const GLOBAL_KEY_PARTS = { HASH: 4, RANGE: 4 } as const;

/** Attributes that all indexes of a table project by name, each counted as often as it is listed: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html */
export const PROJECTED_ATTRIBUTES = 100;

/** Not AWS's figure: whole copies of a table in its indexes, from which on every write is worth a thought. */
export const MANY_COPIES = 5;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html */
export const STREAM_VIEWS = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;

/** Days that point-in-time recovery goes back: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html */
export const RECOVERY_DAYS = { least: 1, most: 35 } as const;

/** Regions of a global table with strong consistency, a witness counted: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html */
export const STRONG_REGIONS = 3;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html */
export const GLOBAL_TABLES = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html';

/** What fixes propose; not AWS's name. */
export const TTL_ATTRIBUTE = 'ExpiresAt';

/* Capacity: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */

const KB = 1024;

export type Consistency = 'eventual' | 'strong' | 'transactional';

/** Units that reading an item takes: one for each 4 KB of a strongly consistent read, half of it for an eventually consistent one, twice in a transaction. */
export function readUnits(bytes: number, consistency: Consistency = 'eventual'): number {
	const blocks = Math.max(1, Math.ceil(bytes / (4 * KB)));
	return blocks * { eventual: 0.5, strong: 1, transactional: 2 }[consistency];
}

/** Units that writing an item takes: one for each KB, twice in a transaction, and as much again in every index whose entry changes in place. */
export function writeUnits(bytes: number, { transaction = false, indexes = 0 }: { readonly transaction?: boolean; readonly indexes?: number } = {}): number {
	return Math.max(1, Math.ceil(bytes / KB)) * ((transaction ? 2 : 1) + indexes);
}

/** Seconds of unused capacity that a table keeps for a burst: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html */
export const BURST_SECONDS = 300;
/** Not AWS's figure: write units up to which the pool is all that a bulk load would notice. */
export const FEW_UNITS = 5;

/** The largest item: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items */
export const ITEM_BYTES = 400 * KB;

/** How long a stream keeps a record: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
export const STREAM_HOURS = 24;
/** Readers of one shard at the same time: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
export const SHARD_READERS = 2;
/** What fixes propose; not AWS's figure. */
export const RETRIES = 10;
