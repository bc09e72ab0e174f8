/** How passwords are given. */
import { expect, test } from 'vitest';
import { givenBy } from '../../../engine/queries/secrets.ts';
import { design } from '../cloudformation/design.ts';
import { Design } from '../terraform/design.ts';

const cloudformation = (value: string, parameter = '{ Type: String }') => givenBy(design(`
Parameters: { P: ${parameter} }
Resources:
  Secret: { Type: AWS::SecretsManager::Secret }
  D: { Type: AWS::RDS::DBInstance, Properties: { MasterUserPassword: ${value} } }`).resource('D')!.at('MasterUserPassword'));
const terraform = (value: string, more = '', files = {}) => givenBy(new Design({ 'main.tf': `${more}\nresource "aws_db_instance" "d" {\n  password = ${value}\n}`, ...files }).architecture.resource('aws_db_instance.d')!.at('MasterUserPassword'));

test('in CloudFormation', () => {
	expect(cloudformation('hunter2')).toEqual({ how: 'literal' });
	expect(cloudformation('!Ref P')).toEqual({ how: 'open parameter', by: 'parameter P' });
	expect(cloudformation('!Ref P', '{ Type: String, NoEcho: true }')).toEqual({ how: 'kept', by: 'parameter P' });
	expect(cloudformation('!Ref P', '{ Type: String, NoEcho: "true" }')?.how).toBe('kept');
	expect(cloudformation('!Ref P', '{ Type: String, NoEcho: true, Default: hunter2 }')).toEqual({ how: 'open parameter', by: 'parameter P' });
	expect(cloudformation('"{{resolve:ssm:/db/password:1}}"')).toEqual({ how: 'plain reference', by: 'a parameter of Systems Manager' });
	expect(cloudformation('"{{resolve:ssm-secure:/db/password:1}}"')?.how).toBe('kept');
	expect(cloudformation('!Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"')).toEqual({ how: 'kept', by: 'a secret of Secrets Manager' });
	expect(cloudformation('!ImportValue Password')).toBeUndefined();
	expect(cloudformation('!Ref AWS::NoValue')).toBeUndefined();
});

test('in Terraform', () => {
	expect(terraform('"hunter2"')).toEqual({ how: 'literal' });
	expect(terraform('var.p', 'variable "p" {}')).toEqual({ how: 'open parameter', by: 'variable p' });
	expect(terraform('var.p', 'variable "p" { default = "hunter2" }')).toEqual({ how: 'open parameter', by: 'variable p' });
	expect(terraform('var.p', 'variable "p" { sensitive = true }')).toEqual({ how: 'kept', by: 'variable p' });
	expect(terraform('var.p', 'variable "p" {\n  sensitive = true\n  default = "hunter2"\n}')).toEqual({ how: 'open parameter', by: 'variable p' });
	expect(terraform('var.p', 'variable "p" {\n  sensitive = true\n  default = ""\n}')?.how).toBe('kept');
	expect(terraform('random_password.x.result', 'resource "random_password" "x" { length = 20 }')).toEqual({ how: 'kept', by: 'random_password.x' });
	expect(terraform('data.aws_secretsmanager_secret_version.s.secret_string', 'data "aws_secretsmanager_secret_version" "s" { secret_id = "db" }')?.how).toBe('kept');
	expect(terraform('jsondecode(data.aws_secretsmanager_secret_version.s.secret_string)["password"]', 'data "aws_secretsmanager_secret_version" "s" { secret_id = "db" }')?.how).not.toBe('literal');
	expect(terraform('data.aws_ssm_parameter.s.value', 'data "aws_ssm_parameter" "s" { name = "db" }')).toBeUndefined();
	expect(terraform('null')).toBeUndefined();
});
