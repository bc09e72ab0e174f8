import { describe, expect, test } from 'vitest';
import { property, withJson, withProperty } from './design.ts';

const parameters = `\
Parameters:
  Stage: { Type: String, Default: dev }
  Size: { Type: String, AllowedValues: [small, large] }
  Name: { Type: String }
  Zones: { Type: CommaDelimitedList, Default: 'a, b,c' }
  Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /ami }
Mappings:
  Days: { dev: { Hot: 30, Cold: 90 }, prod: { Hot: 60, Cold: 90 } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsSmall: !Equals [!Ref Size, small]
`;

const cases: readonly (readonly [value: string, shown: string])[] = [
	['plain', 'plain'],
	['30', '30'],
	['!Ref Bucket', '<Bucket.Ref>'],
	['!Ref Nothing', '?name:Nothing.Ref'],
	['!Ref AWS::Region', '{AWS::Region}'],
	['!Ref AWS::NoValue', '-'],
	['!Ref Stage', '~dev'],
	['!Ref Size', '(small if IsSmall | large if !IsSmall)'],
	['!Ref Name', '?param:Name'],
	['!Ref Zones', '~[a, b, c]'],
	['!Ref Image', '?param:Image'],
	['!GetAtt Bucket.Arn', '<Bucket.Arn>'],
	['!GetAtt [Bucket, Arn]', '<Bucket.Arn>'],
	['!GetAtt Bucket.Outputs.Deep.Name', '<Bucket.Outputs.Deep.Name>'],
	['!GetAtt Bucket', '?Fn::GetAtt without a resource and an attribute'],
	['!Sub "arn:${AWS::Partition}:s3:::${Bucket}/*"', 'arn:{AWS::Partition}:s3:::<Bucket.Ref>/*'],
	['!Sub "${Bucket.Arn}"', '<Bucket.Arn>'],
	['!Sub "${!Literal}-${Stage}"', '~${Literal}-dev'],
	['!Sub ["${A}/${B}", { A: !GetAtt Bucket.Arn, B: x }]', '<Bucket.Arn>/x'],
	['!Sub no variables', 'no variables'],
	['!Sub "{{resolve:secretsmanager:${Bucket}:SecretString}}"', '?{{resolve:secretsmanager:${Bucket}:SecretString}}'],
	['"a {{resolve:ssm:/b:1}} c"', 'a ?{{resolve:ssm:/b:1}} c'],
	['!Join ["-", [a, !Ref Bucket, b]]', 'a-<Bucket.Ref>-b'],
	['!Join [",", !Ref Zones]', '~a,b,c'],
	['!Join ["", [a, !Ref AWS::NoValue, b]]', 'ab'],
	['!Join ["-", [x, !If [IsProd, p, d]]]', '(x-p if IsProd | x-d if !IsProd)'],
	['!Select [1, [a, b]]', 'b'],
	['!Select ["0", !Split [":", "a:b"]]', 'a'],
	['!Select [0, !Ref Zones]', '~a'],
	['!Select [7, [a]]', '?Fn::Select of an item that is not known'],
	['!Select [0, !GetAZs ""]', '?zones of the region[0]'],
	['!Split [",", "a,b"]', '[a, b]'],
	['!Split ["/", !GetAtt Bucket.Arn]', '?Fn::Split of a text that is not known'],
	['!FindInMap [Days, prod, Hot]', '60'],
	['!FindInMap [Days, !Ref Stage, Hot]', '~30'],
	['!FindInMap [Days, !Ref Name, Hot]', '(30 | 60)'],
	['!FindInMap [Days, !Ref Name, Cold]', '90'],
	['!FindInMap [Days, test, Hot]', '?the mapping Days has no such key'],
	['!FindInMap [Days, test, Hot, { DefaultValue: 7 }]', '7'],
	['!FindInMap [None, a, b]', '?there is no mapping None in this template'],
	['!If [IsProd, a, b]', '(a if IsProd | b if !IsProd)'],
	['!If [IsProd, !Ref AWS::NoValue, b]', '(- if IsProd | b if !IsProd)'],
	['!ImportValue net-Vpc', '?import:net-Vpc'],
	['{ Fn::ImportValue: !Sub "${Bucket}-x" }', '?import:${Bucket.Ref}-x'],
	['!Base64 "#!/bin/sh"', '#!/bin/sh'],
	['!Cidr ["10.0.1.7/16", 2, 8]', '[10.0.0.0/24, 10.0.1.0/24]'],
	['!Select [1, !Cidr ["10.0.0.0/16", "2", "8"]]', '10.0.1.0/24'],
	['!Cidr [!GetAtt Bucket.CidrBlock, 2, 8]', '[ …]'],
	['!GetAZs ""', '[ …]'],
	['{ Fn::Length: [1, 2] }', '2'],
	['{ Fn::Length: !Ref Zones }', '~3'],
	['{ Fn::ToJsonString: { a: [1, x] } }', '{"a":[1,"x"]}'],
	['{ Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3 } } }', '?made by AWS::Include'],
	['{ a: 1, Fn::Transform: { Name: M } }', '{a: 1 …}'],
	['{ "Fn::ForEach::L": [X, [p, q], { "K${X}": !Sub "v-${X}" }] }', '{Kp: v-p, Kq: v-q}'],
	['{ "Fn::ForEach::L": [X, [p], { "K": { Ref: X } }] }', '{K: p}'],
	['{ "Fn::ForEach::L": [X, !Ref Name, { "K${X}": 1 }] }', '{ …}'],
	['!Unheard of', '?Fn::Unheard is not understood'],
	['[a, !Ref AWS::NoValue, b]', '[a, -, b]'],
	['{ Condition: { Bool: { "aws:SecureTransport": false } } }', '{Condition: {Bool: {aws:SecureTransport: false}}}'],
];

describe('values in YAML', () => {
	test.each(cases)('%s', (value, shown) => {
		expect(property(withProperty(value, parameters))).toBe(shown);
	});
});

describe('values in JSON', () => {
	const sections = { Parameters: { Stage: { Type: 'String', Default: 'dev' } }, Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } } };
	test.each<[unknown, string]>([
		[{ Ref: 'Stage' }, '~dev'],
		[{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '<Bucket.Arn>'],
		[{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'Bucket' }]] }, 'arn:{AWS::Partition}:s3:::<Bucket.Ref>'],
		[{ 'Fn::Sub': ['${A}', { A: { 'Fn::Select': ['0', ['x', 'y']] } }] }, 'x'],
		[{ 'Fn::If': ['IsProd', { a: 1 }, { Ref: 'AWS::NoValue' }] }, '({a: 1} if IsProd | - if !IsProd)'],
		[null, '-'],
		[{ Ref: 'Stage', Other: 1 }, '{Ref: Stage, Other: 1}'],
	])('%j', (value, shown) => {
		expect(property(withJson(value, sections))).toBe(shown);
	});
});

test('a document in a text is read at properties of type JSON, and only there', () => {
	const template = (name: string, value: string) => `Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n  R:\n    Type: AWS::X::Y\n    Properties:\n      ${name}: ${value}\n`;
	expect(property(template('PolicyDocument', `'{ "Statement": [{ "Action": "s3:*" }] }'`), 'R', 'PolicyDocument')).toBe('{Statement: [{Action: s3:*}]}');
	expect(property(template('PolicyDocument', `!Sub '{ "Resource": "\${Bucket.Arn}/*" }'`), 'R', 'PolicyDocument')).toBe('{Resource: <Bucket.Arn>/*}');
	expect(property(template('PolicyDocument', `!Sub ['{ "Resource": "\${X}" }', { X: !Ref Bucket }]`), 'R', 'PolicyDocument')).toBe('{Resource: <Bucket.Ref>}');
	expect(property(template('PolicyDocument', '{ Fn::ToJsonString: { A: !Ref Bucket } }'), 'R', 'PolicyDocument')).toBe('{A: <Bucket.Ref>}');
	expect(property(template('PolicyDocument', `'{ "Version": "x", "State'`), 'R', 'PolicyDocument')).toMatch(/^\{Version: x.* …\}$/);
	expect(property(template('Description', `'{ "A": 1 }'`), 'R', 'Description')).toBe('{ "A": 1 }');
});
