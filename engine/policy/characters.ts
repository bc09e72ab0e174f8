/** How many characters of a policy IAM counts at least: it leaves white space out, also within texts, and counts a letter with an accent as one. */
import type { Property } from '../model/resource.ts';
import type { Scalar, TextPart, Value } from '../model/value.ts';
import { leastBytes } from './size.ts';

/** The fewest characters but for white space that the policy, or any of its alternatives, can have. */
export function leastCharacters(property: Property): number {
	return leastBytes(property) - Math.max(...property.raw.map(({ value }) => surplus(value)));
}

/** The bytes that IAM does not count. */
function surplus(value: Value): number {
	switch (value.kind) {
		case 'known': return surplusOf(value.scalar);
		case 'text': return sum(value.parts.map((part: TextPart) => (typeof part === 'string' ? surplusOf(part) : 0)));
		case 'map': return sum([...value.entries].map(([name, entry]) => surplusOf(name) + surplus(entry.value)));
		case 'list': return sum(value.items.map(surplus));
		case 'choice': return Math.max(...value.options.map(option => surplus(option.value)));
		case 'assumed': return surplus(value.value);
		default: return 0;
	}
}

function surplusOf(text: Scalar): number {
	return typeof text === 'string' ? sum([...text].map(character => {
		const code = character.codePointAt(0)!;
		return /\s/.test(character) ? 1 : code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	})) : 0;
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
