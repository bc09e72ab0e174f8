/** The real server: the shipped bundle as a process of its own, over standard input and output. */
import { execFileSync } from 'node:child_process';
import { CancellationTokenSource } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { builtServer } from './built.ts';
import { plainClient, until } from './client.ts';

const { project, running, uriOf, write, start } = builtServer();
const everything = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

const replication = `Resources:
  Source:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: Enabled }
      ReplicationConfiguration:
        Role: arn:aws:iam::111122223333:role/replication
        Rules:
          - Status: Enabled
            Destination:
              Bucket: !GetAtt Replica.Arn
  Replica:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: Suspended }
`;

describe('a template, typed and mended', () => {
	it('has its findings at the exact places, explained, and none after the fix', async () => {
		const client = await start();
		const uri = uriOf('lake.yaml');
		client.open(uri, replication);
		const diagnostics = await client.diagnostics(uri);
		const found = diagnostics.find(one => one.code === 's3/replication-versioning')!;
		expect(found).toMatchObject({
			range: { start: { line: 10, character: 22 }, end: { line: 10, character: 41 } }, severity: 1, source: 'plumbline',
			message: expect.stringContaining('Replica is not versioned'),
			codeDescription: { href: expect.stringMatching(/^https:\/\/.*s3\/replication-versioning/) },
			relatedInformation: [{ location: { uri, range: { start: { line: 11, character: 2 }, end: { line: 11, character: 9 } } } }],
		});
		const hover = await client.hover(uri, '!GetAtt Replica');
		expect(hover!.range).toEqual(found.range);
		expect((await client.hover(uri, 'Replica:'))!.contents).toMatchObject({ value: expect.stringMatching(/---\n\n\*\*Who has access\*\*: only identities of this account/) });
		expect(hover!.contents).toMatchObject({ kind: 'markdown', value: expect.stringMatching(/s3\/replication-versioning[\s\S]*AWS documentation/) });
		const [fix] = (await client.actions(uri, found.range, ['quickfix'], [found])).filter(one => one.isPreferred);
		expect(fix!.title).toBe('Enable versioning on Replica');
		client.apply((await client.resolve(fix!)).edit!);
		expect(client.text(uri)).toBe(replication.replace('Suspended', 'Enabled'));
		expect((await client.findings(uri)).filter(one => one.startsWith('s3/replication-versioning'))).toEqual([]);
		expect(client.status.get(uri)).toMatchObject({ reviewed: true, dialect: 'CloudFormation' });
		client.close(uri);
		expect(await client.pull(uri)).toMatchObject({ kind: 'full', items: [] });
	});

	it('keeps its places after incremental edits among other alphabets and CRLF', async () => {
		const client = await start();
		const uri = uriOf('edited.yaml');
		client.open(uri, `# Ключи\n${replication}`.replaceAll('\n', '\r\n'));
		client.type(uri, 'Ключи', 'Ключи 🔑 für 鍵 — «é»\r\n# 🪣🪣');
		client.type(uri, 'Resources:', 'Description: "🪣 für 鍵"\r\nResources:');
		client.type(uri, 'Rules:\r\n', 'Rules: # 🪣\r\n');
		client.type(uri, '!GetAtt Replica.Arn', '!Sub "${Replica.Arn}"');
		expect((await client.findings(uri)).filter(one => one.startsWith('s3/replication'))).toEqual(['s3/replication-versioning «!Sub "${Replica.Arn}"»']);
		const [fixAll] = await client.actions(uri, everything, ['source.fixAll']);
		client.apply((await client.resolve(fixAll!)).edit!);
		expect((await client.findings(uri)).filter(one => one.startsWith('s3/replication'))).toEqual([]);
		expect(client.text(uri)).toContain('Description: "🪣 für 鍵"\r\n');
		expect(client.text(uri).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	});

	it('is reviewed half-typed, and before it is saved', async () => {
		const client = await start();
		const uri = 'untitled:Untitled-1';
		client.open(uri, 'Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      EnableKeyRotation: ');
		await client.pull(uri);
		client.change(uri, [{ range: { start: { line: 4, character: 25 }, end: { line: 4, character: 25 } }, newText: 'false' }]);
		expect(await client.findings(uri)).toContain('kms/key-rotation «false»');
		const titles = (await client.actions(uri, (await client.diagnostics(uri)).find(one => one.code === 'kms/key-rotation')!.range)).map(one => one.title);
		expect(titles).toContain('Suppress kms/key-rotation for Key');
	});

	it('can be suppressed, at the resource and in settings that are made for it', async () => {
		const client = await start();
		const uri = write('lake.yaml', replication);
		client.open(uri, replication);
		const found = (await client.diagnostics(uri)).find(one => one.code === 's3/replication-versioning')!;
		const actions = await client.actions(uri, found.range);
		const inSettings = actions.find(one => one.title === 'Suppress s3/replication-versioning in plumbline.yaml')!;
		expect(inSettings.edit!.documentChanges![0]).toMatchObject({ kind: 'create', uri: uriOf('plumbline.yaml') });
		client.apply(actions.find(one => one.title === 'Suppress s3/replication-versioning for Source')!.edit!);
		expect(client.text(uri)).toContain('  # plumbline-ignore s3/replication-versioning\n');
		expect(await client.findings(uri)).not.toContain('s3/replication-versioning «!GetAtt Replica.Arn»');
		expect((await client.hover(uri, 's3/replication-versioning'))!.contents).toMatchObject({ value: expect.stringContaining('s3/replication-versioning') });
		client.type(uri, 'Status: Suspended', 'Status: Enabled');
		const unused = (await client.diagnostics(uri)).find(one => one.code === 'plumbline/suppression')!;
		const [remove] = await client.actions(uri, unused.range);
		expect(remove).toMatchObject({ title: 'Remove unused suppression', isPreferred: true });
		client.apply(remove!.edit!);
		expect(client.text(uri)).toBe(replication.replace('Suspended', 'Enabled'));
	});
});

describe('a client that does not pull', () => {
	it('is sent diagnostics with their version, and has them taken back', async () => {
		const client = await start({ capabilities: plainClient });
		const uri = uriOf('lake.yaml');
		client.open(uri, replication);
		const first = await until('diagnostics', () => client.published.find(one => one.version === 1));
		expect(first.diagnostics.map(one => one.code)).toContain('s3/replication-versioning');
		client.type(uri, 'Suspended', 'Enabled');
		const second = await until('diagnostics', () => client.published.find(one => one.version === 2));
		expect(second.diagnostics.map(one => one.code)).not.toContain('s3/replication-versioning');
		client.close(uri);
		await until('the closing', () => client.published.at(-1)?.diagnostics.length === 0);
	});
});

describe('trust', () => {
	it('decides whether Git is asked for a baseline', async () => {
		const uri = write('lake.yaml', replication);
		const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: project, stdio: 'pipe' });
		git('init', '-q');
		git('add', '.');
		git('commit', '-q', '-m', 'first');
		const client = await start({ initializationOptions: { trusted: false, status: true } });
		client.open(uri, replication);
		await client.pull(uri);
		expect(client.status.get(uri)!.baseline).toMatch(/restricted mode/);
		await client.connection.sendNotification('plumbline/trust', { trusted: true });
		await client.pull(uri);
		expect(client.status.get(uri)!.baseline).toBe('HEAD');
	});
});

describe('under load', () => {
	const bucket = (index: number) => `  Bucket${index}:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: acme-${index}\n      VersioningConfiguration: { Status: Suspended }\n`;
	const large = `Resources:\n${Array.from({ length: 1500 }, (_, index) => bucket(index)).join('')}`;

	it('answers ten rapid edits with few reviews, and the last with what stands there', async () => {
		const client = await start();
		const uri = uriOf('large.yaml');
		client.open(uri, large);
		await client.pull(uri);
		let statuses = 0;
		client.connection.onNotification('plumbline/status', () => { statuses++; });
		const answers = Array.from({ length: 10 }, (_, index) => {
			client.type(uri, 'Resources:\n', `Resources:\n  Extra${index}:\n    Type: AWS::KMS::Key\n    Properties: { EnableKeyRotation: false }\n`);
			return client.pull(uri).then(report => report.kind, (error: { code: number }) => error.code);
		});
		const outcomes = await Promise.all(answers);
		expect(outcomes.at(-1)).toBe('full');
		expect(outcomes.slice(0, -1).filter(outcome => outcome === 'full').length).toBeLessThanOrEqual(2);
		expect(statuses).toBeLessThanOrEqual(3);
		expect((await client.findings(uri)).filter(one => one === 'kms/key-rotation «false»')).toHaveLength(10);
	});

	it('gives up a review that is cancelled, and serves others meanwhile', async () => {
		const client = await start();
		const uri = uriOf('large.yaml');
		const small = uriOf('small.yaml');
		client.open(uri, large);
		client.open(small, replication);
		const source = new CancellationTokenSource();
		const answer = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token).then(() => 'answered', (error: { code: number }) => error.code);
		setTimeout(() => source.cancel(), 5);
		expect(await client.findings(small)).toContain('s3/replication-versioning «!GetAtt Replica.Arn»');
		expect(await answer).toBe(-32800);
		expect((await client.diagnostics(uri)).length).toBeGreaterThan(0);
	});
});

describe('hostile documents', () => {
	const bomb = `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`).join('')}Resources:\n  B: { Type: 'AWS::S3::Bucket', Properties: *a40 }\n`;
	const cycle = 'Conditions:\n  A: !Condition B\n  B: !Condition A\nResources:\n  X: { Type: AWS::S3::Bucket, Condition: A, Properties: { BucketName: !Ref Y } }\n  Y: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref X } }\n';
	const documents: Readonly<Record<string, string>> = {
		'empty.yaml': '',
		'binary.yaml': `Resources:\n${String.fromCharCode(...Array.from({ length: 500 }, (_, index) => (index * 37) % 0xd800))}`,
		'deep.json': `${'{"Resources":['.repeat(20_000)}`,
		'deep.yaml': `Resources: ${'['.repeat(20_000)}`,
		'bomb.yaml': bomb,
		'cycle.yaml': cycle,
		'prototype.json': '{"Resources":{"__proto__":{"Type":"AWS::S3::Bucket"},"constructor":{"Type":"toString","Properties":{"hasOwnProperty":1}}}}',
		'lone.yaml': 'Resources:\n  \ud800: { Type: AWS::S3::Bucket }\n',
		'plumbline.yaml': 'rules: [[[\nbaseline: {{{',
		'main.tf.json': '{"resource":{"aws_s3_bucket":{"a":{"bucket":"${aws_s3_bucket.a.id}${"}}}},"locals":{"x":"${local.x}"}}',
	};

	it('do no harm, and the next one is reviewed as ever', async () => {
		const client = await start();
		for (const [name, text] of Object.entries(documents)) {
			const uri = uriOf(`hostile-${name.replace(/\W/g, '-')}/${name}`);
			client.open(uri, text, name.endsWith('json') ? 'json' : 'yaml');
			expect(await client.pull(uri), name).toMatchObject({ kind: 'full' });
			await client.hover(uri, text.slice(0, 1));
			for (const only of [undefined, ['source.fixAll']]) for (const action of await client.actions(uri, everything, only)) await client.resolve(action);
			client.close(uri);
		}
		expect(client.log).toEqual([]);
		const uri = uriOf('lake.yaml');
		client.open(uri, replication);
		expect(await client.findings(uri)).toContain('s3/replication-versioning «!GetAtt Replica.Arn»');
	});

	it('of files that cannot be read are left out of a review of the workspace', async () => {
		write('lake.yaml', replication);
		write('binary.yaml', Buffer.from([0x52, 0, 0xff, 0xfe, 0]));
		write('broken.yaml', 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n   Properties: [\n');
		write('notes.json', '{"a": 1}');
		const client = await start();
		const summary = await client.connection.sendRequest('workspace/executeCommand', { command: 'plumbline.reviewWorkspace' });
		expect(summary).toMatchObject({ cancelled: false, failed: 0 });
		expect(client.published.map(one => one.uri)).toContain(uriOf('lake.yaml'));
		expect(client.published.find(one => one.uri === uriOf('broken.yaml'))!.diagnostics.map(one => one.code)).toContain('syntax');
		client.open(uriOf('lake.yaml'), replication);
		await until('what was published to be taken back', () => client.published.at(-1)?.uri === uriOf('lake.yaml') && client.published.at(-1)?.diagnostics.length === 0);
	});
});

describe('the process', () => {
	it('ends well when it is asked to, and with its client otherwise', async () => {
		const client = await start();
		const child = running[0]!.process;
		const exit = new Promise(resolve => child.once('exit', resolve));
		await client.connection.sendRequest('shutdown');
		await client.connection.sendNotification('exit');
		expect(await exit).toBe(0);
		await start();
		const orphan = running[1]!.process;
		const end = new Promise(resolve => orphan.once('exit', resolve));
		orphan.stdin!.end();
		expect(await end).toBe(1);
	});
});
