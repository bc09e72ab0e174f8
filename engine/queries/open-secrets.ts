/** How a secret that is not kept is said to lie open, for messages. */
import type { Property } from '../model/resource.ts';
import { givenBy } from './secrets.ts';

/** Completes “the password …”; undefined for a secret that is kept, is not there, or cannot be known. Ask each of the property's `alternatives` by itself. */
export function liesOpen(secret: Property): string | undefined {
	const given = givenBy(secret);
	switch (given?.how) {
		case 'literal': return 'stands in the text';
		case 'open parameter': return `comes from ${given.by}, which shows it`;
		case 'plain reference': return `is read from ${given.by ?? 'a place'} where it lies open`;
		default: return undefined;
	}
}
