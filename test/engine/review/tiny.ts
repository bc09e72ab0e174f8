/**
 * A dialect small enough to be obviously right, for tests of what stands above dialects: `Name: { Type, When, Properties }` below
 * `Resources`, with `!Ref`, `!If [Condition, yes, no]`, `!Default value` and `!Unknown x`. Its writer appends text that says
 * what it was asked for.
 */
import type { Dialect, SourceDocument } from '../../../engine/dialects/dialect.ts';
import { Architecture, type ArchitectureOptions } from '../../../engine/model/architecture.ts';
import type { Block, Lowered, LoweredResource } from '../../../engine/model/lowered.ts';
import type { MapValue, Site, Value } from '../../../engine/model/value.ts';
import { type Node, get } from '../../../engine/syntax/tree.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';

export const URI = 'file:///designs/a.yaml';

export const tiny: Dialect & { lowerings: number } = {
	id: 'cloudformation',
	name: 'Tiny',
	lowerings: 0,
	detect: ({ tree }) => (get(tree.root, 'Resources') ? { yes: true, reason: 'it has Resources' } : { yes: false, reason: 'it has no Resources' }),
	lower: ({ documents }) => lower(documents),
	write: ({ documents }, _, changes) => {
		const { uri, tree: { text } } = documents[0]!;
		const newText = changes.map(change => `# ${JSON.stringify(change)}\n`).join('');
		return changes.some(change => change.kind === 'remove') ? { refused: 'nothing is removed here' } : { edits: new Map([[uri, [{ range: { start: text.length, end: text.length }, newText }]]]) };
	},
};

/** An architecture of one YAML text. */
export function design(text: string, options?: ArchitectureOptions, uri = URI): Architecture {
	return new Architecture(tiny.lower({ documents: [{ uri, tree: readYaml(text) }] }), options);
}

function lower(documents: readonly SourceDocument[]): Lowered {
	const blocks: Block[] = [];
	const resources: LoweredResource[] = [];
	for (const { uri, tree } of documents) {
		blocks.push({ id: `${uri}#`, uri, range: { start: 0, end: tree.text.length }, text: '' });
		const root = get(tree.root, 'Resources');
		for (const { key, value, range } of root?.kind === 'map' ? root.entries : []) {
			const name = String(key.value);
			const block = { id: `${uri}#${name}`, uri, range, text: tree.text.slice(range.start, range.end) };
			blocks.push(block);
			const when = scalarOf(get(value, 'When'));
			resources.push({
				id: name, name, address: name, type: scalarOf(get(value, 'Type')) ?? '', site: { uri, range: key.range }, blocks: [block.id],
				when: when ? when.split(' ').map(one => ({ name: one.replace('!', ''), is: !one.startsWith('!') })) : [],
				lower: () => {
					tiny.lowerings++;
					const properties = get(value, 'Properties');
					const site = { uri, range: properties?.range ?? key.range };
					const own = properties && lowered(properties, site);
					return { value: own?.kind === 'map' ? own : { kind: 'map', entries: new Map(), site }, reads: [] };
				},
			});
		}
	}
	return { dialect: 'Tiny', resources, blocks, problems: [], incomplete: [] };
}

function lowered(node: Node, at: Site): Value {
	const site = { ...at, range: node.range };
	const items = node.kind === 'list' ? node.items : [];
	switch (node.tag) {
		case '!Ref': return { kind: 'reference', target: scalarOf(node)!, attribute: 'Ref', site };
		case '!Unknown': return { kind: 'unknown', reason: `${scalarOf(node)} has no default`, site };
		case '!Default': {
			const value = { kind: 'known' as const, scalar: scalarOf(node)!, site };
			return { kind: 'assumed', value, source: 'parameter Stage', sourceSite: { uri: at.uri, range: { start: 0, end: 4 } }, site };
		}
		case '!If': return {
			kind: 'choice', site,
			options: [true, false].map((is, index) => ({ when: [{ name: scalarOf(items[0])!, is }], value: lowered(items[index + 1]!, site) })),
		};
		default:
	}
	if (node.kind === 'scalar') return { kind: 'known', scalar: node.value, site };
	if (node.kind === 'list') return { kind: 'list', items: items.map(item => lowered(item, site)), site };
	const entries = node.entries.map(({ key, value }) => {
		const own = { uri: at.uri, range: key.range };
		return [String(key.value), { key: own, value: value ? lowered(value, { ...own, key: key.range }) : { kind: 'absent' as const, site: own } }] as const;
	});
	return { kind: 'map', entries: new Map(entries), site } satisfies MapValue;
}

function scalarOf(node: Node | undefined): string | undefined {
	return node?.kind === 'scalar' ? String(node.value) : undefined;
}
