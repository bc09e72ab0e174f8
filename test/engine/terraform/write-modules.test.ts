/** A module's text is that of all its calls: what is changed for several of them is written once, and nothing is added that would contradict another. */
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../engine/model/change.ts';
import { Design } from './design.ts';

const BUCKET = 'resource "aws_s3_bucket" "b" {\n  bucket = var.name\n}\n\nvariable "name" {}\nvariable "on" {}\n';
const POLICY = 'resource "aws_s3_bucket_policy" "p" {\n  bucket = aws_s3_bucket.b.id\n  policy = jsonencode({ Statement = [{ Sid = "a" }, { Sid = "b" }] })\n}\n';
const call = (name: string, on: string) => `module "${name}" {\n  source = "./b"\n  name   = "${name}"\n  on     = ${on}\n}\n`;

const bucket = (module: string) => `module.${module}.aws_s3_bucket.b`;
const arn = (module: string) => ({ '#reference': bucket(module), attribute: 'Arn' });
const enable = (module: string): Change => ({ kind: 'set', resource: bucket(module), path: ['VersioningConfiguration', 'Status'], value: 'Enabled' });
const append = (module: string): Change => ({ kind: 'append', resource: `module.${module}.aws_s3_bucket_policy.p`, path: ['PolicyDocument', 'Statement'], value: { Resource: arn(module) } });
const remove = (module: string): Change => ({ kind: 'remove', resource: `module.${module}.aws_s3_bucket_policy.p`, path: ['PolicyDocument', 'Statement', 0] });
const add = (module: string): Change => ({
	kind: 'add', type: 'AWS::S3::BucketPolicy', name: 'bPolicy', near: bucket(module),
	properties: { Bucket: { '#reference': bucket(module), attribute: 'Ref' }, PolicyDocument: { Statement: [{ Resource: arn(module) }] } },
});

/** The module's text after the changes, or why they are refused. `on` is what its two calls say. */
function written(text: string, on: readonly [string, string], ...changes: Change[]): string {
	const after = new Design({ 'main.tf': call('a', on[0]) + call('z', on[1]), 'b/main.tf': text }).write(changes);
	if (typeof after === 'string') return after;
	expect(after.problems).toEqual([]);
	return after.texts.get('file:///m/b/main.tf')!;
}

describe('what both calls need is written once', () => {
	test.each<[string, (module: string) => Change, string, number]>([
		['a companion', enable, 'resource "aws_s3_bucket_versioning"', 1],
		['a resource', add, 'resource "aws_s3_bucket_policy" "b"', 1],
		['an item that refers to what is in the module', append, 'Resource = aws_s3_bucket.b.arn', 1],
		['a removal', remove, 'Sid', 1],
	])('%s', (_, change, text, times) => {
		const own = change === add ? BUCKET : BUCKET + POLICY;
		const both = written(own, ['1', '2'], change('a'), change('z'));
		expect(both.split(text).length - 1).toBe(times);
		expect(both).toBe(written(own, ['1', '2'], change('z')));
	});
});

describe('what one call needs is refused where the module has it for another', () => {
	test.each<[string, string, Change, string]>([
		['as a companion', `${BUCKET}resource "aws_s3_bucket_versioning" "v" {\n  count  = var.on ? 1 : 0\n  bucket = aws_s3_bucket.b.id\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n`, enable('z'), 'aws_s3_bucket_versioning.v is there for it, and not made here: its count or for_each decides'],
		['as a policy', BUCKET + POLICY.replace('{\n', '{\n  count = var.on ? 1 : 0\n'), add('z'), 'aws_s3_bucket_policy.p is there for it, and not made here: its count or for_each decides'],
		['as blocks', BUCKET.replace('var.name\n', 'var.name\n\n  dynamic "versioning" {\n    for_each = var.on ? [1] : []\n    content {\n      enabled = true\n    }\n  }\n'), enable('z'), 'a dynamic block makes versioning'],
		['as an argument', BUCKET.replace('var.name\n', 'var.name\n  policy = var.on ? "{}" : null\n'), add('z'), 'policy of aws_s3_bucket.b is there for it, and empty here: its value decides'],
	])('%s', (_, text, change, reason) => {
		expect(written(text, ['true', 'false'], change)).toBe(reason);
	});
});
