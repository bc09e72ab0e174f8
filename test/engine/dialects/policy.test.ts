import { describe, expect, it } from 'vitest';
import { policy } from '../../../engine/dialects/policy/policy.ts';
import { Architecture } from '../../../engine/model/architecture.ts';
import type { Change } from '../../../engine/model/change.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { applyEdits } from '../../../engine/syntax/tree.ts';

const uri = 'file:///policies/my%20bucket.json';
const source = (text: string) => ({ documents: [{ uri, tree: readJson(text) }] });
const read = (value: unknown) => {
	const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
	const sources = source(text);
	const design = new Architecture(policy.lower(sources));
	return { text, sources, design, resource: design.resources[0]! };
};
const statement = (extra: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...extra }] });

describe('detection', () => {
	it.each([
		['{"Version": "2012-10-17", "Statement": []}', true], ['{"Statement": {"Effect": "Allow"}}', true], ['{"Statement": [{"Sid": "x"}, {"Effect": ', true], ['{"Version": "2008-10-17", "Statement": ', true],
		['{"Statement": [{"Sid": "x"}]}', false], ['{"Resources": {"P": {"Type": "AWS::S3::BucketPolicy"}}}', false], ['{"Version": "2012-10-17"}', false], ['[]', false], ['', false], ['{"Statement": "SELECT"}', false],
	] as const)('%s: %s', (text, yes) => {
		expect(policy.detect({ uri, tree: readJson(text) })).toMatchObject({ yes, reason: expect.stringMatching(/./) });
	});
});

describe('inference', () => {
	it.each([
		[{ Action: 's3:GetObject', Resource: '*' }, 'AWS::IAM::ManagedPolicy', 'PolicyDocument'],
		[{ Principal: '*', Action: 's3:GetObject', Resource: '*' }, 'AWS::S3::BucketPolicy', 'PolicyDocument'],
		[{ Principal: '*', Action: '*', Resource: 'arn:aws:s3:::b/*' }, 'AWS::S3::BucketPolicy', 'PolicyDocument'],
		[{ NotPrincipal: { AWS: '1' }, NotAction: 'KMS:Decrypt', Resource: '*' }, 'AWS::KMS::Key', 'KeyPolicy'],
		[{ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }, 'AWS::IAM::Role', 'AssumeRolePolicyDocument'],
		[{ Principal: '*', Action: ['sqs:SendMessage'], Resource: '*' }, 'AWS::SQS::QueuePolicy', 'PolicyDocument'],
		[{ Principal: '*', Action: 'sns:Publish', Resource: '*' }, 'AWS::SNS::TopicPolicy', 'PolicyDocument'],
		[{ Principal: '*', Action: 'secretsmanager:*', Resource: '*' }, 'AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy'],
		[{ Principal: '*', Action: '*', Resource: '*' }, 'Plumbline::IAM::ResourcePolicy', 'PolicyDocument'],
		[{ Principal: '*', Action: 'es:*', Resource: '*' }, 'Plumbline::IAM::ResourcePolicy', 'PolicyDocument'],
	] as const)('%j', (extra, type, property) => {
		const { resource } = read(statement(extra));
		expect([resource.type, resource.name, resource.address, resource.partial]).toEqual([type, 'my bucket.json', 'my bucket.json', true]);
		expect(resource.at(`${property}.Statement`).items).toHaveLength(1);
		expect(resource.at('Else').exists).toBe('maybe');
	});
});

describe('places', () => {
	it('are narrow: the value, and for containers the key or the first key', () => {
		const { text, resource } = read(statement({ Principal: { AWS: ['*'] }, Action: 's3:*', Resource: '*' }));
		const at = (property: { site: { range: { start: number; end: number } } }) => text.slice(property.site.range.start, property.site.range.end);
		expect(at(resource)).toBe('"Version"');
		expect(at(resource.at('PolicyDocument.Statement'))).toBe('"Statement"');
		const [first] = resource.all('PolicyDocument.Statement[]');
		expect(at(first!)).toBe('"Effect"');
		expect(at(first!.at('Principal'))).toBe('"Principal"');
		expect(at(first!.at('Principal.AWS').items[0]!)).toBe('"*"');
	});

	it('is read as far as it goes when it is broken, and says where', () => {
		const { design, resource } = read('{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:Get');
		expect(design.problems.length).toBeGreaterThan(0);
		expect(resource.all('PolicyDocument.Statement[].Principal')).toHaveLength(1);
		expect(policy.lower(source('')).resources).toEqual([]);
	});
});

describe('writing', () => {
	const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }, { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['a', 'b'] }] };
	const write = (value: unknown, ...changes: ((id: string) => Change)[]) => {
		const { text, sources, design, resource } = read(value);
		const plan = policy.write(sources, design, changes.map(change => change(resource.id)));
		return 'refused' in plan ? plan.refused : JSON.parse(applyEdits(text, plan.edits.get(uri) ?? [])) as unknown;
	};
	const path = (...rest: (string | number)[]) => ['PolicyDocument', ...rest];

	it('sets, creates, appends and removes', () => {
		const [allow, deny] = document.Statement;
		expect(write(document, resource => ({ kind: 'set', resource, path: path('Statement', 0, 'Principal'), value: { AWS: '1' } }))).toEqual({ ...document, Statement: [{ ...allow, Principal: { AWS: '1' } }, deny] });
		expect(write(document, resource => ({ kind: 'set', resource, path: path('Statement', 0, 'Condition', 'Bool', 'k'), value: 'true' }))).toEqual({ ...document, Statement: [{ ...allow, Condition: { Bool: { k: 'true' } } }, deny] });
		expect(write(document, resource => ({ kind: 'append', resource, path: path('Statement'), value: { Effect: 'Deny' } }))).toEqual({ ...document, Statement: [allow, deny, { Effect: 'Deny' }] });
		expect(write(document, resource => ({ kind: 'append', resource, path: path('Statement', 0, 'Resource'), value: 'x' }))).toEqual({ ...document, Statement: [{ ...allow, Resource: ['*', 'x'] }, deny] });
		expect(write(document, resource => ({ kind: 'set', resource, path: path('Statement', 1, 'Resource', 1), value: 'x' }))).toEqual({ ...document, Statement: [allow, { ...deny, Resource: ['a', 'x'] }] });
		expect(write(document, resource => ({ kind: 'remove', resource, path: path('Statement', 0) }))).toEqual({ ...document, Statement: [deny] });
		expect(write(document, ...[0, 1].map(index => (resource: string): Change => ({ kind: 'remove', resource, path: path('Statement', 1, 'Resource', index) }))))
			.toEqual({ ...document, Statement: [allow, { Effect: 'Deny', Principal: '*', Action: 's3:*' }] });
	});

	it('refuses what a file that stands alone cannot say', () => {
		const refused = (change: (id: string) => Change, value: unknown = document) => expect(write(value, change)).toEqual(expect.stringMatching(/./));
		refused(resource => ({ kind: 'set', resource, path: path('Id'), value: { '#reference': 'x', attribute: 'Ref' } }));
		refused(resource => ({ kind: 'set', resource, path: path('Id'), value: { '#text': [{ '#pseudo': 'AWS::AccountId' }] } }));
		refused(near => ({ kind: 'add', type: 'AWS::S3::Bucket', name: 'B', near, properties: {} }));
		refused(resource => ({ kind: 'set', resource, path: ['Bucket'], value: 'b' }));
		refused(resource => ({ kind: 'append', resource, path: path('Statement'), value: {} }), { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*' } });
		refused(resource => ({ kind: 'remove', resource, path: path('Statement', 7) }));
		refused(() => ({ kind: 'remove', resource: 'another', path: path('Statement', 0) }));
	});
});
