import { expect, test } from 'vitest';
import { cloudformation } from '../../../engine/dialects/cloudformation/cloudformation.ts';
import { read } from './design.ts';

test.each([
	['Resources:\n  B:\n    Type: AWS::S3::Bucket\n', 'it has Resources with AWS types'],
	['{"Resources":{"B":{"Type":"AWS::S3::Bucket"}}}', 'it has Resources with AWS types'],
	['Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Prop', 'it has Resources with AWS types'],
	['Resources:\n  B:\n    Type: Custom::Thing\n', 'it has Resources with AWS types'],
	['Resources:\n  B:\n    Type: Org::Service::Thing::MODULE\n', 'it has Resources with AWS types'],
	['Resources:\n  Fn::ForEach::Bs: [N, [a], { "B${N}": { Type: AWS::S3::Bucket } }]\n', 'it has Resources with AWS types'],
	["AWSTemplateFormatVersion: '2010-09-09'\n", 'it has an AWSTemplateFormatVersion'],
	['Transform: AWS::Serverless-2016-10-31\nReso', 'it has a Transform of AWS'],
	['Transform: [AWS::LanguageExtensions]\n', 'it has a Transform of AWS'],
])('%j is a template', (text, reason) => {
	expect(cloudformation.detect(read(text))).toEqual({ yes: true, reason });
});

test.each([
	['', 'it is empty'],
	['# only a comment\n', 'it is empty'],
	['- a\n- b\n', 'it is not a map of sections'],
	['apiVersion: v1\nkind: Pod\nspec: {}\n', 'it is a Kubernetes manifest'],
	['services:\n  web: { image: nginx }\n', 'it looks like a Compose file'],
	['openapi: 3.0.0\npaths: {}\n', 'it is an OpenAPI document'],
	['name: ci\non: push\njobs: { test: { runs-on: x } }\n', 'it looks like a GitHub workflow'],
	['{"name":"x","version":"1.0.0"}', 'it has no Resources'],
	['{"Version":"2012-10-17","Statement":[]}', 'it has no Resources'],
	['Resources:\n  Cpu: 4\n  Memory: { Type: large }\n', 'none of its Resources has an AWS type'],
	['Resources:\n', 'none of its Resources has an AWS type'],
])('%j is none', (text, reason) => {
	expect(cloudformation.detect(read(text))).toEqual({ yes: false, reason });
});
