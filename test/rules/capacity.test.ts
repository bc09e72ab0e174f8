/** The arithmetic of DynamoDB's capacity, at the edges of its blocks. */
import { expect, test } from 'vitest';
import { ITEM_BYTES, readUnits, writeUnits } from '../../rules/dynamodb/facts.ts';

const KB = 1024;

test('a read takes a unit for each 4 KB, half of it if it may be late, twice in a transaction', () => {
	expect([1, 4 * KB, 4 * KB + 1, 8 * KB, ITEM_BYTES].map(bytes => readUnits(bytes, 'strong'))).toEqual([1, 1, 2, 2, 100]);
	expect([1, 4 * KB, 4 * KB + 1].map(bytes => readUnits(bytes))).toEqual([0.5, 0.5, 1]);
	expect([1, 4 * KB + 1].map(bytes => readUnits(bytes, 'transactional'))).toEqual([2, 4]);
	expect(readUnits(0, 'strong')).toBe(1);
});

test('a write takes a unit for each KB, twice in a transaction, and again in each index', () => {
	expect([0, 1, KB, KB + 1, ITEM_BYTES].map(bytes => writeUnits(bytes))).toEqual([1, 1, 1, 2, 400]);
	expect(writeUnits(KB + 1, { transaction: true })).toBe(4);
	expect(writeUnits(KB, { indexes: 3 })).toBe(4);
});
