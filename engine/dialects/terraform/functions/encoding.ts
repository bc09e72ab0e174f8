/** Functions that encode and decode, and network arithmetic. */
import type { Scalar, Value } from '../../../model/value.ts';
import { readJson } from '../../../syntax/json.ts';
import type { Node } from '../../../syntax/tree.ts';
import { readYaml } from '../../../syntax/yaml.ts';
import { failure, held, holding, known, unknown } from '../values.ts';
import { MAX_ITEMS } from '../session.ts';
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
	const tree = value?.kind === 'known' && typeof value.scalar === 'string' ? readJson(value.scalar) : undefined;
	if (tree && (!tree.root || tree.problems.length > 0)) return failure('it is no JSON', context.site);
	// What is remembered has its places.
	const remembered = value && held(value);
	if (remembered) return remembered;
	if (value?.kind === 'map' || value?.kind === 'list' || (value?.kind === 'known' && !tree)) return failure('it is no JSON', context.site);
	if (!tree?.root) return context.unknown();
	return constant(tree.root, context.site, { left: MAX_ITEMS });
});

/** Longer YAML is not read: its parser takes its time. */
const MAX_YAML = 100_000;

const yamldecode = plain(([value], context) => {
	const remembered = value && held(value);
	if (remembered) return remembered;
	if (value?.kind !== 'known' || typeof value.scalar !== 'string' || value.scalar.length > MAX_YAML) return context.unknown();
	const tree = readYaml(value.scalar);
	return tree.root && tree.problems.length === 0 ? constant(tree.root, context.site, { left: MAX_ITEMS }) : context.unknown('the YAML cannot be read');
});

/** Plain scalars of which versions of YAML make different things: `yes`, `0755`, `1.10`, dates, infinity. */
const MANIFOLD = /^(?:[yn]|yes|no|on|off)$|^[-+.]?\d|^[-+]?\.(?:inf|nan)$/i;

/** The value of a decoded text; everything is placed where it is used. */
function constant(node: Node, site: Value['site'], budget: { left: number }, depth = 0): Value {
	if (budget.left-- <= 0 || depth > 100) return unknown('too large', site);
	if (node.tag !== undefined) return unknown(`${node.tag} is not evaluated`, site);
	switch (node.kind) {
		case 'scalar': return node.style === 'plain' && typeof node.value === 'string' && MANIFOLD.test(node.value) ? unknown(`${node.value} may mean several things`, site) : known(node.value, site);
		case 'list': return listOf(node.items.map(item => constant(item, site, budget, depth + 1)), site);
		case 'map': return mapOf(new Map(node.entries.map(({ key, value }) => [String(key.value), { key: site, value: value ? constant(value, site, budget, depth + 1) : known(null, site) }])), site);
	}
}

export function toBase64(value: string): string {
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

/** IPv6 is not evaluated. */
function ofNetwork(compute: (...args: Scalar[]) => Scalar | undefined): TerraformFunction {
	const ipv4 = scalar(compute);
	return plain((args, context) => (args[0]?.kind === 'known' && String(args[0].scalar).includes(':') ? context.unknown('only IPv4 networks are evaluated') : ipv4.apply(args, context)));
}

function ofEncoding(compute: (value: string) => string | undefined): TerraformFunction {
	const utf8 = string(compute);
	return plain(([value, encoding], context) => (encoding?.kind === 'known' && /^utf-?8$/i.test(String(encoding.scalar)) ? utf8.apply(value ? [value] : [], context) : context.unknown()));
}

/** What a text is of which some is not known, is remembered: user data says something all the same. */
const base64encode = plain((args, context) => {
	const [value] = args;
	const encoded = string(toBase64).apply(args, context);
	return value?.kind === 'text' ? holding({ ...encoded }, () => value) : encoded;
});

export const encoding: Record<string, TerraformFunction> = {
	jsonencode, jsondecode, yamldecode, cidrsubnets,
	base64encode,
	base64decode: string(fromBase64),
	// Other encodings than UTF-8 are not carried out.
	textencodebase64: ofEncoding(toBase64),
	textdecodebase64: ofEncoding(fromBase64),
	urlencode: string(value => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/%20|[!'()*]/g, one => (one === '%20' ? '+' : `%${one.charCodeAt(0).toString(16).toUpperCase()}`))),
	cidrsubnet: ofNetwork((prefix, newBits, index) => subnet(String(prefix), Number(newBits), Number(index))),
	cidrhost: ofNetwork((prefix, index) => {
		const base = network(String(prefix));
		const at = Number(index) < 0 ? 2 ** (32 - (base?.bits ?? 32)) + Number(index) : Number(index);
		return base && at >= 0 && at < 2 ** (32 - base.bits) ? dotted(base.address + at) : undefined;
	}),
	cidrnetmask: ofNetwork(prefix => {
		const base = network(String(prefix));
		return base && dotted(2 ** 32 - 2 ** (32 - base.bits));
	}),
};
