import type { Missing, Pseudo, Site, Value } from '../../../model/value.ts';
import { nearest } from '../../../policy/near.ts';
import { outputOf, TIES } from '../handed-over.ts';
import { parameterValue } from '../parameters.ts';
import { NAMES } from '../template.ts';
import { type Intrinsic, type Scope, unknown } from './intrinsic.ts';

const pseudoParameters: ReadonlySet<string> = new Set<Pseudo['name']>([
	'AWS::AccountId', 'AWS::Region', 'AWS::Partition', 'AWS::URLSuffix', 'AWS::StackName', 'AWS::StackId', 'AWS::NotificationARNs',
]);

/** Those that are not the same in another stack of the region. */
const OF_THE_STACK: ReadonlySet<string> = new Set(['AWS::StackName', 'AWS::StackId', 'AWS::NotificationARNs']);

export const ref: Intrinsic = {
	name: 'Ref',
	evaluate(argument, site, scope) {
		const name = scope.text(argument);
		return name === undefined ? unknown('Ref without a name', site) : valueOfName(name, site, scope);
	},
};

/** What `Ref` of a name is: a loop's item, a parameter, a pseudo-parameter, or a resource. */
export function valueOfName(name: string, site: Site, scope: Scope): Value {
	if (name === 'AWS::NoValue') return { kind: 'absent', site };
	if (OF_THE_STACK.has(name) && scope.template.label !== '') return unknown(`${name} of another stack`, site, scope.template.scoped(`stack:${name}`));
	if (pseudoParameters.has(name)) return { kind: 'pseudo', name: name as Pseudo['name'], site };
	const item = scope.bound(name);
	if (item !== undefined) return { kind: 'known', scalar: item, site };
	scope.read(`Parameters.${name}`);
	const parameter = scope.template.parameters.get(name);
	if (parameter) return parameterValue(name, parameter, site, scope);
	return valueOfResource(name, 'Ref', site, scope);
}

/** How a nested stack's outputs are asked for. */
const OUTPUT = 'Outputs.';

/** A reference to a resource, or an unknown where there is none of that name. */
export function valueOfResource(name: string, attribute: string, site: Site, scope: Scope): Value {
	scope.read(`name.${name}`);
	if (attribute.startsWith(OUTPUT)) scope.readBlocks([TIES]);
	const nested = attribute.startsWith(OUTPUT) ? scope.template.stacks?.of(scope.template, name) : undefined;
	if (nested) return outputOf({ template: nested, output: attribute.slice(OUTPUT.length) }, site, scope);
	const target = scope.template.names.get(name);
	if (target !== undefined) return { kind: 'reference', target, attribute, site };
	scope.read(NAMES);
	const missing = missingName(name, attribute, scope);
	return { ...unknown(`there is no ${name} in this template`, site, scope.template.scoped(`name:${name}.${attribute}`)), ...(missing && { missing }) };
}

/** Undefined where something of the name may be there for all that; what AWS names itself is AWS's business. */
function missingName(name: string, attribute: string, { template }: Scope): Missing | undefined {
	if (!/^[A-Za-z0-9]+$/.test(name) || template.parameters.has(name) || !template.isClosed) return undefined;
	return { name, attribute, near: nearest(name, [...template.names.keys(), ...attribute === 'Ref' ? template.parameters.keys() : []]) };
}
