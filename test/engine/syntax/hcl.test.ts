/** The reader of HCL: what it makes of every construct, where each is, and what is left of half-typed text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { type Entry, type MapNode, type Node, type ScalarNode, type SyntaxTree, get } from '../../../engine/syntax/tree.ts';
import { loadGrammar } from '../../../workspace/grammar.ts';

await loadGrammar();

const runs = { numRuns: Number(process.env['RUNS'] ?? 300) };

/** A tree as plain data; expressions as `=source`. */
function plain(node: Node | undefined): unknown {
	if (!node) return undefined;
	if (node.kind === 'scalar') return node.style === 'expression' ? `=${node.value}` : node.value;
	if (node.kind === 'list') return node.items.map(plain);
	const result: Record<string, unknown> = {};
	// Blocks of one name at the top stay apart.
	for (const { key, value } of node.entries) result[(String(key.value) in result ? `${key.value}~` : String(key.value))] = plain(value);
	return result;
}

function read(text: string): unknown {
	const tree = readHcl(text);
	expect(tree.problems, text).toEqual([]);
	return plain(tree.root);
}

/** The text of a problem's place, with what is said of it. */
function problems(text: string): string[] {
	return readHcl(text).problems.map(({ message, range }) => `${text.slice(range.start, range.end)}: ${message}`);
}

function nodeAt(tree: SyntaxTree, ...path: (string | number)[]): Node {
	return path.reduce<Node>((node, step) => (node.kind === 'list' ? node.items[step as number]! : get(node, String(step))!), tree.root!);
}

describe('structure', () => {
	test.each<[string, string, unknown]>([
		['nothing', '', {}],
		['only comments', '# one\n/* two */\n', {}],
		['literals', 'a = "x"\nb = 1.5\nc = -2\nd = 1e3\ne = true\nf = null\n', { a: 'x', b: 1.5, c: -2, d: 1000, e: true, f: null }],
		['expressions', 'a = b.c\nd = "${e}"\nf = [1, 2]\ng = { h = 1 }\ni = j("k")\n', { a: '=b.c', d: '="${e}"', f: '=[1, 2]', g: '={ h = 1 }', i: '=j("k")' }],
		['escapes', 'a = "\\"\\\\\\n\\u00e9\\U0001F600 $${x} %%{y}"', { a: '"\\\n\u00e9\u{1F600} ${x} %{y}' }],
		['blocks with labels', 'resource "a" "b" {\n  c = 1\n}\n', { resource: { a: { b: { c: 1 } } } }],
		['labels without quotes', 'resource a b {\n}\n', { resource: { a: { b: {} } } }],
		['blocks without labels', 'terraform {}\nlocals { a = 1 }\n', { terraform: {}, locals: { a: 1 } }],
		['blocks of one name at the top', 'a "x" {\n}\na "x" {\n}\n', { a: { x: {} }, 'a~': { x: {} } }],
		['repeated blocks inside', 'a {\n  b {\n    c = 1\n  }\n  d = 2\n  b {\n    c = 3\n  }\n}\n', { a: { b: [{ c: 1 }, { c: 3 }], d: 2 } }],
		['repeated labelled blocks inside', 'a {\n  dynamic "x" {\n  }\n  dynamic "y" {\n  }\n}\n', { a: { dynamic: [{ x: {} }, { y: {} }] } }],
		['an argument beside blocks of its name', 'a {\n  b = 1\n  b {\n  }\n}\n', { a: { b: 1, 'b~': {} } }],
		['a heredoc', 'a = <<EOF\n  x ${y}\n\nEOF\nb = 1\n', { a: '=<<EOF\n  x ${y}\n\nEOF', b: 1 }],
		['an indented heredoc', 'a {\n  b = <<-EOF\n    x\n  EOF\n  c = 1\n}\n', { a: { b: '=<<-EOF\n    x\n  EOF', c: 1 } }],
		['a heredoc with its end in the first column', 'a {\n  b = <<EOF\n{\n}\nEOF\n  c = 1\n}\nd {\n}\n', { a: { b: '=<<EOF\n{\n}\nEOF', c: 1 }, d: {} }],
		['a heredoc that looks like statements', 'a = <<EOF\nresource "x" "y" {\nEOF\nb = 1\n', { a: '=<<EOF\nresource "x" "y" {\nEOF', b: 1 }],
		['a byte order mark', '\uFEFFa = 1\n', { a: 1 }],
		['carriage returns', 'a {\r\n  b = 1\r\n  c = [\r\n    1,\r\n  ]\r\n}\r\n', { a: { b: 1, c: '=[\r\n    1,\r\n  ]' } }],
		['mixed line ends', 'a {\r\n  b = 1\n  c = 2\r\n}\n', { a: { b: 1, c: 2 } }],
		['no final line end', 'a = 1', { a: 1 }],
		['no final line end behind a block', 'a {\n  b = 1\n}', { a: { b: 1 } }],
		['indented blocks at the top', '  a {\n    b = 1\n  }\n  c {\n  }\n', { a: { b: 1 }, c: {} }],
		['lists that are not indented', 'a {\n  b = [\n"x",\n"y",\n  ]\n}\n', { a: { b: '=[\n"x",\n"y",\n  ]' } }],
		['names that are not indented in a list', 'a {\n  b = [\nc.d,\ne.f\n]\n}\ng {\n}\n', { a: { b: '=[\nc.d,\ne.f\n]' }, g: {} }],
		['statements that are not indented', 'a {\nb = 1\nc {\nd = 2\n}\n}\ne = 3\n', { a: { b: 1, c: { d: 2 } }, e: 3 }],
		['an object that is not indented', 'a {\nb = {\nc = 1\n}\n}\n', { a: { b: '={\nc = 1\n}' } }],
		['commented-out blocks', '/*\nresource "a" "b" {\n*/\nc = 1\n# d {\n', { c: 1 }],
		['blocks that are commented out inside', 'a {\n  /*\nb {\n  */\n  c = 1\n  # }\n}\nd = 1\n', { a: { c: 1 }, d: 1 }],
		['comments between a name and its value', 'a = /* b */ 1 # c\n', { a: 1 }],
		['braces in strings and comments', 'a {\n  b = "}" # }\n  c = "${d("}")}"\n}\n', { a: { b: '}', c: '="${d("}")}"' } }],
		['a conditional over lines in parentheses', 'a = (b\n  ? c\n  : d)\n', { a: '=(b\n  ? c\n  : d)' }],
		['names with dashes and letters of any script', 'a-b = 1\n', { 'a-b': 1 }],
	])('%s', (_, text, expected) => {
		expect(read(text)).toEqual(expected);
	});
});

describe('places', () => {
	test('of entries, blocks and labels', () => {
		const text = 'x = 1\n\nresource "aws_s3_bucket" b { # open\n  rule {\n    id = "r"\n  }\n\n  rule {\n  }\n} # end\n';
		const tree = readHcl(text);
		const at = ({ range }: { range: { start: number; end: number } }) => text.slice(range.start, range.end);
		const entries = (node: Node) => (node as MapNode).entries;
		const resource = entries(tree.root!)[1]!;
		expect(at(resource)).toBe(text.slice(7, text.indexOf(' # end')));
		expect([at(resource.key), at(entries(resource.value!)[0]!.key), at(entries(nodeAt(tree, 'resource', 'aws_s3_bucket'))[0]!.key)]).toEqual(['resource', '"aws_s3_bucket"', 'b']);
		const body = nodeAt(tree, 'resource', 'aws_s3_bucket', 'b');
		expect([at(body)[0], at(body).at(-1)]).toEqual(['{', '}']);
		const [rule] = entries(body);
		expect(at(rule!)).toBe('rule {\n    id = "r"\n  }\n\n  rule {\n  }');
		expect(at(nodeAt(tree, 'resource', 'aws_s3_bucket', 'b', 'rule', 1))).toBe('{\n  }');
		const id = entries(nodeAt(tree, 'resource', 'aws_s3_bucket', 'b', 'rule', 0))[0]!;
		expect([at(id), at(id.key), at(id.value!)]).toEqual(['id = "r"', 'id', '"r"']);
		expect(tree.comments.map(one => [one.text, at(one)])).toEqual([['open', '# open'], ['end', '# end']]);
	});

	test('of every character, through escapes and beyond ASCII', () => {
		const text = '\uFEFFé = 0\nab {\n  c = "\\"é\\u00e9$${x}\u{1F600}z" # ü\n  d = <<EOF\nü ${e}\nEOF\n}\n'.replace('é = 0\n', '# é\n');
		const tree = readHcl(text);
		expect(tree.problems).toEqual([]);
		const c = nodeAt(tree, 'ab', 'c') as ScalarNode;
		const value = String(c.value);
		expect(value).toBe('"éé${x}\u{1F600}z');
		const spelt = ['\\"', 'é', '\\u00e9', '$${', undefined, 'x', '}', '\u{1F600}', undefined, 'z', '"'];
		for (const [index, one] of spelt.entries()) if (one !== undefined) expect(text.startsWith(one, c.offsetAt(index)), `${index}`).toBe(true);
		expect(text.slice(c.offsetAt(value.length) - 1, c.offsetAt(value.length) + 1)).toBe('z"');
		const d = nodeAt(tree, 'ab', 'd') as ScalarNode;
		for (let index = 0; index < String(d.value).length; index++) expect(text[d.offsetAt(index)]).toBe(String(d.value)[index]);
	});

	test('of comments, with their texts', () => {
		const text = '# one\r\n// two\r\n/* three\r\n   four */ a = 1 # five\r\nb {\r\n  ## six\r\n}\r\n';
		const { comments } = readHcl(text);
		expect(comments.map(one => one.text)).toEqual(['one', 'two', 'three\r\n   four', 'five', 'six']);
		expect(comments.map(({ range }) => text.slice(range.start, range.end))).toEqual(['# one', '// two', '/* three\r\n   four */', '# five', '## six']);
	});
});

describe('half-typed text', () => {
	const before = 'resource "a" "before" {\n  x = 1\n}\n\n';
	const after = '\nresource "a" "after" {\n  y = 2\n}\n';
	const inside = (...lines: string[]) => `resource "a" "b" {\n${lines.map(line => `  ${line}\n`).join('')}}\n`;
	test.each<[string, string, string[], unknown]>([
		['an argument without a value', inside('c = 1', 'd =', 'e = 3'), ['d: d needs a value'], { c: 1, d: '=', e: 3 }],
		['an argument without an equals sign', inside('c = 1', 'd', 'e = 3'), ['d: this is neither an argument nor a block'], { c: 1, e: 3 }],
		['a value that goes on', inside('c = 1', 'd = aws_s3_bucket.', 'e = 3'), [], { c: 1, d: '=aws_s3_bucket.', e: 3 }],
		['a string without an end', inside('c = 1', 'd = "x', 'e = 3'), ['"x: a closing quote is missing'], { c: 1, d: '="x', e: 3 }],
		['a list without an end', inside('c = 1', 'd = [1, 2', 'e = 3'), ['[1, 2: a closing bracket is missing'], { c: 1, d: '=[1, 2', e: 3 }],
		['a bracket too many', inside('c = 1', 'd = 1]', 'e = 3'), ['1]: a closing bracket has nothing to close'], { c: 1, d: '=1]', e: 3 }],
		['an object without an end', inside('c = 1', 'd = {', '  x = 1', 'e = 3'), ['{: a closing bracket is missing'], { c: 1, d: '={\n    x = 1', e: 3 }],
		['a nested block without a body', inside('c = 1', 'd {', 'e = 3'), ['{: a closing brace is missing'], { c: 1, d: {}, e: 3 }],
		['a call without an end', inside('c = 1', 'd = jsonencode({', '  x = 1', '})', 'f = jsonencode(', 'e = 3'), ['jsonencode(: a closing bracket is missing'], { c: 1, d: '=jsonencode({\n    x = 1\n  })', f: '=jsonencode(', e: 3 }],
		['a heredoc without an end', inside('c = 1', 'd = <<EOF', '  x'), ['<<EOF: this heredoc has no end'], { c: 1, d: '=<<EOF\n    x' }],
	])('%s costs itself alone', (_, text, expected, body) => {
		for (const eol of ['\n', '\r\n']) {
			const whole = (before + text + after).replaceAll('\n', eol);
			expect(problems(whole)).toEqual(expected);
			const found = JSON.parse(JSON.stringify((readHcl(whole).root as MapNode).entries.map(({ value }: Entry) => plain(value))).replaceAll('\\r', ''));
			expect(found).toEqual([{ a: { before: { x: 1 } } }, { a: { b: body } }, { a: { after: { y: 2 } } }]);
		}
	});

	test.each<[string, string, string[]]>([
		['a block without an end', 'resource "a" "b" {\n  c = 1\n', ['{: a closing brace is missing']],
		['a block that is only begun', 'resource "a" "b"\n', ['resource "a" "b": this is neither an argument nor a block']],
		['a label without an end', 'resource "a" "b {\n  c = 1\n}\n', ['resource "a" "b {: this is neither an argument nor a block']],
		['a word', 'resour\n', ['resour: this is neither an argument nor a block']],
	])('%s leaves its neighbours intact', (_, text, expected) => {
		const whole = before + text + after;
		expect(problems(whole)).toEqual(expected);
		expect((readHcl(whole).root as MapNode).entries.map(({ value }: Entry) => plain(value))).toEqual(expect.arrayContaining([{ a: { before: { x: 1 } } }, { a: { after: { y: 2 } } }]));
	});
});

const SAMPLE = `# a sample
resource "aws_s3_bucket" "b" {
  bucket = "é-\${var.name}" # ü
  tags = {
    Name = "x"
  }

  rule {
    id     = "r"
    filter { prefix = "a/" }
  }
  rule {
    status = "Enabled"
  }
}

/* policies
resource "not" "this" {
*/
data "aws_iam_policy_document" "d" {
  dynamic "statement" {
    for_each = [1, 2]
    content {
      sid = "\\"s\\""
    }
  }
}

resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.id
  policy = <<-EOF
    { "Statement": [{ "Resource": "\${aws_s3_bucket.b.arn}/*" }] }
  EOF
}

locals {
  list = [for x in var.all : {
    a = x
  } if x != ""]
}
`;

/** All that a tree says, the offsets of characters included. */
function facts({ root, problems: wrong, comments }: SyntaxTree): unknown {
	const node = (one: Node): unknown => {
		if (one.kind === 'map') return { ...one, entries: one.entries.map(({ key, value, range }) => ({ key: node(key), value: value && node(value), range })) };
		if (one.kind === 'list') return { ...one, items: one.items.map(node) };
		const { offsetAt, ...rest } = one;
		return { ...rest, offsets: Array.from({ length: String(one.value).length + 1 }, (_, index) => offsetAt.call(one, index)) };
	};
	return { root: root && node(root), wrong, comments };
}

describe('any text', () => {
	const text = fc.constantFrom(SAMPLE, SAMPLE.replaceAll('\n', '\r\n'), `\uFEFF${SAMPLE}`);
	const piece = fc.oneof(fc.constantFrom('"', '{', '}', '[', ']', '(', '<<EOF\n', '\nEOF\n', '/*', '*/', '#', '\n', '\r\n', ' = ', 'a = 1\n', 'b {\n', '}\n', '${', '\\', '  ', '\t', 'é'), fc.string({ maxLength: 3 }));
	const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.integer({ min: 0, max: 40 }), insert: piece });
	const applied = (one: string, { at, cut, insert }: { at: number; cut: number; insert: string }) => {
		const start = Math.floor(at * one.length);
		return one.slice(0, start) + insert + one.slice(start + cut);
	};

	test('is read in the second version as it is by itself', () => {
		fc.assert(fc.property(text, fc.array(edit, { minLength: 1, maxLength: 6 }), (first, edits) => {
			let tree = readHcl(first);
			let now = first;
			for (const one of edits) {
				now = applied(now, one);
				tree = readHcl(now, tree);
				expect(facts(tree)).toEqual(facts(readHcl(now)));
			}
		}), runs);
	});

	test('gives ranges within the text, in order and nested', () => {
		fc.assert(fc.property(text, fc.array(edit, { maxLength: 4 }), (first, edits) => {
			const whole = edits.reduce(applied, first);
			const tree = readHcl(whole);
			const visit = (node: Node, around: { start: number; end: number }): void => {
				expect(around.start <= node.range.start && node.range.start <= node.range.end && node.range.end <= around.end, whole).toBe(true);
				if (node.kind === 'list') for (const item of node.items) visit(item, node.range);
				if (node.kind === 'map') for (const { key, value, range } of node.entries) {
					visit(key, range);
					if (value) visit(value, range);
					expect(node.range.start <= range.start && range.end <= node.range.end, whole).toBe(true);
				}
			};
			visit(tree.root!, { start: 0, end: whole.length });
			for (const { range } of [...tree.problems, ...tree.comments]) expect(range.start >= 0 && range.start <= range.end && range.end <= whole.length, whole).toBe(true);
		}), runs);
	});

	test('is read at every length of a sample', () => {
		for (let length = 0; length <= SAMPLE.length; length++) readHcl(SAMPLE.slice(0, length));
	});
});
