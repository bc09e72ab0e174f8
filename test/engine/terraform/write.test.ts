import { describe, expect, test } from 'vitest';
import type { Change, Draft } from '../../../engine/model/change.ts';
import type { Path } from '../../../engine/model/path.ts';
import { Design, module } from './design.ts';

const set = (resource: string, path: Path, value: Draft): Change => ({ kind: 'set', resource, path, value });
const append = (resource: string, path: Path, value: Draft): Change => ({ kind: 'append', resource, path, value });
const remove = (resource: string, path: Path): Change => ({ kind: 'remove', resource, path });
const ref = (id: string, attribute = 'Ref') => ({ '#reference': id, attribute });
const B = 'aws_s3_bucket.b';
const DENY = {
	Sid: 'DenyInsecureTransport', Effect: 'Deny', Principal: '*', Action: 's3:*',
	Resource: [ref(B, 'Arn'), { '#text': [ref(B, 'Arn'), '/*'] }], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const DENIED = {
	Sid: 'DenyInsecureTransport', Effect: 'Deny', Principal: '*', Action: 's3:*',
	Resource: [`→${B}.Arn`, `{→${B}.Arn}/*`], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const ACCOUNT = { '#text': [{ '#pseudo': 'AWS::AccountId' as const }] };

function changed(design: Design, ...changes: Change[]): Design {
	const written = design.write(changes);
	if (typeof written === 'string') throw new Error(written);
	for (const text of written.texts.values()) JSON.parse(text);
	return written;
}

/** The module's only file, read as JSON. */
function json(design: Design): { resource: Record<string, Record<string, Record<string, unknown>>>; data: Record<string, unknown> } {
	return JSON.parse(design.text);
}

describe('the right block', () => {
	test('is the companion that says it, the block of version 3, or a new companion', () => {
		const design = module({ resource: {
			aws_s3_bucket: { a: {}, b: { versioning: { enabled: false } }, c: {} },
			aws_s3_bucket_versioning: { x: { bucket: '${aws_s3_bucket.a.id}', versioning_configuration: { status: 'Suspended' } } },
		} });
		const written = changed(design, ...['a', 'b', 'c'].map(name => set(`aws_s3_bucket.${name}`, ['VersioningConfiguration', 'Status'], 'Enabled')));
		expect(json(written).resource).toEqual({
			aws_s3_bucket: { a: {}, b: { versioning: { enabled: true } }, c: {} },
			aws_s3_bucket_versioning: {
				x: { bucket: '${aws_s3_bucket.a.id}', versioning_configuration: { status: 'Enabled' } },
				c: { bucket: '${aws_s3_bucket.c.id}', versioning_configuration: { status: 'Enabled' } },
			},
		});
	});

	test('is written once for several changes, and goes along with repeated buckets', () => {
		const design = module({ resource: { aws_s3_bucket: { k: { for_each: { x: 1, y: 2 }, bucket: '${each.key}' }, c: { count: 2 } } } });
		const names = ['BlockPublicAcls', 'IgnorePublicAcls'];
		const buckets = ['aws_s3_bucket.k["x"]', 'aws_s3_bucket.k["y"]', 'aws_s3_bucket.c'];
		const written = changed(design, ...buckets.flatMap(id => names.map(name => set(id, ['PublicAccessBlockConfiguration', name], true))));
		const settings = { block_public_acls: true, ignore_public_acls: true };
		expect(json(written).resource['aws_s3_bucket_public_access_block']).toEqual({
			k: { for_each: '${aws_s3_bucket.k}', bucket: '${each.value.id}', ...settings },
			c: { count: '${length(aws_s3_bucket.c)}', bucket: '${aws_s3_bucket.c[count.index].id}', ...settings },
		});
		for (const id of buckets) expect(written.properties(id).PublicAccessBlockConfiguration).toEqual({ BlockPublicAcls: true, IgnorePublicAcls: true });
	});

	test('speaks for all its instances', () => {
		const design = module({ resource: {
			aws_s3_bucket: { k: { for_each: { x: 1, y: 2 }, bucket: '${each.key}' } },
			aws_s3_bucket_policy: { p: { for_each: '${aws_s3_bucket.k}', bucket: '${each.value.id}', policy: '${jsonencode({ Statement = [] })}' } },
		} });
		const add = (key: string, of = key) => append(`aws_s3_bucket_policy.p["${key}"]`, ['PolicyDocument', 'Statement'], { Sid: 'S', Resource: ref(`aws_s3_bucket.k["${of}"]`, 'Arn') });
		const written = changed(design, add('x'), add('y'));
		expect(json(written).resource['aws_s3_bucket_policy']!['p']!['policy']).toBe('${jsonencode({ Statement = [{ Sid = "S", Resource = aws_s3_bucket.k[each.key].arn }] })}');
		expect(written.properties('aws_s3_bucket_policy.p["y"]').PolicyDocument).toEqual({ Statement: [{ Sid: 'S', Resource: '→aws_s3_bucket.k["y"].Arn' }] });
		expect(design.write([add('x', 'y')])).toBe('aws_s3_bucket_policy.p says the same for all its instances');
	});

	test('is the override that holds the argument', () => {
		const design = new Design({ 'a.tf.json': { resource: { aws_kms_key: { k: { enable_key_rotation: true } } } }, 'override.tf.json': { resource: { aws_kms_key: { k: { enable_key_rotation: false } } } } });
		const written = changed(design, set('aws_kms_key.k', ['EnableKeyRotation'], true));
		expect([...written.texts.values()].map(text => JSON.parse(text).resource.aws_kms_key.k.enable_key_rotation)).toEqual([true, true]);
	});
});

describe('values', () => {
	test('in the branches of a conditional are changed there', () => {
		const design = module({ variable: { on: {} }, resource: { aws_kms_key: { k: { enable_key_rotation: '${var.on ? true : (1 == 1 ? false : true)}', is_enabled: '${var.on ? false : true}' } } } });
		const written = changed(design, set('aws_kms_key.k', ['Enabled', { branch: 0 }], true));
		expect(json(written).resource['aws_kms_key']!['k']!['is_enabled']).toBe('${var.on ? true : true}');
	});

	test.each<[string, object, Path, string]>([
		['a variable', { enable_key_rotation: '${var.on}' }, ['EnableKeyRotation'], 'the value comes from var.on'],
		['a local in a text', { description: 'x-${local.l}' }, ['Description'], 'the value comes from x-${local.l}'],
		['a function', { description: '${upper("a")}' }, ['Description'], 'upper("a") is computed'],
		['no such property', {}, ['Nothing'], 'Terraform has no argument for Nothing'],
		['an attribute', {}, ['@DeletionPolicy'], 'DeletionPolicy of aws_kms_key.k is changed by hand'],
		['what Terraform writes otherwise', { tags: { a: 'b' } }, ['Tags', 0, 'Value'], 'Terraform writes Tags in a way that has to be changed by hand'],
	])('decided by %s are refused', (_, body, path, refusal) => {
		const design = module({ variable: { on: {} }, locals: { l: 'x' }, resource: { aws_kms_key: { k: body } } });
		expect(design.write([set('aws_kms_key.k', path, 'new')])).toBe(refusal);
	});

	test('of lists of blocks are set, appended and taken away by index, also where one block is written alone', () => {
		const design = module({ resource: { aws_dynamodb_table: { t: {
			hash_key: 'h', attribute: [{ name: 'h', type: 'string' }, { name: 'z', type: 'S' }], local_secondary_index: { name: 'l', range_key: 'z', projection_type: 'ALL' },
			global_secondary_index: { name: 'g', hash_key: 'h', projection_type: 'ALL', read_capacity: 1, write_capacity: 1 }, read_capacity: 5, write_capacity: 5,
		} } } });
		const t = 'aws_dynamodb_table.t';
		const written = changed(design,
			set(t, ['AttributeDefinitions', 0, 'AttributeType'], 'S'), append(t, ['AttributeDefinitions'], { AttributeName: 'n', AttributeType: 'N' }), remove(t, ['AttributeDefinitions', 1]),
			remove(t, ['LocalSecondaryIndexes', 0]), remove(t, ['ProvisionedThroughput']), remove(t, ['GlobalSecondaryIndexes', 0, 'ProvisionedThroughput']), set(t, ['BillingMode'], 'PAY_PER_REQUEST'),
			set(t, ['KeySchema', 0, 'AttributeName'], 'n'));
		expect(json(written).resource['aws_dynamodb_table']!['t']).toEqual({
			hash_key: 'n', attribute: [{ name: 'h', type: 'S' }, { name: 'n', type: 'N' }], global_secondary_index: { name: 'g', hash_key: 'h', projection_type: 'ALL' }, billing_mode: 'PAY_PER_REQUEST',
		});
		const index = { IndexName: 'n', KeySchema: [{ AttributeName: 'h', KeyType: 'HASH' }, { AttributeName: 'z', KeyType: 'RANGE' }], Projection: { ProjectionType: 'ALL' } };
		const more = changed(design, append(t, ['GlobalSecondaryIndexes'], index));
		expect((more.properties(t).GlobalSecondaryIndexes as unknown[])[1]).toEqual({ IndexName: 'n', Projection: { ProjectionType: 'ALL' }, KeySchema: index.KeySchema });
	});

	test('that are the last of their block or list take it along', () => {
		const design = module({ resource: {
			aws_s3_bucket: { b: {} },
			aws_s3_bucket_lifecycle_configuration: { l: { bucket: '${aws_s3_bucket.b.id}', rule: [{ id: 'r', status: 'Enabled', transition: [{ days: 1 }, { days: 2 }], expiration: { days: 3 } }] } },
		} });
		const rule = ['LifecycleConfiguration', 'Rules', 0] as const;
		const written = changed(design, remove(B, [...rule, 'Transitions', 0]), remove(B, [...rule, 'Transitions', 1]), remove(B, [...rule, 'ExpirationInDays']));
		expect(json(written).resource['aws_s3_bucket_lifecycle_configuration']!['l']!['rule']).toEqual([{ id: 'r', status: 'Enabled' }]);
	});
});

describe('policies', () => {
	const first = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:GetObject', Resource: '*' };
	const homes: Record<string, object> = {
		'a string of JSON': { policy: JSON.stringify({ Statement: [{ ...first, Resource: '${aws_s3_bucket.b.arn}' }] }) },
		'a string of JSON on several lines': { policy: JSON.stringify({ Statement: [first] }, null, 2) },
		'jsonencode on one line': { policy: '${jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "s3:GetObject", Resource = "*" }] })}' },
		'jsonencode on several lines': { policy: '${jsonencode({\n  Statement = [\n    {\n      Effect = "Allow"\n      Principal = { AWS = "*" }\n      Action = "s3:GetObject"\n      Resource = "*"\n    },\n  ]\n})}' },
		'jsonencode with one statement alone': { policy: '${jsonencode({ Statement = { Effect = "Allow", Principal = { AWS = "*" }, Action = "s3:GetObject", Resource = "*" } })}' },
		'a data source': { policy: '${data.aws_iam_policy_document.d.json}' },
	};
	const home = (policy: object) => module({
		data: { aws_iam_policy_document: { d: { statement: { actions: ['s3:GetObject'], resources: ['*'], principals: { type: 'AWS', identifiers: ['*'] } } } } },
		resource: { aws_s3_bucket: { b: {} }, aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.b.id}', ...policy } } },
	});
	const statements = (design: Design) => (design.properties('aws_s3_bucket_policy.p').PolicyDocument as { Statement: unknown[] }).Statement;
	/** Lists of one as their item, for the data source says lists. */
	const loose = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, one) => (Array.isArray(one) && one.length === 1 ? one[0] : one));
	const P = 'aws_s3_bucket_policy.p';
	const statement = ['PolicyDocument', 'Statement'] as const;

	describe.each(Object.entries(homes))('in %s', (name, policy) => {
		const alone = name.endsWith('alone');
		const index = alone ? [] : [0];
		test('take another statement', () => {
			const written = changed(home(policy), append(P, statement, DENY));
			expect(loose(statements(written)[1])).toEqual(loose(DENIED));
			expect(loose(statements(written)[0])).toEqual(loose(statements(home(policy))[0] ?? (statements(home(policy)) as unknown)));
		});
		test('are changed inside', () => {
			const principal = home(policy).architecture.resource(P)!.at('PolicyDocument').at('Statement').items[0]!.at('Principal');
			const written = changed(home(policy), set(P, [...statement, ...index, 'Principal', 'AWS'], ACCOUNT), set(P, [...statement, ...index, 'Condition', 'StringEquals', 'aws:PrincipalOrgID'], 'o-1'));
			expect(principal.exists).toBe('yes');
			expect(loose(alone ? statements(written) : statements(written)[0])).toMatchObject({ Principal: { AWS: '→AWS::AccountId' }, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } });
			expect(json(written).data['aws_caller_identity']).toEqual({ current: {} });
		});
		if (!alone) test('lose a statement again', () => {
			const more = changed(home(policy), append(P, statement, DENY));
			const written = changed(more, remove(P, [...statement, 0]));
			expect(loose(statements(written))).toEqual(loose([DENIED]));
		});
	});

	test('follow the layout of jsonencode', () => {
		const written = changed(home(homes['jsonencode on several lines']!), append(P, statement, { Sid: 'S', Effect: 'Deny' }));
		expect(json(written).resource['aws_s3_bucket_policy']!['p']!['policy']).toBe(
			'${jsonencode({\n  Statement = [\n    {\n      Effect = "Allow"\n      Principal = { AWS = "*" }\n      Action = "s3:GetObject"\n      Resource = "*"\n    },\n    {\n      Sid    = "S"\n      Effect = "Deny"\n    },\n  ]\n})}');
	});

	test('are refused where they are shared, built or elsewhere', () => {
		const twice = module({ ...JSON.parse(home(homes['a data source']!).text), output: { o: { value: '${data.aws_iam_policy_document.d.json}' } } });
		expect(twice.write([append(P, statement, DENY)])).toBe('data.aws_iam_policy_document.d is used in several places');
		expect(home({ policy: '${local.policy}' }).write([append(P, statement, DENY)])).toBe('local.policy is computed');
		const own = module({ resource: { aws_s3_bucket: { b: { policy: '{"Statement": []}' } } } });
		expect(own.write([append(`${B}.policy`, statement, DENY)])).toBe('aws_s3_bucket.b cannot refer to itself');
	});
});

test('resources are added beside the one that needs them, with what they refer to', () => {
	const design = module({
		data: { aws_caller_identity: { me: {} } },
		resource: {
			aws_s3_bucket: { b: {} }, aws_lambda_function: { resize: {} }, aws_sns_topic: { t: {} },
			aws_s3_bucket_notification: { n: { bucket: '${aws_s3_bucket.b.id}', lambda_function: { lambda_function_arn: '${aws_lambda_function.resize.arn}', events: ['s3:ObjectCreated:*'] } } },
		},
	});
	const before = { resource: B, path: ['NotificationConfiguration', 'LambdaConfigurations', 0, 'Function'] };
	const written = changed(design,
		{ kind: 'add', type: 'AWS::Lambda::Permission', name: 'resizeFromS3', near: 'aws_lambda_function.resize', before, properties: {
			Action: 'lambda:InvokeFunction', FunctionName: ref('aws_lambda_function.resize'), Principal: 's3.amazonaws.com', SourceAccount: ACCOUNT,
		} },
		{ kind: 'add', type: 'AWS::SNS::TopicPolicy', name: 'tPolicy', near: 'aws_sns_topic.t', properties: { Topics: [ref('aws_sns_topic.t')], PolicyDocument: { Statement: [{ Resource: ref('aws_sns_topic.t') }] } } },
		{ kind: 'add', type: 'AWS::S3::BucketPolicy', name: 'bPolicy', near: B, properties: { Bucket: ref(B), PolicyDocument: { Version: '2012-10-17', Statement: [DENY] } } });
	const { resource, data } = json(written);
	expect(resource['aws_lambda_permission']).toEqual({ resize_from_s3: {
		action: 'lambda:InvokeFunction', function_name: '${aws_lambda_function.resize.function_name}', principal: 's3.amazonaws.com', source_account: '${data.aws_caller_identity.me.account_id}',
	} });
	expect(resource['aws_s3_bucket_notification']!['n']!['depends_on']).toEqual(['aws_lambda_permission.resize_from_s3']);
	expect(resource['aws_sns_topic_policy']).toEqual({ t: { arn: '${aws_sns_topic.t.arn}', policy: '${jsonencode({ Statement = [{ Resource = aws_sns_topic.t.arn }] })}' } });
	expect(data).toEqual({ aws_caller_identity: { me: {} } });
	expect(written.properties('aws_s3_bucket_policy.b')).toEqual({ Bucket: `→${B}.Ref`, PolicyDocument: { Version: '2012-10-17', Statement: [DENIED] } });
	expect(design.write([{ kind: 'add', type: 'AWS::X::Y', name: 'x', near: B, properties: {} }])).toBe('Terraform has no resource for AWS::X::Y that can be added');
});

test('what is added is made by the provider of the resource that it belongs to', () => {
	const design = module({ resource: { aws_s3_bucket: { b: { provider: 'aws.dr' }, q: { provider: '${aws.dr}', for_each: { x: 1 } } } } });
	const written = changed(design,
		set(B, ['VersioningConfiguration', 'Status'], 'Enabled'),
		set('aws_s3_bucket.q', ['VersioningConfiguration', 'Status'], 'Enabled'),
		{ kind: 'add', type: 'AWS::S3::BucketPolicy', name: 'bPolicy', near: B, properties: { Bucket: ref(B), PolicyDocument: { Statement: [] } } });
	const { resource } = json(written);
	expect(resource['aws_s3_bucket_versioning']).toMatchObject({ b: { provider: 'aws.dr' }, q: { provider: 'aws.dr', for_each: '${aws_s3_bucket.q}' } });
	expect(resource['aws_s3_bucket_policy']!['b']!['provider']).toBe('aws.dr');
});

describe('JSON with interpolations, written again as an item of a list', () => {
	const design = (resource: string, version = '2012-10-17') => module({ variable: { v: { default: '*' } }, resource: {
		aws_s3_bucket: { b: {} },
		aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.b.id}', policy: JSON.stringify({ Version: version, Statement: { Effect: 'Allow', Principal: '${var.v}', Action: 's3:GetObject', Resource: resource } }) } },
	} });
	const policy = (written: Design) => JSON.parse(json(written).resource['aws_s3_bucket_policy']!['p']!['policy'] as string) as { Statement: unknown };
	const P = 'aws_s3_bucket_policy.p';

	test('keeps them, and what only looks like them', () => {
		const written = changed(design('${aws_s3_bucket.b.arn}/$${aws:username}/*'), append(P, ['PolicyDocument', 'Statement'], { Sid: 'S' }));
		expect(policy(written).Statement).toEqual([
			{ Effect: 'Allow', Principal: '${var.v}', Action: 's3:GetObject', Resource: '${aws_s3_bucket.b.arn}/$${aws:username}/*' }, { Sid: 'S' },
		]);
	});

	test('keeps them in a string that becomes a list', () => {
		const written = changed(design('${aws_s3_bucket.b.arn}/*'), append(P, ['PolicyDocument', 'Statement', 'Resource'], ref(B, 'Arn')));
		expect(policy(written).Statement).toMatchObject({ Resource: ['${aws_s3_bucket.b.arn}/*', '${aws_s3_bucket.b.arn}'] });
	});

	test('is refused where a variable decides, or the string cannot hold the expression', () => {
		expect(design('*').write([set(P, ['PolicyDocument', 'Statement', 'Principal'], 'x')])).toBe('the value comes from var.v');
		const quoted = module({ resource: { aws_s3_bucket: { b: {} }, aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.b.id}', policy: '{"Statement": {"Resource": "${format("%s/*", aws_s3_bucket.b.arn)}"}}' } } } });
		expect(quoted.write([append(P, ['PolicyDocument', 'Statement'], { Sid: 'S' })])).toBe('${format("%s/*", aws_s3_bucket.b.arn)} cannot be written again inside of a string');
	});
});

test('what a dynamic block makes is refused by that name', () => {
	const rule = { for_each: [{ days: 10 }], content: { status: 'Enabled', transition: { days: '${rule.value.days}', storage_class: 'STANDARD_IA' } } };
	const lifecycle = (body: object) => module({ resource: { aws_s3_bucket: { b: {} }, aws_s3_bucket_lifecycle_configuration: { l: { bucket: '${aws_s3_bucket.b.id}', dynamic: { rule }, ...body } } } });
	const days = (index: number) => set(B, ['LifecycleConfiguration', 'Rules', index, 'Transitions', 0, 'TransitionInDays'], 30);
	expect(lifecycle({}).write([days(0)])).toBe('a dynamic block makes rule');
	expect(lifecycle({ rule: [{ status: 'Enabled' }] }).write([days(1)])).toBe('a dynamic block makes rule');
});
