import { combine } from '../combine.ts';
import type { Intrinsic } from './intrinsic.ts';

/** Which zones a region has is the account's business: a list of which no item is known, but that it is the same wherever the region is. */
export const getAzs: Intrinsic = {
	name: 'Fn::GetAZs',
	evaluate(argument, site, scope) {
		return combine([scope.value(argument)], site, ([region]) => {
			const named = region!.kind === 'known' && region!.scalar !== '' && region!.scalar !== null ? String(region!.scalar) : undefined;
			const own = region!.kind === 'pseudo' || (region!.kind === 'known' && named === undefined);
			return { kind: 'list', items: [], open: true, site, ...((own || named !== undefined) && { identity: `zones of ${named ?? 'the region'}` }) };
		});
	},
};
