import { describe, expect, it } from 'vitest';
import { publicGrants } from '../../../engine/policy/access.ts';
import { describeGrant } from '../../../engine/policy/describe.ts';
import type { PolicyDocument } from '../../../engine/policy/document.ts';
import { account, assumed, choose, nothing, openTo, policy, ref, sub, unknown } from './design.ts';

const answers = (document: PolicyDocument) => publicGrants(document).map(grant => grant.answer);
/** Of a policy with one open statement: whether it is public. */
const isPublic = (document: PolicyDocument) => answers(document)[0] ?? 'no';
const under = (operator: string, key: string, value: unknown) => isPublic(openTo({ Condition: { [operator]: { [key]: value } } }));
const named = (Action: unknown) => publicGrants(openTo({ Action })).map(describeGrant)[0];
const taking = (denial: Readonly<Record<string, unknown>>) => isPublic(openTo({}, { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...denial }));

it('an action without its service is read as the policy can only mean it', () => {
	expect(named('DeleteObject')).toBe('anyone on the internet can delete every object');
	expect(named(['Get*', 'ec2:RunInstances'])).toBe('anyone on the internet can read every object');
	expect(named('ec2:RunInstances')).toBeUndefined();
});

describe('principals', () => {
	it.each([
		['*', 'yes'], [{ AWS: '*' }, 'yes'], [{ AWS: ['111122223333', '*'] }, 'yes'], [{ AWS: 'arn:aws:iam::*:root' }, 'yes'],
		[{ Federated: 'graph.facebook.com' }, 'yes'], [{ Federated: 'arn:aws:iam::111122223333:saml-provider/x' }, 'no'],
		[{ AWS: '111122223333' }, 'no'], [{ AWS: 111122223333 }, 'no'], [{ AWS: account }, 'no'], [{ AWS: ref('Role', 'Arn') }, 'no'],
		[{ AWS: sub('arn:aws:iam::', account, ':root') }, 'no'], [{ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' }, 'no'],
		[{ CanonicalUser: 'abc' }, 'no'], [{ Service: 'cloudfront.amazonaws.com' }, 'no'], [{ AWS: 'AROAEXAMPLE' }, 'no'],
		[unknown('param:P'), 'maybe'], [{ AWS: unknown() }, 'maybe'], [{ AWS: sub('arn:aws:iam::', unknown('param:Account'), ':root') }, 'maybe'],
		[{ AWS: assumed('111122223333') }, 'maybe'], [{ AWS: assumed('*') }, 'yes'],
	] as const)('%j: %s', (principal, answer) => {
		expect(isPublic(openTo({ Principal: principal }))).toBe(answer);
	});

	it('all but some are as good as all', () => {
		const grants = publicGrants(openTo({ Principal: nothing, NotPrincipal: { AWS: '111122223333' } }));
		expect(grants.map(grant => grant.answer)).toEqual(['yes']);
		expect(describeGrant(grants[0]!)).toBe('anyone on the internet except 111122223333 can read every object');
	});

	it('says each place that opens the bucket', () => {
		const open = openTo({}, { Effect: 'Allow', Principal: { AWS: ['*', '111122223333'] }, Action: 's3:PutObject', Resource: '*' });
		expect(publicGrants(open).map(grant => grant.principal!.property.pathText)).toEqual(['PolicyDocument.Statement[0].Principal', 'PolicyDocument.Statement[1].Principal.AWS[0]']);
	});
});

describe('conditions that fix the caller', () => {
	it.each([
		['StringEquals', 'aws:SourceVpc', 'vpc-91237329', 'no'], ['StringLike', 'aws:SourceVpc', 'vpc-*', 'yes'], ['StringEquals', 'aws:SourceVpc', 'vpc-*', 'yes'],
		['StringLike', 'aws:SourceVpc', 'vpc-91237329', 'no'], ['StringEquals', 'AWS:SOURCEVPCE', ['vpce-1', 'vpce-2'], 'no'], ['StringLike', 'aws:SourceVpce', ['vpce-1', 'vpce-*'], 'yes'],
		['StringEquals', 'aws:SourceVpc', ref('Vpc'), 'no'], ['StringEquals', 'aws:SourceVpc', unknown('param:Vpc'), 'maybe'], ['StringEquals', 'aws:SourceVpc', assumed('vpc-1'), 'maybe'],
		['StringEquals', 'aws:PrincipalOrgID', 'o-abc', 'no'], ['StringEquals', 'aws:PrincipalOrgID', '${aws:PrincipalTag/org}', 'yes'], ['StringEquals', 'aws:SourceAccount', account, 'no'],
		['StringEquals', 'aws:SourceAccount', 111122223333, 'no'], ['StringEquals', 'aws:SourceAccount', '${account_id}', 'maybe'], ['ArnEquals', 'aws:SourceArn', '${aws_sns_topic.orders.arn}', 'maybe'],
		['ArnEquals', 'aws:SourceArn', ref('Distribution', 'Arn'), 'no'], ['ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:*', 'maybe'], ['ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:topic', 'yes'],
		['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/*', 'maybe'], ['ArnEquals', 'aws:PrincipalArn', sub('arn:aws:iam::', account, ':role/app'), 'no'],
		['StringLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/app', 'yes'], ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-abc/*', 'maybe'], ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-*/r-1/', 'yes'],
		['StringLike', 's3:DataAccessPointArn', 'arn:aws:s3:us-west-2:123456789012:accesspoint/*', 'no'], ['StringLike', 's3:DataAccessPointArn', 'arn:aws:s3:us-west-2:*:accesspoint/x', 'yes'],
		['StringLike', 'aws:userid', 'AROAEXAMPLEEXAMPLE00:*', 'no'], ['StringLike', 'aws:userid', '*:app', 'yes'], ['StringEquals', 'kms:CallerAccount', account, 'no'],
		['IpAddress', 'aws:SourceIp', '203.0.113.0/24', 'no'], ['IpAddress', 'aws:SourceIp', '10.0.0.0/8', 'no'], ['IpAddress', 'aws:SourceIp', '0.0.0.0/0', 'yes'], ['IpAddress', 'aws:SourceIp', '54.0.0.0/7', 'yes'],
		['IpAddress', 'aws:SourceIp', ['0.0.0.0/1', '128.0.0.0/1'], 'yes'], ['IpAddress', 'aws:SourceIp', '2001:db8::/32', 'no'], ['IpAddress', 'aws:SourceIp', '2001::/31', 'yes'],
		['IpAddress', 'aws:SourceIp', unknown('param:Range'), 'maybe'], ['StringLike', 'aws:SourceIp', '203.0.113.*', 'yes'], ['NotIpAddress', 'aws:SourceIp', '203.0.113.0/24', 'yes'],
		['StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1', 'yes'], ['ForAllValues:StringEquals', 'aws:PrincipalOrgID', 'o-abc', 'yes'], ['ForAnyValue:StringEquals', 'aws:PrincipalOrgID', 'o-abc', 'no'],
		['StringNotEquals', 'aws:PrincipalOrgID', 'o-abc', 'yes'], ['Null', 'aws:PrincipalOrgID', 'false', 'yes'],
		['Bool', 'aws:SecureTransport', 'true', 'yes'], ['StringEquals', 'aws:Referer', 'https://shop.example', 'yes'], ['StringEquals', 'aws:PrincipalTag/team', 'red', 'yes'],
		['Bool', 'aws:PrincipalIsAWSService', 'true', 'maybe'], ['Bool', 'aws:PrincipalIsAWSService', 'false', 'yes'],
	] as const)('%s %s %j: %s', (operator, key, value, answer) => {
		expect(under(operator, key, value)).toBe(answer);
	});

	it.each([
		['Bool', 'true', 'no'], ['Bool', 'false', 'maybe'], ['Bool', unknown(), 'maybe'], ['BoolIfExists', 'true', 'yes'], ['Null', 'false', 'yes'],
	] as const)('a file system that is reached by its mount targets: %s %j: %s', (operator, value, answer) => {
		expect(under(operator, 'elasticfilesystem:AccessedViaMountTarget', value)).toBe(answer);
	});

	it('a denial of all that does not come by a mount target may do the same', () => {
		const denying = (value: string) => taking({ Action: '*', Condition: { Bool: { 'elasticfilesystem:AccessedViaMountTarget': value } } });
		expect([denying('false'), denying('true')]).toEqual(['maybe', 'yes']);
	});

	it('IfExists narrows where another condition asks for the key', () => {
		expect(isPublic(openTo({ Condition: { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' }, Null: { 'aws:SourceVpc': 'false' } } }))).toBe('no');
		expect(isPublic(openTo({ Condition: { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' }, Null: { 'aws:SourceVpc': 'true' } } }))).toBe('yes');
	});

	it('a condition that cannot be known leaves it open', () => {
		expect(isPublic(openTo({ Condition: unknown() }))).toBe('maybe');
		expect(isPublic(openTo({ Condition: { StringEquals: unknown() } }))).toBe('maybe');
	});
});

describe('denials', () => {
	it.each([
		[{}, 'no'], [{ Action: 's3:Get*' }, 'no'], [{ Action: 's3:PutObject' }, 'yes'], [{ Principal: { AWS: '111122223333' } }, 'yes'], [{ Principal: nothing, NotPrincipal: { AWS: '111122223333' } }, 'no'],
		[{ Resource: sub(ref('Bucket', 'Arn'), '/*') }, 'no'], [{ Resource: sub('arn:aws:s3:::', ref('Bucket'), '/*') }, 'no'], [{ Resource: sub(ref('Bucket', 'Arn'), '/private/*') }, 'yes'], [{ Resource: sub(ref('Bucket', 'Arn')) }, 'yes'],
		[{ Resource: nothing, NotResource: sub(ref('Bucket', 'Arn'), '/public/*') }, 'yes'], [{ Action: nothing, NotAction: 's3:PutObject' }, 'no'], [{ Action: nothing, NotAction: 's3:Get*' }, 'yes'],
		[{ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, 'yes'],
		[{ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } } }, 'no'], [{ Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abc' } } }, 'no'],
		[{ Condition: { 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgID': 'o-abc' } } }, 'yes'], [{ Condition: { StringNotLike: { 'aws:SourceVpce': 'vpce-*' } } }, 'yes'],
		[{ Condition: { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } } }, 'no'], [{ Condition: { NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, 'yes'],
		[{ Condition: { StringNotEquals: { 'aws:SourceVpce': ref('Endpoint') } } }, 'no'], [{ Condition: { StringNotEquals: { 'aws:SourceVpce': unknown('param:E') } } }, 'maybe'],
		[{ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' }, Bool: { 'aws:SecureTransport': 'false' } } }, 'yes'],
		[{ Condition: { Null: { 'aws:PrincipalOrgID': 'true' } } }, 'yes'], [{ Effect: unknown() }, 'maybe'], [{ Resource: sub(ref('Bucket', 'Arn'), '/${aws:username}/*') }, 'yes'],
	] as const)('%j leaves it %s', (denial, answer) => {
		expect(taking(denial)).toBe(answer);
	});

	it('take back action by action', () => {
		const [grant] = publicGrants(openTo({ Action: ['s3:GetObject', 's3:PutObject'] }, { Effect: 'Deny', Principal: '*', Action: 's3:Put*', Resource: '*' }));
		expect(grant!.actions.items.map(item => item.pattern.text)).toEqual(['s3:GetObject']);
	});

	it('cover a grant on everything by naming the bucket and its objects, together or apart', () => {
		const bucket = ref('Bucket', 'Arn'), objects = sub(ref('Bucket', 'Arn'), '/*');
		const deny = (Resource: unknown) => ({ Effect: 'Deny', Principal: '*', Action: '*', Resource });
		expect(isPublic(openTo({ Resource: '*', Action: '*' }, deny([bucket, objects])))).toBe('no');
		expect(isPublic(openTo({ Resource: '*', Action: '*' }, deny(bucket), deny(objects)))).toBe('no');
		expect(isPublic(openTo({ Resource: '*', Action: '*' }, deny(objects)))).toBe('yes');
	});
});

describe('what is written under conditions', () => {
	it('is public where a branch is, and says in which', () => {
		const [grant] = publicGrants(openTo({ Principal: choose('Open', '*', { AWS: account }) }));
		expect(grant).toMatchObject({ answer: 'yes', when: [{ name: 'Open', is: true }] });
	});

	it('narrows in the branch in which it narrows', () => {
		const [grant] = publicGrants(openTo({ Condition: choose('Closed', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }, nothing) }));
		expect(grant).toMatchObject({ answer: 'yes', when: [{ name: 'Closed', is: false }] });
	});

	it('sees that grant and denial exist under the same condition', () => {
		const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
		expect(answers(openTo({ Principal: choose('A', '*', nothing) }, choose('A', deny, nothing)))).toEqual([]);
		expect(answers(openTo({ Principal: choose('A', '*', nothing) }, choose('B', deny, nothing)))).toEqual(['yes']);
	});

	it('gives up, and says maybe, beyond its budget', () => {
		const deep = [...'abcdefg'].reduce<unknown>((inner, name) => choose(name, { AWS: account }, inner), '*');
		expect(isPublic(openTo({ Principal: deep }))).toBe('maybe');
	});
});

describe('shapes', () => {
	it('reads a single statement, and refuses to guess at what is no policy', () => {
		expect(answers(policy({ Statement: { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' } }))).toEqual(['yes']);
		for (const odd of ['{"Statement": []}', 5, [], { Statement: 'x' }, { Statement: [5] }, { Statement: { Effect: 'Allow' } }, {}]) expect(answers(policy(odd))).toEqual([]);
	});

	it('counts a policy that cannot be known as undecided', () => {
		const document = policy(unknown());
		expect(document.property.resource.design.record(() => publicGrants(document)).undecided).toBe(true);
	});

	it('grants nothing by actions of other services', () => {
		expect(isPublic(openTo({ Action: ['sqs:DeleteMessage', 'ec2:*'] }))).toBe('no');
		expect(publicGrants(openTo({ Action: ['ec2:RunInstances', 's3:GetObject'] }))[0]!.actions.items).toHaveLength(1);
	});

	it('grants nothing without principals, as in identity policies', () => {
		expect(answers(policy({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }, 'AWS::IAM::ManagedPolicy'))).toEqual([]);
	});

	it('reads trust policies, which name no resource, and their providers\' keys', () => {
		const trust = (statement: object) => answers(policy({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', ...statement }] }, 'AWS::IAM::Role'));
		expect(trust({ Principal: { AWS: '*' } })).toEqual(['yes']);
		expect(trust({ Principal: { Federated: 'cognito-identity.amazonaws.com' } })).toEqual(['yes']);
		expect(trust({ Principal: { Federated: 'cognito-identity.amazonaws.com' }, Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:1' } } })).toEqual([]);
	});
});

describe('sentences', () => {
	const say = (statement: object, type?: string) => describeGrant(publicGrants(policy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Resource: '*', ...statement }] }, type))[0]!);

	it.each([
		[{ Action: 's3:GetObject' }, 'anyone on the internet can read every object'],
		[{ Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::b/public/*' }, 'anyone on the internet can read and write the objects public/*'],
		[{ Action: ['s3:GetObject', 's3:ListBucket'] }, 'anyone on the internet can read every object and list the bucket'],
		[{ Action: 's3:*' }, 'anyone on the internet can do everything with the bucket and its objects'],
		[{ Action: 's3:Get*' }, 'anyone on the internet can read the bucket and its objects'],
		[{ Action: 's3:*', Resource: 'arn:aws:s3:::b/*' }, 'anyone on the internet can do everything with every object'],
		[{ Action: ['s3:DeleteObject*', 's3:PutObject'], Resource: 'arn:aws:s3:::b/*' }, 'anyone on the internet can write and delete every object'],
		[{ Action: 's3:PutBucketPolicy' }, 'anyone on the internet can change who has access to the bucket'],
		[{ Action: undefined, NotAction: 's3:DeleteObject' }, 'anyone on the internet can do everything except s3:DeleteObject on the bucket and its objects'],
		[{ Action: undefined, NotAction: ['s3:Put*', 's3:Delete*'], Resource: undefined, NotResource: 'arn:aws:s3:::b/x/*' }, 'anyone on the internet can do everything except s3:Put* and s3:Delete* on the bucket and its objects'],
		[{ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/index.html' }, 'anyone on the internet can read the object index.html'],
		[{ Action: 's3:GetObject', Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' }, Bool: { 'aws:SecureTransport': 'true' } } }, 'anyone in any AWS organization (o-*) can read every object, under a condition on aws:SecureTransport'],
		[{ Action: 's3:GetObject', Condition: { Null: { 'aws:SourceVpce': 'false' } } }, 'anyone behind any VPC endpoint can read every object'],
		[{ Action: 's3:GetObject', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a' } } }, 'anyone on the internet can read every object, under a condition on aws:PrincipalOrgID'],
		[{ Action: 's3:GetObject', Principal: { Federated: '*' } }, 'anyone with a login at any identity provider can read every object'],
	])('%j', (statement, sentence) => {
		expect(say(JSON.parse(JSON.stringify(statement)))).toBe(sentence);
	});

	it.each([
		[{ Action: 'sqs:SendMessage' }, 'AWS::SQS::QueuePolicy', 'anyone on the internet can call sqs:SendMessage on the queue'],
		[{ Action: ['sqs:SendMessage', 'sqs:DeleteMessage', 'sqs:ReceiveMessage', 'sqs:PurgeQueue'] }, 'AWS::SQS::QueuePolicy', 'anyone on the internet can call sqs:SendMessage, sqs:DeleteMessage and 2 more actions on the queue'],
		[{ Action: ['sqs:SendMessage', 'sqs:*'] }, 'AWS::SQS::QueuePolicy', 'anyone on the internet can do everything with the queue'],
		[{ Action: '*' }, 'AWS::SNS::TopicPolicy', 'anyone on the internet can do everything with the topic'],
		[{ Action: ['sts:AssumeRole', 'sts:TagSession'] }, 'AWS::IAM::Role', 'anyone with an AWS account can assume the role'],
		[{ Action: 'sts:TagSession' }, 'AWS::IAM::Role', 'anyone with an AWS account can tag the role'],
	] as const)('names the actions of services whose verbs say little: %j', (statement, type, sentence) => {
		expect(say(statement, type)).toBe(sentence);
	});

	it('knows that KMS asks for an identity', () => {
		expect(say({ Action: ['kms:Decrypt', 'kms:PutKeyPolicy'] }, 'AWS::KMS::Key')).toBe('anyone with an AWS account can decrypt with and change who has access to the key');
	});
});
