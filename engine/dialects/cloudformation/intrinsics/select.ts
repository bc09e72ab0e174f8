import { toNumber } from '../../../model/value.ts';
import { combine } from '../combine.ts';
import { argumentsOf } from '../nodes.ts';
import { type Intrinsic, placed, unknown } from './intrinsic.ts';

export const select: Intrinsic = {
	name: 'Fn::Select',
	evaluate(argument, site, scope) {
		const [indexNode, listNode] = argumentsOf(argument);
		if (!indexNode || !listNode) return unknown('Fn::Select without an index and a list', site);
		return combine([scope.value(indexNode), scope.value(listNode)], site, ([index, list]) => {
			const at = index!.kind === 'known' ? toNumber(index!.scalar) : undefined;
			if (at === undefined) return unknown('Fn::Select of an index that is not known', site);
			if (list!.kind !== 'list') return unknown('Fn::Select of a list that is not known', site, list!.kind === 'unknown' && list!.identity !== undefined ? `${list!.identity}[${at}]` : undefined);
			const items = list!.items.filter(item => item.kind !== 'absent');
			const item = items[at];
			return item ? placed(item, site) : unknown('Fn::Select of an item that is not known', site, list!.identity === undefined ? undefined : `${list!.identity}[${at}]`);
		});
	},
};
