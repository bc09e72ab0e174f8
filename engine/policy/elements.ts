/** The elements of a policy or of a statement as they are written, for rules on the grammar: what is misspelt or missing is no part of a {@link Statement}. */
import type { Property } from '../model/resource.ts';

export interface Elements {
	/** By name, what is or may be written, in the order of the text. */
	readonly written: ReadonlyMap<string, Property>;
	/** Whether there may be others that cannot be known. */
	readonly open: boolean;
}

/** The elements of a map; of anything else, none that are known. */
export function elementsOf(map: Property): Elements {
	const value = map.value;
	if (value?.kind !== 'map') return { written: new Map(), open: true };
	const written = map.entries.filter(([, property]) => property.exists !== 'no').map(([name, property]) => [name, property] as const);
	return { written: new Map(written), open: value.open === true };
}

/** Whether neither of the elements can be there. */
export function lacks({ written, open }: Elements, ...names: readonly string[]): boolean {
	return !open && !names.some(name => written.has(name));
}

/** A Sid of letters and digits like the given one that no statement has; empty where nothing of it is left. */
export function freeSid(sid: string, taken: ReadonlySet<string>): string {
	const plain = sid.replace(/[^0-9A-Za-z]+(.?)/g, (_, next: string) => next.toUpperCase()).replace(/[^0-9A-Za-z]/g, '');
	let name = plain;
	for (let count = 2; name !== '' && taken.has(name); count++) name = `${plain.replace(/\d+$/, '')}${count}`;
	return name;
}
