/**
 * One syntax tree for all formats: what is written, where, and nothing about what it means.
 *
 * A tree knows one text. It knows no file, no dialect and no AWS. Reading cannot fail: broken text gives a smaller tree and
 * problems. All offsets are half-open UTF-16 offsets into the text of the document, also those of nodes that were read out
 * of an embedded string (a policy inside a YAML block scalar keeps the host's offsets).
 */

/** Half-open range of UTF-16 offsets. */
export interface Range {
	readonly start: number;
	readonly end: number;
}

export type Scalar = string | number | boolean | null;

export type Language = 'yaml' | 'json' | 'hcl';

interface NodeBase {
	/** Everything that belongs to the node, its tag and quotes included; no trailing white space or comment. */
	readonly range: Range;
	/** YAML's local tag as it is written, e.g. `!GetAtt`; the standard tags (`!!str`) are resolved and not kept. */
	readonly tag?: string;
	/** The node is reached through an alias or a merge key, or carries an anchor that something else uses: writing here would change other places. */
	readonly shared?: boolean;
}

export interface ScalarNode extends NodeBase {
	readonly kind: 'scalar';
	readonly value: Scalar;
	/** HCL only: `expression` is a value that is more than a literal; its `value` is its source. */
	readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'expression';
	/** The document offset of the `index`-th UTF-16 unit of a string value (`value.length` gives the end of the content). */
	offsetAt(index: number): number;
}

export interface Entry {
	readonly key: ScalarNode;
	/** Missing where the text ends after the colon. */
	readonly value?: Node;
	/** From the key to the end of the value. */
	readonly range: Range;
}

export interface MapNode extends NodeBase {
	readonly kind: 'map';
	readonly style: 'block' | 'flow';
	/** In the order of the text; of duplicate keys all are kept, and {@link get} answers the last. */
	readonly entries: readonly Entry[];
}

export interface ListNode extends NodeBase {
	readonly kind: 'list';
	readonly style: 'block' | 'flow';
	readonly items: readonly Node[];
}

export type Node = ScalarNode | MapNode | ListNode;

export interface SyntaxProblem {
	readonly message: string;
	readonly range: Range;
}

export interface Comment {
	/** Without the comment mark, trimmed. */
	readonly text: string;
	readonly range: Range;
}

export interface SyntaxTree {
	readonly language: Language;
	readonly text: string;
	/** Undefined for an empty text. */
	readonly root?: Node;
	readonly problems: readonly SyntaxProblem[];
	readonly comments: readonly Comment[];
}

/** A replacement of a range of one text. */
export interface TextEdit {
	readonly range: Range;
	readonly newText: string;
}

export function entry(node: Node | undefined, key: string): Entry | undefined {
	if (node?.kind !== 'map') return undefined;
	for (let index = node.entries.length - 1; index >= 0; index--) {
		if (node.entries[index]!.key.value === key) return node.entries[index];
	}
	return undefined;
}

export function get(node: Node | undefined, key: string): Node | undefined {
	return entry(node, key)?.value;
}

export function contains(range: Range, offset: number): boolean {
	return range.start <= offset && offset < range.end;
}

/** Applies edits that do not overlap; edits at one place are applied in the order of the list. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	const ordered = edits.map((edit, index) => ({ edit, index }))
		.sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.index - b.index);
	let result = '';
	let from = 0;
	for (const { edit } of ordered) {
		if (edit.range.start < from) throw new RangeError('overlapping edits');
		result += text.slice(from, edit.range.start) + edit.newText;
		from = edit.range.end;
	}
	return result + text.slice(from);
}
