import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGitHistory } from '../../workspace/git.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-git-'));
const uri = (path: string) => pathToFileURL(join(folder, path)).href;

function git(...args: string[]): void {
	execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: folder, stdio: 'pipe' });
}

beforeAll(() => {
	git('init', '--quiet', '--initial-branch=main');
	mkdirSync(join(folder, 'infra [x]'));
	writeFileSync(join(folder, 'infra [x]', 'ä b.yaml'), 'first\n');
	writeFileSync(join(folder, 'binary.yaml'), Buffer.from([1, 0, 2]));
	git('add', '.');
	git('commit', '--quiet', '-m', 'first');
	git('switch', '--quiet', '-c', 'work');
	writeFileSync(join(folder, 'infra [x]', 'ä b.yaml'), 'second\n');
	git('commit', '--quiet', '-am', 'second');
	writeFileSync(join(folder, 'infra [x]', 'ä b.yaml'), 'now\n');
	writeFileSync(join(folder, 'infra [x]', 'new.yaml'), 'now\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a text', () => {
	test.each([['HEAD', 'second\n'], ['main', 'first\n'], ['merge-base:main', 'first\n'], ['HEAD~1', 'first\n'], ['@{0}', 'second\n']])('at %s', async (revision, text) => {
		expect(await createGitHistory().read(uri('infra [x]/ä b.yaml'), revision)).toEqual({ text });
	});

	test('that the revision does not hold is untracked', async () => {
		expect(await createGitHistory().read(uri('infra [x]/new.yaml'), 'HEAD')).toBe('untracked');
	});

	test('that is none says so', async () => {
		expect(await createGitHistory().read(uri('binary.yaml'), 'HEAD')).toEqual({ unreadable: 'is binary' });
	});

	test('is that of the commit made in between, after a while', async () => {
		const history = createGitHistory();
		await history.read(uri('infra [x]/new.yaml'), 'HEAD');
		git('add', 'infra [x]/new.yaml');
		git('commit', '--quiet', '-m', 'third');
		await expect.poll(() => history.read(uri('infra [x]/new.yaml'), 'HEAD'), { timeout: 20_000, interval: 300 }).toEqual({ text: 'now\n' });
	});
});

test('a directory is listed as it was', async () => {
	expect(await createGitHistory().list(uri('infra [x]'), 'main')).toEqual(['ä b.yaml']);
	expect(await createGitHistory().list(uri('infra [x]'), 'nonsense')).toEqual([]);
});

describe('a revision', () => {
	test.each(['--output=x', '-h', 'HEAD:binary.yaml', 'main..work', 'a b', '', 'merge-base:--all', '$(id)', ':/first'])('%j is refused', async revision => {
		expect(await createGitHistory().read(uri('binary.yaml'), revision)).toMatchObject({ unreadable: expect.stringMatching(/is no revision$/) });
	});

	test('that is not there says so', async () => {
		expect(await createGitHistory().read(uri('binary.yaml'), 'nowhere')).toEqual({ unreadable: 'Git knows no revision nowhere' });
	});
});

test('nothing that the repository names is run', async () => {
	const marker = join(folder, 'ran');
	const script = join(folder, 'script.sh');
	writeFileSync(script, `#!/bin/sh\ntouch '${marker}'\ncat "$@"\n`);
	chmodSync(script, 0o755);
	git('config', 'core.fsmonitor', script);
	git('config', 'core.pager', script);
	git('config', 'diff.evil.textconv', script);
	git('config', 'filter.evil.smudge', script);
	writeFileSync(join(folder, '.gitattributes'), '* diff=evil filter=evil\n');
	await createGitHistory().read(uri('infra [x]/ä b.yaml'), 'HEAD');
	await createGitHistory().list(uri('infra [x]'), 'HEAD');
	expect(() => execFileSync('ls', [marker], { stdio: 'pipe' })).toThrow();
});

test('outside a repository there is no history', async () => {
	const outside = mkdtempSync(join(tmpdir(), 'plumbline-none-'));
	expect(await createGitHistory().read(pathToFileURL(join(outside, 'a.yaml')).href, 'HEAD')).toEqual({ unreadable: 'not in a Git repository' });
	expect(await createGitHistory().read('untitled:Untitled-1', 'HEAD')).toEqual({ unreadable: 'is not on this computer' });
	rmSync(outside, { recursive: true });
});

test('a hook\'s environment does not lead elsewhere', async () => {
	process.env['GIT_DIR'] = '/nowhere';
	try {
		expect(await createGitHistory().read(uri('infra [x]/ä b.yaml'), 'main')).toEqual({ text: 'first\n' });
	} finally {
		delete process.env['GIT_DIR'];
	}
});
