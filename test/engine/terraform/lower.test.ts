import { describe, expect, test } from 'vitest';
import { terraform } from '../../../engine/dialects/terraform/terraform.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { Design, module } from './design.ts';

const versioning = (bucket: string, status: unknown = 'Enabled', more = {}) => ({ bucket, versioning_configuration: { status }, ...more });

describe('companions', () => {
	test('belong to the bucket that they refer to, by reference, by the same name or through one another', () => {
		const design = module({
			variable: { name: {} },
			resource: {
				aws_s3_bucket: { a: {}, b: { bucket: 'literal' }, c: { bucket: '${var.name}' }, d: {} },
				aws_s3_bucket_versioning: { a: versioning('${aws_s3_bucket.a.id}'), b: versioning('literal'), c: versioning('${var.name}') },
				aws_s3_bucket_public_access_block: { a: { bucket: '${aws_s3_bucket_versioning.a.bucket}', block_public_acls: true }, d: { bucket: '${aws_s3_bucket.d.bucket}' } },
			},
		});
		expect(design.ids).toEqual(['a', 'b', 'c', 'd'].map(name => `aws_s3_bucket.${name}`));
		for (const name of ['a', 'b', 'c']) expect(design.properties(`aws_s3_bucket.${name}`).VersioningConfiguration).toEqual({ Status: 'Enabled', MFADelete: 'Disabled' });
		expect(design.properties('aws_s3_bucket.a').PublicAccessBlockConfiguration).toEqual({ BlockPublicAcls: true });
		expect(design.properties('aws_s3_bucket.d')).toEqual({ PublicAccessBlockConfiguration: {} });
		expect(design.lowered.resources[0]!.blocks.map(id => id.split('#')[1])).toEqual([
			'resource.aws_s3_bucket.a', 'resource.aws_s3_bucket_versioning.a', 'resource.aws_s3_bucket_public_access_block.a',
		]);
	});

	test('whose bucket is elsewhere are a part of it, and make others uncertain only where they could be theirs', () => {
		const design = module({
			variable: { other: {} },
			resource: {
				aws_s3_bucket: { here: {} },
				aws_s3_bucket_versioning: { there: versioning('${var.other}'), gone: versioning('${aws_s3_bucket.missing.id}') },
				aws_s3_bucket_logging: { gone: { bucket: '${aws_s3_bucket.missing.id}', target_bucket: 'x' } },
				aws_s3_bucket_public_access_block: { gone: { bucket: '${aws_s3_bucket.missing.id}' } },
			},
		});
		expect(design.lowered.resources.map(one => [one.id, one.type, one.partial ?? false])).toEqual([
			['aws_s3_bucket.here', 'AWS::S3::Bucket', false], ['aws_s3_bucket_versioning.there', 'AWS::S3::Bucket', true],
			['aws_s3_bucket_versioning.gone', 'AWS::S3::Bucket', true], ['aws_s3_bucket_logging.gone', 'AWS::S3::Bucket', true],
			['aws_s3_bucket_public_access_block.gone', 'AWS::S3::Bucket', true],
		]);
		expect(design.properties('aws_s3_bucket.here')).toEqual({ VersioningConfiguration: '?' });
		expect(design.properties('aws_s3_bucket_public_access_block.gone')).toEqual({ PublicAccessBlockConfiguration: {} });
	});

	test('exist under their own conditions, unless the bucket has the same', () => {
		const design = module({
			variable: { on: { type: 'bool' }, n: { type: 'number' } },
			resource: {
				aws_s3_bucket: { always: {}, sometimes: { count: '${var.on ? 1 : 0}' } },
				aws_s3_bucket_versioning: {
					always: versioning('${aws_s3_bucket.always.id}', 'Enabled', { count: '${var.on ? 1 : 0}' }),
					sometimes: versioning('${aws_s3_bucket.sometimes[0].id}', 'Enabled', { count: '${var.on ? 1 : 0}' }),
				},
				aws_s3_bucket_logging: { always: { bucket: '${aws_s3_bucket.always.id}', target_bucket: 'x', count: '${var.n}' } },
			},
		});
		expect(design.properties('aws_s3_bucket.always')).toEqual({ VersioningConfiguration: { 'var.on': { Status: 'Enabled', MFADelete: 'Disabled' } }, LoggingConfiguration: '?' });
		expect(design.properties('aws_s3_bucket.sometimes').VersioningConfiguration).toEqual({ Status: 'Enabled', MFADelete: 'Disabled' });
		const [, sometimes] = design.architecture.resources;
		expect(sometimes!.when).toEqual([{ name: 'var.on', is: true }]);
		expect(sometimes!.at('VersioningConfiguration.Status').is('Enabled')).toBe('yes');
		expect(design.architecture.resources[0]!.at('VersioningConfiguration.Status').is('Enabled')).toBe('maybe');
	});
});

describe('count and for_each', () => {
	test('make no, one, several or uncertain instances', () => {
		const design = module({
			variable: { n: { type: 'number' }, m: { default: 2 }, sets: { default: ['p', 'q'] } },
			locals: { known: { x: { on: true }, y: { on: false } } },
			resource: {
				aws_s3_bucket: {
					none: { count: 0 }, one: { count: 1, bucket: 'b${count.index}' }, two: { count: 2, bucket: 'b${count.index}' }, unknown: { count: '${var.n}' }, assumed: { count: '${var.m}' },
					keyed: { for_each: '${local.known}', bucket: '${each.key}', object_lock_enabled: '${each.value.on}' },
					same: { for_each: '${toset(["a", "b"])}', bucket_prefix: 'x' }, empty: { for_each: {} }, perhaps: { for_each: '${toset(var.sets)}', bucket: '${each.value}' },
				},
			},
		});
		expect(design.lowered.resources.map(one => [one.id.slice('aws_s3_bucket.'.length), one.name, one.multiplicity])).toEqual([
			['one', 'one', undefined], ['two', 'two', 'many'], ['unknown', 'unknown', 'unknown'], ['assumed', 'assumed', 'unknown'],
			['keyed["x"]', 'keyed["x"]', undefined], ['keyed["y"]', 'keyed["y"]', undefined], ['same', 'same', 'many'],
			['perhaps["p"]', 'perhaps["p"]', 'unknown'], ['perhaps["q"]', 'perhaps["q"]', 'unknown'],
		]);
		expect(design.properties('aws_s3_bucket.one').BucketName).toBe('b0');
		expect(design.properties('aws_s3_bucket.two').BucketName).toMatch(/^b\{\?/);
		expect(design.properties('aws_s3_bucket.keyed["y"]')).toEqual({ BucketName: 'y', ObjectLockEnabled: false });
		expect(design.properties('aws_s3_bucket.perhaps["p"]').BucketName).toEqual({ assumed: 'p', by: 'variable sets' });
	});

	test('are among what a resource was read from', () => {
		const design = module({
			variable: { names: { default: ['a'] }, on: {} }, locals: { names: '${toset(var.names)}' },
			resource: {
				aws_s3_bucket: { b: { for_each: '${local.names}', bucket: '${each.key}' } },
				aws_s3_bucket_versioning: { v: versioning('${aws_s3_bucket.b["a"].id}', 'Enabled', { count: '${var.on ? 1 : 0}' }) },
				aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.b["a"].id}', policy: '${jsonencode({ Id = aws_s3_bucket.b["a"].bucket_prefix })}' } },
			},
		});
		const reads = (id: string) => design.lowered.resources.find(one => one.id === id)!.lower().reads.map(read => read.split('#')[1]).sort();
		expect(reads('aws_s3_bucket.b["a"]')).toEqual(['local.names', 'variable.names', 'variable.on']);
		expect(reads('aws_s3_bucket_policy.p')).toEqual(['local.names', 'variable.names']);
	});

	test('chain to companions', () => {
		const design = module({
			variable: { any: {} },
			resource: {
				aws_s3_bucket: { k: { for_each: { x: 1, y: 2 }, bucket: '${each.key}' }, c: { count: 3 }, u: { for_each: '${var.any}' } },
				aws_s3_bucket_versioning: {
					k: versioning('${each.value.id}', '${each.key == "x" ? "Enabled" : "Suspended"}', { for_each: '${aws_s3_bucket.k}' }),
					c: versioning('${aws_s3_bucket.c[count.index].id}', 'Enabled', { count: '${length(aws_s3_bucket.c)}' }),
					u: versioning('${each.value.id}', 'Enabled', { for_each: '${aws_s3_bucket.u}' }),
				},
			},
		});
		expect(design.ids).toEqual(['aws_s3_bucket.k["x"]', 'aws_s3_bucket.k["y"]', 'aws_s3_bucket.c', 'aws_s3_bucket.u']);
		const statuses = design.architecture.resources.map(one => one.at('VersioningConfiguration.Status').string);
		expect(statuses).toEqual(['Enabled', 'Suspended', 'Enabled', 'Enabled']);
	});
});

describe('a directory is one module', () => {
	test('with files that refer to one another, overrides and variable files', () => {
		const design = new Design({
			'b.tf.json': { resource: [{ aws_s3_bucket: { b: [{ '//': 'a comment', bucket: '${local.name}', acl: 'private', lifecycle: { prevent_destroy: true } }] } }, { '//': 'a comment' }] },
			'a.tf.json': { locals: [{ name: '${var.prefix}-x' }], variable: { prefix: { default: 'old' } } },
			'b_override.tf.json': { resource: { aws_s3_bucket: { b: { acl: 'public-read' } } } },
			'terraform.tfvars.json': { prefix: 'new' },
		});
		expect(design.properties('aws_s3_bucket.b')).toEqual({
			BucketName: { assumed: 'new-x', by: 'variable prefix (terraform.tfvars.json)' }, AccessControl: 'PublicRead', '@PreventDestroy': true,
		});
		const bucket = design.architecture.resource('aws_s3_bucket.b')!;
		expect(bucket.at('AccessControl').site.uri).toBe('file:///m/b_override.tf.json');
		expect(design.placed(bucket.at('AccessControl').value!)).toBe('"public-read"');
		const { reads } = design.lowered.resources[0]!.lower();
		expect(reads.map(id => id.split('/').at(-1)).sort()).toEqual(['a.tf.json#local.name', 'a.tf.json#variable.prefix', 'terraform.tfvars.json#input.prefix']);
	});

	test('broken text leaves its neighbours standing', () => {
		const design = new Design({ 'a.tf.json': '{"resource": {"aws_sqs_queue": {"q": {"delay_seconds": 5, "name": ', 'b.tf.json': { resource: { aws_sqs_queue: { r: { name: 'r' } } } } });
		expect(design.ids).toEqual(['aws_sqs_queue.q', 'aws_sqs_queue.r']);
		expect(design.properties('aws_sqs_queue.q')).toEqual({ DelaySeconds: 5 });
		expect(design.lowered.problems.length).toBeGreaterThan(0);
	});
});

describe('policy documents', () => {
	test('of the data source are AWS\'s JSON, merged and with dynamic statements', () => {
		const design = module({
			variable: { extra: { type: 'bool' } },
			data: {
				aws_iam_policy_document: {
					base: { statement: { sid: 'Same', actions: ['s3:GetObject'], resources: ['*'], effect: 'Deny' } },
					all: {
						source_policy_documents: ['${data.aws_iam_policy_document.base.json}'],
						override_policy_documents: ['${jsonencode({ Statement = [{ Sid = "Own", Effect = "Deny" }] })}'],
						statement: [{
							sid: 'Own', not_actions: ['a:b'], not_resources: ['arn:aws:s3:::b/&{aws:username}'],
							principals: [{ type: 'AWS', identifiers: ['x'] }, { type: 'AWS', identifiers: ['y'] }, { type: 'Service', identifiers: ['s3.amazonaws.com'] }],
							condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }, { test: 'Bool', variable: 'aws:MultiFactorAuthPresent', values: ['true'] }],
						}, { actions: ['*'], resources: ['*'], principals: { type: '*', identifiers: ['*'] } }],
						dynamic: { statement: { for_each: ['p', 'q'], content: { actions: ['x:${statement.value}'], resources: ['*'] } } },
					},
					self: { source_policy_documents: ['${data.aws_iam_policy_document.self.json}'] },
				},
			},
			resource: {
				aws_s3_bucket: { b: {} },
				aws_s3_bucket_policy: { all: { bucket: '${aws_s3_bucket.b.id}', policy: '${data.aws_iam_policy_document.all.json}' }, self: { bucket: 'x', policy: '${data.aws_iam_policy_document.self.json}' } },
			},
		});
		expect(design.properties('aws_s3_bucket_policy.all')).toEqual({
			Bucket: '→aws_s3_bucket.b.Ref',
			PolicyDocument: {
				Version: '2012-10-17',
				Statement: [
					{ Sid: 'Same', Action: ['s3:GetObject'], Resource: ['*'], Effect: 'Deny' },
					{ Sid: 'Own', Effect: 'Deny' },
					{ Action: ['*'], Resource: ['*'], Effect: 'Allow', Principal: '*' },
					{ Action: ['x:p'], Resource: ['*'], Effect: 'Allow' }, { Action: ['x:q'], Resource: ['*'], Effect: 'Allow' },
				],
			},
		});
		expect(design.properties('aws_s3_bucket_policy.self').PolicyDocument).toEqual({ Version: '2012-10-17', Statement: ['…'] });
		const own = module({ ...JSON.parse(design.text), data: { aws_iam_policy_document: { all: { ...JSON.parse(design.text).data.aws_iam_policy_document.all, override_policy_documents: [], dynamic: {} } } } });
		expect((own.properties('aws_s3_bucket_policy.all').PolicyDocument as { Statement: unknown[] }).Statement[0]).toEqual({
			Sid: 'Own', NotAction: ['a:b'], NotResource: ['arn:aws:s3:::b/${aws:username}'], Effect: 'Allow',
			Principal: { AWS: ['x', 'y'], Service: ['s3.amazonaws.com'] },
			Condition: { Bool: { 'aws:SecureTransport': ['false'], 'aws:MultiFactorAuthPresent': ['true'] } },
		});
	});

	test('in strings, jsonencode, locals and both branches of a conditional keep their structure', () => {
		const statement = '{"Statement": {"Effect": "Allow", "Resource": "${aws_sqs_queue.q.arn}/*", "Principal": ${jsonencode({ AWS = "*" })}}}';
		const expected = { Statement: { Effect: 'Allow', Resource: '{→aws_sqs_queue.q.Arn}/*', Principal: { AWS: '*' } } };
		const design = module({
			variable: { on: {} }, locals: { policy: statement },
			resource: {
				aws_sqs_queue: { q: { policy: statement } },
				aws_sqs_queue_policy: {
					local: { queue_url: '${aws_sqs_queue.q.url}', policy: '${local.policy}' },
					either: { queue_url: 'x', policy: '${var.on ? local.policy : jsonencode({ Statement = [] })}' },
					unknown: { queue_url: 'x', policy: '${var.on}' }, broken: { queue_url: 'x', policy: '{"Statement": [' },
				},
			},
		});
		expect(design.properties('aws_sqs_queue.q.policy')).toEqual({ PolicyDocument: expected, Queues: ['→aws_sqs_queue.q.Ref'] });
		expect(design.properties('aws_sqs_queue_policy.local')).toEqual({ PolicyDocument: expected, Queues: ['→aws_sqs_queue.q.Ref'] });
		expect(design.properties('aws_sqs_queue_policy.either').PolicyDocument).toEqual({ 'var.on': expected, '!var.on': { Statement: [] } });
		expect(design.properties('aws_sqs_queue_policy.unknown').PolicyDocument).toBe('? var.on');
		expect(design.properties('aws_sqs_queue_policy.broken').PolicyDocument).toEqual({ Statement: [] });
	});
});

test('security groups say their rules in three ways', () => {
	const design = module({
		resource: {
			aws_security_group: { g: { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8', '0.0.0.0/0'], ipv6_cidr_blocks: ['::/0'], self: true }], egress: { from_port: 0, to_port: 0, protocol: -1, cidr_blocks: ['0.0.0.0/0'] } } },
			aws_security_group_rule: { r: { type: 'ingress', security_group_id: '${aws_security_group.g.id}', from_port: 1, to_port: 2, protocol: 'ALL', cidr_blocks: ['a', 'b'] }, o: { type: 'egress', security_group_id: 'x', source_security_group_id: 'y', protocol: 'tcp' } },
			aws_vpc_security_group_ingress_rule: { v: { security_group_id: '${aws_security_group.g.id}', cidr_ipv4: '0.0.0.0/0', ip_protocol: '-1' } },
		},
	});
	const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
	expect(design.properties('aws_security_group.g')).toEqual({
		SecurityGroupIngress: [{ ...ssh, CidrIp: '10.0.0.0/8' }, { ...ssh, CidrIp: '0.0.0.0/0' }, { ...ssh, CidrIpv6: '::/0' }, { ...ssh, SourceSecurityGroupId: '→aws_security_group.g.GroupId' }],
		SecurityGroupEgress: [{ IpProtocol: -1, FromPort: 0, ToPort: 0, CidrIp: '0.0.0.0/0' }],
	});
	const rule = { GroupId: '→aws_security_group.g.GroupId', FromPort: 1, ToPort: 2, IpProtocol: '-1' };
	expect(design.properties('aws_security_group_rule.r')).toEqual({ ...rule, CidrIp: 'a' });
	expect(design.properties('aws_security_group_rule.r (2)')).toEqual({ ...rule, CidrIp: 'b' });
	expect(design.properties('aws_security_group_rule.o')).toEqual({ GroupId: 'x', IpProtocol: 'tcp', DestinationSecurityGroupId: 'y' });
	expect(design.properties('aws_vpc_security_group_ingress_rule.v')).toEqual({ GroupId: '→aws_security_group.g.GroupId', CidrIp: '0.0.0.0/0', IpProtocol: '-1' });
});

test('buckets of provider version 3 say the same as those of version 4', () => {
	const design = module({
		resource: {
			aws_s3_bucket: {
				old: {
					versioning: { enabled: true }, logging: [{ target_bucket: 'l', target_prefix: 'p/' }], website: { index_document: 'i' },
					lifecycle_rule: [{ id: 'r', enabled: true, prefix: 'x/', tags: { k: 'v' }, transition: [{ days: 30, storage_class: 'GLACIER' }], noncurrent_version_expiration: { days: 9 } }],
					server_side_encryption_configuration: { rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } } },
					replication_configuration: { role: 'r', rules: [{ status: 'Enabled', filter: { prefix: 'p' }, destination: { bucket: 'd' } }] },
					object_lock_configuration: { object_lock_enabled: 'Enabled', rule: { default_retention: { mode: 'GOVERNANCE', days: 1 } } },
					cors_rule: { allowed_methods: ['GET'], allowed_origins: ['*'] }, grant: [{ type: 'Group', uri: 'all', permissions: ['READ', 'WRITE'] }],
				},
				new: { object_lock_enabled: true },
			},
			aws_s3_bucket_versioning: { v: versioning('${aws_s3_bucket.new.id}') },
			aws_s3_bucket_logging: { v: { bucket: '${aws_s3_bucket.new.id}', target_bucket: 'l', target_prefix: 'p/' } },
			aws_s3_bucket_website_configuration: { v: { bucket: '${aws_s3_bucket.new.id}', index_document: { suffix: 'i' } } },
			aws_s3_bucket_lifecycle_configuration: { v: { bucket: '${aws_s3_bucket.new.id}', rule: { id: 'r', status: 'Enabled', filter: { and: { prefix: 'x/', tags: { k: 'v' } } }, transition: { days: 30, storage_class: 'GLACIER' }, noncurrent_version_expiration: { noncurrent_days: 9 } } } },
			aws_s3_bucket_server_side_encryption_configuration: { v: { bucket: '${aws_s3_bucket.new.id}', rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } }] } },
			aws_s3_bucket_replication_configuration: { v: { bucket: '${aws_s3_bucket.new.id}', role: 'r', rule: [{ status: 'Enabled', filter: { prefix: 'p' }, delete_marker_replication: { status: 'Disabled' }, destination: { bucket: 'd' } }] } },
			aws_s3_bucket_object_lock_configuration: { v: { bucket: '${aws_s3_bucket.new.id}', object_lock_enabled: 'Enabled', rule: { default_retention: { mode: 'GOVERNANCE', days: 1 } } } },
			aws_s3_bucket_cors_configuration: { v: { bucket: '${aws_s3_bucket.new.id}', cors_rule: [{ allowed_methods: ['GET'], allowed_origins: ['*'] }] } },
			aws_s3_bucket_acl: { v: { bucket: '${aws_s3_bucket.new.id}', access_control_policy: { grant: ['READ', 'WRITE'].map(permission => ({ permission, grantee: { type: 'Group', uri: 'all' } })) } } },
		},
	});
	expect(design.ids).toHaveLength(2);
	const { LifecycleConfiguration, ...rest } = design.properties('aws_s3_bucket.new');
	// Only the newer resource has a filter, which S3's rules about filters are asked of.
	const [{ Filter, ...rule }] = (LifecycleConfiguration as { Rules: [Record<string, unknown>] }).Rules;
	expect(Filter).toEqual({ And: { Prefix: 'x/', Tags: { k: 'v' } } });
	expect(design.properties('aws_s3_bucket.old')).toEqual({ ...rest, LifecycleConfiguration: { Rules: [rule] } });
	expect(Object.keys(design.properties('aws_s3_bucket.old'))).toHaveLength(10);
});

test('notifications are one for each event', () => {
	const design = module({
		resource: {
			aws_s3_bucket: { b: {} }, aws_sqs_queue: { q: {} },
			aws_s3_bucket_notification: { n: { bucket: '${aws_s3_bucket.b.id}', eventbridge: true, queue: { queue_arn: '${aws_sqs_queue.q.arn}', events: ['a', 'b'], filter_prefix: 'in/' } } },
		},
	});
	const Filter = { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } };
	expect(design.properties('aws_s3_bucket.b').NotificationConfiguration).toEqual({
		EventBridgeConfiguration: { EventBridgeEnabled: true },
		QueueConfigurations: [{ Queue: '→aws_sqs_queue.q.Arn', Event: 'a', Filter }, { Queue: '→aws_sqs_queue.q.Arn', Event: 'b', Filter }],
	});
	expect(design.architecture.pointing('AWS::S3::Bucket', 'NotificationConfiguration.QueueConfigurations[].Queue', design.architecture.resource('aws_sqs_queue.q')!).certain).toHaveLength(1);
});

test('what is not written would be written at the narrowest place', () => {
	const design = module('{"resource": {"aws_s3_bucket": {"logs": {"bucket": null}}, "aws_s3_bucket_versioning": {"v": {"bucket": "${aws_s3_bucket.logs.id}", "versioning_configuration": {}}}, "aws_s3_bucket_public_access_block": {"p": {"bucket": "${aws_s3_bucket.logs.id}"}}}}');
	const bucket = design.architecture.resource('aws_s3_bucket.logs')!;
	const place = (pattern: string) => [bucket.at(pattern).exists, design.placed(bucket.at(pattern).value!)];
	expect(place('BucketName')).toEqual(['no', '"logs"']);
	expect(place('VersioningConfiguration.Status')).toEqual(['no', '"versioning_configuration"']);
	expect(place('PublicAccessBlockConfiguration.BlockPublicAcls')).toEqual(['no', '"p"']);
	expect(place('LoggingConfiguration.DestinationBucketName')).toEqual(['no', '"logs"']);
});

describe('detection', () => {
	const detect = (name: string, text: string) => terraform.detect({ uri: `file:///m/${name}`, tree: readJson(text) });
	test.each<[string, string, boolean, string]>([
		['main.tf.json', '{}', true, 'its name ends in .tf.json'],
		['x.json', '{"resource": {"aws_s3_bucket": {"b": {}}}, "variable": {}}', true, 'it has the blocks resource, variable'],
		['x.json', '{"resource": {"Bucket": {}}}', false, 'it has no Terraform blocks'],
		['x.json', '{"Resources": {}}', false, 'Terraform has no Resources block'],
		['x.json', '{"data": [1, 2]}', false, 'it has no Terraform blocks'],
		['x.json', '[]', false, 'it is not Terraform JSON'],
		['plan.json', '{"format_version": "1.2", "planned_values": {}, "resource_changes": []}', true, 'it is a Terraform plan'],
		['x.json', '{"format_version": "1.0", "values": {"root_module": {}}}', true, 'it is a Terraform state'],
		['terraform.tfstate', '{"version": 4, "serial": 1, "lineage": "x", "resources": []}', false, 'it is a Terraform state file, which can be the baseline of a design and is none itself'],
		['terraform.tfvars.json', '{"a": 1}', true, 'it gives values to the variables of a Terraform module'],
	])('%s %s', (name, text, yes, reason) => expect(detect(name, text)).toEqual({ yes, reason }));
});
