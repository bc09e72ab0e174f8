/**
 * Whether conditions fix who is let in: Amazon S3's meaning of "not public", which Plumbline uses for every resource policy.
 *
 * A grant to everyone is not public where a condition admits only fixed values (no wildcard, no policy variable) of a key that
 * names callers or where they come from. A condition that callers fill in themselves (a header, a tag, TLS) narrows nothing.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html (The meaning of
 * "public"), read 2026-11; the keys that it names by the word "principal" are AWS's global keys of that meaning.
 */
import { type Answer, both, either } from '../model/value.ts';
import { type Clause, type ConditionSet, type ConditionValue, absent, isNegated } from './conditions.ts';
import { readRange } from './ip.ts';
import { type Pattern, hasUnknown, hasVariable, hasWildcard, isOpaque, literal, split } from './patterns.ts';

/** What makes a value of the key fixed. */
type Kind =
	/** No wildcard at all. */
	| 'exact'
	/** An ARN; wildcards outside its account leave the question open: AWS's page does not count them as fixed, though nobody else gets in. */
	| 'arn'
	/** An ARN; wildcards in the name are fine, as AWS's page says of this key. */
	| 'access point'
	/** A path that begins with the organization's id; as for ARNs. */
	| 'path'
	/** A unique id; `AROA…:*` means the sessions of one role. */
	| 'user id'
	| 'ip'
	/** Clients come through the file system's mount targets, which only its network reaches. */
	| 'mount target'
	/** Only AWS services get in, which AWS's page does not speak of. */
	| 'service';

const keys: ReadonlyMap<string, Kind> = new Map<string, Kind>([
	['aws:principalarn', 'arn'], ['aws:principalaccount', 'exact'], ['aws:principalorgid', 'exact'], ['aws:principalorgpaths', 'path'],
	['aws:sourcearn', 'arn'], ['aws:sourceaccount', 'exact'], ['aws:sourceorgid', 'exact'], ['aws:sourceorgpaths', 'path'],
	['aws:sourcevpc', 'exact'], ['aws:sourcevpce', 'exact'], ['aws:sourceowner', 'exact'], ['aws:userid', 'user id'], ['aws:sourceip', 'ip'],
	['s3:dataaccesspointarn', 'access point'], ['s3:dataaccesspointaccount', 'exact'], ['s3:x-amz-server-side-encryption-aws-kms-key-id', 'exact'],
	// kms:ViaService narrows only beside the caller's account, and then that key does it alone.
	['kms:calleraccount', 'exact'],
	// https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html, read 2026-11
	['elasticfilesystem:accessedviamounttarget', 'mount target'],
	['aws:principalservicename', 'service'], ['aws:principalservicenameslist', 'service'], ['aws:principalisawsservice', 'service'],
]);

/** The broadest ranges that AWS does not call public. */
const BROADEST = { 4: 8, 6: 32 };

/** Whether a statement that allows under these conditions lets in only callers whom the conditions fix. `providers`: public identity providers among the principals. */
export function narrows(conditions: ConditionSet, providers: readonly string[] = []): Answer {
	const answer = either(...conditions.clauses.map(clause => fixesCaller(clause, conditions.clauses, providers)));
	return conditions.open ? either(answer, 'maybe') : answer;
}

/** Whether a denial under these conditions lets pass only callers whom the conditions fix: then it narrows like an Allow. */
export function letsPassOnlyFixed(conditions: ConditionSet): Answer {
	return both(conditions.open ? 'maybe' : 'yes', ...conditions.clauses.map(escapeIsFixed));
}

/** Whether the condition holds only for callers that it fixes. `beside`: all conditions of the statement. */
export function fixesCaller(clause: Clause, beside: readonly Clause[] = [clause], providers: readonly string[] = []): Answer {
	const kind = kindOf(clause, providers);
	if (!kind || isNegated(clause.operator) || clause.operator === 'Null') return 'no';
	const optional = clause.ifExists || clause.set === 'ForAllValues';
	if (optional && !beside.some(other => demands(other, clause.key))) return 'no';
	return fixed(clause, kind);
}

/** Whether every request for which the condition does not hold comes from a caller that it fixes (`StringNotEquals aws:PrincipalOrgID`). */
function escapeIsFixed(clause: Clause): Answer {
	const kind = kindOf(clause, []);
	if (kind === 'service' && clause.operator === 'Bool') return absent(clause) === 'yes' && saysOnly(clause, 'false') ? 'maybe' : 'no';
	if (kind === 'mount target' && clause.operator === 'Bool') return saysOnly(clause, 'false') ? 'maybe' : 'no';
	// Without the key the denial must hold, and the operator must fail only where a value is matched.
	if (!kind || !isNegated(clause.operator) || absent(clause) !== 'yes') return 'no';
	return fixed(clause, kind);
}

function kindOf(clause: Clause, providers: readonly string[]): Kind | undefined {
	return keys.get(clause.key) ?? (providers.some(provider => clause.key.startsWith(`${provider.toLowerCase()}:`)) ? 'exact' : undefined);
}

/** The condition holds only where the request has the key. */
function demands(clause: Clause, key: string): boolean {
	return clause.key === key && absent(clause) === 'no';
}

function saysOnly(clause: Clause, text: string): boolean {
	return !clause.open && clause.values.every(value => literal(value.pattern)?.toLowerCase() === text);
}

function fixed(clause: Clause, kind: Kind): Answer {
	const plain = clause.operator.replace('Not', '');
	if (kind === 'service') return /^String(Equals|Like)/.test(plain) || (plain === 'Bool' && saysOnly(clause, 'true')) ? 'maybe' : 'no';
	if (kind === 'mount target') return plain === 'Bool' && saysOnly(clause, 'true') ? 'yes' : 'maybe';
	const fits = kind === 'ip' ? plain === 'IpAddress' : /^(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/.test(plain);
	if (!fits) return 'no';
	return both(clause.open ? 'maybe' : 'yes', ...clause.values.map(value => isFixed(value, kind)));
}

function isFixed({ pattern, property }: ConditionValue, kind: Kind): Answer {
	const answer = kind === 'ip' ? fixedRange(pattern) : fixedText(pattern, kind);
	return answer === 'yes' && property.assumed.length > 0 ? 'maybe' : answer;
}

function fixedText(pattern: Pattern, kind: Kind): Answer {
	if (hasVariable(pattern)) return 'no';
	const wild = hasWildcard(pattern) || pattern.tokens.some(token => token === '*' || token === '?');
	if (!wild) return hasUnknown(pattern) ? 'maybe' : 'yes';
	const tolerated = toleratesWildcard(pattern, kind);
	return hasUnknown(pattern) ? both(tolerated, 'maybe') : tolerated;
}

/** Whether a wildcard in the value still leaves the caller fixed. */
function toleratesWildcard(pattern: Pattern, kind: Kind): Answer {
	switch (kind) {
		case 'arn': return isAccount(split(pattern, ':', 6)) ? 'maybe' : 'no';
		case 'access point': return isAccount(split(pattern, ':', 6)) ? 'yes' : 'no';
		case 'path': return settled(split(pattern, '/', 2)[0]!) ? 'maybe' : 'no';
		case 'user id': return /^A[A-Z]{3}[A-Z0-9]{12,}:\*$/.test(pattern.text) ? 'yes' : 'no';
		default: return 'no';
	}
}

function isAccount(sections: readonly Pattern[]): boolean {
	const account = sections[4];
	return sections.length === 6 && account !== undefined && account.tokens.length > 0 && settled(account);
}

function settled(section: Pattern): boolean {
	return section.tokens.every(token => (typeof token === 'string' && token !== '*' && token !== '?') || (isOpaque(token) && !token.open));
}

function fixedRange(pattern: Pattern): Answer {
	const text = literal(pattern);
	if (text === undefined) return hasVariable(pattern) ? 'no' : 'maybe';
	const range = readRange(text);
	return range && range.prefix >= BROADEST[range.version] ? 'yes' : 'no';
}
