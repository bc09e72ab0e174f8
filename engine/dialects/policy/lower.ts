/** A policy file as one resource of the model of which only the policy is known. */
import type { DesignProblem, Lowered, LoweredResource } from '../../model/lowered.ts';
import type { MapEntry, Site, Value } from '../../model/value.ts';
import type { MapNode, Node, Range } from '../../syntax/tree.ts';
import type { SourceDocument, Sources } from '../dialect.ts';
import { inferHome } from './infer.ts';

export function lowerPolicies({ documents }: Sources): Lowered {
	return {
		dialect: 'policy',
		resources: documents.flatMap(document => {
			const { root } = document.tree;
			return root?.kind === 'map' ? [lowerPolicy(document, root)] : [];
		}),
		blocks: documents.map(({ uri, tree }) => ({ id: uri, uri, range: { start: 0, end: tree.text.length }, text: tree.text })),
		problems: documents.flatMap(({ uri, tree }) => tree.problems.map(({ message, range }): DesignProblem => ({ message, site: { uri, range }, severity: 'error' }))),
		incomplete: [],
	};
}

/** The file's own name, decoded: what a reader calls the policy. */
export function nameOf(uri: string): string {
	const name = uri.split(/[?#]/)[0]!.split('/').at(-1)!;
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

function lowerPolicy({ uri }: SourceDocument, root: MapNode): LoweredResource {
	const { type, property } = inferHome(root);
	const name = nameOf(uri);
	const site: Site = { uri, range: narrow(root) };
	return {
		id: name, type, name, address: name, site, blocks: [uri], when: [], partial: true,
		lower: () => ({ value: { kind: 'map', entries: new Map([[property, { key: site, value: toValue(uri, root) }]]), site }, reads: [] }),
	};
}

function toValue(uri: string, node: Node, key?: Range): Value {
	const site: Site = { uri, range: placeOf(node, key), ...(key && { key }) };
	switch (node.kind) {
		case 'scalar': return node.value === null ? { kind: 'absent', site } : { kind: 'known', scalar: node.value, site };
		case 'list': return { kind: 'list', items: node.items.map(item => toValue(uri, item)), site };
		case 'map': return { kind: 'map', entries: new Map(node.entries.map(({ key: name, value }): [string, MapEntry] => {
			const place: Site = { uri, range: name.range, key: name.range };
			return [String(name.value), { key: { uri, range: name.range }, value: value ? toValue(uri, value, name.range) : { kind: 'absent', site: place } }];
		})), site };
	}
}

/** The narrowest text that stands for a value: containers are named by their key. */
function placeOf(node: Node, key: Range | undefined): Range {
	return node.kind === 'scalar' ? node.range : key ?? narrow(node);
}

/** What stands for a map that has no key of its own: its first key. */
function narrow(node: Node): Range {
	return node.kind === 'map' ? node.entries[0]?.key.range ?? node.range : node.range;
}
