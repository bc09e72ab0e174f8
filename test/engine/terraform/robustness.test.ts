/** Broken and hostile modules: reading never throws, and neither does writing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { terraform } from '../../../engine/dialects/terraform/terraform.ts';
import type { Value } from '../../../engine/model/value.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { applyEdits } from '../../../engine/syntax/tree.ts';
import { Design, module } from './design.ts';

/** Read with a policy whose string has no end: its places once went backwards. */
test("places of a string without an end never go backwards", () => {
	const text = `{"resource": {"aws_s3_bucket": {"b": {"policy": "{\\\\"Statement\\\\": [{\\\\"Resource\\\\": \\\\"\\\\\n  },\n "x": {}}}}}`;
	for (const resource of module(text).lowered.resources) check(resource.lower().value, text.length);
});

const sound = JSON.stringify({
	variable: { env: { default: 'dev' }, on: {} },
	locals: { name: '${var.env}-x', map: { a: 1, b: '${local.name}' } },
	data: { aws_iam_policy_document: { d: { statement: [{ actions: ['s3:*'], resources: ['${aws_s3_bucket.b["a"].arn}/*'], condition: { test: 'Bool', variable: 'x', values: ['${var.on}'] } }] } } },
	resource: {
		aws_s3_bucket: { b: { for_each: '${local.map}', bucket: '${each.key}-${each.value}', lifecycle_rule: [{ enabled: true, transition: { days: 30, storage_class: 'GLACIER' } }], policy: '{"Statement": [{"Principal": "*", "Resource": "${local.name}"}]}' } },
		aws_s3_bucket_versioning: { v: { count: '${var.on ? 1 : 0}', bucket: '${aws_s3_bucket.b["a"].id}', versioning_configuration: { status: '%{ if var.on }Enabled%{ else }Suspended%{ endif }' } } },
		aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.b["b"].id}', policy: '${jsonencode({ Statement = [for k, v in local.map : { Sid = k, Action = [v] }] })}' } },
		aws_security_group: { g: { dynamic: { ingress: { for_each: [22, 80], content: { from_port: '${ingress.value}', to_port: 0, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] } } } } },
		aws_dynamodb_table: { t: { hash_key: 'h', attribute: [{ name: 'h', type: 'S' }], local_secondary_index: [{ name: 'l', range_key: 'r' }] } },
	},
}, null, 1);

/** A text with pieces cut out, doubled, or replaced by what JSON and Terraform are made of. */
const broken = fc.array(fc.record({
	at: fc.nat(sound.length), length: fc.nat(40), insert: fc.oneof(fc.constantFrom('', '"', '{', '}', '[', ']', '${', '%{ if ', '\\', ',', ':', 'null', '1e999', '\u0000', '\ud800', '${each.value', 'dynamic', '"count": -1,'), fc.string({ maxLength: 5 })),
}), { minLength: 1, maxLength: 4 }).map(cuts => cuts.reduce((text, { at, length, insert }) => text.slice(0, at) + insert + text.slice(at + length), sound));

function check(value: Value, length: number): void {
	expect(value.site.range.start).toBeGreaterThanOrEqual(0);
	expect(value.site.range.end).toBeLessThanOrEqual(length);
	expect(value.site.range.start).toBeLessThanOrEqual(value.site.range.end);
	if (value.kind === 'map') for (const entry of value.entries.values()) check(entry.value, length);
	else if (value.kind === 'list') for (const item of value.items) check(item, length);
	else if (value.kind === 'choice') for (const option of value.options) check(option.value, length);
	else if (value.kind === 'assumed') check(value.value, length);
	else expect(value).not.toMatchObject({ kind: 'reference', attribute: '@' });
}

test('the sound module is read whole', () => {
	const design = module(sound);
	expect(design.lowered.problems).toEqual([]);
	expect(design.ids).toEqual([
		'aws_s3_bucket.b["a"]', 'aws_s3_bucket.b["a"].policy', 'aws_s3_bucket.b["b"]', 'aws_s3_bucket.b["b"].policy', 'aws_s3_bucket_policy.p', 'aws_security_group.g', 'aws_dynamodb_table.t',
	]);
});

test('broken modules are read, with every place inside of the text', () => {
	fc.assert(fc.property(broken, text => {
		const design = module(text);
		for (const resource of design.lowered.resources) check(resource.lower().value, text.length);
		for (const resource of design.architecture.resources) for (const [, property] of resource.properties.entries) expect(property.exists).toMatch(/yes|no|maybe/);
	}), { numRuns: 150 });
});

test('changes of broken modules are written or refused, and keep sound text sound', () => {
	const paths = [['VersioningConfiguration', 'Status'], ['LifecycleConfiguration', 'Rules', 0, 'Transitions', 0, 'TransitionInDays'], ['PolicyDocument', 'Statement', 0, 'Principal'], ['PolicyDocument', 'Statement'],
		['SecurityGroupIngress', 0, 'CidrIp'], ['KeySchema', 0, 'AttributeName'], ['LocalSecondaryIndexes', 0], ['PublicAccessBlockConfiguration', 'BlockPublicAcls'], ['VersioningConfiguration', { branch: 0 }, 'Status', { branch: 1 }], []];
	fc.assert(fc.property(broken, fc.constantFrom('set' as const, 'append' as const, 'remove' as const), (text, kind) => {
		const document = { uri: 'file:///m/main.tf.json', tree: readJson(text) };
		const design = module(text);
		const errors = document.tree.problems.length;
		for (const id of design.ids) for (const path of paths) {
			const plan = terraform.write({ documents: [document] }, design.architecture, [{ kind, resource: id, path, value: 'x' }]);
			if ('refused' in plan) expect(plan.refused).not.toBe('');
			else for (const edits of plan.edits.values()) {
				const after = applyEdits(text, edits);
				if (errors === 0) expect(readJson(after).problems).toEqual([]);
			}
		}
	}), { numRuns: 40 });
});

test('files that are not objects, cycles through count and for_each, and thousands of blocks', () => {
	for (const text of ['', '[]', '"x"', '{"resource": 1}', '{"resource": [1, {"aws_s3_bucket": "x"}]}', '{"resource": {"aws_s3_bucket": {"b": [1, null]}}}', '{"locals": [[{}]]}']) expect(() => new Design({ 'a.tf.json': text })).not.toThrow();
	const cyclic = module({ resource: {
		aws_s3_bucket: { a: { for_each: '${aws_s3_bucket.b}' }, b: { for_each: '${aws_s3_bucket.a}' }, c: { count: '${length(aws_s3_bucket.c)}' }, d: { bucket: '${aws_s3_bucket.d.tags.x}', tags: { x: '${aws_s3_bucket.d.tags.x}' } } },
		aws_s3_bucket_versioning: { a: { bucket: '${aws_s3_bucket_versioning.a.bucket}' } },
	} });
	for (const resource of cyclic.lowered.resources) resource.lower();
	const many = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`b${index}`, { bucket: `\${local.l${index % 50}}`, for_each: '${toset(["a", "b"])}', tags: { k: '${each.key}' } }]));
	const design = module({ locals: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`l${index}`, index ? `\${local.l${index - 1}}x` : 'x'])), resource: { aws_s3_bucket: many } });
	expect(design.ids.length).toBeGreaterThanOrEqual(3000);
	expect(design.lowered.incomplete.length).toBeGreaterThan(0);
});
