import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../../engine/syntax/json.ts';
import type { SyntaxTree } from '../../../engine/syntax/tree.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';
import { changes, edited } from './changes.ts';
import { type Data, type Layout, data, dataOf, layout, map, toBlock, toFlow } from './samples.ts';

const runs = { numRuns: Number(process.env['RUNS'] ?? 400) };

function read(text: string, reader: (text: string) => SyntaxTree): Data | undefined {
	const tree = reader(text);
	expect(tree.problems, text).toEqual([]);
	return dataOf(tree.root);
}

/** Comments that name a place which is still there must be there, and no others. */
function commentsStay(before: SyntaxTree, after: SyntaxTree, gone: readonly string[]): void {
	const stays = (comment: string) => {
		const path = comment.replace(/^(?:above|behind) /, '');
		return !gone.some(place => path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`));
	};
	const kept = before.comments.map(comment => comment.text).filter(stays);
	const found = after.comments.map(comment => comment.text);
	for (const comment of kept) expect(found, after.text).toContain(comment);
	const surplus = found.filter(comment => !kept.includes(comment) && comment.startsWith('above'));
	expect(surplus, after.text).toEqual([]);
}

describe('random changes give the data that was asked for', () => {
	const samples = fc.record({ value: map, form: layout, plan: changes });

	test('in block YAML, and comments stay with what they belong to', () => {
		fc.assert(fc.property(samples, ({ value, form, plan }) => {
			const tree = readYaml(toBlock(value, form));
			expect(dataOf(tree.root)).toEqual(value);
			const { text, expected, gone } = edited(tree, plan);
			expect(read(text, readYaml), `${tree.text}\n=>\n${text}`).toEqual(expected);
			if (form.comments) commentsStay(tree, readYaml(text), gone);
			if (tree.text.includes(form.eol)) expect(text.replaceAll(form.eol, '')).not.toMatch(/[\r\n]/);
		}), runs);
	});

	test('in block YAML below a list', () => {
		fc.assert(fc.property(fc.array(data, { maxLength: 4 }), layout, changes, (value, form, plan) => {
			const tree = readYaml(toBlock(value, form));
			const { text, expected } = edited(tree, plan);
			expect(read(text, readYaml), `${tree.text}\n=>\n${text}`).toEqual(expected);
		}), runs);
	});

	test('in flow YAML', () => {
		fc.assert(fc.property(samples, ({ value, form, plan }) => {
			const tree = readYaml(`Key:${form.eol}  Inner: ${toFlow(value, form)} # kept${form.eol}Next: 1${form.eol}`);
			const { text, expected } = edited(tree, plan);
			expect(read(text, readYaml), `${tree.text}\n=>\n${text}`).toEqual(expected);
		}), runs);
	});

	test.each([undefined, 2, 4, '\t'])('in JSON with indentation %j', unit => {
		fc.assert(fc.property(samples, ({ value, form, plan }) => {
			const tree = readJson(JSON.stringify(value, null, unit).replaceAll('\n', form.eol));
			expect(dataOf(tree.root)).toEqual(value);
			const { text, expected } = edited(tree, plan);
			expect(JSON.parse(text), `${tree.text}\n=>\n${text}`).toEqual(expected);
			expect(read(text, readJson)).toEqual(expected);
			if (unit !== undefined && Object.keys(value).length) expect(text.replaceAll(form.eol, ''), text).not.toMatch(/[\r\n]/);
		}), runs);
	});
});

test('pretty JSON stays pretty', () => {
	fc.assert(fc.property(map, changes, (value, plan) => {
		if (Object.keys(value).length === 0) return;
		const { text, expected } = edited(readJson(JSON.stringify(value, null, 2)), plan);
		expect(text).toBe(JSON.stringify(JSON.parse(text), null, 2));
		expect(JSON.parse(text)).toEqual(expected);
	}), runs);
});

test('a layout says the same in CRLF', () => {
	fc.assert(fc.property(map, layout, (value, form) => {
		const lf: Layout = { ...form, eol: '\n' };
		expect(dataOf(readYaml(toBlock(value, { ...form, eol: '\r\n' })).root)).toEqual(dataOf(readYaml(toBlock(value, lf)).root));
	}), runs);
});
