/**
 * Suppressions as people write them into a design, and what becomes of findings under them.
 *
 * A suppression names rules and a scope: a resource (by standing in its text or directly above it) or a document. It is read
 * from comments, from CloudFormation's `Metadata: Plumbline: ignore` and from Terraform JSON's `//` keys, by the syntax tree
 * alone. One that is not needed, not understood or out of date is a finding itself. Writing them is suppression-edits.ts.
 */
import type { Architecture } from '../model/architecture.ts';
import type { SourceDocument } from '../dialects/dialect.ts';
import type { Entry, ListNode, MapNode, Node, Range } from '../syntax/tree.ts';
import { ResourceScopes } from './suppression-scopes.ts';

export interface Suppression {
	readonly uri: string;
	/** The whole of it, as it is underlined. */
	readonly range: Range;
	readonly rules: readonly { readonly name: string; readonly range: Range }[];
	/** Addresses of resources; `file` for the whole document; empty where it stands at no resource. */
	readonly scope: 'file' | ReadonlySet<string>;
	readonly reason?: string;
	/** As it is written; perhaps no day at all. */
	readonly until?: string;
	readonly written: Written;
}

/** In which form it is written, with what is needed to take it away. */
export type Written =
	| { readonly as: 'comment' }
	| { readonly as: 'key'; readonly map: MapNode; readonly entry: Entry }
	/** `entries` lead from `Metadata` to `ignore`, each in its map. */
	| { readonly as: 'item'; readonly list: ListNode; readonly item: Node; readonly entries: readonly { readonly map: MapNode; readonly entry: Entry }[] };

const MARK = 'plumbline-ignore';

/** All suppressions in the documents of a design. */
export function readSuppressions(design: Architecture, documents: readonly SourceDocument[]): Suppression[] {
	const marked = documents.filter(({ tree }) => tree.text.includes(MARK) || tree.text.includes('Plumbline'));
	if (marked.length === 0) return [];
	const scopes = new ResourceScopes(design);
	return marked.flatMap(document => [...inComments(document, scopes), ...inValues(document, scopes)]);
}

function inComments(document: SourceDocument, scopes: ResourceScopes): Suppression[] {
	return document.tree.comments.flatMap(({ text, range }) => {
		const start = document.tree.text.indexOf(text, range.start);
		const head = marked(text);
		if (!head) return [];
		return [{
			...parse(text.slice(head.length), index => start + head.length + index),
			uri: document.uri, range: { start, end: start + text.length },
			scope: head.file ? 'file' : scopes.ofComment(document, range),
			written: { as: 'comment' },
		}];
	});
}

function inValues(document: SourceDocument, scopes: ResourceScopes): Suppression[] {
	const found: Suppression[] = [];
	const scopeOf = (node: Node) => scopes.around(document.uri, node.range);
	const visit = (node: Node, depth: number) => {
		if (depth > 100 || node.shared) return;
		if (node.kind === 'list') for (const item of node.items) visit(item, depth + 1);
		if (node.kind !== 'map') return;
		for (const entry of node.entries) {
			const { key, value } = entry;
			if (!value) continue;
			if (key.value === '//') found.push(...fromKey(document.uri, node, entry, value, scopeOf(value)));
			else if (key.value === 'Metadata') found.push(...fromMetadata(document.uri, node, entry, depth === 0 ? () => 'file' : scopeOf));
			visit(value, depth + 1);
		}
	};
	if (document.tree.root) visit(document.tree.root, 0);
	return found;
}

/** A string, or a list of strings where there are several remarks. */
function fromKey(uri: string, map: MapNode, entry: Entry, value: Node, scope: ReadonlySet<string>): Suppression[] {
	return (value.kind === 'list' ? value.items : [value]).flatMap(item => {
		const text = item.kind === 'scalar' ? String(item.value) : '';
		const head = marked(text);
		if (item.kind !== 'scalar' || !head) return [];
		return [{
			...parse(text.slice(head.length), index => item.offsetAt(head.length + index)),
			uri, range: item.range, scope: head.file ? 'file' as const : scope,
			written: value.kind === 'list' ? { as: 'item' as const, list: value, item, entries: [{ map, entry }] } : { as: 'key' as const, map, entry },
		}];
	});
}

function fromMetadata(uri: string, map: MapNode, entry: Entry, scopeOf: (node: Node) => Suppression['scope']): Suppression[] {
	const entries = [{ map, entry }];
	for (const name of ['Plumbline', 'ignore']) {
		const inner = entries.at(-1)!.entry.value;
		const next = inner?.kind === 'map' ? inner.entries.find(one => one.key.value === name) : undefined;
		if (inner?.kind !== 'map' || !next) return [];
		entries.push({ map: inner, entry: next });
	}
	const list = entries.at(-1)!.entry.value;
	if (list?.kind !== 'list') return [];
	return list.items.flatMap(item => (item.kind !== 'scalar' ? [] : [{
		...parse(String(item.value), index => item.offsetAt(index)),
		uri, range: item.range, scope: scopeOf(item), written: { as: 'item' as const, list, item, entries },
	}]));
}

function marked(text: string): { length: number; file: boolean } | undefined {
	const match = /^plumbline-ignore(-file)?(?=\s|$)/.exec(text);
	return match ? { length: match[0].length, file: match[1] !== undefined } : undefined;
}

/** `RULE[, RULE…][: reason] [until=YYYY-MM-DD]` */
function parse(text: string, offsetAt: (index: number) => number): Pick<Suppression, 'rules' | 'reason' | 'until'> {
	const until = /(?:^|\s)until=(\S*)/.exec(text);
	const rest = until ? text.slice(0, until.index) + ' '.repeat(until[0].length) + text.slice(until.index + until[0].length) : text;
	const colon = rest.indexOf(':');
	const names = colon < 0 ? rest : rest.slice(0, colon);
	const reason = colon < 0 ? '' : rest.slice(colon + 1).trim();
	return {
		rules: [...names.matchAll(/[^\s,]+/g)].map(match => ({
			name: match[0], range: { start: offsetAt(match.index), end: offsetAt(match.index + match[0].length) },
		})),
		...(reason && { reason }),
		...(until && { until: until[1]! }),
	};
}
