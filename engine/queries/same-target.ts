/** Whether two properties name the same thing: the same resource of the design, or the same text. */
import type { Property } from '../model/resource.ts';
import type { Answer, TextPart } from '../model/value.ts';

export function sameTarget(one: Property, other: Property): Answer {
	const [first, second] = [one, other].map(property => property.textParts?.map(keyOf));
	if (!first || !second || first.includes(undefined) || second.includes(undefined)) return 'maybe';
	if (first.join('') === second.join('')) return 'yes';
	// A reference and a literal, or two attributes of one resource, can come out the same.
	const references = [one, other].map(property => property.textParts?.find(part => typeof part !== 'string' && part.kind === 'reference'));
	if (references.every(part => part === undefined)) return 'no';
	const [left, right] = references as readonly ({ readonly target: string } | undefined)[];
	return left && right && left.target !== right.target && first.length === 1 && second.length === 1 ? 'no' : 'maybe';
}

function keyOf(part: TextPart): string | undefined {
	if (typeof part === 'string') return part;
	if (part.kind === 'pseudo') return `\${${part.name}}`;
	return part.kind === 'reference' ? `\${${part.target}.${part.attribute}}` : part.identity && `\${${part.identity}}`;
}
