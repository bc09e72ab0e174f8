/**
 * JSON documents inside strings: a policy in a YAML block scalar, in a JSON string, in a heredoc.
 *
 * The nodes of an embedded tree carry offsets of the host's text. The tree also keeps what it was made from (its own text and
 * nodes), so that the editor can plan in the embedded text and write in the host's. What the string means is not known here.
 */
import { readJson } from './json.ts';
import type { Entry, Node, Range, ScalarNode, SyntaxTree } from './tree.ts';

export interface EmbeddedTree extends SyntaxTree {
	/** The same document by itself, with offsets into the value of the string. */
	readonly inner: SyntaxTree;
	/** The inner counterpart of each node and entry. */
	readonly innerOf: ReadonlyMap<Node | Entry, Node | Entry>;
	/** From an index of the value to an offset of the host. */
	readonly offsetAt: (index: number) => number;
	/** Text of the embedded document as the host has to spell it; undefined where it cannot. */
	readonly encode: (text: string) => string | undefined;
}

export interface EmbeddingOptions {
	readonly host: SyntaxTree;
	readonly encode: (text: string) => string | undefined;
	/** The string is shared, and so is all that is in it. */
	readonly shared?: boolean;
}

/** The JSON map or list that a string holds; undefined where it holds something else. Broken JSON gives problems, as ever. */
export function readEmbeddedJson(scalar: ScalarNode, host: SyntaxTree): EmbeddedTree | undefined {
	const { value } = scalar;
	if (typeof value !== 'string') return undefined;
	const encode = (text: string) => {
		const spelt = encoder(scalar, value, host)(text);
		return spelt !== undefined && isEmbedded(host) ? host.encode(spelt) : spelt;
	};
	return embeddedFrom(value, index => scalar.offsetAt(index), { host, encode, ...(scalar.shared && { shared: true }) });
}

/** The general form: any value whose characters have offsets in a host. */
export function embeddedFrom(value: string, offsetAt: (index: number) => number, options: EmbeddingOptions): EmbeddedTree | undefined {
	if (!/^\s*[{[]/.test(value)) return undefined;
	const inner = readJson(value);
	if (!inner.root || inner.root.kind === 'scalar') return undefined;
	const innerOf = new Map<Node | Entry, Node | Entry>();
	const moved = ({ start, end }: Range): Range => ({ start: offsetAt(start), end: offsetAt(end) });
	const shared = options.shared ? { shared: true } : undefined;
	const node = (from: Node): Node => {
		const to = copy(from);
		innerOf.set(to, from);
		return to;
	};
	const copy = (from: Node): Node => {
		const range = moved(from.range);
		if (from.kind === 'map') return { ...from, ...shared, range, entries: from.entries.map(entry) };
		if (from.kind === 'list') return { ...from, ...shared, range, items: from.items.map(node) };
		return { ...from, ...shared, range, offsetAt: index => offsetAt(from.offsetAt(index)) };
	};
	const entry = (from: Entry): Entry => {
		const to = { key: node(from.key) as ScalarNode, range: moved(from.range), ...(from.value && { value: node(from.value) }) };
		innerOf.set(to, from);
		return to;
	};
	return {
		language: 'json',
		text: options.host.text,
		root: node(inner.root),
		problems: inner.problems.map(({ message, range }) => ({ message, range: moved(range) })),
		comments: inner.comments.map(({ text, range }) => ({ text, range: moved(range) })),
		inner,
		innerOf,
		offsetAt,
		encode: options.encode,
	};
}

export function isEmbedded(tree: SyntaxTree): tree is EmbeddedTree {
	return 'innerOf' in tree;
}

/**
 * How a string of this style spells JSON. Line breaks of JSON stand between tokens only, so folding them does no harm;
 * plain scalars are left alone, for what is added might end them.
 */
function encoder(scalar: ScalarNode, value: string, host: SyntaxTree): (text: string) => string | undefined {
	const eol = host.text.includes('\r\n') ? '\r\n' : '\n';
	switch (scalar.style) {
		case 'double': return text => JSON.stringify(text).slice(1, -1);
		case 'single': return text => text.replaceAll("'", "''").replaceAll('\n', eol + ' '.repeat(indentationOf(scalar, value, host) + 2));
		case 'literal':
		case 'folded': return text => text.replaceAll('\n', eol + ' '.repeat(indentationOf(scalar, value, host)));
		default: return () => undefined;
	}
}

/** The indentation of the line that the document begins on. */
function indentationOf(scalar: ScalarNode, value: string, host: SyntaxTree): number {
	const block = scalar.style === 'literal' || scalar.style === 'folded';
	const first = value.search(/\S/);
	const offset = scalar.offsetAt(block ? value.lastIndexOf('\n', first) + 1 : first);
	const line = host.text.lastIndexOf('\n', offset - 1) + 1;
	return block ? offset - line : /^ */.exec(host.text.slice(line))![0].length;
}
