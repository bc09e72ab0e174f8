/** Random data, written in every layout that a reader may meet, and what a tree says in plain data. */
import fc from 'fast-check';
import type { Node } from '../../../engine/syntax/tree.ts';

export type Data = string | number | boolean | null | Data[] | { [key: string]: Data };

/** The data of a tree; a tagged node is `{ '!Tag': value }`. */
export function dataOf(node: Node | undefined): Data | undefined {
	if (!node) return undefined;
	const value = node.kind === 'scalar' ? node.value
		: node.kind === 'list' ? node.items.map(item => dataOf(item) ?? null)
		: Object.fromEntries(node.entries.map(entry => [entry.key.value as string, dataOf(entry.value) ?? null]));
	return node.tag === undefined ? value : { [node.tag]: value };
}

const words = ['a', 'Type', 'AWS::S3::Bucket', 'two words', 'yes', 'No', 'null', '~', '2012-10-17', '012345', '12', '1.10', '', ' padded ', '*', '*x', '&x', '!Ref', '# no', 'a # no', 'a: b', 'a:', '- a', '-', '?', '{', '}', '[', ']', ',', 'a, b', "it's", '"quoted"', 'back\\slash', 'line\nbreak', 'tab\there', '%x', '@x', '`x', '|', '>', 'ünï', '😀', '\u0085', '\ufeffx', '<<', '---', '...', 'true', '.5', '0x1f', '1e3', '12:30', '${A}', '=', ':x', '-x', 'x:y', '\u00a0', 'arn:aws:s3:::b/*', '\u2028', '!'];

export const text = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 }));
export const key = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'Type', 'Properties') }, { weight: 1, arbitrary: text.filter(word => word !== '<<') })
	.filter(word => word !== '__proto__' && !/^(?:0|[1-9]\d*)$/.test(word));
const scalar = fc.oneof(text, fc.integer({ min: -1000, max: 1000 }), fc.boolean(), fc.constant(null), fc.constant(1.5));

export const { data, map } = fc.letrec<{ data: Data; map: { [key: string]: Data }; list: Data[] }>(tie => ({
	data: fc.oneof({ depthSize: 'small', withCrossShrink: true, maxDepth: 3 }, scalar as fc.Arbitrary<Data>, tie('map'), tie('list')),
	map: fc.dictionary(key, tie('data'), { maxKeys: 4, noNullPrototype: true }),
	list: fc.array(tie('data'), { maxLength: 4 }),
}));

export interface Layout {
	readonly unit: number;
	readonly indentLists: boolean;
	readonly eol: '\n' | '\r\n';
	readonly finalBreak: boolean;
	readonly quote: 'single' | 'double';
	readonly comments: boolean;
}

export const layout: fc.Arbitrary<Layout> = fc.record({
	unit: fc.constantFrom(2, 4),
	indentLists: fc.boolean(),
	eol: fc.constantFrom('\n' as const, '\r\n' as const),
	finalBreak: fc.boolean(),
	quote: fc.constantFrom('single' as const, 'double' as const),
	comments: fc.boolean(),
});

/** Spells scalars and small collections in flow style, always quoting strings. */
function inline(value: Data, { quote }: Layout): string {
	if (typeof value === 'string') return quote === 'single' && /^[\x20-\x7eü😀]*$/u.test(value) ? `'${value.replaceAll("'", "''")}'` : escaped(value);
	if (Array.isArray(value)) return value.length ? `[${value.map(item => inline(item, { quote } as Layout)).join(', ')}]` : '[]';
	if (value !== null && typeof value === 'object') {
		const parts = Object.entries(value).map(([name, item]) => `${inline(name, { quote } as Layout)}: ${inline(item, { quote } as Layout)}`);
		return parts.length ? `{ ${parts.join(', ')} }` : '{}';
	}
	return String(value);
}

function escaped(value: string): string {
	return JSON.stringify(value).replace(/[\x7f-\xa0\u2028\u2029\ufeff]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function isCollection(value: Data | undefined): value is Data[] | { [key: string]: Data } {
	return typeof value === 'object' && value !== null;
}

/** Block YAML. Each entry and item carries comments that name it by its path, above and (where a line ends) behind it. */
export function toBlock(value: Data, form: Layout): string {
	const lines = block(value, 0, form, '');
	return lines.join(form.eol) + (form.finalBreak ? form.eol : '');
}

function block(value: Data, column: number, form: Layout, path: string): string[] {
	if (!isCollection(value) || size(value) === 0) return [' '.repeat(column) + inline(value, form)];
	const pad = ' '.repeat(column);
	if (Array.isArray(value)) {
		return value.flatMap((item, index) => {
			const here = `${path}/${index}`;
			const above = form.comments && index > 0 ? [`${pad}# above ${here}`] : [];
			if (!isCollection(item) || size(item) === 0) return [...above, `${pad}- ${inline(item, form)}${behind(form, here)}`];
			const [first, ...rest] = block(item, column + 2, form, here);
			return [...above, `${pad}- ${first!.slice(column + 2)}`, ...rest];
		});
	}
	return Object.entries(value).flatMap(([name, item], index) => {
		const here = `${path}/=${encodeURIComponent(name)}`;
		const above = form.comments && index > 0 ? [`${pad}# above ${here}`] : [];
		const head = `${pad}${/^[A-Za-z]+$/.test(name) && !/^(?:yes|no|y|n|true|null)$/i.test(name) ? name : inline(name, form)}:`;
		if (!isCollection(item) || size(item) === 0) return [...above, `${head} ${inline(item, form)}${behind(form, here)}`];
		const deeper = column + (Array.isArray(item) && !form.indentLists ? 0 : form.unit);
		return [...above, `${head}${behind(form, here)}`, ...block(item, deeper, form, here)];
	});
}

function behind({ comments }: Layout, path: string): string {
	return comments ? ` # behind ${path}` : '';
}

export function toFlow(value: Data, form: Layout): string {
	return inline(value, form);
}

export function size(value: Data[] | { [key: string]: Data }): number {
	return Array.isArray(value) ? value.length : Object.keys(value).length;
}
