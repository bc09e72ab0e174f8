import { distance } from 'fastest-levenshtein';
import { draftOf } from '../../engine/model/draft.ts';
import type { Property } from '../../engine/model/resource.ts';
import { publicGrants } from '../../engine/policy/access.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import type { Statement } from '../../engine/policy/document.ts';
import { OWN_ACCOUNT } from '../../engine/policy/drafts.ts';
import { hasWildcard, isOpaque, literal, split } from '../../engine/policy/patterns.ts';
import type { Principal, PrincipalSet } from '../../engine/policy/principals.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';
import { PRINCIPAL_RESOURCES, PRINCIPAL_TYPES, meantService } from './facts/grammar.ts';

/** Where and what, completing "AWS rejects this principal: …", with what to do. */
type Fault = readonly [place: Property, what: string, fix?: FixSpec | undefined, key?: boolean];

export default defineRule({
	id: 'policy/principal-invalid',
	title: 'Principals are ones that AWS accepts',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
	on: policyTypes('trust', 'resource', 'endpoint'),
	fixes: 'choice',
	review(resource, design, report) {
		for (const { document, home, kind } of policiesIn(resource, 'trust', 'resource', 'endpoint')) {
			// Of a bucket or key that is open to everyone their own rules say that AWS refuses the wildcard.
			const grants = home.service === 's3' || home.service === 'kms' ? publicGrants(document).filter(({ answer }) => answer === 'yes') : [];
			const told = new Set(grants.map(({ principal }) => JSON.stringify(principal?.property.path)));
			const faults = across(document, scenario => scenario.statements.flatMap(statement => {
				const { principals } = statement;
				if (!principals) return [];
				const named = principals.items.filter(({ property, pattern }) => !isPlaceholder(property) && pattern.text !== '*' && !told.has(JSON.stringify(property.path)));
				design.undecided(principals.open || named.some(one => one.kind === 'unknown'));
				const found = principals.property.value?.kind === 'map'
					? [...typeFaults(principals.property), ...named.map(principal => faultOf(principal, statement, kind === 'endpoint'))] : named.map(bareFault);
				return found.filter(fault => fault !== undefined);
			}), ([place, what]) => [place.path, what]);
			for (const [[place, what, fix, key = false], when] of faults) {
				report(place, `AWS rejects this principal: ${what}${describeWhen(when, place)}.`, { ...(fix && { fix }), key });
			}
		}
	},
});

/** Whoever fills it in, or the rule on variables, has a word to say first. */
function isPlaceholder({ textParts }: Property): boolean {
	return textParts?.some(part => typeof part === 'string' && /[$#]\{|\{\{|[<>]/.test(part)) === true;
}

/** A principal that is text without a type; it may still turn out to be a map. */
function bareFault({ property, pattern }: Principal): Fault | undefined {
	const parts = property.textParts ?? [], place = property.path.at(-1) === 'Principal' || property.path.at(-1) === 'NotPrincipal' || typeof property.path.at(-1) === 'object';
	if (!place || !parts.some(part => typeof part === 'string' || part.kind !== 'unknown')) return undefined;
	const type = pattern.text.includes('.amazonaws.com') ? 'Service' : 'AWS', value = draftOf(property);
	return [property, `${pattern.text} stands without its type`, value === undefined ? undefined : { title: `Write it under ${type}`, change: change => change.set(property, { [type]: value }) }];
}

function typeFaults(principals: Property): Fault[] {
	return principals.entries.filter(([type, property]) => !PRINCIPAL_TYPES.includes(type) && !/^(\*|Ref|Fn::.*)$/.test(type) && property.exists === 'yes').map(([type, property]): Fault => {
		const right = PRINCIPAL_TYPES.find(one => distance(one.toLowerCase(), type.toLowerCase()) <= (one.length > 3 ? 2 : 0));
		return [property, `there is no type ${type}, but AWS, Service, Federated and CanonicalUser`, right === undefined ? undefined : moved(property, principals, right), true];
	});
}

/** Writes the same principals under another type. */
function moved(from: Property, principals: Property, type: string): FixSpec | undefined {
	return principals.at(type).exists === 'no' ? { title: `Write it under ${type}`, change: change => change.rename(from, type) } : undefined;
}

function faultOf(principal: Principal, statement: Statement, endpoint: boolean): Fault | undefined {
	const { pattern, property, type } = principal, text = literal(pattern);
	if (type === 'Service') {
		if (hasWildcard(pattern)) return [property, `${pattern.text} has a wildcard, and a service is named in full`];
		if (text?.startsWith('arn:')) return [property, `${text} is no service`, only(principal, statement.principals!, 'AWS')];
		const meant = text === undefined ? undefined : meantService(text);
		return meant === undefined ? undefined : [property, `there is no service ${JSON.stringify(text)}`, meant === '' ? undefined : { title: `Write ${meant}`, change: change => change.set(property, meant) }];
	}
	if (type !== 'AWS' && type !== 'Federated') return undefined;
	if (text !== undefined && /^[\d-]+$/.test(text)) return typeof property.scalar !== 'string' || /^\d{12}$/.test(text) ? undefined : [property, `${text} is no account, whose id has 12 digits`];
	if (text !== undefined && type === 'AWS' && /^[\w.-]+\.amazonaws\.com$/.test(text)) return [property, `${text} is a service`, only(principal, statement.principals!, 'Service')];
	const reference = property.value?.kind === 'reference' ? property.value : undefined, target = reference && property.resource.design.resource(reference.target);
	if (target?.type === 'AWS::IAM::Group') return [property, `${target.name} is a group, and groups do not ask for anything`];
	if (reference?.attribute === 'Ref' && target && ['AWS::IAM::Role', 'AWS::IAM::User'].includes(target.type)) {
		return [property, `it is the name of ${target.name}, where the ARN belongs`, { title: `Write the ARN of ${target.name}`, change: change => change.set(property, { '#reference': target.id, attribute: 'Arn' }) }];
	}
	return arnFault(principal, statement, endpoint);
}

function arnFault({ pattern, property, type }: Principal, statement: Statement, endpoint: boolean): Fault | undefined {
	const [arn, , service, region, account, name] = split(pattern, ':', 6);
	if (arn?.text !== 'arn' || !name) return undefined;
	if (hasWildcard(pattern)) return endpoint ? undefined : [property, `${pattern.text} has a wildcard, and a principal is named in full`, type === 'AWS' ? narrowing(property, account!, statement) : undefined];
	const end = name.tokens.indexOf('/'), kind = literal(end < 0 ? name : { tokens: name.tokens.slice(0, end), text: '' }), number = literal(account!);
	if (kind === 'group') return [property, `${pattern.text} is a group, and groups do not ask for anything`];
	if (number !== undefined && /^[\d-]*$/.test(number) && !/^\d{12}$/.test(number)) return [property, `${pattern.text} has ${number === '' ? 'no account' : `the account ${number}, and an account's id has 12 digits`}`];
	const known = [service!, region!].every(part => literal(part) !== undefined) && kind !== undefined;
	if (!known || (['iam', 'sts'].includes(service!.text) && region!.text === '' && PRINCIPAL_RESOURCES[type]!.includes(kind))) return undefined;
	return [property, `${pattern.text} is no ${type === 'AWS' ? 'account, user, role or session' : 'identity provider'}`];
}

/** The whole account, of which a condition lets in those whom the wildcard meant. */
function narrowing(property: Property, account: Principal['pattern'], { principals, conditions, property: statement }: Statement): FixSpec | undefined {
	const [first] = account.tokens, own = account.tokens.length === 1 && isOpaque(first) && first.id === 'pseudo:AWS::AccountId';
	const who = own ? OWN_ACCOUNT : literal(account), pattern = draftOf(property);
	if (!who || pattern === undefined || conditions.open || conditions.clauses.some(({ key }) => key === 'aws:principalarn') || principals!.items.length > 1 || principals!.negated) return undefined;
	return { title: 'Name the account, and the pattern in a condition', change: change => change.set(property, who).set(statement, 'Condition.ArnLike.aws:PrincipalArn', pattern) };
}

/** Writes the principal under another type, if it is the only one of its own. */
function only({ type }: Principal, { property: whole, items }: PrincipalSet, other: string): FixSpec | undefined {
	const entry = whole.entries.find(([name]) => name === type)?.[1];
	return entry && items.filter(item => item.type === type).length === 1 ? moved(entry, whole, other) : undefined;
}
