/** Who is told the endpoint of a resource. */
import { expect, test } from 'vitest';
import { endpointUses, isRead } from '../../../engine/queries/endpoint-uses.ts';
import { design } from '../cloudformation/design.ts';
import { hcl } from '../terraform/design.ts';

test('in CloudFormation', () => {
	const cluster = design(`
Resources:
  Cluster: { Type: AWS::RDS::DBCluster }
  Reader:
    Type: AWS::Lambda::Function
    Properties: { Environment: { Variables: { HOST: !GetAtt Cluster.ReadEndpoint.Address, URL: !Sub "mysql://\${Cluster.Endpoint.Address}:\${Cluster.Endpoint.Port}/x", NAME: x } } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: [{ Environment: [{ Name: A, Value: !GetAtt Cluster.Endpoint.Address }] }] } }
  Record: { Type: AWS::Route53::RecordSet, Properties: { ResourceRecords: [!GetAtt Cluster.Endpoint.Address] } }
  Parameter: { Type: AWS::SSM::Parameter, Properties: { Value: !Ref Cluster } }`).resource('Cluster')!;
	expect(endpointUses(cluster).map(({ consumer, at, attribute }) => `${consumer.name} ${at.pathText} ${attribute}`)).toEqual([
		'Reader Environment.Variables.HOST ReadEndpoint.Address',
		'Reader Environment.Variables.URL Endpoint.Address',
		'Reader Environment.Variables.URL Endpoint.Port',
		'Task ContainerDefinitions[0].Environment[0].Value Endpoint.Address',
		'Record ResourceRecords[0] Endpoint.Address',
		'Parameter Value Ref',
	]);
	expect(endpointUses(cluster, 'ReadEndpoint.Address').length).toBe(1);
});

test('in Terraform', () => {
	const cluster = hcl(`
resource "aws_rds_cluster" "c" {}
resource "aws_lambda_function" "f" {
  environment {
    variables = { HOST = aws_rds_cluster.c.reader_endpoint, MAIN = aws_rds_cluster.c.endpoint }
  }
}
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([{ name = "a", environment = [{ name = "H", value = aws_rds_cluster.c.endpoint }] }])
}
resource "aws_ssm_parameter" "p" {
  type  = "String"
  value = aws_rds_cluster.c.endpoint
}
resource "aws_route53_record" "r" {
  records = [aws_rds_cluster.c.endpoint]
}`).architecture.resource('aws_rds_cluster.c')!;
	expect(endpointUses(cluster).map(({ consumer, attribute }) => `${consumer.name} ${attribute}`)).toEqual(['f ReadEndpoint.Address', 'f Endpoint.Address', 't Endpoint.Address', 'r Endpoint.Address', 'p Endpoint.Address']);
});

test('outputs', () => {
	const template = design(`
Parameters: { P: { Type: String } }
Conditions: { C: !Equals [!Ref P, x] }
Resources:
  Cluster: { Type: AWS::RDS::DBCluster }
Outputs:
  Reader: { Condition: C, Value: !GetAtt Cluster.ReadEndpoint.Address, Export: { Name: reader } }
  Name: { Value: x }`);
	const cluster = template.resource('Cluster')!;
	expect([endpointUses(cluster), isRead(cluster), isRead(cluster, 'ReadEndpoint.Address'), isRead(cluster, 'Endpoint.Address')]).toEqual([[], true, true, false]);
	expect(template.all('Plumbline::Design::Output').map(one => [one.name, one.when.length])).toEqual([['Reader', 1], ['Name', 0]]);
	expect(template.resources.map(one => one.id)).toEqual(['Cluster']);
	const terraform = hcl('resource "aws_rds_cluster" "c" {}\nresource "aws_rds_cluster" "d" {}\noutput "both" {\n  value = { reader = aws_rds_cluster.c.reader_endpoint, port = aws_rds_cluster.c.port }\n}\noutput "whole" {\n  value = aws_rds_cluster.d\n}').architecture;
	const [c, d] = ['c', 'd'].map(name => terraform.resource(`aws_rds_cluster.${name}`)!);
	expect([isRead(c!, 'ReadEndpoint.Address'), isRead(c!, 'Endpoint.Port'), isRead(c!, 'Endpoint.Address'), isRead(d!, 'ReadEndpoint.Address'), endpointUses(d!).length]).toEqual([true, true, false, true, 0]);
});
