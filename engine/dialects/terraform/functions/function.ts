/** What a Terraform function is to the evaluator, and the ways in which most of them are made. All follow Terraform's own documentation. */
import type { ListValue, MapValue, Scalar, Site, Value } from '../../../model/value.ts';
import { type Plain, failed, failure, known, textOf } from '../values.ts';

export interface CallContext {
	/** Where the call is written. */
	readonly site: Site;
	/** A result that cannot be known. */
	unknown(reason?: string): Value;
}

export interface TerraformFunction {
	/** Gets alternatives and failures as they are, instead of one alternative at a time. */
	readonly whole?: true;
	apply(args: readonly Value[], context: CallContext): Value;
}

/** A function of values without alternatives; a failed argument fails the call. */
export function plain(apply: (args: readonly Plain[], context: CallContext) => Value): TerraformFunction {
	return {
		apply(args, context) {
			const wrong = args.find(failed);
			return wrong ? wrong : apply(args as readonly Plain[], context);
		},
	};
}

/** A function of known scalars. Undefined fails. */
export function scalar(compute: (...args: Scalar[]) => Scalar | undefined): TerraformFunction {
	return plain((args, context) => {
		const scalars = args.map(arg => (arg.kind === 'known' ? arg.scalar : undefined));
		if (scalars.includes(undefined)) return context.unknown();
		const result = compute(...scalars as Scalar[]);
		return result === undefined ? failure('the arguments do not fit', context.site) : known(result, context.site);
	});
}

/** A function of known strings and numbers as strings. */
export function string(compute: (...args: string[]) => Scalar | undefined): TerraformFunction {
	return scalar((...args) => (args.includes(null) ? undefined : compute(...args.map(textOf))));
}

/** A function of known numbers. */
export function number(compute: (...args: number[]) => number | undefined): TerraformFunction {
	const finite = scalar((...args) => {
		const numbers = args.map(arg => (arg === null || arg === '' || typeof arg === 'boolean' ? Number.NaN : Number(arg)));
		return numbers.length === 0 || numbers.some(Number.isNaN) ? undefined : compute(...numbers);
	});
	return {
		apply(args, context) {
			const result = finite.apply(args, context);
			return result.kind === 'known' && !Number.isFinite(result.scalar) ? context.unknown('too large a number') : result;
		},
	};
}

export function listOf(items: readonly Value[], site: Site, open?: boolean): ListValue {
	return open ? { kind: 'list', items, site, open } : { kind: 'list', items, site };
}

export function mapOf(entries: MapValue['entries'], site: Site, open?: boolean): MapValue {
	return open ? { kind: 'map', entries, site, open } : { kind: 'map', entries, site };
}
