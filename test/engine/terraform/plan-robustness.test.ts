/** Broken and hostile plans: reading never throws, and every place is inside of the text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { objectsIn } from '../../../engine/dialects/terraform/shown/document.ts';
import { lowerShown } from '../../../engine/dialects/terraform/shown/lower.ts';
import { Architecture } from '../../../engine/model/architecture.ts';
import type { Value } from '../../../engine/model/value.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { constant, partsOf, plan, refers } from './plans.ts';

const policy = '{"Statement": [{"Principal": "*", "Resource": "a\\\\u00e9", "Action": ["s3:*"]}]}';
const planned = {
	...plan({
		'aws_s3_bucket.b["k"]': { before: { bucket: 'b', id: 'b' }, after: { bucket: 'b', id: 'b', policy, tags: { x: '1' } }, unknown: { grant: true, tags: { y: true } }, actions: ['update'], written: { bucket: refers('var.b'), tags: refers('local.t') } },
		'module.m.aws_s3_bucket_versioning.v[0]': { after: { versioning_configuration: [{ status: 'Enabled' }] }, unknown: { bucket: true, versioning_configuration: [{ mfa_delete: true }] } },
		'aws_s3_bucket_policy.p': { after: {}, unknown: { bucket: true, policy: true }, written: { bucket: refers('aws_s3_bucket.b', 'each.key'), policy: refers('data.aws_iam_policy_document.d.json') } },
		'data.aws_iam_policy_document.d': { after: { statement: [{ actions: ['s3:*'], principals: [{ type: 'AWS', identifiers: ['*'] }] }] }, unknown: { statement: [{ resources: [true] }] } },
	}, { module_calls: { m: { expressions: { b: refers('aws_s3_bucket.b["k"].id') }, module: { resources: [{ address: 'aws_s3_bucket_versioning.v', expressions: { bucket: refers('var.b'), versioning_configuration: [{ status: constant('Enabled') }] } }], outputs: { o: { expression: refers('module.m.o') } } } } } }),
	planned_values: { root_module: { resources: [{ ...partsOf('aws_s3_bucket.c'), values: { bucket: 'c' } }], child_modules: [{ address: 'module.m', resources: [] }] } },
	prior_state: { values: { root_module: { resources: [{ ...partsOf('aws_s3_bucket.c'), values: { bucket: 'c' } }] } } },
};
const state = { version: 4, serial: 3, lineage: 'x', resources: [{ mode: 'managed', module: 'module.m', type: 'aws_s3_bucket', name: 'b', instances: [{ index_key: 'k', attributes: { bucket: 'b', policy }, sensitive_attributes: [[{ type: 'get_attr', value: 'tags' }]] }, { index_key: 1, attributes: {}, deposed: 'x' }] }] };

const pieces = ['', '"', '{', '}', '[', ']', '\\', ',', ':', 'null', 'true', '1e999', '\u0000', '\ud800', '\uFEFF', '"references": ["var.b"]', 'module.m["', '"deposed": 1,'];
const broken = fc.constantFrom(JSON.stringify(planned, null, 1), JSON.stringify(planned), JSON.stringify(state, null, 1)).chain(sound => fc.array(fc.record({
	at: fc.nat(sound.length), length: fc.oneof(fc.nat(40), fc.constant(sound.length)), insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })),
}), { minLength: 1, maxLength: 4 }).map(cuts => cuts.reduce((text, { at, length, insert }) => text.slice(0, at) + insert + text.slice(at + length), sound)));

function check(value: Value, length: number): void {
	const { start, end } = value.site.range;
	expect(start >= 0 && start <= end && end <= length, `${start} to ${end} of ${length}`).toBe(true);
	if (value.kind === 'map') for (const entry of value.entries.values()) check(entry.value, length);
	else if (value.kind === 'list') for (const item of value.items) check(item, length);
	else expect(value).not.toMatchObject({ kind: 'reference', attribute: '@' });
}

function read(text: string): number {
	const documents = [{ uri: 'file:///m/plan.json', tree: readJson(text) }];
	let count = 0;
	for (const face of ['after', 'before'] as const) {
		const lowered = lowerShown({ documents }, face);
		for (const resource of lowered?.resources ?? []) {
			check(resource.lower().value, text.length);
			count++;
		}
		for (const resource of lowered ? new Architecture(lowered).resources : []) for (const [, property] of resource.properties.entries) expect(property.exists).toMatch(/yes|no|maybe/);
	}
	return count;
}

test('sound plans and states are read whole', () => {
	expect([read(JSON.stringify(planned)), read(JSON.stringify(state))]).toEqual([6, 4]);
});

test('broken ones are read as far as they go', () => {
	fc.assert(fc.property(broken, text => void read(text)), { numRuns: 300 });
});

test('a text that ends early still says what it said', () => {
	const text = JSON.stringify(planned, null, 2);
	expect(read(text.slice(0, text.indexOf('"configuration"')))).toBeGreaterThan(4);
});

test('deep modules, circles and wrong shapes end', () => {
	let module: object = { resources: [{ ...partsOf('aws_s3_bucket.b'), values: { bucket: 'x' } }] };
	for (let depth = 0; depth < 200; depth++) module = { child_modules: [module] };
	expect(objectsIn(readJson(JSON.stringify({ format_version: '1.2', planned_values: { root_module: module } })).root, 'plan', 'after')).toEqual([]);
	const ring = plan({ 'aws_s3_bucket.a': { after: {}, unknown: { bucket: true }, written: { bucket: refers('aws_s3_bucket.b.tags') } }, 'aws_s3_bucket.b': { after: {}, unknown: { tags: true }, written: { tags: refers('aws_s3_bucket.a.bucket') } } });
	expect(read(JSON.stringify(ring))).toBe(2);
	for (const wrong of ['[]', '{"resource_changes": 1, "format_version": 2}', '{"resource_changes": [1, {"change": []}, {"change": {"after": {}}}], "format_version": null}', '{"format_version": "1", "values": {"root_module": []}}', '{"version": 4, "serial": 1, "resources": [{"instances": [1]}]}']) expect(read(wrong)).toBe(0);
});
