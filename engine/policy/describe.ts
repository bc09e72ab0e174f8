/** Says in plain English what a policy grants: parts of sentences for messages and hovers. */
import { listed } from '../model/listed.ts';
import type { Property } from '../model/resource.ts';
import type { Condition } from '../model/value.ts';
import type { PublicGrant } from './access.ts';
import { type AccessLevel, accessLevel, s3Target } from './actions.ts';
import { type Clause, absent } from './conditions.ts';
import type { ElementSet } from './document.ts';
import { homesOf } from './homes.ts';
import { type Pattern, hasUnknown, hasWildcard, split } from './patterns.ts';

/** What a sentence about a grant is made of. */
export type Described = Pick<PublicGrant, 'statement' | 'principal' | 'principals' | 'actions' | 'resources'>;

/** `anyone on the internet can read every object, under a condition on aws:Referer`; no full stop. */
export function describeGrant(grant: Described): string {
	const telling = tellingOf(grant);
	return `${describeStranger(grant)} can ${describeAccess(grant, telling ? [telling] : [])}`;
}

/** `anyone on the internet`: the public whom a grant lets in. */
export function describeStranger(grant: Described): string {
	return describeCaller(grant, serviceOf(grant), tellingOf(grant));
}

/** `read every object, under a condition on aws:Referer`. `told`: conditions that are said elsewhere. */
export function describeAccess(grant: Described, told: readonly Clause[] = []): string {
	return `${describeDeeds(grant, serviceOf(grant))}${describeConditions(grant.statement.conditions.clauses.filter(clause => !told.includes(clause)))}`;
}

/** Whether the grant leaves out the anonymous: its service takes signed requests only, or it asks for who signs. */
export function needsAccount(grant: Described): boolean {
	const telling = tellingOf(grant);
	return !ANONYMOUS.has(serviceOf(grant)) || (telling !== undefined && /^aws:principal|^aws:username$/.test(telling.key));
}

/** The condition that says who it is that everyone stands for. */
export function tellingOf({ principal, statement }: Described): Clause | undefined {
	if (principal?.type !== 'AWS' || principal.pattern.text !== '*') return undefined;
	return statement.conditions.clauses.find(clause => absent(clause) === 'no' && originOf(clause));
}

/** ` (where condition IsPublic is true)`: what must hold beyond the conditions under which the place itself stands, which a report says anyway. */
export function describeWhen(when: readonly Condition[], place: Property): string {
	const beyond = when.filter(one => !place.when.some(other => other.name === one.name));
	return beyond.length === 0 ? '' : ` (where ${beyond.map(({ name, is }) => `condition ${name} is ${is}`).join(' and ')})`;
}

const ANONYMOUS = new Set(['s3', 'sqs', 'sns']);

/** Whom a condition leaves that asks for one of these keys, though not for a fixed value. */
const origins: readonly { readonly key: RegExp; readonly who: string }[] = [
	{ key: /^aws:principalorg(id|paths)$/, who: 'anyone in any AWS organization' },
	{ key: /^aws:(principalarn|principalaccount|username|principaltag\/.*)$|^kms:calleraccount$/, who: 'anyone with an AWS account' },
	{ key: /^aws:sourcevpc$/, who: 'anyone in any VPC' },
	{ key: /^aws:sourcevpce$/, who: 'anyone behind any VPC endpoint' },
	{ key: /^aws:source(arn|account|orgid|orgpaths|owner)$/, who: 'anyone who has an AWS service call for them' },
];

function originOf({ key: name }: Clause): string | undefined {
	return origins.find(({ key }) => key.test(name))?.who;
}

function describeCaller(grant: Described, service: string, telling: Clause | undefined): string {
	const { principal, principals } = grant;
	if (principal?.kind === 'web identity') return `anyone with a login at ${principal.pattern.text}`;
	if (principal?.type === 'Service') return 'any AWS service';
	if (principal?.type === 'Federated') return 'anyone with a login at any identity provider';
	if (principal && principal.pattern.text !== '*') return `anyone with an AWS account (if AWS took the principal ${principal.pattern.text}: it refuses wildcards in an ARN)`;
	if (telling) return `${originOf(telling)}${describeValues(telling)}`;
	const anyone = ANONYMOUS.has(service) ? 'anyone on the internet' : 'anyone with an AWS account';
	const named = principals.items.map(item => item.pattern.text);
	return principals.negated && named.length > 0 ? `${anyone} except ${listed(named)}` : anyone;
}

/** ` (o-*)`: what the condition asks of its key, where that is short. */
function describeValues({ operator, values }: Clause): string {
	const texts = values.map(value => value.pattern.text);
	return operator === 'Null' || texts.length === 0 || texts.length > 3 || texts.includes('*') ? '' : ` (${listed(texts, 'or')})`;
}

/** The conditions that are left to meet. None of them fixes who the caller is. */
function describeConditions(clauses: readonly Clause[]): string {
	const names = (optional: boolean) => [...new Set(clauses.filter(clause => (clause.ifExists || clause.set === 'ForAllValues') === optional).map(({ name }) => name))];
	const asked = names(false), optional = names(true).filter(name => !asked.includes(name));
	const parts = [
		asked.length === 0 ? '' : `under ${asked.length > 1 ? 'conditions' : 'a condition'} on ${listed(asked)}`,
		optional.length === 0 ? '' : `where the request has no ${listed(optional, 'or')}`,
	].filter(part => part !== '');
	return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}

function describeDeeds(grant: Described, service: string): string {
	const { actions, resources } = grant;
	if (actions.negated) return `do everything except ${listed(actions.items.map(item => item.pattern.text))} on ${resourceOf(resources, service)}`;
	const patterns = actions.items.map(item => item.pattern);
	if (service !== 's3') return phrase(patterns, resourceOf(resources, service), service);
	const on = (...targets: readonly unknown[]) => patterns.filter(action => targets.includes(s3Target(action)));
	const both = on('both', undefined), objects = on('object'), bucket = on('bucket');
	if (both.length === 0) {
		return [phrase(objects, objectsOf(resources), service), phrase(bucket, 'the bucket', service)].filter(part => part !== '').join(' and ');
	}
	const whole = resources.negated || resources.items.some(item => !item.pattern.tokens.includes('/'));
	return phrase(patterns, whole ? resourceOf(resources, service) : objectsOf(resources), service);
}

const verbs: Record<AccessLevel, string> = { read: 'read', list: 'list', write: 'write', delete: 'delete', tag: 'tag', administer: 'change who has access to', everything: 'do everything with' };
const keyVerbs: Record<AccessLevel, string> = { ...verbs, read: 'look into', write: 'manage' };
/** In the order in which a sentence names them. */
const order = ['decrypt with', 'encrypt with', keyVerbs.read, verbs.read, verbs.list, verbs.write, keyVerbs.write, verbs.delete, verbs.tag, verbs.administer, verbs.everything];

function verbOf(action: Pattern, service: string): string {
	if (service !== 'kms') return verbs[accessLevel(action)];
	if (/:(re)?decrypt|:reencryptfrom/i.test(action.text)) return 'decrypt with';
	return /:(re)?encrypt|:generate/i.test(action.text) ? 'encrypt with' : keyVerbs[accessLevel(action)];
}

/** Services whose actions' names say more than a verb would. */
function called(actions: readonly Pattern[], what: string, service: string): string | undefined {
	if (service === 's3' || service === 'kms') return undefined;
	if (actions.some(action => accessLevel(action) === 'everything')) return `${verbs.everything} ${what}`;
	if (service === 'sts') return actions.some(action => /assumerole/i.test(action.text)) ? `assume ${what}` : undefined;
	const names = [...new Set(actions.map(action => action.text))];
	return `call ${listed(names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more actions`] : names)} on ${what}`;
}

function phrase(actions: readonly Pattern[], what: string, service: string): string {
	if (actions.length === 0) return '';
	const calls = called(actions, what, service);
	if (calls !== undefined) return calls;
	const found = [...new Set(actions.map(action => verbOf(action, service)))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
	return `${found.includes(verbs.everything) ? verbs.everything : listed(found)} ${what}`;
}

function objectsOf(resources: ElementSet): string {
	// Behind an access point objects have `object/` before their key: `…:accesspoint/NAME/object/KEY`.
	const point = resources.property.resource.type === 'AWS::S3::AccessPoint';
	const names = resources.items.map(item => split(item.pattern, ':', 6).at(-1)!.text).map(name => (point ? name.replace(/^.*?\/object\//, '/') : name));
	const paths = [...new Set(names.map(name => (name.includes('/') ? name.slice(name.indexOf('/') + 1) : '*')))];
	if (resources.negated) return paths.includes('*') ? 'every object of other buckets' : `every object except ${listed(paths)}`;
	if (paths.includes('*') || paths.length === 0) return 'every object';
	const single = paths.length === 1 && !resources.items.some(item => hasWildcard(item.pattern));
	return `the ${single ? 'object' : 'objects'} ${listed(paths)}`;
}

function resourceOf(resources: ElementSet, service: string): string {
	switch (service) {
		case 's3': return 'the bucket and its objects';
		case 'kms': return 'the key';
		case 'sqs': return 'the queue';
		case 'sns': return 'the topic';
		case 'secretsmanager': return 'the secret';
		case 'sts': return 'the role';
		case 'elasticfilesystem': return 'the file system';
		case 'backup': return 'the vault';
		case 'events': return 'the event bus';
		case 'ecr': return 'the repository';
		case 'lambda': return 'the function';
		case 'dynamodb': return 'the table';
		default: return resources.items.some(item => hasUnknown(item.pattern)) ? 'the resource' : resources.items.some(item => item.pattern.text === '*') ? 'every resource' : listed(resources.items.map(item => item.pattern.text));
	}
}

function serviceOf(grant: Described): string {
	const services = new Set(grant.actions.items.map(item => item.pattern.text.split(':')[0]!.toLowerCase()).filter(name => name !== '*'));
	if (services.size === 1 && !grant.actions.negated) return [...services][0]!;
	return homesOf(grant.statement.property.resource.type).find(home => home.service !== undefined)?.service ?? '';
}
