/** Functions on points in time that the text itself says. The clock is asked for nothing. */
import { scalar } from './function.ts';
import type { TerraformFunction } from './function.ts';

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000 };
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Milliseconds of `1h30m`; undefined for finer units and what is none. */
function duration(text: string): number | undefined {
	const [, sign, rest] = /^([+-]?)((?:\d{1,9}[hms])+)$/.exec(text) ?? [];
	if (rest === undefined) return undefined;
	const total = [...rest.matchAll(/(\d+)([hms])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
	return sign === '-' ? -total : total;
}

function time(text: string): number | undefined {
	const at = TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(at) ? undefined : at;
}

function written(at: number): string | undefined {
	const date = new Date(at);
	return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0 ? undefined : date.toISOString().replace('.000Z', 'Z');
}

/** What is not understood is unknown, not wrong: there are more ways to write times than these. */
function ofTimes(compute: (...args: string[]) => string | number | undefined): TerraformFunction {
	const computed = scalar((...args) => compute(...args.map(String)));
	return {
		apply(args, context) {
			const result = computed.apply(args, context);
			return result.kind === 'known' ? result : context.unknown();
		},
	};
}

export const times: Record<string, TerraformFunction> = {
	timeadd: ofTimes((at, more) => {
		const [start, added] = [time(at), duration(more)];
		return start === undefined || added === undefined ? undefined : written(start + added);
	}),
	timecmp: ofTimes((a, b) => {
		const [one, other] = [time(a), time(b)];
		return one === undefined || other === undefined ? undefined : Math.sign(one - other);
	}),
};
