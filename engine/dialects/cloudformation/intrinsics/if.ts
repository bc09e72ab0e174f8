import { argumentsOf } from '../nodes.ts';
import { type Intrinsic, unknown } from './intrinsic.ts';

/** The options stand in the order of the text, then and else, so that a branch of a path finds its node. */
export const ifFunction: Intrinsic = {
	name: 'Fn::If',
	evaluate(argument, site, scope) {
		const [condition, ...branches] = argumentsOf(argument);
		const name = scope.text(condition);
		if (name === undefined || branches.length < 2) return unknown('Fn::If without a condition and two values', site);
		const options = [true, false].map((is, branch) => {
			const when = scope.when(name, is);
			return { when, value: scope.under(when, () => scope.value(branches[branch], site.key ?? site.range)) };
		});
		return { kind: 'choice', options, site };
	},
};
