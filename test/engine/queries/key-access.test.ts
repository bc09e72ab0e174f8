/** Who can do what with a key in the end. */
import { describe, expect, it } from 'vitest';
import { keyAccess } from '../../../engine/queries/key-access.ts';
import { design } from '../cloudformation/design.ts';
import { Design } from '../terraform/design.ts';
import { show } from './access-text.ts';

const ROOT = '{ Effect: Allow, Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }, Action: "kms:*", Resource: "*" }';
const access = (...statements: readonly string[]) => keyAccess(design(`Resources:
  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }
  K:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
${statements.map(one => `          - ${one}`).join('\n')}
`).resource('K')!);
const to = (principal: string, condition = '') => `{ Effect: Allow, Principal: ${principal}, Action: [kms:Decrypt], Resource: "*"${condition && `, Condition: ${condition}`} }`;

describe('a key', () => {
	it('leaves the account to its identity policies where its policy names it', () => {
		expect(access(ROOT)).toMatchObject({ identityPolicies: 'yes', complete: true, avenues: [{ who: 'own account' }] });
		expect(access(to('{ AWS: !GetAtt Role.Arn }')).identityPolicies).toBe('no');
		expect(keyAccess(design('Resources: { K: { Type: AWS::KMS::Key } }').resource('K')!)).toEqual({ avenues: [], complete: true, identityPolicies: 'yes' });
	});

	it('names everybody else', () => {
		expect(show(access(ROOT, to('{ AWS: "*" }'), to('{ AWS: "111122223333" }'), to('{ AWS: !GetAtt Role.Arn }'), to('{ Service: sns.amazonaws.com }')))).toEqual([
			'yes: anyone with an AWS account can decrypt with the key (policy)', 'yes: account 111122223333 can decrypt with the key (policy)',
			'yes: the service sns.amazonaws.com can decrypt with the key (policy)', 'yes: Role can decrypt with the key (policy)',
		]);
	});

	it('of a service is for those whom the service calls for', () => {
		const via = (account: string) => to('{ AWS: "*" }', `{ StringEquals: { kms:ViaService: s3.eu-west-1.amazonaws.com, kms:CallerAccount: ${account} } }`);
		expect(access(ROOT, via('!Ref AWS::AccountId')).avenues.map(one => one.who)).toEqual(['own account', 'own account']);
		expect(show(access(ROOT, via('"111122223333"')))).toEqual(['yes: anyone of account 111122223333 can decrypt with the key, under a condition on kms:ViaService (policy)']);
	});

	it('loses what a statement denies', () => {
		expect(show(access(ROOT, to('{ Service: sns.amazonaws.com }'), '{ Effect: Deny, Principal: { Service: sns.amazonaws.com }, Action: "kms:*", Resource: "*" }')))
			.toEqual(['no: the service sns.amazonaws.com can decrypt with the key (policy); stopped by a statement that denies it']);
	});

	it('is read in Terraform, where its policy is a resource of its own', () => {
		const found = keyAccess(new Design({ 'main.tf': `
data "aws_caller_identity" "me" {}
resource "aws_kms_key" "k" {}
resource "aws_kms_key_policy" "k" {
  key_id = aws_kms_key.k.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::\${data.aws_caller_identity.me.account_id}:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { AWS = "444455556666" }, Action = ["kms:Encrypt", "kms:Decrypt"], Resource = "*" },
    ]
  })
}
` }).architecture.resource('aws_kms_key.k')!);
		expect(found.identityPolicies).toBe('yes');
		expect(show(found)).toEqual(['yes: account 444455556666 can decrypt with and encrypt with the key (policy)']);
	});
});
