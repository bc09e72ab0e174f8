import { expect, test } from 'vitest';
import { design, property, showWhen, withProperty } from './design.ts';

const conditions = `\
Parameters:
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Region: { Type: String }
  Free: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  AlsoProd: !Equals [prod, { Ref: Stage }]
  Alias: !Condition IsProd
  IsDev: !Not [!Condition IsProd]
  IsDevToo: !Equals [!Ref Stage, dev]
  Always: !Equals [a, a]
  Never: !Not [!Equals ['1', 1]]
  Both: !And [!Condition IsProd, !Equals [!Ref Region, eu]]
  Either: !Or [!Condition IsProd, !Equals [!Ref Region, eu]]
  Simplified: !And [!Condition Always, !Condition IsProd]
  Impossible: !And [!Condition Never, !Condition IsProd]
  Unnamed: !Not [!Equals [!Ref Free, '']]
  LoopA: !Condition LoopB
  LoopB: !Not [!Condition LoopA]
  Half:
`;

test.each<[condition: string, holds: string, not: string]>([
	['IsProd', 'IsProd & !IsDevToo', '!IsProd & IsDevToo'],
	['AlsoProd', 'IsProd & !IsDevToo', '!IsProd & IsDevToo'],
	['Alias', 'IsProd & !IsDevToo', '!IsProd & IsDevToo'],
	['IsDev', '!IsProd & IsDevToo', 'IsProd & !IsDevToo'],
	['IsDevToo', 'IsDevToo & !IsProd', '!IsDevToo & IsProd'],
	['Always', '', 'never & !never'],
	['Never', 'never & !never', ''],
	['Both', 'Both & IsProd & Region = "eu" & !IsDevToo', '!Both'],
	['Either', 'Either', '!Either & !IsProd & !Region = "eu" & IsDevToo'],
	['Simplified', 'IsProd & !IsDevToo', '!IsProd & IsDevToo'],
	['Impossible', 'never & !never', ''],
	['Unnamed', 'Unnamed', '!Unnamed'],
	['Half', 'Half', '!Half'],
	['NotThere', 'NotThere', '!NotThere'],
])('%s', (condition, holds, not) => {
	const shown = property(withProperty(`!If [${condition}, a, b]`, conditions));
	expect(shown).toBe(`(a${holds && ` if ${holds}`} | b${not && ` if ${not}`})`);
});

test('conditions that speak of themselves end', () => {
	expect(property(withProperty('!If [LoopA, a, b]', conditions))).toContain('a');
});

test('a resource sees only what can be under its condition', () => {
	const { resources } = design(`${conditions}
Resources:
  A:
    Type: AWS::S3::Bucket
    Condition: IsDev
    Properties:
      BucketName: !If [AlsoProd, prod-name, !If [Either, dev-name, other]]
      AccessControl: !If [Always, Private, PublicRead]
`);
	const [bucket] = resources;
	expect(showWhen(bucket!.when)).toBe('!IsProd & IsDevToo');
	const name = bucket!.at('BucketName');
	expect(name.alternatives.map(one => one.scalar)).toEqual(['dev-name', 'other']);
	expect(name.alternatives[0]!.path).toEqual(['BucketName', { branch: 1 }, { branch: 0 }]);
	expect(bucket!.at('AccessControl').is('Private')).toBe('yes');
	expect(bucket!.at('AccessControl').path).toEqual(['AccessControl', { branch: 0 }]);
});

test('where a condition decides a parameter, its default is no longer assumed', () => {
	const sections = `Parameters:
  Stage: { Type: String, Default: dev }
  Size: { Type: String, Default: s, AllowedValues: [s, m, l] }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Equals [!Ref Stage, dev]
  IsSmall: !Equals [!Ref Size, s]
Mappings:
  Days: { dev: { D: 1 }, prod: { D: 2 } }`;
	expect(property(withProperty('!If [IsProd, !Ref Stage, !Ref Stage]', sections))).toBe('(prod if IsProd & !IsDev | ~dev if !IsProd)');
	expect(property(withProperty('!If [IsDev, 1, !Ref Stage]', sections))).toBe('(1 if IsDev & !IsProd | ?param:Stage if !IsDev)');
	expect(property(withProperty('!If [IsSmall, 1, !Ref Size]', sections))).toBe('(1 if IsSmall | (m if !IsSmall | l if !IsSmall) if !IsSmall)');
	expect(property(withProperty('!If [IsProd, !FindInMap [Days, !Ref Stage, D], 0]', sections))).toBe('(2 if IsProd & !IsDev | 0 if !IsProd)');
	const text = `${sections}\nResources:\n  R: { Type: AWS::X::Y, Condition: IsProd, Properties: { P: !Sub "x-\${Stage}" } }\n`;
	expect(property(text)).toBe('x-prod');
});
