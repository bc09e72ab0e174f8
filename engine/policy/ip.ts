/** IP addresses and ranges, as `aws:SourceIp` has them. */
import type { Answer } from '../model/value.ts';

export interface IpRange {
	readonly version: 4 | 6;
	/** Length of the prefix in bits. */
	readonly prefix: number;
	readonly first: bigint;
}

/** Reads `203.0.113.0/24`, `2001:db8::/32` or a single address; undefined for anything else. */
export function readRange(text: string): IpRange | undefined {
	const [address = '', length, ...rest] = text.trim().split('/');
	const version = address.includes(':') ? 6 : 4;
	const bits = version === 4 ? 32 : 128;
	const value = version === 4 ? readFour(address) : readSix(address);
	if (value === undefined || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
	const prefix = length === undefined ? bits : Number(length);
	if (prefix > bits) return undefined;
	const free = BigInt(bits - prefix);
	return { version, prefix, first: (value >> free) << free };
}

/** Whether an address (or range) lies within a range. */
export function compareIp(range: string, address: string): Answer {
	const outer = readRange(range), inner = readRange(address);
	if (!outer || !inner || outer.version !== inner.version || inner.prefix < outer.prefix) return 'no';
	const free = BigInt((outer.version === 4 ? 32 : 128) - outer.prefix);
	return outer.first >> free === inner.first >> free ? 'yes' : 'no';
}

function readFour(text: string): bigint | undefined {
	const parts = text.split('.');
	if (parts.length !== 4 || !parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
	return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function readSix(text: string): bigint | undefined {
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const groups = (half: string) => (half === '' ? [] : half.split(':'));
	const head = groups(halves[0]!), tail = groups(halves[1] ?? '');
	const missing = 8 - head.length - tail.length;
	if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
	const all = [...head, ...Array<string>(missing).fill('0'), ...tail];
	if (!all.every(group => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
	return all.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}
