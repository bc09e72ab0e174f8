import { describe, expect, test } from 'vitest';
import { SharedNodeError, Tagged, type TreeEditor } from '../../../engine/syntax/edit.ts';
import { createEditor } from '../../../engine/syntax/editor.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { type ListNode, type MapNode, type Node, type SyntaxTree, applyEdits, entry, get } from '../../../engine/syntax/tree.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';

type Work = (editor: TreeEditor, at: (path: string) => Node, tree: SyntaxTree) => void;

const textOf = (...lines: string[]) => `${lines.join('\n')}\n`;

function editYaml(text: string, work: Work): string {
	return edit(readYaml(text), work);
}

function editJson(text: string, work: Work): string {
	return edit(readJson(text), work);
}

function edit(tree: SyntaxTree, work: Work): string {
	const at = (path: string) => path.split('.').filter(Boolean).reduce<Node>((node, step) => node.kind === 'list' ? node.items[Number(step)]! : get(node, step)!, tree.root!);
	const editor = createEditor(tree);
	work(editor, at, tree);
	return applyEdits(tree.text, editor.edits());
}

const map = (node: Node) => node as MapNode;
const list = (node: Node) => node as ListNode;

describe('block YAML', () => {
	const bare = textOf('Resources:', '  A:', '    Type: AWS::S3::Bucket', '', '  B:', '    Type: AWS::S3::Bucket # b');
	const enable: Work = (editor, at) => {
		const properties = editor.mapAt(map(at('Resources.A')), 'Properties')!;
		editor.set(editor.mapAt(properties, 'VersioningConfiguration')!, 'Status', 'Enabled');
	};
	const encrypt: Work = (editor, at) => {
		const properties = editor.mapAt(map(at('Resources.A')), 'Properties')!;
		editor.set(properties, 'BucketName', new Tagged('!Sub', 'x-${AWS::Region}'));
	};

	test('what two changes need is written once', () => {
		const both = editYaml(bare, (...place) => { enable(...place); encrypt(...place); });
		expect(both).toBe(textOf('Resources:', '  A:', '    Type: AWS::S3::Bucket', '    Properties:', '      VersioningConfiguration:', '        Status: Enabled', '      BucketName: !Sub x-${AWS::Region}', '', '  B:', '    Type: AWS::S3::Bucket # b'));
		expect(both.match(/Properties:/g)).toHaveLength(1);
	});

	test('doing the same twice changes nothing the second time', () => {
		const once = editYaml(bare, enable);
		expect(editYaml(once, enable)).toBe(once);
		expect(editYaml(bare, (...place) => { enable(...place); enable(...place); })).toBe(once);
	});

	test('nothing is written for what is only looked at', () => {
		expect(createEditor(readYaml(bare)).edits()).toEqual([]);
		expect(editYaml(bare, (editor, at) => { editor.listAt(editor.mapAt(map(at('Resources.A')), 'Properties')!, 'Tags'); })).toBe(bare);
	});

	test('a key without value gets a nested map, and its comment stays', () => {
		const set: Work = (editor, at) => editor.set(editor.mapAt(map(at('A')), 'Properties')!, 'X', 1);
		expect(editYaml(textOf('A:', '  Type: T', '  Properties:', 'B: 1'), set)).toBe(textOf('A:', '  Type: T', '  Properties:', '    X: 1', 'B: 1'));
		expect(editYaml(textOf('A:', '  Properties: # todo', '  Type: T'), set)).toBe(textOf('A:', '  Properties: # todo', '    X: 1', '  Type: T'));
		expect(editYaml(textOf('A:', '  Properties: null # todo'), set)).toBe(textOf('A:', '  Properties: # todo', '    X: 1'));
		expect(editYaml(textOf('A:', '  Properties: {} # todo'), set)).toBe(textOf('A:', '  Properties: # todo', '    X: 1'));
		expect(editYaml('A:\n  Properties:', set)).toBe('A:\n  Properties:\n    X: 1');
	});

	test('a missing colon is written', () => {
		expect(editYaml(textOf('A:', '  Type: T', '  Properties'), (editor, at) => editor.set(editor.mapAt(map(at('A')), 'Properties')!, 'X', 1)))
			.toBe(textOf('A:', '  Type: T', '  Properties:', '    X: 1'));
	});

	test('indentation is that of the text', () => {
		const set: Work = (editor, at) => editor.set(map(at('Resources.A')), 'Properties', { Tags: [{ Key: 'k', Value: { Deep: [1, 2] } }], Empty: {}, None: [] });
		expect(editYaml(textOf('Resources:', '    A:', '        Type: T'), set))
			.toBe(textOf('Resources:', '    A:', '        Type: T', '        Properties:', '            Tags:', '                - Key: k', '                  Value:', '                      Deep:', '                          - 1', '                          - 2', '            Empty: {}', '            None: []'));
		expect(editYaml(textOf('Resources:', '  A:', '    Depends:', '    - x'), set))
			.toBe(textOf('Resources:', '  A:', '    Depends:', '    - x', '    Properties:', '      Tags:', '      - Key: k', '        Value:', '          Deep:', '          - 1', '          - 2', '      Empty: {}', '      None: []'));
	});

	test('values are replaced in place, with their quotes and the comment behind them', () => {
		const text = textOf('A: one # a', 'B: "two" # b', "C: 'three'", 'D: 4 # d', 'E: !Ref X # e', 'F: |', '  text', 'G:', '  x: 1', '  y: 2 # y', 'H: # h', '  - 1', 'I: [1]');
		const result = editYaml(text, (editor, at) => {
			editor.replace(at('A'), 'uno');
			editor.replace(at('B'), 'say "dos"');
			editor.replace(at('C'), "it's");
			editor.replace(at('D'), 5);
			editor.replace(at('E'), new Tagged('!GetAtt', 'X.Arn'));
			editor.replace(at('F'), 'short');
			editor.replace(at('G'), 'flat');
			editor.replace(at('H'), { a: { b: 1 } });
			editor.replace(at('I'), [1, { c: 2 }]);
		});
		expect(result).toBe(textOf('A: uno # a', 'B: "say \\"dos\\"" # b', "C: 'it''s'", 'D: 5 # d', 'E: !GetAtt X.Arn # e', 'F: short', 'G: flat', 'H: # h', '  a:', '    b: 1', 'I:', '  - 1', '  - c: 2'));
	});

	test('strings that YAML would misread are quoted', () => {
		const misread = ['yes', 'Off', '2012-10-17', '*', 'a: b', 'a #b', '!x', '&x', '@x', '', '012', '12', '1e3', 'null', '~', 'true', '- x', ' x', 'x:', '[x', '{x', '%x', '12:30', '<<', '0x1F'];
		const sound = ['Enabled', 'arn:aws:s3:::b', 's3:GetObject', 'x-y', 'a b', '${A}', 'a,b', 'it\'s', '30 days'];
		const result = editYaml('A: 1\n', (editor, at) => editor.set(map(at('')), 'L', [...misread, ...sound]));
		expect(result).toBe(textOf('A: 1', 'L:', ...misread.map(text => `  - '${text}'`), ...sound.map(text => `  - ${text}`)));
		expect(editYaml('A: "x"\n', (editor, at) => editor.set(map(at('')), 'L', ['yes', 'a\nb']))).toBe(textOf('A: "x"', 'L:', '  - "yes"', '  - "a\\nb"'));
	});

	test('tags on maps and lists are written in flow style', () => {
		expect(editYaml('A: 1\n', (editor, at) => editor.set(map(at('')), 'B', new Tagged('!If', ['Cond', new Tagged('!Ref', 'X'), { a: 'p, q' }]))))
			.toBe(textOf('A: 1', "B: !If [Cond, !Ref X, { a: 'p, q' }]"));
	});

	test('entries come behind the one that was asked for, with its comment', () => {
		const text = textOf('A: 1 # a', '# of B', 'B:', '  x: 1 # x', '  # end of B', 'C: 3');
		expect(editYaml(text, (editor, at, { root }) => {
			editor.set(map(at('')), 'New', 1, entry(root, 'A'));
			editor.set(map(at('')), 'Next', 2, entry(root, 'B'));
			editor.set(map(at('B')), 'z', 2);
			editor.set(map(at('')), 'Last', 3);
		})).toBe(textOf('A: 1 # a', 'New: 1', '# of B', 'B:', '  x: 1 # x', '  z: 2', 'Next: 2', '  # end of B', 'C: 3', 'Last: 3'));
	});

	test('items are appended where the list stands', () => {
		const text = textOf('A:', '- x # x', 'B:', '    - k: 1', '      l: 2', 'C: []', 'D:', 'E: 1');
		expect(editYaml(text, (editor, at) => {
			const root = map(at(''));
			editor.append(list(at('A')), 'w');
			editor.set(editor.appendMap(list(at('B'))), 'k', 2);
			editor.append(editor.listAt(root, 'C')!, 'z');
			editor.append(editor.listAt(root, 'D')!, { deep: [1] });
		})).toBe(textOf('A:', '- x # x', '- w', 'B:', '    - k: 1', '      l: 2', '    - k: 2', 'C:', '- z', 'D:', '- deep:', '  - 1', 'E: 1'));
	});

	test('comments go with what they belong to', () => {
		const text = textOf('# of the file', '', '# of A', 'A: 1 # a', '# of B', '# and more', 'B:', '  x: 1', '', '# alone', '', 'C: 3', '# of D', 'D: 4');
		const remove = (key: string) => editYaml(text, (editor, at, { root }) => editor.removeEntry(map(at('')), entry(root, key)!));
		expect(remove('A')).toBe(textOf('# of the file', '', '# of B', '# and more', 'B:', '  x: 1', '', '# alone', '', 'C: 3', '# of D', 'D: 4'));
		expect(remove('B')).toBe(textOf('# of the file', '', '# of A', 'A: 1 # a', '', '# alone', '', 'C: 3', '# of D', 'D: 4'));
		expect(remove('C')).toBe(textOf('# of the file', '', '# of A', 'A: 1 # a', '# of B', '# and more', 'B:', '  x: 1', '', '# alone', '', '# of D', 'D: 4'));
		expect(remove('D')).toBe(textOf('# of the file', '', '# of A', 'A: 1 # a', '# of B', '# and more', 'B:', '  x: 1', '', '# alone', '', 'C: 3'));
	});

	test('the first entry of an item goes, the dash stays', () => {
		const text = textOf('- a: 1', '  b: 2', '- a: 1', '  # of b', '  b: 2', '- a: 1');
		expect(editYaml(text, (editor, _, { root }) => {
			for (const item of (root as ListNode).items) editor.removeEntry(map(item), entry(item, 'a')!);
		})).toBe(textOf('- b: 2', '-', '  # of b', '  b: 2', '- {}'));
	});

	test('what loses all it has is left empty and valid', () => {
		const text = textOf('A:', '  x: 1 # x', 'B:', '- 1', '- 2', 'C: 1');
		expect(editYaml(text, (editor, at) => {
			editor.removeEntry(map(at('A')), entry(at('A'), 'x')!);
			for (const item of list(at('B')).items) editor.removeItem(list(at('B')), item);
		})).toBe(textOf('A: {}', 'B: []', 'C: 1'));
		expect(editYaml('A: 1\n', (editor, at, { root }) => editor.removeEntry(map(at('')), entry(root, 'A')!))).toBe('{}\n');
	});

	test('a map and what is in it may go together', () => {
		expect(editYaml(textOf('A:', '  B:', '    x: 1', '  C: 1'), (editor, at) => {
			editor.removeEntry(map(at('A.B')), entry(at('A.B'), 'x')!);
			editor.removeEntry(map(at('A')), entry(at('A'), 'B')!);
		})).toBe(textOf('A:', '  C: 1'));
	});

	test('removed and added in one', () => {
		const text = textOf('A:', '  x: 1', '  y: 2', 'B:', '- 1');
		expect(editYaml(text, (editor, at) => {
			for (const key of ['x', 'y']) editor.removeEntry(map(at('A')), entry(at('A'), key)!);
			editor.set(map(at('A')), 'z', 3);
			editor.removeItem(list(at('B')), at('B.0'));
			editor.append(list(at('B')), 2);
		})).toBe(textOf('A:', '  z: 3', 'B:', '- 2'));
	});

	test('line ends, BOM and a missing last line break are kept', () => {
		const work: Work = (editor, at, { root }) => {
			editor.removeEntry(map(at('')), entry(root, 'A')!);
			editor.set(map(at('B')), 'z', [1]);
			editor.set(map(at('')), 'C', 3);
		};
		expect(editYaml('\uFEFFA: 1\r\nB:\r\n  x: 1', work)).toBe('\uFEFFB:\r\n  x: 1\r\n  z:\r\n    - 1\r\nC: 3');
	});
});

describe('flow YAML', () => {
	test('entries and items keep the spacing of their neighbours', () => {
		const text = textOf("Q: 'q'", "R: 'r'", "S: 's'", 'A: { a: 1 }', 'B: {a: 1, b: 2}', 'C: [a,b]', 'D: [ a ] # d', 'E: { "a": "x" }', 'F: { a: {} }', 'G: [a, b,]', 'H: { a: , b: 1 }');
		expect(editYaml(text, (editor, at) => {
			editor.set(map(at('A')), 'm', { x: ['p, q', 1] });
			editor.set(map(at('B')), 'm', { x: 1 }, entry(at('B'), 'a'));
			editor.append(list(at('C')), 'c');
			editor.append(list(at('D')), new Tagged('!Ref', 'X'));
			editor.set(map(at('E')), 'm', 'y');
			editor.set(map(at('F.a')), 'm', true);
			editor.append(list(at('G')), 'c');
			editor.set(map(at('H')), 'a', 'v');
		})).toBe(textOf("Q: 'q'", "R: 'r'", "S: 's'", "A: { a: 1, m: { x: ['p, q', 1] } }", 'B: {a: 1, m: {x: 1}, b: 2}', 'C: [a,b,c]', 'D: [ a, !Ref X ] # d', 'E: { "a": "x", "m": "y" }', 'F: { a: { m: true } }', 'G: [a, b, c]', 'H: { a: v, b: 1 }'));
	});

	test('on several lines each entry gets its own, and comments stay behind theirs', () => {
		const text = textOf('A: {', '  a: 1, # a', '  b: 2 # b', '}');
		expect(editYaml(text, (editor, at) => {
			editor.set(map(at('A')), 'x', 1, entry(at('A'), 'a'));
			editor.set(map(at('A')), 'z', 2);
		})).toBe(textOf('A: {', '  a: 1, # a', '  x: 1,', '  b: 2, # b', '  z: 2', '}'));
	});

	test('removal takes the right comma', () => {
		const text = textOf('A: [a, b, c]', 'B: [a, b, c]', 'C: [a, b, c]', 'D: [a]', 'E: { a: 1 }', 'F: [a, b, c]');
		expect(editYaml(text, (editor, at) => {
			editor.removeItem(list(at('A')), at('A.0'));
			editor.removeItem(list(at('B')), at('B.1'));
			editor.removeItem(list(at('C')), at('C.2'));
			editor.removeItem(list(at('D')), at('D.0'));
			editor.removeEntry(map(at('E')), entry(at('E'), 'a')!);
			for (const index of [1, 2]) editor.removeItem(list(at('F')), at(`F.${index}`));
			editor.append(list(at('F')), 'd');
		})).toBe(textOf('A: [b, c]', 'B: [a, c]', 'C: [a, b]', 'D: []', 'E: {}', 'F: [a, d]'));
	});
});

describe('JSON', () => {
	test('pretty, with its own indentation', () => {
		for (const unit of ['  ', '    ', '\t']) {
			const before = { A: { Type: 'T' }, L: [], M: { x: 1 } };
			const after = { A: { Type: 'T', Properties: { Tags: [{ Key: 'k' }] } }, L: [{ a: 1 }], M: { x: 2 }, N: null };
			expect(editJson(JSON.stringify(before, null, unit), (editor, at) => {
				editor.set(editor.mapAt(map(at('A')), 'Properties')!, 'Tags', [{ Key: 'k' }]);
				editor.append(list(at('L')), { a: 1 });
				editor.replace(at('M.x'), 2);
				editor.set(map(at('')), 'N', null);
			})).toBe(JSON.stringify(after, null, unit));
		}
	});

	test('in one line, as the text has it', () => {
		expect(editJson('{"a":{"b":[1]}}', (editor, at) => { editor.append(list(at('a.b')), { c: [2, 3] }); editor.set(map(at('')), 'd', 'x'); })).toBe('{"a":{"b":[1,{"c":[2,3]}]},"d":"x"}');
		expect(editJson('{ "a": 1 }', (editor, at) => editor.set(map(at('')), 'b', { c: 2 }))).toBe('{ "a": 1, "b": { "c": 2 } }');
		expect(editJson('{}', (editor, at) => editor.set(map(at('')), 'b', 1))).toBe('{"b": 1}');
	});

	test('a value that is not there yet is written', () => {
		expect(editJson('{\n  "a":\n}', (editor, at) => editor.set(map(at('')), 'a', 1))).toBe('{\n  "a": 1\n}');
		expect(editJson('{\n  "a": null\n}', (editor, at) => editor.set(editor.mapAt(map(at('')), 'a')!, 'b', 1))).toBe('{\n  "a": {\n    "b": 1\n  }\n}');
	});

	test('tags are no JSON', () => {
		expect(() => editJson('{"a":1}', (editor, at) => editor.set(map(at('')), 'b', new Tagged('!Ref', 'X')))).toThrow(RangeError);
	});

	test('a bracket that is not closed is left alone', () => {
		expect(() => editJson('{"a":{"b":1', (editor, at) => editor.set(map(at('a')), 'c', 1))).toThrow(RangeError);
	});
});

describe('renaming', () => {
	const at = (path: string) => (editor: TreeEditor, node: (path: string) => Node, ...names: string[]) => {
		const container = map(node(path.split('/').slice(0, -1).join('.')));
		editor.rename(container, entry(container, path.split('/').at(-1)!)!, names);
	};
	const conditions = textOf('C:', '  # The operator', '  Like: # for now', '    # The key', "    'aws:a': # of ours", '      - x # the first', '    b: y # the second', '  Equals:', '    c: z', '# Last', 'D: 1');

	test('keeps value, place, comments and quotes', () => {
		expect(editYaml(conditions, (editor, node) => { at('C/Like')(editor, node, 'ForAnyValue:Like'); at("C/Like/aws:a")(editor, node, 'aws:b'); }))
			.toBe(conditions.replace('Like:', 'ForAnyValue:Like:').replace("'aws:a'", "'aws:b'"));
		expect(editYaml('{a: 1, "b": {c: 2}} # x\n', (editor, node) => { at('a')(editor, node, 'x, y'); at('b')(editor, node, 'e'); at('b/c')(editor, node, 'f'); })).toBe('{\'x, y\': 1, "e": {f: 2}} # x\n');
		expect(editJson('{"a" : [1,\n2]}', (editor, node) => at('a')(editor, node, 'b"'))).toBe('{"b\\"" : [1,\n2]}');
	});

	test('goes with a change of the value', () => {
		expect(editYaml(conditions, (editor, node) => { at('C/Like')(editor, node, 'Is'); editor.set(map(node('C.Like')), 'b', 'w'); editor.append(list(node('C.Like.aws:a')), 'v'); }))
			.toBe(conditions.replace('Like:', 'Is:').replace('b: y', 'b: w').replace('# the first\n', '# the first\n      - v\n'));
	});

	test('maps that get one name become one, with what is said of their entries', () => {
		const joined = textOf('C:', '  Equals:', '    c: z', '    # The key', '    aws:a: # of ours', '      - x # the first', '    b: y # the second', '# Last', 'D: 1');
		expect(editYaml(conditions, (editor, node) => at('C/Like')(editor, node, 'Equals'))).toBe(joined);
		expect(editYaml(textOf('C:', '  A: { a: [1, # one', '      2] }', '  B:', '    b: 1'), (editor, node) => at('C/A')(editor, node, 'B'))).toBe(textOf('C:', '  B:', '    b: 1', '    a: [1, # one', '        2]'));
		expect(editJson('{"A": {"a": [1, 2]}, "B": {"b": 1}, "C": {"c": 1}}', (editor, node) => { at('A')(editor, node, 'D'); at('B')(editor, node, 'D'); at('B/b')(editor, node, 'e'); })).toBe('{"D": {"a": [1, 2], "e": 1}, "C": {"c": 1}}');
	});

	test('an entry goes to the map beside its own', () => {
		const moved = editYaml(conditions, (editor, node) => at('C/Like/b')(editor, node, 'Equals', 'b'));
		expect(moved).toBe(conditions.replace('    b: y # the second\n', '').replace('    c: z\n', '    c: z\n    b: y # the second\n'));
		expect(editYaml(conditions, (editor, node) => at('C/Like/aws:a')(editor, node, 'Is', 'k')))
			.toBe(conditions.replace(textOf('    # The key', "    'aws:a': # of ours", '      - x # the first'), '').replace('    c: z\n', '    c: z\n  Is:\n    # The key\n    k: # of ours\n      - x # the first\n'));
		expect(editJson('{\n  "C": {\n    "A": {\n      "a": [\n        1\n      ],\n      "b": 1\n    }\n  }\n}', (editor, node) => at('C/A/a')(editor, node, 'B', 'a')))
			.toBe('{\n  "C": {\n    "A": {\n      "b": 1\n    },\n    "B": {\n      "a": [\n        1\n      ]\n    }\n  }\n}');
		expect(editYaml(textOf('C:', '  A:', '    a: [x, y]', '    b:', '      - z', '    c: 1', '  B: { d: 1 }'), (editor, node) => { at('C/A/a')(editor, node, 'B', 'a'); at('C/A/b')(editor, node, 'B', 'b'); }))
			.toBe(textOf('C:', '  A:', '    c: 1', '  B: { d: 1, a: [x, y], b: [z] }'));
	});

	test('entries that go together take the map with them', () => {
		const both: Work = (editor, node) => { at('C/Like/aws:a')(editor, node, 'Is', 'aws:a'); at('C/Like/b')(editor, node, 'Is', 'k'); };
		expect(editYaml(conditions, both)).toBe(conditions.replace('Like:', 'Is:').replace('b: y', 'k: y'));
		expect(editYaml(conditions, (editor, node) => { at('C/Like/aws:a')(editor, node, 'Is', 'aws:a'); at('C/Like/b')(editor, node, 'Equals', 'b'); }))
			.toBe(textOf('C:', '  Equals:', '    c: z', '    b: y # the second', '  Is:', '    # The key', '    aws:a: # of ours', '      - x # the first', '# Last', 'D: 1'));
	});

	test('of one entry and of the map around it go together', () => {
		expect(editYaml(conditions, (editor, node) => { at('C/Like/b')(editor, node, 'Is', 'b'); at('C/Like/b')(editor, node, 'k'); at('C/Like')(editor, node, 'Matches'); }))
			.toBe(conditions.replace('Like:', 'Matches:').replace('    b: y # the second\n', '').replace('    c: z\n', '    c: z\n  Is:\n    k: y # the second\n'));
	});

	test('is refused where something else has the name, or a comment would be lost', () => {
		expect(() => editYaml(conditions, (editor, node) => at('C')(editor, node, 'D'))).toThrow(RangeError);
		expect(() => editJson('{"A": {"a": 1}, "B": {"a": 2}}', (editor, node) => at('A')(editor, node, 'B'))).toThrow(RangeError);
		expect(() => editYaml('a: 1\n', (editor, node) => { at('a')(editor, node, 'b'); at('a')(editor, node, 'c'); })).toThrow(RangeError);
		expect(() => editYaml(textOf('C:', '  A:', '    # ours', '    a: 1', '    c: 1', '  B: { d: 1 }'), (editor, node) => at('C/A/a')(editor, node, 'B', 'a'))).toThrow('a comment');
		expect(() => editYaml(textOf('A: &x', '  a: 1', 'B: *x'), (editor, node) => at('B/a')(editor, node, 'b'))).toThrow(SharedNodeError);
	});
});

describe('refusals', () => {
	test('shared places are not written', () => {
		const text = textOf('A: &a', '  x: { y: 1 }', '  l: [1]', 'B: *a', 'C:', '  <<: *a', '  z: 1', 'D: &alone', '  x: 1');
		const refused = (work: Work) => expect(() => editYaml(text, work)).toThrow(SharedNodeError);
		refused((editor, at) => editor.set(map(at('A')), 'm', 1));
		refused((editor, at) => editor.set(map(at('A.x')), 'm', 1));
		refused((editor, at) => editor.set(editor.mapAt(map(at('C')), 'x')!, 'm', 1));
		refused((editor, at) => editor.append(list(at('A.l')), 1));
		refused((editor, at) => editor.replace(at('B'), 1));
		refused((editor, at) => editor.set(map(at('B')), 'm', 1));
		refused((editor, at) => editor.removeEntry(map(at('C')), entry(at('C'), 'x')!));
		refused((editor, at) => editor.removeEntry(map(at('')), entry(at(''), 'A')!));
		refused((editor, at) => editor.removeItem(list(at('A.l')), at('A.l.0')));
		expect(editYaml(text, (editor, at) => {
			editor.set(map(at('D')), 'm', 1);
			editor.set(map(at('C')), 'm', 1);
			editor.removeEntry(map(at('')), entry(at(''), 'B')!);
		})).toBe(textOf('A: &a', '  x: { y: 1 }', '  l: [1]', 'C:', '  <<: *a', '  z: 1', '  m: 1', 'D: &alone', '  x: 1', '  m: 1'));
	});

	test('an entry beside a merge key is written, also over a merged one', () => {
		const text = textOf('A: &a { x: 1 }', 'B:', '  <<: *a', 'C: { <<: *a, y: 1 }', 'D: { <<: *a }');
		expect(editYaml(text, (editor, at) => {
			editor.set(map(at('B')), 'x', 2);
			editor.set(map(at('C')), 'y', 2);
		})).toBe(textOf('A: &a { x: 1 }', 'B:', '  <<: *a', '  x: 2', 'C: { <<: *a, y: 2 }', 'D: { <<: *a }'));
		for (const place of ['C', 'D']) expect(() => editYaml(text, (editor, at) => editor.set(map(at(place)), 'z', 3))).toThrow(RangeError);
	});

	test('contradictions are errors', () => {
		const text = textOf('A:', '  x: 1', 'B: 1');
		const refused = (work: Work) => {
			expect(() => editYaml(text, work)).toThrow(RangeError);
			expect(() => editJson('{"A":{"x":1},"B":1}', work)).toThrow(RangeError);
		};
		refused((editor, at) => { editor.set(map(at('')), 'B', 2); editor.set(map(at('')), 'B', 3); });
		refused((editor, at) => { editor.set(map(at('')), 'N', 2); editor.set(map(at('')), 'N', 3); });
		refused((editor, at) => { editor.replace(at('B'), 2); editor.set(map(at('')), 'B', 3); });
		refused((editor, at) => { editor.set(map(at('')), 'A', 2); editor.set(map(at('A')), 'x', 3); });
		refused((editor, at) => { editor.removeEntry(map(at('')), entry(at(''), 'A')!); editor.set(map(at('A')), 'y', 3); });
		refused((editor, at) => { editor.removeEntry(map(at('')), entry(at(''), 'B')!); editor.set(map(at('')), 'B', 3); });
		refused((editor, at) => { editor.replace(at(''), []); editor.set(map(at('A')), 'y', 3); });
		refused((editor, at) => editor.set(map(at('A')), 'n', Number.NaN));
	});

	test('something else than a map or list is not taken for one', () => {
		const tree = readYaml('A: text\nB: [1]\nC: { x: 1 }\nD: !Ref X\n');
		const editor = createEditor(tree);
		const root = tree.root as MapNode;
		expect([editor.mapAt(root, 'A'), editor.mapAt(root, 'B'), editor.listAt(root, 'C'), editor.mapAt(root, 'D')]).toEqual([undefined, undefined, undefined, undefined]);
		expect(editor.mapAt(root, 'C')).toBe(get(root, 'C'));
	});
});
