/**
 * The addresses that resources had before: what `moved` blocks say (https://developer.hashicorp.com/terraform/language/moved), for
 * resources, single instances and whole modules, one after the other; and what Terraform takes for the same without being told, a
 * resource without and with the index 0.
 */
import type { Evaluator } from './evaluate.ts';
import { type Expression, type Frame, unframed } from './expression.ts';
import type { Instance } from './instances.ts';
import { type Block, nameOf } from './module.ts';
import type { PlannedResource } from './plan.ts';

const MAX_ADDRESSES = 50;

interface Move {
	readonly from: string;
	readonly to: string;
}

export class Moves {
	private readonly moves: readonly Move[];

	constructor(modules: readonly Evaluator[]) {
		this.moves = modules.flatMap(({ module, prefix }) => [...module.blocks.values()].filter(block => block.kind === 'moved').flatMap(block => {
			const [from, to] = [addressIn(block, 'from'), addressIn(block, 'to')];
			return from && to ? [{ from: prefix + from, to: prefix + to }] : [];
		}));
	}

	/** Under which ids an earlier version of the design may have the resource, the latest first. */
	formerly({ id, instance }: PlannedResource): readonly string[] {
		const suffix = id.slice(instance.id.length);
		const indexed = withIndices(instance);
		const found = new Set([instance.id, indexed, `${instance.id}[0]`]);
		for (const address of found) {
			if (found.size > MAX_ADDRESSES) break;
			for (const { from, to } of this.moves) {
				const rest = address.slice(to.length);
				if (address.startsWith(to) && (rest === '' || /^[.[]/.test(rest))) found.add(from + rest);
			}
		}
		return [...found].slice(1).map(address => address + suffix);
	}
}

/** As a state has it: what is counted is there with its index, though the files make one resource of it. */
function withIndices(instance: Instance): string {
	const { evaluator, block, key } = instance;
	const own = key === undefined ? (isCounted(block) ? '[0]' : '') : `[${JSON.stringify(key)}]`;
	const { call } = evaluator;
	return `${call ? `${withIndices(call as Instance)}.` : ''}${block.address}${own}`;
}

function isCounted({ body }: Block): boolean {
	return body.kind === 'object' && body.entries.some(entry => nameOf(entry.key) === 'count');
}

function addressIn({ body, frame }: Block, name: string): string | undefined {
	const entry = body.kind === 'object' ? body.entries.find(one => nameOf(one.key) === name) : undefined;
	return entry && textOf(entry.value, frame);
}

/** In HCL the address stands there itself, in JSON as a string. */
function textOf(expression: Expression, frame: Frame): string | undefined {
	if (expression.kind === 'framed') return textOf(expression.expression, expression.frame);
	const value = unframed(expression);
	if (value.kind === 'literal') return typeof value.value === 'string' ? value.value : undefined;
	return frame.source.slice(expression.range.start, expression.range.end).replace(/\s+/g, '');
}
