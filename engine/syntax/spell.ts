/** How values are spelt in YAML and JSON. Layout of what is already there is the business of the block and flow writers. */
import { Source, Tagged } from './edit.ts';
import { Kept, NewList, NewMap, type Planned, entriesOf, isEmpty, itemsOf, plan } from './planned.ts';
import { draftOf, keptLines, keptText } from './spell-kept.ts';
import type { TextStyle } from './style.ts';
import type { Scalar, ScalarNode } from './tree.ts';

export type Quote = 'plain' | 'single' | 'double';

/** A string in YAML, quoted as wished if it must be; `plain` takes single quotes then. */
export function yamlString(value: string, wish: Quote, flow: boolean): string {
	if (wish === 'plain' && isPlainSafe(value, flow)) return value;
	const printable = /^[\t -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
	if (wish !== 'double' && printable && !/[\x85\u2028\u2029]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
	return JSON.stringify(value).replace(/[\x7f-\xa0\u2028\u2029\ufeff]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Nothing that any YAML, 1.1 or 1.2, reads as something else than this string. */
function isPlainSafe(value: string, flow: boolean): boolean {
	if (!/^[\x20-\x7e\xa1-\ud7ff\ue000-\ufefe\uff00-\ufffd]+$/.test(value) || /^\s|\s$|[\u2028\u2029]/.test(value)) return false;
	if (/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`=~]|^<<$|^(?:---|\.\.\.)/.test(value)) return false;
	if (/:(?:\s|$)|\s#/.test(value)) return false;
	if (flow && /[,[\]{}]|^[-?:]|:["',[\]{}]/.test(value)) return false;
	if (/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value)) return false;
	return !/^[-+.]?\d[\d_.,:eExXoObB+\-a-fA-F]*$|^[-+]?\.(?:inf|nan)$|^\d{4}-\d/i.test(value);
}

export function scalarText(value: Exclude<Scalar, string> | Source): string {
	if (value instanceof Source) throw new RangeError(`${value.text} is an expression of HCL`);
	if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} cannot be written`);
	return String(value);
}

/** JSON, on one line without `indent`, else on lines of its own below a line indented so. */
export function jsonText(value: Planned, style: TextStyle, indent?: string): string {
	if (value instanceof Tagged) throw new RangeError(`JSON has no tags: ${value.tag}`);
	if (value instanceof NewMap) {
		const colon = indent === undefined ? style.colon : style.colon === ':' ? ': ' : style.colon;
		const below = indent === undefined ? undefined : indent + style.unit;
		return bracketed('{}', entriesOf(value).map(([key, item]) => jsonEntry(key, item, style, colon, below)), style, indent);
	}
	if (value instanceof NewList) {
		const below = indent === undefined ? undefined : indent + style.unit;
		return bracketed('[]', itemsOf(value).map(item => jsonText(item, style, below)), style, indent);
	}
	if (value instanceof Kept) return keptText(value, style.eol, indent) ?? jsonText(anew(value), style, indent);
	return typeof value === 'string' ? JSON.stringify(value) : scalarText(value);
}

export function jsonEntry(key: string, value: Planned, style: TextStyle, colon: string, indent?: string): string {
	return `${JSON.stringify(key)}${colon}${jsonText(value, style, indent)}`;
}

function bracketed(brackets: '{}' | '[]', parts: readonly string[], style: TextStyle, indent: string | undefined): string {
	const [open, close] = brackets;
	if (parts.length === 0) return brackets;
	const pad = brackets === '{}' ? style.pad : '';
	if (indent === undefined) return `${open}${pad}${parts.join(style.colon === ':' ? ',' : ', ')}${pad}${close}`;
	const { eol, unit } = style;
	return `${open}${eol}${parts.map(part => indent + unit + part).join(`,${eol}`)}${eol}${indent}${close}`;
}

export interface FlowStyle {
	/** Wish for strings; a container whose keys are quoted gets quoted strings. */
	readonly quote: Quote;
	readonly fallback: 'single' | 'double';
	readonly eol: string;
	/** What stands inside braces. */
	readonly pad: string;
}

/** Flow YAML, on one line. */
export function flowText(value: Planned, style: FlowStyle): string {
	if (value instanceof NewMap) {
		const parts = entriesOf(value).map(([key, item]) => flowEntry(key, item, style));
		return parts.length ? `{${style.pad}${parts.join(', ')}${style.pad}}` : '{}';
	}
	if (value instanceof NewList) return `[${itemsOf(value).map(item => flowText(item, style)).join(', ')}]`;
	if (value instanceof Tagged) return `${value.tag} ${flowText(plan(value.value), style)}`;
	if (value instanceof Kept) return keptText(value, style.eol) ?? flowText(anew(value), style);
	return typeof value === 'string' ? flowString(value, style) : scalarText(value);
}

export function flowEntry(key: string, value: Planned, style: FlowStyle): string {
	return `${flowString(key, style)}: ${flowText(value, style)}`;
}

function flowString(value: string, { quote, fallback }: FlowStyle): string {
	const plain = quote === 'plain' && isPlainSafe(value, true);
	return yamlString(value, plain ? 'plain' : quote === 'plain' ? fallback : quote, true);
}

/** What fits behind a key or a dash; undefined for what needs lines of its own. */
export function inlineText(value: Planned, style: TextStyle): string | undefined {
	if ((value instanceof NewMap || value instanceof NewList) && !isEmpty(value)) return undefined;
	if (value instanceof Kept) throw new TypeError('what is kept has a key');
	if (value instanceof Tagged) {
		const inner = plan(value.value);
		return `${value.tag} ${inlineText(inner, style) ?? flowText(inner, { quote: 'plain', fallback: style.quote, pad: ' ', eol: style.eol })}`;
	}
	if (typeof value === 'string') return isPlainSafe(value, false) ? value : yamlString(value, style.quote, false);
	return flowText(value, { quote: 'plain', fallback: style.quote, pad: ' ', eol: style.eol });
}

/** What is kept, where its text cannot be. */
function anew({ instead, entry }: Kept): Planned {
	return instead === undefined ? plan(draftOf(entry.value)) : instead;
}

/** A key, or a string, in the place of another, with its quotes. */
export function keyText({ style }: ScalarNode, name: string, json: boolean, flow: boolean): string {
	return json ? JSON.stringify(name) : yamlString(name, style === 'single' || style === 'double' ? style : 'plain', flow);
}

/** Lines of a block map or list whose keys or dashes stand in the column. */
export function blockLines(value: Planned, column: number, style: TextStyle): string[] {
	if (value instanceof NewMap) return entriesOf(value).flatMap(([key, item]) => entryLines(key, item, column, style));
	if (value instanceof NewList) return itemsOf(value).flatMap(item => itemLines(item, column, style));
	throw new TypeError('not a collection');
}

export function entryLines(key: string, value: Planned, column: number, style: TextStyle): string[] {
	if (value instanceof Kept) {
		const { instead, entry: { value: old } } = value;
		if (instead === undefined) return keptLines(value, inlineText(key, style)!, column);
		const quoted = typeof instead === 'string' && old?.kind === 'scalar' ? keyText(old, instead, false, value.map.style === 'flow') : inlineText(instead, style);
		if (quoted !== undefined && old?.kind === 'scalar') return keptLines(value, inlineText(key, style)!, column, quoted);
		keptText(value, style.eol);
		return entryLines(key, instead, column, style);
	}
	const head = `${' '.repeat(column)}${inlineText(key, style)}:`;
	const inline = inlineText(value, style);
	return inline === undefined ? [head, ...blockLines(value, column + stepBelow(value, style), style)] : [`${head} ${inline}`];
}

export function itemLines(value: Planned, column: number, style: TextStyle): string[] {
	const dash = `${' '.repeat(column)}- `;
	const inline = inlineText(value, style);
	if (inline !== undefined) return [dash + inline];
	const [first, ...rest] = blockLines(value, column + 2, style);
	return [dash + first!.slice(column + 2), ...rest];
}

/** How much deeper than its key a collection stands. */
export function stepBelow(value: Planned, style: TextStyle): number {
	return value instanceof NewList && !style.indentLists ? 0 : style.unit.length;
}
