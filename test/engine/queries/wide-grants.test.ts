import { describe, expect, it } from 'vitest';
import { iamAction } from '../../../engine/aws/iam.ts';
import { deniedIn } from '../../../engine/policy/access.ts';
import { escalationsOf, fullName, grantsIn, isOnAll, someOf } from '../../../engine/queries/wide-grants.ts';
import { assumed, choose, policy, unknown } from '../policy/design.ts';

const document = (...statements: object[]) => policy({ Version: '2012-10-17', Statement: statements.map(one => ({ Effect: 'Allow', Resource: '*', ...one })) }, 'AWS::IAM::ManagedPolicy');
const grants = (...statements: object[]) => grantsIn(document(...statements));
const scopes = (...statements: object[]) => grants(...statements).map(({ everywhere, elements }) => [everywhere, ...elements.map(({ scope }) => scope)]);

describe('what a statement grants', () => {
	it('everything, a service, or some actions', () => {
		expect(scopes({ Action: ['s3:*', 'ec2:Describe*', '*:*'] })).toEqual([['yes', 'service', 'some', 'all']]);
		expect(scopes({ Action: 's3:*', Resource: 'arn:aws:s3:::logs' })).toEqual([['no', 'service']]);
		expect(scopes({ Action: 's3:GetObject', Resource: 'arn:*' })).toEqual([['yes', 'some']]);
		expect(scopes({ Action: 's3:GetObject', Resource: unknown() })).toEqual([['maybe', 'some']]);
		expect(scopes({ Action: 's3:GetObject', Resource: assumed('*') })).toEqual([['maybe', 'some']]);
	});

	it('not where something narrows it, or may', () => {
		const under = (Condition: unknown) => scopes({ Action: 's3:GetObject', Condition }).length;
		expect(under({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })).toBe(1);
		expect(under({ StringEquals: { 'aws:PrincipalTag/team': 'a' } })).toBe(1);
		expect(under({ StringLike: { 's3:prefix': '*' } })).toBe(1);
		expect(under({ StringEquals: { 'aws:PrincipalTag/team': '${aws:ResourceTag/team}' } })).toBe(0);
		expect(under({ StringEquals: { 'aws:ResourceTag/team': 'a' } })).toBe(0);
		expect(under(unknown())).toBe(0);
		expect(scopes({ NotAction: 's3:*' }, { Effect: 'Deny', Action: '*' })).toEqual([]);
	});

	it('without what is denied on every resource', () => {
		const left = (...statements: object[]) => grants(...statements).flatMap(someOf).map(({ action }) => fullName(action));
		expect(left({ Action: 'sqs:Delete*' })).toEqual(['sqs:DeleteMessage', 'sqs:DeleteQueue']);
		expect(left({ Action: 'sqs:Delete*' }, { Effect: 'Deny', Action: 'sqs:DeleteQueue' })).toEqual(['sqs:DeleteMessage']);
		expect(left({ Action: 'sqs:DeleteQueue' }, { Effect: 'Deny', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:orders' })).toEqual(['sqs:DeleteQueue']);
		expect(left({ Action: 'sqs:DeleteQueue' }, { Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })).toEqual(['sqs:DeleteQueue']);
		expect(left({ Action: 'sqs:DeleteQueue' }, { Effect: 'Deny', Action: 'sqs:*', Condition: { StringEquals: { 'aws:RequestedRegion': 'x' } } })).toEqual([]);
	});

	it('is all there is to a grant of everything', () => {
		expect(scopes({ Action: 's3:GetObject' }, { Action: '*' })).toEqual([['yes', 'all']]);
		expect(scopes({ Action: 's3:GetObject' }, { Action: choose('On', '*', 'sqs:SendMessage') })).toHaveLength(3);
	});
});

describe('a denial', () => {
	it('of a request is certain, or may be', () => {
		const ask = (...statements: object[]) => deniedIn(document(...statements).scenarios[0]!, { caller: { kind: 'own account' }, action: 's3:GetObject', resource: '*' });
		expect(ask({ Action: 's3:*' })).toBe('no');
		expect(ask({ Effect: 'Deny', Action: 's3:*' })).toBe('yes');
		expect(ask({ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })).toBe('maybe');
		expect(ask({ Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::logs/*' })).toBe('no');
	});
});

describe('a resource takes in all of a kind', () => {
	it.each([
		['s3:GetObject', 'arn:aws:s3:::*/*', true], ['s3:GetObject', 'arn:aws:s3:::*', true], ['s3:GetObject', 'arn:aws:s3:::logs/*', false], ['s3:ListBucket', 'arn:aws:s3:::*', true],
		['dynamodb:PutItem', 'arn:aws:dynamodb:eu-central-1:111122223333:table/*', true], ['dynamodb:PutItem', 'arn:aws:dynamodb:*:*:table/a*', false], ['dynamodb:PutItem', 'arn:aws:sqs:*:*:*', false],
		['iam:PassRole', 'arn:aws:iam::111122223333:role/*', true], ['iam:PassRole', 'arn:aws:iam::111122223333:role/service-role/*', false], ['sqs:SendMessage', '*', true],
	] as const)('%s on %s: %s', (Action, Resource, answer) => {
		expect(isOnAll(grants({ Action, Resource })[0]!, iamAction(Action)!)).toBe(answer);
	});
});

describe('a path to more rights', () => {
	const paths = [{ actions: ['iam:PassRole', 'ec2:RunInstances'] }];
	it('is open where all of its actions are allowed at once', () => {
		expect(escalationsOf(grants({ Action: 'iam:PassRole' }, { Action: 'ec2:Run*' }), paths)).toHaveLength(1);
		expect(escalationsOf(grants({ Action: 'iam:PassRole' }), paths)).toEqual([]);
		expect(escalationsOf(grants({ Action: choose('On', 'iam:PassRole', 's3:GetObject') }, { Action: choose('On', 's3:GetObject', 'ec2:RunInstances') }), paths)).toEqual([]);
		expect(escalationsOf(grants({ Action: ['iam:*', 'ec2:RunInstances'] }), paths)).toEqual([]);
	});
});

it('answers soon what a policy of many denials and wildcards grants', () => {
	const denials = Array.from({ length: 40 }, (_, index) => ({ Effect: 'Deny', Action: `*:*${'abcdefghij'[index % 10]}${index}*`, Resource: '*' }));
	const document = policy({ Version: '2012-10-17', Statement: [...denials, { Effect: 'Allow', Action: ['*:Get*', '*:*List*', '*:*Put*'], Resource: '*' }] }, 'AWS::IAM::ManagedPolicy');
	const started = performance.now();
	grantsIn(document);
	expect(performance.now() - started).toBeLessThan(4000);
});
