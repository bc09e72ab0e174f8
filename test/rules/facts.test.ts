import { describe, expect, test } from 'vitest';
import type { Dated } from '../../engine/aws/dated.ts';
import { filesBelow } from '../../tools/files.ts';

const YEAR = 365 * 24 * 3600 * 1000;
const files = filesBelow('rules', path => /(^|\/)facts(\.ts|\/[^/]+\.ts)$/.test(path));

describe.each(files)('%s', file => {
	test('its dated tables are younger than a year and name AWS\'s page', async () => {
		const facts: Record<string, unknown> = await import(`../../rules/${file}`);
		for (const [name, { asOf, source }] of Object.entries(facts).filter((entry): entry is [string, Dated<unknown>] => isDated(entry[1]))) {
			expect(Date.parse(asOf), name).toBeGreaterThan(Date.now() - YEAR);
			expect(source, name).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
		}
	});
});

function isDated(value: unknown): value is Dated<unknown> {
	return typeof value === 'object' && value !== null && 'asOf' in value && 'table' in value;
}
