/**
 * Reads HCL into a {@link SyntaxTree} of the shape that the same text has in Terraform's JSON syntax: a block is an entry whose
 * value is a map (of labels, where it has some, down to its body), nested blocks of one name are a list of maps. An argument's
 * value is a literal, or a scalar of style `expression` that holds the source of whatever else stands there.
 *
 * The structure is tree-sitter's. Statements at the top are parsed one by one and used again as long as their text is the same, so
 * an edit costs the block that it is in. What the grammar cannot read is taken apart by indentation (hcl-recovery.ts), so that a
 * half-typed argument costs itself. What blocks and expressions mean is not known here.
 */
import type { Node as TreeNode } from 'web-tree-sitter';
import { withTree } from './hcl-grammar.ts';
import { recover, statementsIn } from './hcl-recovery.ts';
import { type Statements, blockOf, identifier, labelNode, valueNode } from './hcl-nodes.ts';
import type { Comment, Entry, MapNode, Node, Range, ScalarNode, SyntaxProblem, SyntaxTree } from './tree.ts';

/** Deeper nested blocks are not read. */
const MAX_DEPTH = 100;

/** A statement at the top of the text, as it was first read and as it stands now. */
interface Piece {
	readonly text: string;
	readonly first: { readonly start: number; readonly statements: Statements };
	readonly start: number;
	readonly statements: Statements;
	/** The grammar found no fault with it. */
	readonly clean: boolean;
}

interface HclTree extends SyntaxTree {
	readonly language: 'hcl';
	readonly pieces: readonly Piece[];
}

/** Never throws. `before` is an earlier tree of the same document, if there is one: what reads the same is taken from it. The grammar must be loaded, else the text is a problem. */
export function readHcl(text: string, before?: SyntaxTree): SyntaxTree {
	const known = new Map((isHcl(before) ? before.pieces : []).map(piece => [piece.text, piece]));
	const from = text.startsWith('\uFEFF') ? 1 : 0;
	const pieces = piecesOf(text, { start: from, end: text.length }, known);
	const all = pieces.map(piece => piece.statements);
	const root: MapNode = { kind: 'map', style: 'block', range: { start: from, end: text.length }, entries: all.flatMap(one => one.entries) };
	const tree: HclTree = {
		language: 'hcl', text, root, pieces,
		problems: all.flatMap(one => one.problems).sort((a, b) => a.range.start - b.range.start),
		comments: all.flatMap(one => one.comments),
	};
	return tree;
}

function isHcl(tree: SyntaxTree | undefined): tree is HclTree {
	return tree?.language === 'hcl' && 'pieces' in tree;
}

function piecesOf(text: string, whole: Range, known: ReadonlyMap<string, Piece>): readonly Piece[] {
	const ranges = statementsIn(text, whole);
	const pieces = ranges.map((range): Piece => {
		const own = text.slice(range.start, range.end);
		const same = known.get(own);
		if (same) return placed(same, range.start);
		const clean = parseStatements(text, range);
		const statements = clean ?? recover(text, range, parseStatements);
		return piece(own, range.start, statements, clean !== undefined);
	});
	// One broken statement is just that. Several may be one that was cut in the wrong places.
	if (pieces.filter(one => !one.clean).length < 2) return pieces;
	const statements = parseStatements(text, whole);
	return statements ? [piece(text.slice(whole.start, whole.end), whole.start, statements, true)] : pieces;
}

function piece(text: string, start: number, statements: Statements, clean: boolean): Piece {
	return { text, first: { start, statements }, start, statements, clean };
}

function placed(piece: Piece, start: number): Piece {
	const by = start - piece.first.start;
	return piece.start === start ? piece : { ...piece, start, statements: by === 0 ? piece.first.statements : moved(piece.first.statements, by) };
}

/** The statements of a range; undefined where the grammar finds fault with it. */
export function parseStatements(text: string, range: Range): Statements | undefined {
	return withTree(`${text.slice(range.start, range.end)}\n`, tree => {
		const { rootNode } = tree;
		if (rootNode.hasError) return undefined;
		const builder = new Builder(text, range.start);
		const body = rootNode.namedChildren.find(child => child?.type === 'body');
		if (rootNode.namedChildren.some(child => child?.type === 'object')) return undefined;
		return {
			entries: body ? builder.entries(body, 0) : [],
			comments: rootNode.descendantsOfType('comment').flatMap(comment => (comment ? [builder.comment(comment)] : [])),
			problems: builder.problems,
		};
	});
}

class Builder {
	readonly problems: SyntaxProblem[] = [];

	constructor(private readonly text: string, private readonly base: number) {}

	entries(body: TreeNode, depth: number): Entry[] {
		return body.namedChildren.flatMap(child => {
			if (child?.type === 'attribute') return [this.argument(child)];
			return child?.type === 'block' ? [this.block(child, depth)] : [];
		});
	}

	comment(node: TreeNode): Comment {
		const { start, end } = this.range(node);
		// The grammar counts a carriage return in.
		const range = { start, end: start + this.text.slice(start, end).trimEnd().length };
		return { text: this.text.slice(range.start, range.end).replace(/^(?:#+|\/\/|\/\*+)|\*+\/\s*$/g, '').trim(), range };
	}

	private argument(node: TreeNode): Entry {
		const [key, value] = [node.firstNamedChild, node.lastNamedChild];
		const name = identifier(this.text, this.range(key!));
		return { key: name, value: valueNode(this.text, this.range(value!)), range: this.range(node) };
	}

	private block(node: TreeNode, depth: number): Entry {
		const header = node.namedChildren.filter(child => child !== null && (child.type === 'identifier' || child.type === 'string_lit'));
		const body = node.namedChildren.find(child => child?.type === 'body');
		const open = node.namedChildren.find(child => child?.type === 'block_start');
		const range = { start: this.range(open!).start, end: this.range(node).end };
		const deep = depth >= MAX_DEPTH;
		if (deep && this.problems.length === 0) this.problems.push({ message: `nested deeper than ${MAX_DEPTH} levels; the rest is not read`, range: this.range(header[0]!) });
		return blockOf(header.map(child => labelNode(this.text, this.range(child!))), range, body && !deep ? this.entries(body, depth + 1) : []);
	}

	private range(node: TreeNode): Range {
		return { start: node.startIndex + this.base, end: node.endIndex + this.base };
	}
}

/** The same statements, so many units further on. */
function moved(statements: Statements, by: number): Statements {
	const range = ({ start, end }: Range): Range => ({ start: start + by, end: end + by });
	const node = <T extends Node>(one: T): T => {
		switch (one.kind) {
			case 'map': return { ...one, range: range(one.range), entries: one.entries.map(entry) };
			case 'list': return { ...one, range: range(one.range), items: one.items.map(node) };
			default: {
				const { offsetAt } = one as ScalarNode;
				return { ...one, range: range(one.range), offsetAt: (index: number) => offsetAt(index) + by };
			}
		}
	};
	const entry = ({ key, value, range: whole }: Entry): Entry => ({ key: node(key), ...(value && { value: node(value) }), range: range(whole) });
	return {
		entries: statements.entries.map(entry),
		comments: statements.comments.map(one => ({ ...one, range: range(one.range) })),
		problems: statements.problems.map(one => ({ ...one, range: range(one.range) })),
	};
}
