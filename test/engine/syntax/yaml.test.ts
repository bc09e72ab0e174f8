import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MapNode, type Node, type ScalarNode, entry, get } from '../../../engine/syntax/tree.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';
import { dataOf, layout, map, toBlock, toFlow } from './samples.ts';

const lines = (...text: string[]) => `${text.join('\n')}\n`;
const sliceOf = (text: string, node: { range: { start: number; end: number } } | undefined) => node && text.slice(node.range.start, node.range.end);

test('data comes back from any layout, flow or block', () => {
	fc.assert(fc.property(map, layout, (value, form) => {
		expect(dataOf(readYaml(toBlock(value, form)).root)).toEqual(value);
		expect(dataOf(readYaml(toFlow(value, form)).root)).toEqual(value);
	}), { numRuns: 500 });
});

test('plain scalars mean what a template author means', () => {
	const tree = readYaml(lines('- 2012-10-17', '- yes', '- 012345678901', '- 123456789012', '- 12345678901234567890', '- 1.10', '- 1.5', '- 1e3', '- 0x1F', '- -7', '- +7', '- true', '- False', '- ~', '- null', '-', '- "12"', "- 'true'", '- !!str 12', '- !!int "12"', '- 12:30:00', '- .5', '- .inf', '- <<'));
	expect(tree.problems).toEqual([]);
	expect(dataOf(tree.root)).toEqual(['2012-10-17', 'yes', '012345678901', 123456789012, '12345678901234567890', '1.10', 1.5, '1e3', '0x1F', -7, '+7', true, false, null, null, null, '12', 'true', '12', 12, '12:30:00', '.5', '.inf', '<<']);
});

test('keys are strings as they are written', () => {
	const tree = readYaml('123456789012: a\n0123: b\ntrue: c\n"q": d\nnull: e\n');
	expect((tree.root as MapNode).entries.map(({ key }) => key.value)).toEqual(['123456789012', '0123', 'true', 'q', 'null']);
});

test('local tags are kept, and are part of the range', () => {
	const text = lines('A: !GetAtt Replica.Arn # c', 'B: !Join', "  - ''", '  - [!Ref X, "y"]', 'C: !Sub { a: 1 }', 'D: !GetAZs', 'E: !Sub |', '  text', 'F: &x !Ref y', 'G: !If', '- a', '- !Equals [b, c]');
	const { root, problems } = readYaml(text);
	expect(problems).toEqual([]);
	expect(sliceOf(text, get(root, 'A'))).toBe('!GetAtt Replica.Arn');
	expect(sliceOf(text, get(root, 'B'))).toBe(`!Join\n  - ''\n  - [!Ref X, "y"]`);
	expect(sliceOf(text, get(root, 'C'))).toBe('!Sub { a: 1 }');
	expect(sliceOf(text, get(root, 'D'))).toBe('!GetAZs');
	expect(sliceOf(text, get(root, 'E'))).toBe('!Sub |\n  text');
	expect(sliceOf(text, get(root, 'F'))).toBe('&x !Ref y');
	expect(sliceOf(text, get(root, 'G'))).toBe('!If\n- a\n- !Equals [b, c]');
	expect(dataOf(root)).toEqual({
		A: { '!GetAtt': 'Replica.Arn' }, B: { '!Join': ['', [{ '!Ref': 'X' }, 'y']] }, C: { '!Sub': { a: 1 } }, D: { '!GetAZs': null },
		E: { '!Sub': 'text\n' }, F: { '!Ref': 'y' }, G: { '!If': ['a', { '!Equals': ['b', 'c'] }] },
	});
});

test('ranges end with the text of the node, and entries without value with the colon', () => {
	const text = lines('A:', '  b: 1   # one', '', '  # of c', '  c:', '    - x', '    # after', '', 'D: |', '  text', '', '', 'E:', 'F:   "q"');
	const { root } = readYaml(text);
	expect(sliceOf(text, get(root, 'A'))).toBe('b: 1   # one\n\n  # of c\n  c:\n    - x');
	expect(sliceOf(text, entry(get(root, 'A'), 'b'))).toBe('b: 1');
	expect(sliceOf(text, get(root, 'D'))).toBe('|\n  text');
	expect(entry(root, 'E')!.value).toBeUndefined();
	expect(sliceOf(text, entry(root, 'E'))).toBe('E:');
	expect(sliceOf(text, entry(root, 'F'))).toBe('F:   "q"');
});

test('comments are told, wherever they stand', () => {
	const { comments } = readYaml(lines('# top', 'A: 1 # one', 'B: | # head', '  # content', 'C: [a, # in flow', '  b]', '# end'));
	expect(comments.map(({ text }) => text)).toEqual(['top', 'one', 'head', 'in flow', 'end']);
});

describe('offsetAt', () => {
	const styles: Record<string, [text: string, value: string]> = {
		plain: ['k: hello world', 'hello world'],
		'plain on several lines': ['k: one\n  two\n\n  three', 'one two\nthree'],
		'single-quoted': ["k: 'it''s\n   here'", "it's here"],
		'double-quoted': ['k: "a\\n\\u0041\\x42\\U0001F600 b \\\n    c\n   d\\t e"', 'a\nAB😀 b c d\t e'],
		literal: ['k: |\n  one\n   two\n\n  three\n', 'one\n two\n\nthree\n'],
		'literal with an indicator': ['k:\n  j: |2-\n      one\n    two', '  one\ntwo'],
		'literal, kept breaks': ['k: |+\n  one\n\n\n', 'one\n\n\n'],
		folded: ['k: >\n  one\n  two\n\n  three\n    more\n  four\n\n\n  five\n', 'one two\nthree\n  more\nfour\n\nfive\n'],
		'folded and stripped': ['k: >-\n\n  one\n  two', '\none two'],
	};

	test.each(Object.entries(styles))('%s', (_, [source, value]) => {
		for (const text of [source, source.replaceAll('\n', '\r\n'), `\uFEFF${source}`]) {
			let scalar = get(readYaml(text).root, 'k')!;
			if (scalar.kind === 'map') scalar = get(scalar, 'j')!;
			const node = scalar as ScalarNode;
			expect(node.value).toBe(value);
			let last = node.range.start;
			for (let index = 0; index < value.length; index++) {
				const offset = node.offsetAt(index);
				expect(offset).toBeGreaterThanOrEqual(last);
				if (/[a-z0-9]/i.test(value[index]!)) expect(text[offset] === value[index] || text[offset] === '\\', `${index} of ${JSON.stringify(value)}`).toBe(true);
				last = offset;
			}
			expect(node.offsetAt(value.length)).toBeLessThanOrEqual(node.range.end);
		}
	});

	test('escapes begin where they are written', () => {
		const text = 'k: "a\\u0041\\nb"';
		const node = get(readYaml(text).root, 'k') as ScalarNode;
		expect([0, 1, 2, 3, 4].map(index => node.offsetAt(index))).toEqual([4, 5, 11, 13, 14]);
	});
});

describe('anchors', () => {
	test('aliases give the same node, shared', () => {
		const { root, problems } = readYaml(lines('A: &a', '  x: 1', 'B: *a', 'C: &unused', '  y: 2'));
		expect(problems).toEqual([]);
		expect(get(root, 'B')).toBe(get(root, 'A'));
		expect(get(root, 'A')!.shared).toBe(true);
		expect(get(get(root, 'A'), 'x')!.shared).toBe(true);
		expect(get(root, 'C')!.shared).toBeUndefined();
	});

	test('merge keys bring their entries, which own entries override', () => {
		const { root, problems } = readYaml(lines('A: &a { x: 1, y: 1 }', 'B: &b { y: 2, z: 2 }', 'C:', '  <<: [*a, *b]', '  z: 3', 'D:', '  <<: *a', 'E: { <<: { x: 9 }, y: 8 }'));
		expect(problems).toEqual([]);
		expect(dataOf(get(root, 'C'))).toEqual({ x: 1, y: 1, z: 3 });
		expect(dataOf(get(root, 'D'))).toEqual({ x: 1, y: 1 });
		expect(dataOf(get(root, 'E'))).toEqual({ x: 9, y: 8 });
		expect((get(root, 'C') as MapNode).entries.map(({ key, value }) => [key.value, key.shared === true, value!.shared === true])).toEqual([['x', true, true], ['y', true, true], ['z', false, false]]);
	});

	test('an alias without anchor, and one to what it is part of, are problems and nothing else', () => {
		const { root, problems } = readYaml(lines('A: *nowhere', 'B: &b', '  c: *b', 'D: 1'));
		expect(problems.map(({ message }) => message)).toEqual(['nothing is anchored as nowhere', '*b contains itself']);
		expect(dataOf(root)).toEqual({ A: null, B: { c: null }, D: 1 });
	});

	test('an alias bomb ends by budget', () => {
		const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
		for (let level = 1; level < 26; level++) {
			const [name, below] = [level, level - 1].map(number => String.fromCharCode(97 + number));
			bomb.push(`${name}: &${name} [${Array(10).fill(`*${below}`).join(', ')}]`);
		}
		const { root, problems } = readYaml(lines(...bomb, 'Z: 1'));
		expect(problems[0]!.message).toMatch(/more than 100000 nodes/);
		expect((get(root, 'Z') as ScalarNode).value).toBe(1);
		let visited = 0;
		const walk = (node: Node): void => {
			visited++;
			if (node.kind === 'list') node.items.forEach(walk);
			if (node.kind === 'map') for (const { value } of node.entries) if (value) walk(value);
		};
		walk(root!);
		expect(visited).toBeLessThan(150_000);
	});
});

describe('broken text leaves the neighbours alone', () => {
	const broken: Record<string, [broken: string[], read: object]> = {
		'a double quote that is not closed': [['    Type: "T', '    Properties:', '      X: 1'], { Type: 'T', Properties: { X: 1 } }],
		'a single quote that is not closed': [["    Type: 'T", '    Y: 1'], { Type: 'T', Y: 1 }],
		'a bracket that is not closed': [['    Type: T', '    X: [1, 2', '    Y: 1'], { Type: 'T', X: [1, 2], Y: 1 }],
		'a brace that is not closed': [['    Type: T', '    X: { a: 1,', '    Y: 1'], { Type: 'T', X: { a: 1 }, Y: 1 }],
		'a bracket that closes nothing': [['    Type: ]', '    Y: 1'], { Type: null, Y: 1 }],
		'a key without colon': [['    Type: T', '    Prop'], { Type: 'T', Prop: null }],
		'a key without colon in the middle': [['    Type: T', '    Prop', '    Y: 1'], { Type: 'T', Prop: null, Y: 1 }],
		'a key without colon above its value': [['    Type: T', '    Properties', '      X: 1', '      Y: 2'], { Type: 'T', Properties: { X: 1, Y: 2 } }],
		'a line that is not deep enough': [['    Type: T', '   Y: 1'], { Type: 'T', Y: 1 }],
		'a line that is too deep': [['    Type: T', '      Y: 1', '    Z: 2'], { Type: 'T', Y: 1, Z: 2 }],
		'a tab': [['    Type: T', '\tY: 1', '    Z: 2'], { Type: 'T', Y: 1, Z: 2 }],
		'a character that begins nothing': [['    Type: @T', '    Y: 1'], { Type: '@T', Y: 1 }],
		'a list among entries': [['    Type: T', '    - x', '    Y: 1'], { Type: 'T', Y: 1 }],
		'a list that is out of line': [['    L:', '      - a', '     - b', '    Y: 1'], { L: ['a', 'b'], Y: 1 }],
		'an item with a broken value': [['    L:', '      - a: "x', '        b: 1', '      - c: 2'], { L: [{ a: 'x', b: 1 }, { c: 2 }] }],
		'a tag above a broken value': [['    Type: T', '    X: !Join', '      - [a', '      - b'], { Type: 'T', X: { '!Join': [['a'], 'b'] } }],
	};

	test.each(Object.entries(broken))('%s', (_, [inside, read]) => {
		for (const eol of ['\n', '\r\n']) {
			const text = ['# top', 'Resources:', '  Before:', '    Type: B # b', '  Broken:', ...inside, '  After:', '    Type: A', 'Outputs:', '  O: !Ref After', ''].join(eol);
			const { root, problems } = readYaml(text);
			expect(dataOf(root)).toEqual({ Resources: { Before: { Type: 'B' }, Broken: read, After: { Type: 'A' } }, Outputs: { O: { '!Ref': 'After' } } });
			expect(problems.length).toBeGreaterThan(0);
			const [from, to] = [text.indexOf('Broken'), text.indexOf('  After')];
			for (const { range } of problems) expect(range.start >= from && range.end <= to + 1, `${range.start} in ${from}..${to}`).toBe(true);
		}
	});

	test('a word between resources', () => {
		const { root } = readYaml(lines('Resources:', '  A:', '    Type: T', '  Foo', '  B:', '    Type: U', 'Out'));
		expect(dataOf(root)).toEqual({ Resources: { A: { Type: 'T' }, Foo: null, B: { Type: 'U' } }, Out: null });
	});

	test('aliases still find their anchors', () => {
		const { root } = readYaml(lines('A: &a { x: 1 }', 'B: "', 'C: *a'));
		expect(get(root, 'C')).toBe(get(root, 'A'));
		expect(get(root, 'C')!.shared).toBe(true);
	});

	test('aliases find an anchor above broken text', () => {
		const { root } = readYaml(lines('A: &a', '  x: 1', '  y: "', 'B: *a', 'C: *a'));
		expect(dataOf(get(root, 'B'))).toEqual({ x: 1, y: '' });
		expect(get(root, 'C')).toBe(get(root, 'A'));
		expect(get(get(root, 'A'), 'x')!.shared).toBe(true);
	});

	test('large text is cut at once, with the same result', () => {
		const many = Array.from({ length: 3000 }, (_, index) => `  R${index}:\n    Type: T\n    N: ${index}`);
		many[1500] = '  R1500:\n    Type: "T\n    N: 1500';
		const { root, problems } = readYaml(lines('Resources:', ...many));
		expect(Object.keys(dataOf(get(root, 'Resources')) as object)).toHaveLength(3000);
		expect(dataOf(get(get(root, 'Resources'), 'R2999'))).toEqual({ Type: 'T', N: 2999 });
		expect(problems).toHaveLength(1);
	});
});

test('duplicate keys are kept and said', () => {
	const { root, problems } = readYaml('A: 1\nB: 2\nA: 3\n');
	expect((root as MapNode).entries).toHaveLength(3);
	expect((get(root, 'A') as ScalarNode).value).toBe(3);
	expect(problems).toEqual([{ message: 'duplicate key A', range: { start: 10, end: 11 } }]);
});

test('of several documents the first counts', () => {
	const { root, problems } = readYaml('%YAML 1.1\n---\nA: yes\n---\nB: 1\n');
	expect(dataOf(root)).toEqual({ A: 'yes' });
	expect(problems.map(({ message }) => message)).toEqual(['only the first document of a YAML stream is read']);
	expect(dataOf(readYaml('---\nA: [\n---\nB: 1\n').root)).toEqual({ A: [] });
});

test('nothing gives no root', () => {
	for (const text of ['', '\n', '# only a comment\n', '\uFEFF', '---\n']) {
		const { root, problems } = readYaml(text);
		expect(dataOf(root) ?? null, JSON.stringify(text)).toBeNull();
		expect(problems).toEqual([]);
	}
});
