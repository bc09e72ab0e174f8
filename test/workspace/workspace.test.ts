import { beforeEach, describe, expect, test } from 'vitest';
import { defineRule } from '../../engine/review/rule.ts';
import { applyEdits } from '../../engine/syntax/tree.ts';
import { createWorkspace } from '../../workspace/create.ts';
import { Cancelled, type DocumentReview, type Files, type History, type ReviewOptions, type Workspace } from '../../workspace/workspace.ts';
import { tiny } from '../engine/review/tiny.ts';
import { memoryFiles, memoryHistory } from '../harness/review.ts';

const common = { title: 'T', severity: 'warning', pillar: 'reliability', since: '0.1.0', source: 'https://docs.aws.amazon.com/', on: 'Box' } as const;
const size = defineRule({
	...common, id: 'box/size', fixes: 'fix',
	review(box, _, report) {
		const own = box.at('Size');
		if (own.is('small') === 'no') report(own, `${box.name} is not small.`, { fix: { title: 'Shrink', change: change => change.set(own, 'small') } });
	},
});
const grown = defineRule({
	...common, id: 'box/grown', evolution: true,
	review(box, design, report) {
		const before = design.before(box);
		if (before && before.at('Size').string !== box.at('Size').string) report(box, `${box.name} was ${before.at('Size').string}.`);
	},
});

const ROOT = 'file:///work/';
const box = (value: string) => `Resources: { A: { Type: Box, Properties: { Size: ${value} } } }\n`;

interface Setting {
	readonly now: Record<string, string>;
	readonly before?: Record<string, string>;
	readonly directory?: string;
}

/** A workspace over files that a test can change; `reads` counts what was asked of them. */
function workspaceOf({ now, before = {}, directory }: Setting): Workspace & { disk: Map<string, string>; reads: string[] } {
	const files = new Map(Object.entries(now));
	const reads: string[] = [];
	const source: Files = {
		read: uri => {
			reads.push(uri);
			return memoryFiles(files, ROOT).read(uri);
		},
		list: uri => memoryFiles(files, ROOT).list(uri),
	};
	const committed = memoryHistory(new Map(Object.entries(before)), ROOT);
	const history: History = {
		read: async (uri, revision) => (['HEAD', 'merge-base:main'].includes(revision) ? committed.read(uri, revision) : { unreadable: `Git knows no revision ${revision}` }),
		list: committed.list,
	};
	const workspace = createWorkspace(source, history, [size, grown], { dialects: [tiny], today: () => '2026-06-30', ...(directory && { directory }) });
	return Object.assign(workspace, { disk: files, reads });
}

async function messages(workspace: Workspace, path: string, options?: ReviewOptions): Promise<string[]> {
	return (await workspace.review(ROOT + path, options)).findings.map(one => one.message);
}

beforeEach(() => { tiny.lowerings = 0; });

describe('documents', () => {
	test('open buffers lie over files until they are closed', async () => {
		const workspace = workspaceOf({ now: { 'a.yaml': box('large') } });
		expect(await messages(workspace, 'a.yaml')).toEqual(['A is not small.']);
		workspace.open(`${ROOT}a.yaml`, box('small'), 7);
		expect(await workspace.review(`${ROOT}a.yaml`)).toMatchObject({ findings: [], version: 7, text: box('small') });
		workspace.close(`${ROOT}a.yaml`);
		expect(await messages(workspace, 'a.yaml')).toEqual(['A is not small.']);
	});

	test('a buffer is known by any spelling of its URI', async () => {
		const workspace = workspaceOf({ now: {} });
		workspace.open('file:///c%3A/a.yaml', box('large'), 1);
		expect(await workspace.review('file:///C:/a.yaml')).toMatchObject({ findings: [{ rule: 'box/size' }] });
	});

	test('files are read once, and again when they are forgotten', async () => {
		const workspace = workspaceOf({ now: { 'deep/a.yaml': box('large') } });
		await messages(workspace, 'deep/a.yaml');
		const first = [...workspace.reads];
		workspace.disk.set('deep/a.yaml', box('small'));
		expect(await messages(workspace, 'deep/a.yaml')).toEqual(['A is not small.']);
		expect(workspace.reads).toEqual(first);
		workspace.forget(`${ROOT}deep/`);
		expect(await messages(workspace, 'deep/a.yaml')).toEqual([]);
	});

	test('untitled documents are reviewed', async () => {
		const workspace = workspaceOf({ now: {} });
		workspace.open('untitled:Untitled-1', box('large'), 1);
		expect(await workspace.review('untitled:Untitled-1')).toMatchObject({ status: { reviewed: true, dialect: 'Tiny', reason: 'it has Resources' } });
	});

	test.each([
		['none.yaml', 'there is no such file'],
		['list.yaml', 'it is no Tiny (it has no Resources)'],
		['broken.json', expect.stringMatching(/^it cannot be read: /)],
	])('%s is not reviewed, and the status says why', async (path, reason) => {
		const review = await workspaceOf({ now: { 'list.yaml': '- a\n', 'main.tf': '', 'broken.json': '{ "a": ' } }).review(ROOT + path);
		expect(review).toMatchObject({ findings: [], status: { reviewed: false, reason } });
		expect(review.edits([])).toEqual({ refused: 'the document is not reviewed' });
	});

	test('broken text is a finding, and the rest is reviewed', async () => {
		const { findings } = await workspaceOf({ now: { 'a.yaml': 'Resources:\n  B: { Type: [ }\n  A:\n    Type: Box\n    Properties:\n      Size: large\n' } }).review(`${ROOT}a.yaml`);
		expect(findings.map(one => one.rule)).toEqual(expect.arrayContaining(['syntax', 'box/size']));
	});
});

describe('effort', () => {
	test('the same text is not reviewed again, and an edit only where it matters', async () => {
		const two = 'Resources:\n  A:\n    Type: Box\n  B:\n    Type: Box\n';
		const workspace = workspaceOf({ now: { 'a.yaml': two }, before: { 'a.yaml': two } });
		const review = () => workspace.review(`${ROOT}a.yaml`);
		expect((await review()).effort).toEqual({ ran: 4, remembered: 0 });
		expect((await review()).effort).toEqual({ ran: 0, remembered: 4 });
		workspace.open(`${ROOT}a.yaml`, two.replace('A:\n', 'A:\n    Properties: { Size: small }\n'), 1);
		expect((await review()).effort).toEqual({ ran: 2, remembered: 2 });
		workspace.close(`${ROOT}a.yaml`);
	});

	test('reviews of one design follow one another, and can be given up', async () => {
		const many = `Resources:\n${Array.from({ length: 300 }, (_, index) => `  B${index}:\n    Type: Box\n`).join('')}`;
		const workspace = workspaceOf({ now: { 'a.yaml': many } });
		const [first, second] = await Promise.all([workspace.review(`${ROOT}a.yaml`), workspace.review(`${ROOT}a.yaml`)]);
		expect([first.effort, second.effort]).toEqual([{ ran: 300, remembered: 0 }, { ran: 0, remembered: 300 }]);
		await expect(workspace.review(`${ROOT}a.yaml`, { cancelled: () => true })).rejects.toThrow(Cancelled);
	});

	test('a cancelled review stops within a slice', async () => {
		let ran = 0;
		const slow = defineRule({ ...common, id: 'box/slow', review() { for (const end = performance.now() + 2; performance.now() < end;); ran++; } });
		const many = `Resources:\n${Array.from({ length: 1000 }, (_, index) => `  B${index}:\n    Type: Box\n`).join('')}`;
		const workspace = createWorkspace(memoryFiles(new Map([['a.yaml', many]]), ROOT), memoryHistory(new Map(), ROOT), [slow], { dialects: [tiny] });
		let cancelled = false;
		const review = workspace.review(`${ROOT}a.yaml`, { cancelled: () => cancelled });
		setTimeout(() => { cancelled = true; }, 50);
		await expect(review).rejects.toThrow(Cancelled);
		expect(ran).toBeGreaterThan(0);
		expect(ran, 'of a thousand').toBeLessThan(900);
	});
});

describe('settings', () => {
	test('the nearest file on the way up applies, also unsaved', async () => {
		const workspace = workspaceOf({ now: { 'a/b/c.yaml': box('large'), 'plumbline.yaml': 'rules: { box/size: off }', 'a/plumbline.yaml': 'rules: { box/size: error }' } });
		expect((await workspace.review(`${ROOT}a/b/c.yaml`)).findings[0]).toMatchObject({ severity: 'error' });
		workspace.open(`${ROOT}a/plumbline.yaml`, 'rules: { box/size: hint }', 1);
		expect((await workspace.review(`${ROOT}a/b/c.yaml`)).findings[0]).toMatchObject({ severity: 'hint' });
		workspace.close(`${ROOT}a/plumbline.yaml`);
		workspace.disk.delete('a/plumbline.yaml');
		workspace.forget(`${ROOT}a/plumbline.yaml`);
		expect(await messages(workspace, 'a/b/c.yaml')).toEqual([]);
	});

	test('what rules ask of them is asked anew where they change', async () => {
		const told = defineRule({ ...common, id: 'box/told', review: (box, { bucketNames, trustedAccounts }, report) => report(box.at('Size'), [...bucketNames, ...trustedAccounts].join()) });
		const files = new Map([['a.yaml', box('large')], ['plumbline.yaml', 'bucket-names: [acme-*]']]);
		const workspace = createWorkspace(memoryFiles(files, ROOT), memoryHistory(new Map(), ROOT), [told], { dialects: [tiny] });
		expect(await messages(workspace, 'a.yaml')).toEqual(['acme-*']);
		workspace.open(`${ROOT}plumbline.yaml`, 'bucket-names: [corp-*]\ntrusted-accounts: ["999988887777"]', 1);
		expect(await messages(workspace, 'a.yaml')).toEqual(['corp-*,999988887777']);
	});

	test('what is wrong in them is found there', async () => {
		const review = await workspaceOf({ now: { 'plumbline.yaml': 'rules: { box/sizes: off }' } }).review(`${ROOT}plumbline.yaml`);
		expect(review).toMatchObject({ status: { reviewed: true }, findings: [{ rule: 'plumbline/settings', message: 'There is no rule box/sizes. Did you mean box/size?' }] });
	});

	test('ignored documents say so', async () => {
		const workspace = workspaceOf({ now: { 'old/a.yaml': box('large'), 'plumbline.yaml': 'ignore: [old]' } });
		expect(await workspace.review(`${ROOT}old/a.yaml`)).toMatchObject({ findings: [], status: { reviewed: false, reason: 'plumbline.yaml ignores it' } });
	});

	test('only some rules can be asked', async () => {
		const workspace = workspaceOf({ now: { 'a.yaml': box('large') }, before: { 'a.yaml': box('small') } });
		expect(await messages(workspace, 'a.yaml', { rules: ['box/grown'] })).toEqual(['A was small.']);
		expect(await messages(workspace, 'a.yaml', { rules: ['box/size'] })).toEqual(['A is not small.']);
	});
});

describe('the baseline', () => {
	const changed = { now: { 'x/a.yaml': box('small') }, before: { 'x/a.yaml': box('large') } };
	const labelled = async (setting: Setting, options?: ReviewOptions): Promise<[string, string[]]> => {
		const review: DocumentReview = await workspaceOf(setting).review(`${ROOT}x/a.yaml`, options);
		return [review.status.baseline, review.findings.map(one => one.message)];
	};

	test('is the last commit', async () => {
		expect(await labelled(changed)).toEqual(['HEAD', ['A was large.']]);
	});

	test('is what the settings or the options say', async () => {
		const now = { ...changed.now, 'plumbline.yaml': 'baseline: merge-base:main' };
		expect(await labelled({ ...changed, now })).toEqual(['merge-base:main', ['A was large.']]);
		expect(await labelled({ ...changed, now }, { baseline: 'none' })).toEqual(['none: it is switched off', []]);
	});

	test('costs nothing where nothing changed', async () => {
		const before = { 'x/a.yaml': box('small') };
		expect(await labelled({ ...changed, before })).toEqual(['HEAD', []]);
		expect(tiny.lowerings, 'once as it is, once as it was').toBe(2);
	});

	test('is a file, beside the settings or wherever it is named', async () => {
		const now = { ...changed.now, 'deployed.yaml': box('huge'), 'plumbline.yaml': 'baseline: ./deployed.yaml' };
		expect(await labelled({ now })).toEqual(['file deployed.yaml', ['A was huge.']]);
		expect(await labelled({ now: { ...changed.now, 'deployed.yaml': box('huge') }, directory: ROOT }, { baseline: '/work/deployed.yaml' })).toEqual(['file deployed.yaml', ['A was huge.']]);
	});

	test('is a directory that holds the same paths, or the same names', async () => {
		expect(await labelled({ now: { ...changed.now, 'old/x/a.yaml': box('old') }, directory: ROOT.slice(0, -1) }, { baseline: './old' })).toEqual(['directory ./old', ['A was old.']]);
		expect(await labelled({ now: { ...changed.now, 'old/a.yaml': box('old') }, directory: ROOT }, { baseline: 'old' })).toEqual(['directory old', ['A was old.']]);
	});

	test.each([
		[{ ...changed, before: {} }, undefined, 'none: it is not in HEAD'],
		[changed, 'v1', 'none: Git knows no revision v1'],
		[changed, './nowhere.yaml', 'none: ./nowhere.yaml: no such file'],
	])('may be missing', async (setting, baseline, label) => {
		expect(await labelled(setting, baseline ? { baseline } : {})).toEqual([label, []]);
	});
});

describe('fixes', () => {
	test('are written together', async () => {
		const two = 'Resources:\n  A:\n    Type: Box\n  B:\n    Type: Box\n';
		const review = await workspaceOf({ now: { 'a.yaml': two } }).review(`${ROOT}a.yaml`);
		const plan = review.edits(review.findings.flatMap(one => one.fixes));
		if ('refused' in plan) throw new Error(plan.refused);
		expect(applyEdits(two, plan.edits.get(`${ROOT}a.yaml`)!)).toBe(two + ['A', 'B'].map(resource => (
			`# {"kind":"set","resource":"${resource}","path":["Size"],"value":"small"}\n`)).join(''));
	});
});

describe('discovery', () => {
	const now = {
		'a.yaml': '', 'b.json': '', 'c.txt': '', 'd.template': '', 'main.tf.json': '', 'x.auto.tfvars.json': '', 'sub/e.yml': '', 'sub/ignored.yaml': '',
		'node_modules/p/a.yaml': '', '.git/a.yaml': '', '.terraform/modules/a.tf.json': '', 'cdk.out/Stack.template.json': '', 'cdk.out/asset.1/a.json': '',
		'.github/a.yaml': '', 'plumbline.yaml': 'ignore: [sub/ignored.yaml]',
	};
	const found = async (files: Record<string, string>, ...paths: string[]) => (
		(await workspaceOf({ now: files }).discover(paths.map(path => ROOT + path))).map(uri => uri.slice(ROOT.length)));

	test('finds what may be a design', async () => {
		expect(await found(now, '')).toEqual(['.github/a.yaml', 'a.yaml', 'b.json', 'cdk.out/Stack.template.json', 'd.template', 'main.tf.json', 'sub/e.yml']);
	});

	test('finds directories that cannot be listed: reading them says why', async () => {
		const files: Files = {
			read: async uri => ({ unreadable: uri.endsWith('closed') ? 'permission denied' : 'is a directory' }),
			list: async uri => (uri === ROOT ? [{ name: 'closed', kind: 'directory' }, { name: 'empty', kind: 'directory' }] : []),
		};
		const history: History = { read: async () => 'untracked', list: async () => [] };
		const workspace = createWorkspace(files, history, [size], { dialects: [tiny] });
		expect(await workspace.discover([ROOT])).toEqual([`${ROOT}closed`]);
		expect(await workspace.discover([`${ROOT}closed`, `${ROOT}empty`])).toEqual([`${ROOT}closed`]);
	});

	test('finds what is named, once', async () => {
		expect(await found(now, 'c.txt', 'sub', 'sub/e.yml')).toEqual(['c.txt', 'sub/e.yml']);
	});

	test('finds settings that are wrong', async () => {
		expect(await found({ 'sub/a.yaml': '', 'plumbline.yaml': 'what: 1' }, 'sub')).toEqual(['sub/a.yaml', 'plumbline.yaml']);
	});
});

test('a dialect that fails takes no other document with it', async () => {
	const failing = { ...tiny, id: 'policy' as const, detect: () => ({ yes: true, reason: 'always' }), lower: () => { throw new Error('a bug'); } };
	const workspace = createWorkspace(memoryFiles(new Map([['a.yaml', box('large')]]), ROOT), memoryHistory(new Map(), ROOT), [size], { dialects: [failing] });
	expect((await workspace.review(`${ROOT}a.yaml`)).status).toMatchObject({ reviewed: false, reason: 'of an internal error: a bug' });
});
