/** The names of AWS that are nearest to one that AWS does not have: what a slip of the pen was probably meant to be. */
import { distance } from 'fastest-levenshtein';

/**
 * The nearest of some names, without regard to case; none where all are too far away, several where they are equally near.
 * Near is a slip in one letter of five, at most two letters, and nothing that a short name could be by chance.
 */
export function nearest(name: string, among: Iterable<string>): readonly string[] {
	const low = name.toLowerCase();
	const most = low.length < 4 ? 0 : low.length < 8 ? 1 : 2;
	let found: string[] = [], least = most + 1;
	for (const one of among) {
		if (Math.abs(one.length - low.length) > most) continue;
		const far = distance(low, one.toLowerCase());
		if (far < least) [found, least] = [[one], far];
		else if (far === least && far <= most) found.push(one);
	}
	return found;
}

/** The beginnings of names, each up to the end of a word: of `GetObjectAcl` `Get`, `GetObject` and `GetObjectAcl`. */
export function beginnings(names: Iterable<string>): ReadonlySet<string> {
	const found = new Set<string>();
	for (const name of names) {
		for (const { index } of name.matchAll(/(?<=[a-z0-9])(?=[A-Z])|$/g)) found.add(name.slice(0, index));
	}
	return found;
}
