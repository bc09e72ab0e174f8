/** Signs of production and of sandboxes. */
import { expect, test } from 'vitest';
import { environmentOf } from '../../../engine/queries/environment.ts';
import { design } from '../cloudformation/design.ts';
import { Design } from '../terraform/design.ts';

const of = (properties: string, { name = 'Db', more = '', sections = '' } = {}) => {
	const found = environmentOf(design(`${sections}\nResources:\n  ${name}: { Type: AWS::RDS::DBInstance, ${more}Properties: { ${properties} } }`).resource(name)!);
	return found && [found.kind, found.sign];
};
const tagged = (key: string, value: string) => of(`Tags: [{ Key: Team, Value: test }, { Key: ${key}, Value: ${value} }]`, { sections: 'Parameters: { E: { Type: String, Default: dev } }' });

test('tags', () => {
	expect(tagged('Environment', 'dev')).toEqual(['development', 'its tag Environment is "dev"']);
	expect(tagged('env', 'PROD')).toEqual(['production', 'its tag env is "PROD"']);
	expect(tagged('app:stage', 'prod-eu')?.[0]).toBe('production');
	expect(tagged('Environment', 'staging')).toBeUndefined();
	expect(tagged('Environment', 'non-prod')).toBeUndefined();
	expect(tagged('Environment', '!Ref E')).toBeUndefined();
	expect(of('Tags: [{ Key: Team, Value: dev }]')).toBeUndefined();
});

test('conditions and names', () => {
	const sections = 'Parameters: { E: { Type: String } }\nConditions: { IsProduction: !Equals [!Ref E, prod], HasReplica: !Equals [!Ref E, x] }';
	expect(of('', { sections, more: 'Condition: IsProduction, ' })).toEqual(['production', 'it exists only under the condition IsProduction']);
	expect(of('', { sections, more: 'Condition: HasReplica, ' })).toBeUndefined();
	expect(of('DBInstanceIdentifier: orders-dev')).toEqual(['development', 'it is called orders-dev']);
	expect(of('', { name: 'ProdDatabase' })).toEqual(['production', 'it is called ProdDatabase']);
	expect([of('', { name: 'DevicesTable' }), of('', { name: 'ProductDb' }), of('', { name: 'TestResults' }), of('', { name: 'DevOpsDb' }), of('DBInstanceClass: db.t3.micro')]).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test('in Terraform', () => {
	const tf = (tags: string, more = '', files = {}) => environmentOf(new Design({ 'main.tf': `${more}\nresource "aws_db_instance" "db" {\n  tags = ${tags}\n}`, ...files }).architecture.resource('aws_db_instance.db')!)?.kind;
	expect(tf('{ Environment = "dev" }')).toBe('development');
	expect(tf('{ Environment = var.env }', 'variable "env" { default = "dev" }')).toBeUndefined();
	expect(tf('{ Environment = var.env }', 'variable "env" { default = "dev" }', { 'terraform.tfvars': 'env = "prod"\n' })).toBe('production');
	expect(tf('{ Environment = var.env }', 'variable "env" {}')).toBeUndefined();
	const provider = 'provider "aws" {\n  default_tags {\n    tags = { Environment = "prod" }\n  }\n}';
	expect([tf('{}', provider), tf('{ Environment = "dev" }', provider), tf('{}', provider.replace('{ Environment = "prod" }', 'var.tags'))]).toEqual(['production', 'development', undefined]);
});
