import { type Site, type Value, toNumber } from '../../../model/value.ts';
import { type Concrete, combine } from '../combine.ts';
import { argumentsOf } from '../nodes.ts';
import { type Intrinsic, unknown } from './intrinsic.ts';

/** CloudFormation gives at most this many blocks. */
const MAX_COUNT = 256;

/** `[block, count, host bits]`; computed for IPv4 blocks that are known. */
export const cidr: Intrinsic = {
	name: 'Fn::Cidr',
	evaluate(argument, site, scope) {
		const [block, count, bits] = argumentsOf(argument).map(node => scope.value(node));
		if (!block || !count) return unknown('Fn::Cidr without a block and a count', site);
		return combine([block, count, ...(bits ? [bits] : [])], site, ([from, times, host]) => {
			const subnets = subnetsOf(string(from), number(times), number(host));
			return subnets
				? { kind: 'list', items: subnets.map((scalar): Value => ({ kind: 'known', scalar, site })), site }
				: openList(site);
		});
	},
};

function openList(site: Site): Value {
	return { kind: 'list', items: [], open: true, site };
}

function string(value: Concrete | undefined): string | undefined {
	return value?.kind === 'known' ? String(value.scalar) : undefined;
}

function number(value: Concrete | undefined): number | undefined {
	return value?.kind === 'known' ? toNumber(value.scalar) : undefined;
}

function subnetsOf(block: string | undefined, count: number | undefined, bits: number | undefined): readonly string[] | undefined {
	const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block ?? '');
	if (!match || count === undefined || bits === undefined || count < 1 || count > MAX_COUNT || bits < 0 || bits > 32) return undefined;
	const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
	const size = 2 ** bits;
	if (Math.max(a, b, c, d) > 255 || prefix > 32 || size * count > 2 ** (32 - prefix)) return undefined;
	const base = Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
	return Array.from({ length: count }, (_, index) => `${dotted(base + index * size)}/${32 - bits}`);
}

function dotted(address: number): string {
	return [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.');
}
