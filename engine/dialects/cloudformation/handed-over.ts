/** Values that come from another stack: what a nested stack is given, what it gives back, and what one stack imports of another. */
import { type Site, type TextPart, type Value, relocated, text } from '../../model/value.ts';
import { type Node, get } from '../../syntax/tree.ts';
import { type Scope, unknown } from './intrinsics/intrinsic.ts';
import { partsOf } from './intrinsics/join.ts';
import { callOf, entriesOf, isEmpty } from './nodes.ts';
import type { Exported } from './stacks.ts';

/** The block that says which stacks there are. */
export const TIES = 'ties';

/** A value with the blocks that it rests on. */
export interface HandedOver {
	/** Undefined where nothing is given. */
	readonly value: Value | undefined;
	readonly reads: readonly string[];
}

/** What the resource that nests a stack gives for one of its parameters; undefined where no resource of the design does. */
export function argumentOf(name: string, scope: Scope): HandedOver | undefined {
	const { template } = scope;
	const { call } = template;
	if (!call) return undefined;
	const { block, bindings, entry } = call.declared;
	return template.remembered(`argument ${name}`, () => {
		const evaluator = scope.within(call.template, bindings);
		const given = get(get(entry.value, 'Properties'), 'Parameters');
		const node = given && !isPlainMap(given) ? given : entriesOf(given).get(name)?.value;
		const value = isEmpty(node) ? undefined : node === given ? unknown('the parameters of the nested stack are computed', template.site({ start: 0, end: 0 })) : evaluator.value(node);
		return { value, reads: [block, ...evaluator.reads] };
	});
}

/** An output of a stack, as another sees it. */
export function outputOf({ template, output }: Exported, site: Site, scope: Scope): Value {
	const { value, reads } = template.remembered(`output ${output}`, () => {
		const evaluator = scope.within(template);
		evaluator.read('Outputs');
		const node: Node | undefined = get(entriesOf(template.section('Outputs')).get(output)?.value, 'Value');
		const value = isEmpty(node) ? undefined : evaluator.value(node);
		return { value, reads: [...evaluator.reads] };
	});
	scope.readBlocks(reads);
	return value ? arrived(value, site) : unknown(`there is no output ${output}`, site);
}

/** What a list of parameters of a nested stack is: a text that is divided at its commas. */
export function listFrom(value: Value, site: Site): Value {
	switch (value.kind) {
		case 'list': case 'absent': return value;
		case 'assumed': return { ...value, value: listFrom(value.value, site) };
		case 'choice': return { ...value, options: value.options.map(option => ({ ...option, value: listFrom(option.value, site) })) };
		case 'known': case 'text': {
			// A part that is not known may hold commas itself: of which a list would be another than it seems.
			const items: TextPart[][] = [[]];
			for (const part of partsOf(value)) {
				if (typeof part !== 'string') {
					items.at(-1)!.push(part);
					continue;
				}
				const [first, ...rest] = part.split(',');
				items.at(-1)!.push(first!);
				for (const one of rest) items.push([one]);
			}
			const whole = items.every(item => item.filter(part => part !== '').length === 1);
			if (!whole) return unknown('a list whose items cannot be told apart', site);
			return { kind: 'list', items: items.map(item => text(item.map(part => (typeof part === 'string' ? part.trim() : part)), site)), site };
		}
		default: return unknown('a list that is given as a whole', site);
	}
}

/** The value where it is used; where it was written is kept. */
export function arrived(value: Value, site: Site): Value {
	return value.kind === 'known' ? { ...value, site, from: value.from ?? value.site } : relocated(value, site, one => arrived(one, site));
}

function isPlainMap(node: Node): boolean {
	return node.kind === 'map' && node.tag === undefined && !callOf(node);
}
