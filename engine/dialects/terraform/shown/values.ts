/**
 * Values of plans and states: literals with their places in the JSON. What is known after apply is the reference that the
 * configuration says, or unknown; what the configuration does not write and the provider will choose is not written here either.
 */
import type { Site, Value } from '../../../model/value.ts';
import type { Entry, Node } from '../../../syntax/tree.ts';
import { get } from '../../../syntax/tree.ts';
import type { Evaluator } from '../evaluate.ts';
import type { Scope } from '../scope.ts';
import { jsonExpression, literals } from '../json-expression.ts';
import { unknown } from '../values.ts';
import { type Expressions, ofItem, within } from './configuration.ts';
import { isString, isTrue } from './document.ts';

const MAX_DEPTH = 100;

/** A value as a plan says it, in up to four trees of one shape. */
export interface Stated {
	readonly value: Node | undefined;
	readonly unknown: Node | undefined;
	readonly sensitive: Node | undefined;
	readonly expression: Expressions;
	/** Where it is written, with the key: in the values, or else where it is said to be unknown. */
	readonly at: Entry | undefined;
	/** Below the object, for telling unknown values apart. */
	readonly path: string;
	/** Of how many which one, in a list. */
	readonly item?: { readonly index: number; readonly count: number };
}

/** What reading needs to know of the object. */
export interface Whole {
	readonly evaluator: Evaluator;
	readonly scope: Scope;
	readonly uri: string;
	readonly address: string;
	/** Where an argument that is not written would be. */
	readonly site: Site;
	/** What the expression of an unknown value, or of a known string, refers to. */
	resolve(stated: Stated, site: Site): Value | undefined;
}

export function read(stated: Stated, whole: Whole, depth = 0): Value {
	const { value, sensitive, expression, at } = stated;
	const site = siteOf(value, stated, whole);
	if (depth > MAX_DEPTH) return unknown('nested too deeply', site);
	if (isTrue(stated.unknown)) {
		if (expression === 'unwritten') return { kind: 'absent', site: whole.site };
		return whole.resolve(stated, site) ?? unknown('known after apply', site, `${whole.address} ${stated.path} (known after apply)`);
	}
	if (isTrue(sensitive)) return unknown('sensitive', site, `${whole.address} ${stated.path} (sensitive)`);
	switch (value?.kind) {
		case undefined: return stated.unknown?.kind === 'map' ? map(stated, whole, site, depth) : { kind: 'absent', site: whole.site };
		case 'map': return map(stated, whole, site, depth);
		// Of blocks that are not written a plan says an empty list.
		case 'list': return value.items.length === 0 ? { kind: 'absent', site: at ? { uri: whole.uri, range: at.key.range } : whole.site } : list(value.items, stated, whole, site, depth);
		case 'scalar': return scalar(value, stated, whole, site);
	}
}

/** The narrowest text: the value, or for what has many lines its key. */
function siteOf(value: Node | undefined, { at, unknown: unsaid }: Stated, { uri, site, scope }: Whole): Site {
	const node = value ?? unsaid;
	if (!node) return site;
	const key = at && { key: at.key.range };
	if (node.kind === 'map') return key ? { uri, range: key.key, ...key } : { uri, range: node.entries[0]?.key.range ?? node.range };
	const wide = node.kind === 'list' && scope.frame.source.slice(node.range.start, node.range.end).includes('\n');
	return wide && key ? { uri, range: key.key, ...key } : { uri, range: node.range, ...key };
}

function map(stated: Stated, whole: Whole, site: Site, depth: number): Value {
	const entries = new Map<string, { key: Site; value: Value }>();
	for (const node of [stated.value, stated.unknown]) {
		for (const at of node?.kind === 'map' ? node.entries : []) {
			const name = String(at.key.value);
			if (entries.has(name)) continue;
			const value = read(member(stated, name, at), whole, depth + 1);
			if (value.kind !== 'absent') entries.set(name, { key: { uri: whole.uri, range: at.key.range }, value });
		}
	}
	return { kind: 'map', entries, site };
}

/** One entry of a map, or one argument of an object. */
export function member(stated: Stated, name: string, at: Entry | undefined): Stated {
	return {
		value: get(stated.value, name), unknown: get(stated.unknown, name), sensitive: get(stated.sensitive, name), expression: within(stated.expression, name),
		at, path: stated.path === '' ? name : `${stated.path}.${name}`,
	};
}

function list(items: readonly Node[], stated: Stated, whole: Whole, site: Site, depth: number): Value {
	const nth = (node: Node | undefined, index: number) => (node?.kind === 'list' ? node.items[index] : undefined);
	return {
		kind: 'list', site, items: items.map((item, index) => read({
			value: item, unknown: nth(stated.unknown, index), sensitive: nth(stated.sensitive, index), expression: ofItem(stated.expression, item, items.length),
			at: undefined, path: `${stated.path}[${index}]`, item: { index, count: items.length },
		}, whole, depth + 1)),
	};
}

function scalar(node: Node & { kind: 'scalar' }, stated: Stated, whole: Whole, site: Site): Value {
	if (!isString(node)) return { kind: 'known', scalar: node.value, site };
	// What providers have no value for they keep as an empty string.
	if (node.value === '' && (stated.expression === undefined || stated.expression === 'unwritten')) return { kind: 'absent', site: whole.site };
	const resolved = whole.resolve(stated, site);
	if (resolved) return resolved;
	const key = stated.at && { uri: whole.uri, range: stated.at.key.range };
	return whole.evaluator.evaluate(jsonExpression(node, literals(whole.uri)), whole.scope, key);
}
