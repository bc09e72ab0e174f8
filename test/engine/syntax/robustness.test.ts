import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEmbeddedJson } from '../../../engine/syntax/embedded.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import type { Node, Range, SyntaxTree } from '../../../engine/syntax/tree.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';

const template = `AWSTemplateFormatVersion: "2010-09-09"
# A bucket and who may read it
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, 'prod'] }
Resources:
  Bucket: &bucket
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub 'data-\${Stage}' # named
      Tags:
      - Key: it's
        Value: "a \\"b\\" \\u00e9"
      - { Key: k, Value: !Ref Stage }
  Copy: *bucket
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument: |
        {
          "Statement": [{ "Effect": "Allow", "Principal": "*" }]
        }
      Note: >-
        folded
        text
Outputs:
  Arn:
    Value: !GetAtt Bucket.Arn
`;
const json = JSON.stringify({ Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'a', Value: 'é"\\\n' }], N: [1, -2.5, true, null, {}, []] } }, P: { Policy: '{"a":[1]}' } } }, null, 2);

/** Nodes lie in the text and in one another, keys are the text that they say, offsets lie in their node. */
function check(tree: SyntaxTree): void {
	const { text } = tree;
	const inText = ({ start, end }: Range, what: string) => {
		if (!(start >= 0 && start <= end && end <= text.length)) expect.fail(`${what} ${start}..${end} lies outside of ${text.length}`);
	};
	const visit = (node: Node, around: Range): void => {
		inText(node.range, node.kind);
		if (!node.shared && !(node.range.start >= around.start && node.range.end <= around.end)) expect.fail(`${node.kind} ${node.range.start}..${node.range.end} lies outside of ${around.start}..${around.end} in ${JSON.stringify(text)}`);
		if (node.kind === 'scalar') {
			const length = String(node.value).length;
			for (const index of [0, 1, length >> 1, length, length + 5, -1]) {
				const offset = node.offsetAt(index);
				if (!(offset >= 0 && offset <= text.length)) expect.fail(`offsetAt(${index}) is ${offset}`);
			}
			if (typeof node.value === 'string') readEmbeddedJson(node, tree);
		} else if (node.kind === 'list') {
			for (const item of node.items) visit(item, node.range);
		} else {
			for (const entry of node.entries) {
				inText(entry.range, 'entry');
				visit(entry.key, entry.key.shared ? entry.key.range : entry.range);
				const written = text.slice(entry.key.range.start, entry.key.range.end);
				if (entry.key.style === 'plain' && !written.includes('\n') && !written.startsWith('&') && !written.startsWith('!')) expect(written.replace(/\p{Cc}/gu, '\uFFFD')).toBe(String(entry.key.value).replace(/\p{Cc}/gu, '\uFFFD'));
				if (entry.value) visit(entry.value, entry.value.shared ? entry.value.range : entry.range);
			}
		}
	};
	if (tree.root) visit(tree.root, { start: 0, end: text.length });
	for (const { range } of [...tree.problems, ...tree.comments]) inText(range, 'problem or comment');
}

const readers: [string, (text: string) => SyntaxTree, string][] = [['YAML', readYaml, template], ['YAML in CRLF', readYaml, template.replaceAll('\n', '\r\n')], ['JSON', readJson, json], ['JSON as YAML', readYaml, json], ['YAML as JSON', readJson, template]];

describe.each(readers)('%s', (_, read, whole) => {
	test('every beginning of the text reads', () => {
		for (let end = 0; end <= whole.length; end += 3) check(read(whole.slice(0, end)));
	});

	test('the text reads with the end of a document at any place', () => {
		for (let at = 0; at <= whole.length; at++) check(read(`${whole.slice(0, at)}\n---\n${whole.slice(at)}`));
	});

	test('the text reads after any few keystrokes', () => {
		const inserted = fc.oneof(fc.constantFrom('"', "'", '{', '}', '[', ']', ':', '#', '&a', '*a', '!', '|', '>', '-', '\n', '\t', ' ', '\r', '\0', '\uFEFF', '\ud800', ',', '- ', '? ', '<<: ', '%', '...\n', '\n---\n', '\x02', '\x18', '\x1f', '\\'), fc.string({ maxLength: 3, unit: 'binary' }));
		const keystroke = fc.record({ at: fc.nat(whole.length), remove: fc.nat(4), insert: inserted });
		fc.assert(fc.property(fc.array(keystroke, { minLength: 1, maxLength: 4 }), keystrokes => {
			let text = whole;
			for (const { at, remove, insert } of keystrokes) text = text.slice(0, at) + insert + text.slice(at + remove);
			check(read(text));
		}), { numRuns: Number(process.env['RUNS'] ?? 300) });
	});

	test('any text reads', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => check(read(text))), { numRuns: 300 });
		fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'{}[]"\':,#&*!|>-?% \n\tab1\\\r<@\ud800') }), text => check(read(text))), { numRuns: Number(process.env['RUNS'] ?? 1000) });
	});
});

describe('depth', () => {
	const nested = (count: number, line: (depth: number) => string) => Array.from({ length: count }, (_, depth) => line(depth)).join('');
	test.each([
		['flow lists', '['.repeat(20_000)],
		['closed flow lists', '['.repeat(12_000) + ']'.repeat(12_000)],
		['flow maps', '{a: '.repeat(12_000)],
		['dashes', '- '.repeat(12_000)],
		['explicit keys', '? '.repeat(12_000)],
		['block maps', nested(1500, depth => `${' '.repeat(depth)}a:\n`)],
		['block maps, broken at the end', `${nested(600, depth => `${' '.repeat(depth)}a:\n`)}"`],
		['values on one line', 'a: '.repeat(12_000)],
		['tags', '!a '.repeat(12_000)],
	])('YAML, %s', (_, text) => {
		const tree = readYaml(text);
		check(tree);
		expect(tree.problems.length).toBeGreaterThan(0);
	});

	test.each([
		['lists', '['.repeat(50_000)],
		['maps', '{"a":'.repeat(50_000)],
		['closed lists', '['.repeat(50_000) + ']'.repeat(50_000)],
		['closing brackets', ']'.repeat(50_000)],
	])('JSON, %s', (_, text) => {
		const tree = readJson(text);
		check(tree);
		expect(tree.problems.length).toBeGreaterThan(0);
	});

	test('what comes after too deep a value is still read', () => {
		const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
		for (const tree of [readYaml(`A: ${deep}\nB: 1\n`), readJson(`{"A": ${deep}, "B": 1}`)]) {
			expect(tree.problems.map(({ message }) => message)).toEqual(['nested deeper than 400 levels; the rest is not read']);
			expect(tree.root?.kind === 'map' && tree.root.entries.map(({ key }) => key.value)).toEqual(['A', 'B']);
		}
	});
});
