/**
 * Reads broken block YAML piece by piece, so that what is wrong in one place does not swallow its neighbours.
 *
 * Text that does not read as a whole is cut where its own indentation says that something new begins; each piece is read by
 * itself, and cut again if it is broken. What is put together again is what the indentation promises. This knows lines and
 * indentation, not the parser.
 */
import { scalarNode } from './scalars.ts';
import type { Entry, MapNode, Node, Range, SyntaxProblem } from './tree.ts';

/** A reading of a part of the text that can still be dropped. */
export interface Fragment {
	readonly range: Range;
	readonly problems: readonly SyntaxProblem[];
	/** Takes the fragment's problems and comments into the result, and answers its tree. Once only, in the order of the text. */
	accept(): Node | undefined;
}

export interface FragmentReader {
	readonly text: string;
	readonly problems: SyntaxProblem[];
	compose(range: Range): Fragment;
	/** The node that takes the place of another, which only held its anchor. */
	moveAnchor(holder: Node, node: Node): Node;
}

interface Line {
	readonly start: number;
	/** Before the line break. */
	readonly end: number;
	readonly indent: number;
}

/** Pieces nest as deep as text does; beyond this they are taken as they were read. */
const maxDepth = 100;
/** In characters. Larger blocks are cut without another attempt to read them as one: the text as a whole is known to be broken. */
const largeBlock = 50_000;

export function readPieces(reader: FragmentReader, broken: Fragment): Node | undefined {
	return readBlock(reader, documentLines(reader.text, broken.range), broken, 0);
}

/** Lines of the first document, without markers and directives. */
function documentLines(text: string, range: Range): Line[] {
	const lines: Line[] = [];
	for (let start = range.start; start < range.end;) {
		const feed = text.indexOf('\n', start);
		const stop = feed < 0 || feed >= range.end ? range.end : feed;
		const end = stop > start && text[stop - 1] === '\r' ? stop - 1 : stop;
		const from = start === 0 && text[0] === '\uFEFF' ? 1 : start;
		const marker = /^(?:---|\.\.\.)(?=\s|$)|^%/.exec(text.slice(from, Math.min(end, from + 4)));
		if (marker && lines.some(line => !isBlank(text, line))) break;
		if (!marker) lines.push({ start: from, end, indent: indentation(text.slice(from, end), lines.at(-1)) });
		else if (marker[0] === '---' && text.slice(from + 3, end).trim() !== '') lines.push({ start: from + 3, end, indent: 0 });
		start = stop + 1;
	}
	return lines;
}

/** In spaces; a line that is indented with tabs stands where the line above does. */
function indentation(line: string, above: Line | undefined): number {
	const spaces = /^ */.exec(line)![0].length;
	return line[spaces] === '\t' && above ? above.indent : spaces;
}

/** Nothing but white space and a comment. */
function isBlank(text: string, line: Line): boolean {
	return /^\s*(?:#.*)?$/.test(text.slice(line.start, line.end));
}

function readBlock(reader: FragmentReader, lines: readonly Line[], known: Fragment | undefined, depth: number): Node | undefined {
	if (lines.length === 0) return undefined;
	let fragment = known;
	const whole = () => fragment ??= reader.compose(extent(lines));
	const isLarge = !known && lines.at(-1)!.end - lines[0]!.start > largeBlock;
	if (depth >= maxDepth || (!isLarge && whole().problems.length === 0)) return whole().accept();
	const pieces = cut(reader.text, lines);
	const before = reader.problems.length;
	const result = pieces.length === 1 ? readPiece(reader, pieces[0]!, whole, depth) : join(reader, pieces, depth);
	const unplaced = fragment?.problems[0];
	if (reader.problems.length === before && unplaced) reader.problems.push(misplaced(reader.text, lines) ?? unplaced);
	return result;
}

/** Pieces that are sound in themselves, and yet do not stand below one another. */
function misplaced(text: string, lines: readonly Line[]): SyntaxProblem | undefined {
	const content = lines.filter(line => !isBlank(text, line));
	const first = content[0];
	const line = content.find((candidate, index) => index > 0 && candidate.indent < first!.indent) ?? content[1];
	if (!first || !line || line.indent === first.indent) return undefined;
	return { message: 'this line is not indented like its neighbours', range: { start: line.start + line.indent, end: line.end } };
}

function extent(lines: readonly Line[]): Range {
	return { start: lines[0]!.start, end: lines.at(-1)!.end };
}

/** A new piece begins where a line is no deeper than the first one, unless it goes on with a list or closes a bracket. */
function cut(text: string, lines: readonly Line[]): Line[][] {
	const first = lines.find(line => !isBlank(text, line));
	if (!first) return [[...lines]];
	const isList = isItem(text, first);
	const pieces: Line[][] = [[]];
	let begun = false;
	for (const line of lines) {
		const starts = line.indent <= first.indent && !isBlank(text, line) && !/[\]}]/.test(text[line.start + line.indent]!) && (isList || !isItem(text, line));
		if (starts && begun) pieces.push([]);
		begun ||= starts;
		pieces.at(-1)!.push(line);
	}
	return pieces;
}

function isItem(text: string, line: Line): boolean {
	// A line of tabs can be shorter than the indentation that it is taken to have.
	return /^-(?:\s|$)/.test(text.slice(line.start + line.indent, Math.min(line.start + line.indent + 2, line.end)));
}

/** The pieces of a block are the entries of one map, or the items of one list. */
function join(reader: FragmentReader, pieces: readonly (readonly Line[])[], depth: number): Node | undefined {
	const entries: Entry[] = [];
	const items: Node[] = [];
	let start: number | undefined;
	let end = 0;
	for (const piece of pieces) {
		const node = readBlock(reader, piece, undefined, depth + 1);
		if (!node) continue;
		if (node.kind === 'map') entries.push(...node.entries);
		else if (node.kind === 'list') items.push(...node.items);
		else if (typeof node.value === 'string') entries.push(bareKey(reader, node.range));
		else continue;
		start ??= node.range.start;
		end = Math.max(end, node.range.end);
	}
	if (start === undefined) return undefined;
	if (items.length > entries.length) return { kind: 'list', style: 'block', range: { start, end }, items };
	return { kind: 'map', style: 'block', range: { start, end }, entries };
}

/** A word that waits for its colon. */
function bareKey(reader: FragmentReader, range: Range): Entry {
	const value = reader.text.slice(range.start, range.end).replace(/\s*(?:\n[\s\S]*)?$/, '');
	const token = { start: range.start, end: range.start + value.length };
	reader.problems.push({ message: 'a colon is missing after the key', range: token });
	return { key: scalarNode({ text: reader.text, token, value, style: 'plain' }), range: token };
}

/** One piece that is broken in itself: its first line may be sound, and what is below it too. */
function readPiece(reader: FragmentReader, lines: readonly Line[], whole: () => Fragment, depth: number): Node | undefined {
	const { text } = reader;
	const at = lines.findIndex(line => !isBlank(text, line));
	const first = lines[at];
	const rest = lines.slice(at + 1);
	if (!first) return whole().accept();
	if (isItem(text, first)) return readItem(reader, first, rest, depth);
	if (!rest.some(line => !isBlank(text, line))) return whole().accept();
	const head = reader.compose({ start: first.start, end: first.end });
	if (head.problems.length > 0 || /[|>][-+\d]*\s*(?:#.*)?$/.test(text.slice(first.start, first.end))) return whole().accept();
	const node = head.accept();
	const entry = node?.kind === 'map' && node.style === 'block' ? node.entries.at(-1) : node?.kind === 'scalar' && typeof node.value === 'string' ? bareKey(reader, node.range) : undefined;
	if (!entry) return node;
	const below = readBlock(reader, rest, undefined, depth + 1);
	if (!below) return node?.kind === 'map' ? node : mapOf([entry]);
	const { key, value } = entry;
	if (!value || isHolder(value, entry)) {
		return mapOf([{ key, value: value ? reader.moveAnchor(value, tagged(below, value)) : below, range: { start: entry.range.start, end: below.range.end } }]);
	}
	return mapOf([entry, ...(below.kind === 'map' ? below.entries : [])]);
}

function mapOf(entries: readonly Entry[]): MapNode {
	return { kind: 'map', style: 'block', range: { start: entries[0]!.range.start, end: entries.at(-1)!.range.end }, entries };
}

/** Nothing but a tag or an anchor, or an empty value, written behind the key (and not where an alias leads). */
function isHolder(value: Node, { range }: Entry): boolean {
	return value.kind === 'scalar' && value.value === null && value.range.start >= range.start && value.range.end <= range.end;
}

/** A tag on the line of the key belongs to what is below. */
function tagged(node: Node, holder: Node): Node {
	return { ...node, range: { start: holder.range.start, end: node.range.end }, ...(holder.tag === undefined ? undefined : { tag: holder.tag }) };
}

/** `- ` and what is deeper than the dash. */
function readItem(reader: FragmentReader, first: Line, rest: readonly Line[], depth: number): Node | undefined {
	const dash = first.start + first.indent;
	const gap = /^-\s*/.exec(reader.text.slice(dash, first.end))![0].length;
	const content: Line[] = dash + gap < first.end ? [{ start: dash + gap, end: first.end, indent: first.indent + gap }, ...rest] : [...rest];
	const node = readBlock(reader, content, undefined, depth + 1);
	if (!node) return undefined;
	return { kind: 'list', style: 'block', range: { start: dash, end: node.range.end }, items: [node] };
}
