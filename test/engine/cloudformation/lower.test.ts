import { describe, expect, test } from 'vitest';
import type { Site } from '../../../engine/model/value.ts';
import { design, property, read, show } from './design.ts';
import { cloudformation } from '../../../engine/dialects/cloudformation/cloudformation.ts';

const template = `Parameters:
  Stage: { Type: String, Default: dev }
  Tier: { Type: String }
Mappings:
  Retention: { dev: { Days: 7 } }
  Other: { a: { b: c } }
Conditions:
  IsProd: !Equals [!Ref Tier, prod]
Resources:
  # the logs
  Logs:
    Type: AWS::S3::Bucket
    Condition: IsProd
    DeletionPolicy: Retain
    DependsOn: [Data]
    Metadata: { aws:cdk:path: Stack/Logs/Resource }
    Properties:
      VersioningConfiguration:
        Status: !Sub "\${Stage}"
      LifecycleConfiguration:
        Rules:
          - Id: first
            Transitions:
              - { StorageClass: GLACIER, TransitionInDays: !FindInMap [Retention, dev, Days] }
          - !If [IsProd, { Id: second }, !Ref AWS::NoValue]
      LoggingConfiguration:
        DestinationBucketName: !Ref
          Data
  Data:
    Type: AWS::S3::Bucket
`;

function under(site: Site, text = template): string {
	return text.slice(site.range.start, site.range.end);
}

describe('places', () => {
	const logs = design(template).resource('Logs')!;
	test.each<[path: string, underlined: string]>([
		['VersioningConfiguration.Status', '!Sub "${Stage}"'],
		['VersioningConfiguration', 'VersioningConfiguration'],
		['VersioningConfiguration.Missing', 'VersioningConfiguration'],
		['LifecycleConfiguration.Rules', 'Rules'],
		['LoggingConfiguration.DestinationBucketName', '!Ref'],
		['BucketName', 'Logs'],
		['BucketEncryption.ServerSideEncryptionConfiguration', 'Logs'],
		['@DeletionPolicy', 'Retain'],
		['@UpdateReplacePolicy', 'Logs'],
	])('%s', (path, underlined) => {
		expect(under(logs.at(path).site)).toBe(underlined);
	});

	test('list items', () => {
		const [first, second] = logs.at('LifecycleConfiguration.Rules').items;
		expect(under(first!.site)).toBe('Id');
		expect(under(first!.at('Status').site)).toBe('Id');
		expect(first!.path).toEqual(['LifecycleConfiguration', 'Rules', 0]);
		expect(second!.path).toEqual(['LifecycleConfiguration', 'Rules', 1, { branch: 0 }]);
		const [days] = logs.all('LifecycleConfiguration.Rules[].Transitions[].TransitionInDays');
		expect(days!.number).toBe(7);
		expect(under(days!.site)).toBe('!FindInMap [Retention, dev, Days]');
	});

	test('a default is where the parameter declares it', () => {
		const status = logs.at('VersioningConfiguration.Status');
		expect(status.string).toBe('dev');
		expect(status.assumed.map(one => [one.source, under(one.sourceSite)])).toEqual([['parameter Stage', 'dev']]);
	});

	test('parts of a text', () => {
		const text = 'Resources:\n  B: { Type: AWS::S3::Bucket }\n  R:\n    Type: AWS::X::Y\n    Properties:\n      P: !Sub "é ${B} \\u0041 ${B.Arn}/*"\n';
		const parts = design(text).resource('R')!.at('P').textParts!;
		expect(parts.map(part => (typeof part === 'string' ? part : under(part.site, text)))).toEqual(['é ', '${B}', ' A ', '${B.Arn}', '/*']);
	});

	test('inside a document in a block scalar', () => {
		const text = `Resources:\n  R:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy: |\n        {\n          "Statement": [{ "Principal": "*" }]\n        }\n`;
		const key = design(text).resource('R')!;
		const [principal] = key.all('KeyPolicy.Statement[].Principal');
		expect(under(principal!.site, text)).toBe('"*"');
		expect(under(key.at('KeyPolicy').site, text)).toBe('KeyPolicy');
	});
});

describe('resources', () => {
	const { resources, blocks } = cloudformation.lower({ documents: [read(template)] });
	const logs = resources[0]!;

	test('have their attributes', () => {
		expect(resources.map(one => [one.id, one.type, one.origin])).toEqual([['Logs', 'AWS::S3::Bucket', 'Stack/Logs/Resource'], ['Data', 'AWS::S3::Bucket', undefined]]);
		expect(logs.when).toEqual([{ name: 'IsProd', is: true }]);
		expect(under(logs.site)).toBe('Logs');
		const attributes = [...logs.lower().value.entries].filter(([name]) => name.startsWith('@')).map(([name, entry]) => `${name} ${show(entry.value)}`);
		expect(attributes).toEqual(['@DeletionPolicy Retain', '@DependsOn [Data]', '@Metadata {aws:cdk:path: Stack/Logs/Resource}', '@Condition IsProd']);
	});

	test('know their blocks and what else they read', () => {
		const text = (id: string) => blocks.find(block => block.id === `file:///template#${id}`)?.text;
		expect(logs.blocks).toEqual(['file:///template#Resources.Logs']);
		expect(text('Resources.Data')).toBe('Data:\n    Type: AWS::S3::Bucket');
		expect(logs.lower().reads.map(id => id.split('#')[1]).sort()).toEqual(['Conditions', 'Mappings.Retention', 'Parameters.Data', 'Parameters.Stage', 'Parameters.Tier', 'name.Data']);
		expect(text('Mappings.Retention')).toBe('Retention: { dev: { Days: 7 } }');
		expect(text('name.Data')).toBe('Data');
		expect(new Set(blocks.map(block => block.id)).size).toBe(blocks.length);
	});

	test('read what the conditions inside them rest on', () => {
		const text = 'Parameters:\n  Tier: { Type: String }\nConditions:\n  C: !Equals [!Ref Tier, x]\nResources:\n  A: { Type: AWS::S3::Bucket, Properties: { B: !If [C, 1, 2] } }\n';
		const [bucket] = cloudformation.lower({ documents: [read(text)] }).resources;
		expect(bucket!.lower().reads.map(id => id.split('#')[1])).toEqual(['Conditions', 'Parameters.Tier']);
	});

	test('that are half-typed are left out, and do not silence the others', () => {
		const half = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n  B:\n    Type:\n  C:\n  D: text\n  E: { Type: [a] }\n  F:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName:\n      Tags:\n        - Key: !GetAtt\n  G';
		expect(design(half).resources.map(one => one.id)).toEqual(['A', 'F']);
		expect(design(half).resource('F')!.at('QueueName').exists).toBe('no');
		expect(property(half, 'F', 'Tags')).toContain('Key');
	});

	test('whose properties a macro makes may have any', () => {
		const { resources: [made] } = design('Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      Fn::Transform: { Name: M }\n');
		expect(made!.at('BucketName').exists).toBe('maybe');
	});
});

describe('loops', () => {
	const loop = (collection: string) => design(`Transform: AWS::LanguageExtensions
Parameters:
  Names: { Type: CommaDelimitedList, Default: 'a,b' }
  Free: { Type: CommaDelimitedList }
Resources:
  Fn::ForEach::Buckets:
    - Name
    - ${collection}
    - Bucket\${Name}:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: !Sub "x-\${Name}"
          LoggingConfiguration: { DestinationBucketName: !Ref "Logs\${Name}" }
      Logs\${Name}: { Type: AWS::S3::Bucket }
`);

	test('over what is written make a resource each', () => {
		const { resources } = loop('[a, b]');
		expect(resources.map(one => `${one.id} ${one.multiplicity}`)).toEqual(['Bucketa undefined', 'Logsa undefined', 'Bucketb undefined', 'Logsb undefined']);
		expect(resources[2]!.at('BucketName').string).toBe('x-b');
		expect(resources[2]!.design.follow(resources[2]!.at('LoggingConfiguration.DestinationBucketName'))!.id).toBe('Logsb');
	});

	test('over a default may make others', () => {
		expect(loop('!Ref Names').resources.map(one => `${one.id} ${one.multiplicity}`)).toEqual(['Bucketa unknown', 'Logsa unknown', 'Bucketb unknown', 'Logsb unknown']);
	});

	test('over what is not known make many', () => {
		expect(loop('!Ref Free').resources.map(one => one.multiplicity)).toEqual(['many', 'many']);
	});
});
