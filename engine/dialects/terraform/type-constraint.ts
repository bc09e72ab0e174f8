/**
 * Values of variables as their type constraints make them: attributes of objects that are left out get their defaults, others that
 * the type does not name are dropped; scalars are converted (`"true"` of a `bool`), sets are put in order. Nothing is rejected here; that is Terraform's own business.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
import { type MapEntry, type Value, toNumber } from '../../model/value.ts';
import type { Evaluator } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { type Expression, unframed } from './expression.ts';
import { type Block, nameOf } from './module.ts';
import { parseExpression } from './parse-expression.ts';
import { inOrder, unique } from './functions/collections.ts';
import { truth } from './operators.ts';
import { type Plain, known, lift, textOf } from './values.ts';

const MAX_DEPTH = 30;

/** A value given to a variable. */
export function conform(evaluator: Evaluator, value: Value, variable: Block): Value {
	const entry = variable.body.kind === 'object' ? variable.body.entries.findLast(one => nameOf(one.key) === 'type') : undefined;
	if (!entry) return value;
	const scope = evaluator.plainScope(variable);
	const written = unframed(entry.value);
	// Terraform's JSON syntax writes the type as a string.
	const type: Expression = written.kind === 'literal' && typeof written.value === 'string' && entry.value.kind === 'framed'
		? { ...entry.value, expression: parseExpression(written.value) } : entry.value;
	return shaped(value, type, { evaluator, scope }, 0);
}

interface Context {
	readonly evaluator: Evaluator;
	readonly scope: Scope;
}

function shaped(value: Value, type: Expression, context: Context, depth: number): Value {
	if (type.kind === 'framed') return shaped(value, type.expression, { ...context, scope: { ...context.scope, frame: type.frame } }, depth);
	if (type.kind === 'variable') return lift([value], value.site, ([plain]) => converted(plain!, type.name));
	const [inner] = type.kind === 'call' ? type.arguments : [];
	if (type.kind !== 'call' || !inner || depth > MAX_DEPTH) return value;
	return lift([value], value.site, ([plain]) => {
		switch (type.name) {
			case 'object': return plain!.kind === 'map' ? object(plain!, inner, context, depth) : plain!;
			case 'map': return plain!.kind === 'map'
				? { ...plain!, entries: new Map([...plain!.entries].map(([name, entry]) => [name, { ...entry, value: shaped(entry.value, inner, context, depth + 1) }])) } : plain!;
			case 'list': case 'set': {
				if (plain!.kind !== 'list') return plain!;
				const items = plain!.items.map(item => shaped(item, inner, context, depth + 1));
				return { ...plain!, items: type.name === 'set' ? inOrder(unique(items)) : items };
			}
			default: return plain!;
		}
	});
}

/** A scalar of another type; what cannot be converted stays, for that is Terraform's to say. */
function converted(value: Plain, type: string): Value {
	if (value.kind !== 'known' || value.scalar === null) return value;
	const scalar = type === 'string' ? textOf(value.scalar) : type === 'bool' ? truth(value) : type === 'number' ? toNumber(value.scalar) : undefined;
	return scalar === undefined || scalar === value.scalar ? value : { ...value, scalar };
}

function object(value: Value & { kind: 'map' }, type: Expression, context: Context, depth: number): Value {
	const attributes = unframed(type);
	if (attributes.kind !== 'object') return value;
	const entries = new Map<string, MapEntry>();
	for (const attribute of attributes.entries) {
		const name = nameOf(attribute.key);
		if (name === undefined) return value;
		const { type: inner, usual } = optional(attribute.value);
		const entry = value.entries.get(name);
		const isNull = entry?.value.kind === 'known' && entry.value.scalar === null;
		if (entry && !(isNull && usual)) entries.set(name, { ...entry, value: shaped(entry.value, inner, context, depth + 1) });
		else if (usual && !value.open) {
			const scope = type.kind === 'framed' ? { ...context.scope, frame: type.frame } : context.scope;
			entries.set(name, { key: value.site, value: shaped(usual === true ? known(null, value.site) : context.evaluator.evaluate(usual, scope), inner, context, depth + 1) });
		}
	}
	return { ...value, entries };
}

/** `optional(type, default)`; without a default an attribute that is left out is null. */
function optional(written: Expression): { type: Expression; usual?: Expression | true } {
	const call = unframed(written);
	if (call.kind !== 'call' || call.name !== 'optional' || !call.arguments[0]) return { type: written };
	return { type: call.arguments[0], usual: call.arguments[1] ?? true };
}
