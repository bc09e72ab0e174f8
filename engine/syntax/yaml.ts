/**
 * Reads YAML into a {@link SyntaxTree}. The only file that knows the package `yaml`.
 *
 * Scalars mean what a template author means by them: YAML 1.2's core schema, except that a number that would not be written
 * the same way again stays the text that it is (`012345678901`, `1.10`, `1e3`), since CloudFormation takes numbers for text.
 * `yes`, `no` and dates are strings; keys are always strings. Local tags are kept and not understood. Aliases and merge keys are
 * expanded by reference, under a budget. Text that the parser cannot read is read piece by piece, see yaml-recovery.ts.
 */
import { type Alias, type CollectionTag, type CST, Composer, type Document, type Node as YamlNode, type Pair, Parser, type Scalar as YamlScalar, type ScalarTag, type YAMLMap, type YAMLSeq, isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import { Anchors } from './anchors.ts';
import { scalarNode, type ScalarStyle } from './scalars.ts';
import type { Comment, Entry, ListNode, MapNode, Node, Range, Scalar, ScalarNode, SyntaxProblem, SyntaxTree } from './tree.ts';
import { type Fragment, type FragmentReader, readPieces } from './yaml-recovery.ts';

/** Deeper text is cut off: whoever walks the tree may recurse. */
const maxDepth = 400;

export function readYaml(text: string): SyntaxTree {
	const reader = new Reader(text);
	const root = reader.read();
	const byStart = (a: { range: Range }, b: { range: Range }) => a.range.start - b.range.start;
	return {
		language: 'yaml',
		text,
		...(root ? { root } : undefined),
		problems: reader.problems.sort(byStart),
		comments: reader.comments.sort(byStart),
	};
}

/** What a plain scalar means. */
export function plainValue(source: string): Scalar {
	if (/^(?:~|null|Null|NULL|)$/.test(source)) return null;
	if (/^(?:true|True|TRUE)$/.test(source)) return true;
	if (/^(?:false|False|FALSE)$/.test(source)) return false;
	if (/^-?\d+(?:\.\d+)?$/.test(source)) {
		const number = Number(source);
		return String(number) === source ? number : source;
	}
	return source;
}

const forbidden = /(?![\t\n\r\u0085])\p{Cc}|\r(?!\n)/gu;
const standardTags = 'tag:yaml.org,2002:';
const styles: Readonly<Record<string, ScalarStyle>> = {
	PLAIN: 'plain', QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double', BLOCK_LITERAL: 'literal', BLOCK_FOLDED: 'folded',
};

class Reader implements FragmentReader {
	readonly problems: SyntaxProblem[] = [];
	readonly comments: Comment[] = [];
	/** What the parser sees: characters that YAML forbids, and that the parser uses for itself, are blotted out. */
	readonly text: string;
	private readonly anchors = new Anchors();
	private readonly tags: TagList;

	constructor(text: string) {
		this.text = text.replace(forbidden, '\uFFFD');
		if (this.text !== text) {
			const start = text.search(forbidden);
			this.problems.push({ message: 'a control character that is not allowed in YAML', range: { start, end: start + 1 } });
		}
		this.tags = localTags(this.text);
		if (text.includes('&')) for (const [, name] of text.matchAll(/\*([^\s,[\]{}]+)/g)) this.anchors.used.add(name!);
	}

	read(): Node | undefined {
		const whole = this.compose({ start: 0, end: this.text.length });
		if (whole.problems.length === 0) return whole.accept();
		return readPieces(this, whole);
	}

	moveAnchor(holder: Node, node: Node): Node {
		return this.anchors.move(holder, node);
	}

	compose(range: Range): Fragment {
		const column = columnOf(this.text, range.start);
		const base = range.start - column;
		const source = ' '.repeat(column) + this.text.slice(range.start, range.end);
		const structure = new Structure(base);
		const problems: SyntaxProblem[] = [];
		let first: Document.Parsed | undefined;
		try {
			const composer = new Composer({ schema: 'failsafe', customTags: this.tags, merge: false, keepSourceTokens: true, uniqueKeys: false, logLevel: 'silent' });
			for (const document of composer.compose(structure.prepare(new Parser().parse(source)), true, source.length)) {
				if (!first) first = document as Document.Parsed;
				else {
					const start = base + (document.range?.[0] ?? first.range?.[2] ?? 0);
					structure.problems.push({ message: 'only the first document of a YAML stream is read', range: within({ start, end: start }, this.text) });
					break;
				}
			}
			for (const { message, pos } of first?.errors ?? []) problems.push({ message, range: within({ start: base + pos[0], end: base + pos[1] }, this.text) });
		} catch (error) {
			first = undefined;
			problems.push({ message: `cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`, range: { start: base, end: base } });
		}
		return {
			range,
			problems,
			accept: () => {
				this.problems.push(...problems, ...structure.problems);
				this.comments.push(...structure.comments);
				return first?.contents ? new Conversion(this, structure, this.anchors, base).node(first.contents, false) : undefined;
			},
		};
	}
}

type TagList = (ScalarTag | CollectionTag)[];

/** Declares the tags that a text uses: for each use of an unknown one the parser would make a warning, at a third of its whole cost. */
function localTags(text: string): TagList {
	const names = new Set(text.match(/![A-Za-z][\w:.-]*/g));
	return [...names].slice(0, 200).flatMap((tag): TagList => [
		{ tag, resolve: value => value },
		{ tag, collection: 'map' },
		{ tag, collection: 'seq' },
	]);
}

/** How far right a fragment begins: the parser must see its first line as deep as it is. */
function columnOf(text: string, offset: number): number {
	// Searching from -1 would search from 0, and find a line break that the text begins with.
	if (offset === 0) return 0;
	const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
	return offset === column && text[0] === '\uFEFF' && offset === 1 ? 0 : column;
}

function within({ start, end }: Range, text: string): Range {
	const from = Math.max(0, Math.min(start, text.length));
	return { start: from, end: Math.max(from, Math.min(end, text.length)) };
}

/** What is needed of the concrete syntax and not kept by the parser's nodes: comments and where properties begin. Cuts off what is too deep. */
class Structure {
	readonly comments: Comment[] = [];
	readonly problems: SyntaxProblem[] = [];
	readonly propertyStarts = new Map<CST.Token | number, number>();

	constructor(private readonly base: number) {}

	*prepare(tokens: Iterable<CST.Token>): Generator<CST.Token> {
		for (const token of tokens) {
			this.walk(token);
			yield token;
		}
	}

	private walk(top: CST.Token): void {
		const stack: { token: CST.Token; depth: number }[] = [{ token: top, depth: 0 }];
		for (let next = stack.pop(); next; next = stack.pop()) {
			const { token, depth } = next;
			if (token.type === 'comment') this.comment(token);
			if ('props' in token) this.properties(token.props);
			if ('start' in token && Array.isArray(token.start)) this.properties(token.start, 'value' in token ? token.value : undefined);
			if ('end' in token && token.end) this.properties(token.end);
			if ('value' in token && token.value) stack.push({ token: token.value, depth });
			if (!('items' in token)) continue;
			if (depth >= maxDepth) this.cut(token);
			for (const { start, key, sep, value } of token.items as CST.CollectionItem[]) {
				this.properties(start, key ?? (sep ? undefined : value));
				if (sep) this.properties(sep, value);
				if (key) stack.push({ token: key, depth: depth + 1 });
				if (value) stack.push({ token: value, depth: depth + 1 });
			}
		}
	}

	private cut(token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection): void {
		token.items.length = 0;
		if (this.problems.some(problem => problem.message.startsWith('nested'))) return;
		const start = this.base + token.offset;
		this.problems.push({ message: `nested deeper than ${maxDepth} levels; the rest is not read`, range: { start, end: start + 1 } });
	}

	private properties(tokens: readonly CST.Token[], owner?: CST.Token | null): void {
		let start: number | undefined;
		let end = 0;
		for (const token of tokens) {
			if (token.type === 'comment') this.comment(token);
			if (token.type !== 'tag' && token.type !== 'anchor') continue;
			start ??= token.offset;
			end = token.offset + token.source.length;
		}
		if (start !== undefined) this.propertyStarts.set(owner ?? end, this.base + start);
	}

	private comment(token: CST.SourceToken): void {
		const start = this.base + token.offset;
		this.comments.push({ text: token.source.replace(/^#+/, '').trim(), range: { start, end: start + token.source.length } });
	}
}

/** Turns the parser's nodes into ours. The depth is bounded by {@link Structure}, so this recurses. */
class Conversion {
	constructor(private readonly reader: Reader, private readonly structure: Structure, private readonly anchors: Anchors, private readonly base: number) {}

	/** Undefined where an alias leads nowhere. `shared` says that a node above is. */
	node(node: YamlNode, shared: boolean): Node | undefined {
		if (isAlias(node)) return this.alias(node);
		this.anchors.visit();
		const name = node.anchor;
		return name ? this.anchors.define(name, () => this.content(node, shared || this.anchors.used.has(name))) : this.content(node, shared);
	}

	private content(node: Exclude<YamlNode, Alias>, shared: boolean): Node | undefined {
		const tag = node.tag && !node.tag.startsWith(standardTags) ? node.tag : undefined;
		const start = this.structure.propertyStarts.get(node.srcToken ?? node.range![0]);
		const extra = { ...(tag === undefined ? undefined : { tag }), ...(shared ? { shared: true } : undefined) };
		if (isScalar(node)) return this.scalar(node, node.tag, { ...extra, ...(start === undefined ? undefined : { start }) });
		if (isMap(node)) return this.map(node, start, extra);
		if (isSeq(node)) return this.list(node, start, extra);
		return undefined;
	}

	private scalar(node: YamlScalar, tag: string | undefined, extra: { start?: number; tag?: string; shared?: boolean }): ScalarNode {
		const style = styles[node.type ?? 'PLAIN'] ?? 'plain';
		const token = this.range(node);
		if (style !== 'single' && style !== 'double') while (token.end > token.start && ' \t\r\n'.includes(this.reader.text[token.end - 1]!)) token.end--;
		const text = this.unclosed(token, style) ?? textOf(node);
		const resolves = tag === undefined ? style === 'plain' : tag.startsWith(standardTags) && /(?:int|float|bool|null)$/.test(tag);
		const value = resolves || (style === 'plain' && text === '') ? plainValue(text) : text;
		return scalarNode({ text: this.reader.text, token, value, style }, extra);
	}

	/** The parser takes the last character of a string that is not closed for its quote. */
	private unclosed(token: Range, style: ScalarStyle): string | undefined {
		const quote = style === 'single' ? "'" : style === 'double' ? '"' : undefined;
		if (!quote || (token.end > token.start + 1 && this.reader.text[token.end - 1] === quote)) return undefined;
		return this.reader.text.slice(token.start + 1, token.end);
	}

	private list(node: YAMLSeq, properties: number | undefined, extra: object): ListNode {
		const range = this.range(node);
		const items = node.items as YamlNode[];
		if (!node.flow) {
			const dash = (node.srcToken as CST.BlockSequence | undefined)?.items[0]?.start.find(token => token.type === 'seq-item-ind');
			if (dash) range.start = this.base + dash.offset;
			range.end = range.start + 1;
		}
		if (properties !== undefined) range.start = properties;
		const converted: Node[] = [];
		for (const item of items) {
			const read = isPair(item) ? this.pairMap(item) : this.node(item, 'shared' in extra);
			converted.push(read ?? scalarNode({ text: this.reader.text, token: this.range(item), value: null, style: 'plain' }, { shared: true }));
		}
		const last = items.at(-1);
		if (last) range.end = Math.max(range.end, isAlias(last) ? this.end(last) : converted.at(-1)!.range.end);
		return { kind: 'list', style: node.flow ? 'flow' : 'block', range, items: converted, ...extra };
	}

	/** `[a: 1]` holds a map without braces. */
	private pairMap(pair: Pair): MapNode {
		const entry = this.entry(pair, false);
		return { kind: 'map', style: 'flow', range: entry.range, entries: [entry], shared: true };
	}

	private map(node: YAMLMap, properties: number | undefined, extra: object): MapNode {
		const range = this.range(node);
		const shared = 'shared' in extra;
		const own: Entry[] = [];
		const merged: Entry[] = [];
		const names = new Set<string>();
		let end = range.start;
		for (const [index, pair] of (node.items as Pair[]).entries()) {
			if (isMergeKey(pair)) {
				merged.unshift(...this.merged(pair.value as YamlNode));
				end = Math.max(end, this.end(pair.value as YamlNode));
				if (index === 0 && !node.flow) range.start = this.base + (pair.key as YamlScalar).range![0];
				continue;
			}
			const entry = this.entry(pair, shared);
			const name = String(entry.key.value);
			if (names.has(name)) this.problem(`duplicate key ${name}`, entry.key.range);
			names.add(name);
			own.push(entry);
			end = Math.max(end, entry.range.end);
			if (index === 0 && !node.flow) range.start = entry.range.start;
		}
		range.end = node.flow ? Math.max(range.end, end) : end;
		if (properties !== undefined) range.start = properties;
		const inherited = merged.filter(entry => !names.has(String(entry.key.value)));
		return { kind: 'map', style: node.flow ? 'flow' : 'block', range, entries: [...inherited, ...own], ...extra };
	}

	private entry(pair: Pair, shared: boolean): Entry {
		const key = this.key(pair.key as YamlNode, shared);
		const colon = /[^\S\n]*:/y;
		colon.lastIndex = key.range.end;
		const keyEnd = colon.test(this.reader.text) ? colon.lastIndex : key.range.end;
		const node = pair.value as YamlNode | null;
		if (!node || isVoid(node)) return { key, range: { start: key.range.start, end: Math.min(keyEnd, this.reader.text.length) } };
		const value = this.node(node, shared);
		const end = isAlias(node) || !value ? this.end(node) : value.range.end;
		return { key, ...(value ? { value } : undefined), range: { start: key.range.start, end: Math.max(keyEnd, end) } };
	}

	private key(node: YamlNode | null, shared: boolean): ScalarNode {
		if (isScalar(node)) {
			const read = this.scalar(node, `${standardTags}str`, { ...(shared ? { shared: true } : undefined) });
			const start = this.structure.propertyStarts.get(node.srcToken ?? node.range![0]);
			const value = this.unclosed(read.range, read.style) ?? textOf(node);
			return { ...read, value, range: { start: start ?? read.range.start, end: read.range.end } };
		}
		const token = node ? this.range(node) : { start: this.base, end: this.base };
		this.problem('a key must be a plain or quoted string', token);
		return scalarNode({ text: this.reader.text, token, value: this.reader.text.slice(token.start, token.end), style: 'plain' }, { shared: true });
	}

	/** Entries of what a merge key names; all are shared, and a later one of a list of maps counts less. */
	private merged(node: YamlNode): Entry[] {
		const source = isSeq(node) ? node.items as YamlNode[] : [node];
		const entries = new Map<string, Entry>();
		for (const item of source) {
			const map = item && this.node(item, true);
			if (map?.kind !== 'map') {
				if (map) this.problem('a merge key needs a map', this.range(item));
				continue;
			}
			this.anchors.visit(map.entries.length);
			for (const entry of map.entries) {
				const name = String(entry.key.value);
				if (!entries.has(name)) entries.set(name, { ...entry, key: { ...entry.key, shared: true } });
			}
		}
		return [...entries.values()];
	}

	private alias(node: Alias): Node | undefined {
		const found = this.anchors.resolve(node.source);
		if (typeof found !== 'string') return found.node;
		this.problem(found, this.range(node));
		return undefined;
	}

	private range(node: { range?: readonly number[] | null }): { start: number; end: number } {
		const [start, end] = node.range ?? [0, 0];
		return { ...within({ start: this.base + start!, end: this.base + end! }, this.reader.text) };
	}

	/** Where the text of a node ends; for collections in block style the caller knows better. */
	private end(node: YamlNode | null): number {
		return node ? this.range(node as { range?: readonly number[] }).end : 0;
	}

	private problem(message: string, range: Range): void {
		this.reader.problems.push({ message, range: { ...range } });
	}
}

/** The parser leaves white space behind plain text that is broken. */
function textOf({ value, type }: YamlScalar): string {
	const text = String(value ?? '');
	return type === 'PLAIN' ? text.replace(/[ \t\r\n]+$/, '') : text;
}

function isMergeKey(pair: Pair): boolean {
	const key = pair.key;
	return isScalar(key) && key.type === 'PLAIN' && key.value === '<<' && key.tag === undefined && pair.value !== null;
}

/** Nothing stands there, not even a tag. */
function isVoid(node: YamlNode): boolean {
	return isScalar(node) && node.type === 'PLAIN' && node.tag === undefined && node.anchor === undefined && (node.range![1] === node.range![0]);
}
