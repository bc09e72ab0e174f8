/** How a password or token is given to a resource: whether whoever reads the design, the console or the state of a deployment reads the secret too. */
import type { Property } from '../model/resource.ts';
import type { Kept } from '../model/value.ts';

export interface Given {
	/**
	 * `literal`: in the text. `open parameter`: a parameter without NoEcho, a variable that is not sensitive, or one whose default is the secret. `plain reference`:
	 * read from where it lies in the open (`{{resolve:ssm:…}}`). `kept`: hidden, by Secrets Manager, a secure parameter, NoEcho, a sensitive variable, or because Terraform makes it up.
	 */
	readonly how: 'literal' | 'open parameter' | 'plain reference' | 'kept';
	/** What gives it, where it is not the text itself: `parameter Password`, `variable password`, `a secret of Secrets Manager`. */
	readonly by?: string;
}

const HOW: Readonly<Record<Kept['how'], Given['how']>> = { hidden: 'kept', shown: 'open parameter', stored: 'plain reference' };

/** How the secret here is given; undefined where nothing is written, or it cannot be known. Ask each of the property's `alternatives` by itself. */
export function givenBy(secret: Property): Given | undefined {
	const [first] = secret.assumed;
	const values = secret.raw.map(({ value }) => value);
	if (first) return values.some(value => value.kind === 'known' && value.scalar !== '' && value.scalar !== null) ? { how: 'open parameter', by: first.source } : undefined;
	const { value } = secret;
	if (value?.kind === 'known') return value.scalar === '' || value.scalar === null ? undefined : { how: 'literal' };
	const kept = value?.kind === 'unknown' ? [value.kept] : value?.kind === 'text' ? value.parts.map(part => (typeof part === 'object' && part.kind === 'unknown' ? part.kept : undefined)) : [];
	const open = kept.find(one => one && one.how !== 'hidden') ?? kept.find(one => one);
	return open && { how: HOW[open.how], by: open.by };
}
