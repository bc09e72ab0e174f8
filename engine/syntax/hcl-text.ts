/** The literal texts of Terraform templates: which characters a piece of source stands for, and where each was written. */
import type { Range } from './tree.ts';

export interface LiteralText {
	readonly text: string;
	/** The source index of each unit of `text`; missing where text and source run alike. */
	readonly offsets?: readonly number[];
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Text of a heredoc or of a Terraform JSON string: only `$${` and `%%{` are escapes. */
export function heredocText(source: string, range: Range): LiteralText {
	const slice = source.slice(range.start, range.end);
	return /\$\$\{|%%\{/.test(slice) ? collect(source, range, doubled) : { text: slice };
}

/** Text between quotes. */
export function quotedText(source: string, range: Range): LiteralText {
	const slice = source.slice(range.start, range.end);
	return /\\|\$\$\{|%%\{/.test(slice) ? collect(source, range, (text, at) => doubled(text, at) ?? escaped(text, at)) : { text: slice };
}

/** For `<<-`: the common indentation of `content` is taken from its lines. */
export function dedented(content: string): (source: string, range: Range) => LiteralText {
	const width = indentationOf(content).length;
	return (source, range) => collect(source, range, (text, at) => {
		const lineStart = text[at - 1] === '\n' ? at : -1;
		if (lineStart < 0 || width === 0) return doubled(text, at);
		const blank = text.slice(at, at + width).match(/^[ \t]*/)![0].length;
		return blank > 0 ? { text: '', length: Math.min(blank, range.end - at) } : doubled(text, at);
	});
}

/** The indentation that all lines of a heredoc's content have. */
export function indentationOf(content: string): string {
	const indents = content.split('\n').slice(0, -1).filter(line => line.trim() !== '').map(line => /^\s*/.exec(line)![0]);
	return indents.reduce((least, one) => (one.length < least.length ? one : least), indents[0] ?? '');
}

interface Piece { readonly text: string; readonly length: number }

function doubled(source: string, at: number): Piece | undefined {
	const three = source.slice(at, at + 3);
	return three === '$${' || three === '%%{' ? { text: three.slice(1), length: 3 } : undefined;
}

function escaped(source: string, at: number): Piece | undefined {
	if (source[at] !== '\\') return undefined;
	const next = source[at + 1] ?? '';
	if (next in ESCAPES) return { text: ESCAPES[next]!, length: 2 };
	const digits = next === 'u' ? 4 : next === 'U' ? 8 : 0;
	const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
	return digits > 0 && code <= 0x10ffff ? { text: String.fromCodePoint(code), length: 2 + digits } : undefined;
}

function collect(source: string, range: Range, piece: (source: string, at: number) => Piece | undefined): LiteralText {
	let text = '';
	const offsets: number[] = [];
	for (let at = range.start; at < range.end;) {
		const found = piece(source, at) ?? { text: source[at]!, length: 1 };
		for (let unit = 0; unit < found.text.length; unit++) offsets.push(at);
		text += found.text;
		at += Math.max(1, found.length);
	}
	return { text, offsets };
}
