/** Says in plain English what a policy grants: parts of sentences for messages and hovers. */
import type { Property } from '../model/resource.ts';
import type { Condition } from '../model/value.ts';
import type { PublicGrant } from './access.ts';
import { type AccessLevel, accessLevel, s3Target } from './actions.ts';
import type { ElementSet } from './document.ts';
import { type Pattern, split } from './patterns.ts';

/** `anyone on the internet can read every object`; no full stop, and no condition. */
export function describeGrant(grant: PublicGrant): string {
	const service = serviceOf(grant);
	return `${describeCaller(grant, service)} can ${describeAccess(grant, service)}`;
}

/** ` (where condition IsPublic is true)`: what must hold beyond the conditions under which the place itself stands, which a report says anyway. */
export function describeWhen(when: readonly Condition[], place: Property): string {
	const beyond = when.filter(one => !place.when.some(other => other.name === one.name));
	return beyond.length === 0 ? '' : ` (where ${beyond.map(({ name, is }) => `condition ${name} is ${is}`).join(' and ')})`;
}

const ANONYMOUS = new Set(['s3', 'sqs', 'sns']);

function describeCaller(grant: PublicGrant, service: string): string {
	if (grant.principal?.kind === 'web identity') return `anyone with a login at ${grant.principal.pattern.text}`;
	const anyone = ANONYMOUS.has(service) ? 'anyone on the internet' : 'anyone with an AWS account';
	const named = grant.principals.items.map(item => item.pattern.text);
	return grant.principals.negated && named.length > 0 ? `${anyone} except ${list(named, 'and')}` : anyone;
}

function describeAccess(grant: PublicGrant, service: string): string {
	const { actions, resources } = grant;
	if (actions.negated) return `do everything except ${list(actions.items.map(item => item.pattern.text), 'and')} on ${resourceOf(resources, service)}`;
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

function phrase(actions: readonly Pattern[], what: string, service: string): string {
	if (actions.length === 0) return '';
	const found = [...new Set(actions.map(action => verbOf(action, service)))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
	return `${found.includes(verbs.everything) ? verbs.everything : list(found, 'and')} ${what}`;
}

function objectsOf(resources: ElementSet): string {
	const names = resources.items.map(item => split(item.pattern, ':', 6).at(-1)!.text);
	const paths = [...new Set(names.map(name => (name.includes('/') ? name.slice(name.indexOf('/') + 1) : '*')))];
	return resources.negated || paths.includes('*') || paths.length === 0 ? 'every object' : `the objects ${list(paths, 'and')}`;
}

function resourceOf(resources: ElementSet, service: string): string {
	switch (service) {
		case 's3': return 'the bucket and its objects';
		case 'kms': return 'the key';
		case 'sqs': return 'the queue';
		case 'sns': return 'the topic';
		case 'secretsmanager': return 'the secret';
		case 'sts': return 'the role';
		default: return resources.items.some(item => item.pattern.text === '*') ? 'every resource' : list(resources.items.map(item => item.pattern.text), 'and');
	}
}

function serviceOf(grant: PublicGrant): string {
	const services = new Set(grant.actions.items.map(item => item.pattern.text.split(':')[0]!.toLowerCase()).filter(name => name !== '*'));
	if (services.size === 1 && !grant.actions.negated) return [...services][0]!;
	const byType: Record<string, string> = { 'AWS::S3::BucketPolicy': 's3', 'AWS::KMS::Key': 'kms', 'AWS::SQS::QueuePolicy': 'sqs', 'AWS::SNS::TopicPolicy': 'sns', 'AWS::IAM::Role': 'sts' };
	return byType[grant.statement.property.resource.type] ?? '';
}

function list(items: readonly string[], word: string): string {
	return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
