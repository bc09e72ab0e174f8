/** Hostile Terraform: whatever stands in a workspace ends soon, throws nothing, and what could not be read is said or unknown. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { terraform } from '../../../engine/dialects/terraform/terraform.ts';
import type { Value } from '../../../engine/model/value.ts';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { applyEdits } from '../../../engine/syntax/tree.ts';
import { Design, type Files, hcl, module } from './design.ts';

/** Milliseconds of the processor's time; far from what any of these takes, and far below what grows without bound takes. */
const SOON = 8000;

/** Reads a design whole, in time, with every place inside of its text. */
function read(files: Files | string): Design {
	const started = process.cpuUsage();
	const design = typeof files === 'string' ? hcl(files) : new Design(files);
	for (const resource of design.lowered.resources) check(resource.lower().value, design);
	for (const resource of design.architecture.resources) for (const [, property] of resource.properties.entries) expect(property.exists).toMatch(/yes|no|maybe/);
	const { user, system } = process.cpuUsage(started);
	expect((user + system) / 1000).toBeLessThan(SOON);
	return design;
}

function check(value: Value, design: Design, depth = 0): void {
	const { range, uri } = value.site;
	const length = design.texts.get(uri)?.length ?? -1;
	if (!(range.start >= 0 && range.start <= range.end && range.end <= length)) expect({ range, length }).toBe('a place in the text');
	if (depth > 300) return;
	if (value.kind === 'map') for (const entry of value.entries.values()) check(entry.value, design, depth + 1);
	else if (value.kind === 'list') for (const item of value.items) check(item, design, depth + 1);
	else if (value.kind === 'choice') for (const option of value.options) check(option.value, design, depth + 1);
	else if (value.kind === 'assumed') check(value.value, design, depth + 1);
}

const key = (description: string, more = '') => `resource "aws_kms_key" "k" {\n  description = ${description}\n${more}}\n`;
const chain = (count: number, first: string, next: (before: string) => string) =>
	`locals {\n  l0 = ${first}\n${Array.from({ length: count }, (_, index) => `  l${index + 1} = ${next(`local.l${index}`)}\n`).join('')}}\n`;
const times = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index)).join('');

describe('much', () => {
	test.each<[string, string]>([
		['a million instances', `resource "aws_kms_key" "k" {\n  count = 1000000\n  description = count.index\n}\n`],
		['a million keys', `resource "aws_kms_key" "k" {\n  for_each = toset(range(1000000))\n  description = each.key\n}\n`],
		['thirty thousand keys', `resource "aws_kms_key" "k" {\n  for_each = toset(${JSON.stringify(Array.from({ length: 30_000 }, (_, index) => `k${index}`))})\n  description = each.key\n}\n`],
		['a product of products', key('length(setproduct(range(1000), range(1000), range(1000)))')],
		['nested loops', key('length([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : "${a}${b}${c}"]]])')],
		['nested loops in dynamic blocks', `resource "aws_dynamodb_table" "t" {\n  dynamic "attribute" {\n    for_each = range(1000)\n    content {\n      name = join("", [for x in range(1000) : "${'${x}'}"])\n      type = "S"\n    }\n  }\n}\n`],
		['a text that doubles', chain(60, '"ab"', before => `"\${${before}}\${${before}}"`) + key('local.l60')],
		['a text that joins itself', chain(60, '"ab"', before => `join(${before}, [${before}, ${before}, ${before}])`) + key('local.l60')],
		['a text that replaces itself', chain(40, '"aaaaaaaaaaaaaaaa"', before => `replace(${before}, "a", ${before})`) + key('local.l40')],
		['a text that formats itself', chain(40, '"abcd"', before => `format("%s%s%1000s", ${before}, ${before}, ${before})`) + key('local.l40')],
		['lists that double', chain(60, '["a", "b"]', before => `concat(${before}, ${before})`) + key('join("", local.l60)')],
		['lists in lists that double', chain(60, '["a"]', before => `[${before}, ${before}]`) + key('join("", flatten(local.l60))')],
		['maps that double', chain(40, '{ a = 1 }', before => `{ for p in setproduct(keys(${before}), ["a", "b"]) : "\${p[0]}\${p[1]}" => p }`) + key('jsonencode(local.l40)')],
		['objects that double', chain(60, '{ a = 1 }', before => `{ a = ${before}, b = ${before} }`) + key('"x"', '  tags = local.l60\n')],
		['policies that double', chain(60, '{ Effect = "Allow" }', before => `{ Statement = [${before}, ${before}] }`) + key('"x"', '  policy = jsonencode(local.l60)\n')],
		['unknown lists compared', `variable "x" {}\n${key('join("", distinct(flatten([for a in range(1000) : [for b in range(10) : "${var.x}${a}${b}"]])))')}`],
		['a default used ten thousand times', `variable "x" { default = "a" }\n${key('join("", flatten([for a in range(100) : [for b in range(100) : var.x]]))')}`],
		['defaults of many variables', `${times(300, index => `variable "v${index}" { default = "a" }\n`)}${key(`join("", [${times(300, index => `var.v${index}, `)}])`)}`],
		['conditions that multiply', `${times(60, index => `variable "v${index}" {}\n`)}${key(`join("", [${times(60, index => `var.v${index} ? "a" : "b", `)}])`)}`],
		['conditions around conditions', `${times(60, index => `variable "v${index}" {}\n`)}${chain(60, '"x"', before => `var.v${before.slice(7)} ? upper(${before}) : lower(${before})`).replaceAll('var.v60', 'var.v0')}${key('local.l60')}`],
		['trailing line ends', key(`chomp("${'\\n'.repeat(100_000)}x")`)],
		['slashes', key(`basename("${'/'.repeat(100_000)}x")`)],
	])('%s', (_, text) => { read(text); });

	test.each<[string, string, string]>([
		['instances', 'resource "aws_kms_key" "k" {\n  for_each = toset(range(60))\n  description = each.key\n}\n', 'aws_kms_key.k: more than 50 instances'],
		['expressions', key('length([for a in range(1000) : [for b in range(1000) : a]])'), 'expressions that are too large to be evaluated'],
		['values', chain(60, '["a"]', before => `[${before}, ${before}]`) + key('"x"', '  tags = { x = length(flatten(local.l60)) }\n'), 'values that are too large to be read'],
	])('%s that are left out are said', (_, text, incomplete) => expect(read(text).lowered.incomplete).toContain(incomplete));

	test('five thousand resources', () => {
		const design = read(times(5000, index => `resource "aws_kms_key" "k${index}" {\n  description = "\${var.x}-${index}"\n}\n`));
		expect(design.ids).toHaveLength(5000);
	});

	test('a heredoc of megabytes', () => {
		const design = read(`${key(`<<EOT\n${'some text ${local.x} and "more"\n'.repeat(60_000)}EOT`)}${key('"after"').replace('"k"', '"after"')}`);
		expect(design.ids).toContain('aws_kms_key.after');
	});

	test('instances, conditions and pipelines as people write them', () => {
		const buckets = `locals {\n  all = { for n in range(50) : "b\${n}" => { days = n } }\n}\n${times(40, index => `resource "aws_s3_bucket" "b${index}" {\n  for_each = local.all\n  bucket = "\${each.key}-${index}"\n}\n`)}`;
		expect(read(buckets).ids.length).toBeGreaterThan(1000);
		const companions = `resource "aws_s3_bucket" "b" {}\n${times(20, index => `variable "v${index}" {}\nresource "aws_s3_bucket_versioning" "v${index}" {\n  count = var.v${index} ? 1 : 0\n  bucket = aws_s3_bucket.b.id\n  versioning_configuration { status = "Enabled" }\n}\n`)}`;
		read(companions);
		const more = `resource "aws_s3_bucket" "b" {}\n${times(20, index => `variable "v${index}" {}\nresource "aws_s3_bucket_metric" "v${index}" {\n  count = var.v${index} ? 1 : 0\n  bucket = aws_s3_bucket.b.id\n  name = "n${index}"\n}\n`)}`;
		read(more);
		read(`variable "m" {}\n${chain(200, '{ a = 1 }', before => `merge(${before}, var.m, { for k, v in ${before} : "\${k}x" => v }, { b = concat(flatten([[1], [${before}]]), [2]) })`)}${key('jsonencode(local.l200)')}`);
	});
});

describe('deep', () => {
	const deep = 5000;
	test.each<[string, string]>([
		['parentheses', key('('.repeat(deep) + '1' + ')'.repeat(deep))],
		['lists', key('['.repeat(deep) + ']'.repeat(deep))],
		['objects', key('{ a = '.repeat(deep) + '1' + ' }'.repeat(deep))],
		['calls', key('upper('.repeat(deep) + '"a"' + ')'.repeat(deep))],
		['conditionals', key('true ? '.repeat(deep) + '1' + ' : 2'.repeat(deep))],
		['conditionals at the end', key('true ? 1 : '.repeat(deep) + '2')],
		['templates', key('"${'.repeat(500) + '1' + '}"'.repeat(500))],
		['operators', key('1' + ' + 1'.repeat(deep))],
		['negations', key('!'.repeat(deep) + 'true')],
		['attributes', key('local.x' + '.y'.repeat(deep))],
		['indexes', key('local.x' + '[0]'.repeat(deep))],
		['splats', key('local.x' + '[*]'.repeat(deep))],
		['blocks', 'resource "aws_kms_key" "k" {\n' + 'a {\n'.repeat(deep) + '}\n'.repeat(deep) + '}\n'],
		['blocks without an end', 'resource "aws_kms_key" "k" {\n' + 'a {\n'.repeat(deep)],
		['labels', 'resource ' + '"a" '.repeat(deep) + '{\n}\n'],
		['directives', key('"' + '%{ if true }'.repeat(300) + 'x' + '%{ endif }'.repeat(300) + '"')],
		['JSON in JSON', key('"x"', `  policy = ${'jsonencode({ a = '.repeat(300)}1${' })'.repeat(300)}\n`)],
		['locals', chain(5000, '1', before => before) + key('local.l5000')],
		['types', `variable "x" {\n  type = ${'list('.repeat(deep)}string${')'.repeat(deep)}\n  default = []\n}\n${key('var.x')}`],
		['optional types', `variable "x" {\n  type = ${'object({ a = optional('.repeat(300)}string${', {}) })'.repeat(300)}\n  default = {}\n}\n${key('var.x')}`],
	])('%s', (_, text) => { read(text); });
});

describe('circles', () => {
	test.each<[string, string]>([
		['locals', `locals {\n  a = local.b\n  b = [local.a, upper(local.a)]\n}\n${key('local.a')}`],
		['a variable', `variable "x" { default = var.x }\n${key('var.x')}`],
		['a type', `variable "x" {\n  type = object({ a = optional(string, var.x) })\n  default = {}\n}\n${key('var.x.a')}`],
		['outputs', `output "a" { value = output.a }\n${key('output.a')}`],
		['policy documents', `data "aws_iam_policy_document" "a" {\n  source_policy_documents = [data.aws_iam_policy_document.b.json]\n}\ndata "aws_iam_policy_document" "b" {\n  override_policy_documents = [data.aws_iam_policy_document.a.json]\n}\n${key('"x"', '  policy = data.aws_iam_policy_document.a.json\n')}`],
		['policy documents with keys', `data "aws_iam_policy_document" "a" {\n  for_each = data.aws_iam_policy_document.a\n  source_policy_documents = [each.value.json]\n}\n${key('"x"', '  policy = data.aws_iam_policy_document.a["x"].json\n')}`],
		['for_each', `resource "aws_kms_key" "k" {\n  for_each = aws_kms_key.k\n  description = each.value.description\n}\n`],
		['for_each of keys', `resource "aws_kms_key" "k" {\n  for_each = toset(keys(aws_kms_key.k))\n}\n`],
		['count', `resource "aws_kms_key" "k" {\n  count = length(aws_kms_key.k) + 1\n  description = aws_kms_key.k[count.index].description\n}\n`],
		['dynamic blocks', `resource "aws_dynamodb_table" "t" {\n  dynamic "attribute" {\n    for_each = aws_dynamodb_table.t.attribute\n    content {\n      name = attribute.value.name\n      type = "S"\n    }\n  }\n}\n`],
		['companions', `resource "aws_s3_bucket_versioning" "v" {\n  bucket = aws_s3_bucket_versioning.v.bucket\n}\nresource "aws_s3_bucket" "b" {\n  bucket = aws_s3_bucket_versioning.v.bucket\n}\n`],
		['conditions', `locals {\n  a = local.b ? local.a : local.b\n  b = local.a ? local.b : local.a\n}\nresource "aws_kms_key" "k" { count = local.a ? 1 : 0 }\n`],
		['providers', 'provider "aws" {\n  region = aws_kms_key.k.region\n}\nresource "aws_kms_key" "k" {\n  region = aws_kms_key.k.region\n}\n'],
	])('%s', (_, text) => { read(text); });

	test('modules', () => {
		const files = {
			'main.tf': 'module "a" {\n  source = "./a"\n  for_each = module.a\n  x = module.b.y\n}\nmodule "b" {\n  source = "./a"\n  x = module.a["k"].y\n}\n',
			'a/main.tf': `variable "x" {}\noutput "y" { value = var.x }\nmodule "up" { source = ".." }\n${key('var.x')}`,
		};
		expect(read(files).lowered.problems.map(one => one.message)).toContain('module up leads back to itself.');
	});
});

describe('names that JavaScript knows', () => {
	const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'];

	test.each(names)('%s', name => {
		const design = read({
			'main.tf': `variable "${name}" { default = { ${name} = "a" } }\nlocals {\n  ${name} = { ${name} = var.${name}.${name}, "x" = 1 }\n}\nresource "aws_kms_key" "${name}" {\n  description = local.${name}.${name}\n  tags = { ${name} = "t" }\n  ${name} = 1\n}\nresource "aws_kms_key" "each" {\n  for_each = { ${name} = "v" }\n  description = "\${each.key}-\${each.value}"\n}\nresource "aws_kms_key" "ref" { description = aws_kms_key.${name}.tags.${name} }\nmodule "${name}" {\n  source = "./m"\n  ${name} = "in"\n}\nresource "aws_kms_key" "out" { description = module.${name}.${name} }\nresource "${name}" "x" {}\n${name} "a" "b" {\n  x = 1\n}\ndata "${name}" "x" {}\n`,
			'm/main.tf': `variable "${name}" {}\noutput "${name}" { value = var.${name} }\n`,
			'terraform.tfvars': '',
		});
		const described = (id: string) => design.properties(id)['Description'];
		expect(described(`aws_kms_key.${name}`)).toEqual({ assumed: 'a', by: `variable ${name}` });
		expect(described(`aws_kms_key.each["${name}"]`)).toBe(`${name}-v`);
		expect(described('aws_kms_key.ref')).toBe('t');
		expect(described('aws_kms_key.out')).toBe('in');
		expect(read({ 'main.tf': `variable "${name}" {}\n${key(`var.${name}`)}${key(`${name}("x")`).replace('"k"', '"call"')}`, 'x.auto.tfvars': `${name} = "file"\n` }).properties('aws_kms_key.k')['Description']).toEqual({ assumed: 'file', by: `variable ${name} (x.auto.tfvars)` });
	});
});

describe('sources of modules', () => {
	test.each(['../../../../../../etc', './main.tf', './x//y', 'git::https://example.com/x.git//sub?ref=v1', '', '/etc', '.', '..', './', './a/../../..', '.\\\\m', 'https://example.com/x.zip', './\\u0000', './%2e%2e/x', 'file:///etc', './m?x#y', './\\ud800'])('%s', source => {
		read({ 'main.tf': `module "m" { source = "${source}" }\n${key('module.m.x')}`, 'm/main.tf': 'output "x" { value = "found" }\n' });
	});

	test('that are expressions, lists or missing', () => {
		for (const source of ['source = var.x', 'source = ["./m"]', 'source = null', 'source = 1', 'source {}', '', 'source = "./${"m"}"', 'source = <<EOT\n./m\nEOT']) {
			read({ 'main.tf': `module "m" {\n  ${source}\n}\n${key('module.m.x')}`, 'm/main.tf': 'output "x" { value = "found" }\n' });
		}
	});

	test.each(['', '[]', 'null', '{"Modules": {}}', '{"Modules": [null, 1, {"Key": 1, "Dir": []}]}', '{"Modules": [{"Key": "m", "Dir": ".terraform/modules/m/../../../.."}]}', '{"Modules": [{"Key": "__proto__", "Dir": ".terraform/modules/x"}]}', '{"Modules": [{"Key": "m", "Dir": ".terraform\\\\modules\\\\m"}', `{"Modules": ${'['.repeat(3000)}`])('a manifest like %s', manifest => {
		read({ 'main.tf': `module "m" { source = "acme/m/aws" }\n${key('module.m.x')}`, '.terraform/modules/modules.json': manifest });
	});
});

describe('variable files', () => {
	test.each(['x = var.y', 'x = local.y\nx = 2', 'resource "a" "b" {}', 'x {\n}\n', 'not = [', '\u0000', '<<EOT', 'x = timestamp()', 'x = "${x}"', '{"x": 1}'])('like %s', text => {
		const design = read({ 'main.tf': `variable "x" { default = "d" }\n${key('var.x')}`, 'terraform.tfvars': text });
		expect(design.ids).toEqual(['aws_kms_key.k']);
	});

	test.each(['[]', '1', '', '{"x": {"x": "${var.x}"}}', '{'])('in JSON like %s', text => {
		read({ 'main.tf': `variable "x" { default = "d" }\n${key('var.x')}`, 'terraform.tfvars.json': text });
	});
});

describe('characters', () => {
	const sound = `resource "aws_kms_key" "k" {\n  description = <<-EOT\n    one\n      two\n  EOT\n  tags = {\n    a = "b"\n  }\n}\n`;
	test.each<[string, string, unknown]>([
		['line ends of Windows', sound.replaceAll('\n', '\r\n'), undefined],
		['mixed line ends', sound.replace('one\n', 'one\r\n').replace('{\n', '{\r\n'), undefined],
		['a byte order mark', `\uFEFF${sound}`, 'one\n  two\n'],
		['two byte order marks', `\uFEFF\uFEFF${sound}`, undefined],
		['NUL', sound.replace('one', 'o\u0000e'), undefined],
		['lone surrogates', sound.replace('one', 'o\ud800e\udc00'), undefined],
		['tabs', sound.replaceAll('  ', '\t'), undefined],
		['letters beyond the first plane', sound.replace('one', '😀𝒳'), '😀𝒳\n  two\n'],
		['names in other scripts', sound.replace('"k"', '"ключ"').replace('one', 'é'), undefined],
		['vertical tabs and form feeds', sound.replaceAll('\n', '\n\v\f'), undefined],
		['line separators', sound.replace('one', 'a\u2028b\u2029c\u0085d'), undefined],
	])('%s', (_, text, description) => {
		const design = read(text);
		expect(design.ids.length).toBeLessThanOrEqual(1);
		if (description !== undefined) expect(design.properties('aws_kms_key.k')['Description']).toBe(description);
	});

	test('say the same with line ends of Windows', () => {
		const { Description, Tags } = read(sound.replaceAll('\n', '\r\n')).properties('aws_kms_key.k');
		expect({ Description: String(Description).replaceAll('\r', ''), Tags }).toEqual({ Description: 'one\n  two\n', Tags: [{ Key: 'a', Value: 'b' }] });
	});
});

describe('blocks of other kinds', () => {
	test.each([
		'resource "aws_kms_key" {\n}\n', 'resource {\n}\n', 'resource "aws_kms_key" "a" "b" {\n}\n', 'resource aws_kms_key k {\n}\n', 'resource "aws_kms_key" "${var.x}" {\n}\n', 'resource "${var.x}" "k" {\n}\n', 'resource "aws_kms_key" "" {\n}\n',
		'resource "" "" {\n}\n', 'resource "aws_kms_key" "a.b" {\n}\n', 'resource "aws_kms_key" "a\\"b" {\n}\n', 'resource "aws_nothing" "x" {\n  a = 1\n}\n', 'resource "google_storage_bucket" "b" {}\n', 'resource = 1\n', 'resource "aws_kms_key" "k" = 1\n', 'variable {\n}\n', 'variable "a" "b" {\n}\n',
		'locals "x" {\n  a = 1\n}\n', 'locals {\n  a {\n  }\n}\n', 'locals = {}\n', 'module {\n}\n', 'module "a" "b" {\n}\n', 'data "aws_iam_policy_document" {\n}\n', 'output {\n}\n', 'provider {\n}\n', 'provider "aws" "x" {\n}\n', 'terraform = 1\n', 'unheard "of" {\n}\n', 'dynamic "x" {\n}\n', '"resource" "aws_kms_key" "k" {\n}\n', '{}\n', '{ "resource": {} }\n', '= 1\n', '}\n', '<<EOT\n', '/*', '"', '${', '%{', 'a = ', '\\',
		'moved {\n  from = x\n  to = 1\n}\n', 'import {\n}\n', 'removed {\n  from = aws_kms_key.x\n}\n', 'check "x" {\n  assert {\n  }\n}\n', 'resource "aws_kms_key" "k" {\n  dynamic {\n  }\n  dynamic = 1\n}\n', 'resource "aws_kms_key" "k" {\n  dynamic "x" "y" {\n    for_each = 1\n  }\n}\n', 'resource "aws_kms_key" "k" {\n  count = "x"\n  for_each = 1\n}\n', 'resource "aws_kms_key" "k" {\n  count = -1\n}\n', 'resource "aws_kms_key" "k" {\n  count = 1.5\n}\n', 'resource "aws_kms_key" "k" {\n  count = 1e999\n}\n', 'resource "aws_kms_key" "k" {\n  for_each = null\n}\n', 'resource "aws_kms_key" "k" {\n  count = null\n}\n',
	])('%j', text => {
		read(text);
		// What stands beside it is read.
		expect(read(`${key('"x"').replace('"k"', '"beside"')}\n${text}`).ids).toContain('aws_kms_key.beside');
	});

	test('declared twice are read once, and said', () => {
		const design = read(`${key('"first"')}${key('"second"')}variable "x" { default = 1 }\nvariable "x" { default = 2 }\nlocals { a = 1 }\nlocals { a = 2 }\noutput "o" { value = 1 }\noutput "o" { value = 2 }\n`);
		expect(design.properties('aws_kms_key.k')['Description']).toBe('first');
		expect(design.lowered.problems.map(one => one.message)).toEqual(['aws_kms_key.k is declared a second time.']);
	});
});

const SOUND = `# Sound.
variable "env" {
  default = "dev"
}

locals {
  names = { a = "x", b = "y" } // two
}

/* A bucket
   for each */
resource "aws_s3_bucket" "b" {
  for_each = local.names
  bucket   = "\${each.key}-\${each.value}"

  dynamic "lifecycle_rule" {
    for_each = [30, 60]
    content {
      enabled = true
      transition {
        days          = lifecycle_rule.value
        storage_class = var.env == "prod" ? "GLACIER" : "STANDARD_IA"
      }
    }
  }
}

resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b["a"].id
  policy = <<-EOT
    {
      "Statement": [{ "Effect": "Allow", "Principal": "*", "Resource": "\${aws_s3_bucket.b["a"].arn}/*" }]
    }
  EOT
}

data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:*", "kms:%{ if true }x%{ endif }"]
    resources = [for k, v in local.names : "arn:aws:s3:::\${v}" if k != "c"]
  }
}

resource "aws_kms_key" "last" {
  enable_key_rotation = false
  policy              = jsonencode({ Statement = [{ Effect = "Allow" }] })
}
`;

describe('cut anywhere', () => {
	test('the sound file is read whole', () => {
		const design = read(SOUND);
		expect([design.problems, design.lowered.problems]).toEqual([[], []]);
		expect(design.ids).toEqual(['aws_s3_bucket.b["a"]', 'aws_s3_bucket.b["b"]', 'aws_s3_bucket_policy.p', 'aws_kms_key.last']);
	});

	test('a file that ends in the middle is read up to there', () => {
		for (let end = 0; end < SOUND.length; end += 3) {
			const { ids } = read(SOUND.slice(0, end));
			if (end > SOUND.indexOf('resource "aws_s3_bucket_policy"') + 60) expect(ids).toContain('aws_s3_bucket.b["a"]');
		}
	}, 60_000);

	const inserts = ['', '"', '\'', '{', '}', '[', ']', '(', ')', '${', '%{ if ', '%{ endif }', '\\', '<<EOT', '<<-EOT\n', '\nEOT\n', '/*', '*/', '#', '=', ',', '\n', '\r', '\r\n', '\t', '\u0000', '\ud800', '\uFEFF', '...', '? ', ': ', 'null', 'dynamic "x" {', '1e999'];
	const cut = fc.array(fc.record({ at: fc.nat(SOUND.length), length: fc.nat(40), insert: fc.constantFrom(...inserts) }), { minLength: 1, maxLength: 3 })
		.map(cuts => cuts.reduce((text, { at, length, insert }) => text.slice(0, at) + insert + text.slice(at + length), SOUND));

	test('a file with pieces cut out or put in is read', () => {
		fc.assert(fc.property(cut, text => { read(text); }), { numRuns: 300 });
	}, 60_000);

	test('one quote, bracket or heredoc too many costs its own statement only', () => {
		const beginnings = [...SOUND.matchAll(/^(?=variable|locals|resource|data)/gm)].map(one => one.index);
		for (const insert of ['"', '{', '[', '(', 'x = <<EOT\n', 'x = "${', 'x = [\n', 'y {\n']) {
			for (const at of [SOUND.indexOf('  default'), SOUND.indexOf('  names'), SOUND.indexOf('  for_each'), SOUND.indexOf('  actions') - 1]) {
				const { ids } = read(SOUND.slice(0, at) + insert + SOUND.slice(at));
				const own = beginnings.filter(one => one <= at).length;
				if (own !== beginnings.length) expect(ids, insert).toContain('aws_kms_key.last');
			}
		}
	});

	test('is written to or refused, and sound text stays sound', () => {
		const paths = [['VersioningConfiguration', 'Status'], ['LifecycleConfiguration', 'Rules', 0, 'Transitions', 0, 'TransitionInDays'], ['PolicyDocument', 'Statement', 0, 'Principal'], ['EnableKeyRotation'], ['KeyPolicy', 'Statement'], []];
		fc.assert(fc.property(cut, fc.constantFrom('set' as const, 'append' as const, 'remove' as const), (text, kind) => {
			const document = { uri: 'file:///m/main.tf', tree: readHcl(text) };
			const design = hcl(text);
			const errors = document.tree.problems.length;
			for (const { id } of design.lowered.resources.slice(0, 3)) for (const path of paths) {
				const plan = terraform.write({ documents: [document] }, design.architecture, [kind === 'remove' ? { kind, resource: id, path } : { kind, resource: id, path, value: 'x' }]);
				if ('refused' in plan) continue;
				const written = applyEdits(text, plan.edits.get(document.uri) ?? []);
				if (errors === 0) expect(readHcl(written).problems.map(one => one.message), `${kind} ${path.join('.')} in\n${text}\n---\n${written}`).toEqual([]);
			}
		}), { numRuns: 60 });
	}, 60_000);
});

test('JSON in the shapes of blocks that are none', () => {
	for (const content of [{ resource: { aws_kms_key: { k: { dynamic: { x: [1, null, { for_each: 1 }] } } } } }, { locals: [1, { a: '${local.a}' }] }, { variable: { x: [{ default: 1 }, { default: 2 }] } }, { module: { m: [{ source: './m' }, null] } }, { resource: { aws_kms_key: { k: [] } } }, { '//': 1, resource: { '//': 'x', aws_kms_key: { '//': 'y', k: { '//': 'z' } } } }]) {
		const design = module(content);
		for (const resource of design.lowered.resources) check(resource.lower().value, design);
	}
});
