/** Random changes of random bodies of HCL: the data is as wanted, comments stay, and what was formatted is formatted. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlockDraft, Source, type SyntaxDraft, type TreeEditor } from '../../../engine/syntax/edit.ts';
import { createEditor } from '../../../engine/syntax/editor.ts';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { type Row, formatRows } from '../../../engine/syntax/hcl-format.ts';
import { type ListNode, type MapNode, type Node, type SyntaxTree, applyEdits, entry } from '../../../engine/syntax/tree.ts';
import { loadGrammar } from '../../../workspace/grammar.ts';

await loadGrammar();

const runs = { numRuns: Number(process.env['RUNS'] ?? 400) };

interface Argument { readonly kind: 'argument'; readonly name: string; readonly value: string; readonly behind: boolean }
interface Block { readonly kind: 'block'; readonly name: string; readonly body: readonly Item[] }
type Item = { readonly statement: Argument | Block; readonly blank: boolean; readonly above: boolean };

const VALUES = ['1', '"x"', 'aws_s3_bucket.b.id', '[1, 2]', '{\n  a = 1\n}', '<<EOF\ntext\nEOF', '"${var.x}-y"', 'null', '{}'];
const NAMES = ['a', 'bc', 'status', 'much_longer_name'];
const BLOCKS = ['rule', 'v'];

const { body } = fc.letrec<{ body: readonly Item[]; block: Block }>(tie => ({
	body: fc.uniqueArray(fc.record({
		statement: fc.oneof({ maxDepth: 2 },
			fc.record({ kind: fc.constant('argument' as const), name: fc.constantFrom(...NAMES), value: fc.constantFrom(...VALUES), behind: fc.boolean() }), tie('block')),
		blank: fc.boolean(), above: fc.boolean(),
	}), { maxLength: 6, selector: ({ statement }) => (statement.kind === 'argument' ? statement.name : statement) }),
	block: fc.record({ kind: fc.constant('block' as const), name: fc.constantFrom(...BLOCKS), body: tie('body') }),
}));

let count = 0;

/** The lines of a body, arguments aligned. Comments are numbered. */
function linesOf(items: readonly Item[], indent: string, formatted: boolean): string[] {
	const lines: string[] = [];
	let run: Row[] = [];
	const flush = () => {
		const texts = formatted ? formatRows(run) : run.map(row => `${row.name} =  ${row.value}${row.comment ? ` ${row.comment}` : ''}`);
		lines.push(...texts.flatMap(text => (text.includes('<<EOF') ? [indent + text] : [indent + text.replaceAll('\n', `\n${indent}`)])));
		run = [];
	};
	for (const [index, { statement, blank, above }] of items.entries()) {
		if ((blank && index > 0) || above) flush();
		if (blank && index > 0) lines.push('');
		if (above) lines.push(`${indent}# ${++count}`);
		if (statement.kind === 'argument') {
			const comment = statement.behind && !statement.value.includes('\n') ? `# ${++count}` : undefined;
			run.push({ name: statement.name, value: statement.value, ...(comment && { comment }) });
		} else {
			flush();
			if (statement.body.length === 0) lines.push(`${indent}${statement.name} {}`);
			else lines.push(`${indent}${statement.name} {`, ...linesOf(statement.body, `${indent}  `, formatted), `${indent}}`);
		}
	}
	flush();
	return lines;
}

type Data = { readonly [name: string]: string | Data | readonly Data[] };

function dataOf(node: Node): Data {
	if (node.kind !== 'map') throw new Error('no body');
	return Object.fromEntries(node.entries.map(({ key, value }) => [String(key.value), value!.kind === 'scalar' ? source(value!) : value!.kind === 'list' ? value!.items.map(dataOf) : [dataOf(value!)]]));
}

function source(node: Node): string {
	if (node.kind !== 'scalar') throw new Error('no value');
	return node.style === 'expression' ? String(node.value).replace(/\s+/g, ' ') : JSON.stringify(node.value);
}

const DRAFTS: readonly [SyntaxDraft, string | Data][] = [
	[5, '5'], ['new', '"new"'], [new Source('var.long_name'), 'var.long_name'], [{ a: 1, b: 'x' }, '{ a = 1 b = "x" }'], [new BlockDraft({ a: 1, inner: [new BlockDraft({ bc: 2 })] }), { a: '1', inner: [{ bc: '2' }] }],
];

/** Changes a body at random, and answers what its data must be. */
function change(node: MapNode, editor: TreeEditor, choose: (below: number) => number, gone: (range: { start: number; end: number }) => void): Data {
	const result: Record<string, string | Data | readonly Data[]> = {};
	for (const one of node.entries) {
		const name = String(one.key.value);
		const value = one.value!;
		const fate = choose(5);
		if (fate === 0) {
			editor.removeEntry(node, one);
			for (const item of value.kind === 'list' ? value.items : [one]) gone(item.range);
		} else if (value.kind === 'scalar') {
			const [draft, data] = DRAFTS[choose(4)]!;
			if (fate === 1) editor.set(node, name, draft);
			result[name] = fate === 1 ? data : source(value);
		} else {
			const bodies = value.kind === 'list' ? value.items : [value];
			const left = bodies.flatMap(item => {
				if (value.kind === 'list' && choose(5) === 0) {
					editor.removeItem(value, item);
					gone(item.range);
					return [];
				}
				return [change(item as MapNode, editor, choose, gone)];
			});
			const [draft, data] = DRAFTS[4]!;
			if (fate === 2) {
				if (value.kind === 'list') editor.append(value as ListNode, draft);
				else editor.addBlock(node, [name], draft as BlockDraft, one);
				left.push(data as Data);
			}
			if (left.length > 0) result[name] = left;
		}
	}
	for (const name of ['added', 'x']) {
		if (choose(3) > 0 || entry(node, name)) continue;
		const [draft, data] = DRAFTS[choose(5)]!;
		editor.set(node, name, draft);
		result[name] = typeof data === 'string' ? data : [data];
	}
	return result;
}

function chooser(seed: number): (below: number) => number {
	let state = seed | 0;
	return below => {
		state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0;
		return (Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 3) % below;
	};
}

function bodyOf(tree: SyntaxTree): MapNode {
	return entry(entry(tree.root, 'resource')!.value!, 'b')!.value as MapNode;
}

/** Consecutive arguments of one line are aligned. */
function raggedLines(text: string): string[] {
	const wrong: string[] = [];
	let run: { line: string; name: string; rest: string }[] = [];
	const flush = () => {
		const longest = Math.max(0, ...run.map(one => one.name.length));
		for (const { line, name, rest } of run) if (!line.trimEnd().startsWith(`${name.padEnd(longest)} ${rest}`.trimEnd().split(' #')[0]!)) wrong.push(line);
		run = [];
	};
	let heredoc = false;
	for (const line of text.split(/\r?\n/)) {
		const found = /^( *[\w"]+) *(= .*)$/.exec(line);
		if (heredoc) heredoc = line !== 'EOF';
		else if (found && !/[[{(]$/.test(line.replace(/ *#.*/, ''))) {
			run.push({ line, name: found[1]!, rest: found[2]! });
			heredoc = line.endsWith('<<EOF');
		} else flush();
	}
	flush();
	return wrong;
}

test.each([['\n', true], ['\r\n', true], ['\n', false]] as const)('line end %j, formatted: %j', (eol, formatted) => {
	fc.assert(fc.property(body, fc.integer(), (items, seed) => {
		count = 0;
		const text = ['resource "b" {', ...linesOf(items, '  ', formatted), '}', '', '# last', ''].join('\n').replaceAll('\n', eol);
		const tree = readHcl(text);
		expect(tree.problems, text).toEqual([]);
		const editor = createEditor(tree);
		const gone: { start: number; end: number }[] = [];
		const expected = change(bodyOf(tree), editor, chooser(seed), range => gone.push(range));
		const after = applyEdits(text, editor.edits());
		const again = readHcl(after);
		const shown = `${text}\n=>\n${after}`;
		expect(again.problems, shown).toEqual([]);
		expect(dataOf(bodyOf(again)), shown).toEqual(expected);
		expect(after.replaceAll(eol, ''), shown).not.toMatch(/[\r\n]/);
		const lines = after.split(eol);
		if (formatted) {
			expect(raggedLines(after), shown).toEqual([]);
			// One-line objects of several entries in the samples stay as they are; all else is laid out.
			expect(lines.some((line, index) => line === '' && (lines[index - 1] === '' || /[{]$/.test(lines[index - 1]!) || /^ *\}/.test(lines[index + 1]!))), shown).toBe(false);
		}
		// A comment goes with what it belongs to, and with nothing else.
		const found = again.comments.map(one => one.text);
		for (const { text: comment, range } of tree.comments) {
			const line = text.lastIndexOf('\n', range.start) + 1;
			const alone = text.slice(line, range.start).trim() === '';
			const offset = alone ? range.end + text.slice(range.end).search(/\S/) : line + text.slice(line).search(/\S/);
			const removed = gone.some(({ start, end }) => (start <= offset && offset < end) || (start <= range.start && range.end <= end) || /^\w+ $/.test(text.slice(offset, start)));
			if (!removed) expect(found, `${shown}\nlost ${comment}`).toContain(comment);
		}
	}), runs);
});
