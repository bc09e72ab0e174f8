/**
 * Who a policy speaks of: what the entries of `Principal` and `NotPrincipal` mean. Whether a principal exists, or may be named
 * in this kind of policy, is not asked here.
 */
import type { Property } from '../model/resource.ts';
import { type Answer, both, either, not } from '../model/value.ts';
import { type Pattern, ANY, covers, hasUnknown, hasVariable, hasWildcard, isOpaque, literal, split } from './patterns.ts';

export type PrincipalKind =
	/** `*`, or an ARN with a wildcard where the account belongs. */
	| 'everyone'
	/** An account: its id or the ARN of its root. */
	| 'account'
	| 'user'
	| 'role'
	/** A session of a role or a federated user. */
	| 'session'
	/** An AWS service, e.g. `s3.amazonaws.com`. */
	| 'service'
	/** A SAML or OpenID Connect provider of an account. */
	| 'provider'
	/** A public identity provider, e.g. `graph.facebook.com`: whoever has a login there. */
	| 'web identity'
	| 'canonical user'
	/** CloudFront's origin access identity. */
	| 'origin access identity'
	/** A reference to an identity of the design, or what is left of a deleted one (`AROA…`). */
	| 'identity'
	| 'unknown';

/** A principal's type as the policy spells it. */
export type PrincipalType = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

export interface Principal {
	readonly kind: PrincipalKind;
	/** As the policy spells it, usually a {@link PrincipalType}. */
	readonly type: string;
	readonly property: Property;
	readonly pattern: Pattern;
	/** The account that it belongs to, where its text says so. */
	readonly account?: Pattern;
}

export interface PrincipalSet {
	/** `NotPrincipal`. */
	readonly negated: boolean;
	readonly items: readonly Principal[];
	/** There may be further principals that cannot be known. */
	readonly open: boolean;
	readonly property: Property;
}

/** Who asks. */
export type Caller =
	/** Everybody in the world. */
	| { readonly kind: 'everyone' }
	/** Somebody of the account that owns the resource. */
	| { readonly kind: 'own account' }
	/** Everybody of that account. */
	| { readonly kind: 'whole account' }
	| { readonly kind: 'service'; readonly name: string }
	/** An ARN or an account id; anonymous callers have none. */
	| { readonly kind: 'identity'; readonly arn?: Pattern };

export function readPrincipal(type: string, pattern: Pattern, property: Property): Principal {
	const read = (kind: PrincipalKind, account?: Pattern): Principal => ({ kind, type, property, pattern, ...(account && { account }) });
	if (pattern.tokens.every(token => token === ANY) && pattern.tokens.length > 0) return read('everyone');
	switch (type) {
		case 'AWS': return readIdentity(pattern, property, read);
		case 'Service': return read(hasUnknown(pattern) ? 'unknown' : 'service');
		case 'Federated': {
			if (hasUnknown(pattern)) return read('unknown');
			const fixed = pattern.tokens.some(isOpaque) || pattern.text.startsWith('arn:');
			return read(fixed ? 'provider' : 'web identity');
		}
		case 'CanonicalUser': return read('canonical user');
		default: return read('unknown');
	}
}

/** Whether a principal stands for people whom nobody chose. A parameter's default is no proof of the contrary. */
export function isPublic(principal: Principal): Answer {
	if (principal.kind === 'everyone' || principal.kind === 'web identity') return 'yes';
	return principal.kind === 'unknown' || principal.property.assumed.length > 0 ? 'maybe' : 'no';
}

/** Whether the set speaks of each one of the callers meant. */
export function includes(set: PrincipalSet, caller: Caller): Answer {
	const each = set.items.map(item => {
		const answer = is(item, caller);
		return item.property.assumed.length > 0 && answer === 'yes' ? 'maybe' : answer;
	});
	const listed = set.open ? either(...each, 'maybe') : either(...each);
	if (!set.negated) return listed;
	const positive = { ...set, negated: false };
	switch (caller.kind) {
		case 'everyone': return both(set.open ? 'maybe' : 'yes', ...set.items.map(item => not(isPublic(item))));
		case 'own account': return not(includes(positive, { kind: 'whole account' }));
		case 'whole account': return not(includes(positive, { kind: 'own account' }));
		default: return not(listed);
	}
}

function is(principal: Principal, caller: Caller): Answer {
	if (principal.kind === 'unknown') return 'maybe';
	switch (caller.kind) {
		case 'everyone': return isStar(principal) ? 'yes' : 'no';
		case 'service': return principal.kind === 'service' ? covers(principal.pattern, { tokens: [...caller.name], text: caller.name }) : isStar(principal) ? 'yes' : 'no';
		case 'own account': return ofOwnAccount(principal);
		case 'whole account': return principal.kind === 'everyone' || principal.kind === 'account' ? ofOwnAccount(principal) : 'no';
		case 'identity': return isIdentity(principal, caller.arn);
	}
}

/** AWS rejects wildcards inside a principal's ARN, so a statement that has one protects nothing. */
function isStar(principal: Principal): boolean {
	return principal.kind === 'everyone' && principal.pattern.text === '*';
}

/** Whether a principal is, or belongs to, the account that the design is deployed into. */
export function ofOwnAccount(principal: Principal): Answer {
	switch (principal.kind) {
		case 'everyone': return 'yes';
		case 'account': case 'user': case 'role': case 'session': return principal.account && isOwn(principal.account) ? 'yes' : 'maybe';
		case 'identity': return principal.pattern.text.startsWith('${') ? 'yes' : 'maybe';
		case 'canonical user': return 'maybe';
		default: return 'no';
	}
}

function isIdentity(principal: Principal, arn: Pattern | undefined): Answer {
	if (isStar(principal)) return 'yes';
	if (!arn) return 'no';
	const account = split(arn, ':', 6)[4] ?? arn;
	switch (principal.kind) {
		case 'account': return principal.account ? covers(principal.account, account) : 'maybe';
		case 'user': case 'role': case 'session': case 'identity': return covers(principal.pattern, arn);
		case 'canonical user': return 'maybe';
		default: return 'no';
	}
}

/** The design's own account id. */
export function isOwn(account: Pattern): boolean {
	const [only] = account.tokens;
	return account.tokens.length === 1 && isOpaque(only) && only.id === 'pseudo:AWS::AccountId';
}

function readIdentity(pattern: Pattern, property: Property, read: (kind: PrincipalKind, account?: Pattern) => Principal): Principal {
	if (hasVariable(pattern)) return read('unknown');
	if (isOwn(pattern) || /^\d{12}$/.test(literal(pattern) ?? '')) return read('account', pattern);
	const parts = split(pattern, ':', 6);
	const [arn, , , , account, name] = parts;
	if (parts.length < 6 || arn?.text !== 'arn') {
		const reference = property.value?.kind === 'reference';
		if (reference) return read(typeOf(property));
		return read(hasUnknown(pattern) ? 'unknown' : hasWildcard(pattern) ? 'everyone' : 'identity');
	}
	if (literal(account!) === 'cloudfront') return read('origin access identity');
	if (hasUnknown(account!)) return read('unknown');
	if (hasWildcard(account!)) return read('everyone');
	const kind = /^(root$|user\/|role\/|assumed-role\/|federated-user\/)/.exec(name!.text)?.[1] ?? '';
	const kinds: Record<string, PrincipalKind> = { 'root': 'account', 'user/': 'user', 'role/': 'role', 'assumed-role/': 'session', 'federated-user/': 'session' };
	return read(kinds[kind] ?? 'identity', account!);
}

function typeOf(property: Property): PrincipalKind {
	const value = property.value;
	const target = value?.kind === 'reference' ? property.resource.design.resource(value.target) : undefined;
	switch (target?.type) {
		case 'AWS::IAM::Role': return 'role';
		case 'AWS::IAM::User': return 'user';
		case 'AWS::CloudFront::CloudFrontOriginAccessIdentity': return 'origin access identity';
		default: return 'identity';
	}
}
