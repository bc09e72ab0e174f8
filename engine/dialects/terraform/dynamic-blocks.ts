/** `dynamic` blocks: nested blocks made from a collection. */
import type { Value } from '../../model/value.ts';
import { iterate } from './collections.ts';
import type { Evaluator } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { type Expression, type ObjectExpression, unframed } from './expression.ts';
import { nameOf } from './module.ts';
import { alternatives, unknown } from './values.ts';

/** More blocks from one collection are not made; the list stays open. */
const MAX_BLOCKS = 200;

/** The nested blocks called `name`, written and generated ones together; undefined where none is generated. */
export function dynamicBlocks(evaluator: Evaluator, body: ObjectExpression, name: string, scope: Scope): Value | undefined {
	const definitions = body.entries.filter(entry => nameOf(entry.key) === 'dynamic').flatMap(entry => members(entry.value))
		.flatMap(({ entries }) => entries.filter(entry => nameOf(entry.key) === name));
	if (definitions.length === 0) return undefined;
	const key = evaluator.keySite(definitions[0]!.key, scope);
	const items: Value[] = [];
	let open = false;
	const written = body.entries.findLast(entry => nameOf(entry.key) === name);
	if (written) {
		const value = evaluator.evaluate(written.value, scope);
		items.push(...(value.kind === 'list' ? value.items : [value]));
	}
	for (const definition of definitions.flatMap(entry => members(entry.value))) {
		const made = generate(evaluator, definition, name, scope);
		items.push(...made.items);
		open ||= made.open;
	}
	return { kind: 'list', items, site: { ...key, key: key.range }, ...(open ? { open: true } : {}) };
}

function generate(evaluator: Evaluator, definition: ObjectExpression, name: string, scope: Scope): { items: Value[]; open: boolean } {
	const part = (key: string) => definition.entries.findLast(entry => nameOf(entry.key) === key)?.value;
	const [forEach, content, iterator] = [part('for_each'), part('content'), part('iterator')];
	const bodies = content ? members(content) : [];
	if (!forEach || !bodies[0]) return { items: [], open: true };
	const collection = evaluator.evaluate(forEach, scope);
	const named = iterator && unframed(iterator);
	// A string in Terraform's JSON syntax, a bare name in HCL.
	const variable = named?.kind === 'literal' ? String(named.value) : named?.kind === 'variable' ? named.name : name;
	const make = (key: Value, value: Value): Value => {
		const iteration: Value = { kind: 'map', site: value.site, entries: new Map([['key', { key: key.site, value: key }], ['value', { key: value.site, value }]]) };
		return evaluator.evaluate(bodies[0]!, { ...scope, variables: new Map([...scope.variables, [variable, iteration]]) });
	};
	const possible = alternatives(collection);
	const pairs = possible.length === 1 ? iterate(possible[0]!.value, collection.site) : undefined;
	if (possible.length > 1) return conditional(possible, collection, make);
	if (!pairs) {
		const what = unknown('known only after the deployment', collection.site);
		return { items: [make(what, what)], open: true };
	}
	const open = (possible[0]!.value as { open?: boolean }).open === true;
	return { items: pairs.slice(0, MAX_BLOCKS).map(([key, value]) => make(key, value)), open: open || pairs.length > MAX_BLOCKS };
}

/** Each block under the condition that its collection is the one used. */
function conditional(possible: ReturnType<typeof alternatives>, collection: Value, make: (key: Value, value: Value) => Value): { items: Value[]; open: boolean } {
	const items: Value[] = [];
	let open = false;
	for (const { value, when } of possible) {
		const pairs = iterate(value, collection.site);
		if (!pairs || (value as { open?: boolean }).open) open = true;
		for (const [key, one] of pairs?.slice(0, MAX_BLOCKS) ?? []) {
			const others = when.length === 1 ? [{ when: [{ ...when[0]!, is: !when[0]!.is }], value: { kind: 'absent', site: one.site } as const }] : [];
			items.push({ kind: 'choice', site: one.site, options: [{ when, value: make(key, one) }, ...others] });
		}
	}
	return { items, open };
}

/** An object, or the objects of a list of them. */
function members(expression: Expression): readonly ObjectExpression[] {
	if (expression.kind === 'object') return [expression];
	return expression.kind === 'tuple' ? expression.items.flatMap(members) : [];
}
