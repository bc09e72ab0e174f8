/** Filters of lifecycle rules as sets of objects. */
import { expect, test } from 'vitest';
import { type Filter, covers, meet } from '../../../engine/queries/lifecycle-filter.ts';

const filter = (parts: Partial<Filter> & { tag?: readonly (readonly [string, string])[] } = {}): Filter => ({
	prefix: 'prefix' in parts ? parts.prefix : '', tags: 'tags' in parts ? parts.tags : new Map(parts.tag ?? []), above: parts.above ?? -1, below: parts.below ?? Number.POSITIVE_INFINITY,
});

const ALL = filter(), LOGS = filter({ prefix: 'logs/' }), OLD = filter({ prefix: 'logs/old/' }), DRAFT = filter({ tag: [['class', 'draft']] }), FINAL = filter({ tag: [['class', 'final']] });

test('the wider covers the narrower', () => {
	expect([covers(ALL, LOGS), covers(LOGS, OLD), covers(ALL, DRAFT), covers(LOGS, LOGS)]).toEqual(['yes', 'yes', 'yes', 'yes']);
	expect([covers(LOGS, ALL), covers(OLD, LOGS), covers(DRAFT, ALL), covers(DRAFT, FINAL), covers(LOGS, DRAFT)]).toEqual(['no', 'no', 'no', 'no', 'no']);
	expect(covers(filter({ above: 10 }), filter({ above: 10, below: 20 }))).toBe('yes');
	expect(covers(filter({ above: 11 }), filter({ above: 10, below: 20 }))).toBe('no');
});

test('some objects can be of both', () => {
	expect([meet(LOGS, OLD), meet(OLD, LOGS), meet(LOGS, DRAFT), meet(ALL, FINAL)]).toEqual(['yes', 'yes', 'yes', 'yes']);
	expect([meet(LOGS, filter({ prefix: 'in/' })), meet(DRAFT, FINAL)]).toEqual(['no', 'no']);
	// Larger than 10 and smaller than 12 is 11 alone; larger than 11 as well is none.
	expect([meet(filter({ above: 10 }), filter({ below: 12 })), meet(filter({ above: 11 }), filter({ below: 12 }))]).toEqual(['yes', 'no']);
});

test('what is not known decides nothing, unless the rest does', () => {
	const unknown = filter({ prefix: undefined });
	expect([covers(unknown, LOGS), covers(ALL, unknown), meet(unknown, LOGS)]).toEqual(['maybe', 'yes', 'maybe']);
	expect(meet({ ...unknown, tags: DRAFT.tags }, FINAL)).toBe('no');
	expect(covers(filter({ tags: undefined }), DRAFT)).toBe('maybe');
});
