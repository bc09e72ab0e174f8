/** How values and blocks are spelt in HCL, as `terraform fmt` leaves them. Texts of several lines begin in the first column. */
import { Source, Tagged } from './edit.ts';
import { type Row, formatRows } from './hcl-format.ts';
import { Kept, NewList, NewMap, type Planned, entriesOf, isHollow, itemsOf } from './planned.ts';
import { scalarText } from './spell.ts';

/** An object of one entry that is no longer than this stays on one line. */
const SHORT = 60;

/** How the entries of objects are written. */
export interface ObjectStyle {
	/** Keys stand in quotes. */
	readonly quoted: boolean;
	/** What stands between key and value; undefined is an equals sign, which is aligned. */
	readonly sign?: string;
	/** Entries on lines of their own end in commas. */
	readonly commas: boolean;
}

const PLAIN: ObjectStyle = { quoted: false, commas: false };

/** An argument or block that is about to be written. */
export type Statement =
	| { readonly kind: 'argument'; readonly name: string; readonly value: Planned }
	| { readonly kind: 'block'; readonly header: readonly string[]; readonly body: NewMap };

/** What a key of a body stands for: an argument, or one block or several. */
export function statementsOf(name: string, value: Planned): Statement[] {
	if (isBlock(value)) return [{ kind: 'block', header: [name], body: value }];
	const items = value instanceof NewList ? itemsOf(value) : [];
	if (items.length > 0 && items.every(isBlock)) return items.map(body => ({ kind: 'block', header: [name], body }));
	return [{ kind: 'argument', name, value }];
}

export function isBlock(value: Planned): value is NewMap {
	return value instanceof NewMap && value.block;
}

/** A block with its body, whose arguments come first. */
export function blockText(header: readonly string[], body: NewMap, unit: string): string {
	return `${[header[0], ...header.slice(1).map(quotedHcl)].join(' ')} ${bodyText(body, unit)}`;
}

export function bodyText(body: NewMap, unit: string): string {
	const all = entriesOf(body).filter(([, value]) => !isHollow(value)).flatMap(([name, value]) => statementsOf(name, value));
	const rows = all.flatMap((one): Row[] => (one.kind === 'argument' ? [{ name: one.name, value: hclText(one.value, unit) }] : []));
	const blocks = all.flatMap(one => (one.kind === 'block' ? [blockText(one.header, one.body, unit)] : []));
	const parts = [...rows.length > 0 ? [formatRows(rows).join('\n')] : [], ...blocks];
	return parts.length === 0 ? '{}' : `{\n${indented(parts.join('\n\n'), unit)}\n}`;
}

/** A value as an expression; on one line without `unit`, the step of indentation. */
export function hclText(value: Planned, unit?: string, style = PLAIN): string {
	if (value instanceof Source) return value.text;
	if (value instanceof Tagged) throw new RangeError(`HCL has no tags: ${value.tag}`);
	if (value instanceof Kept) throw new RangeError('an argument or a block of HCL is not renamed');
	if (typeof value === 'string') return quotedHcl(value);
	if (value instanceof NewList) {
		const items = itemsOf(value).map(item => hclText(item, unit, style));
		const tall = unit !== undefined && items.some(item => item.includes('\n'));
		return tall ? `[\n${items.map(item => `${indented(item, unit)},\n`).join('')}]` : `[${items.join(', ')}]`;
	}
	if (!(value instanceof NewMap)) return scalarText(value);
	const rows = entriesOf(value).map(([key, item]): Row => ({ name: hclKey(key, style), value: hclText(item, unit, style) }));
	if (rows.length === 0) return '{}';
	const { sign, commas } = style;
	const line = `{ ${rows.map(row => row.name + (sign ?? ' = ') + row.value).join(', ')} }`;
	const short = rows.length === 1 && line.length <= SHORT && !line.includes('\n');
	if (unit === undefined || short) return line;
	const lines = sign === undefined ? formatRows(rows) : rows.map(row => row.name + sign + row.value);
	return `{\n${indented(lines.join(commas ? ',\n' : '\n'), unit)}\n}`;
}

/** A key of an object. */
export function hclKey(key: string, { quoted } = PLAIN): string {
	return !quoted && /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : quotedHcl(key);
}

export function quotedHcl(text: string): string {
	// HCL knows JSON's escapes but for \b, \f and \/.
	if (/[\b\f]/.test(text)) throw new RangeError('HCL cannot write control characters');
	return JSON.stringify(text).replaceAll('${', () => '$${').replaceAll('%{', '%%{');
}

/** Every line but empty ones. */
export function indented(text: string, indent: string): string {
	return text.replace(/^(?=[^\n])/gm, indent);
}
