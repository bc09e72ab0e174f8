import { chmod, lstat, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixAll, writableOf } from '../../cli/fix.ts';
import { replaceFile } from '../../cli/write-file.ts';
import type { TextEdit } from '../../engine/syntax/tree.ts';
import { type Script, findingOn, scripted } from './site.ts';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'plumbline-')); });
afterEach(async () => { await rm(folder, { recursive: true }); });

const write = async (name: string, text: string | Uint8Array) => {
	await writeFile(join(folder, name), text);
	return join(folder, name);
};

/** A finding on each occurrence of a word, whose preferred fix puts another in its place. */
function replacing(text: string, word: string, newText: string) {
	return [...text.matchAll(new RegExp(word, 'g'))].map(match => ({
		finding: findingOn(text, word, { message: `${word}@${match.index}`, fixes: [{ title: `Replace ${word} by ${newText}`, preferred: true, changes: [{ kind: 'remove' as const, resource: word, path: [match.index] }] }] }),
		edits: [{ range: { start: match.index, end: match.index + word.length }, newText }] as TextEdit[],
	}));
}

async function fix(texts: Record<string, string>, script: Script) {
	const files = new Map<string, string>();
	for (const [name, text] of Object.entries(texts)) files.set(pathToFileURL(await write(name, text)).href, text);
	const workspace = scripted(files, script);
	return await fixAll([...files.keys()], { workspace, options: {}, chosen: () => true, progress: { say() {} }, pathOf: uri => basename(fileURLToPath(uri)) });
}
const read = (name: string) => readFile(join(folder, name), 'utf8');

describe('--fix', () => {
	it('applies all fixes of all files, and says which', async () => {
		const outcome = await fix({ 'a.yaml': 'bad: bad\r\n', 'b.yaml': 'bad', 'c.yaml': 'good' }, text => replacing(text, 'bad', 'fine'));
		expect(await Promise.all(['a.yaml', 'b.yaml', 'c.yaml'].map(read))).toEqual(['fine: fine\r\n', 'fine', 'good']);
		expect(outcome.written.map(one => [one.path, one.titles.length])).toEqual([['a.yaml', 2], ['b.yaml', 1]]);
		expect([...outcome.refused, ...outcome.failed]).toEqual([]);
		expect(await readdir(folder)).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
	});
	it('goes on until nothing is left to do', async () => {
		await fix({ 'a.yaml': 'one' }, text => [...replacing(text, 'one', 'two'), ...replacing(text, 'two', 'three')]);
		expect(await read('a.yaml')).toBe('three');
	});
	it('ends where fixes undo one another', async () => {
		const outcome = await fix({ 'a.yaml': 'ping' }, text => [...replacing(text, 'ping', 'pong'), ...replacing(text, 'pong', 'ping')]);
		expect(await read('a.yaml')).toBe('pong');
		expect(outcome.refused).toEqual([{ path: 'a.yaml', title: 'Replace pong by ping', reason: 'it would undo another fix' }]);
	});
	it('applies what goes together and the rest afterwards', async () => {
		const outcome = await fix({ 'a.yaml': 'abc' }, text => [...replacing(text, 'ab', 'x'), ...replacing(text, 'bc', 'yz'), ...replacing(text, 'c', 'd')]);
		expect(await read('a.yaml')).toBe('xd');
		expect(outcome.refused).toEqual([]);
	});
	it('writes nothing that would not parse', async () => {
		const outcome = await fix({ 'a.yaml': 'bad' }, text => (text === 'bad'
			? replacing(text, 'bad', 'broken')
			: [{ finding: { ...findingOn(text, 'broken'), rule: 'syntax', severity: 'error' }, edits: [] }]));
		expect(await read('a.yaml')).toBe('bad');
		expect(outcome).toEqual({ written: [], failed: [], refused: [{ path: 'a.yaml', title: 'Replace bad by broken', reason: 'the result would not be well-formed' }] });
	});
	it('keeps no fix that does not mend its finding, and the others', async () => {
		const outcome = await fix({ 'a.yaml': 'stays, bad, bad' }, text => [
			...replacing(text, 'stays', 'stays and stays').slice(0, 1).map(one => ({ ...one, edits: [{ range: { start: text.length, end: text.length }, newText: '!' }] })),
			...replacing(text, 'bad', 'fine'),
		]);
		expect(await read('a.yaml')).toBe('stays, fine, fine');
		expect(outcome.refused).toEqual([{ path: 'a.yaml', title: 'Replace stays by stays and stays', reason: 'the finding would still be there' }]);
	});
	it('says which fix is refused, and applies the others', async () => {
		const outcome = await fix({ 'a.yaml': 'abc' }, text => [
			...replacing(text, 'a', 'x'),
			...replacing(text, 'bc', 'y').map(one => ({ ...one, edits: [...one.edits, ...one.edits] })),
		]);
		expect(await read('a.yaml')).toBe('xbc');
		expect(outcome.refused).toEqual([{ path: 'a.yaml', title: 'Replace bc by y', reason: 'overlapping edits' }]);
	});
	it('leaves a file alone that changed meanwhile', async () => {
		let path = '';
		const script: Script = text => {
			if (text === 'fine') return [];
			return replacing(text, 'bad', 'fine');
		};
		path = await write('a.yaml', 'bad');
		const uri = pathToFileURL(path).href;
		const workspace = scripted(new Map([[uri, 'bad']]), script);
		await writeFile(path, 'bad, but newer');
		const outcome = await fixAll([uri], { workspace, options: {}, chosen: () => true, progress: { say() {} }, pathOf: () => 'a.yaml' });
		expect(await read('a.yaml')).toBe('bad, but newer');
		expect(outcome).toMatchObject({ written: [], failed: [{ path: 'a.yaml', reason: expect.stringContaining('changed on disk') }] });
	});
});

describe('asking which fixes can be written', () => {
	const review = (text: string, script: Script) => scripted(new Map([['file:///a.yaml', text]]), script).review('file:///a.yaml');

	it('takes one plan where all go together', async () => {
		const many = await review('bad '.repeat(100), text => replacing(text, 'bad', 'fine'));
		const edits = vi.fn(many.edits);
		const fixes = many.findings.flatMap(finding => finding.fixes);
		expect(writableOf({ ...many, edits }, fixes)).toEqual(new Set(fixes));
		expect(edits).toHaveBeenCalledTimes(1);
	});
	it('finds the one that does not go, and keeps those that only do not go together', async () => {
		const mixed = await review('abcd', text => [
			...replacing(text, 'ab', 'x'), ...replacing(text, 'bc', 'y'), ...replacing(text, 'd', 'z').map(one => ({ ...one, edits: [...one.edits, ...one.edits] })),
		]);
		const fixes = mixed.findings.flatMap(finding => finding.fixes);
		expect([...writableOf(mixed, fixes)].map(one => one.title)).toEqual(['Replace ab by x', 'Replace bc by y']);
	});
});

describe('replacing a file', () => {
	it('keeps mode, links and byte order mark', async () => {
		const path = await write('a.yaml', '\ufeffold');
		await chmod(path, 0o640);
		await symlink('a.yaml', join(folder, 'link.yaml'));
		expect(await replaceFile(join(folder, 'link.yaml'), 'old', 'new')).toBeUndefined();
		expect(await readFile(path, 'utf8')).toBe('\ufeffnew');
		expect((await stat(path)).mode & 0o777).toBe(0o640);
		expect((await lstat(join(folder, 'link.yaml'))).isSymbolicLink()).toBe(true);
		expect(await readdir(folder)).toEqual(['a.yaml', 'link.yaml']);
	});
	it('leaves a file alone that is read-only', async () => {
		const path = await write('a.yaml', 'old');
		await chmod(path, 0o444);
		expect(await replaceFile(path, 'old', 'new')).toBe('is read-only, so it was not written');
		expect(await readFile(path, 'utf8')).toBe('old');
	});
	it('has nothing to do where the file says so already', async () => {
		expect(await replaceFile(await write('a.yaml', 'new'), 'old', 'new')).toBeUndefined();
	});
	it('does not touch what is not UTF-8', async () => {
		const bytes = Uint8Array.from([0x61, 0xff, 0x62]);
		const path = await write('a.yaml', bytes);
		expect(await replaceFile(path, new TextDecoder().decode(bytes), 'new')).toMatch(/not UTF-8/);
		expect(new Uint8Array(await readFile(path))).toEqual(bytes);
	});
	it('says why it could not', async () => {
		expect(await replaceFile(join(folder, 'none.yaml'), '', 'new')).toMatch(/could not be written: .*ENOENT/);
		expect(await readdir(folder)).toEqual([]);
	});
});
