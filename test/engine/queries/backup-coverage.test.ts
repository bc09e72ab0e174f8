/** Which resources the backup plans of a design choose. */
import { expect, test } from 'vitest';
import { isBackedUp, selectionsOf } from '../../../engine/queries/backup-coverage.ts';
import { design } from '../cloudformation/design.ts';
import { hcl } from '../terraform/design.ts';

const of = (selection: string, more = '') => isBackedUp(design(`
Parameters: { P: { Type: String } }
Conditions: { C: !Equals [!Ref P, x] }
Resources:
  Files:
    Type: AWS::EFS::FileSystem
    Properties: { FileSystemTags: [{ Key: backup, Value: daily }, { Key: team, Value: !Ref P }] }
  Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
  Selection:
    Type: AWS::Backup::BackupSelection
    Properties: { BackupPlanId: plan, BackupSelection: ${selection} }
${more}`).resource('Files')!);

test('by name', () => {
	expect(of('{ Resources: [!GetAtt Files.Arn] }')).toBe('yes');
	expect(of('{ Resources: [!Sub "arn:aws:elasticfilesystem:${AWS::Region}:${AWS::AccountId}:file-system/${Files}"] }')).toBe('yes');
	expect(of('{ Resources: [!GetAtt Orders.Arn] }')).toBe('no');
	expect(of('{ Resources: [!Ref P] }')).toBe('maybe');
	expect(of('{ Resources: [!If [C, !GetAtt Files.Arn, !GetAtt Orders.Arn]] }')).toBe('maybe');
	expect(of('{ Resources: ["arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-1"] }')).toBe('maybe');
});

test('by wildcard', () => {
	expect([of('{ Resources: ["*"] }'), of('{ Resources: ["arn:aws:elasticfilesystem:*:*:file-system/*"] }'), of('{ Resources: [!Sub "arn:${AWS::Partition}:elasticfilesystem:*:*:file-system/*"] }')]).toEqual(['yes', 'yes', 'yes']);
	expect([of('{ Resources: ["arn:aws:dynamodb:*:*:table/*"] }'), of('{ Resources: ["arn:aws:elasticfilesystem:eu-west-1:*:file-system/*"] }')]).toEqual(['no', 'maybe']);
	expect(of('{ Resources: ["*"], NotResources: ["arn:aws:elasticfilesystem:*:*:*"] }')).toBe('no');
	expect(of('{ SelectionName: all }')).toBe('yes');
});

test('by tags', () => {
	const tag = (key: string, value: string) => `{ ConditionType: STRINGEQUALS, ConditionKey: ${key}, ConditionValue: ${value} }`;
	expect([of(`{ ListOfTags: [${tag('backup', 'daily')}] }`), of(`{ ListOfTags: [${tag('backup', 'weekly')}] }`), of(`{ ListOfTags: [${tag('backup', 'weekly')}, ${tag('team', 'x')}] }`)]).toEqual(['yes', 'no', 'maybe']);
	const conditions = (test: string, value: string) => of(`{ Resources: ["*"], Conditions: { ${test}: [{ ConditionKey: aws:ResourceTag/backup, ConditionValue: ${value} }] } }`);
	expect([conditions('StringEquals', 'daily'), conditions('StringEquals', 'x'), conditions('StringLike', '"da*"'), conditions('StringNotEquals', 'daily'), conditions('StringNotLike', '"x*"')]).toEqual(['yes', 'no', 'yes', 'no', 'yes']);
	expect(of(`{ Resources: [!GetAtt Orders.Arn], ListOfTags: [${tag('backup', 'daily')}] }`)).toBe('maybe');
});

test('by the organization', () => {
	expect(of('{ Resources: [!GetAtt Orders.Arn] }', '  Policy: { Type: AWS::Organizations::Policy, Properties: { Type: BACKUP_POLICY } }')).toBe('maybe');
});

test('in Terraform', () => {
	const { architecture } = hcl(`
resource "aws_dynamodb_table" "orders" {
  name = "orders"
  tags = { backup = "daily" }
}
resource "aws_db_instance" "db" {}
resource "aws_backup_selection" "tagged" {
  plan_id      = "plan"
  iam_role_arn = "role"
  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "daily"
  }
}
resource "aws_backup_selection" "named" {
  plan_id   = "plan"
  resources = [aws_db_instance.db.arn]
}`);
	expect(['aws_dynamodb_table.orders', 'aws_db_instance.db'].map(id => selectionsOf(architecture.resource(id)!).map(one => one.name))).toEqual([['tagged'], ['named']]);
});

test('by tags that the provider gives to all', () => {
	const of = (tags: string) => isBackedUp(hcl(`
variable "tags" {}
provider "aws" {
  default_tags {
    tags = ${tags}
  }
}
resource "aws_db_instance" "db" {}
resource "aws_backup_selection" "tagged" {
  plan_id = "plan"
  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "daily"
  }
}`).architecture.resource('aws_db_instance.db')!);
	expect([of('{ backup = "daily" }'), of('{ backup = "no" }'), of('{}'), of('var.tags'), of('merge(var.tags, { a = "b" })')]).toEqual(['yes', 'no', 'no', 'maybe', 'maybe']);
});
