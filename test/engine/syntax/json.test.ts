import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../../engine/syntax/json.ts';
import { type MapNode, type ScalarNode, entry, get } from '../../../engine/syntax/tree.ts';
import { data, dataOf } from './samples.ts';

test('data comes back, however it is laid out', () => {
	fc.assert(fc.property(data, fc.constantFrom(undefined, 2, '\t'), fc.boolean(), fc.boolean(), (value, unit, crlf, bom) => {
		const text = JSON.stringify(value, null, unit);
		const tree = readJson((bom ? '\uFEFF' : '') + (crlf ? text.replaceAll('\n', '\r\n') : text));
		expect(tree.problems).toEqual([]);
		expect(dataOf(tree.root)).toEqual(value);
	}), { numRuns: 500 });
});

test('ranges are those of the text', () => {
	const text = '\uFEFF{ "a" : [1, "x"],\r\n  "b": {} }';
	const { root } = readJson(text);
	const slice = (node: { range: { start: number; end: number } } | undefined) => text.slice(node!.range.start, node!.range.end);
	expect(slice(root)).toBe(text.slice(1));
	expect(slice(entry(root, 'a'))).toBe('"a" : [1, "x"]');
	expect(slice(entry(root, 'a')!.key)).toBe('"a"');
	expect(slice(get(root, 'a'))).toBe('[1, "x"]');
	expect(slice(get(root, 'b'))).toBe('{}');
	expect(get(root, 'b')).toMatchObject({ kind: 'map', style: 'flow' });
});

test('numbers that a number cannot hold stay text', () => {
	expect(dataOf(readJson('[123456789012, 12345678901234567890, 1.0, -2.5e3, 1e999, 9007199254740993]').root)).toEqual([123456789012, '12345678901234567890', 1, -2500, '1e999', '9007199254740993']);
});

test('offsetAt passes over escapes', () => {
	const text = '["a\\u0041\\n\\"b"]';
	const { root } = readJson(text);
	const node = root?.kind === 'list' ? root.items[0] as ScalarNode : undefined;
	expect(node!.value).toBe('aA\n"b');
	expect([0, 1, 2, 3, 4, 5].map(index => node!.offsetAt(index))).toEqual([2, 3, 9, 11, 13, 14]);
});

test('comments and trailing commas pass', () => {
	const { root, problems, comments } = readJson('{ // one\n "a": [1,], /* two */ }');
	expect(dataOf(root)).toEqual({ a: [1] });
	expect(problems).toEqual([]);
	expect(comments.map(({ text }) => text)).toEqual(['one', 'two']);
});

describe('broken text leaves the neighbours alone', () => {
	const broken: Record<string, [inside: string[], read: object, says: RegExp]> = {
		'a bracket that is not closed': [['      "Type": "T",', '      "Properties": {', '        "X": { "a": 1'], { Type: 'T', Properties: { X: { a: 1 } } }, /closing bracket is missing/],
		'a bracket too many': [['      "Type": "T",', '      "X": [1]', '      }'], { Type: 'T', X: [1] }, /closes nothing/],
		'the wrong bracket': [['      "X": [1, 2}'], { X: [1, 2] }, /./],
		'a string that is not closed': [['      "Type": "T,', '      "X": 1'], { Type: 'T,', X: 1 }, /closing quote/],
		'half a key': [['      "Type": "T",', '      "Prop'], { Type: 'T', Prop: null }, /closing quote/],
		'a key without value': [['      "Type":'], { Type: null }, /value is missing/],
		'a key without colon': [['      "Type" "T"'], { Type: null, T: null }, /colon is missing/],
		'a missing comma': [['      "Type": "T"', '      "X": 1'], { Type: 'T', X: 1 }, /comma is missing/],
		'a word': [['      "Type": Bucket'], { Type: 'Bucket' }, /needs quotes/],
		'a duplicate': [['      "X": 1, "X": 2'], { X: 2 }, /duplicate key X/],
	};

	test.each(Object.entries(broken))('%s', (_, [inside, read, says]) => {
		for (const eol of ['\n', '\r\n']) {
			const text = ['{', '  "Resources": {', '    "Before": { "Type": "B" },', '    "Broken": {', ...inside, '    },', '    "After": {', '      "Type": "A"', '    }', '  },', '  "Outputs": { "O": [1] }', '}'].join(eol);
			const { root, problems } = readJson(text);
			expect(dataOf(root)).toEqual({ Resources: { Before: { Type: 'B' }, Broken: read, After: { Type: 'A' } }, Outputs: { O: [1] } });
			expect(problems.map(({ message }) => message).join()).toMatch(says);
			const [from, to] = [text.indexOf('"Broken"'), text.indexOf('"After"')];
			for (const { range, message } of problems) expect(range.start >= from && range.end <= to, message).toBe(true);
		}
	});

	test('on one line what was read stays', () => {
		const { root, problems } = readJson('{"a": {"b": [1, {"c": "d"');
		expect(dataOf(root)).toEqual({ a: { b: [1, { c: 'd' }] } });
		expect(problems.map(({ message }) => message)).toEqual(['a closing bracket is missing']);
		expect(entry(root, 'a')!.range).toEqual({ start: 1, end: 25 });
	});
});

test('nothing, junk and more than one value', () => {
	expect(readJson('')).toMatchObject({ problems: [] });
	expect(readJson(' \n').root).toBeUndefined();
	expect(dataOf(readJson('{"a":1} {"b":2}').root)).toEqual({ a: 1 });
	expect(readJson('{"a":1} {"b":2}').problems[0]!.message).toBe('only one value is expected');
	expect(readJson('hello').problems[0]!.message).toBe('a string needs quotes');
	expect((readJson('{"a":1,"a":2}').root as MapNode).entries).toHaveLength(2);
});
