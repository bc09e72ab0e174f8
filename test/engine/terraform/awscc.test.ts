/** Resources of the Cloud Control provider: their names, and reading and writing them by AWS's specification alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeOf, shapedTypes } from '../../../engine/aws/shapes.ts';
import { argumentName, resourceName, topName } from '../../../engine/dialects/terraform/cloud-control-names.ts';
import { cloudControl } from '../../../engine/dialects/terraform/cloud-control.ts';
import type { Field } from '../../../engine/dialects/terraform/mapping.ts';
import type { Change } from '../../../engine/model/change.ts';
import { checkPath } from '../../harness/specification.ts';
import { type Design, module } from './design.ts';

/** A module with one resource called `it`. */
function one(type: string, body: object = {}, more: object = {}): Design {
	return module({ resource: { [type]: { it: body }, ...more } });
}

function written(design: Design, changes: readonly Change[]): Record<string, Record<string, Record<string, unknown>>> {
	const after = design.write(changes);
	if (typeof after === 'string') throw new Error(after);
	return JSON.parse(after.text).resource;
}

describe('names', () => {
	// From the provider's documentation.
	it.each([
		['BucketName', 'bucket_name'], ['SSEAlgorithm', 'sse_algorithm'], ['KMSMasterKeyID', 'kms_master_key_id'], ['WebsiteURL', 'website_url'],
		['VPCSecurityGroups', 'vpc_security_groups'], ['DBInstanceIdentifier', 'db_instance_identifier'], ['EnableIAMDatabaseAuthentication', 'enable_iam_database_authentication'],
		['EnableCloudwatchLogsExports', 'enable_cloudwatch_logs_exports'], ['CloudWatchLogsLogGroupArn', 'cloudwatch_logs_log_group_arn'], ['CACertificateIdentifier', 'ca_certificate_identifier'],
		['CNAMEs', 'cnames'], ['S3Bucket', 's3_bucket'], ['AWS99Thing', 'aws99_thing'], ['CidrIpv6', 'cidr_ipv_6'], ['Ipv6CidrBlocks', 'ipv_6_cidr_blocks'],
		['MultiAZ', 'multi_az'], ['SqsManagedSseEnabled', 'sqs_managed_sse_enabled'], ['TransitionToIA', 'transition_to_ia'], ['AssumeRolePolicyDocument', 'assume_role_policy_document'],
	])('%s is %s', (aws, terraform) => expect(argumentName(aws)).toBe(terraform));

	it.each([
		['AWS::S3::Bucket', 'awscc_s3_bucket'], ['AWS::RDS::DBInstance', 'awscc_rds_db_instance'], ['AWS::DynamoDB::Table', 'awscc_dynamodb_table'], ['AWS::EC2::VPC', 'awscc_ec2_vpc'],
		['AWS::EC2::VPCDHCPOptionsAssociation', 'awscc_ec2_vpcdhcp_options_association'], ['AWS::CloudFront::CloudFrontOriginAccessIdentity', 'awscc_cloudfront_cloudfront_origin_access_identity'],
		['AWS::EFS::FileSystem', 'awscc_efs_file_system'], ['AWS::ApplicationAutoScaling::ScalableTarget', 'awscc_applicationautoscaling_scalable_target'],
	])('%s is %s', (aws, terraform) => expect(resourceName(aws)).toBe(terraform));

	it('leave to Terraform what is its own', () => {
		expect(topName('AWS::EC2::SecurityGroup', 'Id')).toBe('security_group_id');
		expect(topName('AWS::S3::Bucket', 'Provider')).toBe('provider_name');
	});

	it('are never two for one within a type', () => {
		for (const type of shapedTypes) {
			const fields = cloudControl(resourceName(type))!.fields;
			expect(new Set(fields.map(field => field.from.join('.'))).size, type).toBe(fields.length);
			for (const { to } of fields) checkPath(type, to.join('.').replaceAll('.[]', ''));
		}
	});
});

describe('reading', () => {
	it('a bucket', () => {
		const design = one('awscc_s3_bucket', {
			bucket_name: 'reports', object_lock_enabled: true,
			versioning_configuration: { status: 'Enabled' },
			bucket_encryption: { server_side_encryption_configuration: [{ bucket_key_enabled: true, server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: '${awscc_kms_key.k.arn}' } }] },
			lifecycle_configuration: { rules: [{ id: 'old', status: 'Enabled', transitions: [{ storage_class: 'GLACIER', transition_in_days: 30 }] }] },
			tags: [{ key: 'team', value: 'data' }],
		}, { awscc_kms_key: { k: {} } });
		expect(design.properties('awscc_s3_bucket.it')).toEqual({
			BucketName: 'reports', ObjectLockEnabled: true, VersioningConfiguration: { Status: 'Enabled' },
			BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: '→awscc_kms_key.k.Arn' } }] },
			LifecycleConfiguration: { Rules: [{ Id: 'old', Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] }] },
			Tags: [{ Key: 'team', Value: 'data' }],
		});
	});

	it('documents, in strings and in expressions', () => {
		const document = { Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] };
		expect(one('awscc_kms_key', { key_policy: JSON.stringify(document), enable_key_rotation: true }).properties('awscc_kms_key.it')).toEqual({ KeyPolicy: document, EnableKeyRotation: true });
		expect(one('awscc_iam_role', {
			assume_role_policy_document: '${jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole" }] })}',
			policies: [{ policy_name: 'own', policy_document: '${jsonencode({ Statement = [] })}' }],
		}).properties('awscc_iam_role.it')).toEqual({
			AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] },
			Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: [] } }],
		});
	});

	it.each([
		['as JSON', '${jsonencode([{ AttributeName = "id", KeyType = "HASH" }])}'],
		['as a list', [{ attribute_name: 'id', key_type: 'HASH' }]],
	])('a table, with its keys %s', (_, key_schema) => {
		expect(one('awscc_dynamodb_table', { table_name: 't', key_schema, sse_specification: { sse_enabled: true } }).properties('awscc_dynamodb_table.it'))
			.toEqual({ TableName: 't', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], SSESpecification: { SSEEnabled: true } });
	});

	it('a database and its network', () => {
		const design = one('awscc_rds_db_instance', {
			db_instance_identifier: 'orders', multi_az: true, enable_iam_database_authentication: true, vpc_security_groups: ['${awscc_ec2_security_group.g.group_id}'], enable_cloudwatch_logs_exports: ['audit'],
		}, { awscc_ec2_security_group: { g: { group_description: 'd', security_group_ingress: [{ ip_protocol: 'tcp', from_port: 1, to_port: 2, cidr_ipv_6: '::/0' }] } } });
		expect(design.properties('awscc_rds_db_instance.it')).toEqual({
			DBInstanceIdentifier: 'orders', MultiAZ: true, EnableIAMDatabaseAuthentication: true, VPCSecurityGroups: ['→awscc_ec2_security_group.g.GroupId'], EnableCloudwatchLogsExports: ['audit'],
		});
		expect(design.properties('awscc_ec2_security_group.g')).toEqual({ GroupDescription: 'd', SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 2, CidrIpv6: '::/0' }] });
	});

	it('maps as they are', () => {
		expect(one('awscc_lambda_function', { environment: { variables: { my_name: 'x', OTHER: 'y' } } }).properties('awscc_lambda_function.it')).toEqual({ Environment: { Variables: { my_name: 'x', OTHER: 'y' } } });
	});

	it('nested values that are computed', () => {
		const design = module({
			variable: { on: { type: 'bool' } }, locals: { versioning: { status: 'Enabled' } },
			resource: { awscc_s3_bucket: { a: { versioning_configuration: '${local.versioning}' }, b: { versioning_configuration: { status: '${var.on ? "Enabled" : "Suspended"}' } }, c: { versioning_configuration: '${var.x}' } } },
		});
		expect(design.properties('awscc_s3_bucket.a')).toEqual({ VersioningConfiguration: { Status: 'Enabled' } });
		expect(design.properties('awscc_s3_bucket.b')).toEqual({ VersioningConfiguration: { Status: { 'var.on': 'Enabled', '!var.on': 'Suspended' } } });
		expect(design.properties('awscc_s3_bucket.c')).toEqual({ VersioningConfiguration: '? var.x' });
	});
});

describe('references', () => {
	it('mean what identifies the resource, and its attributes', () => {
		const says = (type: string, name: string) => one('aws_sns_topic', { display_name: `\${${type}.x.${name}}` }, { [type]: { x: {} } }).properties('aws_sns_topic.it').DisplayName;
		expect(says('awscc_s3_bucket', 'id')).toBe('→awscc_s3_bucket.x.Ref');
		expect(says('awscc_s3_bucket', 'bucket_name')).toBe('→awscc_s3_bucket.x.Ref');
		expect(says('awscc_s3_bucket', 'website_url')).toBe('→awscc_s3_bucket.x.WebsiteURL');
		expect(says('awscc_kms_key', 'key_id')).toBe('→awscc_kms_key.x.Ref');
		expect(says('awscc_rds_db_instance', 'db_instance_arn')).toBe('→awscc_rds_db_instance.x.DBInstanceArn');
		// The provider goes by the rule's ARN; what Ref says is its name.
		expect(says('awscc_events_rule', 'id')).toBe('→awscc_events_rule.x.Arn');
	});

	it('tie resources of both providers', () => {
		const design = one('awscc_s3_bucket', {}, {
			aws_s3_bucket_policy: { p: { bucket: '${awscc_s3_bucket.it.id}', policy: '{"Statement":[]}' } },
			aws_s3_bucket_versioning: { v: { bucket: '${awscc_s3_bucket.it.bucket_name}', versioning_configuration: { status: 'Enabled' } } },
		});
		expect(design.properties('aws_s3_bucket_policy.p').Bucket).toBe('→awscc_s3_bucket.it.Ref');
		expect(design.properties('awscc_s3_bucket.it')).toEqual({ VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Disabled' } });
	});
});

describe('writing', () => {
	const set = (path: Change extends infer One ? One extends { path: infer Path } ? Path : never : never, value: unknown): Change => ({ kind: 'set', resource: 'awscc_s3_bucket.it', path, value: value as never });

	it('sets what is nested, without a companion', () => {
		expect(written(one('awscc_s3_bucket'), [set(['VersioningConfiguration', 'Status'], 'Enabled')]))
			.toEqual({ awscc_s3_bucket: { it: { versioning_configuration: { status: 'Enabled' } } } });
		expect(written(one('awscc_s3_bucket', { versioning_configuration: { status: 'Suspended' } }), [set(['VersioningConfiguration', 'Status'], 'Enabled')]))
			.toEqual({ awscc_s3_bucket: { it: { versioning_configuration: { status: 'Enabled' } } } });
		expect(written(one('awscc_s3_bucket'), [set(['PublicAccessBlockConfiguration'], { BlockPublicAcls: true, BlockPublicPolicy: true })]))
			.toEqual({ awscc_s3_bucket: { it: { public_access_block_configuration: { block_public_acls: true, block_public_policy: true } } } });
	});

	it('appends to lists, and makes them', () => {
		const rule = { Id: 'old', Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] };
		const spelt = { id: 'old', status: 'Enabled', transitions: [{ storage_class: 'GLACIER', transition_in_days: 30 }] };
		const append: Change = { kind: 'append', resource: 'awscc_s3_bucket.it', path: ['LifecycleConfiguration', 'Rules'], value: rule };
		expect(written(one('awscc_s3_bucket'), [append]).awscc_s3_bucket!.it).toEqual({ lifecycle_configuration: { rules: [spelt] } });
		expect(written(one('awscc_s3_bucket', { lifecycle_configuration: { rules: [{ id: 'x' }] } }), [append]).awscc_s3_bucket!.it).toEqual({ lifecycle_configuration: { rules: [{ id: 'x' }, spelt] } });
	});

	it('takes away, with what becomes empty', () => {
		const bucket = { bucket_name: 'b', bucket_encryption: { server_side_encryption_configuration: [{ bucket_key_enabled: true }] }, tags: [{ key: 'a', value: 'b' }, { key: 'c', value: 'd' }] };
		expect(written(one('awscc_s3_bucket', bucket), [{ kind: 'remove', resource: 'awscc_s3_bucket.it', path: ['BucketEncryption', 'ServerSideEncryptionConfiguration', 0, 'BucketKeyEnabled'] }, { kind: 'remove', resource: 'awscc_s3_bucket.it', path: ['Tags', 0] }]).awscc_s3_bucket!.it)
			.toEqual({ bucket_name: 'b', tags: [{ key: 'c', value: 'd' }] });
		expect(written(one('awscc_s3_bucket', bucket), [{ kind: 'remove', resource: 'awscc_s3_bucket.it', path: ['BucketEncryption'] }]).awscc_s3_bucket!.it).toEqual({ bucket_name: 'b', tags: bucket.tags });
	});

	it('documents, whole and within', () => {
		const path = ['AssumeRolePolicyDocument'];
		expect(written(one('awscc_iam_role'), [{ kind: 'set', resource: 'awscc_iam_role.it', path, value: { Statement: [] } }]).awscc_iam_role!.it)
			.toEqual({ assume_role_policy_document: '${jsonencode({ Statement = [] })}' });
		expect(written(one('awscc_iam_role', { assume_role_policy_document: '${jsonencode({ Statement = [{ Effect = "Allow" }] })}' }), [{ kind: 'set', resource: 'awscc_iam_role.it', path: [...path, 'Statement', 0, 'Action'], value: 'sts:AssumeRole' }]).awscc_iam_role!.it)
			.toEqual({ assume_role_policy_document: '${jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole" }] })}' });
	});

	it('refers to resources by their attributes', () => {
		const design = one('awscc_s3_bucket', {}, { awscc_kms_key: { k: {} }, awscc_rds_db_instance: { d: {} }, awscc_events_rule: { r: {} } });
		const refer = (id: string, attribute: string) => set(['BucketName'], { '#reference': id, attribute });
		const says = (id: string, attribute: string) => written(design, [refer(id, attribute)]).awscc_s3_bucket!.it!.bucket_name;
		expect(says('awscc_kms_key.k', 'Arn')).toBe('${awscc_kms_key.k.arn}');
		expect(says('awscc_kms_key.k', 'Ref')).toBe('${awscc_kms_key.k.id}');
		expect(says('awscc_rds_db_instance.d', 'Endpoint.Address')).toBe('${awscc_rds_db_instance.d.endpoint.address}');
		expect(design.write([refer('awscc_events_rule.r', 'Ref')])).toBe('Terraform has no attribute Ref of awscc_events_rule.r');
	});

	it('adds resources of the provider that the neighbour is of, where it has them', () => {
		const near = (type: string, added: string, properties: object, body: object = {}) => one(type, body).write([{ kind: 'add', type: added, name: 'More', near: `${type}.it`, properties: properties as never }]);
		const policy = (bucket: string) => ({ Bucket: { '#reference': bucket, attribute: 'Ref' }, PolicyDocument: { Statement: [] } });
		expect((near('awscc_s3_bucket', 'AWS::S3::BucketPolicy', policy('awscc_s3_bucket.it')) as Design).properties('awscc_s3_bucket_policy.more'))
			.toEqual({ Bucket: '→awscc_s3_bucket.it.Ref', PolicyDocument: { Statement: [] } });
		expect((near('aws_s3_bucket', 'AWS::S3::BucketPolicy', policy('aws_s3_bucket.it')) as Design).ids).toContain('aws_s3_bucket_policy.more');
		const queue = { Queues: [{ '#reference': 'awscc_sqs_queue.it', attribute: 'Ref' }], PolicyDocument: { Statement: [] } };
		expect((near('awscc_sqs_queue', 'AWS::SQS::QueuePolicy', queue) as Design).properties('aws_sqs_queue_policy.more').Queues).toEqual(['→awscc_sqs_queue.it.Ref']);
		expect(near('awscc_sqs_queue', 'AWS::SQS::QueuePolicy', queue, { provider: 'awscc.west' })).toBe('awscc_sqs_queue.it has a provider of its own');
	});

	it('writes into one branch, and refuses what is decided elsewhere', () => {
		const design = (versioning_configuration: unknown) => one('awscc_s3_bucket', { versioning_configuration });
		expect(written(design({ status: '${var.on ? "Enabled" : "Suspended"}' }), [set(['VersioningConfiguration', 'Status', { branch: 1 }], 'Enabled')]).awscc_s3_bucket!.it)
			.toEqual({ versioning_configuration: { status: '${var.on ? "Enabled" : "Enabled"}' } });
		expect(written(design('${{ status = "Suspended" }}'), [set(['VersioningConfiguration', 'Status'], 'Enabled')]).awscc_s3_bucket!.it)
			.toEqual({ versioning_configuration: '${{ status = "Enabled" }}' });
		expect(design('${local.versioning}').write([set(['VersioningConfiguration', 'Status'], 'Enabled')])).toBe('local.versioning is computed');
	});

	it('leaves keys of a table alone', () => {
		const table = one('awscc_dynamodb_table', { key_schema: '${jsonencode([{ AttributeName = "id", KeyType = "HASH" }])}' });
		expect(typeof table.write([{ kind: 'set', resource: 'awscc_dynamodb_table.it', path: ['KeySchema', 0, 'AttributeName'], value: 'x' }])).toBe('string');
	});
});

describe.each([
	'AWS::S3::Bucket', 'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::IAM::Role', 'AWS::EFS::FileSystem', 'AWS::Lambda::Function', 'AWS::SQS::Queue',
	'AWS::EC2::SecurityGroup', 'AWS::Backup::BackupPlan', 'AWS::CloudFront::Distribution',
])('%s', type => {
	const terraform = resourceName(type);
	const id = `${terraform}.it`;
	const fields = cloudControl(terraform)!.fields.filter(field => !field.read && !field.readOnly);

	/** A value at a pattern, in lists of one. */
	const nested = (to: readonly string[], value: unknown): unknown => to.reduceRight<unknown>((inner, name) => (name === '[]' ? [inner] : { [name]: inner }), value);
	const path = (to: readonly string[]) => to.map(name => (name === '[]' ? 0 : name));
	const at = (value: unknown, to: readonly string[]): unknown => path(to).reduce<unknown>((found, segment) => (found as never)?.[segment], value);
	const make = ({ to }: Field, value: unknown): Change => {
		const items = to.indexOf('[]');
		return items < 0 ? { kind: 'set', resource: id, path: to, value: value as never }
			: { kind: 'append', resource: id, path: to.slice(0, items), value: nested(to.slice(items + 1), value) as never };
	};
	const scalar = fc.oneof(fc.string().filter(text => !/[$%]{2}\{/.test(text)), fc.integer(), fc.boolean(), fc.constantFrom('${x}', '%{ if }', '"quoted"', 'line\nend'));

	it('reads what it writes, and takes it away', () => {
		for (const field of fields) {
			fc.assert(fc.property(scalar, some => {
				const value = field.json ? { Statement: [some] } : some;
				const after = one(terraform).write([make(field, value)]);
				if (typeof after === 'string') throw new Error(`${field.to.join('.')}: ${after}`);
				expect(at(after.properties(id), field.to), after.text).toEqual(value);
				const again = after.write([{ kind: 'set', resource: id, path: path(field.to), value: value as never }]);
				expect(typeof again === 'string' ? again : again.text).toBe(after.text);
				const gone = after.write([{ kind: 'remove', resource: id, path: path(field.to) }]);
				expect(typeof gone === 'string' ? gone : gone.properties(id)).toEqual({});
			}), { numRuns: 3 });
		}
	});
});

describe('shapes', () => {
	it('say where a name ends in digits', () => expect(shapeOf('AWS::EC2::Instance')!.members.map(member => member.name)).toContain('Ipv6Addresses'));
	it('know only what they were made of', () => expect(shapeOf('AWS::Nothing::There')).toBeUndefined());
	it('say what any key goes into', () => expect(shapeOf('AWS::Lambda::Function')!.members.find(member => member.name === 'Environment')!.members).toEqual([{ name: 'Variables', kind: 'plain', members: [] }]));
});
