import { argumentsOf } from '../nodes.ts';
import { type Intrinsic, unknown } from './intrinsic.ts';
import { valueOfResource } from './ref.ts';

/** `[Name, Attribute]`, or `Name.Attribute` of which only the first dot divides (`Stack.Outputs.Url`). */
export const getAtt: Intrinsic = {
	name: 'Fn::GetAtt',
	evaluate(argument, site, scope) {
		const [name, ...attribute] = argumentsOf(argument).flatMap((node, _, all) => {
			const text = scope.text(node);
			return text === undefined ? [] : all.length === 1 ? splitAtDot(text) : [text];
		});
		if (name === undefined || attribute.length === 0) return unknown('Fn::GetAtt without a resource and an attribute', site);
		return valueOfResource(name, attribute.join('.'), site, scope);
	},
};

export function splitAtDot(text: string): readonly string[] {
	const dot = text.indexOf('.');
	return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
