/** What is shipped, where nothing else is: the bundles are built into a folder of their own and run there. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../tools/build.ts';

let folder = '';
beforeAll(async () => {
	folder = await realpath(await mkdtemp(join(tmpdir(), 'plumbline-built-')));
	await buildAll({ folder: join(folder, 'dist') });
});
afterAll(async () => { await rm(folder, { recursive: true }); });

function plumbline(...args: string[]) {
	return spawnSync(process.execPath, [join(folder, 'dist/cli.js'), ...args], { cwd: folder, encoding: 'utf8' });
}

describe('the built command', () => {
	it('runs without any package beside it', () => {
		expect(existsSync(join(folder, 'node_modules'))).toBe(false);
		expect(plumbline('--version')).toMatchObject({ status: 0, stderr: '' });
	});
	it('reviews CloudFormation, and Terraform with its grammar', async () => {
		await writeFile(join(folder, 'a.yaml'), 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\n');
		await writeFile(join(folder, 'main.tf.json'), '{ "resource": { "aws_s3_bucket": { "data": { "bucket": "acme-${var.stage == \\"a\\" ? 1 : 2}" } } } }\n');
		const { status, stdout, stderr } = plumbline('review', 'a.yaml', 'main.tf.json', '--rule', 's3/versioning', '--format', 'json');
		expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
		const { findings, incomplete } = JSON.parse(stdout);
		expect(findings.map((finding: { file: string }) => finding.file)).toEqual(['a.yaml', 'main.tf.json']);
		expect(incomplete).toEqual([]);
	});
	it('does not mind a reader that has seen enough', () => {
		const script = `"${process.execPath}" dist/cli.js rules | head -n 1`;
		expect(spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' })).toMatchObject({ stderr: '', status: 0 });
	});
	it('serves an editor on standard input and output', async () => {
		const server = spawn(process.execPath, [join(folder, 'dist/cli.js'), 'lsp', '--stdio'], { cwd: folder });
		try {
			const answered = new Promise<string>((resolve, reject) => {
				let text = '';
				server.stdout.on('data', chunk => {
					text += String(chunk);
					if (text.includes('"capabilities"')) resolve(text);
				});
				server.on('exit', code => reject(new Error(`ended with ${code}`)));
			});
			const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
			server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
			expect(await answered).toMatch(/^Content-Length: \d+\r\n/);
		} finally {
			server.kill();
		}
	});
});
