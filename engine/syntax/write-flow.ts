/**
 * Edits of bracketed collections, which are YAML's flow style and all of JSON: entries and items come and go together with the
 * commas between them. On several lines each new one gets a line, in one line it stays there.
 */
import { type Planned, NewMap } from './planned.ts';
import { type FlowStyle, flowEntry, flowText, jsonEntry, jsonText, yamlString } from './spell.ts';
import { colonEnd, indentAt, isFirstOnLine, lineEnd, ownEntries } from './style.ts';
import type { Entry, ListNode, MapNode, Node } from './tree.ts';
import type { Target } from './write-block.ts';

export interface FlowTarget extends Target {
	readonly json: boolean;
	/** For an empty container: the one around it is written on several lines. */
	readonly spacious: boolean;
}

export interface FlowAddition {
	readonly key?: string;
	readonly value: Planned;
	/** The child that it follows; by default the last. */
	readonly after?: Entry | Node;
}

interface Layout {
	/** Behind the opening bracket. */
	readonly open: number;
	/** Before the closing bracket. */
	readonly close: number;
	/** Each child begins a line. */
	readonly lines: boolean;
	/** Indentation of the children where they stand on lines; undefined where a new child is written on one line. */
	readonly indent?: string;
	/** Between two children on one line. */
	readonly gap: string;
}

export function writeFlow(container: MapNode | ListNode, removed: ReadonlySet<Entry | Node>, additions: readonly FlowAddition[], target: FlowTarget): void {
	if (removed.size + additions.length === 0) return;
	const children: readonly (Entry | Node)[] = container.kind === 'map' ? ownEntries(container) : container.items;
	for (const { range } of children) {
		if (range.start < container.range.start || range.end > container.range.end) throw new RangeError('a list that holds aliases is not changed');
	}
	const layout = layoutOf(container, children, target);
	const kept = children.filter(child => !removed.has(child));
	const spell = (addition: FlowAddition) => spellAddition(container, addition, layout, target);
	if (kept.length === 0) {
		fill(container, additions.map(spell), layout, target);
		return;
	}
	const inserted = place(children, kept, additions);
	writeRemovals(children, removed, target);
	for (const [child, group] of inserted) {
		const texts = group.map(spell);
		if (child === undefined) {
			const { start } = kept[0]!.range;
			target.edits.add(start, start, texts.map(text => text + (layout.lines ? `,${target.style.eol}${layout.indent}` : `,${layout.gap}`)).join(''), target.depth);
		} else {
			insertBehind(child, texts, children, removed, layout, target);
		}
	}
}

function layoutOf(container: MapNode | ListNode, children: readonly (Entry | Node)[], { text, style, spacious }: FlowTarget): Layout {
	const { range } = container;
	let open = range.start;
	while (text[open] !== '{' && text[open] !== '[' && open < range.end) open = /\s/.test(text[open]!) ? open + 1 : open + /^\S+/.exec(text.slice(open, open + 200))![0].length;
	const close = range.end - 1;
	if (open >= close || text[close] !== (container.kind === 'map' ? '}' : ']')) throw new RangeError('a bracket is not closed');
	const first = children[0];
	if (!first) return { open: open + 1, close, lines: spacious, gap: style.colon === ':' ? '' : ' ', ...(spacious && { indent: indentAt(text, open) + style.unit }) };
	const lines = isFirstOnLine(text, first.range.start);
	const gap = children.length > 1 ? (/^,([ \t]*)/.exec(text.slice(children[0]!.range.end, children[1]!.range.start))?.[1] ?? ' ') : style.colon === ':' ? '' : ' ';
	const spread = lines || text.slice(first.range.start, close).includes('\n');
	return { open: open + 1, close, lines, gap, ...(spread && { indent: indentAt(text, (lines ? first : children.at(-1)!).range.start) }) };
}

/** Groups additions by the kept child that they follow; undefined is the beginning. */
function place(children: readonly (Entry | Node)[], kept: readonly (Entry | Node)[], additions: readonly FlowAddition[]): Map<Entry | Node | undefined, FlowAddition[]> {
	const groups = new Map<Entry | Node | undefined, FlowAddition[]>();
	for (const addition of additions) {
		const wanted = addition.after ? children.indexOf(addition.after) : -1;
		const anchor = children.slice(0, wanted < 0 ? children.length : wanted + 1).findLast(child => kept.includes(child));
		const group = groups.get(anchor);
		if (group) group.push(addition);
		else groups.set(anchor, [addition]);
	}
	return groups;
}

function writeRemovals(children: readonly (Entry | Node)[], removed: ReadonlySet<Entry | Node>, { edits, depth }: FlowTarget): void {
	for (let index = 0; index < children.length; index++) {
		if (!removed.has(children[index]!)) continue;
		let last = index;
		while (last + 1 < children.length && removed.has(children[last + 1]!)) last++;
		const next = children[last + 1];
		if (next) edits.add(children[index]!.range.start, next.range.start, '', depth);
		else edits.add(children[index - 1]!.range.end, children[last]!.range.end, '', depth);
		index = last;
	}
}

/** Nothing is left of what was there. */
function fill(container: MapNode | ListNode, texts: readonly string[], { open, close, lines, indent }: Layout, { text, style, edits, depth, json }: FlowTarget): void {
	if (texts.length === 0) {
		edits.add(open, close, '', depth);
		return;
	}
	if (lines) {
		const outer = indentAt(text, open);
		edits.add(open, close, `${style.eol}${texts.map(each => indent + each).join(`,${style.eol}`)}${style.eol}${outer}`, depth);
		return;
	}
	const pad = !json && container.kind === 'map' ? ' ' : '';
	edits.add(open, close, pad + texts.join(style.colon === ':' ? ',' : ', ') + pad, depth);
}

function insertBehind(child: Entry | Node, texts: readonly string[], children: readonly (Entry | Node)[], removed: ReadonlySet<Entry | Node>, layout: Layout, { text, style, edits, depth }: FlowTarget): void {
	const { end } = child.range;
	const next = children[children.indexOf(child) + 1];
	const separator = layout.lines ? style.eol + layout.indent : layout.gap;
	const comma = nextComma(text, end, next ? next.range.start : layout.close);
	const stop = lineEnd(text, end);
	const commented = layout.lines && /^[ \t]*,?[ \t]*(?:#|\/\/)/.test(text.slice(end, stop));
	if (commented && !(next && removed.has(next))) {
		if (comma === undefined || comma > stop) edits.add(end, end, ',', depth);
		edits.add(stop, stop, texts.map((each, index) => separator + each + (next || index < texts.length - 1 ? ',' : '')).join(''), depth);
		return;
	}
	if (!next && comma !== undefined) {
		edits.add(comma + 1, comma + 1, texts.map(each => separator + each).join(','), depth);
		return;
	}
	edits.add(end, end, texts.map(each => `,${separator}${each}`).join(''), depth);
}

/** The comma behind a child; comments are passed over. */
function nextComma(text: string, from: number, to: number): number | undefined {
	const found = /^(?:\s|#[^\n]*|\/\/[^\n]*)*,/.exec(text.slice(from, to));
	return found ? from + found[0].length - 1 : undefined;
}

function spellAddition(container: MapNode | ListNode, { key, value }: FlowAddition, { indent }: Layout, target: FlowTarget): string {
	const { style, json } = target;
	if (json) return key === undefined ? jsonText(value, style, indent) : jsonEntry(key, value, style, indent !== undefined && style.colon === ':' ? ': ' : style.colon, indent);
	const flow = flowStyleOf(container, target);
	return key === undefined ? flowText(value, flow) : flowEntry(key, value, flow);
}

function flowStyleOf(container: MapNode | ListNode, { text, style }: FlowTarget): FlowStyle {
	const first = container.kind === 'map' ? ownEntries(container)[0]?.key : container.items[0];
	const quoted = container.kind === 'map' && first?.kind === 'scalar' && (first.style === 'double' || first.style === 'single');
	const pad = first && container.kind === 'map' && text[container.range.end - 2] !== ' ' ? '' : ' ';
	return { quote: quoted ? first.style as 'single' | 'double' : 'plain', fallback: style.quote, pad, eol: style.eol };
}

/** Puts a value behind a key of a flow map. */
export function writeFlowValue(map: MapNode, entry: Entry, value: Planned, target: FlowTarget): void {
	const { text, edits, depth } = target;
	const { key, value: old } = entry;
	const spelt = spellValue(map, entry.range.start, old, value, target);
	if (old) {
		edits.add(old.range.start, old.range.end, spelt, depth);
		return;
	}
	const colon = colonEnd(text, key);
	const at = colon ?? key.range.end;
	if (colon !== undefined && /^ [,\n\r]/.test(text.slice(at, at + 2))) edits.add(at + 1, at + 1, spelt, depth);
	else edits.add(at, at, `${colon === undefined ? ':' : ''} ${spelt}`, depth);
}

export function writeFlowItem(list: ListNode, old: Node, value: Planned, target: FlowTarget): void {
	target.edits.add(old.range.start, old.range.end, spellValue(list, old.range.start, old, value, target), target.depth);
}

function spellValue(container: MapNode | ListNode, start: number, old: Node | undefined, value: Planned, target: FlowTarget): string {
	const { text, style, json } = target;
	const spread = isFirstOnLine(text, start) || (old !== undefined && text.slice(old.range.start, old.range.end).includes('\n'));
	if (json) return jsonText(value, style, spread ? indentAt(text, start) : undefined);
	if (typeof value === 'string' && old?.kind === 'scalar' && typeof old.value === 'string' && (old.style === 'single' || old.style === 'double')) return yamlString(value, old.style, true);
	return flowText(value, flowStyleOf(container, target));
}

/** For callers that have no container: the root of a JSON text. */
export function writeJsonRoot(old: Node, value: Planned, { style, edits, depth }: FlowTarget): void {
	edits.add(old.range.start, old.range.end, jsonText(value, style, style.pretty || value instanceof NewMap ? '' : undefined), depth);
}
