/** Terraform modules: calls, arguments, outputs, providers, downloads, and what leads nowhere. */
import { describe, expect, test } from 'vitest';
import { lower } from '../../../engine/dialects/terraform/lower.ts';
import { furtherDirectories } from '../../../engine/dialects/terraform/module-tree.ts';
import type { Sources } from '../../../engine/dialects/dialect.ts';
import type { LoweredResource } from '../../../engine/model/lowered.ts';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { loadGrammar } from '../../../workspace/grammar.ts';
import { plain } from './design.ts';

await loadGrammar();

const ROOT = 'file:///m/';

function sources(files: Readonly<Record<string, string>>, more: Partial<Sources> = {}): Sources {
	const documents = Object.entries(files).map(([name, text]) => ({ uri: ROOT + name, tree: name.endsWith('.json') ? readJson(text) : readHcl(text) }));
	return { documents, directory: ROOT, ...more };
}

function design(files: Readonly<Record<string, string>>, more: Partial<Sources> = {}) {
	const lowered = lower(sources(files, more));
	const resource = (id: string): LoweredResource => {
		const found = lowered.resources.find(one => one.id === id);
		if (!found) throw new Error(`no ${id} among ${lowered.resources.map(one => one.id).join(', ')}`);
		return found;
	};
	return {
		...lowered, resource, ids: lowered.resources.map(one => one.id),
		properties: (id: string) => plain(resource(id).lower().value) as Record<string, unknown>,
		/** The text that a resource's property is shown at. */
		shown: (id: string, name: string) => {
			const { site } = resource(id).lower().value.entries.get(name)!.value;
			return files[site.uri.slice(ROOT.length)]!.slice(site.range.start, site.range.end);
		},
	};
}

const BUCKET = 'variable "name" {}\nvariable "days" { default = 30 }\nresource "aws_s3_bucket" "this" {\n  bucket = var.name\n  lifecycle_rule {\n    enabled = true\n    transition {\n      days          = var.days\n      storage_class = "GLACIER"\n    }\n  }\n}\noutput "id" { value = aws_s3_bucket.this.id }\noutput "bucket" { value = aws_s3_bucket.this }\n';
const days = (properties: Record<string, unknown>) => (properties as never)['LifecycleConfiguration']['Rules'][0]['Transitions'][0]['TransitionInDays'];

describe('a call', () => {
	test('gives its arguments, and what it leaves out has its default for certain', () => {
		const { ids, properties } = design({ 'b/main.tf': BUCKET, 'main.tf': 'module "a" {\n  source = "./b"\n  name   = "alpha"\n}\nmodule "z" {\n  source = "./b"\n  name   = "z-${local.x}"\n  days   = 90\n}\nlocals { x = "last" }\n' });
		expect(ids).toEqual(['module.a.aws_s3_bucket.this', 'module.z.aws_s3_bucket.this']);
		expect(properties('module.a.aws_s3_bucket.this')['BucketName']).toBe('alpha');
		expect(days(properties('module.a.aws_s3_bucket.this'))).toBe(30);
		expect(properties('module.z.aws_s3_bucket.this')['BucketName']).toBe('z-last');
		expect(days(properties('module.z.aws_s3_bucket.this'))).toBe(90);
	});

	test('hands on what its own module is given; a variable of the root stays an assumption', () => {
		const { properties } = design({
			'b/main.tf': BUCKET, 'mid/main.tf': 'variable "n" {}\nmodule "inner" {\n  source = "../b"\n  name   = "${var.n}-inner"\n}\n',
			'main.tf': 'variable "env" { default = "dev" }\nmodule "outer" {\n  source = "./mid"\n  n      = var.env\n}\n',
		});
		expect(properties('module.outer.module.inner.aws_s3_bucket.this')['BucketName']).toEqual({ assumed: 'dev-inner', by: 'variable env' });
	});

	test('says null for the default where the variable may not be null', () => {
		const text = (nullable: string) => design({ 'b/main.tf': `variable "days" {\n  default = 30\n  ${nullable}\n}\nresource "aws_kms_key" "k" { deletion_window_in_days = var.days }\n`, 'main.tf': 'module "a" {\n  source = "./b"\n  days   = null\n}\n' }).properties('module.a.aws_kms_key.k');
		expect(text('nullable = false')['PendingWindowInDays']).toBe(30);
		expect(text('')['PendingWindowInDays']).toBeUndefined();
	});

	test('makes one module for each key, many, one under a condition, or none', () => {
		const { ids, resource, properties } = design({ 'b/main.tf': BUCKET, 'main.tf': [
			'variable "on" {}',
			'module "each" {\n  for_each = { x = 10, y = 20 }\n  source = "./b"\n  name = each.key\n  days = each.value\n}',
			'module "many" {\n  count = 3\n  source = "./b"\n  name = "n-${count.index}"\n}',
			'module "maybe" {\n  count = var.on ? 1 : 0\n  source = "./b"\n  name = "m"\n}',
			'module "none" {\n  count = 0\n  source = "./b"\n  name = "m"\n}',
		].join('\n') });
		expect(ids).toEqual(['module.each["x"].aws_s3_bucket.this', 'module.each["y"].aws_s3_bucket.this', 'module.many.aws_s3_bucket.this', 'module.maybe.aws_s3_bucket.this']);
		expect(properties('module.each["y"].aws_s3_bucket.this')['BucketName']).toBe('y');
		expect(days(properties('module.each["y"].aws_s3_bucket.this'))).toBe(20);
		expect(resource('module.many.aws_s3_bucket.this').multiplicity).toBe('many');
		expect(resource('module.maybe.aws_s3_bucket.this').when).toEqual([{ name: 'var.on', is: true }]);
	});

	test('counts what it opens, where that is known', () => {
		const { ids, resource } = design({ 'b/main.tf': 'variable "some" { default = 3 }\nresource "aws_s3_bucket" "two" { count = 2 }\nresource "aws_s3_bucket" "some" { count = var.some }\nresource "aws_s3_bucket" "one" {}\n', 'main.tf': [
			'variable "n" {}',
			'module "many" {\n  count = 60\n  source = "./b"\n}',
			'module "free" {\n  count = var.n\n  source = "./b"\n}',
		].join('\n') });
		expect(ids.flatMap(id => (resource(id).instances === undefined ? [] : [`${id} ${resource(id).instances}`]))).toEqual(['module.many.aws_s3_bucket.two 120', 'module.many.aws_s3_bucket.some 180', 'module.many.aws_s3_bucket.one 60']);
	});

	test('passes conditions of the caller on by the caller\'s name', () => {
		const { resource } = design({ 'b/main.tf': 'variable "create" {}\nresource "aws_kms_key" "k" { count = var.create ? 1 : 0 }\n', 'main.tf': 'variable "prod" {}\nmodule "a" {\n  source = "./b"\n  create = var.prod\n}\nresource "aws_kms_key" "own" { count = var.prod ? 1 : 0 }\n' });
		expect(resource('module.a.aws_kms_key.k').when).toEqual(resource('aws_kms_key.own').when);
	});

	test('fills the optional attributes of objects', () => {
		const { properties } = design({
			'b/main.tf': 'variable "rules" {\n  type = map(object({\n    days  = optional(number, 45)\n    class = string\n    extra = optional(string)\n  }))\n}\nresource "aws_s3_bucket" "b" {\n  dynamic "lifecycle_rule" {\n    for_each = var.rules\n    content {\n      id      = lifecycle_rule.key\n      enabled = true\n      transition {\n        days          = lifecycle_rule.value.days\n        storage_class = lifecycle_rule.value.class\n      }\n      prefix = lifecycle_rule.value.extra\n    }\n  }\n}\n',
			'main.tf': 'module "a" {\n  source = "./b"\n  rules  = { one = { class = "GLACIER" }, two = { class = "STANDARD_IA", days = 31 } }\n}\n',
		});
		expect(properties('module.a.aws_s3_bucket.b')['LifecycleConfiguration']).toEqual({ Rules: [
			{ Id: 'one', Status: 'Enabled', Transitions: [{ TransitionInDays: 45, StorageClass: 'GLACIER' }] },
			{ Id: 'two', Status: 'Enabled', Transitions: [{ TransitionInDays: 31, StorageClass: 'STANDARD_IA' }] },
		] });
	});
});

describe('outputs', () => {
	test('are what they say, whole resources included, also of modules with keys', () => {
		const { properties } = design({ 'b/main.tf': BUCKET, 'main.tf': [
			'module "a" {\n  source = "./b"\n  name = "a"\n}', 'module "k" {\n  for_each = toset(["x"])\n  source = "./b"\n  name = each.key\n}',
			'resource "aws_s3_bucket_policy" "one" {\n  bucket = module.a.id\n  policy = "{}"\n}',
			'resource "aws_s3_bucket_policy" "two" {\n  bucket = module.a.bucket.id\n  policy = "{}"\n}',
			'resource "aws_s3_bucket_policy" "three" {\n  bucket = module.k["x"].id\n  policy = "{}"\n}',
			'resource "aws_s3_bucket_policy" "four" {\n  bucket = module.a.missing\n  policy = "{}"\n}',
		].join('\n') });
		expect(['one', 'two', 'three', 'four'].map(name => properties(`aws_s3_bucket_policy.${name}`)['Bucket'])).toEqual([
			'→module.a.aws_s3_bucket.this.Ref', '→module.a.aws_s3_bucket.this.Ref', '→module.k["x"].aws_s3_bucket.this.Ref', '?',
		]);
	});

	test('attach companions of one module to resources of another', () => {
		const { properties, ids } = design({ 'b/main.tf': BUCKET, 'main.tf': 'module "a" {\n  source = "./b"\n  name = "a"\n}\nresource "aws_s3_bucket_versioning" "v" {\n  bucket = module.a.id\n  versioning_configuration { status = "Suspended" }\n}\n' });
		expect(ids).toEqual(['module.a.aws_s3_bucket.this']);
		expect(properties('module.a.aws_s3_bucket.this')['VersioningConfiguration']).toEqual({ Status: 'Suspended', MFADelete: 'Disabled' });
	});
});

describe('what is unknown in a module', () => {
	test('is another unknown than that of the same text elsewhere', () => {
		const { properties } = design({
			'b/main.tf': 'variable "x" {}\nresource "aws_kms_key" "k" { description = var.x }\n',
			'main.tf': 'variable "x" {}\nmodule "a" {\n  source = "./b"\n}\nmodule "b" {\n  source = "./b"\n}\nresource "aws_kms_key" "k" { description = var.x }\n',
		});
		expect(['aws_kms_key.k', 'module.a.aws_kms_key.k', 'module.b.aws_kms_key.k'].map(id => properties(id)['Description'])).toEqual(['? var.x', '? module.a.var.x', '? module.b.var.x']);
	});

	test('includes the outputs of modules that cannot be read', () => {
		const { properties } = design({ 'main.tf': 'module "far" {\n  source  = "terraform-aws-modules/kms/aws"\n  version = "2.0.0"\n}\nresource "aws_sqs_queue" "q" { kms_master_key_id = module.far.key_arn }\nresource "aws_sqs_queue" "r" { kms_master_key_id = module.far.key_arn }\n' });
		expect(['q', 'r'].map(name => properties(`aws_sqs_queue.${name}`)['KmsMasterKeyId'])).toEqual(['? module.far.key_arn', '? module.far.key_arn']);
	});
});

describe('a module that terraform init has downloaded', () => {
	const files = {
		'main.tf': 'module "logs" {\n  source = "acme/bucket/aws"\n  name   = "logs"\n  days   = 5\n}\n',
		'.terraform/modules/modules.json': JSON.stringify({ Modules: [{ Key: '', Source: '', Dir: '.' }, { Key: 'logs', Source: 'registry.terraform.io/acme/bucket/aws', Dir: '.terraform/modules/logs' }, { Key: 'evil', Dir: '.terraform/modules/../../../etc' }] }),
		'.terraform/modules/logs/main.tf': BUCKET,
	};

	test('is read, and shown at its call', () => {
		const { resource, shown, properties } = design(files);
		const bucket = resource('module.logs.aws_s3_bucket.this');
		expect(properties(bucket.id)['BucketName']).toBe('logs');
		expect(bucket).toMatchObject({ name: 'module.logs.aws_s3_bucket.this', calls: [], site: { uri: `${ROOT}main.tf` } });
		expect(shown(bucket.id, 'LifecycleConfiguration')).toBe('"logs"');
		const json = JSON.stringify(bucket.lower().value, (_, value) => (value instanceof Map ? [...value] : value));
		expect(json).not.toContain('.terraform');
	});

	test('has no problems that a reader could mend', () => {
		expect(design({ ...files, '.terraform/modules/logs/main.tf': `${BUCKET}\nresource "aws_kms_key" "k" {\n  x = \n}\n` }).problems).toEqual([]);
	});

	test('lies where the manifest says, and nowhere else', () => {
		expect(furtherDirectories(sources({ 'main.tf': files['main.tf'], '.terraform/modules/modules.json': files['.terraform/modules/modules.json'] }))).toEqual([`${ROOT}.terraform/modules/logs/`]);
	});
});

describe('a module that leads back to itself', () => {
	test.each([
		['at once', { 'main.tf': 'module "me" { source = "./" }\nresource "aws_kms_key" "k" {}\n' }, 'module me leads back to itself.'],
		['by another', { 'main.tf': 'module "a" { source = "./a" }\nresource "aws_kms_key" "k" {}\n', 'a/main.tf': 'module "b" { source = "../b" }\n', 'b/main.tf': 'module "again" { source = "../a" }\n' }, 'module again leads back to itself.'],
	])('%s is a problem, and the rest is read', (_, files, message) => {
		const { ids, problems } = design(files as unknown as Record<string, string>);
		expect(ids).toEqual(['aws_kms_key.k']);
		expect(problems.map(one => one.message)).toEqual([message]);
	});

	test('through its own outputs is unknown', () => {
		const { properties } = design({ 'b/main.tf': 'variable "in" {}\nresource "aws_kms_key" "k" { description = var.in }\noutput "out" { value = var.in }\n', 'main.tf': 'module "a" {\n  source = "./b"\n  in     = module.a.out\n}\n' });
		expect(properties('module.a.aws_kms_key.k')['Description']).toMatch(/^\?/);
	});
});

test('calls without end stop at a budget', () => {
	const files: Record<string, string> = { 'main.tf': 'module "m" {\n  for_each = toset([for n in range(40) : tostring(n)])\n  source = "./l0"\n  k = each.key\n}\n' };
	for (let level = 0; level < 4; level++) files[`l${level}/main.tf`] = `variable "k" {}\nmodule "m" {\n  for_each = toset([for n in range(40) : tostring(n)])\n  source = "../l${level + 1}"\n  k = each.key\n}\nresource "aws_kms_key" "k" { description = var.k }\n`;
	const { incomplete, ids } = design(files);
	expect(ids.length).toBeLessThan(3000);
	expect(incomplete).toContain('more than 500 modules');
});

describe('providers', () => {
	const attribute = (lowered: ReturnType<typeof design>, id: string, name: string) => lowered.properties(id)[name];

	test('say region and account, by alias and through calls', () => {
		const lowered = design({
			'main.tf': [
				'provider "aws" { region = "eu-west-1" }',
				'provider "aws" {\n  alias  = "west"\n  region = var.west\n  assume_role { role_arn = "arn:aws:iam::210987654321:role/deploy" }\n}', 'variable "west" { default = "us-west-2" }',
				'resource "aws_kms_key" "home" {}', 'resource "aws_kms_key" "away" { provider = aws.west }', 'resource "aws_kms_key" "own" { region = "eu-north-1" }',
				'module "a" {\n  source    = "./b"\n  providers = { aws = aws.west, aws.other = aws }\n}', 'module "plain" { source = "./b" }',
			].join('\n'),
			'b/main.tf': 'resource "aws_kms_key" "k" {}\nresource "aws_kms_key" "o" { provider = aws.other }\n',
		});
		expect(['aws_kms_key.home', 'aws_kms_key.away', 'aws_kms_key.own', 'module.a.aws_kms_key.k', 'module.a.aws_kms_key.o', 'module.plain.aws_kms_key.k', 'module.plain.aws_kms_key.o'].map(id => attribute(lowered, id, '@Region'))).toEqual([
			'eu-west-1', { assumed: 'us-west-2', by: 'variable west' }, 'eu-north-1', { assumed: 'us-west-2', by: 'variable west' }, 'eu-west-1', 'eu-west-1', undefined,
		]);
		expect(attribute(lowered, 'module.a.aws_kms_key.k', '@Account')).toBe('210987654321');
		expect(attribute(lowered, 'aws_kms_key.home', '@Account')).toBeUndefined();
		expect(attribute(lowered, 'aws_kms_key.away', '@Provider')).toBe('aws.west');
	});

	test('say which of their arguments have a write-only form, where the versions demanded have it', () => {
		const child = 'variable "p" { sensitive = true }\nresource "aws_db_instance" "d" { password = var.p }\nresource "aws_db_instance" "m" { manage_master_user_password = true }\n';
		const forms = (block: string) => {
			const lowered = design({ 'main.tf': `${block}\nmodule "a" {\n  source = "./b"\n  p      = "x"\n}\n`, 'b/main.tf': child });
			return ['module.a.aws_db_instance.d', 'module.a.aws_db_instance.m'].map(id => attribute(lowered, id, '@WriteOnlyForms'));
		};
		const demands = (version: string, aws: string) => `terraform {\n  required_version = "${version}"\n  required_providers {\n    aws = { version = "${aws}" }\n  }\n}`;
		expect(forms(demands('>= 1.11.0', '~> 6.0'))).toEqual([{ MasterUserPassword: 'password_wo' }, undefined]);
		expect(forms(demands('>= 1.11.0', '~> 5.99'))).toEqual([undefined, undefined]);
		expect(forms(demands('< 1.12', '~> 6.0'))).toEqual([undefined, undefined]);
		expect(forms('')).toEqual([undefined, undefined]);
	});
});

describe('variables', () => {
	const main = 'variable "d" { default = "default" }\nresource "aws_kms_key" "k" { description = var.d }\n';
	const files = { 'main.tf': main, 'terraform.tfvars': 'd = "tfvars"\n', 'b.auto.tfvars': 'd = "auto"\n', 'prod.tfvars': 'd = "prod"\n', 'c.auto.tfvars.json': '{ "d": "json" }' };
	const value = (given: Record<string, string>, more?: Partial<Sources>) => (design(given, more).properties('aws_kms_key.k')['Description'] as { assumed: string; by: string });

	test('are set by files in Terraform\'s order, and by those that are named', () => {
		const { 'main.tf': own, 'terraform.tfvars': tfvars, 'b.auto.tfvars': auto } = files;
		expect(value({ 'main.tf': own })).toEqual({ assumed: 'default', by: 'variable d' });
		expect(value({ 'main.tf': own, 'terraform.tfvars': tfvars })).toEqual({ assumed: 'tfvars', by: 'variable d (terraform.tfvars)' });
		expect(value({ 'main.tf': own, 'terraform.tfvars': tfvars, 'b.auto.tfvars': auto })).toEqual({ assumed: 'auto', by: 'variable d (b.auto.tfvars)' });
		expect(value(files)).toEqual({ assumed: 'json', by: 'variable d (c.auto.tfvars.json)' });
		expect(value(files, { variables: [`${ROOT}prod.tfvars`] })).toEqual({ assumed: 'prod', by: 'variable d (prod.tfvars)' });
	});

	test('of called modules are not set by files', () => {
		const { properties } = design({ 'main.tf': 'module "a" { source = "./b" }\n', 'b/main.tf': main, 'b/terraform.tfvars': 'd = "tfvars"\n' });
		expect(properties('module.a.aws_kms_key.k')['Description']).toBe('default');
	});
});
