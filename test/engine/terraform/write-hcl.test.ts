/** The changes of write.test.ts in HCL: where they go, and what they look like there. */
import { describe, expect, test } from 'vitest';
import type { Change, Draft } from '../../../engine/model/change.ts';
import type { Path } from '../../../engine/model/path.ts';
import { Design, hcl } from './design.ts';

const set = (resource: string, path: Path, value: Draft): Change => ({ kind: 'set', resource, path, value });
const append = (resource: string, path: Path, value: Draft): Change => ({ kind: 'append', resource, path, value });
const remove = (resource: string, path: Path): Change => ({ kind: 'remove', resource, path });
const ref = (id: string, attribute = 'Ref') => ({ '#reference': id, attribute });
const B = 'aws_s3_bucket.b';
const P = 'aws_s3_bucket_policy.p';
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
	expect(written.problems, [...written.texts.values()].join('\n')).toEqual([]);
	return written;
}

const lines = (...all: string[]) => `${all.join('\n')}\n`;
/** A resource with these lines in its body. */
const block = (type: string, name: string, ...body: string[]) => lines(`resource "${type}" "${name}" {`, ...body.map(line => (line ? `  ${line}` : '')), '}');
const BUCKET = block('aws_s3_bucket', 'b', 'bucket = "acme"');

describe('the right block', () => {
	test('is the companion that says it, the block of version 3, or a new companion', () => {
		const design = hcl(lines(
			block('aws_s3_bucket', 'a'), block('aws_s3_bucket', 'b', 'versioning { enabled = false }'), block('aws_s3_bucket', 'c', 'bucket = "c" # ours'),
			block('aws_s3_bucket_versioning', 'x', 'bucket = aws_s3_bucket.a.id', '', 'versioning_configuration {', '  status = "Suspended" # for now', '}')));
		const written = changed(design, ...['a', 'b', 'c'].map(name => set(`aws_s3_bucket.${name}`, ['VersioningConfiguration', 'Status'], 'Enabled')));
		expect(written.text).toBe(lines(
			block('aws_s3_bucket', 'a'), block('aws_s3_bucket', 'b', 'versioning { enabled = true }'), block('aws_s3_bucket', 'c', 'bucket = "c" # ours'),
			block('aws_s3_bucket_versioning', 'c', 'bucket = aws_s3_bucket.c.id', '', 'versioning_configuration {', '  status = "Enabled"', '}'),
			block('aws_s3_bucket_versioning', 'x', 'bucket = aws_s3_bucket.a.id', '', 'versioning_configuration {', '  status = "Enabled" # for now', '}')));
	});

	test('is written once for several changes, and goes along with repeated buckets', () => {
		const design = hcl(lines(block('aws_s3_bucket', 'k', 'for_each = { x = 1, y = 2 }', 'bucket   = each.key'), block('aws_s3_bucket', 'c', 'count = 2').trimEnd()));
		const buckets = ['aws_s3_bucket.k["x"]', 'aws_s3_bucket.k["y"]', 'aws_s3_bucket.c'];
		const written = changed(design, ...buckets.flatMap(id => ['BlockPublicAcls', 'IgnorePublicAcls'].map(name => set(id, ['PublicAccessBlockConfiguration', name], true))));
		expect(written.text).toContain(block('aws_s3_bucket_public_access_block', 'k', 'for_each           = aws_s3_bucket.k', 'bucket             = each.value.id', 'block_public_acls  = true', 'ignore_public_acls = true'));
		expect(written.text).toContain(block('aws_s3_bucket_public_access_block', 'c', 'count              = length(aws_s3_bucket.c)', 'bucket             = aws_s3_bucket.c[count.index].id', 'block_public_acls  = true', 'ignore_public_acls = true'));
		for (const id of buckets) expect(written.properties(id).PublicAccessBlockConfiguration).toEqual({ BlockPublicAcls: true, IgnorePublicAcls: true });
	});

	test('speaks for all its instances', () => {
		const design = hcl(lines(block('aws_s3_bucket', 'k', 'for_each = { x = 1, y = 2 }', 'bucket   = each.key'), block('aws_s3_bucket_policy', 'p', 'for_each = aws_s3_bucket.k', 'bucket   = each.value.id', 'policy   = jsonencode({ Statement = [] })')));
		const add = (key: string, of = key) => append(`aws_s3_bucket_policy.p["${key}"]`, ['PolicyDocument', 'Statement'], { Resource: ref(`aws_s3_bucket.k["${of}"]`, 'Arn') });
		expect(changed(design, add('x'), add('y')).text).toContain('policy   = jsonencode({ Statement = [{ Resource = aws_s3_bucket.k[each.key].arn }] })');
		expect(design.write([add('x', 'y')])).toBe('aws_s3_bucket_policy.p says the same for all its instances');
	});

	test('is the override that holds the argument, in its own syntax', () => {
		const design = new Design({ 'a.tf.json': { resource: { aws_kms_key: { k: { enable_key_rotation: true } } } }, 'override.tf': block('aws_kms_key', 'k', 'enable_key_rotation = false') });
		const written = changed(design, set('aws_kms_key.k', ['EnableKeyRotation'], true));
		expect([...written.texts.values()][1]).toBe(block('aws_kms_key', 'k', 'enable_key_rotation = true'));
		const mixed = new Design({ 'a.tf': BUCKET, 'b.tf.json': { resource: { aws_s3_bucket: { j: {} } } } });
		const both = [...changed(mixed, set(B, ['VersioningConfiguration', 'Status'], 'Enabled'), set('aws_s3_bucket.j', ['VersioningConfiguration', 'Status'], 'Enabled')).texts.values()];
		expect(both[0]).toContain('  bucket = aws_s3_bucket.b.id\n');
		expect(JSON.parse(both[1]!).resource.aws_s3_bucket_versioning).toEqual({ j: { bucket: '${aws_s3_bucket.j.id}', versioning_configuration: { status: 'Enabled' } } });
	});
});

describe('values', () => {
	test('in the branches of a conditional are changed there', () => {
		const design = hcl(lines('variable "on" {}', '', block('aws_kms_key', 'k', 'is_enabled = var.on ? false : true')));
		expect(changed(design, set('aws_kms_key.k', ['Enabled', { branch: 0 }], true)).text).toContain('is_enabled = var.on ? true : true');
	});

	test.each<[string, string, Path, string]>([
		['a variable', 'enable_key_rotation = var.on', ['EnableKeyRotation'], 'the value comes from var.on'],
		['a local in a text', 'description = "x-${local.l}"', ['Description'], 'the value comes from "x-${local.l}"'],
		['a function', 'description = upper("a")', ['Description'], 'upper("a") is computed'],
		['a loop', 'description = [for x in ["a"] : x][0]', ['Description'], '[for x in ["a"] : x][0] is computed'],
		['half a value', 'description = [', ['Description'], '[ is computed'],
		['no such property', '', ['Nothing'], 'Terraform has no argument for Nothing'],
		['what Terraform writes otherwise', 'tags = { a = "b" }', ['Tags', 0, 'Value'], 'Terraform writes Tags in a way that has to be changed by hand'],
	])('decided by %s are refused', (_, body, path, refusal) => {
		const design = hcl(lines('variable "on" {}', '', 'locals {', '  l = "x"', '}', '', block('aws_kms_key', 'k', body)));
		expect(design.write([set('aws_kms_key.k', path, 'new')])).toBe(refusal);
	});

	test('of lists of blocks are set, appended and taken away by index, with what stands between them', () => {
		const design = hcl(block('aws_dynamodb_table', 't', 'hash_key       = "h"', 'read_capacity  = 5', 'write_capacity = 5', '',
			'attribute {', '  name = "h"', '  type = "string"', '}', '', '# of the index', 'local_secondary_index {', '  name            = "l"', '  range_key       = "z"', '  projection_type = "ALL"', '}', '',
			'# of the index', 'attribute {', '  name = "z"', '  type = "S"', '}', '', 'global_secondary_index {', '  name            = "g"', '  hash_key        = "h"', '  projection_type = "ALL"', '  read_capacity   = 1', '  write_capacity  = 1', '}'));
		const t = 'aws_dynamodb_table.t';
		const written = changed(design,
			set(t, ['AttributeDefinitions', 0, 'AttributeType'], 'S'), append(t, ['AttributeDefinitions'], { AttributeName: 'n', AttributeType: 'N' }), remove(t, ['AttributeDefinitions', 1]),
			remove(t, ['LocalSecondaryIndexes', 0]), remove(t, ['ProvisionedThroughput']), remove(t, ['GlobalSecondaryIndexes', 0, 'ProvisionedThroughput']), set(t, ['BillingMode'], 'PAY_PER_REQUEST'),
			set(t, ['KeySchema', 0, 'AttributeName'], 'n'));
		expect(written.text).toBe(block('aws_dynamodb_table', 't', 'hash_key     = "n"', 'billing_mode = "PAY_PER_REQUEST"', '',
			'attribute {', '  name = "h"', '  type = "S"', '}', '', 'attribute {', '  name = "n"', '  type = "N"', '}', '', 'global_secondary_index {', '  name            = "g"', '  hash_key        = "h"', '  projection_type = "ALL"', '}'));
		const index = { IndexName: 'n', KeySchema: [{ AttributeName: 'h', KeyType: 'HASH' }, { AttributeName: 'z', KeyType: 'RANGE' }], Projection: { ProjectionType: 'ALL' } };
		const more = changed(design, append(t, ['GlobalSecondaryIndexes'], index));
		expect((more.properties(t).GlobalSecondaryIndexes as unknown[])[1]).toEqual({ IndexName: 'n', Projection: { ProjectionType: 'ALL' }, KeySchema: index.KeySchema });
		expect(more.text).toContain('  }\n\n  global_secondary_index {\n    name            = "n"\n    hash_key        = "h"\n    range_key       = "z"\n    projection_type = "ALL"\n  }\n}');
	});

	test('that are the last of their block or list take it along', () => {
		const design = hcl(BUCKET + block('aws_s3_bucket_lifecycle_configuration', 'l', 'bucket = aws_s3_bucket.b.id', '', 'rule {', '  id     = "r"', '  status = "Enabled"', '',
			'  transition {', '    days = 1', '  }', '', '  transition {', '    days = 2', '  }', '', '  expiration {', '    days = 3', '  }', '}'));
		const rule = ['LifecycleConfiguration', 'Rules', 0] as const;
		expect(changed(design, remove(B, [...rule, 'Transitions', 0]), remove(B, [...rule, 'Transitions', 1]), remove(B, [...rule, 'ExpirationInDays'])).text)
			.toBe(BUCKET + block('aws_s3_bucket_lifecycle_configuration', 'l', 'bucket = aws_s3_bucket.b.id', '', 'rule {', '  id     = "r"', '  status = "Enabled"', '}'));
	});

	test('of lifecycle rules go into blocks of blocks', () => {
		const rules: Draft[] = [{ Id: 'a', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }, { Id: 'b', Status: 'Enabled', Transitions: [{ TransitionInDays: 30, StorageClass: 'GLACIER' }] }];
		const written = changed(hcl(BUCKET), set(B, ['LifecycleConfiguration', 'Rules'], rules));
		expect(written.text).toBe(`${BUCKET}\n${block('aws_s3_bucket_lifecycle_configuration', 'b', 'bucket = aws_s3_bucket.b.id', '',
			'rule {', '  id     = "a"', '  status = "Enabled"', '', '  abort_incomplete_multipart_upload {', '    days_after_initiation = 7', '  }', '}', '',
			'rule {', '  id     = "b"', '  status = "Enabled"', '', '  transition {', '    days          = 30', '    storage_class = "GLACIER"', '  }', '}')}`);
		expect(written.properties(B).LifecycleConfiguration).toEqual({ Rules: rules });
		const more = changed(written, append(B, ['LifecycleConfiguration', 'Rules'], { Id: 'c', Status: 'Disabled' }), set(B, ['LifecycleConfiguration', 'Rules', 0, 'ExpirationInDays'], 9));
		expect(more.text).toContain('    }\n\n    expiration {\n      days = 9\n    }\n  }\n');
		expect(more.text).toContain('\n\n  rule {\n    id     = "c"\n    status = "Disabled"\n  }\n}\n');
	});

	test('keep a file\'s line ends, tabs and byte order mark', () => {
		const design = hcl(`\uFEFF${BUCKET.replaceAll('  ', '\t').replaceAll('\n', '\r\n')}`);
		const { text } = changed(design, set(B, ['VersioningConfiguration', 'Status'], 'Enabled'), set(B, ['ObjectLockEnabled'], true));
		expect(text).toBe('\uFEFFresource "aws_s3_bucket" "b" {\n\tbucket              = "acme"\n\tobject_lock_enabled = true\n}\n\nresource "aws_s3_bucket_versioning" "b" {\n\tbucket = aws_s3_bucket.b.id\n\n\tversioning_configuration {\n\t\tstatus = "Enabled"\n\t}\n}\n'.replaceAll('\n', '\r\n'));
	});
});

describe('policies', () => {
	const first = '{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "s3:GetObject", "Resource": "${aws_s3_bucket.b.arn}/*" }';
	const tall = JSON.stringify({ Statement: [JSON.parse(first)] }, null, 2);
	const indented = tall.replace(/^/gm, '    ');
	const entries = ['Effect    = "Allow"', 'Principal = { AWS = "*" }', 'Action    = "s3:GetObject" # reads', 'Resource  = "${aws_s3_bucket.b.arn}/*"'];
	const homes: Record<string, string> = {
		'a string of JSON': JSON.stringify(`{ "Statement": [${first}] }`),
		'a string of JSON without references': JSON.stringify(`{ "Statement": [${first.replace('${aws_s3_bucket.b.arn}/*', '*')}] }`),
		'a heredoc': `<<EOF\n${tall}\nEOF`,
		'an indented heredoc': `<<-EOF\n${indented}\n  EOF`,
		'jsonencode on one line': `jsonencode({ Statement = [{ ${entries.map(one => one.replace(/ +=/, ' =').replace(/ #.*/, '')).join(', ')} }] })`,
		'jsonencode on several lines': `jsonencode({\n    Statement = [\n      {\n        ${entries.join('\n        ')}\n      },\n    ]\n  })`,
		'jsonencode of JSON': `jsonencode({\n    "Statement" : [\n      {\n        ${entries.map(one => one.replace(/^(\w+) *=/, '"$1" :').replace(/( #.*)|$/, ',$1').replace(',,', ',')).join('\n        ').replace(/,$/, '')}\n      }\n    ]\n  })`.replace('AWS = ', '"AWS" : '),
		'jsonencode with one statement alone': `jsonencode({\n    Statement = {\n      ${entries.join('\n      ')}\n    }\n  })`,
		'a data source': 'data.aws_iam_policy_document.d.json',
		'a data source in a template': '"${data.aws_iam_policy_document.d.json}"',
	};
	const document = lines('data "aws_iam_policy_document" "d" {', '  statement {', '    actions   = ["s3:GetObject"]', '    resources = ["${aws_s3_bucket.b.arn}/*"]', '', '    principals {', '      type        = "AWS"', '      identifiers = ["*"]', '    }', '  }', '}');
	const home = (policy: string) => hcl(lines(...policy.includes('data.') ? [document] : [], BUCKET, block('aws_s3_bucket_policy', 'p', 'bucket = aws_s3_bucket.b.id').replace(/\}\n$/, `  policy = ${policy}\n}`)));
	const statements = (design: Design) => (design.properties(P).PolicyDocument as { Statement: unknown[] }).Statement;
	/** Lists of one as their item, for the data source says lists. */
	const loose = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, one) => (Array.isArray(one) && one.length === 1 ? one[0] : one));
	const statement = ['PolicyDocument', 'Statement'] as const;

	describe.each(Object.entries(homes))('in %s', (name, policy) => {
		const alone = name.endsWith('alone');
		const index = alone ? [] : [0];
		test.each(['\n', '\r\n'])('take another statement (line end %j)', eol => {
			const design = hcl(home(policy).text.replaceAll('\n', eol));
			const written = changed(design, append(P, statement, DENY));
			expect(loose(statements(written)[1])).toEqual(loose(DENIED));
			expect(loose(statements(written)[0])).toEqual(loose(statements(design)[0] ?? (statements(design) as unknown)));
			expect(written.text.replaceAll(eol, '')).not.toMatch(/[\r\n]/);
			expect(written.text).toContain(policy.includes('# reads') ? '# reads' : '');
		});
		test('are changed inside', () => {
			const written = changed(home(policy), set(P, [...statement, ...index, 'Principal', 'AWS'], ACCOUNT), ...['a', 'b'].map(key => set(P, [...statement, ...index, 'Condition', 'StringEquals', `aws:${key}`], 'o-1')));
			expect(loose(alone ? statements(written) : statements(written)[0])).toMatchObject({ Principal: { AWS: '→AWS::AccountId' }, Condition: { StringEquals: { 'aws:a': 'o-1', 'aws:b': 'o-1' } } });
			expect(written.text).toContain('\ndata "aws_caller_identity" "current" {}\n');
			const again = set(P, [...statement, ...index, 'Condition', 'StringEquals', 'aws:a'], 'o-1');
			expect(changed(written, again).text).toBe(written.text);
		});
		test('refer to what has to be added', () => {
			const written = changed(home(policy), set(P, [...statement, ...index, 'Condition', 'StringEquals', 'aws:a'], ACCOUNT));
			expect(written.text).toContain('\ndata "aws_caller_identity" "current" {}\n');
			expect(loose(alone ? statements(written) : statements(written)[0])).toMatchObject({ Condition: { StringEquals: { 'aws:a': '→AWS::AccountId' } } });
		});
		test('get more of what a string says', () => {
			const written = changed(home(policy), append(P, [...statement, ...index, 'Action'], 's3:GetObjectVersion'));
			expect(loose(alone ? statements(written) : statements(written)[0])).toMatchObject({ Action: ['s3:GetObject', 's3:GetObjectVersion'] });
		});
		if (!alone) test('lose a statement again', () => {
			const more = changed(home(policy), append(P, statement, DENY));
			expect(loose(statements(changed(more, remove(P, [...statement, 0]))))).toEqual(loose([DENIED]));
			expect(loose(statements(changed(more, remove(P, [...statement, 1]))))).toEqual(loose(statements(home(policy))));
			expect(changed(more, remove(P, [...statement, 1])).text).toBe(home(policy).text);
		});
	});

	test('are laid out as Terraform formats them', () => {
		const written = changed(home(homes['jsonencode on several lines']!), append(P, statement, DENY), set(P, [...statement, 0, 'Sid'], 'Read'));
		expect(written.text).toContain(lines('      {', '        Effect    = "Allow"', '        Principal = { AWS = "*" }', '        Action    = "s3:GetObject" # reads', '        Resource  = "${aws_s3_bucket.b.arn}/*"', '        Sid       = "Read"', '      },',
			'      {', '        Sid       = "DenyInsecureTransport"', '        Effect    = "Deny"', '        Principal = "*"', '        Action    = "s3:*"', '        Resource  = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"]',
			'        Condition = { Bool = { "aws:SecureTransport" = "false" } }', '      },', '    ]', '  })'));
		const heredoc = changed(home(homes['an indented heredoc']!), append(P, statement, { Sid: 'S', Resource: '${aws:username}' }));
		expect(heredoc.text).toContain(lines('        },', '        {', '          "Sid": "S",', '          "Resource": "$${aws:username}"', '        }', '      ]', '    }', '  EOF'));
		const document = changed(home(homes['a data source']!), append(P, statement, { Sid: 'S', Principal: { AWS: '*', Service: 'x' }, Resource: '${aws:username}' }));
		expect(document.text).toContain(lines('', '  statement {', '    sid       = "S"', '    resources = ["&{aws:username}"]', '', '    principals {', '      type        = "AWS"', '      identifiers = ["*"]', '    }', '', '    principals {', '      type        = "Service"', '      identifiers = ["x"]', '    }', '  }', '}'));
	});

	test('keep comments in one column', () => {
		const commented = home(`jsonencode({\n    Statement = [\n      {\n        Effect    = "Allow"         # yes\n        Principal = { AWS = "*" }   # all\n        Action    = "s3:GetObject" # read\n      }\n    ]\n  })`.replace('"Allow"         #', '"Allow"        #').replace('"*" }   #', '"*" }  #'));
		const written = changed(commented, set(P, [...statement, 0, 'Principal', 'AWS'], '111122223333'));
		expect(written.text).toContain(lines('        Effect    = "Allow"                  # yes', '        Principal = { AWS = "111122223333" } # all', '        Action    = "s3:GetObject"           # read'));
		expect(changed(written, remove(P, [...statement, 0, 'Principal'])).text).toContain(lines('        Effect = "Allow"        # yes', '        Action = "s3:GetObject" # read'));
	});

	test('keep the blocks of a data source and their comments when everyone becomes somebody', () => {
		const open = home(homes['a data source']!).text.replace('"AWS"', '"*" # for now').replace('["*"]', '[\n        # anyone\n        "*", # really\n      ] # sic');
		const written = changed(hcl(open), set(P, [...statement, 0, 'Principal'], { AWS: ACCOUNT }));
		expect(written.text).toContain(lines('    principals {', '      type        = "AWS" # for now', '      identifiers = [', '        # anyone', '        data.aws_caller_identity.current.account_id, # really', '      ] # sic', '    }'));
		expect(loose(statements(written)[0])).toMatchObject({ Principal: { AWS: '→AWS::AccountId' } });
		const more = changed(written, set(P, [...statement, 0, 'Principal'], { AWS: 'a', Service: 's' }));
		expect(loose(statements(more)[0])).toMatchObject({ Principal: { AWS: 'a', Service: 's' } });
	});

	test('are refused where they are shared, built or elsewhere', () => {
		const twice = hcl(`${home(homes['a data source']!).text}\noutput "o" {\n  value = data.aws_iam_policy_document.d.json\n}\n`);
		expect(twice.write([append(P, statement, DENY)])).toBe('data.aws_iam_policy_document.d is used in several places');
		expect(home('local.policy').write([append(P, statement, DENY)])).toBe('local.policy is computed');
		expect(home('file("p.json")').write([append(P, statement, DENY)])).toBe('file("p.json") is computed');
		expect(home('jsonencode({ Statement = [for x in [] : x] })').write([append(P, statement, DENY)])).toBe('[for x in [] : x] is computed');
		expect(home(`<<EOF\n{ "Statement": { "Principal": "\${var.v}" } }\nEOF`).write([set(P, [...statement, 'Principal'], 'x')])).toBe('the value comes from var.v');
		expect(home('<<EOF\n{ "Statement": {"Resource": "${format("%s/*", aws_s3_bucket.b.arn)}"} }\nEOF').write([append(P, statement, { Sid: 'S' })])).toBe('${format("%s/*", aws_s3_bucket.b.arn)} cannot be written again inside of a string');
	});
});

describe('a repeated bucket is referred to', () => {
	const design = (count: string, policyCount: string | undefined, more = '') => hcl(lines(more, block('aws_s3_bucket', 'b', `count = ${count}`),
		block('aws_s3_bucket_policy', 'p', ...policyCount ? [`count  = ${policyCount}`] : [], 'bucket = aws_s3_bucket.b[0].id', 'policy = jsonencode({ Statement = [] })')));
	const add = append(P, ['PolicyDocument', 'Statement'], { Resource: ref(B, 'Arn') });
	const variable = 'variable "create" {\n  default = true\n}\n';

	test.each([
		['that there certainly is once', 'local.create ? 1 : 0', undefined, 'locals {\n  create = true\n}\n', 'aws_s3_bucket.b[0].arn'],
		['whose number is one', '1', undefined, '', 'aws_s3_bucket.b[0].arn'],
		['on the same condition', 'var.create ? 1 : 0', 'var.create ? 1 : 0', variable, 'aws_s3_bucket.b[0].arn'],
		['on the same condition, the other way round', '!var.create ? 0 : 1', '!var.create ? 0 : 1', variable, 'aws_s3_bucket.b[0].arn'],
		['by a block under more conditions', 'var.create ? 1 : 0', 'var.create && var.open ? 1 : 0', 'variable "create" {}\nvariable "open" {}\n', 'aws_s3_bucket.b[0].arn'],
		['one by one', 'var.n', 'length(aws_s3_bucket.b)', 'variable "n" {}\n', 'aws_s3_bucket.b[count.index].arn'],
	])('%s', (_, count, own, more, expected) => {
		expect(changed(design(count, own, more), add).text).toContain(`Resource = ${expected}`);
	});

	test.each([
		['that there may not be', 'var.create ? 1 : 0', undefined, variable],
		['on another condition', 'var.create ? 1 : 0', 'var.other ? 1 : 0', `${variable}variable "other" {}\n`],
		['that there are several of', '2', undefined, ''],
		['that there are several of, as of the block', 'var.create ? 2 : 0', 'var.create ? 2 : 0', variable],
	])('but not one %s', (_, count, own, more) => {
		expect(design(count, own, more).write([add])).toBe('aws_s3_bucket.b has several instances');
	});
});

test('resources are added beside the one that needs them, with what they refer to', () => {
	const design = hcl(lines('data "aws_caller_identity" "me" {}', '', BUCKET, block('aws_lambda_function', 'resize'), block('aws_sns_topic', 't', 'provider = aws.west'),
		block('aws_s3_bucket_notification', 'n', 'bucket = aws_s3_bucket.b.id', '', 'lambda_function {', '  lambda_function_arn = aws_lambda_function.resize.arn', '  events              = ["s3:ObjectCreated:*"]', '}').trimEnd()));
	const before = { resource: B, path: ['NotificationConfiguration', 'LambdaConfigurations', 0, 'Function'] };
	const permission = (name: string): Change => ({ kind: 'add', type: 'AWS::Lambda::Permission', name, near: 'aws_lambda_function.resize', before, properties: {
		Action: 'lambda:InvokeFunction', FunctionName: ref('aws_lambda_function.resize'), Principal: `${name}.amazonaws.com`, SourceAccount: ACCOUNT,
	} });
	const written = changed(design, permission('s3'), permission('sns'),
		{ kind: 'add', type: 'AWS::SNS::TopicPolicy', name: 'tPolicy', near: 'aws_sns_topic.t', properties: { Topics: [ref('aws_sns_topic.t')], PolicyDocument: { Version: '2012-10-17', Statement: [{ Resource: ref('aws_sns_topic.t') }] } } });
	expect(written.text).toBe(lines('data "aws_caller_identity" "me" {}', '', BUCKET, block('aws_lambda_function', 'resize'),
		...['s3', 'sns'].map(name => block('aws_lambda_permission', name, 'action         = "lambda:InvokeFunction"', 'function_name  = aws_lambda_function.resize.function_name', `principal      = "${name}.amazonaws.com"`, 'source_account = data.aws_caller_identity.me.account_id')),
		block('aws_sns_topic', 't', 'provider = aws.west'),
		block('aws_sns_topic_policy', 't', 'provider = aws.west', 'arn      = aws_sns_topic.t.arn', 'policy = jsonencode({', '  Version   = "2012-10-17"', '  Statement = [{ Resource = aws_sns_topic.t.arn }]', '})'),
		block('aws_s3_bucket_notification', 'n', 'bucket     = aws_s3_bucket.b.id', 'depends_on = [aws_lambda_permission.s3, aws_lambda_permission.sns]', '', 'lambda_function {', '  lambda_function_arn = aws_lambda_function.resize.arn', '  events              = ["s3:ObjectCreated:*"]', '}').trimEnd()));
	const third = changed(written, permission('sqs'));
	expect(third.text).toContain('depends_on = [aws_lambda_permission.s3, aws_lambda_permission.sns, aws_lambda_permission.sqs]');
});

test('blocks that are written as an argument are changed there', () => {
	const t = 'aws_dynamodb_table.t';
	const design = hcl(block('aws_dynamodb_table', 't', 'attribute = [', '  {', '    name = "h"', '    type = "string" # ?', '  },', '  {', '    name = "z"', '    type = "S"', '  },', ']', 'hash_key = "h"'));
	const written = changed(design, set(t, ['AttributeDefinitions', 0, 'AttributeType'], 'S'), remove(t, ['AttributeDefinitions', 1]), append(t, ['AttributeDefinitions'], { AttributeName: 'n', AttributeType: 'N' }));
	expect(written.text).toBe(block('aws_dynamodb_table', 't', 'attribute = [', '  {', '    name = "h"', '    type = "S" # ?', '  },', '  {', '    name = "n"', '    type = "N"', '  },', ']', 'hash_key = "h"'));
	expect(written.properties(t).AttributeDefinitions).toEqual([{ AttributeName: 'h', AttributeType: 'S' }, { AttributeName: 'n', AttributeType: 'N' }]);
});

test('rules within a security group are refused as in JSON', () => {
	const design = hcl(block('aws_security_group', 'g', 'name = "g"', '', 'ingress {', '  from_port = 22', '}'));
	expect(design.write([set('aws_security_group.g', ['SecurityGroupIngress', 0, 'FromPort'], 443)])).toBe('Terraform writes SecurityGroupIngress in a way that has to be changed by hand');
});

describe('dynamic blocks', () => {
	const dynamic = ['dynamic "rule" {', '  for_each = [{ days = 10 }]', '  content {', '    status = "Enabled"', '', '    transition {', '      days          = rule.value.days', '      storage_class = "STANDARD_IA"', '    }', '  }', '}'];
	const lifecycle = (...body: string[]) => hcl(BUCKET + block('aws_s3_bucket_lifecycle_configuration', 'l', 'bucket = aws_s3_bucket.b.id', ...dynamic, ...body));
	const days = (index: number) => set(B, ['LifecycleConfiguration', 'Rules', index, 'Transitions', 0, 'TransitionInDays'], 30);

	test('are refused by that name', () => {
		expect(lifecycle().write([days(0)])).toBe('a dynamic block makes rule');
		expect(lifecycle('rule {', '  status = "Enabled"', '}').write([days(1)])).toBe('a dynamic block makes rule');
		const versioning = hcl(block('aws_s3_bucket', 'b', 'dynamic "versioning" {', '  for_each = [1]', '  content {', '    enabled = false', '  }', '}'));
		expect(versioning.write([set(B, ['VersioningConfiguration', 'Status'], 'Enabled')])).toBe('a dynamic block makes versioning');
	});
});
