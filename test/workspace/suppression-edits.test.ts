/** Suppressions written and taken away in every syntax, with the real dialects. */
import { describe, expect, test } from 'vitest';
import type { WritePlan } from '../../engine/dialects/dialect.ts';
import { defineRule } from '../../engine/review/rule.ts';
import type { SuppressionScope } from '../../engine/review/suppression-edits.ts';
import { applyEdits } from '../../engine/syntax/tree.ts';
import { createWorkspace } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';
import { memoryFiles, memoryHistory } from '../harness/review.ts';

const common = { title: 'T', severity: 'warning', pillar: 'reliability', since: '0.1.0', source: 'https://docs.aws.amazon.com/', on: 'AWS::S3::Bucket' } as const;
/** Speaks of every bucket. */
const bucket = defineRule({ ...common, id: 's3/bucket', review(one, _, report) { report(one, `${one.name} is a bucket.`); } });
/** Speaks of none. */
const silent = defineRule({ ...common, id: 's3/silent', review() {} });

const ROOT = 'file:///work/';

async function review(texts: Record<string, string>, path: string): Promise<DocumentReview> {
	const files = new Map(Object.entries(texts));
	const workspace = createWorkspace(memoryFiles(files, ROOT), memoryHistory(new Map(), ROOT), [bucket, silent], {
		directory: ROOT, today: () => '2026-06-30', prepare: dialect => (dialect === 'terraform' ? loadGrammar() : undefined),
	});
	return workspace.review(ROOT + path);
}

function written(texts: Record<string, string>, plan: WritePlan): Record<string, string> {
	if ('refused' in plan) throw new Error(plan.refused);
	return { ...texts, ...Object.fromEntries([...plan.edits].map(([uri, edits]) => [uri.slice(ROOT.length), applyEdits(texts[uri.slice(ROOT.length)] ?? '', edits)])) };
}

const YAML = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n  # about B\n  B:\n    Type: AWS::S3::Bucket\n';
const FLOW = 'Resources: { A: { Type: AWS::S3::Bucket }, B: { Type: AWS::S3::Bucket } }\n';
const JSON_TEMPLATE = '{\n  "Resources": {\n    "A": {\n      "Type": "AWS::S3::Bucket"\n    },\n    "B": {\n      "Type": "AWS::S3::Bucket"\n    }\n  }\n}\n';
const TERRAFORM = '{\n  "resource": {\n    "aws_s3_bucket": {\n      "a": {\n        "bucket": "acme-a"\n      },\n      "b": { "//": "kept", "bucket": "acme-b" }\n    }\n  }\n}\n';

const HCL = '\uFEFFresource "aws_s3_bucket" "a" {\n  bucket = "acme-a"\n}\n\n// about b\nresource "aws_s3_bucket" "b" {\n  bucket = "acme-b"\n}\n';

const documents = { 'block.yaml': YAML, 'flow.yaml': FLOW, 'template.json': JSON_TEMPLATE, 'main.tf.json': TERRAFORM, 'main.tf': HCL };

describe.each(Object.entries(documents))('%s', (path, text) => {
	const cases: [SuppressionScope, string][] = [['resource', 'A'], ['resource', 'B'], ['file', 'A'], ['settings', 'A']];

	test.each(cases)('in the scope %s (%s)', async (scope, name) => {
		const before = await review({ [path]: text }, path);
		const names = before.findings.map(one => one.resource!.address.replace(/.*\./, '').toUpperCase());
		expect(names).toEqual(['A', 'B']);
		const finding = before.findings[names.indexOf(name)]!;
		const after = await review(written({ [path]: text }, before.suppress(finding, scope)), path);
		expect(after.findings.map(one => one.message)).toEqual(scope === 'file' ? [] : [before.findings[1 - names.indexOf(name)]!.message]);
	});

	test('two in a row', async () => {
		const first = await review({ [path]: text }, path);
		const second = await review(written({ [path]: text }, first.suppress(first.findings[0]!, 'resource')), path);
		expect(second.findings).toHaveLength(1);
		const third = await review(written({ [path]: second.text }, second.suppress(second.findings[0]!, 'resource')), path);
		expect(third.findings).toEqual([]);
	});

	test.each(['resource', 'file'] as const)('taken away again (%s)', async scope => {
		const { suppress, findings } = await review({ [path]: text }, path);
		const useless = written({ [path]: text }, suppress({ ...findings[0]!, rule: 's3/silent' }, scope));
		const told = await review(useless, path);
		const unused = told.findings.filter(one => one.rule === 'plumbline/suppression');
		expect(unused.map(one => one.tags)).toEqual([['unnecessary']]);
		const again = written(useless, told.unsuppress(unused[0]!))[path]!;
		expect((await review({ [path]: again }, path)).findings.map(one => one.rule)).toEqual(['s3/bucket', 's3/bucket']);
		expect(again).not.toContain('silent');
		if (/\.(yaml|tf)$/.test(path) && (scope === 'file' || path.endsWith('.tf'))) expect(again).toBe(text);
	});
});

test('a comment stands directly above the resource, as deep as it', async () => {
	const { suppress, findings } = await review({ 'a.yaml': YAML.replaceAll('\n', '\r\n') }, 'a.yaml');
	const { 'a.yaml': text } = written({ 'a.yaml': YAML.replaceAll('\n', '\r\n') }, suppress(findings[1]!, 'resource'));
	expect(text).toBe(YAML.replace('  B:', '  # plumbline-ignore s3/bucket\n  B:').replaceAll('\n', '\r\n'));
});

test('a comment stands directly above an HCL block, also at the beginning of a file', async () => {
	const { suppress, findings } = await review({ 'main.tf': HCL }, 'main.tf');
	expect(written({ 'main.tf': HCL }, suppress(findings[0]!, 'resource'))['main.tf']).toBe(HCL.replace('resource', '# plumbline-ignore s3/bucket\nresource'));
	expect(written({ 'main.tf': HCL }, suppress(findings[1]!, 'resource'))['main.tf']).toBe(HCL.replace('// about b\n', '// about b\n# plumbline-ignore s3/bucket\n'));
	expect(written({ 'main.tf': HCL }, suppress(findings[1]!, 'file'))['main.tf']).toBe(HCL.replace('resource', '# plumbline-ignore-file s3/bucket\nresource'));
});

describe('comments of HCL in every form', () => {
	const B = 'resource "aws_s3_bucket" "b" {\n  bucket = "acme-b"\n}\n';
	const forms: [string, string, string][] = [
		['#', `# plumbline-ignore RULE\n${B}`, B],
		['//', `// plumbline-ignore RULE: why\n${B}`, B],
		['/* */', `/* plumbline-ignore RULE */\n${B}`, B],
		['/* */ before the block', `/* plumbline-ignore RULE */ ${B}`, B],
		['/* */ of several lines', `/*\n  plumbline-ignore RULE: why\n*/\n${B}`, B],
		['stacked', `/* one\n   two */\n# plumbline-ignore RULE\n/* more */\n// last\n${B}`, `/* one\n   two */\n/* more */\n// last\n${B}`],
		['behind an argument', B.replace('"acme-b"', '"acme-b" # plumbline-ignore RULE'), B],
		['inside', B.replace('  bucket', '  // plumbline-ignore RULE\n  bucket'), B],
	];
	test.each(forms)('%s', async (_, text, without) => {
		for (const eol of ['\n', '\r\n']) {
			const other = 'resource "aws_s3_bucket" "a" {\n}\n\n';
			const file = (rule: string) => (other + text.replace('RULE', rule)).replaceAll('\n', eol);
			expect((await review({ 'main.tf': file('s3/bucket') }, 'main.tf')).findings.map(one => one.resource!.address)).toEqual(['aws_s3_bucket.a']);
			const told = await review({ 'main.tf': file('s3/silent') }, 'main.tf');
			const unused = told.findings.filter(one => one.rule === 'plumbline/suppression');
			expect(unused).toHaveLength(1);
			expect(written({ 'main.tf': file('s3/silent') }, told.unsuppress(unused[0]!))['main.tf']).toBe((other + without).replaceAll('\n', eol));
		}
	});

	test('for a whole file', async () => {
		expect((await review({ 'main.tf': `/* plumbline-ignore-file s3/bucket */\n\n${B}` }, 'main.tf')).findings).toEqual([]);
	});
});

test('settings are written beside what they say already', async () => {
	const settings = '# ours\nbaseline: none\nsuppress:\n  - rule: s3/silent\n    address: A\n';
	const texts = { 'deep/a.yaml': YAML, 'plumbline.yaml': settings };
	const { suppress, findings } = await review(texts, 'deep/a.yaml');
	const { 'plumbline.yaml': text } = written(texts, suppress(findings[1]!, 'settings'));
	expect(text!.startsWith(settings)).toBe(true);
	expect((await review({ ...texts, 'plumbline.yaml': text! }, 'deep/a.yaml')).findings.map(one => one.resource?.address)).toEqual(['A']);
	expect((await review({ 'plumbline.yaml': text! }, 'plumbline.yaml')).findings).toEqual([]);
});

test('one name of several is taken away with its comma', async () => {
	for (const [rules, left] of [['s3/silent, s3/bucket', 's3/bucket'], ['s3/bucket, s3/silent', 's3/bucket']]) {
		const text = YAML.replace('  A:', `  # plumbline-ignore ${rules}: why\n  A:`);
		const told = await review({ 'a.yaml': text }, 'a.yaml');
		const unused = told.findings.filter(one => one.rule === 'plumbline/suppression');
		expect(written({ 'a.yaml': text }, told.unsuppress(unused[0]!))['a.yaml']).toBe(YAML.replace('  A:', `  # plumbline-ignore ${left}: why\n  A:`));
	}
});

test('a policy in JSON has no room for remarks, and says so', async () => {
	const policyRule = defineRule({ ...common, id: 's3/policy', on: 'AWS::S3::BucketPolicy', review(one, _, report) { report(one, 'A policy.'); } });
	const policy = '{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme/*" } ] }';
	const workspace = createWorkspace(memoryFiles(new Map([['p.json', policy]]), ROOT), memoryHistory(new Map(), ROOT), [policyRule], { directory: ROOT });
	const reviewed = await workspace.review(`${ROOT}p.json`);
	expect(reviewed.findings).toHaveLength(1);
	for (const scope of ['resource', 'file'] as const) expect(reviewed.suppress(reviewed.findings[0]!, scope)).toMatchObject({ refused: expect.stringContaining('no room') });
	expect('edits' in reviewed.suppress(reviewed.findings[0]!, 'settings')).toBe(true);
});
