import type { Scalar, Value } from '../../../model/value.ts';
import { type Intrinsic, unknown } from './intrinsic.ts';

type Json = Scalar | readonly Json[] | { readonly [key: string]: Json };

/** The text, where all of it is known. At a property of type JSON the document itself is kept instead (see Scope.document). */
export const toJsonString: Intrinsic = {
	name: 'Fn::ToJsonString',
	evaluate(argument, site, scope) {
		if (!argument) return unknown('Fn::ToJsonString without a value', site);
		const json = plain(scope.value(argument));
		return json === undefined ? unknown('Fn::ToJsonString of a value that is not fully known', site) : { kind: 'known', scalar: JSON.stringify(json), site };
	},
};

function plain(value: Value): Json | undefined {
	switch (value.kind) {
		case 'known': return value.scalar;
		case 'list': {
			const items = value.items.filter(item => item.kind !== 'absent').map(plain);
			return value.open || items.includes(undefined) ? undefined : items as Json[];
		}
		case 'map': {
			const entries = [...value.entries].filter(([, entry]) => entry.value.kind !== 'absent').map(([name, entry]) => [name, plain(entry.value)] as const);
			return value.open || entries.some(([, json]) => json === undefined) ? undefined : Object.fromEntries(entries) as Json;
		}
		default: return undefined;
	}
}
