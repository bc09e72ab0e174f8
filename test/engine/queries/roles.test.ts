/** What roles are trusted by, and what they may do. */
import { expect, test } from 'vitest';
import { arnOf, may, trusts } from '../../../engine/queries/roles.ts';
import { design } from '../cloudformation/design.ts';

const role = (more = '', service = 'backup.amazonaws.com') => design(`
Resources:
  Table: { Type: AWS::DynamoDB::Table }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ${service} }, Action: sts:AssumeRole }] }
      ${more}`).resource('Role')!;
const policy = (Action: string, Resource: string) => `Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: "${Action}", Resource: ${Resource} }] } }]`;

test('who may assume it', () => {
	expect([trusts(role(), 'backup.amazonaws.com'), trusts(role(), 'dax.amazonaws.com'), trusts(undefined, 'dax.amazonaws.com')]).toEqual(['yes', 'no', 'maybe']);
});

test('what it may do', () => {
	const ask = (found: ReturnType<typeof role>) => may(found, 'dynamodb:GetItem', arnOf(found.design.resource('Table')!));
	expect([ask(role(policy('dynamodb:*', '!GetAtt Table.Arn'))), ask(role(policy('dynamodb:PutItem', '!GetAtt Table.Arn'))), ask(role(policy('dynamodb:Get*', '"*"'))), ask(role())]).toEqual(['yes', 'no', 'yes', 'no']);
	expect(ask(role('ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]'))).toBe('maybe');
});
