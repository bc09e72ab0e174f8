/** Plans and states in a workspace: what they are compared with, and where their findings are written. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../engine/syntax/tree.ts';
import lsi from '../../rules/dynamodb/lsi-after-creation.ts';
import versioning from '../../rules/s3/versioning.ts';
import { createWorkspace } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import type { ReviewOptions } from '../../workspace/workspace.ts';
import { constant, partsOf, plan, refers } from '../engine/terraform/plans.ts';
import { memoryFiles, memoryHistory } from '../harness/review.ts';

const ROOT = 'file:///repo/';

function workspaceOf(files: Record<string, string | object>) {
	const disk = new Map(Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? content : JSON.stringify(content)]));
	const workspace = createWorkspace(memoryFiles(disk, ROOT), memoryHistory(new Map(), ROOT), [lsi, versioning], {
		directory: ROOT, today: () => '2026-06-30', prepare: dialect => (dialect === 'terraform' ? loadGrammar() : undefined),
	});
	return {
		workspace, disk,
		review: (path: string, options?: ReviewOptions) => workspace.review(ROOT + path, options),
		/** What is found, and the text of the place, and where that is. */
		said: async (path: string, options?: ReviewOptions) => (await workspace.review(ROOT + path, options)).findings.map(({ rule, place, written }) => {
			const { uri, range } = written ?? place;
			const file = uri.slice(ROOT.length);
			return `${rule}: ${disk.get(file)!.slice(range.start, range.end)} in ${file}`;
		}),
	};
}

const index = { name: 'ByDate', range_key: 'placed', projection_type: 'ALL' };
const table = (indexes: readonly object[]) => ({
	name: 'orders', hash_key: 'customer', range_key: 'order', billing_mode: 'PAY_PER_REQUEST', local_secondary_index: indexes,
	attribute: ['customer', 'order', 'placed'].map(name => ({ name, type: 'S' })),
});
const hcl = (label: string, indexes: string, meta = '') => `resource "aws_dynamodb_table" "${label}" {
${meta}  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "customer"
  range_key    = "order"
${indexes}}
`;
const INDEX = '  local_secondary_index {\n    name            = "ByDate"\n    range_key       = "placed"\n    projection_type = "ALL"\n  }\n';
const state = (address: string, attributes: object) => {
	const { module_address: module, index: index_key, mode, type, name } = partsOf(address);
	return { version: 4, terraform_version: '1.9.5', serial: 7, lineage: 'x', resources: [{ ...(module && { module }), mode, type, name, instances: [{ ...(index_key !== undefined && { index_key }), attributes }] }] };
};

describe('a plan', () => {
	const changed = plan({ 'aws_dynamodb_table.t': { before: table([]), after: table([index]), actions: ['delete', 'create'] } });

	test('is compared with the state that it begins from', async () => {
		const { said, review } = workspaceOf({ 'plan.json': changed });
		expect(await said('plan.json')).toEqual(['dynamodb/lsi-after-creation: "ByDate" in plan.json']);
		expect((await review('plan.json')).status).toMatchObject({ dialect: 'Terraform', reason: 'it is a Terraform plan', baseline: "the plan's own state", incomplete: [] });
		expect(await review('plan.json')).toMatchObject({ effort: { ran: 0 } });
	});

	test.each([
		['nothing changes', { before: table([index]), after: table([index]), actions: ['no-op'] }],
		['the table is new', { after: table([index]) }],
	])('has nothing to say where %s', async (_, change) => {
		expect(await workspaceOf({ 'plan.json': plan({ 'aws_dynamodb_table.t': change }) }).said('plan.json')).toEqual([]);
	});

	test('is compared with what is asked for', async () => {
		const { said, review } = workspaceOf({ 'plan.json': changed, 'terraform.tfstate': state('aws_dynamodb_table.t', table([index])) });
		expect(await said('plan.json', { baseline: 'terraform.tfstate' })).toEqual([]);
		expect((await review('plan.json', { baseline: 'none' })).status.baseline).toBe('none: it is switched off');
	});

	test('knows its resources by their former addresses', async () => {
		const moved = plan({ 'aws_dynamodb_table.t': { before: table([]), after: table([index]), more: { previous_address: 'aws_dynamodb_table.old' } } });
		const { said } = workspaceOf({ 'plan.json': moved, 'terraform.tfstate': state('aws_dynamodb_table.old', table([])) });
		expect(await said('plan.json')).toEqual(['dynamodb/lsi-after-creation: "ByDate" in plan.json']);
		expect(await said('plan.json', { baseline: 'terraform.tfstate' })).toEqual(['dynamodb/lsi-after-creation: "ByDate" in plan.json']);
	});
});

describe('a state file', () => {
	test('is no design', async () => {
		const { review } = workspaceOf({ 'terraform.tfstate': state('aws_dynamodb_table.t', table([])) });
		expect((await review('terraform.tfstate')).status).toMatchObject({ reviewed: false, reason: expect.stringContaining('it is a Terraform state file, which can be the baseline of a design') });
	});

	test.each([
		['by its name', { baseline: 'terraform.tfstate' }, 'file terraform.tfstate'],
		['in a directory', { baseline: './deployed/' }, 'state ./deployed/terraform.tfstate'],
	])('is the baseline of a configuration: %s', async (_, options, label) => {
		const now = { 'main.tf': hcl('t', INDEX), 'terraform.tfstate': state('aws_dynamodb_table.t', table([])), 'deployed/terraform.tfstate': state('aws_dynamodb_table.t', table([])) };
		const { said, review } = workspaceOf(now);
		expect(await said('main.tf', options)).toEqual(['dynamodb/lsi-after-creation: "ByDate" in main.tf']);
		expect((await review('main.tf', options)).status.baseline).toBe(label);
	});

	test('is named by the settings', async () => {
		const { said } = workspaceOf({ 'plumbline.yaml': 'baseline: terraform.tfstate\n', 'terraform.tfstate': state('aws_dynamodb_table.t', table([])), 'main.tf': hcl('t', INDEX) });
		expect(await said('main.tf')).toEqual(['dynamodb/lsi-after-creation: "ByDate" in main.tf']);
	});

	const told = async (files: Record<string, string>, address: string) => {
		const { said } = workspaceOf({ ...files, 'terraform.tfstate': state(address, table([])) });
		return (await said(Object.keys(files)[0]!, { baseline: 'terraform.tfstate' })).length;
	};

	test.each([
		['with the same key', hcl('t', INDEX, '  for_each = toset(["x"])\n').replace('"orders"', 'each.key'), 'aws_dynamodb_table.t["x"]', 1],
		['with the index of a count', hcl('t', INDEX, '  count = 1\n'), 'aws_dynamodb_table.t[0]', 1],
		['that was counted', hcl('t', INDEX), 'aws_dynamodb_table.t[0]', 1],
		['that is another', hcl('t', INDEX), 'aws_dynamodb_table.other', 0],
		['that was moved', `${hcl('t', INDEX)}moved {\n  from = aws_dynamodb_table.old\n  to   = aws_dynamodb_table.t\n}\n`, 'aws_dynamodb_table.old', 1],
		['that was moved twice', `${hcl('t', INDEX)}moved {\n  from = aws_dynamodb_table.b\n  to   = aws_dynamodb_table.t\n}\nmoved {\n  from = aws_dynamodb_table.a\n  to   = aws_dynamodb_table.b\n}\n`, 'aws_dynamodb_table.a', 1],
		['that got a key', `${hcl('t', INDEX, '  for_each = toset(["x"])\n').replace('"orders"', 'each.key')}moved {\n  from = aws_dynamodb_table.t\n  to   = aws_dynamodb_table.t["x"]\n}\n`, 'aws_dynamodb_table.t', 1],
		['that has another key', `${hcl('t', INDEX, '  for_each = toset(["x"])\n').replace('"orders"', 'each.key')}moved {\n  from = aws_dynamodb_table.t\n  to   = aws_dynamodb_table.t["y"]\n}\n`, 'aws_dynamodb_table.t', 0],
	])('has the resource %s', async (_, text, address, count) => expect(await told({ 'main.tf': text }, address)).toBe(count));

	test.each([
		['of a module', 'module "m" {\n  source = "./m"\n}\n', 'module.m.aws_dynamodb_table.t', 1],
		['of a module with a key', 'module "m" {\n  source   = "./m"\n  for_each = toset(["x"])\n  name     = each.key\n}\n', 'module.m["x"].aws_dynamodb_table.t', 1],
		['of a counted module', 'module "m" {\n  source = "./m"\n  count  = 1\n}\n', 'module.m[0].aws_dynamodb_table.t', 1],
		['of a module that was moved', 'module "m" {\n  source = "./m"\n}\nmoved {\n  from = module.old\n  to   = module.m\n}\n', 'module.old.aws_dynamodb_table.t', 1],
		['that moved into a module', 'module "m" {\n  source = "./m"\n}\nmoved {\n  from = aws_dynamodb_table.t\n  to   = module.m.aws_dynamodb_table.t\n}\n', 'aws_dynamodb_table.t', 1],
	])('has the resource %s', async (_, text, address, count) => {
		const { workspace } = workspaceOf({ 'main.tf': text, 'm/main.tf': `variable "name" {\n  default = ""\n}\n${hcl('t', INDEX)}`, 'terraform.tfstate': state(address, table([])) });
		expect((await workspace.review(`${ROOT}m/main.tf`, { baseline: 'terraform.tfstate' })).findings.length).toBe(count);
	});
});

describe('findings of a plan', () => {
	const suspended = { after: { versioning_configuration: [{ status: 'Suspended' }] }, unknown: { bucket: true } };
	const to = (name: string) => ({ bucket: refers(`aws_s3_bucket.${name}.id`, `aws_s3_bucket.${name}`), versioning_configuration: [{ status: constant('Suspended') }] });
	const content = plan({
		'aws_s3_bucket.data': { after: { bucket: 'data' }, unknown: { id: true } },
		'aws_s3_bucket_versioning.data': { ...suspended, written: to('data') },
		'module.logs["a"].aws_s3_bucket.this[0]': { after: { bucket: 'a' }, unknown: { id: true } },
		'module.logs["a"].aws_s3_bucket_versioning.this': suspended,
	}, { module_calls: { logs: { module: { resources: [{ address: 'aws_s3_bucket_versioning.this', expressions: to('this[0]') }] } } } });
	const block = (name: string, of: string) => `resource "aws_s3_bucket_versioning" "${name}" {\n  bucket = aws_s3_bucket.${of}.id\n  versioning_configuration {\n    status = "Suspended"\n  }\n}\n`;
	const files = {
		'infra/main.tf': `resource "aws_s3_bucket" "data" {\n  bucket = "data"\n}\n${block('data', 'data')}module "logs" {\n  source   = "./logs"\n  for_each = toset(var.names)\n}\nvariable "names" {}\n`,
		'infra/logs/main.tf': `resource "aws_s3_bucket" "this" {\n  count  = 1\n  bucket = "a"\n}\n${block('this', 'this[0]')}`,
	};

	test('are written where the configuration says the same property', async () => {
		const { said, review } = workspaceOf({ ...files, 'main.tf': 'resource "aws_s3_bucket" "unrelated" {}\n', 'infra/out/tfplan.json': content });
		expect(await said('infra/out/tfplan.json')).toEqual(['s3/versioning: "Suspended" in infra/main.tf', 's3/versioning: "Suspended" in infra/logs/main.tf']);
		const [first] = (await review('infra/out/tfplan.json')).findings;
		expect(first!.place.uri).toBe(`${ROOT}infra/out/tfplan.json`);
		expect((await review('infra/out/tfplan.json')).edits(first!.fixes)).toEqual({ refused: 'a plan is not changed; change the configuration' });
	});

	test('are written where the settings say', async () => {
		const { said } = workspaceOf({ ...files, 'plumbline.yaml': 'configuration: infra\n', 'build/plan.json': content });
		expect(await said('build/plan.json')).toEqual(['s3/versioning: "Suspended" in infra/main.tf', 's3/versioning: "Suspended" in infra/logs/main.tf']);
	});

	test('stay in the plan where there is no such configuration', async () => {
		const { said } = workspaceOf({ 'main.tf': 'resource "aws_s3_bucket" "unrelated" {}\n', 'plan.json': content });
		expect(await said('plan.json')).toEqual(['s3/versioning: "Suspended" in plan.json', 's3/versioning: "Suspended" in plan.json']);
	});

	test('are suppressed where they are written', async () => {
		const { review, disk } = workspaceOf({ ...files, 'infra/plan.json': content });
		const before = await review('infra/plan.json');
		const edits = before.suppress(before.findings[0]!, 'resource');
		if ('refused' in edits) throw new Error(edits.refused);
		const [uri, changes] = [...edits.edits][0]!;
		const after = applyEdits(disk.get(uri.slice(ROOT.length))!, changes);
		expect(after).toContain('# plumbline-ignore s3/versioning\nresource "aws_s3_bucket" "data"');
		const again = workspaceOf({ ...files, 'infra/main.tf': after, 'infra/plan.json': content });
		expect(await again.said('infra/plan.json')).toEqual(['s3/versioning: "Suspended" in infra/logs/main.tf']);
		const alone = await workspaceOf({ 'plan.json': content }).review('plan.json');
		expect(alone.suppress(alone.findings[0]!, 'resource')).toEqual({ refused: 'a plan is not changed; its configuration was not found' });
	});
});
