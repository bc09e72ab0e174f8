/** Policy variables (`${aws:username}`) as they are written, and the condition keys that they can name. */
import { type IamKey, globalKeys, iamService, keyNamed } from '../aws/iam.ts';

export interface WrittenVariable {
	/** With its braces, the closing one perhaps missing. */
	readonly text: string;
	/** What stands between them: `aws:username`, `aws:username, 'nobody'`. */
	readonly inner: string;
	readonly closed: boolean;
}

/** The variables in a text, but for those that stand for a character (`${*}`). */
export function variablesIn(text: string): readonly WrittenVariable[] {
	return [...text.matchAll(/\$\{([^}]*)(\}?)/g)].map(([whole, inner = '', brace]) => ({ text: whole, inner, closed: brace !== '' })).filter(({ inner, closed }) => !closed || !/^[*?$]$/.test(inner));
}

/** The key of a variable: AWS's, or one that AWS cannot list (of an identity provider: `token.actions.githubusercontent.com:sub`). */
export function isKey(name: string): boolean {
	const prefix = name.split(':')[0]!;
	if (prefix === name) return false;
	return /[./]/.test(prefix) || [globalKeys, ...[prefix, 'sts'].map(one => iamService(one)?.keys)].some(keys => keys && keyNamed(name, keys));
}

/** The keys that a name may mean: those of its service, and the global ones. */
export function keysFor(name: string): readonly IamKey[] {
	return [...globalKeys.values(), ...iamService(name.split(':')[0]!)?.keys.values() ?? []];
}
