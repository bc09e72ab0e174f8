/** The command line over real files with all rules; every run is a fresh one. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../cli/command.ts';
import manifest from '../../package.json' with { type: 'json' };
import { rules } from '../../rules/index.ts';

let folder = '';
beforeEach(async () => { folder = await realpath(await mkdtemp(join(tmpdir(), 'plumbline-'))); });
afterEach(async () => { await rm(folder, { recursive: true }); });

async function write(name: string, content: string | Uint8Array): Promise<void> {
	await mkdir(dirname(join(folder, name)), { recursive: true });
	await writeFile(join(folder, name), content);
}

async function plumbline(...argv: string[]) {
	let out = '';
	let err = '';
	const code = await run(argv, { cwd: folder, out: text => { out += text; }, err: text => { err += text; }, color: false, columns: 120, watched: false });
	return { code, out, err };
}

const unversioned = 'Resources:\n  Data: # orders\n    Type: AWS::S3::Bucket\n';
const versioned = `${unversioned}    Properties:\n      VersioningConfiguration:\n        Status: Enabled\n`;
const only = ['--rule', 's3/versioning', '--baseline', 'none'] as const;

describe('review', () => {
	it('finds what is wrong, and ends with 1', async () => {
		await write('designs/a.yaml', unversioned);
		const { code, out, err } = await plumbline('review', 'designs', ...only);
		expect({ code, err }).toEqual({ code: 1, err: '' });
		expect(out).toMatch(/^designs\/a\.yaml:2:3: warning: /);
		expect(out).toContain(' 2 |   Data: # orders\n   |   ^^^^');
		expect(out).toContain('= fix available: Enable versioning on Data (--fix)');
		expect(out).toContain('Found 1 warning in 1 file. 1 fixable with --fix.');
	});
	it('ends with 0 where there is nothing at the level', async () => {
		await write('a.yaml', unversioned);
		await write('b.yaml', versioned);
		expect(await plumbline('review', 'b.yaml', ...only)).toEqual({ code: 0, out: 'Nothing found in 1 file.\n', err: '' });
		expect(await plumbline('review', 'a.yaml', ...only, '--level', 'error', '--quiet')).toEqual({ code: 0, out: '', err: '' });
	});
	it('reviews the rest where something cannot be read, and ends with 2', async () => {
		await write('a.yaml', unversioned);
		await write('binary.yaml', Uint8Array.from([0, 1, 2, 0]));
		const { code, out } = await plumbline('review', 'none.yaml', 'a.yaml', 'binary.yaml', ...only);
		expect(code).toBe(2);
		expect(out).toContain('a.yaml:2:3: warning');
		expect(out).toContain('none.yaml: failed: no such file or directory');
		expect(out).toContain('binary.yaml: failed: is binary');
		const json = await plumbline('review', 'none.yaml', '--format', 'json');
		expect(JSON.parse(json.out).failures).toEqual([{ path: 'none.yaml', reason: 'no such file or directory' }]);
		expect(json.err).toContain('none.yaml: no such file or directory');
	});
	it('does not praise a review of nothing', async () => {
		await mkdir(join(folder, 'empty'));
		expect(await plumbline('review', 'empty')).toEqual({ code: 0, out: 'Nothing was reviewed: there is no design here.\n', err: '' });
		expect((await plumbline('review', 'empty', '--format', 'markdown')).out).toContain('Nothing was reviewed: there is no design here.');
		expect((await plumbline('review', 'none.yaml')).out).toBe('none.yaml: failed: no such file or directory\nNothing was reviewed.\n');
	});
	it('says where what the settings compare with is not there', async () => {
		await write('plumbline.yaml', 'baseline: merge-base:main\n');
		await write('a.yaml', versioned);
		const { code, out } = await plumbline('review', 'a.yaml', '--rule', 's3/versioning');
		expect(code).toBe(0);
		expect(out).toContain('a.yaml: incomplete: it could not be compared with merge-base:main (not in a Git repository)');
		expect((await plumbline('review', 'a.yaml', ...only)).out).toBe('Nothing found in 1 file.\n');
	});
	it.runIf(process.getuid?.() !== undefined)('mends a file once that has two names', async () => {
		await write('a.yaml', unversioned);
		await symlink('a.yaml', join(folder, 'b.yaml'));
		const { code, out } = await plumbline('review', '.', '--fix', ...only);
		expect(out).not.toContain('failed');
		expect(code).toBe(0);
		expect(await readFile(join(folder, 'a.yaml'), 'utf8')).toBe(versioned);
	});
	it('says of a file that was named why it is no design', async () => {
		await write('package.json', '{ "name": "x" }');
		await write('other.yaml', 'a: 1\n');
		expect(await plumbline('review', 'package.json')).toMatchObject({ code: 0, err: expect.stringMatching(/^package\.json: not reviewed: ./) });
		expect((await plumbline('review', '.')).err).toBe('');
	});
	it('reports broken text at its place, with the rest', async () => {
		await write('a.yaml', `${unversioned}  Broken: [\n`);
		const { code, out } = await plumbline('review', 'a.yaml', '--rule', 's3/versioning', '--baseline', 'none');
		expect(code).toBe(1);
		expect(out).toMatch(/a\.yaml:[45]:\d+: error: /);
		expect(out).toContain('a.yaml:2:3: warning');
	});
	it('wants rules that there are', async () => {
		await write('a.yaml', unversioned);
		expect(await plumbline('review', 'a.yaml', '--rule', 's3/versionning')).toEqual({
			code: 2, out: '', err: 'plumbline: no rule "s3/versionning"; did you mean "s3/versioning"?\nTry plumbline --help.\n',
		});
	});
	it('names the same findings in every format', async () => {
		await write('a.yaml', unversioned);
		const [json, sarif, markdown] = await Promise.all(['json', 'sarif', 'markdown'].map(format => plumbline('review', '.', ...only, '--format', format)));
		const [finding] = JSON.parse(json!.out).findings;
		expect(finding).toMatchObject({ rule: 's3/versioning', file: 'a.yaml', range: { start: { line: 2, column: 3 } } });
		const [result] = JSON.parse(sarif!.out).runs[0].results;
		expect(result).toMatchObject({ ruleId: 's3/versioning', message: { text: finding.message } });
		expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('a.yaml');
		expect(markdown!.out).toContain('a.yaml:2');
	});
});

describe('review --fix', () => {
	it('writes the fixed files, and then finds nothing', async () => {
		await write('a.yaml', unversioned);
		const { code, out } = await plumbline('review', 'a.yaml', ...only, '--fix');
		expect(code).toBe(0);
		expect(out).toBe('a.yaml: fixed 1\n  - Enable versioning on Data\nNothing found in 1 file.\n');
		expect(await readFile(join(folder, 'a.yaml'), 'utf8')).toBe(versioned);
		expect((await plumbline('review', 'a.yaml', ...only, '--fix')).out).toBe('Nothing found in 1 file.\n');
	});
	it('leaves everything below the level alone', async () => {
		await write('a.yaml', unversioned);
		await plumbline('review', 'a.yaml', ...only, '--fix', '--level', 'error');
		expect(await readFile(join(folder, 'a.yaml'), 'utf8')).toBe(unversioned);
	});
	it('mends the whole of Terraform modules', async () => {
		await write('main.tf.json', '{\n  "resource": { "aws_s3_bucket": { "data": { "bucket": "acme-data" } } }\n}\n');
		const { code, out } = await plumbline('review', '.', ...only, '--fix');
		expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^main\.tf\.json: fixed 1\n/) });
		expect(JSON.parse(await readFile(join(folder, 'main.tf.json'), 'utf8')).resource.aws_s3_bucket_versioning).toBeDefined();
	});
});

describe('review --baseline', () => {
	const table = (index: boolean) => ['Resources:', '  Orders:', '    Type: AWS::DynamoDB::Table', '    Properties:', '      BillingMode: PAY_PER_REQUEST',
		'      AttributeDefinitions: [{ AttributeName: a, AttributeType: S }, { AttributeName: b, AttributeType: S }, { AttributeName: c, AttributeType: S }]',
		'      KeySchema: [{ AttributeName: a, KeyType: HASH }, { AttributeName: b, KeyType: RANGE }]',
		...(index ? ['      LocalSecondaryIndexes:', '        - IndexName: by-c', '          KeySchema: [{ AttributeName: a, KeyType: HASH }, { AttributeName: c, KeyType: RANGE }]', '          Projection: { ProjectionType: ALL }'] : []), ''].join('\n');
	const rule = ['--rule', 'dynamodb/lsi-after-creation', '--format', 'json'];
	const found = async (...argv: string[]) => JSON.parse((await plumbline('review', ...argv, ...rule)).out).findings.length;
	const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder, stdio: 'ignore' });

	it('compares with a file or a directory', async () => {
		await write('now/a.yaml', table(true));
		await write('deployed/now/a.yaml', table(false));
		await write('old.yaml', table(false));
		expect(await found('now/a.yaml', '--baseline', 'none')).toBe(0);
		expect(await found('now/a.yaml', '--baseline', 'old.yaml')).toBe(1);
		expect(await found('now', '--baseline', 'deployed')).toBe(1);
		expect(await found('now/a.yaml', '--baseline', join(folder, 'old.yaml'))).toBe(1);
	});
	it('compares with a revision, HEAD where nothing else is said, and wants one that there is', async () => {
		await write('a.yaml', table(false));
		git('init', '-q');
		git('add', '.');
		git('commit', '-qm', 'before');
		await write('a.yaml', table(true));
		expect(await found('a.yaml')).toBe(1);
		git('commit', '-qam', 'after');
		expect(await found('a.yaml')).toBe(0);
		expect(await found('a.yaml', '--baseline', 'HEAD~1')).toBe(1);
		expect(await plumbline('review', 'a.yaml', '--baseline', 'no-such-branch')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('neither a path nor a revision') });
	});
});

describe('the other commands', () => {
	it('rules lists them all', async () => {
		const { code, out } = await plumbline('rules');
		expect(code).toBe(0);
		expect(out.trim().split('\n').map(line => line.split(' ')[0])).toEqual(rules.map(rule => rule.id).sort());
	});
	it('explain shows a page, or suggests one', async () => {
		const { code, out } = await plumbline('explain', 's3/versioning');
		expect(code).toBe(0);
		expect(out).toMatch(/^Buckets keep earlier versions[\s\S]*s3\/versioning · warning · reliability[\s\S]*Why it matters[\s\S]*docs\.aws\.amazon\.com/);
		expect(await plumbline('explain', 'versioning')).toMatchObject({ code: 2, err: expect.stringContaining('did you mean "s3/versioning"?') });
	});
	it('--version and --help', async () => {
		expect(await plumbline('--version')).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
		expect((await plumbline('help', 'review')).out).toContain('--baseline');
		expect(await plumbline('lint')).toMatchObject({ code: 2, out: '' });
	});
});
