/**
 * Where the characters of a decoded string stand in the text: YAML's five scalar styles and JSON's strings (which are
 * double-quoted scalars in this respect).
 *
 * This does not decide what a scalar means: the readers do, and hand their result in as `value`. Positions are worked out when
 * somebody asks, since almost nobody does. Where text and value do not agree (broken text), positions are approximate but lie
 * inside the scalar.
 */
import type { Range, Scalar, ScalarNode } from './tree.ts';

export type ScalarStyle = ScalarNode['style'];

export interface ScalarSource {
	readonly text: string;
	/** The scalar with quotes or block header, without tag and anchor. */
	readonly token: Range;
	readonly value: Scalar;
	readonly style: ScalarStyle;
}

/** Builds a node; `start` is where its first property (tag, anchor) begins, where it has one. */
export function scalarNode(source: ScalarSource, extra: { readonly start?: number; readonly tag?: string; readonly shared?: boolean } = {}): ScalarNode {
	let offsets: readonly number[] | undefined;
	return {
		kind: 'scalar',
		value: source.value,
		style: source.style,
		range: extra.start === undefined ? source.token : { start: extra.start, end: source.token.end },
		...(extra.tag === undefined ? undefined : { tag: extra.tag }),
		...(extra.shared ? { shared: true } : undefined),
		offsetAt(index) {
			if (isVerbatim(source)) return clamp(source, contentStart(source) + index);
			offsets ??= characterOffsets(source);
			return offsets[Math.max(0, Math.min(index, offsets.length - 1))]!;
		},
	};
}

/** One line, and nothing escaped: value and text run in parallel. */
function isVerbatim({ token, value, style }: ScalarSource): boolean {
	if (style === 'literal' || style === 'folded') return false;
	const length = String(value).length;
	return typeof value !== 'string' || token.end - token.start === length + (style === 'plain' ? 0 : 2);
}

function contentStart({ token, style }: ScalarSource): number {
	return style === 'single' || style === 'double' ? token.start + 1 : token.start;
}

function clamp({ token }: ScalarSource, offset: number): number {
	return Math.max(token.start, Math.min(offset, token.end));
}

/** Offsets of all characters of the value and of its end: `value.length + 1` of them. */
function characterOffsets(source: ScalarSource): readonly number[] {
	const value = String(source.value);
	const found = source.style === 'literal' || source.style === 'folded' ? blockOffsets(source, value) : flowOffsets(source);
	if (found.length === value.length + 1) return found;
	// Never before what stands before it.
	return Array.from({ length: value.length + 1 }, (_, index) => found[index] ?? found.at(-1)!);
}

/** Plain and quoted scalars: escapes are undone and line breaks folded, each decoded character remembering where it began. */
function flowOffsets({ text, token, style }: ScalarSource): number[] {
	const quote = style === 'single' ? "'" : style === 'double' ? '"' : '';
	const closed = quote !== '' && token.end - token.start >= 2 && text[token.end - 1] === quote;
	const end = closed ? token.end - 1 : token.end;
	const offsets: number[] = [];
	/** White space before this length of the result is escaped and survives folding. */
	let solid = 0;
	let at = quote ? token.start + 1 : token.start;
	while (at < end) {
		const character = text[at]!;
		if (isBreak(text, at)) {
			offsets.length = solid;
			at = foldLines(text, at, end, offsets);
			solid = offsets.length;
			continue;
		}
		if (style === 'double' && character === '\\') {
			at = isBreak(text, at + 1) ? skipIndentation(text, afterBreak(text, at + 1), end) : skipEscape(text, at, end, offsets);
			solid = offsets.length;
			continue;
		}
		offsets.push(at);
		if (character !== ' ' && character !== '\t') solid = offsets.length;
		at += style === 'single' && character === "'" ? 2 : 1;
	}
	offsets.push(end);
	return offsets;
}

function isBreak(text: string, at: number): boolean {
	return text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');
}

function afterBreak(text: string, at: number): number {
	return text[at] === '\r' ? at + 2 : at + 1;
}

function skipIndentation(text: string, at: number, end: number): number {
	while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
	return at;
}

/** One break is a space, n breaks are n - 1 line feeds. Answers where the next line's content begins. */
function foldLines(text: string, at: number, end: number, offsets: number[]): number {
	const breaks: number[] = [];
	while (at < end && isBreak(text, at)) {
		breaks.push(at);
		at = skipIndentation(text, afterBreak(text, at), end);
	}
	offsets.push(...(breaks.length === 1 ? breaks : breaks.slice(1)));
	return Math.min(at, end);
}

const escapeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** An escape sequence; answers where the text goes on. Code points beyond the first plane take two characters. */
function skipEscape(text: string, at: number, end: number, offsets: number[]): number {
	const digits = escapeLengths[text[at + 1] ?? ''] ?? 0;
	const after = Math.min(at + 2 + digits, end);
	offsets.push(at);
	if (digits === 8 && Number.parseInt(text.slice(at + 2, after), 16) > 0xffff) offsets.push(at);
	return after;
}

/**
 * Literal and folded scalars: each line of content is found again in the value, and the white space between two lines is what
 * the value has in place of their line breaks.
 */
function blockOffsets(source: ScalarSource, value: string): number[] {
	const { text, token } = source;
	const lines = contentLines(text, token);
	const indent = blockIndentation(text, lines, value);
	const offsets: number[] = [];
	let index = 0;
	let breaks: number[] = [];
	for (const line of lines) {
		const start = Math.min(line.start + indent, line.end);
		if (start < line.end) {
			index = matchBreaks(value, index, breaks, offsets);
			breaks = [];
			for (let at = start; at < line.end && index < value.length; at++, index++) offsets.push(at);
		}
		breaks.push(line.end);
	}
	matchBreaks(value, index, breaks, offsets);
	while (offsets.length < value.length) offsets.push(token.end);
	offsets.length = value.length;
	offsets.push(Math.min(token.end, text.length));
	return offsets;
}

/** The lines after the header, without their line breaks. */
function contentLines(text: string, token: Range): Range[] {
	const lines: Range[] = [];
	let start = text.indexOf('\n', token.start) + 1;
	if (start === 0) return lines;
	while (start < token.end || (start === token.end && lines.length === 0)) {
		const feed = text.indexOf('\n', start);
		const stop = feed < 0 ? text.length : feed;
		lines.push({ start, end: stop > start && text[stop - 1] === '\r' ? stop - 1 : stop });
		start = stop + 1;
	}
	return lines;
}

/** How much of each line is indentation, from the first line that has content. */
export function blockIndentation(text: string, lines: readonly Range[], value: string): number {
	const line = lines.find(candidate => text.slice(candidate.start, candidate.end).trim() !== '');
	if (!line) return 0;
	const first = /[^\n]+/.exec(value)?.[0] ?? '';
	const spaces = /^ */.exec(text.slice(line.start, line.end))![0].length;
	return spaces - /^ */.exec(first)![0].length;
}

/** Places the space or line feeds that the value has for a run of line breaks; answers the index behind them. */
function matchBreaks(value: string, index: number, breaks: readonly number[], offsets: number[]): number {
	const from = index;
	if (value[index] === ' ' && breaks.length > 0 && from > 0) index++;
	else while (value[index] === '\n') index++;
	const dropped = Math.max(0, breaks.length - (index - from));
	for (let place = 0; place < index - from; place++) {
		const known = value[from] === ' ' ? breaks[0] : breaks[Math.min(place + (place === 0 && dropped > 0 ? 0 : dropped), breaks.length - 1)];
		offsets.push(known ?? offsets.at(-1) ?? 0);
	}
	return index;
}
