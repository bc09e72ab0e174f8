/** Templates in a workspace that are tied to one another: nested stacks, and what one stack imports of another. */
import { describe, expect, test } from 'vitest';
import { defineRule, refer } from '../../engine/review/rule.ts';
import { applyEdits } from '../../engine/syntax/tree.ts';
import { rules as allRules } from '../../rules/index.ts';
import { createWorkspace } from '../../workspace/create.ts';
import { memoryFiles, memoryHistory } from '../harness/review.ts';

const ROOT = 'file:///repo/';

/** Wants keys to rotate, and what a trail writes to to be encrypted with a key that does. */
const rotation = defineRule({
	id: 'kms/rotates', title: 'T', severity: 'warning', pillar: 'security', since: '0.1.0', source: 'https://docs.aws.amazon.com/', on: 'AWS::KMS::Key', fixes: 'fix',
	review(key, _, report) {
		for (const own of key.at('EnableKeyRotation').alternatives) {
			if (own.is(true) !== 'no') continue;
			report(own, `${key.name} does not rotate.`, { fix: { title: 'Rotate', change: change => change.set(own, true) } });
		}
	},
});
const topics = defineRule({
	id: 'sns/keyed', title: 'T', severity: 'warning', pillar: 'security', since: '0.1.0', source: 'https://docs.aws.amazon.com/', on: 'AWS::SNS::Topic', fixes: 'fix',
	review(topic, design, report) {
		const name = topic.at('KmsMasterKeyId');
		const key = design.follow(name, 'AWS::KMS::Key');
		if (key) report(name, `${topic.name} uses ${key.name}.`, { related: [key], fix: { title: 'Say it again', change: change => change.set(name, refer(key, 'Arn')) } });
	},
});

function workspaceOf(files: Record<string, string>, rules = [rotation, topics], baseline: Record<string, string> = {}) {
	const disk = new Map(Object.entries({ '.git/HEAD': 'ref: x', ...files }));
	const memory = { read: (uri: string) => memoryFiles(disk, ROOT).read(uri), list: (uri: string) => memoryFiles(disk, ROOT).list(uri) };
	const workspace = createWorkspace(memory, memoryHistory(new Map(Object.entries(baseline)), ROOT), rules, { today: () => '2026-06-30' });
	const review = (path: string) => workspace.review(ROOT + path);
	const mended = async (path: string, title?: string) => {
		const found = await review(path);
		const plan = found.edits(found.findings.flatMap(one => one.fixes.filter(fix => title === undefined || fix.title === title)));
		return 'refused' in plan ? plan.refused : Object.fromEntries([...plan.edits].map(([uri, edits]) => [uri.slice(ROOT.length), applyEdits(disk.get(decodeURIComponent(uri.slice(ROOT.length)))!, edits)]));
	};
	return { workspace, disk, review, mended, said: async (path: string) => (await review(path)).findings.map(one => one.message) };
}

const keys = (name: string, more = '') => `Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      EnableKeyRotation: true\n${more}Outputs:\n  Arn:\n    Value: !GetAtt Key.Arn\n    Export:\n      Name: ${name}\n`;
const topic = (key: string, parameters = '') => `${parameters}Resources:\n  News:\n    Type: AWS::SNS::Topic\n    Properties:\n      KmsMasterKeyId: ${key}\n`;

describe('what a template imports', () => {
	test.each([
		['a literal name', 'shared-key', '!ImportValue shared-key', ''],
		['a name with the region', '!Sub "key-${AWS::Region}"', '!ImportValue\n        Fn::Sub: "key-${AWS::Region}"', ''],
		['the name of a stack that a parameter gives', '!Sub "${AWS::StackName}-KeyArn"', '!ImportValue\n        Fn::Sub: "${KeyStack}-KeyArn"', 'Parameters:\n  KeyStack:\n    Type: String\n'],
		['the name of a stack that a parameter gives by default', '!Sub "${AWS::StackName}-KeyArn"', '!ImportValue\n        Fn::Sub: "${KeyStack}-KeyArn"', 'Parameters:\n  KeyStack:\n    Type: String\n    Default: base\n'],
		['the name of a stack in a literal', '!Sub "${AWS::StackName}-KeyArn"', '!ImportValue base-KeyArn', ''],
		['a parameter on both sides', '!Sub "${Stage}-key"', '!ImportValue\n        Fn::Sub: "${Stage}-key"', 'Parameters:\n  Stage:\n    Type: String\n'],
	])('is followed by %s', async (_, exported, imported, parameters) => {
		const stage = exported.includes('Stage') ? 'Parameters:\n  Stage:\n    Type: String\n' : '';
		const { said, review } = workspaceOf({ 'base/keys.yaml': stage + keys(exported), 'app/topic.yaml': topic(imported, parameters) });
		expect(await said('app/topic.yaml')).toEqual(['News uses Key.']);
		expect((await review('app/topic.yaml')).findings[0]!.related[0]!.uri).toBe(`${ROOT}base/keys.yaml`);
		expect((await review('app/topic.yaml')).status.reason).toBe('it has Resources with AWS types, among keys.yaml');
	});

	test.each([
		['two templates that export it', { 'a.yaml': keys('shared-key'), 'b.yaml': keys('shared-key') }, '!ImportValue shared-key', ''],
		['a copy for another stage among them', { 'a.yaml': keys('!Sub "${AWS::StackName}-KeyArn"'), 'b.yaml': keys('!Sub "${AWS::StackName}-KeyArn"') }, '!ImportValue\n        Fn::Sub: "${S}-KeyArn"', 'Parameters:\n  S:\n    Type: String\n'],
		['a name of nothing but the stack', { 'a.yaml': keys('!Sub "${AWS::StackName}-1"') }, '!ImportValue\n        Fn::Sub: "${S}-1"', 'Parameters:\n  S:\n    Type: String\n'],
		['another name', { 'a.yaml': keys('shared-keys') }, '!ImportValue shared-key', ''],
		['a name in another case', { 'a.yaml': keys('Shared-key') }, '!ImportValue shared-key', ''],
	])('is not followed by %s', async (_, files, imported, parameters) => {
		expect(await workspaceOf({ ...files, 'topic.yaml': topic(imported, parameters) }).said('topic.yaml')).toEqual([]);
	});

	test('may come from a template that is not among those that it is reviewed with', async () => {
		// Thirty of one kind come before the other; whatever is left out, an export of which there are two is not followed.
		const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`k${index}.yaml`, keys(index === 59 ? 'key-0' : `key-${index}`)]));
		const imports = Array.from({ length: 60 }, (_, index) => `  T${index}:\n    Type: AWS::SNS::Topic\n    Properties:\n      KmsMasterKeyId: !ImportValue key-${index}\n`);
		const { said, review } = workspaceOf({ ...many, 'topic.yaml': `Resources:\n${imports.join('')}` });
		const found = await said('topic.yaml');
		expect(found).toContain('T1 uses Key.');
		expect(found.some(one => one.startsWith('T0 '))).toBe(false);
		expect((await review('topic.yaml')).status.incomplete).toEqual(['it is tied to more than 50 templates']);
	});

	test('is followed from stack to stack', async () => {
		const middle = 'Outputs:\n  Arn:\n    Value: !ImportValue base-key\n    Export:\n      Name: middle-key\nResources:\n  Nothing:\n    Type: AWS::CloudFormation::WaitConditionHandle\n';
		expect(await workspaceOf({ 'a.yaml': keys('base-key'), 'b.yaml': middle, 'c.yaml': topic('!ImportValue middle-key') }).said('c.yaml')).toEqual(['News uses Key.']);
	});

	test('ends where exports lead to one another', async () => {
		const one = (own: string, other: string) => `Outputs:\n  Arn:\n    Value: !ImportValue ${other}\n    Export:\n      Name: ${own}\n${topic(`!ImportValue ${other}`)}`;
		expect(await workspaceOf({ 'a.yaml': one('name-a', 'name-b'), 'b.yaml': one('name-b', 'name-a') }).said('a.yaml')).toEqual([]);
	});

	test('is seen from the other side, too', async () => {
		const bucket = 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\nOutputs:\n  Name:\n    Value: !Ref Data\n    Export:\n      Name: data-bucket\n';
		const policy = 'Resources:\n  Policy:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: !ImportValue data-bucket\n      PolicyDocument: {}\n';
		const rule = defineRule({
			...topics, id: 's3/has-policy', on: 'AWS::S3::Bucket',
			review: (resource, design, report) => report(resource, `${design.pointing('AWS::S3::BucketPolicy', 'Bucket', resource).certain.map(one => one.name).join()} is its policy`),
		});
		expect(await workspaceOf({ 'data.yaml': bucket, 'policy.yaml': policy }, [rule]).said('data.yaml')).toEqual(['Policy is its policy']);
	});

	test('is followed as the templates change, saved or not', async () => {
		const { workspace, disk, said } = workspaceOf({ 'keys.yaml': keys('shared-key'), 'topic.yaml': topic('!ImportValue shared-key') });
		expect(await said('topic.yaml')).toEqual(['News uses Key.']);
		workspace.open(`${ROOT}keys.yaml`, keys('another-key'), 1);
		expect(await said('topic.yaml')).toEqual([]);
		workspace.open(`${ROOT}keys.yaml`, keys('shared-key').replaceAll('Key', 'Secret').replace('KMS::Secret', 'KMS::Key').replace('EnableSecret', 'EnableKey'), 2);
		expect(await said('topic.yaml')).toEqual(['News uses Secret.']);
		disk.set('more.yaml', keys('shared-key'));
		workspace.forget(`${ROOT}more.yaml`);
		expect(await said('topic.yaml')).toEqual([]);
	});

	test('is nothing that a fix can refer to', async () => {
		const { mended } = workspaceOf({ 'keys.yaml': keys('shared-key'), 'topic.yaml': topic('!ImportValue shared-key') });
		expect(await mended('topic.yaml')).toBe('Key is in another stack, to which News has no reference');
	});
});

const CHILD = 'Parameters:\n  Rotate:\n    Type: String\n    Default: "false"\nResources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      EnableKeyRotation: !Ref Rotate # as it is given\nOutputs:\n  Arn:\n    Value: !GetAtt Key.Arn\n';
const nest = (parameters: string, id = 'Keys', more = '') => `  ${id}:\n    Type: AWS::CloudFormation::Stack\n${more}    Properties:\n      TemplateURL: ./stacks/keys.yaml\n${parameters}`;

describe('a nested stack', () => {
	test('that nobody nests is reviewed by itself', async () => {
		expect(await workspaceOf({ 'stacks/keys.yaml': CHILD }).said('stacks/keys.yaml')).toEqual(['Key does not rotate.']);
	});

	test.each([
		['its parameters', '      Parameters:\n        Rotate: true\n', []],
		['what it leaves to the default', '', ['Key does not rotate.']],
		['a parameter without default', '      Parameters:\n        Rotate: !Ref Given\n', []],
		['a parameter that is handed on without default', '      Parameters:\n        Rotate: !Sub "${Given}"\n', []],
		['parameters that a macro makes', '      Parameters:\n        Fn::Transform: X\n', []],
		['what a condition of the outer template decides', '      Parameters:\n        Rotate: !If [IsProd, true, false]\n', ['Key does not rotate (where condition IsProd (main.yaml) is false).']],
	])('is reviewed with %s', async (_, parameters, expected) => {
		const main = `Parameters:\n  Given:\n    Type: String\n  Stage:\n    Type: String\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\nResources:\n${nest(parameters)}`;
		expect(await workspaceOf({ 'stacks/keys.yaml': CHILD, 'main.yaml': main }).said('stacks/keys.yaml')).toEqual(expected);
	});

	test('of SAM and of CDK is found, too', async () => {
		const sam = 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Keys:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: stacks/keys.yaml\n      Parameters:\n        Rotate: true\n';
		expect(await workspaceOf({ 'stacks/keys.yaml': CHILD, 'main.yaml': sam }).said('stacks/keys.yaml')).toEqual([]);
		const cdk = { Resources: { Keys: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: { 'Fn::Sub': 'https://s3.x/y' }, Parameters: { Rotate: 'true' } }, Metadata: { 'aws:asset:path': 'Keys.nested.template.json', 'aws:asset:property': 'TemplateURL' } } } };
		const child = { Parameters: { Rotate: { Type: 'String' } }, Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: { Ref: 'Rotate' } } } } };
		const texts = { 'cdk.out/Keys.nested.template.json': JSON.stringify(child), 'cdk.out/Main.template.json': JSON.stringify(cdk) };
		expect(await workspaceOf(texts).said('cdk.out/Keys.nested.template.json')).toEqual([]);
		expect(await workspaceOf({ ...texts, 'cdk.out/Main.template.json': JSON.stringify(cdk).replace('"true"', '"false"') }).said('cdk.out/Keys.nested.template.json')).toEqual(['Key does not rotate.']);
	});

	test('tells once what several stacks of one template have in common, with each', async () => {
		const main = `Resources:\n${nest('', 'One')}${nest('      Parameters:\n        Rotate: true\n', 'Two')}${nest('      Parameters:\n        Rotate: false\n', 'Three')}`;
		const { review } = workspaceOf({ 'stacks/keys.yaml': CHILD, 'main.yaml': main });
		const { findings } = await review('stacks/keys.yaml');
		expect(findings.map(one => one.message)).toEqual(['Key does not rotate.']);
		expect(findings[0]!.related.map(one => one.message)).toEqual(['One is called here', 'the value is written here', 'Three is called here']);
	});

	test('gives its outputs to the outer template, and to its neighbours', async () => {
		const child = topic('!Ref KeyArn', 'Parameters:\n  KeyArn:\n    Type: String\n');
		const main = `Resources:\n${nest('')}  News:\n    Type: AWS::SNS::Topic\n    Properties:\n      KmsMasterKeyId: !GetAtt Keys.Outputs.Arn\n  Topics:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: stacks/topic.yaml\n      Parameters:\n        KeyArn: !GetAtt Keys.Outputs.Arn\n`;
		const { said } = workspaceOf({ 'stacks/keys.yaml': CHILD, 'stacks/topic.yaml': child, 'main.yaml': main });
		expect(await said('main.yaml')).toEqual(['News uses Key.']);
		expect(await said('stacks/topic.yaml')).toEqual(['News uses Key.']);
	});

	test('reads from Systems Manager what it is given the name of', async () => {
		const child = topic('!Ref KeyArn', 'Parameters:\n  KeyArn:\n    Type: AWS::SSM::Parameter::Value<String>\n');
		const rule = defineRule({ ...topics, review: (resource, _, report) => report(resource, `${resource.name} has ${resource.at('KmsMasterKeyId').string ?? 'what cannot be known'}`) });
		const main = 'Resources:\n  Topics:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: stacks/topic.yaml\n      Parameters:\n        KeyArn: /keys/news\n';
		const said = (text: string) => workspaceOf({ 'stacks/topic.yaml': text, 'main.yaml': main }, [rule]).said('stacks/topic.yaml');
		expect(await said(child)).toEqual(['News has what cannot be known']);
		expect(await said(child.replace('AWS::SSM::Parameter::Value<String>', 'String'))).toEqual(['News has /keys/news']);
	});

	test('takes lists apart at their commas', async () => {
		const rule = defineRule({
			...topics, id: 'ec2/subnets', on: 'AWS::RDS::DBSubnetGroup',
			review: (group, design, report) => report(group, group.all('SubnetIds[]').map(one => design.follow(one, 'AWS::EC2::Subnet')?.name ?? one.string ?? '?').join()),
		});
		const child = 'Parameters:\n  Subnets:\n    Type: List<AWS::EC2::Subnet::Id>\nResources:\n  Group:\n    Type: AWS::RDS::DBSubnetGroup\n    Properties:\n      SubnetIds: !Ref Subnets\n';
		const main = 'Resources:\n  A:\n    Type: AWS::EC2::Subnet\n  B:\n    Type: AWS::EC2::Subnet\n  Data:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: data.yaml\n      Parameters:\n        Subnets: !Join [",", [!Ref A, !Ref B, subnet-1]]\n';
		expect(await workspaceOf({ 'data.yaml': child, 'main.yaml': main }, [rule]).said('data.yaml')).toEqual(['A,B,subnet-1']);
	});

	test('is changed where its parameter is given', async () => {
		const main = (value: string) => `Resources:\n${nest(`      Parameters:\n        Rotate: ${value} # for now\n`)}`;
		expect(await workspaceOf({ 'stacks/keys.yaml': CHILD, 'main.yaml': main('false') }).mended('stacks/keys.yaml')).toEqual({ 'main.yaml': main('true') });
		expect(await workspaceOf({ 'stacks/keys.yaml': CHILD, 'main.yaml': `Resources:\n${nest('')}` }).mended('stacks/keys.yaml'))
			.toEqual({ 'main.yaml': `Resources:\n${nest('      Parameters:\n        Rotate: true\n')}` });
	});

	test('is referred to by the parameter that names it', async () => {
		const child = topic('!Ref KeyArn', 'Parameters:\n  KeyArn:\n    Type: String\n').replace('!Ref KeyArn', '!Sub "${KeyArn}" # its key');
		const main = `Resources:\n${nest('')}  Topics:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: stacks/topic.yaml\n      Parameters:\n        KeyArn: !GetAtt Keys.Outputs.Arn\n`;
		expect(await workspaceOf({ 'stacks/keys.yaml': CHILD, 'stacks/topic.yaml': child, 'main.yaml': main }).mended('stacks/topic.yaml')).toEqual({ 'stacks/topic.yaml': child.replace('!Sub "${KeyArn}"', '!Ref KeyArn') });
	});

	test('that leads back to itself is reviewed by itself', async () => {
		const loop = `${CHILD.replace('Outputs:', '  Again:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: loop.yaml\nOutputs:')}`;
		expect(await workspaceOf({ 'loop.yaml': loop }).said('loop.yaml')).toEqual(['Key does not rotate.']);
	});

	test('of templates that multiply one another is reviewed in bounded time', async () => {
		const levels = Array.from({ length: 25 }, (_, index) => [`l${index}.yaml`, `Resources:\n${['A', 'B'].map(id => `  ${id}:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${index === 24 ? 'stacks/keys.yaml' : `l${index + 1}.yaml`}\n`).join('')}`] as const);
		const { review } = workspaceOf({ ...Object.fromEntries(levels), 'stacks/keys.yaml': CHILD });
		const { findings, status } = await review('stacks/keys.yaml');
		expect(findings.map(one => one.message)).toEqual(['Key does not rotate.']);
		expect(status.incomplete).toEqual(['more than 10 stacks nest it']);
		expect((await review('l0.yaml')).status.reviewed).toBe(true);
	});

	test('keeps to its own conditions, names and stack', async () => {
		const child = 'Parameters:\n  Rotate:\n    Type: String\n  Stage:\n    Type: String\nConditions:\n  IsProd: !Equals [!Ref Stage, live]\nResources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      EnableKeyRotation: !If [IsProd, true, !Ref Rotate]\n';
		const main = `Parameters:\n  Stage:\n    Type: String\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\nResources:\n${nest('      Parameters:\n        Rotate: !If [IsProd, true, false]\n        Stage: !Sub "${Stage}-x"\n')}`;
		expect(await workspaceOf({ 'stacks/keys.yaml': child, 'main.yaml': main }).said('stacks/keys.yaml')).toEqual(['Key does not rotate (where condition IsProd is false and condition IsProd (main.yaml) is false).']);
	});
});

test('templates that are tied to nothing are reviewed as if they were alone', async () => {
	const { review } = workspaceOf({ 'a.yaml': CHILD, 'b.yaml': CHILD, 'package.json': '{"Resources": "TemplateURL"}', 'broken.yaml': 'Resources: [Export: {\n ImportValue', 'big.json': '[1,2' });
	const { findings, status } = await review('a.yaml');
	expect(findings).toHaveLength(1);
	expect(status.reason).toBe('it has Resources with AWS types');
});

test('a change in one template reviews again in the other only what it concerns', async () => {
	const more = Array.from({ length: 40 }, (_, index) => `  K${index}:\n    Type: AWS::KMS::Key\n`).join('');
	const { workspace, review } = workspaceOf({ 'keys.yaml': keys('shared-key'), 'topic.yaml': `${topic('!ImportValue shared-key')}${more}` });
	await review('topic.yaml');
	workspace.open(`${ROOT}keys.yaml`, keys('shared-key').replace('true', 'false'), 1);
	const again = await review('topic.yaml');
	expect(again.findings.filter(one => one.rule === 'sns/keyed')).toHaveLength(1);
	expect(again.effort.ran).toBeLessThanOrEqual(2);
});

test('all rules together ask about other stacks without fault', async () => {
	const main = `Resources:\n${nest('      Parameters:\n        Rotate: false\n')}  Data:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketEncryption:\n        ServerSideEncryptionConfiguration:\n          - ServerSideEncryptionByDefault:\n              SSEAlgorithm: aws:kms\n              KMSMasterKeyID: !GetAtt Keys.Outputs.Arn\n`;
	const { review } = workspaceOf({ 'stacks/keys.yaml': CHILD, 'main.yaml': main, 'import.yaml': topic('!ImportValue shared-key'), 'keys.yaml': keys('shared-key') }, [...allRules]);
	for (const path of ['main.yaml', 'stacks/keys.yaml', 'import.yaml', 'keys.yaml']) expect((await review(path)).status.incomplete, path).toEqual([]);
	expect((await review('stacks/keys.yaml')).findings.map(one => one.rule)).toContain('kms/key-rotation');
});
