/**
 * Reads JSON into a {@link SyntaxTree}. The only file that knows `jsonc-parser`, of which it uses the scanner: the tree is built
 * without recursion, so depth is no danger, and broken text is read by its indentation.
 *
 * It is lenient: comments and trailing commas pass. Numbers that a number cannot hold stay text. What a template means by its
 * keys is not known here.
 */
import { createScanner } from 'jsonc-parser';
import { scalarNode } from './scalars.ts';
import type { Comment, Entry, ListNode, MapNode, Node, Range, Scalar, ScalarNode, SyntaxProblem, SyntaxTree } from './tree.ts';

/** Deeper text is cut off: whoever walks the tree may recurse. */
const maxDepth = 400;

export function readJson(text: string): SyntaxTree {
	const strict = new Reader(text, false);
	strict.read();
	if (!strict.unbalanced) return strict.tree();
	const tolerant = new Reader(text, true);
	tolerant.read();
	return tolerant.tree();
}

/** The scanner's token kinds; its own enumeration exists for its compiler only. */
const kinds = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, comma: 5, colon: 6, string: 10, lineComment: 12, blockComment: 13, lineBreak: 14, space: 15, end: 17 } as const;

type Open<T> = { -readonly [K in keyof T]: T[K] };

interface Frame {
	readonly node: { kind: 'map'; entries: Open<Entry>[] } & Open<Omit<MapNode, 'entries' | 'kind'>> | { kind: 'list'; items: Node[] } & Open<Omit<ListNode, 'items' | 'kind'>>;
	/** Indentation of the line that opened it. */
	readonly indent: number;
	readonly line: number;
	/** What may come next: in a map a key, its colon, its value; then a comma. */
	expects: 'key' | 'colon' | 'value' | 'comma';
	/** Nothing has been read since the opening bracket or a comma. */
	fresh: boolean;
	readonly names: Set<string>;
}

/** One pass over the tokens. With `byIndentation`, a line that is not deeper than the one that opened a bracket closes it. */
class Reader {
	unbalanced = false;
	private root: Node | undefined;
	private readonly problems: SyntaxProblem[] = [];
	private readonly comments: Comment[] = [];
	private readonly stack: Frame[] = [];
	private readonly scanner;
	private readonly offset: number;
	/** Of the current line. */
	private indent = 0;
	private line = 0;
	private firstOnLine = true;
	private lastEnd = 0;
	/** How many brackets beyond the depth limit are open. */
	private skipped = 0;

	constructor(private readonly text: string, private readonly byIndentation: boolean) {
		this.offset = text.startsWith('\uFEFF') ? 1 : 0;
		this.scanner = createScanner(this.offset ? text.slice(1) : text);
	}

	tree(): SyntaxTree {
		const { text, root, comments } = this;
		const problems = this.problems.sort((a, b) => a.range.start - b.range.start);
		return { language: 'json', text, ...(root ? { root } : undefined), problems, comments };
	}

	read(): void {
		for (let kind = this.scanner.scan(); kind !== kinds.end; kind = this.scanner.scan()) {
			const start = this.scanner.getTokenOffset() + this.offset;
			const range = { start, end: start + this.scanner.getTokenLength() };
			if (kind === kinds.lineBreak) {
				this.indent = 0;
				this.line++;
				this.firstOnLine = true;
			} else if (kind === kinds.space) {
				if (this.firstOnLine) this.indent = range.end - range.start;
			} else if (kind === kinds.lineComment || kind === kinds.blockComment) {
				this.comments.push({ text: this.text.slice(range.start, range.end).replace(/^\/[/*]+|\*+\/$/g, '').trim(), range });
			} else {
				this.token(kind, range);
				this.firstOnLine = false;
				this.lastEnd = range.end;
			}
		}
		this.finish();
	}

	private finish(): void {
		if (this.stack.length > 0) this.unbalance('a closing bracket is missing', firstCharacter(this.stack.at(-1)!.node.range));
		while (this.stack.length > 0) this.close(this.lastEnd);
	}

	private token(kind: number, range: Range): void {
		if (this.skipped > 0) {
			this.skip(kind, range);
			return;
		}
		const opens = kind === kinds.openBrace || kind === kinds.openBracket;
		const closes = kind === kinds.closeBrace || kind === kinds.closeBracket;
		if (this.byIndentation && this.firstOnLine && this.outdented(closes, range)) return;
		if (opens) this.open(kind === kinds.openBrace, range);
		else if (closes) this.closing(kind === kinds.closeBrace, range);
		else if (kind === kinds.colon) this.colon(range);
		else if (kind === kinds.comma) this.comma(range);
		else this.scalar(kind, range);
	}

	/** Closes what the indentation says is over. True for a closing bracket that closes nothing. */
	private outdented(closing: boolean, range: Range): boolean {
		const over = (frame: Frame) => frame.line !== this.line && (closing ? frame.indent > this.indent : frame.indent >= this.indent);
		while (this.stack.length > 1 && over(this.stack.at(-1)!)) {
			const { node } = this.stack.at(-1)!;
			this.problem('a closing bracket is missing', firstCharacter(node.range));
			this.close(this.lastEnd);
		}
		const top = this.stack.at(-1);
		const stray = closing && top !== undefined && top.indent < this.indent && top.line !== this.line;
		if (stray) this.problem('this bracket closes nothing', range);
		return stray;
	}

	private open(map: boolean, range: Range): void {
		const parent = this.stack.at(-1);
		if (parent?.node.kind === 'map' && parent.expects === 'key') this.problem('a key is expected', range);
		if (this.stack.length >= maxDepth) {
			if (!this.problems.some(problem => problem.message.startsWith('nested'))) this.problem(`nested deeper than ${maxDepth} levels; the rest is not read`, range);
			this.skipped = 1;
			return;
		}
		const node: Frame['node'] = map
			? { kind: 'map', style: 'flow', range, entries: [] }
			: { kind: 'list', style: 'flow', range, items: [] };
		this.place(node as Node);
		this.stack.push({ node, indent: this.indent, line: this.line, expects: map ? 'key' : 'value', fresh: true, names: new Set() });
	}

	private skip(kind: number, range: Range): void {
		if (kind === kinds.openBrace || kind === kinds.openBracket) this.skipped++;
		if (kind === kinds.closeBrace || kind === kinds.closeBracket) this.skipped--;
		this.lastEnd = range.end;
	}

	private closing(map: boolean, range: Range): void {
		const top = this.stack.at(-1);
		if (!top || (top.node.kind === 'map') !== map) {
			this.unbalance(top ? 'this bracket does not fit the one that is open' : 'this bracket closes nothing', range);
			if (!top || !this.stack.some(frame => (frame.node.kind === 'map') === map)) return;
			while ((this.stack.at(-1)!.node.kind === 'map') !== map) this.close(this.lastEnd);
		}
		this.close(range.end);
	}

	private close(end: number): void {
		const { node, expects } = this.stack.pop()!;
		if (node.kind === 'map' && (expects === 'colon' || expects === 'value')) this.problem('a value is missing', node.entries.at(-1)!.key.range);
		node.range = { start: node.range.start, end: Math.max(end, node.range.start + 1) };
		const parent = this.stack.at(-1);
		if (parent?.node.kind === 'map') {
			const entry = parent.node.entries.at(-1);
			if (entry?.value === (node as Node)) entry.range = { start: entry.range.start, end: node.range.end };
		}
	}

	private colon(range: Range): void {
		const top = this.stack.at(-1);
		if (top?.node.kind !== 'map' || top.expects !== 'colon') {
			this.problem('a colon is not expected here', range);
			return;
		}
		top.expects = 'value';
		const entry = top.node.entries.at(-1)!;
		entry.range = { start: entry.range.start, end: range.end };
	}

	private comma(range: Range): void {
		const top = this.stack.at(-1);
		if (!top) {
			this.problem('a comma is not expected here', range);
			return;
		}
		if (top.fresh) this.problem('a value is expected before the comma', range);
		else if (top.expects === 'colon' || (top.node.kind === 'map' && top.expects === 'value')) this.problem('a value is missing', top.node.kind === 'map' ? top.node.entries.at(-1)!.key.range : range);
		top.expects = top.node.kind === 'map' ? 'key' : 'value';
		top.fresh = true;
	}

	private scalar(kind: number, token: Range): void {
		const isString = kind === kinds.string;
		const source = this.text.slice(token.start, token.end);
		const closed = source.length > 1 && source.endsWith('"');
		const value = isString ? this.scanner.getTokenValue() : literal(source);
		const node = scalarNode({ text: this.text, token, value, style: isString ? 'double' : 'plain' });
		if (isString && !closed) this.problem('a closing quote is missing', token);
		else if (!isString && typeof value === 'string' && !isNumber(source)) this.problem('a string needs quotes', token);
		else if (this.scanner.getTokenError() !== 0) this.problem('this string holds a character or an escape that JSON does not allow', token);
		this.place(node);
	}

	/** Puts a node where it belongs: as key, as value, as item, or as the whole text. */
	private place(node: Node): void {
		const top = this.stack.at(-1);
		if (!top) {
			if (this.root) this.unbalance('only one value is expected', node.range);
			else this.root = node;
			return;
		}
		if (top.expects === 'comma') this.problem('a comma is missing', { start: this.lastEnd, end: node.range.start });
		top.fresh = false;
		if (top.node.kind === 'list') {
			top.node.items.push(node);
			top.expects = 'comma';
		} else if (top.expects === 'value') {
			const entry = top.node.entries.at(-1)!;
			entry.value = node;
			entry.range = { start: entry.range.start, end: node.range.end };
			top.expects = 'comma';
		} else {
			if (top.expects === 'colon') this.problem('a colon is missing after the key', top.node.entries.at(-1)!.key.range);
			if (node.kind === 'scalar') this.key(top, node);
		}
	}

	private key(top: Frame, node: ScalarNode): void {
		if (top.node.kind !== 'map') return;
		if (node.style === 'plain') this.problem('a key must be a string', node.range);
		const key = { ...node, value: node.style === 'plain' ? this.text.slice(node.range.start, node.range.end) : String(node.value) };
		if (top.names.has(key.value)) this.problem(`duplicate key ${key.value}`, key.range);
		top.names.add(key.value);
		top.node.entries.push({ key, range: node.range });
		top.expects = 'colon';
	}

	private unbalance(message: string, range: Range): void {
		this.unbalanced = true;
		this.problem(message, range);
	}

	private problem(message: string, range: Range): void {
		this.problems.push({ message, range: { start: range.start, end: Math.max(range.start, range.end) } });
	}
}

function firstCharacter({ start }: Range): Range {
	return { start, end: start + 1 };
}

function isNumber(source: string): boolean {
	return /^-?\d/.test(source);
}

function literal(source: string): Scalar {
	if (source === 'null') return null;
	if (source === 'true' || source === 'false') return source === 'true';
	if (!isNumber(source)) return source;
	const number = Number(source);
	const holds = Number.isFinite(number) && (!/^-?\d+$/.test(source) || Number.isSafeInteger(number));
	return holds ? number : source;
}
