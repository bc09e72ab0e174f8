import { type Intrinsic, placed, unknown } from './intrinsic.ts';

/** The model keeps the text that is encoded: what a reader wants to know of user data is what it says. */
export const base64: Intrinsic = {
	name: 'Fn::Base64',
	evaluate(argument, site, scope) {
		return argument ? placed(scope.value(argument), site) : unknown('Fn::Base64 without a text', site);
	},
};
