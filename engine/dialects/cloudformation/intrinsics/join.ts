import { type TextPart, type Value, text } from '../../../model/value.ts';
import { type Concrete, combine } from '../combine.ts';
import { dynamicParts } from '../dynamic.ts';
import { argumentsOf } from '../nodes.ts';
import { type Intrinsic, unknown } from './intrinsic.ts';

export const join: Intrinsic = {
	name: 'Fn::Join',
	evaluate(argument, site, scope) {
		const [delimiter, list] = argumentsOf(argument);
		if (!delimiter || !list) return unknown('Fn::Join without a delimiter and a list', site);
		const separator = scope.text(delimiter) ?? '';
		return combine([scope.value(list)], site, ([items]) => {
			if (items!.kind !== 'list' || items!.open) return unknown('Fn::Join of a list that is not known', site);
			return combine(items!.items, site, concrete => joined(concrete, separator, site));
		});
	},
};

function joined(values: readonly Concrete[], separator: string, site: Value['site']): Value {
	const present = values.filter(value => value.kind !== 'absent').flatMap<Value>(value => (value.kind === 'list' && !value.open ? value.items : [value]));
	const parts = present.flatMap((value, index): TextPart[] => [...(index === 0 ? [] : [separator]), ...partsOf(value)]);
	return text(dynamicParts(parts, site), site);
}

/** A value as a part of a text. */
export function partsOf(value: Value): readonly TextPart[] {
	switch (value.kind) {
		case 'known': return [String(value.scalar)];
		case 'text': return value.parts;
		case 'reference': case 'pseudo': case 'unknown': return [value];
		case 'absent': return [];
		default: return [unknown('a list or map in a text', value.site)];
	}
}
