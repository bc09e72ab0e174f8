/** How long a policy is at least: its limits are in characters of JSON without white space, and what is not known counts nothing. */
import type { Property } from '../model/resource.ts';
import type { TextPart, Value } from '../model/value.ts';

/** The fewest bytes that the policy, or any of its alternatives, can have. */
export function leastBytes(property: Property): number {
	return Math.min(...property.raw.map(one => sizeOf(one.value)));
}

function sizeOf(value: Value): number {
	switch (value.kind) {
		case 'known': return bytes(JSON.stringify(value.scalar));
		case 'text': return 2 + value.parts.reduce((sum, part) => sum + partSize(part), 0);
		case 'map': return listed([...value.entries].filter(([, entry]) => entry.value.kind !== 'absent').map(([name, entry]) => bytes(JSON.stringify(name)) + 1 + sizeOf(entry.value)));
		case 'list': return listed(value.items.filter(item => item.kind !== 'absent').map(sizeOf));
		case 'choice': return Math.min(...value.options.map(option => sizeOf(option.value)));
		case 'assumed': return sizeOf(value.value);
		case 'reference': case 'pseudo': return 2 + partSize(value);
		default: return 0;
	}
}

function partSize(part: TextPart): number {
	if (typeof part === 'string') return bytes(JSON.stringify(part)) - 2;
	if (part.kind === 'unknown') return 0;
	return part.kind === 'pseudo' && part.name === 'AWS::AccountId' ? 12 : 1;
}

/** Brackets, and commas between. */
function listed(sizes: readonly number[]): number {
	return 2 + Math.max(0, sizes.length - 1) + sizes.reduce((sum, size) => sum + size, 0);
}

function bytes(text: string): number {
	let count = 0;
	for (const character of text) {
		const code = character.codePointAt(0)!;
		count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	}
	return count;
}
