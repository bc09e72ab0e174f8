/** What a parameter may be: its default is an assumption, its allowed values are choices, and without either it is unknown. */
import type { ChoiceOption, Scalar, Site, Value } from '../../model/value.ts';
import { type Entry, type ScalarNode, get } from '../../syntax/tree.ts';
import { argumentOf, arrived, listFrom } from './handed-over.ts';
import { type Scope, unknown } from './intrinsics/intrinsic.ts';
import { isEmpty, stringOf } from './nodes.ts';

/** The value of a `Ref` to the parameter, at the place of the `Ref`. */
export function parameterValue(name: string, { value: declaration }: Entry, site: Site, scope: Scope): Value {
	const type = stringOf(get(declaration, 'Type')) ?? 'String';
	const identity = scope.template.scoped(`param:${name}`);
	// What is given to it is only the name that it is read by.
	if (type.startsWith('AWS::SSM::Parameter::')) return unknown(`parameter ${name} is read from Systems Manager at deployment`, site, identity);
	const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
	const given = argumentOf(name, scope);
	if (given) scope.readBlocks(given.reads);
	if (given?.value) return isList ? listFrom(arrived(given.value, site), site) : arrived(given.value, site);
	const decided = scope.decided(name);
	if (decided.value !== undefined && !isList) return known(decided.value, site);
	const standard = get(declaration, 'Default');
	// What nests the stack leaves it at that.
	if (given && standard?.kind === 'scalar') return isList ? listOf(standard, site) : known(standard.value, site);
	if (!isEmpty(standard) && standard.kind === 'scalar' && !decided.not.has(String(standard.value))) {
		return {
			kind: 'assumed', value: isList ? listOf(standard, site) : known(standard.value, site),
			source: `parameter ${name}`, sourceSite: scope.template.site(standard.range), site,
			...(!isList && { implies: scope.whenParameter(name, String(standard.value)) }),
		};
	}
	const options = isList ? [] : allowedValues(declaration).filter(scalar => !decided.not.has(String(scalar))).map((scalar): ChoiceOption => ({
		when: scope.whenParameter(name, String(scalar)), value: known(scalar, site),
	}));
	if (options.length > 0) return { kind: 'choice', options, site };
	const hidden = stringOf(get(declaration, 'NoEcho'))?.toLowerCase() === 'true' && isEmpty(standard);
	const kept = { how: hidden ? 'hidden' as const : 'shown' as const, by: `parameter ${name}` };
	return { ...unknown(isEmpty(standard) ? `parameter ${name} has no default` : `parameter ${name} has not its default here`, site, identity), kept };
}

/** The literals of `AllowedValues`. */
export function allowedValues(declaration: Entry['value']): readonly Scalar[] {
	const list = get(declaration, 'AllowedValues');
	if (list?.kind !== 'list') return [];
	return list.items.flatMap(item => (item.kind === 'scalar' && item.value !== null ? [item.value] : []));
}

function listOf(standard: ScalarNode, site: Site): Value {
	const items = String(standard.value).split(',').map(item => item.trim());
	return { kind: 'list', items: (items.length === 1 && items[0] === '' ? [] : items).map(scalar => known(scalar, site)), site };
}

function known(scalar: Scalar, site: Site): Value {
	return { kind: 'known', scalar, site };
}
