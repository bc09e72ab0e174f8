import { expect, test } from 'vitest';
import { design, property, show } from './design.ts';

const template = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 3
    Runtime: nodejs20.x
    Environment: { Variables: { STAGE: dev, LEVEL: info } }
    Layers: [shared]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        LambdaConfigurations:
          - { Event: 's3:ObjectRemoved:*', Function: !GetAtt Thumbnails.Arn }
  Queue: { Type: AWS::SQS::Queue }
  Thumbnails:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Timeout: 30
      Environment: { Variables: { LEVEL: debug } }
      Layers: [own]
      Tracing: Active
      Tags: { Team: media }
      Policies:
        - AmazonS3ReadOnlyAccess
        - Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }]
        - SQSPollerPolicy: { QueueName: q }
      Events:
        Upload:
          Type: S3
          Properties: { Bucket: !Ref Bucket, Events: 's3:ObjectCreated:*' }
        Jobs:
          Type: SQS
          Properties: { Queue: !GetAtt Queue.Arn, BatchSize: 5 }
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }
        Unheard: { Type: Of }
  Table:
    Type: AWS::Serverless::SimpleTable
    Properties:
      PrimaryKey: { Name: order, Type: String }
      SSESpecification: { SSEEnabled: true }
  Uses:
    Type: AWS::X::Y
    Properties: { Role: !GetAtt ThumbnailsRole.Arn }
`;

test('a function is created with what belongs to it', () => {
	expect(design(template).resources.map(one => `${one.id} ${one.type}`)).toEqual([
		'Bucket AWS::S3::Bucket', 'Queue AWS::SQS::Queue', 'Thumbnails AWS::Lambda::Function', 'ThumbnailsRole AWS::IAM::Role',
		'ThumbnailsUploadPermission AWS::Lambda::Permission', 'ThumbnailsJobs AWS::Lambda::EventSourceMapping',
		'ThumbnailsNightly AWS::Events::Rule', 'ThumbnailsNightlyPermission AWS::Lambda::Permission',
		'Table AWS::DynamoDB::Table', 'Uses AWS::X::Y',
	]);
});

test.each<[resource: string, property: string, shown: string]>([
	['Thumbnails', 'Timeout', '30'],
	['Thumbnails', 'Runtime', 'nodejs20.x'],
	['Thumbnails', 'Environment', '{Variables: {LEVEL: debug, STAGE: dev}}'],
	['Thumbnails', 'Layers', '[own, shared]'],
	['Thumbnails', 'TracingConfig', '{Mode: Active}'],
	['Thumbnails', 'Tags', '[{Key: Team, Value: media}]'],
	['Thumbnails', 'Role', '<ThumbnailsRole.Arn>'],
	['ThumbnailsRole', 'ManagedPolicyArns', '[arn:{AWS::Partition}:iam::aws:policy/AmazonS3ReadOnlyAccess …]'],
	['ThumbnailsRole', 'Policies', '[{PolicyName: ThumbnailsRolePolicy1, PolicyDocument: {Statement: [{Effect: Allow, Action: s3:*, Resource: *}]}}, {PolicyName: ThumbnailsRolePolicy2, PolicyDocument: ?a policy template of SAM}]'],
	['ThumbnailsUploadPermission', 'Principal', 's3.amazonaws.com'],
	['ThumbnailsUploadPermission', 'SourceAccount', '{AWS::AccountId}'],
	['ThumbnailsUploadPermission', 'FunctionName', '<Thumbnails.Ref>'],
	['ThumbnailsJobs', 'EventSourceArn', '<Queue.Arn>'],
	['ThumbnailsJobs', 'BatchSize', '5'],
	['ThumbnailsNightly', 'ScheduleExpression', 'rate(1 day)'],
	['ThumbnailsNightlyPermission', 'SourceArn', '<ThumbnailsNightly.Arn>'],
	['Bucket', 'NotificationConfiguration', '{LambdaConfigurations: [{Event: s3:ObjectRemoved:*, Function: <Thumbnails.Arn>}, {Event: s3:ObjectCreated:*, Function: <Thumbnails.Arn>}]}'],
	['Table', 'AttributeDefinitions', '[{AttributeName: order, AttributeType: S}]'],
	['Table', 'KeySchema', '[{AttributeName: order, KeyType: HASH}]'],
	['Table', 'BillingMode', 'PAY_PER_REQUEST'],
	['Table', 'SSESpecification', '{SSEEnabled: true}'],
	['Uses', 'Role', '<ThumbnailsRole.Arn>'],
])('%s.%s', (resource, name, shown) => {
	expect(property(template, resource, name)).toBe(shown);
});

test('an alias is what events invoke, and can be referred to', () => {
	const text = `Resources:
  B: { Type: AWS::S3::Bucket }
  F:
    Type: AWS::Serverless::Function
    Condition: C
    Properties:
      Role: arn:aws:iam::1:role/r
      AutoPublishAlias: live
      FunctionUrlConfig: { AuthType: NONE }
      Events: { Up: { Type: S3, Properties: { Bucket: !Ref B, Events: [a] } } }
  U: { Type: AWS::X::Y, Properties: { A: !Ref F.Alias, V: !Sub "\${F.Version}" } }
`;
	expect(design(text).resources.map(one => one.id)).toEqual(['B', 'F', 'FVersion', 'FAliaslive', 'FUrl', 'FUrlPublicPermissions', 'FUpPermission', 'U']);
	expect(property(text, 'U', 'A')).toBe('<FAliaslive.Ref>');
	expect(property(text, 'U', 'V')).toBe('<FVersion.Ref>');
	expect(property(text, 'F', 'Role')).toBe('arn:aws:iam::1:role/r');
	expect(property(text, 'B', 'NotificationConfiguration')).toBe('{LambdaConfigurations: [({Event: a, Function: <FAliaslive.Ref>} if C | - if !C)]}');
});

test('what is created is placed at what it is created for', () => {
	const role = design(template).resource('ThumbnailsRole')!;
	expect(template.slice(role.site.range.start, role.site.range.end)).toBe('Thumbnails');
	expect(role.blocks).toEqual(['file:///template#Resources.Thumbnails']);
	expect(show(role.at('AssumeRolePolicyDocument').raw[0]!.value)).toContain('lambda.amazonaws.com');
});

test('the smaller resources', () => {
	const text = `Resources:
  Web: { Type: AWS::Serverless::Api, Properties: { StageName: prod, Name: n } }
  Http: { Type: AWS::Serverless::HttpApi }
  Machine: { Type: AWS::Serverless::StateMachine, Properties: { Logging: { Level: ALL } } }
  Layer: { Type: AWS::Serverless::LayerVersion, Properties: { LayerName: l } }
  Nested: { Type: AWS::Serverless::Application }
  B: { Type: AWS::S3::Bucket }
  F: { Type: AWS::Serverless::Function }
  Link: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: B }, Destination: { Id: F }, Permissions: [Write] } }
`;
	expect(design(text).resources.map(one => `${one.id} ${one.type.slice(5)}`)).toEqual([
		'Web ApiGateway::RestApi', 'WebprodStage ApiGateway::Stage', 'Http ApiGatewayV2::Api', 'HttpApiGatewayDefaultStage ApiGatewayV2::Stage',
		'Machine StepFunctions::StateMachine', 'MachineRole IAM::Role', 'Layer Lambda::LayerVersion', 'Nested CloudFormation::Stack',
		'B S3::Bucket', 'F Lambda::Function', 'FRole IAM::Role', 'LinkWriteLambdaPermission Lambda::Permission',
	]);
	expect(property(text, 'Machine', 'LoggingConfiguration')).toBe('{Level: ALL}');
	expect(property(text, 'WebprodStage', 'StageName')).toBe('prod');
});
