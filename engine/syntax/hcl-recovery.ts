/**
 * Takes HCL apart by its lines: finds where statements begin, and reads what the grammar could not, statement by statement, so that
 * each fault costs as little as possible. It relies on indentation and knows just enough of the syntax to tell an argument from a
 * block; what can be parsed is left to the parser.
 */
import { type Statements, blockOf, identifier, labelNode, valueNode } from './hcl-nodes.ts';
import type { Comment, Entry, Range, ScalarNode, SyntaxProblem } from './tree.ts';

const MAX_DEPTH = 100;

/** The statements of a range; undefined where the parser finds fault with it. */
export type Parse = (text: string, range: Range) => Statements | undefined;

/** Ranges that cover the whole, each beginning with the line on which a statement begins at the least indentation; comments belong to what is above. */
export function statementsIn(text: string, whole: Range): readonly Range[] {
	const starts: number[] = [];
	let base: number | undefined;
	for (let at = whole.start; at < whole.end;) {
		const end = lineEnd(text, at, whole.end);
		const line = text.slice(at, end);
		const content = line.search(/\S/);
		const indent = content < 0 ? undefined : content;
		let next = end;
		if (indent !== undefined && /[A-Za-z_"]/.test(line[indent]!) && indent <= (base ?? indent)) {
			base ??= indent;
			starts.push(at);
		}
		if (indent !== undefined) next = behindText(text, line, at + indent, end, whole.end);
		at = next;
	}
	const all = starts.length > 0 ? [whole.start, ...starts.slice(1)] : [whole.start];
	return all.map((start, index) => ({ start, end: all[index + 1] ?? whole.end }));
}

/** Past a heredoc or a comment that the line begins; else the end of the line. */
function behindText(text: string, line: string, content: number, end: number, limit: number): number {
	if (text.startsWith('/*', content)) {
		const close = text.indexOf('*/', content + 2);
		return close < 0 || close >= limit ? end : lineEnd(text, close, limit);
	}
	if (/^\s*(?:#|\/\/)/.test(line)) return end;
	const name = /<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n?$/.exec(line)?.[1];
	if (name === undefined) return end;
	const terminator = new RegExp(`^[ \\t]*${name}[ \\t]*\\r?$`, 'm');
	const close = terminator.exec(text.slice(end, limit));
	return close ? lineEnd(text, end + close.index, limit) : end;
}

function lineEnd(text: string, from: number, limit: number): number {
	const feed = text.indexOf('\n', from);
	return feed < 0 || feed >= limit ? limit : feed + 1;
}

/** Reads what the parser found fault with. */
export function recover(text: string, range: Range, parse: Parse, depth = 0): Statements {
	const ranges = statementsIn(text, range);
	const [only] = ranges;
	if (ranges.length === 1) return statement(text, only!, parse, depth);
	const all = ranges.map(one => parse(text, one) ?? recover(text, one, parse, depth));
	return joined(all);
}

function joined(all: readonly Statements[]): Statements {
	return { entries: all.flatMap(one => one.entries), comments: all.flatMap(one => one.comments), problems: all.flatMap(one => one.problems) };
}

const HEADER = /^\s*([A-Za-z_][\w-]*)((?:[ \t]+(?:"(?:[^"\\\n]|\\.)*"|[A-Za-z_][\w-]*))*)[ \t]*\{/;
const ARGUMENT = /^\s*([A-Za-z_][\w-]*)[ \t]*=(?!=)/;

function statement(text: string, range: Range, parse: Parse, depth: number): Statements {
	const comments: Comment[] = [];
	const start = behindComments(text, range, comments);
	const source = text.slice(start, range.end);
	const trimmed = source.trimEnd();
	if (trimmed === '') return { entries: [], comments, problems: [] };
	const header = HEADER.exec(source);
	if (header && depth < MAX_DEPTH) return joined([{ entries: [], comments, problems: [] }, block(text, { start, end: range.end }, header, parse, depth)]);
	const argument = ARGUMENT.exec(source);
	if (argument) return joined([{ entries: [], comments, problems: [] }, broken(text, { start, end: start + trimmed.length }, argument)]);
	const from = source.search(/\S/);
	const firstLine = { start: start + from, end: start + from + trimmed.slice(from).split(/\r?\n/, 1)[0]!.length };
	return { entries: [], comments, problems: [{ message: 'this is neither an argument nor a block', range: firstLine }] };
}

/** The offset behind comments and blank lines at the beginning; the comments are kept, for they may be suppressions. */
function behindComments(text: string, range: Range, comments: Comment[]): number {
	let { start } = range;
	for (;;) {
		const found = /^\s*(?:(?:#|\/\/)([^\n]*)|\/\*([\s\S]*?)\*\/)/.exec(text.slice(start, range.end));
		if (!found) return start;
		const begin = start + found[0].search(/\S/);
		comments.push({ text: (found[1] ?? found[2] ?? '').replace(/^#+/, '').trim(), range: { start: begin, end: start + found[0].trimEnd().length } });
		start += found[0].length;
	}
}

function block(text: string, { start, end }: Range, header: RegExpExecArray, parse: Parse, depth: number): Statements {
	const at = start + header[0].search(/\S/);
	const open = start + header[0].length - 1;
	const labels = labelsOf(text, { start: at + header[1]!.length, end: open });
	const close = closing(text, { start: open + 1, end }, indentation(text, at));
	const inside = { start: open + 1, end: close ?? end };
	const inner = parse(text, inside) ?? recover(text, inside, parse, depth + 1);
	const problems: SyntaxProblem[] = [...inner.problems];
	const body = { start: open, end: close === undefined ? open + 1 + text.slice(open + 1, end).trimEnd().length : close + 1 };
	if (close === undefined) problems.push({ message: 'a closing brace is missing', range: { start: open, end: open + 1 } });
	const entry = blockOf([identifier(text, { start: at, end: at + header[1]!.length }), ...labels], body, inner.entries);
	const rest = close === undefined ? undefined : joined([recoverRest(text, { start: close + 1, end }, parse, depth)]);
	return { entries: [entry, ...rest?.entries ?? []], comments: [...inner.comments, ...rest?.comments ?? []], problems: [...problems, ...rest?.problems ?? []] };
}

/** What stands behind a block's closing brace: nothing, comments, or a fault. */
function recoverRest(text: string, range: Range, parse: Parse, depth: number): Statements {
	return parse(text, range) ?? (depth < MAX_DEPTH ? recover(text, range, parse, depth + 1) : { entries: [], comments: [], problems: [] });
}

function labelsOf(text: string, range: Range): ScalarNode[] {
	return [...text.slice(range.start, range.end).matchAll(/"(?:[^"\\\n]|\\.)*"|[A-Za-z_][\w-]*/g)]
		.map(({ 0: label, index }) => labelNode(text, { start: range.start + index, end: range.start + index + label.length }));
}

/** The brace that closes a block: alone on a line that is indented like the block, or on the block's own line the last one. */
function closing(text: string, { start, end }: Range, indent: string): number | undefined {
	const inside = text.slice(start, end);
	const firstLine = inside.split('\n', 1)[0]!;
	if (/\S/.test(firstLine.replace(/(?:#|\/\/).*$/, ''))) {
		const last = firstLine.lastIndexOf('}');
		return last < 0 ? undefined : start + last;
	}
	const found = [...inside.matchAll(/^([ \t]*)\}/gm)].find(match => match[1]!.length <= indent.length);
	return found && start + found.index + found[1]!.length;
}

function indentation(text: string, offset: number): string {
	const line = text.lastIndexOf('\n', offset - 1) + 1;
	return /^[ \t]*/.exec(text.slice(line, offset))![0];
}

/** An argument whose value cannot be read: it is there, and unknown. */
function broken(text: string, { start, end }: Range, found: RegExpExecArray): Statements {
	const at = start + found[0].search(/\S/);
	const key = identifier(text, { start: at, end: at + found[1]!.length });
	const from = start + found[0].length;
	const source = text.slice(from, end);
	const value = { start: source.trim() === '' ? from : from + source.search(/\S/), end };
	const node = valueNode(text, { start: Math.min(value.start, end), end });
	const problems = fault(String(key.value), source, value, key.range);
	// The grammar does not know all that Terraform does: `1e3`.
	const known = problems.length === 0 && node.style !== 'expression' ? node : { ...node, value: text.slice(node.range.start, end), style: 'expression' as const };
	const entry: Entry = { key, value: known, range: { start: at, end: Math.max(end, key.range.end) } };
	return { entries: [entry], comments: [], problems };
}

/** What is certainly wrong with a value; a value that only the grammar does not know is not. */
function fault(name: string, source: string, value: Range, key: Range): SyntaxProblem[] {
	if (source.trim() === '') return [{ message: `${name} needs a value`, range: key }];
	const bare = source.replace(/"(?:[^"\\\n]|\\.)*"/g, '').replace(/(?:#|\/\/)[^\n]*/g, '');
	const firstLine = { start: value.start, end: value.start + source.trimStart().split(/\r?\n/, 1)[0]!.length };
	if (/<<-?[A-Za-z_]/.test(bare)) return [{ message: 'this heredoc has no end', range: firstLine }];
	if (bare.includes('"')) return [{ message: 'a closing quote is missing', range: firstLine }];
	const count = (characters: RegExp) => (bare.match(characters) ?? []).length;
	if (count(/[[{(]/g) > count(/[\]})]/g)) return [{ message: 'a closing bracket is missing', range: firstLine }];
	if (count(/[[{(]/g) < count(/[\]})]/g)) return [{ message: 'a closing bracket has nothing to close', range: firstLine }];
	return [];
}
