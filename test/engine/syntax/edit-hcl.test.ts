/** Changes of HCL through the editor, laid out as `terraform fmt` would. */
import { describe, expect, test } from 'vitest';
import { BlockDraft, Source, type TreeEditor } from '../../../engine/syntax/edit.ts';
import { createEditor } from '../../../engine/syntax/editor.ts';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { type ListNode, type MapNode, type Node, type SyntaxTree, applyEdits, entry, get } from '../../../engine/syntax/tree.ts';
import { loadGrammar } from '../../../workspace/grammar.ts';

await loadGrammar();

type Work = (editor: TreeEditor, body: MapNode, tree: SyntaxTree) => void;

/** The body of the first block, or the one that its name leads to. */
function bodyOf(tree: SyntaxTree, path: readonly string[] = []): MapNode {
	let node: Node = tree.root!;
	while (node.kind === 'map' && tree.text[node.range.start] !== '{') node = node.entries[0]!.value!;
	for (const step of path) node = node.kind === 'list' ? node.items[Number(step)]! : get(node, step)!;
	return node as MapNode;
}

function edit(text: string, work: Work): string {
	const tree = readHcl(text);
	expect(tree.problems, text).toEqual([]);
	const editor = createEditor(tree);
	work(editor, bodyOf(tree), tree);
	const result = applyEdits(text, editor.edits());
	expect(readHcl(result).problems, result).toEqual([]);
	return result;
}

/** Lines of a block around those that are given. */
function block(...lines: string[]): string {
	return ['resource "a" "b" {', ...lines.map(line => (line ? `  ${line}` : '')), '}', ''].join('\n');
}

const set = (name: string, value: Parameters<TreeEditor['set']>[2]): Work => (editor, body) => editor.set(body, name, value);
const remove = (...names: string[]): Work => (editor, body) => {
	for (const name of names) editor.removeEntry(body, entry(body, name)!);
};
const inside = (name: string, argument: string, value: Parameters<TreeEditor['set']>[2]): Work => (editor, body) => editor.set(editor.mapAt(body, name)!, argument, value);

describe('arguments', () => {
	test.each<[string, string, Work, string]>([
		['change in place, with the comment behind', block('status = "Suspended" # why'), set('status', 'Enabled'), block('status = "Enabled" # why')],
		['come behind the last one, aligned', block('a = 1', 'bcd = 2').replace('a =', 'a   ='), set('status', true), block('a      = 1', 'bcd    = 2', 'status = true')],
		['leave a run alone that is not aligned', block('a = 1', 'bcd = 2'), set('status', true), block('a = 1', 'bcd = 2', 'status = true')],
		['join no run behind a blank line', block('longer_name = 1', '', 'b = 2'), set('cd', 3), block('longer_name = 1', '', 'b  = 2', 'cd = 3')],
		['join no run behind a value of several lines', block('long = {', '  a = 1', '}'), set('c', 3), block('long = {', '  a = 1', '}', 'c = 3')],
		['join a run with a heredoc', block('p = <<EOF', 'x', 'EOF').replace('  x\n  EOF', 'x\nEOF'), set('long', 3), block('p    = <<EOF', 'x', 'EOF', 'long = 3').replace('  x\n  EOF', 'x\nEOF')],
		['stand before the first block', block('a = 1', '', 'v {', '  b = 2', '}'), set('cd', 3), block('a  = 1', 'cd = 3', '', 'v {', '  b = 2', '}')],
		['stand before a block where there are no arguments', block('v {', '  b = 2', '}'), set('cd', 3), block('cd = 3', '', 'v {', '  b = 2', '}')],
		['stand behind those that follow blocks', block('v {', '}', '', 'd = 1'), set('cd', 3), block('v {', '}', '', 'd  = 1', 'cd = 3')],
		['fill an empty body', 'resource "a" "b" {}\n', set('c', 3), block('c = 3')],
		['fill a body with a blank', 'resource "a" "b" { }\n', set('c', 3), block('c = 3')],
		['fill a body with an empty line', 'resource "a" "b" {\n\n}\n', set('c', 3), block('c = 3')],
		['fill a body with a comment', block('# nothing yet'), set('c', 3), block('# nothing yet', 'c = 3')],
		['open a block on one line', 'versioning { enabled = true } # why\n', set('mfa_delete', false), 'versioning {\n  enabled    = true\n  mfa_delete = false\n} # why\n'],
		['align comments too', block('a   = 1  # one', 'bcd = 22 # two'), set('bcd', 333), block('a   = 1   # one', 'bcd = 333 # two')],
		['keep comments where they are if nobody aligned them', block('a   = 1 # one', 'bcd = 22 # two'), set('bcd', 333), block('a   = 1 # one', 'bcd = 333 # two')],
		['are spelt as expressions', block('a = 1'), set('b', new Source('aws_s3_bucket.b.id')), block('a = 1', 'b = aws_s3_bucket.b.id')],
		['escape what is no template', block('a = 1'), set('b', 'x"${y}%{z}\n'), block('a = 1', 'b = "x\\"$${y}%%{z}\\n"')],
		['can be objects on lines', block('a = 1'), set('tags', { Name: 'x', 'a:b': [1, 2], long: {} }), block('a = 1', 'tags = {', '  Name  = "x"', '  "a:b" = [1, 2]', '  long  = {}', '}')],
		['can be short objects', block('a = 1'), set('tags', { Name: 'x' }), block('a    = 1', 'tags = { Name = "x" }')],
		['can be lists of objects', block(), set('list', [{ a: 1, bc: 2 }]), block('list = [', '  {', '    a  = 1', '    bc = 2', '  },', ']')],
		['use tabs where the body does', 'b "x" {\n\ta = 1\n}\n', set('tags', { a: 1, b: 2 }), 'b "x" {\n\ta = 1\n\ttags = {\n\t\ta = 1\n\t\tb = 2\n\t}\n}\n'],
		['count characters as a reader sees them', block('a = "é👩‍👩‍👧" # 1', 'b = "xyz"  # 2').replace('"xyz"  ', '"xy" '), set('c', 1), block('a = "é👩‍👩‍👧" # 1', 'b = "xy" # 2', 'c = 1')],
	])('%s', (_, text, work, expected) => {
		const done = edit(text, work);
		expect(done).toBe(expected);
		expect(edit(done, work)).toBe(done);
		const crlf = edit(text.replaceAll('\n', '\r\n'), work);
		expect(crlf).toBe(expected.replaceAll('\n', '\r\n'));
		expect(edit(`\uFEFF${text.trimEnd()}`, work)).toBe(`\uFEFF${expected.trimEnd()}`);
	});

	test.each<[string, string, Work, string]>([
		['go with their line, comment and the comments above', block('a = 1', '# about b', '/* and', '   more */', 'b = 2 # b', 'c = 3'), remove('b'), block('a = 1', 'c = 3')],
		['leave other comments', block('# free', '', 'a = 1', '', '# end'), remove('a'), block('# free', '', '# end')],
		['leave no two blank lines', block('a = 1', '', 'b = 2', '', 'c = 3'), remove('b'), block('a = 1', '', 'c = 3')],
		['leave no blank line at the end', block('a = 1', '', 'b = 2'), remove('b'), block('a = 1')],
		['leave no blank line at the beginning', block('a = 1', '', 'b = 2'), remove('a'), block('b = 2')],
		['leave an empty body', block('a = 1', '', 'b = 2'), remove('a', 'b'), 'resource "a" "b" {}\n'],
		['leave an empty body on one line', 'v { a = 1 }\n', remove('a'), 'v {}\n'],
		['align what is left', block('a      = 1', 'status = 2', 'bcd    = 3'), remove('status'), block('a   = 1', 'bcd = 3')],
		['go several at a time', block('a = 1', '', 'b = 2', '', 'c = 3', '', 'd = 4'), remove('b', 'c'), block('a = 1', '', 'd = 4')],
		['go with a heredoc', block('a = 1', 'b = <<EOF', 'x', 'EOF', 'c = 2').replace('  x\n  EOF', 'x\nEOF'), remove('b'), block('a = 1', 'c = 2')],
		['go from the top of a file', '# one\na = 1\n\nb = 2\n', (editor, _, { root }) => editor.removeEntry(root as MapNode, entry(root, 'a')!), 'b = 2\n'],
	])('%s', (_, text, work, expected) => {
		expect(edit(text, work)).toBe(expected);
		expect(edit(text.replaceAll('\n', '\r\n'), work)).toBe(expected.replaceAll('\n', '\r\n'));
	});
});

describe('blocks', () => {
	const rule = new BlockDraft({ id: 'r', status: 'Enabled', expiration: new BlockDraft({ days: 3 }) });
	const rules = ['rule {', '  id     = "r"', '  status = "Enabled"', '', '  expiration {', '    days = 3', '  }', '}'];
	test.each<[string, string, Work, string]>([
		['stand last, behind a blank line', block('a = 1'), inside('v', 'enabled', true), block('a = 1', '', 'v {', '  enabled = true', '}')],
		['are written once for two changes', block('a = 1'), (...all) => { inside('v', 'a', 1)(...all); inside('v', 'bc', 2)(...all); set('d', 4)(...all); }, block('a = 1', 'd = 4', '', 'v {', '  a  = 1', '  bc = 2', '}')],
		['fill an empty body', 'resource "a" "b" {}\n', set('rule', [rule]), block(...rules)],
		['follow one another', 'resource "a" "b" {}\n', set('rule', [rule, new BlockDraft({})]), block(...rules, '', 'rule {}')],
		['hold values beside blocks', block(), inside('environment', 'variables', { A: 'x', B: 'y' }), block('environment {', '  variables = {', '    A = "x"', '    B = "y"', '  }', '}')],
		['come behind the last of their name', block('rule {', '  a = 1', '}', '', 'rule {', '  b = 1', '}', '', 'z {', '}'), (editor, body) => editor.append(get(body, 'rule') as ListNode, new BlockDraft({ c: 1 })), block('rule {', '  a = 1', '}', '', 'rule {', '  b = 1', '}', '', 'rule {', '  c = 1', '}', '', 'z {', '}')],
		['come without blank lines where the others do', block('rule {', '  a = 1', '}', 'rule {', '  b = 1', '}'), (editor, body) => editor.append(get(body, 'rule') as ListNode, new BlockDraft({ c: 1 })), block('rule {', '  a = 1', '}', 'rule {', '  b = 1', '}', 'rule {', '  c = 1', '}')],
		['come beside a single one', block('x = 1', '', 'rule {', '  a = 1', '}', '', 'z {', '}'), (editor, body) => editor.addBlock(body, ['rule'], new BlockDraft({ c: 1 }), entry(body, 'rule')), block('x = 1', '', 'rule {', '  a = 1', '}', '', 'rule {', '  c = 1', '}', '', 'z {', '}')],
		['are replaced', block('rule {', '  a = 1', '}', 'x = 1', 'rule {', '  b = 1', '}'), set('rule', [new BlockDraft({ c: 1 })]), block('rule {', '  c = 1', '}', 'x = 1')],
		['are replaced one of several', block('rule {', '  a = 1', '}', 'x = 1', 'rule {', '  b = 1', '}'), (editor, body) => editor.replace((get(body, 'rule') as ListNode).items[1]!, new BlockDraft({ c: 1 })), block('rule {', '  a = 1', '}', 'x = 1', 'rule {', '  c = 1', '}')],
		['take the place of an argument', block('rule = []', 'x    = 1'), set('rule', [new BlockDraft({ c: 1 })]), block('rule {', '  c = 1', '}', 'x = 1')],
		['go one of several, and what is between them stays', block('rule {', '  a = 1', '}', 'x = 1', '', '# second', 'rule {', '  b = 1', '}'), (editor, body) => {
			const list = get(body, 'rule') as ListNode;
			editor.removeItem(list, list.items[1]!);
			editor.set(body, 'x', 2);
		}, block('rule {', '  a = 1', '}', 'x = 2')],
		['go all together', block('a = 1', '', 'dynamic "rule" {', '}', 'x = 1', '', 'dynamic "z" {', '}'), remove('dynamic'), block('a = 1', '', 'x = 1')],
		['change inside of others', block('a {', '  b {', '    c = 1', '  }', '}'), (editor, _, tree) => editor.set(bodyOf(tree, ['a', 'b']), 'de', 2), block('a {', '  b {', '    c  = 1', '    de = 2', '  }', '}')],
		['stand at the top behind another', 'a "b" {\n}\n\nc "d" {\n}\n', (editor, _, { root }) => editor.addBlock(root as MapNode, ['resource', 'x', 'y"'], new BlockDraft({ a: 1 }), (root as MapNode).entries[0]), 'a "b" {\n}\n\nresource "x" "y\\"" {\n  a = 1\n}\n\nc "d" {\n}\n'],
		['stand at the top between others that touch', 'a "b" {\n}\nc "d" {\n}', (editor, _, { root }) => editor.addBlock(root as MapNode, ['data', 'x', 'y'], new BlockDraft({}), (root as MapNode).entries[0]), 'a "b" {\n}\n\ndata "x" "y" {}\n\nc "d" {\n}'],
		['stand at the end of a file', 'a "b" {\n} # why\n', (editor, _, { root }) => { editor.addBlock(root as MapNode, ['x', 'y'], new BlockDraft({})); editor.addBlock(root as MapNode, ['z', 'y'], new BlockDraft({})); }, 'a "b" {\n} # why\n\nx "y" {}\n\nz "y" {}\n'],
	])('%s', (_, text, work, expected) => {
		expect(edit(text, work)).toBe(expected);
		expect(edit(text.replaceAll('\n', '\r\n'), work)).toBe(expected.replaceAll('\n', '\r\n'));
	});

	test('are not changed where a brace is missing', () => {
		const tree = readHcl('resource "a" "b" {\n  c = 1\n');
		const editor = createEditor(tree);
		editor.set(bodyOf(tree), 'd', 1);
		expect(() => editor.edits()).toThrow('a brace is not closed');
	});

	test('contradict one another as in any syntax', () => {
		const tree = readHcl(block('a = 1', 'v {', '  b = 1', '}'));
		const editor = createEditor(tree);
		editor.removeEntry(bodyOf(tree), entry(bodyOf(tree), 'v')!);
		editor.set(bodyOf(tree, ['v']), 'b', 2);
		expect(() => editor.edits()).toThrow('contradict');
	});
});
