import type { Condition, Site, Value } from '../../../model/value.ts';
import { type Entry, type Node, get } from '../../../syntax/tree.ts';
import { type Concrete, combine } from '../combine.ts';
import { argumentsOf, entriesOf, fingerprintOf } from '../nodes.ts';
import { type Intrinsic, type Scope, placed, unknown } from './intrinsic.ts';

/** With a key that cannot be known the value is one of all that the map holds. A missing key gives the default, if there is one. */
export const findInMap: Intrinsic = {
	name: 'Fn::FindInMap',
	evaluate(argument, site, scope) {
		const [map, first, second, options] = argumentsOf(argument);
		if (!map || !first || !second) return unknown('Fn::FindInMap without a map and two keys', site);
		const fallback = get(options, 'DefaultValue');
		return combine([scope.value(map)], site, ([name]) => {
			if (name!.kind !== 'known') return unknown('Fn::FindInMap in a map that is not known', site);
			const mapping = String(name!.scalar);
			scope.read(`Mappings.${mapping}`);
			const rows = scope.template.mappings.get(mapping);
			if (!rows && !fallback) return unknown(`there is no mapping ${mapping} in this template`, site);
			return combine([scope.value(first), scope.value(second)], site, ([row, column]) => {
				const found = lookup(rows, row!, parameterOf(first, scope), scope)
					.flatMap(one => lookup(one.entry, column!, parameterOf(second, scope), scope).map(inner => ({ ...inner, when: [...one.when, ...inner.when] })));
				return oneOf(found, fallback, mapping, site, scope);
			});
		});
	},
};

interface Found {
	readonly when: readonly Condition[];
	readonly entry: Entry | undefined;
}

/** The entry of a known key, or all entries, each under what is known to hold where the key is that of the entry. */
function lookup(map: Entry | undefined, key: Concrete, parameter: string | undefined, scope: Scope): readonly Found[] {
	const entries = entriesOf(map?.value);
	if (key.kind === 'known') return [{ when: [], entry: entries.get(String(key.scalar)) }];
	if (entries.size === 0) return [{ when: [], entry: undefined }];
	return [...entries].map(([name, entry]) => ({ when: parameter ? scope.whenParameter(parameter, name) : [], entry }));
}

function parameterOf(key: Node, scope: Scope): string | undefined {
	const name = /^Ref\("(.*)"\)$/.exec(fingerprintOf(key))?.[1];
	return name !== undefined && (scope.template.parameters.has(name) || name.startsWith('AWS::')) ? name : undefined;
}

function oneOf(found: readonly Found[], fallback: Node | undefined, mapping: string, site: Site, scope: Scope): Value {
	const options = new Map<string, { when: readonly Condition[]; value: Value }>();
	for (const { when, entry } of found) {
		const node = entry ? entry.value : fallback;
		const value = node ? placed(scope.value(node), site) : unknown(`the mapping ${mapping} has no such key`, site);
		// Rows with equal values are one alternative; it then holds under no one condition.
		const same = node ? fingerprintOf(node) : '';
		options.set(same, { when: options.has(same) ? [] : when, value });
	}
	const only = [...options.values()][0]!;
	if (options.size === 1 && only.when.length === 0) return only.value;
	return { kind: 'choice', options: [...options.values()], site };
}
