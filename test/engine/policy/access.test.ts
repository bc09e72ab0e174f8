import { describe, expect, it } from 'vitest';
import { type Request, allows, denies } from '../../../engine/policy/access.ts';
import { bucketArn } from '../../../engine/policy/texts.ts';
import { account, assumed, choose, nothing, policy, ref, sub, unknown } from './design.ts';

const queue = (statement: object, ...more: object[]) => policy({
	Version: '2012-10-17',
	Statement: [{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: ref('Queue', 'Arn'), ...statement }, ...more],
}, 'AWS::SQS::QueuePolicy');
const deliver: Request = { caller: { kind: 'service', name: 's3.amazonaws.com' }, action: 'sqs:SendMessage', resource: [ref('Queue', 'Arn').value as never] };

describe('may S3 send to the queue', () => {
	it.each([
		[{}, 'yes'], [{ Action: 'SQS:Send*' }, 'yes'], [{ Action: '*', Resource: '*' }, 'yes'], [{ Principal: '*' }, 'yes'], [{ Principal: { Service: ['sns.amazonaws.com', 's3.amazonaws.com'] } }, 'yes'],
		[{ Principal: { Service: 'sns.amazonaws.com' } }, 'no'], [{ Principal: { AWS: account } }, 'no'], [{ Action: 'sqs:ReceiveMessage' }, 'no'], [{ Effect: 'Deny' }, 'no'],
		[{ Resource: ref('Other', 'Arn') }, 'maybe'], [{ Resource: 'arn:aws:sns:*' }, 'maybe'], [{ Principal: unknown() }, 'maybe'], [{ Action: unknown() }, 'maybe'],
		[{ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::x' } } }, 'maybe'],
		[{ Principal: choose('On', { Service: 's3.amazonaws.com' }, { Service: 'sns.amazonaws.com' }) }, 'maybe'],
		[{ Principal: { Service: assumed('s3.amazonaws.com') } }, 'maybe'],
	] as const)('%j: %s', (statement, answer) => {
		expect(allows(queue(statement), deliver)).toBe(answer);
	});

	it('with what is known of the request', () => {
		const from = (wanted: unknown, source: string) => allows(queue({ Condition: { ArnLike: { 'aws:SourceArn': wanted } } }), { ...deliver, context: { 'aws:SourceArn': source } });
		expect(from('arn:aws:s3:*:*:logs', 'arn:aws:s3:::logs')).toBe('yes');
		expect(from('arn:aws:s3:::logs', 'arn:aws:s3:::other')).toBe('no');
		expect(from(ref('Bucket', 'Arn'), 'arn:aws:s3:::other')).toBe('maybe');
	});

	it('unless it is denied', () => {
		const deny = { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' };
		expect(allows(queue({}, deny), deliver)).toBe('no');
		expect(allows(queue({}, { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }), deliver)).toBe('maybe');
		expect(allows(queue({}, { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }), { ...deliver, context: { 'aws:SecureTransport': 'true' } })).toBe('yes');
		expect(allows(queue({}, { ...deny, Principal: { AWS: account } }), deliver)).toBe('yes');
	});
});

describe('may somebody of the own account change the key policy', () => {
	const key = (...statements: object[]) => policy({ Statement: statements.map(statement => ({ Effect: 'Allow', Action: 'kms:*', Resource: '*', ...statement })) }, 'AWS::KMS::Key');
	const ask = (...statements: object[]) => allows(key(...statements), { caller: { kind: 'own account' }, action: 'kms:PutKeyPolicy', resource: [ref('Key', 'Arn').value as never] });
	const root = { Principal: { AWS: sub('arn:aws:iam::', account, ':root') } };

	it.each([
		[[root], 'yes'], [[{ Principal: { AWS: account } }], 'yes'], [[{ Principal: '*' }], 'yes'], [[{ Principal: { AWS: ref('Role', 'Arn') } }], 'yes'], [[{ Principal: { AWS: sub('arn:aws:iam::', account, ':role/admin') } }], 'yes'],
		[[{ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }], 'maybe'], [[{ Principal: { Service: 'logs.amazonaws.com' } }], 'no'], [[{ ...root, Action: 'kms:Decrypt' }], 'no'], [[{ ...root, Action: 'kms:Put*' }], 'yes'],
		[[{ ...root, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }], 'maybe'],
		[[root, { Effect: 'Deny', Principal: '*' }], 'no'], [[root, { Effect: 'Deny', ...root }], 'no'], [[root, { Effect: 'Deny', Principal: { AWS: ref('Role', 'Arn') } }], 'yes'],
		[[root, { Effect: 'Deny', NotPrincipal: { AWS: ref('Role', 'Arn') } }], 'yes'], [[root, { Effect: 'Deny', NotPrincipal: { Service: 'logs.amazonaws.com' } }], 'no'],
		[[], 'no'],
	] as const)('%j: %s', (statements, answer) => {
		expect(ask(...statements)).toBe(answer);
	});
});

describe('is plain HTTP denied', () => {
	const bucket = ref('Bucket', 'Arn'), objects = sub(ref('Bucket', 'Arn'), '/*');
	const http = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [bucket, objects], Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
	const ask = (path: string, ...statements: object[]) => {
		const document = policy({ Version: '2012-10-17', Statement: statements });
		return denies(document, {
			action: 's3:*', resource: bucketArn(document.property.resource.design.resource('Bucket')!, path), context: { 'aws:SecureTransport': 'false', 's3:TlsVersion': null },
		});
	};
	const all = (...statements: object[]) => [ask('', ...statements), ask('/*', ...statements)];

	it.each([
		[{}, 'yes'], [{ Action: '*' }, 'yes'], [{ Principal: { AWS: '*' } }, 'yes'], [{ Resource: '*' }, 'yes'], [{ Resource: sub(ref('Bucket', 'Arn'), '*') }, 'yes'],
		[{ Condition: { Bool: { 'aws:SecureTransport': false } } }, 'yes'], [{ Condition: { BoolIfExists: { 'aws:securetransport': 'FALSE' } } }, 'yes'], [{ Condition: nothing }, 'yes'],
		[{ Condition: { NumericLessThanIfExists: { 's3:TlsVersion': '1.2' } } }, 'yes'], [{ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }, 'no'],
		[{ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'no'], [{ Condition: { ...http.Condition, StringNotEquals: { 'aws:PrincipalAccount': account } } }, 'no'], [{ Effect: 'Allow' }, 'no'],
		[{ Principal: { AWS: account } }, 'no'], [{ Principal: nothing, NotPrincipal: { AWS: account } }, 'no'], [{ Action: 's3:GetObject' }, 'no'], [{ Action: nothing, NotAction: 's3:GetObject' }, 'no'], [{ Condition: unknown() }, 'maybe'], [{ Effect: unknown() }, 'maybe'], [{ Resource: unknown() }, 'maybe'],
		[{ Condition: { Bool: { 'aws:SecureTransport': unknown() } } }, 'maybe'],
	] as const)('%j: %s', (extra, answer) => {
		expect(all({ ...http, ...extra })).toEqual([answer, answer]);
	});

	it('bucket and objects are asked one by one, and statements together', () => {
		expect(all({ ...http, Resource: objects })).toEqual(['no', 'yes']);
		expect(all({ ...http, Resource: bucket })).toEqual(['yes', 'no']);
		expect(all({ ...http, Resource: objects }, { ...http, Resource: bucket })).toEqual(['yes', 'yes']);
	});

	it('is not certain where the statement is there under a condition only', () => {
		expect(all(choose('Strict', http, nothing))).toEqual(['maybe', 'maybe']);
		expect(all(choose('Strict', http, { ...http, Sid: 'Other' }))).toEqual(['yes', 'yes']);
	});
});
