/**
 * Whose accounts the digits in a policy are. A design rarely says which account it is deployed into; what says so is the provider, an
 * ARN of something that only the same account can have, or that the policy names its own account by a reference.
 */
import type { Resource } from '../model/resource.ts';
import { type PolicyDocument, type Reading, type Statement, statementsOf } from '../policy/document.ts';
import { homeOf } from '../policy/homes.ts';
import { type Pattern, covers, literal, pattern, split } from '../policy/patterns.ts';
import type { Principal, PrincipalSet } from '../policy/principals.ts';

/** `unknown`: nothing says whose it is. */
export type Standing = 'own' | 'other' | 'unknown';

/** Tells of twelve digits in a policy whose account they are. */
export function standings(document: PolicyDocument): (id: string) => Standing {
	const { property } = document;
	return property.resource.design.once(`accounts ${property.resource.id} ${property.pathText}`, () => {
		const statements = statementsOf(document).map(({ statement }) => statement);
		const own = new Set(ownIds(document, statements));
		const named = own.size > 0 || statements.some(namesOwn);
		return (id: string) => (own.has(id) ? 'own' : named ? 'other' : 'unknown');
	});
}

/** The design's own account, as far as one policy and what holds it say so in digits. */
export function ownAccount(document: PolicyDocument): string | undefined {
	const ids = new Set(ownIds(document, statementsOf(document).map(({ statement }) => statement)));
	return ids.size === 1 ? [...ids][0] : undefined;
}

/** The id of the account that a principal belongs to, where it is written in digits. */
export function accountId(principal: Principal): string | undefined {
	return principal.account && digits(principal.account);
}

function ownIds({ property }: PolicyDocument, statements: readonly Statement[]): string[] {
	const { resource } = property;
	const stated = resource.partial ? undefined : resource.at('@Account').string;
	const kind = homeOf(property)?.kind;
	const arns = kind === 'trust'
		// Managed policies and identity providers are of the role's own account.
		? [...attached(resource), ...statements.flatMap(({ principals }) => principals?.items.filter(one => one.kind === 'provider').map(one => one.pattern) ?? [])]
		: kind === 'resource' ? statements.flatMap(({ resources }) => (resources.negated ? [] : resources.items.map(item => item.pattern))) : [];
	const roots = resource.type.startsWith('AWS::KMS::') ? statements.flatMap(administrators) : [];
	return [stated, ...arns.map(arn => split(arn, ':', 6)[4]).map(account => account && digits(account)), ...roots].filter(id => id !== undefined);
}

function attached(role: Resource): Pattern[] {
	const written = role.partial ? [] : [...role.all('ManagedPolicyArns[]'), ...role.all('PermissionsBoundary')];
	return written.flatMap(arn => (arn.value?.kind === 'known' ? pattern(String(arn.value.scalar)) : []));
}

const EVERYTHING = pattern('kms:*', { fold: true });

/** A key's own account has everything, or the key cannot be managed. */
function administrators({ effect, principals, actions }: Statement): string[] {
	if (effect !== 'Allow' || !principals || principals.negated || actions.negated || !actions.items.some(item => covers(item.pattern, EVERYTHING) === 'yes')) return [];
	return principals.items.filter(one => one.kind === 'account').flatMap(one => accountId(one) ?? []);
}

/** The policy names its own account otherwise than in digits. */
function namesOwn({ principals, resources, conditions }: Statement): boolean {
	const patterns = [...principals?.items ?? [], ...resources.items, ...conditions.clauses.flatMap(clause => clause.values)].map(one => one.pattern);
	return patterns.some(one => one.text.includes('${AWS::AccountId}'));
}

function digits(text: Pattern): string | undefined {
	const id = literal(text);
	return id !== undefined && /^\d{12}$/.test(id) ? id : undefined;
}

/** Somebody whom a role trusts. */
export interface Trusted extends Reading {
	readonly principal: Principal;
	/** Where it is named. */
	readonly at: Principal['property'];
	/** A condition, or a denial, asks more of them than to be who they are. */
	readonly guarded: boolean;
}

/** Some of the principals cannot be known. */
export function hasUnknown(principals: PrincipalSet): boolean {
	return principals.open || principals.items.some(one => one.kind === 'unknown');
}

/** Conditions that whoever calls can meet. */
const FREE = /^(aws:(securetransport|requestedregion|currenttime|epochtime|useragent|referer|tagkeys|requesttag\/.*)|sts:(rolesessionname|sourceidentity|durationseconds|transitivetagkeys))$/;

/** The accounts, users and roles that may assume a role, by its trust policy. */
export function trusted(document: PolicyDocument): readonly Trusted[] {
	const readings = statementsOf(document);
	const denied = readings.some(({ statement }) => statement.effect !== 'Allow' && asksMore(statement));
	const assuming = readings.filter(({ statement }) => assumes(statement));
	document.property.resource.design.undecided(assuming.some(({ statement: { principals, conditions } }) => conditions.open || hasUnknown(principals!)));
	return assuming.flatMap(reading => reading.statement.principals!.items
		.filter(one => one.kind === 'account' || one.kind === 'user' || one.kind === 'role' || one.kind === 'session')
		.map(principal => ({ ...reading, principal, at: principal.property, guarded: denied || asksMore(reading.statement) })));
}

const ASSUME = pattern('sts:AssumeRole', { fold: true });

function assumes({ effect, principals, actions }: Statement): boolean {
	return effect === 'Allow' && principals !== undefined && !principals.negated && !actions.negated && actions.items.some(item => covers(item.pattern, ASSUME) === 'yes');
}

function asksMore({ conditions }: Statement): boolean {
	return conditions.open || conditions.clauses.some(clause => !FREE.test(clause.key));
}
