/**
 * Paths name a place inside a resource in AWS's vocabulary: `LifecycleConfiguration.Rules[].Transitions[].StorageClass`.
 *
 * A *pattern* is what rules and mappings write (`[]` stands for every item); a *path* is one concrete place, and also says
 * which branch of a conditional it runs through, so that a change can be written into that branch.
 */

/** The branch of a conditional value (`Fn::If`, `a ? b : c`), counted from 0 in the order of the text. */
export interface Branch {
	readonly branch: number;
}

export type Segment = string | number | Branch;
export type Path = readonly Segment[];

/** Splits `A.B[].C` into `['A', 'B', '[]', 'C']`. Attributes of the resource itself begin with `@` (`@DeletionPolicy`). */
export function parsePattern(pattern: string): readonly string[] {
	let segments = parsed.get(pattern);
	if (!segments) {
		segments = pattern.split('.').flatMap(part => {
			const lists = part.match(/(\[\])+$/)?.[0].length ?? 0;
			return [part.slice(0, part.length - lists), ...Array<string>(lists / 2).fill('[]')];
		}).filter(part => part !== '');
		parsed.set(pattern, segments);
	}
	return segments;
}
const parsed = new Map<string, readonly string[]>();

/** `A.B[1].C`, without the branches: for messages and for comparing with a pattern. */
export function formatPath(path: Path): string {
	let text = '';
	for (const segment of path) {
		if (typeof segment === 'number') text += `[${segment}]`;
		else if (typeof segment === 'string') text += text ? `.${segment}` : segment;
	}
	return text;
}

/** `A.B[].C`: the pattern that the path is an instance of. */
export function patternOf(path: Path): string {
	return formatPath(path).replace(/\[\d+\]/g, '[]');
}
