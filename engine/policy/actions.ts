/**
 * What an action, or a pattern of actions, stands for: which of AWS's actions, for Amazon S3 whether it acts on a bucket or on its
 * objects, and for sentences what it does, from its name. AWS's names are regular enough to read; no rule may prove a grant harmless by them.
 */
import { type IamAction, type IamService, iamPrefixes, iamService } from '../aws/iam.ts';
import { ANY, ONE, type Pattern, type Token, isOpaque, literal, split } from './patterns.ts';

export type AccessLevel = 'read' | 'list' | 'write' | 'delete' | 'tag' | 'administer' | 'everything';

/** The actions that a pattern certainly stands for; none where some of it is not known. Of `*` these are some twenty thousand. */
export function actionsOf(action: Pattern): readonly IamAction[] {
	if (action.tokens.some(isOpaque)) return [];
	const key = action.text.toLowerCase();
	let found = matched.get(key);
	if (!found) {
		const [prefix, name] = split(action, ':', 2);
		found = prefix && name ? servicesOf(prefix).flatMap(service => [...service.actions].filter(([one]) => matches(name.tokens, one)).map(([, one]) => one)) : everyAction(action);
		if (matched.size >= MOST_REMEMBERED) matched.clear();
		matched.set(key, found);
	}
	return found;
}

const matched = new Map<string, readonly IamAction[]>();
const MOST_REMEMBERED = 5000;

function everyAction({ tokens }: Pattern): readonly IamAction[] {
	return tokens.includes(ANY) ? iamPrefixes.flatMap(prefix => [...iamService(prefix)!.actions].filter(([name]) => matches(tokens, `${prefix}:${name}`)).map(([, one]) => one)) : [];
}

/** The services whose prefix a pattern stands for. */
export function servicesOf(prefix: Pattern): readonly IamService[] {
	const exact = literal(prefix);
	const names = exact === undefined ? iamPrefixes.filter(name => matches(prefix.tokens, name)) : [exact];
	return names.map(iamService).filter(service => service !== undefined);
}

/** Whether tokens without opaque ones, in lower case, stand for a text: the last `*` is the only one to come back to. */
function matches(tokens: readonly Token[], text: string): boolean {
	let at = 0, token = 0, star = -1, from = 0;
	while (at < text.length) {
		const wanted = tokens[token];
		if (wanted === ANY) [star, from] = [token++, at];
		else if (wanted === ONE || wanted === text[at]) [token, at] = [token + 1, at + 1];
		else if (star >= 0) [token, at] = [star + 1, ++from];
		else return false;
	}
	return tokens.slice(token).every(rest => rest === ANY);
}

/** What an S3 action, or a pattern of actions, acts on; undefined where that is not known. */
export function s3Target(action: Pattern): 'bucket' | 'object' | 'both' | undefined {
	const targets = new Set(actionsOf(action).filter(({ service }) => service.prefix === 's3').flatMap(({ resources }) => resources.map(({ name }) => name)));
	if (targets.has('object')) return targets.has('bucket') ? 'both' : 'object';
	return targets.has('bucket') ? 'bucket' : undefined;
}

/** The access that an action gives; a wildcard behind a verb (`s3:Get*`) gives what the verb does. */
export function accessLevel(action: Pattern): AccessLevel {
	const [service = '', name = ''] = action.text.split(':');
	if (service === '*' || /^[*?]/.test(name)) return 'everything';
	if (/(policy|acl|grant|permission|publicaccessblock|ownership)/i.test(name) && !/^(get|list|describe)/i.test(name)) return 'administer';
	if (/^(tag|untag)|^(put|delete).*tag/i.test(name)) return 'tag';
	if (/^list/i.test(name)) return 'list';
	if (/^(get|describe|read|receive|batchget|query|scan|select|decrypt|verify|head|search|view|lookup)/i.test(name)) return 'read';
	return /^delete/i.test(name) ? 'delete' : 'write';
}
