import { combine } from '../combine.ts';
import { type Intrinsic, unknown } from './intrinsic.ts';

export const length: Intrinsic = {
	name: 'Fn::Length',
	evaluate(argument, site, scope) {
		if (!argument) return unknown('Fn::Length without a list', site);
		return combine([scope.value(argument)], site, ([list]) => {
			if (list!.kind !== 'list' || list!.open) return unknown('Fn::Length of a list that is not known', site);
			return combine(list!.items, site, items => ({ kind: 'known', scalar: items.filter(item => item.kind !== 'absent').length, site }));
		});
	},
};
