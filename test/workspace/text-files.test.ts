/** Files that Terraform reads: what stands in them is understood, wherever it is safe to look. */
import { describe, expect, test } from 'vitest';
import { defineRule } from '../../engine/review/rule.ts';
import databaseOnInstance from '../../rules/ec2/database-on-instance.ts';
import monolith from '../../rules/ec2/monolith.ts';
import sharedContent from '../../rules/ec2/shared-content-on-instance.ts';
import windows from '../../rules/efs/windows.ts';
import versioning from '../../rules/s3/versioning.ts';
import wildcardGrant from '../../rules/s3/wildcard-grant.ts';
import principalInIdentity from '../../rules/policy/principal-in-identity.ts';
import { createWorkspace } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import type { FileContent } from '../../workspace/workspace.ts';
import { memoryFiles, memoryHistory } from '../harness/review.ts';

const ROOT = 'file:///a/b/repo/';
const rules = [databaseOnInstance, monolith, sharedContent, windows, wildcardGrant, principalInIdentity, versioning];

/** Paths are below the repository; those of `broken` cannot be read. */
function workspaceOf(files: Record<string, string>, { baseline = {}, broken = {}, list = rules }: { baseline?: Record<string, string>; broken?: Record<string, FileContent>; list?: typeof rules } = {}) {
	const disk = new Map(Object.entries({ '.git/HEAD': 'ref: x', ...files }));
	const asked: string[] = [];
	const memory = {
		read: async (uri: string) => {
			asked.push(uri);
			return broken[uri.slice(ROOT.length)] ?? memoryFiles(disk, ROOT).read(uri);
		},
		list: (uri: string) => memoryFiles(disk, ROOT).list(uri),
	};
	const workspace = createWorkspace(memory, memoryHistory(new Map(Object.entries(baseline)), ROOT), list, { today: () => '2026-06-30', prepare: dialect => (dialect === 'terraform' ? loadGrammar() : undefined) });
	const review = (path = 'main.tf') => workspace.review(ROOT + path);
	const said = async (path?: string) => {
		const { findings, text } = await review(path);
		return findings.map(one => `${one.rule} at ${text.slice(one.place.range.start, one.place.range.end).replaceAll('"', '')}`);
	};
	return { workspace, disk, asked, review, said };
}

const instance = (data: string, more = '') => `resource "aws_instance" "web" {\n  ami       = "ami-0123456789abcdef0"\n  user_data = ${data}\n}\n${more}`;
const DATABASE = '#!/bin/bash\ndnf install -y mariadb105-server\n';

describe('user data in a file', () => {
	test('is read for what it installs', async () => {
		for (const data of ['file("setup.sh")', 'file("${path.module}/setup.sh")', 'templatefile("setup.sh", { port = 80 })', 'base64encode(file("setup.sh"))']) {
			expect(await workspaceOf({ 'main.tf': instance(data), 'setup.sh': DATABASE }).said()).toEqual(['ec2/database-on-instance at user_data']);
		}
		expect(await workspaceOf({ 'main.tf': instance('filebase64("setup.sh")').replace('user_data ', 'user_data_base64 '), 'setup.sh': DATABASE }).said()).toEqual(['ec2/database-on-instance at user_data_base64']);
	});

	test('is web server and database in one, by the variables of a template', async () => {
		const template = '#!/bin/bash\n%{ for one in packages ~}\ndnf install -y ${one}\n%{ endfor ~}\necho ${host} > /etc/host\n';
		const { said } = workspaceOf({ 'main.tf': instance('templatefile("${path.module}/setup.sh.tpl", { packages = ["nginx", "postgresql-server"], host = var.host })', 'variable "host" {}\n'), 'setup.sh.tpl': template });
		expect(await said()).toEqual(['ec2/monolith at web', 'ec2/database-on-instance at user_data']);
	});

	test('of Windows mounts no EFS', async () => {
		const { review } = workspaceOf({ 'main.tf': instance('templatefile("setup.ps1", { fs = aws_efs_file_system.f.id })', 'resource "aws_efs_file_system" "f" {}\n'), 'setup.ps1': '<powershell>\nmount -t efs ${fs}:/ Z:\n</powershell>\n' });
		const { findings } = await review();
		expect(findings.map(one => one.rule)).toEqual(['efs/windows']);
		expect(findings[0]!.related).toHaveLength(1);
	});

	test('keeps content that instances of a group lose, unless a line of it is not known', async () => {
		const template = 'resource "aws_launch_template" "t" {\n  user_data = base64encode(templatefile("setup.sh", { rest = var.rest }))\n}\n\nresource "aws_autoscaling_group" "g" {\n  launch_template {\n    id = aws_launch_template.t.id\n  }\n}\n\nvariable "rest" {}\n';
		const script = '#!/bin/bash\nwget https://wordpress.org/latest.tar.gz\n';
		expect(await workspaceOf({ 'main.tf': template, 'setup.sh': script }).said()).toEqual(['ec2/shared-content-on-instance at user_data']);
		const open = workspaceOf({ 'main.tf': template, 'setup.sh': `${script}\${rest}\n` });
		expect(await open.said()).toEqual([]);
		expect((await open.review()).status.undecided.map(one => one.rule)).toEqual(['ec2/shared-content-on-instance']);
	});

	test('of a module is its own, however it is called', async () => {
		const module = instance('file("${path.module}/setup.sh")');
		const { said } = workspaceOf({ 'envs/prod/main.tf': 'module "web" {\n  source = "../../modules/web"\n}\n', 'modules/web/main.tf': module, 'modules/web/setup.sh': DATABASE });
		expect(await said('modules/web/main.tf')).toEqual(['ec2/database-on-instance at user_data']);
	});

	test('is read again when it changes, is open, goes or comes', async () => {
		const { workspace, disk, review, said } = workspaceOf({ 'main.tf': instance('file("setup.sh")', 'resource "aws_s3_bucket" "b" {}\n') });
		const uri = `${ROOT}setup.sh`;
		expect(await said()).toEqual(['s3/versioning at b']);
		expect((await review()).documents).toContain(uri);
		disk.set('setup.sh', DATABASE);
		workspace.forget(uri);
		const found = await review();
		expect(found.findings.map(one => one.rule)).toEqual(['ec2/database-on-instance', 's3/versioning']);
		// Only what reads the file is reviewed again.
		expect(found.effort.remembered).toBeGreaterThan(0);
		workspace.open(uri, 'echo nothing\n', 1);
		expect(await said()).toEqual(['s3/versioning at b']);
		workspace.close(uri);
		expect(await said()).toHaveLength(2);
		disk.set('setup.sh', '');
		workspace.forget(uri);
		expect(await said()).toHaveLength(1);
		disk.delete('setup.sh');
		workspace.forget(uri);
		expect(await said()).toHaveLength(1);
	});
});

describe('what is read', () => {
	test('lies in the repository', async () => {
		const paths = ['/etc/passwd', '~/.ssh/id_rsa', '../../../etc/hosts', '../secret.sh', 'c:/windows/win.ini', '//host/share', 'file:///etc/passwd', '.git/HEAD', '..', '.', 'a\\\\..\\\\..\\\\..\\\\x', '%2e%2e/%2e%2e/x', '\u0000', `${'../'.repeat(5000)}x`];
		const { asked, review } = workspaceOf({ 'main.tf': `locals {\n${paths.map((path, index) => `  p${index} = file("${path}")\n  m${index} = templatefile("\${path.module}/${path}", {})\n`).join('')}}\n${instance('local.p0')}` });
		const { findings, status } = await review();
		expect(findings).toEqual([]);
		expect(status.incomplete).toEqual([]);
		expect(asked.filter(uri => !uri.startsWith(ROOT) && !uri.endsWith('/plumbline.yaml'))).toEqual([]);
		expect(asked.filter(uri => uri.includes('/.git/'))).toEqual([]);
	});

	test('is text of a reasonable size', async () => {
		const script = (text: string, broken?: FileContent) => workspaceOf({ 'main.tf': instance('file("setup.sh")'), 'setup.sh': text }, broken && { broken: { 'setup.sh': broken } }).said();
		expect(await script(`${DATABASE}${'#'.repeat(256 * 1024)}`)).toEqual([]);
		expect(await script(`${DATABASE}\uFFFD`)).toEqual([]);
		expect(await script('', { unreadable: 'is binary' })).toEqual([]);
		expect(await script('', { unreadable: 'is a directory' })).toEqual([]);
	});

	test('is not more than a number of files', async () => {
		const { review, asked } = workspaceOf({ 'main.tf': `locals {\n${Array.from({ length: 300 }, (_, index) => `  f${index} = file("f${index}.sh")\n`).join('')}}\n` });
		expect((await review()).status.incomplete).toEqual(['more than 200 files that its expressions read']);
		expect(asked.filter(uri => uri.endsWith('.sh'))).toHaveLength(200);
	});
});

describe('a policy in a file', () => {
	const POLICY = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] }, null, 2);
	const role = (policy: string) => `resource "aws_iam_role" "r" {\n  assume_role_policy = "{}"\n}\n\nresource "aws_iam_role_policy" "p" {\n  role   = aws_iam_role.r.id\n  policy = ${policy}\n}\n`;

	test('is understood, reported where it is used, and not changed', async () => {
		for (const policy of ['file("p.json")', 'templatefile("${path.module}/p.json", {})']) {
			const { review } = workspaceOf({ 'main.tf': role(policy), 'p.json': POLICY });
			const found = await review();
			const finding = found.findings.find(one => one.rule === 'policy/principal-in-identity')!;
			expect(found.text.slice(finding.place.range.start, finding.place.range.end)).toBe('policy');
			expect(finding.fixes.map(fix => Object.keys(found.edits([fix])))).toEqual(finding.fixes.map(() => ['refused']));
			expect(finding.fixes).not.toEqual([]);
			expect('edits' in found.suppress(finding, 'resource')).toBe(true);
		}
	});
});

test('what stands in a file is never what changed', async () => {
	const changed = defineRule({
		id: 'ec2/changed', title: 'T', severity: 'warning', pillar: 'reliability', since: '0.1.0', source: 'https://docs.aws.amazon.com/', on: 'AWS::EC2::Instance', evolution: true,
		review(resource, design, report) {
			const before = design.before(resource);
			if (before && before.at('UserData').string !== resource.at('UserData').string) report(resource, 'changed');
		},
	});
	const files = { 'main.tf': instance('file("setup.sh")', 'locals {}\n'), 'setup.sh': 'echo now\n' };
	const { said } = workspaceOf(files, { baseline: { 'main.tf': instance('file("setup.sh")'), 'setup.sh': 'echo then\n' }, list: [changed] });
	expect(await said()).toEqual([]);
});
