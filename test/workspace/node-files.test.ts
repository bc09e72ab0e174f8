import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeFiles } from '../../workspace/node-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-files-'));
const uri = (path: string) => pathToFileURL(join(folder, path)).href;
const files = createNodeFiles();

beforeAll(() => {
	writeFileSync(join(folder, 'b.yaml'), '\uFEFFä: 😀\n');
	writeFileSync(join(folder, 'binary.yaml'), Buffer.concat([Buffer.alloc(100, 65), Buffer.from([0])]));
	writeFileSync(join(folder, 'huge.yaml'), 'a');
	truncateSync(join(folder, 'huge.yaml'), 20 * 1024 * 1024 + 1);
	mkdirSync(join(folder, 'a', 'b'), { recursive: true });
	symlinkSync('..', join(folder, 'a', 'loop'));
	symlinkSync('../b.yaml', join(folder, 'a', 'link.yaml'));
	symlinkSync('self', join(folder, 'a', 'self'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a text keeps its byte order mark', async () => {
	expect(await files.read(uri('b.yaml'))).toEqual({ text: '\uFEFFä: 😀\n' });
});

test.each([
	['binary.yaml', 'is binary'], ['huge.yaml', 'is larger than 20 MB'], ['a', 'is a directory'], ['none', 'no such file'], ['b.yaml/c', 'no such file'],
	['a/self', 'is a link that leads in circles'],
])('%s: %s', async (path, unreadable) => {
	expect(await files.read(uri(path))).toEqual({ unreadable });
});

test('what is no file of this computer is not looked for', async () => {
	expect(await files.read('untitled:Untitled-1')).toEqual({ unreadable: 'is not on this computer' });
	expect(await files.read('https://example.com/a.yaml')).toEqual({ unreadable: 'is not on this computer' });
	expect(await files.list('untitled:Untitled-1')).toEqual([]);
});

test('a directory is listed by name, its links to files followed and those to directories left out', async () => {
	expect(await files.list(uri('a'))).toEqual([{ name: 'b', kind: 'directory' }, { name: 'link.yaml', kind: 'file' }]);
	expect(await files.list(uri('none'))).toEqual([]);
	expect(await files.list(uri('b.yaml'))).toEqual([]);
});
