import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cloudformation } from '../../../engine/dialects/cloudformation/cloudformation.ts';
import { Architecture } from '../../../engine/model/architecture.ts';
import { design, property, read, withProperty } from './design.ts';

/** Everything that can be asked of a text and written into it, without asking for an answer in particular. */
function readAll(text: string): void {
	const document = read(text);
	cloudformation.detect(document);
	const sources = { documents: [document] };
	const architecture = new Architecture(cloudformation.lower(sources));
	for (const { id, properties } of architecture.resources) {
		for (const [name] of properties.entries) {
			for (const kind of ['set', 'append', 'remove'] as const) cloudformation.write(sources, architecture, [{ kind, resource: id, path: [name], value: 'x' }]);
		}
		cloudformation.write(sources, architecture, [
			{ kind: 'set', resource: id, path: ['VersioningConfiguration', 'Status'], value: 'Enabled' },
			{ kind: 'add', type: 'AWS::S3::BucketPolicy', name: 'Policy', near: id, properties: { A: [] } },
		]);
	}
}

describe('budgets end what multiplies', { timeout: 30_000 }, () => {
	test('loops in loops', () => {
		const items = Array.from({ length: 100 }, (_, index) => `i${index}`).join();
		const body = '{ "B${A}${B}${C}": { Type: AWS::S3::Bucket } }';
		const text = `Resources:\n  Fn::ForEach::A: [A, [${items}], { "Fn::ForEach::B": [B, [${items}], { "Fn::ForEach::C": [C, [${items}], ${body}] }] }]\n  After: { Type: AWS::SQS::Queue }\n`;
		const architecture = design(text);
		expect(architecture.resources.length).toBe(990);
		expect(architecture.resource('After')).toBeDefined();
		expect(architecture.incomplete).toEqual(['loops of more than 1000 rounds']);
	});

	test('loops in properties', () => {
		const items = Array.from({ length: 100 }, (_, index) => `i${index}`).join();
		const text = withProperty(`{ "Fn::ForEach::A": [A, [${items}], { "Fn::ForEach::B": [B, [${items}], { "Fn::ForEach::C": [C, [${items}], { "k\${A}\${B}\${C}": 1 }] }] }] }`);
		const architecture = design(text);
		expect(architecture.resource('R')!.at('P.missing').exists).toBe('maybe');
		expect(architecture.incomplete).toHaveLength(1);
	});

	test('conditional parts of one text', () => {
		const parts = Array.from({ length: 30 }, (_, index) => `!If [C${index}, a, b]`).join();
		expect(property(withProperty(`!Join ["", [${parts}]]`))).toBe('?too many conditional values');
	});

	test('conditionals in conditionals', () => {
		const deep = Array.from({ length: 60 }, (_, index) => index).reduce(value => `{ "Fn::If": [C, ${value}, ${value.length < 5000 ? value : 'x'}] }`, 'leaf');
		expect(property(withProperty(deep))).not.toBe('-');
		expect(design(withProperty(deep)).resource('R')!.at('P').is('other')).not.toBe('yes');
	});

	test('very deep text', () => {
		readAll(`Resources: { A: { Type: AWS::S3::Bucket, Properties: { P: ${'['.repeat(5000)}${']'.repeat(5000)} } } }`);
		readAll(`{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":{"P":${'{"Fn::Base64":'.repeat(5000)}"x"${'}'.repeat(5000)}}}}}`);
	});

	test('aliases of aliases', () => {
		const levels = Array.from({ length: 30 }, (_, index) => `x${index + 1}: &x${index + 1} [*x${index}, *x${index}]`).join('\n');
		readAll(`x0: &x0 [a]\n${levels}\nConditions:\n  C: !Equals [*x30, *x30]\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: { P: *x30, Q: !If [C, a, b] }\n`);
	});

	test('mappings that look into themselves', () => {
		const text = withProperty('!FindInMap [M, a, b]', 'Mappings:\n  M: { a: { b: !Join ["", [!FindInMap [M, a, b], !FindInMap [M, a, b]]] } }');
		readAll(text);
		expect(property(text)).toContain('?');
	});

	test('conditions that speak of one another', () => {
		const conditions = Array.from({ length: 200 }, (_, index) => `  C${index}: !And [!Condition C${(index + 1) % 200}, !Not [!Condition C${(index + 7) % 200}]]`).join('\n');
		expect(property(withProperty('!If [C0, a, b]', `Conditions:\n${conditions}`))).toContain('a');
	});
});

const template = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Timeout: 3, Tags: { a: b } } }
Parameters:
  P: { Type: CommaDelimitedList, Default: "a,b", AllowedValues: [a, b] }
Mappings: { M: { a: { b: [1, 2] } } }
Conditions:
  C: !Or [!Equals [!Ref P, a], !Not [!Condition D]]
  D: !And [!Condition C, !Equals [!FindInMap [M, a, b], x]]
Resources:
  Bucket: &anchor
    Type: AWS::S3::Bucket
    Condition: C
    Properties:
      BucketName: !Sub ["\${A}-\${AWS::Region}", { A: !Select [0, !Split [",", !Join [",", !Ref P]]] }]
      NotificationConfiguration: !If [D, { LambdaConfigurations: [] }, !Ref AWS::NoValue]
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Events: { E: { Type: S3, Properties: { Bucket: !Ref Bucket, Events: s3:ObjectCreated:* } }, F: { Type: Api } }
      Policies: [A, { Statement: [] }, { S3ReadPolicy: {} }]
      AutoPublishAlias: live
  Table: { Type: AWS::Serverless::SimpleTable, Properties: { PrimaryKey: { Name: id, Type: String } } }
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: !Sub |
        { "Statement": [{ "Resource": "\${Bucket.Arn}/*", "Principal": "*" }] }
  Fn::ForEach::L: [X, !Ref P, { "B\${X}": { Type: AWS::S3::Bucket, Properties: { Fn::Transform: { Name: X } } } }]
`;
const json = JSON.stringify({
	Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
	Resources: { A: { Type: 'AWS::S3::Bucket', Condition: 'C', Properties: { BucketName: { 'Fn::Sub': ['${A}', { A: { 'Fn::If': ['C', { Ref: 'P' }, 1] } }] }, Policy: '{"Statement":[]}' } } },
}, undefined, 1);

test('broken text is read without an exception', { timeout: 60_000 }, () => {
	const scraps = ['', '\n', ' ', ':', '- ', '!Ref', '!Sub', '!If', '[', ']', '{', '}', '"', '*anchor', 'Fn::GetAtt:', 'null', '${', 'é', '<<: *anchor', '\t', '|', '# x'];
	const cut = fc.record({ at: fc.nat(), length: fc.nat(40), scrap: fc.constantFrom(...scraps) });
	fc.assert(fc.property(fc.constantFrom(template, json), fc.array(cut, { minLength: 1, maxLength: 5 }), (text, cuts) => {
		readAll(cuts.reduce((broken, { at, length, scrap }) => {
			const from = at % (broken.length + 1);
			return broken.slice(0, from) + scrap + broken.slice(from + length);
		}, text));
	}), { numRuns: 150 });
});
