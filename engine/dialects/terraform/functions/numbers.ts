/** Functions on numbers, and conversions between scalars. */
import type { Scalar, Value } from '../../../model/value.ts';
import { truth } from '../operators.ts';
import { failure, known, textOf } from '../values.ts';
import { type TerraformFunction, listOf, number, plain, scalar } from './function.ts';

/** As many numbers as Terraform's own `range` makes. */
const MAX_RANGE = 1024;

const range = plain((args, context) => {
	const numbers = args.map(arg => (arg.kind === 'known' ? Number(arg.scalar) : Number.NaN));
	if (args.some(arg => arg.kind !== 'known')) return context.unknown();
	const [start, end] = numbers.length === 1 ? [0, numbers[0]!] : [numbers[0]!, numbers[1]!];
	const step = numbers[2] ?? (start <= end ? 1 : -1);
	const length = Math.ceil((end - start) / step);
	if (step === 0 || Number.isNaN(length)) return failure('range needs numbers', context.site);
	if (length > MAX_RANGE) return failure(`range of more than ${MAX_RANGE} numbers`, context.site);
	return listOf(Array.from({ length: Math.max(0, length) }, (_, index) => known(start + index * step, context.site)), context.site);
});

const sum = plain(([list], context) => {
	if (list?.kind !== 'list' || list.open) return context.unknown();
	const numbers = list.items.map(item => (item.kind === 'known' ? Number(item.scalar) : undefined));
	if (numbers.some(Number.isNaN) || numbers.length === 0) return failure('sum needs numbers', context.site);
	return numbers.includes(undefined) ? context.unknown() : known((numbers as number[]).reduce((total, one) => total + one, 0), context.site);
});

function tobool(value: Scalar): Scalar | undefined {
	if (value === null || typeof value === 'boolean') return value;
	return truth({ kind: 'known', scalar: value } as Value);
}

function tonumber(value: Scalar): Scalar | undefined {
	if (value === null || typeof value === 'number') return value;
	return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

const tostring = plain(([value], context) => {
	if (value?.kind === 'known') return known(value.scalar === null ? null : textOf(value.scalar), context.site);
	return value && ['text', 'reference', 'pseudo'].includes(value.kind) ? value : value?.kind === 'unknown' ? context.unknown() : failure('it is no string', context.site);
});

export const numbers: Record<string, TerraformFunction> = {
	range, sum, tostring,
	tobool: scalar(tobool),
	tonumber: scalar(tonumber),
	abs: number(Math.abs),
	ceil: number(Math.ceil),
	floor: number(Math.floor),
	max: number(Math.max),
	min: number(Math.min),
	pow: number((base, exponent) => base ** exponent),
	log: number((value, base) => Math.log(value) / Math.log(base)),
	signum: number(Math.sign),
	parseint: scalar((value, base) => {
		const digits = String(value).replace(/^-/, '').toLowerCase();
		const radix = Number(base);
		// Beyond 36, upper and lower case are different digits.
		if (!(radix >= 2 && radix <= 36) || digits === '' || [...digits].some(digit => Number.isNaN(Number.parseInt(digit, radix)))) return undefined;
		return Number.parseInt(String(value), radix);
	}),
};
