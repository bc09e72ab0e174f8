/** Functions that encode and decode, and network arithmetic. */
import type { Value } from '../../../model/value.ts';
import { jsonExpression, literals } from '../json-expression.ts';
import { readJson } from '../../../syntax/json.ts';
import { failure, held, holding, known, unknown } from '../values.ts';
import type { Expression } from '../expression.ts';
import { unframed } from '../expression.ts';
import { type TerraformFunction, listOf, mapOf, plain, scalar, string } from './function.ts';

/** The text itself matters to nobody; what it holds does. */
const jsonencode: TerraformFunction = {
	whole: true,
	apply([value], context) {
		if (!value) return failure('jsonencode needs a value', context.site);
		return holding(unknown('text made by jsonencode', context.site), () => value);
	},
};

const jsondecode = plain(([value], context) => {
	const remembered = value && held(value);
	if (remembered) return remembered;
	if (value?.kind === 'map' || value?.kind === 'list' || (value?.kind === 'known' && typeof value.scalar !== 'string')) return failure('it is no JSON', context.site);
	if (value?.kind !== 'known' || typeof value.scalar !== 'string') return context.unknown();
	const tree = readJson(value.scalar);
	if (!tree.root || tree.problems.length > 0) return failure('it is no JSON', context.site);
	return constant(jsonExpression(tree.root, literals(context.site.uri)), context.site);
});

/** The value of an expression without references; everything is placed where it is used. */
function constant(expression: Expression, site: Value['site']): Value {
	const one = unframed(expression);
	switch (one.kind) {
		case 'literal': return known(one.value, site);
		case 'tuple': return listOf(one.items.map(item => constant(item, site)), site);
		case 'object': return mapOf(new Map(one.entries.map(({ key, value }) => {
			const name = unframed(key);
			return [name.kind === 'literal' ? String(name.value) : '', { key: site, value: constant(value, site) }];
		})), site);
		default: return unknown('nested too deeply', site);
	}
}

function toBase64(value: string): string {
	let binary = '';
	for (const byte of new TextEncoder().encode(value)) binary += String.fromCharCode(byte);
	return btoa(binary);
}

export function fromBase64(value: string): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(value), character => character.charCodeAt(0)));
	} catch {
		return undefined;
	}
}

interface Network { readonly address: number; readonly bits: number }

/** IPv4 only. */
function network(text: string): Network | undefined {
	const match = text.match(/^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/);
	if (!match) return undefined;
	const [a, b, c, d, bits] = match.slice(1).map(Number) as [number, number, number, number, number];
	if ([a, b, c, d].some(byte => byte > 255) || bits > 32) return undefined;
	const size = 2 ** (32 - bits);
	const address = ((a * 256 + b) * 256 + c) * 256 + d;
	return { address: Math.floor(address / size) * size, bits };
}

function dotted(address: number): string {
	return [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.');
}

export function subnet(prefix: string, newBits: number, index: number): string | undefined {
	const base = network(prefix);
	if (!base || base.bits + newBits > 32 || newBits < 0 || index < 0 || index >= 2 ** newBits) return undefined;
	const bits = base.bits + newBits;
	return `${dotted(base.address + index * 2 ** (32 - bits))}/${bits}`;
}

const cidrsubnets = plain(([prefix, ...sizes], context) => {
	if (prefix?.kind !== 'known' || sizes.some(size => size.kind !== 'known')) return context.unknown();
	const base = network(String(prefix.scalar));
	if (!base) return context.unknown('only IPv4 networks are evaluated');
	let next = base.address;
	const subnets: string[] = [];
	for (const size of sizes) {
		const bits = base.bits + Number((size as { scalar: unknown }).scalar);
		if (!(bits <= 32)) return failure('the network is too small', context.site);
		const width = 2 ** (32 - bits);
		next = Math.ceil(next / width) * width;
		subnets.push(`${dotted(next)}/${bits}`);
		next += width;
	}
	return listOf(subnets.map(one => known(one, context.site)), context.site);
});

export const encoding: Record<string, TerraformFunction> = {
	jsonencode, jsondecode, cidrsubnets,
	base64encode: string(toBase64),
	base64decode: string(fromBase64),
	urlencode: string(value => encodeURIComponent(value)),
	cidrsubnet: scalar((prefix, newBits, index) => subnet(String(prefix), Number(newBits), Number(index))),
	cidrhost: scalar((prefix, index) => {
		const base = network(String(prefix));
		const at = Number(index) < 0 ? 2 ** (32 - (base?.bits ?? 32)) + Number(index) : Number(index);
		return base && at >= 0 && at < 2 ** (32 - base.bits) ? dotted(base.address + at) : undefined;
	}),
	cidrnetmask: scalar(prefix => {
		const base = network(String(prefix));
		return base && dotted(2 ** 32 - 2 ** (32 - base.bits));
	}),
};
