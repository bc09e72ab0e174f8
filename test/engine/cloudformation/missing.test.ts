/** References to nothing: when it is certain that there is nothing, and on what that rests. */
import { describe, expect, test } from 'vitest';
import { design } from './design.ts';

const HEAD = "AWSTemplateFormatVersion: '2010-09-09'\n";
const template = (reference = '!Ref Logz', resources = '') => `Resources:\n  Logs: { Type: AWS::S3::Bucket }\n${resources}  R:\n    Type: AWS::X::Y\n    Properties: { P: ${reference} }\n`;

function missing(text: string) {
	const { value } = design(text).resource('R')!.at('P');
	return value?.kind === 'unknown' ? value.missing : value?.kind;
}

describe('what is referred to is missing', () => {
	test('where the template says that it is one, with the names that are near', () => {
		expect(missing(HEAD + template())).toEqual({ name: 'Logz', attribute: 'Ref', near: ['Logs'] });
		expect(missing(HEAD + template('!GetAtt Logz.Arn'))).toEqual({ name: 'Logz', attribute: 'Arn', near: ['Logs'] });
		expect(missing(HEAD + template('!GetAtt Elsewhere.Arn'))).toEqual({ name: 'Elsewhere', attribute: 'Arn', near: [] });
		expect(missing(`${HEAD}Parameters: { Logo: { Type: String } }\n${template('!Ref Logos')}`)).toEqual({ name: 'Logos', attribute: 'Ref', near: ['Logs', 'Logo'] });
	});

	test.each([
		['a piece of a template', template()],
		['a macro', `${HEAD}Transform: Company\n${template()}`],
		['SAM', `${HEAD}Transform: [AWS::Serverless-2016-10-31]\n${template()}`],
		['included resources', HEAD + template('!Ref Logz', '  Fn::Transform: { Name: AWS::Include }\n')],
		['a loop', `${HEAD}Transform: AWS::LanguageExtensions\n${template('!Ref Logz', '  Fn::ForEach::X: [N, [y], { "Log${N}": { Type: AWS::S3::Bucket } }]\n')}`],
		['a module', HEAD + template('!Ref Logz', '  M: { Type: Acme::A::B::MODULE }\n')],
		['a resource that has no type yet', HEAD + template('!Ref Logz', '  Logz: {}\n')],
		['included parameters', `${HEAD}Parameters: { Fn::Transform: { Name: AWS::Include } }\n${template()}`],
		['an attribute of a parameter', `${HEAD}Parameters: { Logz: { Type: String } }\n${template('!GetAtt Logz.Arn')}`],
		['a name of AWS', HEAD + template('!Ref AWS::Tomorrow')],
	])('but not for certain: %s', (_, text) => {
		expect(missing(text)).toBeUndefined();
	});

	test('as long as nothing is declared, no macro is added and no other name is there', () => {
		const first = design(HEAD + template());
		const { reads } = first.record(() => void first.resource('R')!.properties);
		const same = (text: string) => design(text).unchanged(reads);
		expect(same(`${HEAD}# a comment\n${template()}`)).toBe(true);
		expect(same((HEAD + template()).replace('Bucket }', 'Bucket, DeletionPolicy: Retain }'))).toBe(true);
		expect(same(HEAD + template('!Ref Logz', '  Logz: { Type: AWS::S3::Bucket }\n'))).toBe(false);
		expect(same(HEAD + template('!Ref Logz', '  Logy: { Type: AWS::S3::Bucket }\n'))).toBe(false);
		expect(same(`${HEAD}Transform: Company\n${template()}`)).toBe(false);
		expect(same(template())).toBe(false);
	});
});
