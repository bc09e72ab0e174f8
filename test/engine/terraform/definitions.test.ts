/** A change of an argument that only refers to its value is written where the value is defined, if nothing else uses it. */
import { describe, expect, test } from 'vitest';
import { terraform } from '../../../engine/dialects/terraform/terraform.ts';
import { Architecture } from '../../../engine/model/architecture.ts';
import type { Change } from '../../../engine/model/change.ts';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { applyEdits } from '../../../engine/syntax/tree.ts';
import { loadGrammar } from '../../../workspace/grammar.ts';

await loadGrammar();

const ROOT = 'file:///m/';

/** The files that the changes change, or why they are refused. */
function written(files: Readonly<Record<string, string>>, ...changes: Change[]): Record<string, string> | string {
	const documents = Object.entries(files).map(([name, text]) => ({ uri: ROOT + name, tree: name.endsWith('.json') ? readJson(text) : readHcl(text) }));
	const sources = { documents, directory: ROOT };
	const plan = terraform.write(sources, new Architecture(terraform.lower(sources)), changes);
	if ('refused' in plan) return plan.refused;
	return Object.fromEntries([...plan.edits].map(([uri, edits]) => [uri.slice(ROOT.length), applyEdits(files[uri.slice(ROOT.length)]!, edits)]));
}

const rotate = (id = 'aws_kms_key.k'): Change => ({ kind: 'set', resource: id, path: ['EnableKeyRotation'], value: true });
const KEY = 'resource "aws_kms_key" "k" {\n  enable_key_rotation = var.rotate\n}\n';

describe('in one module', () => {
	test('the default of a variable, wherever it is', () => {
		expect(written({ 'main.tf': KEY, 'variables.tf': 'variable "rotate" {\n  type    = bool\n  default = false # for now\n}\n' }, rotate())).toEqual({ 'variables.tf': 'variable "rotate" {\n  type    = bool\n  default = true # for now\n}\n' });
	});

	test('the file that sets it', () => {
		expect(written({ 'main.tf': `${KEY}variable "rotate" {\n  default = true\n}\n`, 'terraform.tfvars': 'env    = "dev"\nrotate = false\n' }, rotate())).toEqual({ 'terraform.tfvars': 'env    = "dev"\nrotate = true\n' });
		expect(written({ 'main.tf': `${KEY}variable "rotate" {}\n`, 'a.auto.tfvars.json': '{ "rotate": false }' }, rotate())).toEqual({ 'a.auto.tfvars.json': '{ "rotate": true }' });
	});

	test('a local, and what that refers to', () => {
		expect(written({ 'main.tf': `${KEY.replace('var.', 'local.')}locals {\n  rotate = false\n  other  = 1\n}\n` }, rotate())).toEqual({ 'main.tf': `${KEY.replace('var.', 'local.')}locals {\n  rotate = true\n  other  = 1\n}\n` });
		expect(written({ 'main.tf': `${KEY.replace('var.', 'local.')}locals { rotate = var.r }\nvariable "r" {\n  default = false\n}\n` }, rotate())).toMatchObject({ 'main.tf': expect.stringContaining('default = true') });
	});

	test('in Terraform\'s JSON syntax too', () => {
		expect(written({ 'main.tf.json': '{"resource": {"aws_kms_key": {"k": {"enable_key_rotation": "${var.rotate}"}}}, "variable": {"rotate": {"default": false}}}' }, rotate()))
			.toEqual({ 'main.tf.json': '{"resource": {"aws_kms_key": {"k": {"enable_key_rotation": "${var.rotate}"}}}, "variable": {"rotate": {"default": true}}}' });
	});

	test.each([
		['something else uses it', `${KEY}variable "rotate" { default = false }\noutput "r" { value = var.rotate }\n`, 'the value comes from var.rotate'],
		['it has no value', `${KEY}variable "rotate" {}\n`, 'the value comes from var.rotate'],
		['it is computed', `${KEY.replace('var.rotate', '!var.rotate')}variable "rotate" { default = true }\n`, 'the value comes from !var.rotate'],
		['its definition is computed', `${KEY}variable "rotate" { default = false || false }\n`, undefined],
		['it goes round in circles', `${KEY.replace('var.', 'local.')}locals {\n  rotate = local.b\n  b = local.c\n  c = local.b\n}\n`, 'the value comes from local.rotate'],
	])('but not where %s', (_, text, reason) => {
		const result = written({ 'main.tf': text }, rotate());
		if (reason === undefined) expect(result).toBeTypeOf('object');
		else expect(result).toMatch(/^the value comes from/);
	});

	test('names that begin alike are other names', () => {
		expect(written({ 'main.tf': `${KEY}variable "rotate" { default = false }\noutput "r" { value = var.rotate_more }\noutput "s" { value = local.var.rotate-x }\n` }, rotate())).toBeTypeOf('object');
	});
});

describe('through a module call', () => {
	const MODULE = 'variable "rotate" {\n  default = false\n}\n\nresource "aws_kms_key" "k" {\n  enable_key_rotation = var.rotate\n}\n';
	const id = 'module.a.aws_kms_key.k';

	test('the argument of the call', () => {
		expect(written({ 'main.tf': 'module "a" {\n  source = "./b"\n  rotate = false\n}\n', 'b/main.tf': MODULE }, rotate(id))).toEqual({ 'main.tf': 'module "a" {\n  source = "./b"\n  rotate = true\n}\n' });
	});

	test('is added where it was left to the default, which others may count on', () => {
		expect(written({ 'main.tf': 'module "a" {\n  source = "./b"\n}\n', 'b/main.tf': MODULE }, rotate(id))).toEqual({ 'main.tf': 'module "a" {\n  source = "./b"\n  rotate = true\n}\n' });
	});

	test('each call has its own', () => {
		const call = (name: string, value: string) => `module "${name}" {\n  source = "./b"\n  rotate = ${value}\n}\n`;
		expect(written({ 'main.tf': call('a', 'false') + call('z', 'false'), 'b/main.tf': MODULE }, rotate(id), rotate('module.z.aws_kms_key.k'))).toEqual({ 'main.tf': call('a', 'true') + call('z', 'true') });
		expect(written({ 'main.tf': call('a', 'false') + call('z', 'false'), 'b/main.tf': MODULE }, rotate(id))).toEqual({ 'main.tf': call('a', 'true') + call('z', 'false') });
	});

	test('what a call hands on is changed where it begins', () => {
		expect(written({ 'main.tf': 'variable "r" { default = false }\nmodule "a" {\n  source = "./b"\n  rotate = var.r\n}\n', 'b/main.tf': MODULE }, rotate(id))).toMatchObject({ 'main.tf': expect.stringMatching(/default = true/) });
	});

	test('a literal in the module is changed there, once for all calls', () => {
		const own = 'resource "aws_kms_key" "k" {\n  enable_key_rotation = false\n}\n';
		const files = { 'main.tf': 'module "a" { source = "./b" }\nmodule "z" { source = "./b" }\n', 'b/main.tf': own };
		expect(written(files, rotate(id), rotate('module.z.aws_kms_key.k'))).toEqual({ 'b/main.tf': own.replace('false', 'true') });
	});

	test('a downloaded module is mended by its arguments, and else left alone', () => {
		const files = { 'main.tf': 'module "a" {\n  source = "acme/b/aws"\n}\n', '.terraform/modules/modules.json': '{"Modules":[{"Key":"a","Dir":".terraform/modules/a"}]}', '.terraform/modules/a/main.tf': MODULE };
		expect(written(files, rotate(id))).toEqual({ 'main.tf': 'module "a" {\n  source = "acme/b/aws"\n  rotate = true\n}\n' });
		expect(written({ ...files, '.terraform/modules/a/main.tf': 'resource "aws_kms_key" "k" {}\n' }, rotate(id))).toBe('the module was downloaded; change the arguments of its call');
	});

	test('references stay in the module that is written to', () => {
		const files = { 'main.tf': 'module "a" { source = "./b" }\nresource "aws_s3_bucket" "logs" {}\n', 'b/main.tf': 'resource "aws_s3_bucket" "b" {}\nresource "aws_s3_bucket" "own" {}\n' };
		const log = (target: string): Change => ({ kind: 'set', resource: 'module.a.aws_s3_bucket.b', path: ['LoggingConfiguration', 'DestinationBucketName'], value: { '#reference': target, attribute: 'Ref' } });
		expect(written(files, log('module.a.aws_s3_bucket.own'))).toMatchObject({ 'b/main.tf': expect.stringContaining('target_bucket = aws_s3_bucket.own.id') });
		expect(written(files, log('aws_s3_bucket.logs'))).toBe('aws_s3_bucket.logs is in another module');
	});
});
