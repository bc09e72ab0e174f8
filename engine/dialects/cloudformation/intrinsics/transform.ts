import { get } from '../../../syntax/tree.ts';
import { type Intrinsic, unknown } from './intrinsic.ts';

/** What a macro makes of its place is known to the macro only. */
export const transform: Intrinsic = {
	name: 'Fn::Transform',
	evaluate(argument, site, scope) {
		const name = scope.text(get(argument, 'Name')) ?? 'a macro';
		return unknown(`made by ${name}`, site);
	},
};
