/** Whether a value stands in the text as it is, so that every deployment gets the same. */
import type { Property } from '../model/resource.ts';

/**
 * The string that is written out at a place. Undefined for what is one of several, comes from a parameter, a variable, a local or a table, is put
 * together, or came of a run. Ask each of the property's `alternatives` by itself.
 */
export function writtenOut(property: Property): string | undefined {
	const { value, string, site: { range } } = property;
	if (string === undefined || value?.kind !== 'known' || value.from || property.assumed.length > 0 || property.resource.evaluated) return undefined;
	// What is put together, or looked up, has an expression at its place: only quotes are as short.
	return [0, 2].includes(range.end - range.start - string.length) ? string : undefined;
}
