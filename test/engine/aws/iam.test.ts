import { describe, expect, it } from 'vitest';
import { globalKeys, iamAction, iamDate, iamPrefixes, iamService, keyNamed } from '../../../engine/aws/iam.ts';
import { actionsOf } from '../../../engine/policy/actions.ts';
import { pattern } from '../../../engine/policy/patterns.ts';

describe('AWS\'s service authorization reference', () => {
	it('is less than a year old', () => {
		expect(Date.parse(iamDate)).toBeGreaterThan(Date.now() - 365 * 24 * 3600 * 1000);
	});

	it('knows actions in any case, with what they can be limited to and which keys they have', () => {
		const action = iamAction('S3:getobject')!;
		expect([action.name, action.level, action.service.name]).toEqual(['GetObject', 'read', 'Amazon S3']);
		expect(action.resources).toContainEqual({ name: 'object', arn: 'arn:{Partition}:s3:::{BucketName}/{ObjectName}' });
		expect(action.keys.map(key => key.name)).toContain('s3:ExistingObjectTag/*');
		expect(iamAction('s3:ListAllMyBuckets')!.resources).toEqual([]);
		expect(iamService('cloudformation')!.name).toBe('AWS CloudFormation');
		expect(iamAction('iam:PassRole')!.keys).toContainEqual({ name: 'iam:PassedToService', type: 'String', list: false });
	});

	it.each(['s3:GetObjects', 's4:GetObject', 's3', 's3:GetObject:x', '__proto__:x', 's3:constructor'])('does not know %s', name => {
		expect(iamAction(name)).toBeUndefined();
	});

	it('knows keys by name, and by the pattern of their names', () => {
		const keys = iamService('s3')!.keys;
		expect(keyNamed('S3:Prefix', keys)?.name).toBe('s3:prefix');
		expect(keyNamed('s3:ExistingObjectTag/team', keys)?.name).toBe('s3:ExistingObjectTag/*');
		expect(keyNamed('s3:ExistingObjectTag/', keys)).toBeUndefined();
		expect(keyNamed('aws:PrincipalTag/team', globalKeys)?.type).toBe('String');
		expect(keyNamed('aws:TagKeys', globalKeys)?.list).toBe(true);
	});

	it('reads every service, each action with a level and sound resources', () => {
		for (const prefix of iamPrefixes) {
			const { actions, resources, keys } = iamService(prefix)!;
			for (const action of actions.values()) {
				expect(action.level).toBeTypeOf('string');
				expect(action.resources.every(resource => resources.includes(resource)) && action.keys.every(key => keys.get(key.name.toLowerCase()) === key)).toBe(true);
			}
		}
	});
});

describe('a pattern of actions', () => {
	const names = (text: string) => actionsOf(pattern(text, { fold: true })).map(({ service, name }) => `${service.prefix}:${name}`);

	it.each([
		['s3:GetObject', ['s3:GetObject']],
		['s3:getobjecttag*', ['s3:GetObjectTagging']],
		['s?:GetObjectTagging', ['s3:GetObjectTagging']],
		['*:GetObjectTagging', ['s3:GetObjectTagging', 's3-object-lambda:GetObjectTagging', 's3-outposts:GetObjectTagging']],
		['s3:*objectt?gging', ['s3:DeleteObjectTagging', 's3:GetObjectTagging', 's3:PutObjectTagging']],
		['s3:Nothing*', []],
		['s3', []],
	])('%s', (text, expected) => {
		expect(names(text).sort()).toEqual([...expected].sort());
	});

	it('is every action where it is a star', () => {
		expect(names('*').length).toBe(iamPrefixes.reduce((sum, prefix) => sum + iamService(prefix)!.actions.size, 0));
		expect(names('*:*').length).toBe(names('*').length);
	});

	it('is found in time that does not grow with its stars', () => {
		expect(names(`s3:${'*a'.repeat(500)}`)).toEqual([]);
	});
});
