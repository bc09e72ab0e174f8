/**
 * The names by which stacks export and import. Which export may be what is imported is decided here, for the workspace that gathers the
 * documents and for the values alike.
 */
import type { Value } from '../../model/value.ts';
import { partsOf } from './intrinsics/join.ts';

/** What a name must have besides the name of a stack, so that two names of one form are no chance. */
const FEWEST_LETTERS = 3;

/**
 * A name of which all is known but the stack's: `*` stands for that, in the export for `AWS::StackName`, in the import for a parameter
 * without default. Undefined where anything else is not known.
 */
export function nameOf(value: Value): string | undefined {
	if (value.kind === 'assumed') return nameOf(value.value);
	if (value.kind === 'choice') return undefined;
	const parts = partsOf(value).map(part => {
		if (typeof part === 'string') return part.includes('*') ? undefined : part;
		if (part.kind === 'pseudo') return part.name === 'AWS::StackName' ? '*' : `\${${part.name}}`;
		return part.kind === 'unknown' && part.identity && /^(param:|stack:AWS::StackName)/.test(part.identity) ? '*' : undefined;
	});
	const name = parts.includes(undefined) ? '' : parts.join('');
	return name.replace(/\$\{[^}]*\}|[^a-z\d]/gi, '').length >= FEWEST_LETTERS ? name : undefined;
}

/** Whether the export of one name may be what is imported by another. */
export function mayExport(exported: string, imported: string): boolean {
	if (exported === imported) return true;
	if (!exported.includes('*') || imported.includes('*')) return false;
	const parts = exported.split('*');
	const [first, last] = [parts[0]!, parts.at(-1)!];
	return parts.length === 2 && imported.length > first.length + last.length && imported.startsWith(first) && imported.endsWith(last);
}
