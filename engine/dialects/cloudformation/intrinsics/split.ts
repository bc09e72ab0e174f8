import { combine } from '../combine.ts';
import { argumentsOf } from '../nodes.ts';
import { type Intrinsic, unknown } from './intrinsic.ts';

/** A text with parts that are not known may hold the delimiter anywhere, so that its list is not known either. */
export const split: Intrinsic = {
	name: 'Fn::Split',
	evaluate(argument, site, scope) {
		const [delimiter, source] = argumentsOf(argument);
		const separator = scope.text(delimiter);
		if (!separator || !source) return unknown('Fn::Split without a delimiter and a text', site);
		return combine([scope.value(source)], site, ([value]) => {
			if (value!.kind !== 'known') return unknown('Fn::Split of a text that is not known', site);
			return { kind: 'list', items: String(value!.scalar).split(separator).map(scalar => ({ kind: 'known', scalar, site })), site };
		});
	},
};
