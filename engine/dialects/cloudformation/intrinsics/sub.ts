import { type Site, type TextPart, type Value, text } from '../../../model/value.ts';
import type { Node, ScalarNode } from '../../../syntax/tree.ts';
import { combine } from '../combine.ts';
import { dynamicParts } from '../dynamic.ts';
import { entriesOf } from '../nodes.ts';
import { splitAtDot } from './get-att.ts';
import { type Intrinsic, type Scope, unknown } from './intrinsic.ts';
import { partsOf } from './join.ts';
import { valueOfName, valueOfResource } from './ref.ts';

/** The parts of a call: the text with its `${…}`, and the values of its own names. */
export interface Substitution {
	readonly template: ScalarNode;
	readonly variables: ReadonlyMap<string, Value>;
}

export const sub: Intrinsic = {
	name: 'Fn::Sub',
	evaluate(argument, site, scope) {
		const substitution = substitutionOf(argument, scope);
		if (!substitution) return unknown('Fn::Sub without a text', site);
		const { template, variables } = substitution;
		return substitute(String(template.value), template, site, scope, variables);
	},
};

export function substitutionOf(argument: Node | undefined, scope: Scope): Substitution | undefined {
	const [template, map] = argument?.kind === 'list' ? argument.items : [argument];
	if (template?.kind !== 'scalar' || template.value === null) return undefined;
	const variables = [...entriesOf(map)].map(([name, entry]) => [name, scope.value(entry.value, entry.key.range)] as const);
	return { template, variables: new Map(variables) };
}

/** Replaces the `${…}` of a text. The sites of the parts are exact where no loop has changed the text. */
export function substitute(template: string, node: ScalarNode, site: Site, scope: Scope, variables: ReadonlyMap<string, Value>): Value {
	const bound = scope.replaceBound(template);
	const values: Value[] = [];
	let from = 0;
	const literal = (end: number) => {
		if (end > from) values.push({ kind: 'known', scalar: bound.slice(from, end), site });
	};
	for (const match of bound.matchAll(/\$\{([^{}]*)\}/g)) {
		literal(match.index);
		from = match.index + match[0].length;
		const place = bound === template
			? scope.template.site({ start: node.offsetAt(match.index), end: node.offsetAt(from) })
			: site;
		values.push(valueOfVariable(match[1]!.trim(), place, scope, variables));
	}
	literal(bound.length);
	return combine(values, site, concrete => text(dynamicParts(concrete.flatMap(value => partsOf(value)), site) as TextPart[], site));
}

function valueOfVariable(name: string, site: Site, scope: Scope, variables: ReadonlyMap<string, Value>): Value {
	if (name.startsWith('!')) return { kind: 'known', scalar: `\${${name.slice(1)}}`, site };
	const own = variables.get(name);
	if (own) return own;
	if (scope.template.names.has(name)) return valueOfResource(name, 'Ref', site, scope);
	const [resource, attribute] = splitAtDot(name);
	return attribute === undefined ? valueOfName(name, site, scope) : valueOfResource(resource!, attribute, site, scope);
}
