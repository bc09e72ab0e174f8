/** The server's side of the protocol, over a workspace that follows a script. */
import { StreamMessageReader, StreamMessageWriter, createConnection } from 'vscode-languageserver/node';
import { describe, expect, it } from 'vitest';
import { serve } from '../../server/server.ts';
import type { FileContent, Files, History } from '../../workspace/workspace.ts';
import { type ClientOptions, plainClient, until, wire } from './client.ts';
import { type Script, ScriptedWorkspace, rule } from './scripted.ts';

const uri = 'file:///designs/a.yaml';
const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const files: Files = { read: async (): Promise<FileContent> => ({ unreadable: 'no such file' }), list: async () => [] };

async function session(script: Script = {}, options: ClientOptions = {}) {
	const { client, input, output } = wire();
	const workspaces: ScriptedWorkspace[] = [];
	let history!: History;
	serve(createConnection(new StreamMessageReader(input), new StreamMessageWriter(output)), {
		files: () => files, history: { read: async () => ({ text: 'from git' }), list: async () => ['a.yaml'] },
		createWorkspace: (_, given) => {
			history = given;
			const workspace = new ScriptedWorkspace(script);
			workspaces.push(workspace);
			return workspace;
		},
		pages: { [rule.id]: '## Why it matters\n\nBecause.\n' }, version: '1.2.3',
	});
	const result = await client.start(options);
	return { client, workspace: workspaces[0]!, history, result };
}

describe('initialize', () => {
	it('offers pull diagnostics to whom can pull', async () => {
		const { result, client } = await session();
		expect(result.serverInfo).toEqual({ name: 'plumbline', version: '1.2.3' });
		expect(result.capabilities).toMatchObject({
			positionEncoding: 'utf-16', diagnosticProvider: { interFileDependencies: true }, codeActionProvider: { resolveProvider: true },
			executeCommandProvider: { commands: ['plumbline.reviewWorkspace', 'plumbline.showDocumentation'] },
		});
		await until('the registrations', () => client.registered.length === 2);
		expect(client.registered.map(one => one.method).sort()).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
	});

	it('publishes for the others, and registers nothing with them', async () => {
		const { result, client } = await session({}, { capabilities: plainClient });
		expect(result.capabilities).not.toHaveProperty('diagnosticProvider');
		expect(result.capabilities.codeActionProvider).toMatchObject({ resolveProvider: false });
		expect(client.registered).toEqual([]);
	});

	it('bears hostile options', async () => {
		const hostile = { settings: 'no', status: 1, trusted: null } as never;
		const { client } = await session({}, { initializationOptions: hostile });
		client.open(uri, 'bad');
		expect(await client.findings(uri)).toEqual(['s3/versioning «bad»']);
	});
});

describe('diagnostics that are pulled', () => {
	it('are unchanged when they say the same', async () => {
		const { client } = await session();
		client.open(uri, 'bad');
		const first = await client.pull(uri);
		expect(first).toMatchObject({ kind: 'full', items: [{ code: 's3/versioning' }] });
		expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
		client.type(uri, 'bad', ' bad');
		expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [{ range: { start: { character: 1 } } }] });
	});

	it('come with the status', async () => {
		const { client } = await session();
		client.open(uri, 'bad');
		await client.pull(uri);
		await until('the status', () => client.status.get(uri));
		expect(client.status.get(uri)).toMatchObject({ reviewed: true, dialect: 'CloudFormation', reason: 'it has Resources', baseline: 'HEAD', undecidedCount: 0 });
	});

	it('of ten rapid edits cost one review; those that are out of date say so', async () => {
		const { client, workspace } = await session({ turns: 2 });
		client.open(uri, 'bad');
		await client.pull(uri);
		workspace.asked.length = 0;
		const answers = Array.from({ length: 10 }, () => {
			client.type(uri, 'bad', 'bad bad');
			return client.pull(uri);
		});
		const outcomes = await Promise.allSettled(answers);
		expect(outcomes.at(-1)).toMatchObject({ status: 'fulfilled', value: { kind: 'full' } });
		for (const outcome of outcomes.slice(0, -1)) {
			if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: -32802, data: { retriggerRequest: true } });
		}
		expect(workspace.finished).toBeLessThanOrEqual(3);
		expect((await client.diagnostics(uri))).toHaveLength(11);
	});

	it('can be cancelled', async () => {
		const { client, workspace } = await session({ turns: 1_000_000 });
		client.open(uri, 'bad');
		const { CancellationTokenSource } = await import('vscode-languageserver');
		const source = new CancellationTokenSource();
		const answer = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token);
		await until('the review to begin', () => workspace.asked.length === 1);
		source.cancel();
		await expect(answer).rejects.toMatchObject({ code: -32800 });
		workspace.script = {};
		expect(await client.findings(uri)).toEqual(['s3/versioning «bad»']);
		expect(workspace.finished).toBe(1);
	});

	it('are empty, logged and not passed off as clean when a review fails', async () => {
		const { client, workspace } = await session({ fail: true });
		client.open(uri, 'bad');
		expect(await client.pull(uri)).toEqual({ kind: 'full', items: [] });
		await until('the log', () => client.log.some(line => line.includes('the script says so')));
		expect(client.status.get(uri)).toMatchObject({ reviewed: false, reason: expect.stringContaining('internal error') });
		workspace.script = {};
		expect(await client.findings(uri)).toEqual(['s3/versioning «bad»']);
	});

	it('are asked for again when other files of a module change, and not for each keystroke elsewhere', async () => {
		const { client } = await session();
		client.open(uri, 'bad');
		client.open('file:///designs/b.yaml', 'bad');
		client.type(uri, 'bad', 'good');
		await client.pull(uri);
		await new Promise(resolve => setTimeout(resolve, 400));
		expect(client.refreshes).toBe(0);
		client.open('file:///designs/main.tf.json', '{}', 'json');
		client.open('file:///designs/more.tf.json', '{}', 'json');
		client.type('file:///designs/more.tf.json', '{}', '{ }');
		await until('a refresh', () => client.refreshes > 0);
		expect(client.refreshes).toBe(1);
	});
});

describe('diagnostics that are published', () => {
	const capabilities = plainClient;
	it('carry the version, follow edits and are taken back on closing', async () => {
		const { client } = await session({}, { capabilities });
		client.open(uri, 'bad');
		await until('diagnostics', () => client.published.length === 1);
		expect(client.published[0]).toMatchObject({ uri, version: 1, diagnostics: [{ code: 's3/versioning' }] });
		client.type(uri, 'bad', 'good');
		await until('diagnostics', () => client.published.length === 2);
		expect(client.published[1]).toMatchObject({ uri, version: 2, diagnostics: [] });
		client.type(uri, 'good', 'bad');
		await until('diagnostics', () => client.published.length === 3);
		client.close(uri);
		await until('the closing', () => client.published.length === 4);
		expect(client.published[3]).toEqual({ uri, diagnostics: [] });
	});

	it('of many edits are sent once, for the last version', async () => {
		const { client, workspace } = await session({}, { capabilities });
		client.open(uri, 'bad');
		for (let edit = 0; edit < 10; edit++) client.type(uri, 'bad', 'bad bad');
		await until('diagnostics', () => client.published.length > 0);
		expect(client.published).toHaveLength(1);
		expect(client.published[0]).toMatchObject({ version: 11 });
		expect(workspace.asked).toHaveLength(1);
	});
});

describe('settings of the editor', () => {
	it('take effect at once', async () => {
		const { client, workspace } = await session();
		client.open(uri, 'bad');
		expect(await client.findings(uri)).toHaveLength(1);
		client.settings = { level: 'error', baseline: ' main ' };
		await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
		expect(await client.findings(uri)).toEqual([]);
		expect(workspace.asked.at(-1)).toMatchObject({ baseline: 'main' });
		client.settings = { enable: false };
		await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
		expect(await client.findings(uri)).toEqual([]);
		expect(client.status.get(uri)).toMatchObject({ reviewed: false, reason: expect.stringContaining('plumbline.enable') });
		expect(await client.actions(uri, all)).toEqual([]);
		await until('a refresh', () => client.refreshes > 0);
	});

	it('may be pushed by clients that cannot be asked, and malformed ones mean the default', async () => {
		const { client } = await session({}, { capabilities: { ...plainClient, textDocument: { diagnostic: {} } } });
		client.open(uri, 'bad');
		for (const [plumbline, count] of [[{ level: 'error' }, 0], [{ level: 'loud', enable: 'yes', baseline: 4 }, 1], [{ enable: false }, 0], ['no', 0]] as const) {
			await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { plumbline } });
			expect(await client.findings(uri)).toHaveLength(count);
		}
	});
});

describe('trust', () => {
	it('keeps Git from being asked until the workspace is trusted', async () => {
		const { client, history, workspace } = await session({}, { initializationOptions: { trusted: false }, folders: ['file:///designs'] });
		expect(await history.read(uri, 'HEAD')).toEqual({ unreadable: 'the workspace is in restricted mode' });
		expect(await history.list('file:///designs', 'HEAD')).toEqual([]);
		await client.connection.sendNotification('plumbline/trust', { trusted: true });
		await client.pull(uri);
		expect(await history.read(uri, 'HEAD')).toEqual({ text: 'from git' });
		expect(await history.list('file:///designs', 'HEAD')).toEqual(['a.yaml']);
		expect(workspace.forgotten).toContain('file:///designs');
	});
});

describe('code actions', () => {
	it('carry edits of the version that was reviewed, and the client\'s own diagnostic', async () => {
		const { client } = await session();
		client.open(uri, 'a: bad');
		const diagnostics = await client.diagnostics(uri);
		const actions = await client.actions(uri, diagnostics[0]!.range, undefined, diagnostics);
		expect(actions.map(one => one.title)).toEqual(['Mend bad', 'Suppress s3/versioning in this file', 'Show documentation of s3/versioning']);
		expect(actions[0]).toMatchObject({ isPreferred: true, kind: 'quickfix', diagnostics });
		client.apply(actions[0]!.edit!);
		expect(client.text(uri)).toBe('a: good');
		expect(await client.findings(uri)).toEqual([]);
	});

	it('never offer what would be refused', async () => {
		const { client } = await session({ refuse: () => true });
		client.open(uri, 'bad bad');
		const titles = (await client.actions(uri, all)).map(one => one.title);
		expect(titles.filter(title => /Mend|Fix all/.test(title))).toEqual([]);
		expect(titles).toContain('Suppress s3/versioning in this file');
		expect(await client.actions(uri, all, ['source.fixAll'])).toEqual([]);
	});

	it('fix all problems of a rule, or all, when they are resolved', async () => {
		const { client } = await session();
		client.open(uri, 'bad1 bad2 bad3');
		const [fixAll] = await client.actions(uri, all, ['source.fixAll']);
		expect(fixAll).toMatchObject({ kind: 'source.fixAll.plumbline' });
		expect(fixAll).not.toHaveProperty('edit');
		const ofRule = (await client.actions(uri, all)).find(one => one.title === 'Fix all s3/versioning problems in this file')!;
		expect((await client.resolve(ofRule)).edit).toEqual((await client.resolve(fixAll!)).edit);
		client.apply((await client.resolve(fixAll!)).edit!);
		expect(client.text(uri)).toBe('good good good');
		expect(await client.resolve(fixAll!), 'the document has moved on').not.toHaveProperty('edit');
	});

	it('are complete for clients that resolve nothing', async () => {
		const { client } = await session({}, { capabilities: plainClient });
		client.open(uri, 'bad1 bad2');
		const [fixAll] = await client.actions(uri, all, ['source.fixAll.plumbline']);
		client.apply(fixAll!.edit!);
		expect(client.text(uri)).toBe('good good');
	});

	it('answer nonsense with what they were given', async () => {
		const { client } = await session();
		const nonsense = { title: 'x', data: { uri: 4, rule: [] } };
		expect(await client.resolve(nonsense)).toEqual(nonsense);
		expect(await client.resolve({ title: 'x' })).toEqual({ title: 'x' });
		expect(await client.actions('file:///gone.yaml', all)).toEqual([]);
	});
});

describe('commands', () => {
	it('review the workspace with progress, publish what is closed, and say the sum', async () => {
		const { client, workspace } = await session({}, { folders: ['file:///designs'] });
		workspace.open('file:///designs/closed.yaml', 'bad bad', undefined as never);
		client.open(uri, 'bad');
		const summary = await client.connection.sendRequest('workspace/executeCommand', { command: 'plumbline.reviewWorkspace' });
		expect(summary).toMatchObject({ documents: 2, reviewed: 2, failed: 0, cancelled: false, findings: { warning: 3 } });
		expect(client.published.map(one => [one.uri, one.diagnostics.length])).toEqual([['file:///designs/closed.yaml', 2]]);
		expect(client.progress.map(one => one.kind)).toEqual(['begin', 'report', 'report', 'end']);
		expect(client.progress[0]).toMatchObject({ cancellable: true });
		expect(client.messages).toEqual(['Plumbline: 2 designs reviewed: 3 warnings.']);
		workspace.texts.get('file:///designs/closed.yaml')!.text = 'good';
		client.watched('file:///designs/closed.yaml');
		await until('the change', () => client.published.length === 2);
		expect(client.published[1]).toMatchObject({ uri: 'file:///designs/closed.yaml', diagnostics: [] });
	});

	it('review the workspace: what stands in no tab is published, what does is left to be asked about', async () => {
		const { client } = await session({}, { folders: ['file:///designs'] });
		const visible = (...uris: string[]) => client.connection.sendNotification('plumbline/visible', { uris });
		const sent = async (count: number) => {
			await until(`publication ${count}`, () => client.published.length === count);
			return [client.published.at(-1)!.uri, client.published.at(-1)!.diagnostics.length];
		};
		client.open(uri, 'bad');
		await visible();
		await client.connection.sendRequest('workspace/executeCommand', { command: 'plumbline.reviewWorkspace' });
		expect(await sent(1)).toEqual([uri, 1]);
		await visible(uri);
		expect(await sent(2), 'a tab was opened').toEqual([uri, 0]);
		expect(await client.diagnostics(uri)).toHaveLength(1);
		await visible();
		expect(await sent(3), 'the tab was closed').toEqual([uri, 1]);
		client.type(uri, 'bad', 'bad bad');
		expect(await sent(4), 'it changes out of sight').toEqual([uri, 2]);
		client.close(uri);
		expect(await sent(5), 'it is a file again').toEqual([uri, 0]);
	});

	it('review the workspace: a document is one however its URI is spelt', async () => {
		const [spelt, respelt] = ['file:///designs/a%20%281%29.yaml', 'file:///designs/a%20(1).yaml'];
		const { client, workspace } = await session({}, { folders: ['file:///designs'] });
		workspace.open(respelt, 'bad', undefined as never);
		const review = () => client.connection.sendRequest('workspace/executeCommand', { command: 'plumbline.reviewWorkspace' });
		await review();
		expect(client.published).toMatchObject([{ uri: respelt, diagnostics: [{}] }]);
		client.open(spelt, 'bad');
		await until('what was published to be taken back', () => client.published.length === 2);
		expect(client.published[1]).toEqual({ uri: spelt, diagnostics: [] });
		expect(await review()).toMatchObject({ documents: 1 });
		expect(client.published, 'it is asked about').toHaveLength(2);
	});

	it('stop when they are cancelled', async () => {
		const { client, workspace } = await session({ turns: 1_000_000 }, { folders: ['file:///designs'] });
		workspace.open(uri, 'bad', undefined as never);
		const { CancellationTokenSource } = await import('vscode-languageserver');
		const source = new CancellationTokenSource();
		const answer = client.connection.sendRequest('workspace/executeCommand', { command: 'plumbline.reviewWorkspace', workDoneToken: 'mine' }, source.token);
		await until('the review to begin', () => workspace.asked.length === 1);
		source.cancel();
		expect(await answer).toMatchObject({ cancelled: true, documents: 0 });
		expect(client.progress.at(-1)).toMatchObject({ kind: 'end' });
		expect(client.messages, 'who brings a token shows the sum').toEqual([]);
	});

	it('show the page of a rule, and of nothing else', async () => {
		const { client } = await session();
		for (const argument of [rule.id, 's3/nothing', '__proto__', 4, null]) {
			await client.connection.sendRequest('workspace/executeCommand', { command: 'plumbline.showDocumentation', arguments: [argument] });
		}
		expect(client.shown).toHaveLength(1);
		expect(client.shown[0]).toMatchObject({ external: true, uri: expect.stringContaining('s3/versioning') });
		expect(await client.connection.sendRequest('workspace/executeCommand', { command: 'rm -rf' })).toBeNull();
	});
});
