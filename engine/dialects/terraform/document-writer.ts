/**
 * Changes of a policy that is written as `data "aws_iam_policy_document"`: AWS's paths and statements in the words of that data
 * source. The block itself is written to like any other.
 */
import { type Draft, type DraftMap, isList, isMap } from '../../model/change.ts';
import { type MapNode, type Node, get } from '../../syntax/tree.ts';
import { Body, type TerraformDraft } from './draft.ts';
import { Refusal } from './refusal.ts';

/** AWS's elements that are arguments of the same shape. */
const ARGUMENTS: Record<string, string> = { Sid: 'sid', Effect: 'effect', Action: 'actions', NotAction: 'not_actions', Resource: 'resources', NotResource: 'not_resources' };
const LISTS = new Set(['actions', 'not_actions', 'resources', 'not_resources']);

/** What to do at a place of the data block. */
export interface DocumentChange {
	readonly kind: 'set' | 'append' | 'remove';
	readonly path: readonly (string | number)[];
	readonly value?: TerraformDraft;
}

/** Translates a change at a path of the policy; `body` is the data block as it is written, and the value of a renaming are the names. */
export function documentChanges(body: MapNode, kind: DocumentChange['kind'] | 'rename', path: readonly (string | number)[], value: Draft | undefined): readonly DocumentChange[] {
	const [top, index, element, ...rest] = path;
	if (kind === 'rename') return renamings(body, path, value as readonly string[]);
	if (top === 'Version' && path.length === 1) return [{ kind, path: ['version'], ...(value === undefined ? {} : { value }) }];
	if (top !== 'Statement') throw new Refusal('a policy document of Terraform has no such element');
	if (index === undefined) {
		if (kind !== 'append' || !isMap(value!)) throw new Refusal('the statements cannot be replaced as a whole');
		return [{ kind, path: ['statement'], value: statementOf(value) }];
	}
	if (typeof index !== 'number') throw new Refusal('a policy document of Terraform has no such element');
	assertOwn(body);
	const at = ['statement', index];
	if (element === undefined) return [{ kind, path: at, ...(value === undefined ? {} : { value: isMap(value) ? statementOf(value) : value }) }];
	const argument = ARGUMENTS[String(element)];
	if (argument) return [simple(kind, [...at, argument, ...rest], argument, value)];
	const statement = blocks(get(body, 'statement'))[index];
	if (element === 'Condition') return condition(kind, at, blocks(get(statement, 'condition')), rest, value);
	if (element === 'Principal' || element === 'NotPrincipal') return principal(kind, at, element === 'Principal' ? 'principals' : 'not_principals', statement, rest, value);
	throw new Refusal(`a policy document of Terraform has no ${element}`);
}

/** Operators, keys and types of principals are arguments of the blocks that make them up. */
function renamings(body: MapNode, [top, index, element, ...rest]: readonly (string | number)[], names: readonly string[]): readonly DocumentChange[] {
	assertOwn(body);
	const block = { Condition: 'condition', Principal: 'principals', NotPrincipal: 'not_principals' }[String(element)];
	if (top !== 'Statement' || typeof index !== 'number' || !block || rest.length < names.length) throw new Refusal("it is one of Terraform's own names");
	const labels = element === 'Condition' ? ['test', 'variable'] : ['type'];
	const wanted = [...rest.slice(0, -names.length), ...names];
	const written = blocks(get(blocks(get(body, 'statement'))[index], block)).map(one => labels.map(label => stringAt(one, label)));
	const isMeant = (found: readonly unknown[]) => rest.every((name, position) => found[position] === name);
	const after = written.map(found => (isMeant(found) ? labels.map((_, position) => wanted[position] ?? found[position]) : found));
	if (!written.some(isMeant)) throw new Refusal('it is not written there');
	const distinct = (all: readonly unknown[]) => new Set(all.map(found => JSON.stringify(found))).size;
	if (distinct(after) < distinct(written)) throw new Refusal(`${names.at(-1)} stands there already`);
	return after.flatMap((found, number) => labels.flatMap((label, position): DocumentChange[] => {
		const value = found[position];
		return value === written[number]![position] ? [] : [{ kind: 'set', path: ['statement', index, block, number, label], value: value as string }];
	}));
}

function assertOwn(body: MapNode): void {
	for (const name of ['dynamic', 'source_policy_documents', 'source_json', 'override_policy_documents', 'override_json']) {
		if (get(body, name)) throw new Refusal('its statements come from several places');
	}
}

function simple(kind: DocumentChange['kind'], path: readonly (string | number)[], argument: string, value: Draft | undefined): DocumentChange {
	const whole = path.at(-1) === argument && kind === 'set' && LISTS.has(argument) && value !== undefined;
	return { kind, path, ...(value === undefined ? {} : { value: whole ? listed(value) : value }) };
}

function principal(kind: DocumentChange['kind'], at: readonly (string | number)[], name: string, statement: Node | undefined, rest: readonly (string | number)[], value: Draft | undefined): readonly DocumentChange[] {
	const [type, ...below] = rest;
	const written = blocks(get(statement, name));
	if (type === undefined) {
		const wanted = value === undefined ? undefined : principalsOf(value);
		if (kind !== 'set' || written.length === 0 || written.length !== wanted?.length) return [{ kind, path: [...at, name], ...(wanted && { value: wanted }) }];
		return wanted.flatMap(({ content }, index) => Object.entries(content)
			.filter(([argument, draft]) => stringAt(written[index], argument) !== draft)
			.map(([argument, draft]): DocumentChange => ({ kind, path: [...at, name, index, argument], value: draft })));
	}
	const index = written.findIndex(block => stringAt(block, 'type') === type);
	if (index < 0) {
		if (kind === 'remove' || below.length > 0) throw new Refusal('the principal is not written there');
		return [{ kind: 'append', path: [...at, name], value: principalOf(String(type), value!) }];
	}
	const path = [...at, name, index, 'identifiers', ...below];
	return [{ kind, path, ...(value === undefined ? {} : { value: below.length === 0 && kind === 'set' ? listed(value) : value }) }];
}

function condition(kind: DocumentChange['kind'], at: readonly (string | number)[], written: readonly Node[], rest: readonly (string | number)[], value: Draft | undefined): readonly DocumentChange[] {
	const [test, variable, ...below] = rest;
	const index = written.findIndex(block => stringAt(block, 'test') === test && stringAt(block, 'variable') === variable);
	if (kind === 'remove' && variable === undefined) {
		// Several blocks make up what AWS writes as one map.
		const gone = written.flatMap((block, number): DocumentChange[] => (test === undefined || stringAt(block, 'test') === test ? [{ kind, path: [...at, 'condition', number] }] : []));
		if (gone.length === 0) throw new Refusal('the condition is not written there');
		return gone;
	}
	if (index >= 0) {
		if (kind === 'remove' && below.length === 0) return [{ kind, path: [...at, 'condition', index] }];
		return [{ kind, path: [...at, 'condition', index, 'values', ...below], ...(value === undefined ? {} : { value: below.length === 0 && kind === 'set' ? listed(value) : value }) }];
	}
	if (kind !== 'set' || value === undefined) throw new Refusal('the condition is not written there');
	const draft = rest.reduceRight<Draft>((inner, name) => ({ [String(name)]: inner }), value);
	const [only, ...others] = conditionsOf(draft);
	if (!only || others.length > 0) throw new Refusal('the condition needs several blocks');
	return [{ kind: 'append', path: [...at, 'condition'], value: only }];
}

/** A statement of AWS's JSON as a `statement` block. */
export function statementOf(statement: DraftMap): Body {
	const block: Record<string, TerraformDraft> = {};
	for (const [name, value] of Object.entries(statement)) {
		const argument = ARGUMENTS[name];
		if (argument) block[argument] = LISTS.has(argument) ? listed(value) : value;
		else if (name === 'Principal') block.principals = principalsOf(value);
		else if (name === 'NotPrincipal') block.not_principals = principalsOf(value);
		else if (name === 'Condition') block.condition = conditionsOf(value);
		else throw new Refusal(`a policy document of Terraform has no ${name}`);
	}
	return new Body(block);
}

function principalOf(type: string, identifiers: Draft): Body {
	return new Body({ type, identifiers: listed(identifiers) });
}

function principalsOf(value: Draft): readonly Body[] {
	if (value === '*') return [principalOf('*', '*')];
	if (!isMap(value)) throw new Refusal('the principal cannot be written');
	return Object.entries(value).map(([type, identifiers]) => principalOf(type, identifiers));
}

function conditionsOf(value: Draft): TerraformDraft[] {
	if (!isMap(value)) throw new Refusal('the condition cannot be written');
	return Object.entries(value).flatMap(([test, keys]) => {
		if (!isMap(keys)) throw new Refusal('the condition cannot be written');
		return Object.entries(keys).map(([variable, values]) => new Body({ test, variable, values: listed(values) }));
	});
}

function listed(value: Draft): readonly Draft[] {
	return isList(value) ? value : [value];
}

function blocks(node: Node | undefined): readonly Node[] {
	return node?.kind === 'list' ? node.items : node ? [node] : [];
}

function stringAt(node: Node | undefined, key: string): unknown {
	const value = get(node, key);
	return value?.kind === 'scalar' ? value.value : undefined;
}
