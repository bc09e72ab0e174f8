import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEditor } from '../../../engine/syntax/editor.ts';
import { embeddedFrom, readEmbeddedJson } from '../../../engine/syntax/embedded.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { applyEdits, get, type MapNode, type Node, type ScalarNode, type SyntaxTree } from '../../../engine/syntax/tree.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';
import { changes, edited } from './changes.ts';
import { dataOf, map } from './samples.ts';

const indented = (text: string, by: string) => text.split('\n').map(line => by + line).join('\n');

/** Documents that hold a JSON text as the value of `Outer.Policy`. */
const hosts: Record<string, { write: (json: string) => string; read: (text: string) => SyntaxTree }> = {
	literal: { write: json => `Outer:\n  Policy: | # why\n${indented(json, '    ')}\n  Next: 1\n`, read: readYaml },
	'literal, last, deep': { write: json => `Outer:\n    Policy: |-\n${indented(json, '          ')}`, read: readYaml },
	folded: { write: json => `Outer:\n  Policy: >-\n${indented(json, '    ')}\n  Next: 1\n`, read: readYaml },
	single: { write: json => `Outer:\n  Policy: '${json.replaceAll("'", "''").replaceAll('\n', '\n    ')}'\n  Next: 1\n`, read: readYaml },
	double: { write: json => `Outer:\n  Policy: ${JSON.stringify(json).replaceAll('\x7f', '\\u007f')} # c\n  Next: 1\n`, read: readYaml },
	json: { write: json => JSON.stringify({ Outer: { Policy: json, Next: 1 } }, null, 2), read: readJson },
};

/** YAML forbids these even in strings. */
const printable = map.filter(value => !/[\x7f-\x9f\u2028\u2029\ufeff]|\p{Cs}/u.test(JSON.stringify(value)));

function policyOf(tree: SyntaxTree): ScalarNode {
	return get(get(tree.root, 'Outer'), 'Policy') as ScalarNode;
}

describe.each(Object.entries(hosts))('JSON in a string, %s', (_, { write, read }) => {
	const sample = fc.record({ value: printable, unit: fc.constantFrom(undefined, 2, '\t'), crlf: fc.boolean() });
	const hosted = ({ value, unit, crlf }: { value: object; unit: string | number | undefined; crlf: boolean }) => {
		const text = write(JSON.stringify(value, null, unit));
		return read(crlf ? text.replaceAll('\n', '\r\n') : text);
	};

	test('its nodes stand where the host says', () => {
		fc.assert(fc.property(sample, from => {
			const host = hosted(from);
			const tree = readEmbeddedJson(policyOf(host), host)!;
			expect(tree.problems).toEqual([]);
			expect(dataOf(tree.root)).toEqual(from.value);
			eachScalar(tree.root!, node => {
				if (typeof node.value !== 'string' || !/^[\w ]+$/.test(node.value)) return;
				expect(host.text.slice(node.offsetAt(0), node.offsetAt(node.value.length))).toBe(node.value);
				expect(host.text.slice(node.range.start, node.range.end)).toMatch(/^\\?"[\w ]+\\?"$/);
			});
		}), { numRuns: 200 });
	});

	test('changes are written in the host', () => {
		fc.assert(fc.property(sample, changes.filter(({ values, keys }) => !/[\x7f-\x9f\u2028\u2029\ufeff]|\p{Cs}/u.test(JSON.stringify([values, keys]))), (from, plan) => {
			const host = hosted(from);
			const { text, expected } = edited(readEmbeddedJson(policyOf(host), host)!, plan);
			const again = read(text);
			expect(again.problems, text).toEqual([]);
			const tree = readEmbeddedJson(policyOf(again), again)!;
			expect(tree.problems, text).toEqual([]);
			expect(dataOf(tree.root), text).toEqual(expected);
			expect(get(get(again.root, 'Outer'), 'Next')).toMatchObject(get(get(host.root, 'Outer'), 'Next') ? { value: 1 } : {});
			expect(again.comments.map(comment => comment.text)).toEqual(host.comments.map(comment => comment.text));
		}), { numRuns: 300 });
	});
});

function eachScalar(node: Node, visit: (node: ScalarNode) => void): void {
	if (node.kind === 'scalar') visit(node);
	else if (node.kind === 'list') for (const item of node.items) eachScalar(item, visit);
	else for (const { key, value } of node.entries) {
		visit(key);
		if (value) eachScalar(value, visit);
	}
}

test('a policy in a block scalar keeps its layout', () => {
	const host = readYaml('Policy: |\n  {\n    "Version": "2012-10-17",\n    "Statement": [\n      { "Effect": "Allow" }\n    ]\n  }\nNext: 1\n');
	const tree = readEmbeddedJson(get(host.root, 'Policy') as ScalarNode, host)!;
	const editor = createEditor(tree);
	const statement = editor.listAt(tree.root as MapNode, 'Statement')!;
	editor.append(statement, { Effect: 'Deny' });
	editor.set(tree.root as MapNode, 'Id', 'x');
	expect(applyEdits(host.text, editor.edits())).toBe('Policy: |\n  {\n    "Version": "2012-10-17",\n    "Statement": [\n      { "Effect": "Allow" },\n      {\n        "Effect": "Deny"\n      }\n    ],\n    "Id": "x"\n  }\nNext: 1\n');
});

test('JSON in JSON in JSON', () => {
	const host = readJson(JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: 'x"y' }) }) }));
	const first = readEmbeddedJson(get(host.root, 'a') as ScalarNode, host)!;
	const second = readEmbeddedJson(get(first.root, 'b') as ScalarNode, first)!;
	const editor = createEditor(second);
	editor.replace(get(second.root, 'c')!, 'say "no"');
	expect(applyEdits(host.text, editor.edits())).toBe(JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: 'say "no"' }) }) }));
});

test('what is no JSON document is not read, and broken JSON says where', () => {
	const host = readYaml('A: hello\nB: "{{resolve:x}}"\nC: 12\nD: |\n  { "a": 1\n');
	expect(readEmbeddedJson(get(host.root, 'A') as ScalarNode, host)).toBeUndefined();
	expect(readEmbeddedJson(get(host.root, 'C') as ScalarNode, host)).toBeUndefined();
	const broken = readEmbeddedJson(get(host.root, 'D') as ScalarNode, host)!;
	expect(broken.problems.map(({ range }) => host.text.slice(range.start, range.end))).toEqual(['{']);
});

test('a shared string gives shared nodes', () => {
	const host = readYaml(`A: &p '{"a":1}'\nB: *p\n`);
	const tree = readEmbeddedJson(get(host.root, 'A') as ScalarNode, host)!;
	expect(() => createEditor(tree).set(tree.root as MapNode, 'b', 2)).toThrow(/shared/);
});

test('any text with offsets can hold JSON', () => {
	const host = readYaml('# 0123456789\n');
	const tree = embeddedFrom('{"a":1}', index => index + 2, { host, encode: text => text.toUpperCase() })!;
	const editor = createEditor(tree);
	editor.set(tree.root as MapNode, 'b', true);
	expect(editor.edits()).toEqual([{ range: { start: 8, end: 8 }, newText: ',"B":TRUE' }]);
});
