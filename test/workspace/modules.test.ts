/** Terraform modules in a workspace: whoever is called is reviewed as it is called, wherever the calls are. */
import { describe, expect, test } from 'vitest';
import { defineRule } from '../../engine/review/rule.ts';
import { createWorkspace } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import { memoryFiles, memoryHistory } from '../harness/review.ts';

const ROOT = 'file:///repo/';

/** Wants keys to rotate; mends it. */
const rotation = defineRule({
	id: 'kms/rotates', title: 'T', severity: 'warning', pillar: 'security', since: '0.1.0', source: 'https://docs.aws.amazon.com/', on: 'AWS::KMS::Key', fixes: 'fix',
	review(key, _, report) {
		const own = key.at('EnableKeyRotation');
		if (own.is(true) === 'no') report(own, `${key.name} does not rotate.`, { fix: { title: 'Rotate', change: change => change.set(own, true) } });
	},
});

function workspaceOf(files: Record<string, string>) {
	const disk = new Map(Object.entries({ '.git/HEAD': 'ref: x', ...files }));
	const memory = { read: (uri: string) => memoryFiles(disk, ROOT).read(uri), list: (uri: string) => memoryFiles(disk, ROOT).list(uri) };
	const workspace = createWorkspace(memory, memoryHistory(new Map(), ROOT), [rotation], { today: () => '2026-06-30', prepare: dialect => (dialect === 'terraform' ? loadGrammar() : undefined) });
	return { workspace, disk, said: async (path: string) => (await workspace.review(ROOT + path)).findings.map(one => `${one.message} ${one.related.map(other => other.message).join('; ')}`.trim()) };
}

const MODULE = 'variable "rotate" {\n  default = false\n}\n\nresource "aws_kms_key" "k" {\n  enable_key_rotation = var.rotate\n}\n';
const call = (path: string, rotate?: boolean, name = 'a') => `module "${name}" {\n  source = "${path}"\n${rotate === undefined ? '' : `  rotate = ${rotate}\n`}}\n`;

describe('a module', () => {
	test('that nobody calls is reviewed by itself', async () => {
		expect(await workspaceOf({ 'modules/key/main.tf': MODULE }).said('modules/key/main.tf')).toEqual(['k does not rotate. default of variable rotate']);
	});

	test('is reviewed as it is called, from beside and from above', async () => {
		const { said, workspace } = workspaceOf({ 'modules/key/main.tf': MODULE, 'envs/prod/main.tf': call('../../modules/key', true), 'main.tf': call('./modules/key', true) });
		expect(await said('modules/key/main.tf')).toEqual([]);
		expect((await workspace.review(`${ROOT}modules/key/main.tf`)).status.reason).toBe('its name ends in .tf, and the module in ../.., ../../envs/prod calls it');
	});

	test('says a thing once, with every call that causes it', async () => {
		const files = { 'modules/key/main.tf': MODULE, 'envs/dev/main.tf': call('../../modules/key', false, 'x') + call('../../modules/key', undefined, 'y'), 'envs/prod/main.tf': call('../../modules/key', true), 'envs/test/main.tf': call('../../modules/key', undefined, 'z') };
		const { workspace } = workspaceOf(files);
		const { findings } = await workspace.review(`${ROOT}modules/key/main.tf`);
		expect(findings.map(one => one.message)).toEqual(['k does not rotate.']);
		expect(findings[0]!.related.map(one => one.message)).toEqual(['the value is written here', 'module.x is called here', 'the value is written here', 'module.y is called here', 'module.z is called here']);
	});

	test('of modules that call modules is reviewed from where it all begins', async () => {
		const { said } = workspaceOf({
			'modules/key/main.tf': MODULE, 'modules/store/main.tf': `variable "rotate" {}\nmodule "key" {\n  source = "../key"\n  rotate = var.rotate\n}\n`,
			'live/main.tf': 'module "store" {\n  source = "../modules/store"\n  rotate = false\n}\n',
		});
		expect(await said('modules/key/main.tf')).toEqual(['k does not rotate. the value is written here; module.store is called here; module.store.module.key is called here']);
		expect(await said('live/main.tf')).toEqual([]);
	});

	test('follows its callers as they change, saved or not', async () => {
		const { workspace, disk, said } = workspaceOf({ 'modules/key/main.tf': MODULE, 'main.tf': call('./modules/key', true) });
		expect(await said('modules/key/main.tf')).toEqual([]);
		workspace.open(`${ROOT}main.tf`, call('./modules/key', false), 1);
		expect(await said('modules/key/main.tf')).toHaveLength(1);
		workspace.close(`${ROOT}main.tf`);
		expect(await said('modules/key/main.tf')).toEqual([]);
		disk.set('new/main.tf', call('../modules/key', false));
		workspace.forget(`${ROOT}new/main.tf`);
		expect(await said('modules/key/main.tf')).toHaveLength(1);
		disk.delete('main.tf');
		disk.delete('new/main.tf');
		workspace.forget(`${ROOT}main.tf`);
		workspace.forget(`${ROOT}new/main.tf`);
		expect(await said('modules/key/main.tf')).toEqual(['k does not rotate. default of variable rotate']);
	});

	test('keeps a suppression that one of its callers needs', async () => {
		const suppressed = MODULE.replace('resource', '# plumbline-ignore kms/rotates\nresource');
		const files = { 'modules/key/main.tf': suppressed, 'on/main.tf': call('../modules/key', true), 'off/main.tf': call('../modules/key', false) };
		expect(await workspaceOf(files).said('modules/key/main.tf')).toEqual([]);
		expect(await workspaceOf({ ...files, 'off/main.tf': call('../modules/key', true) }).said('modules/key/main.tf')).toEqual(['Nothing to suppress: kms/rotates finds nothing on module.a.aws_kms_key.k.']);
	});

	test('is not looked for where others\' files lie', async () => {
		const { said } = workspaceOf({ 'modules/key/main.tf': MODULE, 'node_modules/x/main.tf': call('../../modules/key', true), '.terraform/modules/y/main.tf': call('../../../modules/key', true) });
		expect(await said('modules/key/main.tf')).toHaveLength(1);
	});
});

test('a directory in a place that cannot be listed is a part of something', async () => {
	const workspace = createWorkspace({ read: async () => ({ unreadable: 'no such file' }), list: async () => [] }, memoryHistory(new Map(), ROOT), [rotation], { prepare: () => loadGrammar() });
	workspace.open('vscode-vfs://github/acme/main.tf', 'resource "aws_kms_key" "k" {}\n', 1);
	const review = await workspace.review('vscode-vfs://github/acme/main.tf');
	expect(review.findings).toEqual([]);
	expect(review.status.incomplete).toEqual(['other files of the directory cannot be read']);
});
