/** Functions on strings. */
import type { TextPart, Value } from '../../../model/value.ts';
import { text } from '../../../model/value.ts';
import { MAX_TEXT } from '../evaluate.ts';
import { type Plain, failure, lift, partsOf, settled } from '../values.ts';
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
	const find = String(pattern.scalar);
	if (find.length > 1 && find.startsWith('/') && find.endsWith('/')) return context.unknown('regular expressions are not evaluated');
	const result = String(subject.scalar).split(find).join(String(replacement.scalar));
	return result.length > MAX_TEXT ? context.unknown('too long') : known(result, context.site);
});

const split = plain(([separator, subject], context) => {
	if (separator?.kind !== 'known' || subject?.kind !== 'known') return context.unknown();
	const value = String(subject.scalar);
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
		for (const [index, item] of all.entries()) {
			const own = partsOf(item);
			if (!own) return failure('join needs strings', context.site);
			parts.push(...(index > 0 ? [separator] : []), ...own);
		}
		return text(parts, context.site);
	});
}

const format = plain(([pattern, ...args], context) => {
	if (pattern?.kind !== 'known') return context.unknown();
	return formatted(String(pattern.scalar), args, context);
});

function formatted(pattern: string, args: readonly Plain[], context: CallContext): Value {
	const parts: TextPart[] = [];
	let next = 0;
	for (const piece of pattern.split(/(%%|%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z])/)) {
		if (piece === '%%') parts.push('%');
		else if (!/^%.*[a-zA-Z]$/.test(piece)) parts.push(piece);
		else {
			const arg = args[next++];
			const own = arg && verb(piece, arg);
			if (own === undefined) return arg ? context.unknown(`${piece} is not evaluated`) : failure('too few arguments', context.site);
			parts.push(...own);
		}
	}
	return text(parts, context.site);
}

/** The text of one verb; undefined where it is not carried out. */
function verb(verb: string, arg: Plain): readonly TextPart[] | undefined {
	const parts = partsOf(arg);
	if (/^%[sv]$/.test(verb)) return parts;
	if (arg.kind !== 'known' || !parts) return undefined;
	const [, flags = '', width = '', letter] = verb.match(/^%([-0]*)(\d*)([dsqv])$/) ?? [];
	if (!letter || Number(width) > 1000) return undefined;
	const value = letter === 'q' ? JSON.stringify(String(arg.scalar)) : letter === 'd' ? String(Math.trunc(Number(arg.scalar))) : String(arg.scalar);
	if (flags.includes('-')) return [value.padEnd(Number(width))];
	return [value.padStart(Number(width), flags.includes('0') ? '0' : ' ')];
}

const formatlist = plain(([pattern, ...args], context) => {
	if (pattern?.kind !== 'known' || args.some(arg => arg.kind === 'list' && arg.open)) return context.unknown();
	const length = Math.max(...args.map(arg => (arg.kind === 'list' ? arg.items.length : 1)), 0);
	const rows = Array.from({ length }, (_, row) => args.map(arg => (arg.kind === 'list' ? arg.items[row] : arg)));
	if (rows.some(row => row.includes(undefined))) return failure('lists of different lengths', context.site);
	return listOf(rows.map(row => lift(row as Value[], context.site, all => formatted(String(pattern.scalar), all, context))), context.site);
});

const substr = scalar((value, offset, length) => {
	const characters = [...String(value)];
	const from = Number(offset) < 0 ? characters.length + Number(offset) : Number(offset);
	return characters.slice(Math.max(0, from), Number(length) < 0 ? undefined : Math.max(0, from) + Number(length)).join('');
});

export const strings: Record<string, TerraformFunction> = {
	replace, split, join, format, formatlist, substr,
	lower: string(value => value.toLowerCase()),
	upper: string(value => value.toUpperCase()),
	title: string(value => value.replace(/(^|\s)\S/g, letter => letter.toUpperCase())),
	trim: string((value, characters) => trimmed(value, characters, true, true)),
	trimprefix: string((value, prefix) => (value.startsWith(prefix) ? value.slice(prefix.length) : value)),
	trimsuffix: string((value, suffix) => (suffix && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value)),
	trimspace: string(value => value.trim()),
	chomp: string(value => value.replace(/[\r\n]+$/, '')),
	indent: scalar((spaces, value) => (Number(spaces) > 100 ? undefined : String(value).replaceAll('\n', `\n${' '.repeat(Math.max(0, Number(spaces)))}`))),
	strrev: string(value => [...value].reverse().join('')),
	startswith: string((value, prefix) => value.startsWith(prefix)),
	endswith: string((value, suffix) => value.endsWith(suffix)),
	strcontains: string((value, part) => value.includes(part)),
	basename: string(value => value.replace(/\/+$/, '').split('/').at(-1)!),
	dirname: string(value => value.split('/').slice(0, -1).join('/') || '.'),
};
