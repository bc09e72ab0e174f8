/**
 * `data "aws_iam_policy_document"` as the policy that it makes, in the shape of AWS's JSON, with the places of the data block.
 * What this cannot say (a template in a key, an unknown list) stays open or unknown.
 */
import type { ListValue, MapEntry, MapValue, Site, Value } from '../../model/value.ts';
import type { Evaluator } from './evaluate.ts';
import { type Scope, scopeKey } from './scope.ts';
import type { Block } from './module.ts';
import { held, lift, settled, unknown } from './values.ts';

/** More than AWS takes in any policy; documents that include one another double quickly. */
const MAX_STATEMENTS = 1000;

/** The policy of a document block. */
export function policyDocument(evaluator: Evaluator, block: Block, scope: Scope): Value {
	return evaluator.once(`policy ${block.address} ${scopeKey(scope)}`, block.site, block.address, () => {
		evaluator.read(block);
		return assemble(name => evaluator.argument(block, name, scope), block.site);
	});
}

/** The policy that the arguments of a document make. */
export function assemble(argument: (name: string) => Value, site: Site): Value {
	const statements = blocks(argument('statement'));
	const items = statements.items.map(statement => lift([statement], statement.site, ([one]) => (one!.kind === 'map' ? translate(one!) : one!)));
	const sources = included(argument('source_policy_documents'), argument('source_json'));
	const overrides = included(argument('override_policy_documents'), argument('override_json'));
	const own = override(sources.statements, items).slice(0, MAX_STATEMENTS);
	const all = override(own, overrides.statements);
	const merged = all.slice(0, MAX_STATEMENTS);
	// Of blocks that are made from a collection there are none now: what the collection holds is somebody's choice.
	const undecided = merged.length === 0 && statements.site !== undefined;
	const open = statements.open || sources.open || overrides.open || merged.length === MAX_STATEMENTS || undecided;
	const entries = new Map<string, MapEntry>();
	const put = (name: string, value: Value) => entries.set(name, { key: value.site, value });
	const version = argument('version');
	put('Version', version.kind === 'absent' ? { kind: 'known', scalar: '2012-10-17', site } : version);
	const id = argument('policy_id');
	if (id.kind !== 'absent') put('Id', id);
	put('Statement', { kind: 'list', items: merged, site: statements.site ?? site, ...(open ? { open: true } : {}) });
	return { kind: 'map', entries, site };
}

/** Blocks are written as one object or as a list of them. */
function blocks(value: Value): { items: readonly Value[]; open: boolean; site?: Site } {
	switch (value.kind) {
		case 'list': return { items: value.items, open: value.open === true, site: value.site };
		case 'absent': return { items: [], open: false };
		case 'map': return { items: [value], open: false, site: value.site };
		default: return { items: [value], open: value.kind === 'unknown', site: value.site };
	}
}

/** The statements of documents that are given as JSON. */
function included(...lists: readonly Value[]): { statements: readonly Value[]; open: boolean } {
	const statements: Value[] = [];
	let open = false;
	for (const document of lists.flatMap(list => (list.kind === 'list' ? list.items : list.kind === 'absent' ? [] : [list]))) {
		const policy = settled(held(document) ?? document);
		const found = policy?.kind === 'map' ? policy.entries.get('Statement')?.value : undefined;
		if (found?.kind === 'list') {
			statements.push(...found.items.slice(0, MAX_STATEMENTS));
			open ||= found.open === true;
		} else if (found?.kind === 'map') statements.push(found);
		else open = true;
	}
	return { statements, open };
}

/** Statements with the same Sid are replaced by those that come later: a document's own replace included ones, and not one another. */
function override(statements: readonly Value[], overrides: readonly Value[]): readonly Value[] {
	const result = [...statements];
	for (const one of overrides) {
		const sid = sidOf(one);
		const at = sid === undefined ? -1 : statements.findIndex(other => sidOf(other) === sid);
		if (at >= 0) result[at] = one;
		else result.push(one);
	}
	return result;
}

function sidOf(statement: Value): string | undefined {
	const sid = statement.kind === 'map' ? statement.entries.get('Sid')?.value : undefined;
	return sid?.kind === 'known' && typeof sid.scalar === 'string' && sid.scalar !== '' ? sid.scalar : undefined;
}

const PLAIN: Record<string, string> = { sid: 'Sid', actions: 'Action', not_actions: 'NotAction', resources: 'Resource', not_resources: 'NotResource' };

function translate(statement: MapValue): MapValue {
	const entries = new Map<string, MapEntry>();
	for (const [name, aws] of Object.entries(PLAIN)) {
		const entry = statement.entries.get(name);
		if (entry && !isNull(entry.value)) entries.set(aws, { key: entry.key, value: variables(entry.value) });
	}
	const effect = statement.entries.get('effect');
	entries.set('Effect', effect && !isNull(effect.value) ? effect : { key: statement.site, value: { kind: 'known', scalar: 'Allow', site: statement.site } });
	for (const [name, aws] of [['principals', 'Principal'], ['not_principals', 'NotPrincipal']] as const) {
		const entry = statement.entries.get(name);
		if (entry && !isNull(entry.value)) entries.set(aws, { key: entry.key, value: principals(entry.value, entry.key) });
	}
	const condition = statement.entries.get('condition');
	if (condition && !isNull(condition.value)) entries.set('Condition', { key: condition.key, value: conditions(condition.value, condition.key) });
	return { ...statement, entries };
}

function isNull(value: Value): boolean {
	return value.kind === 'absent' || (value.kind === 'known' && value.scalar === null);
}

/** `principals` blocks by type; one of type `*` with the only identifier `*` is everyone. */
function principals(value: Value, key: Site): Value {
	const { items, open } = blocks(value);
	const site = { ...key, key: key.range };
	const byType = new Map<string, MapEntry>();
	for (const item of items.map(settled)) {
		const type = item.kind === 'map' ? item.entries.get('type')?.value : undefined;
		const identifiers = item.kind === 'map' ? item.entries.get('identifiers') : undefined;
		if (type?.kind !== 'known' || !identifiers) return unknown('the principals are not known', site);
		const list = variables(identifiers.value);
		if (type.scalar === '*') {
			const only = list.kind === 'list' && list.items.length === 1 ? list.items[0] : undefined;
			return only?.kind === 'known' && only.scalar === '*' ? only : list;
		}
		const name = String(type.scalar);
		const before = byType.get(name)?.value;
		byType.set(name, { key: identifiers.key, value: before ? joined(before, list) : list });
	}
	return { kind: 'map', entries: byType, site, ...(open ? { open: true } : {}) };
}

function conditions(value: Value, key: Site): Value {
	const { items, open } = blocks(value);
	const operators = new Map<string, { key: Site; keys: Map<string, MapEntry> }>();
	let incomplete = open;
	for (const item of items.map(settled)) {
		const part = (name: string) => (item.kind === 'map' ? item.entries.get(name) : undefined);
		const [test, variable, values] = [part('test'), part('variable'), part('values')];
		if (test?.value.kind !== 'known' || variable?.value.kind !== 'known' || !values) {
			incomplete = true;
			continue;
		}
		const operator = operators.get(String(test.value.scalar)) ?? { key: test.value.site, keys: new Map<string, MapEntry>() };
		operators.set(String(test.value.scalar), operator);
		const name = String(variable.value.scalar);
		const before = operator.keys.get(name)?.value;
		operator.keys.set(name, { key: variable.value.site, value: before ? joined(before, variables(values.value)) : variables(values.value) });
	}
	const entries = new Map([...operators].map(([name, { key: at, keys }]): [string, MapEntry] => [
		name, { key: at, value: { kind: 'map', entries: keys, site: { ...at, key: at.range } } },
	]));
	return { kind: 'map', entries, site: { ...key, key: key.range }, ...(incomplete ? { open: true } : {}) };
}

function joined(a: Value, b: Value): ListValue {
	const items = (value: Value) => (value.kind === 'list' ? value.items : [value]);
	const open = [a, b].some(value => value.kind === 'list' ? value.open : value.kind === 'unknown');
	return { kind: 'list', items: [...items(a), ...items(b)], site: a.site, ...(open ? { open: true } : {}) };
}

/** Terraform writes policy variables as `&{aws:username}`, for `${…}` is its own. */
function variables(value: Value): Value {
	const plain = (part: string) => part.replaceAll('&{', '${');
	switch (value.kind) {
		case 'known': return typeof value.scalar === 'string' && value.scalar.includes('&{') ? { ...value, scalar: plain(value.scalar) } : value;
		case 'text': return { ...value, parts: value.parts.map(part => (typeof part === 'string' ? plain(part) : part)) };
		case 'list': return { ...value, items: value.items.map(variables) };
		case 'choice': return { ...value, options: value.options.map(option => ({ ...option, value: variables(option.value) })) };
		case 'assumed': return { ...value, value: variables(value.value) };
		default: return value;
	}
}
