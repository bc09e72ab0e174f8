/** Whose accounts a policy names, and that those which the settings trust are told of no more. */
import { expect, test } from 'vitest';
import { Architecture } from '../../../engine/model/architecture.ts';
import type { MapValue } from '../../../engine/model/value.ts';
import { readPolicy } from '../../../engine/policy/document.ts';
import { ownAccount, standings } from '../../../engine/queries/accounts.ts';
import type { Rule } from '../../../engine/review/rule.ts';
import crossAccount from '../../../rules/policy/cross-account.ts';
import trustAccountRoot from '../../../rules/policy/trust-account-root.ts';
import trustExternalId from '../../../rules/policy/trust-external-id.ts';
import { account, asValue, design, site, sub } from '../policy/design.ts';

const OTHER = '444455556666', OWN = '111122223333';
const statement = (more: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: OTHER }, ...more }] });

function whose(type: string, properties: Readonly<Record<string, unknown>>, path: string, id = OTHER) {
	return standings(readPolicy(design({ Policy: { type, properties } }).resource('Policy')!.at(path))!)(id);
}

test('an account is another one where something says which is the own', () => {
	const queue = (Resource: unknown, more = {}) => whose('AWS::SQS::QueuePolicy', { PolicyDocument: statement({ Action: 'sqs:*', Resource }), ...more }, 'PolicyDocument');
	expect(queue('*')).toBe('unknown');
	expect(queue(`arn:aws:sqs:eu-west-1:${OWN}:jobs`)).toBe('other');
	expect(queue(`arn:aws:sqs:eu-west-1:${OTHER}:jobs`)).toBe('own');
	expect(queue(sub('arn:aws:sqs:eu-west-1:', account, ':jobs'))).toBe('other');
	expect(queue('*', { '@Account': OWN })).toBe('other');
	expect(queue('*', { '@Account': OTHER })).toBe('own');
});

test('a key is administered by its own account, and a role has its managed policies from it', () => {
	expect(whose('AWS::KMS::Key', { KeyPolicy: statement({ Action: 'kms:*', Resource: '*' }) }, 'KeyPolicy')).toBe('own');
	expect(whose('AWS::KMS::Key', { KeyPolicy: statement({ Action: 'kms:Decrypt', Resource: '*' }) }, 'KeyPolicy')).toBe('unknown');
	const role = (arn: string) => whose('AWS::IAM::Role', { AssumeRolePolicyDocument: statement({ Action: 'sts:AssumeRole' }), ManagedPolicyArns: [arn] }, 'AssumeRolePolicyDocument');
	expect([role(`arn:aws:iam::${OTHER}:policy/x`), role(`arn:aws:iam::${OWN}:policy/x`), role('arn:aws:iam::aws:policy/ReadOnlyAccess')]).toEqual(['own', 'other', 'unknown']);
});

test('the own account in digits, where it is one', () => {
	const of = (...Resource: string[]) => ownAccount(readPolicy(design({ Policy: { type: 'AWS::SQS::QueuePolicy', properties: { PolicyDocument: statement({ Action: 'sqs:*', Resource }) } } }).resource('Policy')!.at('PolicyDocument'))!);
	expect([of(`arn:aws:sqs:eu-west-1:${OWN}:a`, `arn:aws:sqs:eu-west-1:${OWN}:b`), of(`arn:aws:sqs:eu-west-1:${OWN}:a`, `arn:aws:sqs:eu-west-1:${OTHER}:b`), of('*')]).toEqual([OWN, undefined, undefined]);
});

test('accounts that the settings trust are known', () => {
	const said = (rule: Rule, trustedAccounts: readonly string[], type: string, properties: object) => {
		const resource = { id: 'R', type, name: 'R', address: 'R', site, blocks: [], when: [], lower: () => ({ value: asValue(properties) as MapValue, reads: [] }) };
		const architecture = new Architecture({ dialect: 'test', resources: [resource], blocks: [], problems: [], incomplete: [] }, { trustedAccounts });
		const messages: string[] = [];
		rule.review(architecture.resource('R')!, architecture, (_at, message) => messages.push(message));
		return messages.length;
	};
	const role = { AssumeRolePolicyDocument: statement({ Action: 'sts:AssumeRole' }) };
	const topic = { Topics: [], PolicyDocument: statement({ Action: 'sns:Publish', Resource: `arn:aws:sns:eu-west-1:${OWN}:orders` }) };
	for (const [trusted, ...counts] of [[[], 1, 0, 1], [[OTHER], 0, 1, 0]] as const) {
		expect([said(trustExternalId, trusted, 'AWS::IAM::Role', role), said(trustAccountRoot, trusted, 'AWS::IAM::Role', role), said(crossAccount, trusted, 'AWS::SNS::TopicPolicy', topic)]).toEqual(counts);
	}
});
