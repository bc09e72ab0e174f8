/** Functions on strings. */
import type { TextPart, Value } from '../../../model/value.ts';
import { text, toNumber } from '../../../model/value.ts';
import { MAX_ITEMS, MAX_TEXT } from '../session.ts';
import { type Plain, failure, lift, partsOf, settled, textOf } from '../values.ts';
import { truth } from '../operators.ts';
import { type CallContext, type TerraformFunction, listOf, plain, scalar, string } from './function.ts';
import { known } from '../values.ts';

function trimmed(value: string, characters: string, start: boolean, end: boolean): string {
	const set = new Set(characters);
	let from = 0;
	let to = value.length;
	while (start && from < to && set.has(value[from]!)) from++;
	while (end && to > from && set.has(value[to - 1]!)) to--;
	return value.slice(from, to);
}

/** A `/pattern/` is a regular expression, which is not carried out: a pattern of the workspace could run for ever. */
const replace = plain(([subject, pattern, replacement], context) => {
	if (subject?.kind !== 'known' || pattern?.kind !== 'known' || replacement?.kind !== 'known') return context.unknown();
	const find = textOf(pattern.scalar);
	if (find.length > 1 && find.startsWith('/') && find.endsWith('/')) return context.unknown('regular expressions are not evaluated');
	const pieces = textOf(subject.scalar).split(find);
	const by = textOf(replacement.scalar);
	if (find === '' || (pieces.length - 1) * by.length > MAX_TEXT) return context.unknown('too long');
	return known(pieces.join(by), context.site);
});

const split = plain(([separator, subject], context) => {
	if (separator?.kind !== 'known' || subject?.kind !== 'known') return context.unknown();
	const value = textOf(subject.scalar);
	if (value.length > MAX_ITEMS && value.split(String(separator.scalar)).length > MAX_ITEMS) return context.unknown('too long');
	return listOf((value === '' ? [''] : value.split(String(separator.scalar))).map(part => known(part, context.site)), context.site);
});

const join = plain(([separator, ...lists], context) => {
	if (separator?.kind !== 'known' || lists.some(list => list.kind !== 'list' || list.open)) return context.unknown();
	const items = lists.flatMap(list => (list.kind === 'list' ? list.items : []));
	// One alone is itself, with what is known of it: `join("", x[*].json)`.
	if (items.length === 1 && settled(items[0]!).kind !== 'known') return lift(items, context.site, ([only]) => (partsOf(only!) ? only! : failure('join needs strings', context.site)));
	return joined(items, String(separator.scalar), context);
});

function joined(items: readonly Value[], separator: string, context: CallContext): Value {
	return lift(items, context.site, all => {
		const parts: TextPart[] = [];
		let length = 0;
		for (const [index, item] of all.entries()) {
			const own = partsOf(item);
			if (!own) return failure('join needs strings', context.site);
			parts.push(...(index > 0 ? [separator] : []), ...own);
			length += separator.length + lengthOf(own);
			if (length > MAX_TEXT) return context.unknown('too long');
		}
		return text(parts, context.site);
	});
}

function lengthOf(parts: readonly TextPart[]): number {
	return parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
}

const format = plain(([pattern, ...args], context) => {
	if (pattern?.kind !== 'known') return context.unknown();
	return formatted(String(pattern.scalar), args, context);
});

function formatted(pattern: string, args: readonly Plain[], context: CallContext): Value {
	const parts: TextPart[] = [];
	let next = 0;
	let numbered = false;
	for (const [index, piece] of pattern.split(/(%%|%(?:\[\d+\])?[-+ #0]*\d*(?:\.\d+)?[a-zA-Z])/).entries()) {
		if (piece === '%%') parts.push('%');
		else if (index % 2 === 0) {
			if (piece.includes('%')) return context.unknown('the verb is not evaluated');
			parts.push(piece);
		} else {
			const [, number] = /^%\[(\d+)\]/.exec(piece) ?? [];
			if (number !== undefined) next = Number(number) - 1;
			numbered ||= number !== undefined;
			const arg = args[next++];
			if (!arg) return failure('too few arguments', context.site);
			const own = verb(piece.replace(/\[\d+\]/, ''), arg, context);
			if (!Array.isArray(own)) return own as Value ?? context.unknown(`${piece} is not evaluated`);
			parts.push(...own as readonly TextPart[]);
		}
	}
	if (next < args.length && !numbered) return failure('too many arguments', context.site);
	return lengthOf(parts) > MAX_TEXT ? context.unknown('too long') : text(parts, context.site);
}

/** The text of one verb; undefined where it is not carried out. */
function verb(verb: string, arg: Plain, context: CallContext): readonly TextPart[] | Value | undefined {
	const parts = partsOf(arg);
	if (/^%[sv]$/.test(verb)) return parts;
	if (arg.kind !== 'known' || !parts) return undefined;
	const [, flags = '', width = '', letter] = verb.match(/^%([-0]*)(\d*)([dsqvt])$/) ?? [];
	if (!letter || Number(width) > 1000) return undefined;
	const written = parts.join('');
	if (letter === 'd' && toNumber(written) === undefined) return failure('%d needs a number', context.site);
	if (letter === 't' && truth(arg) === undefined) return failure('%t needs a truth value', context.site);
	const value = letter === 'q' ? JSON.stringify(written) : letter === 'd' ? textOf(Math.trunc(Number(written))) : letter === 't' ? String(truth(arg)) : written;
	if (flags.includes('-')) return [value.padEnd(Number(width))];
	const sign = flags.includes('0') && letter === 'd' && value.startsWith('-') ? '-' : '';
	return [sign + value.slice(sign.length).padStart(Number(width) - sign.length, flags.includes('0') ? '0' : ' ')];
}

const formatlist = plain(([pattern, ...args], context) => {
	if (pattern?.kind !== 'known' || args.some(arg => arg.kind === 'list' && arg.open)) return context.unknown();
	if (args.some(arg => arg.kind === 'unknown')) return context.unknown();
	const length = Math.max(...args.map(arg => (arg.kind === 'list' ? arg.items.length : 1)), 0);
	if (length * String(pattern.scalar).length > MAX_TEXT) return context.unknown('too long');
	const rows = Array.from({ length }, (_, row) => args.map(arg => (arg.kind === 'list' ? arg.items[row] : arg)));
	if (rows.some(row => row.includes(undefined))) return failure('lists of different lengths', context.site);
	return listOf(rows.map(row => lift(row as Value[], context.site, all => formatted(String(pattern.scalar), all, context))), context.site);
});

const substr = scalar((value, offset, length) => {
	const characters = [...textOf(value)];
	const from = Number(offset) < 0 ? characters.length + Number(offset) : Number(offset);
	return characters.slice(Math.max(0, from), Number(length) < 0 ? undefined : Math.max(0, from) + Number(length)).join('');
});

export const strings: Record<string, TerraformFunction> = {
	replace, split, join, format, formatlist, substr,
	lower: string(value => value.toLowerCase()),
	upper: string(value => value.toUpperCase()),
	title: string(value => value.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, letter => letter.toUpperCase())),
	trim: string((value, characters) => trimmed(value, characters, true, true)),
	trimprefix: string((value, prefix) => (value.startsWith(prefix) ? value.slice(prefix.length) : value)),
	trimsuffix: string((value, suffix) => (suffix && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value)),
	trimspace: string(value => value.trim()),
	chomp: string(value => trimmed(value, '\r\n', false, true)),
	indent: scalar((spaces, value) => (Number(spaces) > 100 || String(value).length > MAX_TEXT / 100 ? undefined : String(value).replaceAll('\n', `\n${' '.repeat(Math.max(0, Number(spaces)))}`))),
	strrev: string(value => [...value].reverse().join('')),
	startswith: string((value, prefix) => value.startsWith(prefix)),
	endswith: string((value, suffix) => value.endsWith(suffix)),
	strcontains: string((value, part) => value.includes(part)),
	basename: string(value => trimmed(value, '/', false, true).split('/').at(-1) || (value === '' ? '.' : '/')),
	dirname: string(value => (value.includes('/') ? trimmed(value.slice(0, value.lastIndexOf('/')), '/', false, true) || (value.startsWith('/') ? '/' : '.') : '.')),
};
