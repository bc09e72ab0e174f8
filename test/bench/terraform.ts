/** A Terraform workspace for measurements: 300 files in 28 stacks and 10 modules that they call, of the kinds that people write. Always the same. */
import type { Files } from '../../workspace/workspace.ts';
import { memoryFiles } from '../harness/review.ts';

export const ROOT = 'file:///bench/';
const STACKS = 28;
const MODULES = 10;

/** Paths and texts. */
export function terraformWorkspace(): Map<string, string> {
	const files = new Map<string, string>();
	for (let index = 0; index < MODULES; index++) {
		files.set(`modules/store${index}/main.tf`, moduleMain(index));
		files.set(`modules/store${index}/variables.tf`, moduleVariables());
		files.set(`modules/store${index}/outputs.tf`, 'output "bucket_id" {\n  value = try(aws_s3_bucket.this[0].id, "")\n}\n\noutput "bucket_arn" {\n  value = try(aws_s3_bucket.this[0].arn, "")\n}\n');
	}
	for (let index = 0; index < STACKS; index++) for (const [name, text] of stack(index)) files.set(`stacks/s${index}/${name}`, text);
	files.set('README.md', '# Measured\n');
	files.set('stacks/README.md', '# Stacks\n');
	return files;
}

export function filesOf(texts: ReadonlyMap<string, string>): Files {
	return memoryFiles(texts, ROOT);
}

function stack(index: number): Map<string, string> {
	const calls = Array.from({ length: 3 }, (_, n) => `module "store_${n}" {\n  source = "../../modules/store${(index + n) % MODULES}"\n\n  name = "acme-\${var.environment}-${index}-${n}"\n  versioning = {\n    enabled = ${n % 2 === 0}\n  }\n  tags = local.tags\n}\n`);
	return new Map([
		['versions.tf', 'terraform {\n  required_version = ">= 1.5"\n}\n\nprovider "aws" {\n  region = var.region\n}\n'],
		['variables.tf', 'variable "environment" {\n  type    = string\n  default = "dev"\n}\n\nvariable "region" {\n  default = "eu-west-1"\n}\n\nvariable "multi_az" {\n  type    = bool\n  default = false\n}\n'],
		['locals.tf', `locals {\n  name = "acme-\${var.environment}-${index}"\n  tags = merge({ Stack = "s${index}" }, { Environment = var.environment })\n}\n`],
		['main.tf', calls.join('\n')],
		['database.tf', Array.from({ length: 4 }, (_, n) => database(index, n)).join('\n')],
		['tables.tf', Array.from({ length: 6 }, (_, n) => table(index, n)).join('\n')],
		['keys.tf', Array.from({ length: 4 }, (_, n) => `resource "aws_kms_key" "key_${n}" {\n  description         = "key ${n} of \${local.name}"\n  enable_key_rotation = ${n % 3 > 0}\n  policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [{\n      Effect    = "Allow"\n      Principal = { AWS = "arn:aws:iam::\${data.aws_caller_identity.current.account_id}:root" }\n      Action    = "kms:*"\n      Resource  = "*"\n    }]\n  })\n}\n`).join('\n')],
		['data.tf', 'data "aws_caller_identity" "current" {}\n\ndata "aws_region" "current" {}\n'],
		['logs.tf', Array.from({ length: 3 }, (_, n) => bucket(index, n)).join('\n')],
		['outputs.tf', 'output "name" {\n  value = local.name\n}\n'],
	]);
}

function database(index: number, n: number): string {
	return `resource "aws_db_instance" "db_${n}" {\n  identifier              = "\${local.name}-${n}"\n  engine                  = "postgres"\n  engine_version          = "16.3"\n  instance_class          = "db.t4g.large"\n  allocated_storage       = ${100 + index}\n  storage_encrypted       = ${n % 2 === 0}\n  kms_key_id              = aws_kms_key.key_${n}.arn\n  multi_az                = var.multi_az\n  backup_retention_period = 14\n  username                = "admin"\n  tags                    = local.tags\n}\n`;
}

function table(index: number, n: number): string {
	return `resource "aws_dynamodb_table" "table_${n}" {\n  name         = "\${local.name}-${n}"\n  billing_mode = "PAY_PER_REQUEST"\n  hash_key     = "pk"\n  range_key    = "sk"\n\n  dynamic "attribute" {\n    for_each = toset(["pk", "sk", "created_${index}"])\n    content {\n      name = attribute.value\n      type = "S"\n    }\n  }\n\n  global_secondary_index {\n    name            = "created"\n    hash_key        = "created_${index}"\n    projection_type = "ALL"\n  }\n\n  tags = local.tags\n}\n`;
}

function bucket(index: number, n: number): string {
	return `resource "aws_s3_bucket" "logs_${n}" {\n  bucket = "\${local.name}-logs-${n}"\n  tags   = local.tags\n}\n\nresource "aws_s3_bucket_versioning" "logs_${n}" {\n  bucket = aws_s3_bucket.logs_${n}.id\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n\nresource "aws_s3_bucket_lifecycle_configuration" "logs_${n}" {\n  bucket = aws_s3_bucket.logs_${n}.id\n\n  rule {\n    id     = "rule-${index}"\n    status = "Enabled"\n\n    transition {\n      days          = 30\n      storage_class = "STANDARD_IA"\n    }\n\n    transition {\n      days          = var.multi_az ? 180 : 90\n      storage_class = "GLACIER"\n    }\n  }\n}\n\nresource "aws_s3_bucket_policy" "logs_${n}" {\n  bucket = aws_s3_bucket.logs_${n}.id\n  policy = data.aws_iam_policy_document.logs_${n}.json\n}\n\ndata "aws_iam_policy_document" "logs_${n}" {\n  statement {\n    sid       = "Transport"\n    effect    = "Deny"\n    actions   = ["s3:*"]\n    resources = [aws_s3_bucket.logs_${n}.arn, "\${aws_s3_bucket.logs_${n}.arn}/*"]\n\n    principals {\n      type        = "*"\n      identifiers = ["*"]\n    }\n\n    condition {\n      test     = "Bool"\n      variable = "aws:SecureTransport"\n      values   = ["false"]\n    }\n  }\n}\n`;
}

function moduleMain(index: number): string {
	return `locals {\n  create = var.create\n  rules  = try(jsondecode(var.lifecycle_rule), var.lifecycle_rule)\n}\n\nresource "aws_s3_bucket" "this" {\n  count = local.create ? 1 : 0\n\n  bucket = var.name\n  tags   = merge(var.tags, { Module = "store${index}" })\n}\n\nresource "aws_s3_bucket_versioning" "this" {\n  count = local.create && length(keys(var.versioning)) > 0 ? 1 : 0\n\n  bucket = aws_s3_bucket.this[0].id\n  versioning_configuration {\n    status = try(var.versioning["enabled"] ? "Enabled" : "Suspended", "Suspended")\n  }\n}\n\nresource "aws_s3_bucket_lifecycle_configuration" "this" {\n  count = local.create && length(local.rules) > 0 ? 1 : 0\n\n  bucket = aws_s3_bucket.this[0].id\n\n  dynamic "rule" {\n    for_each = local.rules\n\n    content {\n      id     = rule.value.id\n      status = "Enabled"\n\n      transition {\n        days          = rule.value.days\n        storage_class = "GLACIER"\n      }\n    }\n  }\n}\n\nresource "aws_s3_bucket_public_access_block" "this" {\n  count = local.create ? 1 : 0\n\n  bucket                  = aws_s3_bucket.this[0].id\n  block_public_acls       = true\n  block_public_policy     = true\n  ignore_public_acls      = true\n  restrict_public_buckets = true\n}\n`;
}

function moduleVariables(): string {
	return 'variable "create" {\n  type    = bool\n  default = true\n}\n\nvariable "name" {\n  type = string\n}\n\nvariable "versioning" {\n  type    = map(string)\n  default = {}\n}\n\nvariable "lifecycle_rule" {\n  type    = any\n  default = []\n}\n\nvariable "tags" {\n  type    = map(string)\n  default = {}\n}\n';
}
