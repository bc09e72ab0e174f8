/**
 * The language server as a web worker, driven by nothing but messages, as any editor in a browser could: runs in a page, and answers
 * the server's requests from texts and bytes at hand.
 */
import * as assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver';
import { type StatusParams, type UriParams, requests } from '../../server/protocol.ts';
import type { TestResult } from './desk.ts';

declare class Worker {
	constructor(url: string);
	onmessage: (event: { readonly data: Message }) => void;
	postMessage(message: unknown): void;
	terminate(): void;
}

interface Message {
	readonly id?: number | string;
	readonly method?: string;
	readonly params?: unknown;
	readonly result?: unknown;
	readonly error?: { readonly message: string };
}

const FOLDER = 'vscode-vfs://github/acme/designs';

const files: Readonly<Record<string, string>> = {
	'main.tf': `module "photos" {
  source  = "./modules/bucket"
  blocked = false
}

resource "aws_kms_key" "photos" {
  enable_key_rotation = false
  policy              = var.policy
}

variable "policy" {
  type = string
}
`,
	'modules/bucket/main.tf': `variable "blocked" {
  type = bool
}

resource "aws_s3_bucket" "this" {}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = var.blocked
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
`,
	'template.yaml': 'Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      EnableKeyRotation: false\n      KeyPolicy: !Ref Policy\nParameters:\n  Policy:\n    Type: String\n',
};

class Client {
	readonly asked: string[] = [];
	readonly status = new Map<string, StatusParams>();
	private readonly worker = new Worker('/plumbline/dist/server.web.js');
	private readonly waiting = new Map<number, (message: Message) => void>();
	private last = 0;

	constructor(private readonly grammar: { runtime: Uint8Array; grammar: Uint8Array } | null) {
		this.worker.onmessage = ({ data }) => void this.receive(data);
	}

	async start(): Promise<void> {
		await this.request('initialize', {
			processId: null, rootUri: null, workspaceFolders: [{ uri: FOLDER, name: 'designs' }],
			capabilities: { textDocument: { diagnostic: {} } }, initializationOptions: { status: true, files: true },
		});
		this.notify('initialized', {});
	}

	/** `rule «the underlined text»` of a document that is opened. */
	async findings(name: string, languageId: string): Promise<string[]> {
		const uri = `${FOLDER}/${name}`;
		const text = files[name]!;
		this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
		const { items } = await this.request('textDocument/diagnostic', { textDocument: { uri } }) as { readonly items: readonly Diagnostic[] };
		const lines = text.split('\n');
		return items.map(({ code, range }) => `${code} «${lines[range.start.line]!.slice(range.start.character, range.end.line === range.start.line ? range.end.character : undefined)}»`);
	}

	end(): void {
		this.worker.terminate();
	}

	private request(method: string, params: unknown): Promise<unknown> {
		const id = ++this.last;
		this.worker.postMessage({ jsonrpc: '2.0', id, method, params });
		return new Promise((done, fail) => this.waiting.set(id, ({ result, error }) => (error ? fail(new Error(error.message)) : done(result))));
	}

	private notify(method: string, params: unknown): void {
		this.worker.postMessage({ jsonrpc: '2.0', method, params });
	}

	private async receive({ id, method, params, ...answer }: Message): Promise<void> {
		if (method === undefined) return this.waiting.get(id as number)?.(answer);
		if (method === 'plumbline/status') this.status.set((params as StatusParams).uri, params as StatusParams);
		if (id === undefined) return;
		this.asked.push(method);
		if (method !== requests.grammar) this.worker.postMessage({ jsonrpc: '2.0', id, result: this.answer(method, params as UriParams) });
		else if (this.grammar) this.worker.postMessage({ jsonrpc: '2.0', id, result: this.grammar });
		else this.worker.postMessage({ jsonrpc: '2.0', id, error: { code: -32603, message: 'it is out of reach' } });
	}

	private answer(method: string, { uri }: UriParams): unknown {
		const path = uri?.replace(/\/$/, '').slice(FOLDER.length + 1);
		if (method === requests.read) return path in files ? { text: files[path] } : { unreadable: 'no such file' };
		if (method !== requests.list || !uri.startsWith(FOLDER)) return [];
		const below = Object.keys(files).filter(one => path === '' || one.startsWith(`${path}/`)).map(one => one.slice(path === '' ? 0 : path.length + 1).split('/'));
		return [...new Map(below.map(([name, ...more]) => [name, { name, kind: more.length > 0 ? 'directory' : 'file' }])).values()];
	}
}

async function bytes(name: string): Promise<Uint8Array> {
	return new Uint8Array(await (await fetch(`/plumbline/dist/${name}`)).arrayBuffer());
}

const tests: Readonly<Record<string, () => Promise<void>>> = {
	async 'reviews CloudFormation without asking for the grammar'() {
		const client = new Client(null);
		await client.start();
		assert.deepEqual(await client.findings('template.yaml', 'yaml'), ['kms/key-rotation «false»']);
		assert.ok(!client.asked.includes(requests.grammar), 'the grammar was not asked for');
		assert.match(client.status.get(`${FOLDER}/template.yaml`)!.baseline, /^none: Git is not available in the browser$/);
		client.end();
	},
	async 'reviews Terraform with the modules that it calls, and modules as they are called'() {
		const client = new Client({ runtime: await bytes('web-tree-sitter.wasm'), grammar: await bytes('tree-sitter-terraform.wasm') });
		await client.start();
		assert.deepEqual(await client.findings('main.tf', 'terraform'), ['kms/key-rotation «false»']);
		const found = await client.findings('modules/bucket/main.tf', 'terraform');
		assert.ok(found.includes('s3/block-public-access «var.blocked»'), `the value that the call gives is judged: ${found.join(', ')}`);
		assert.equal(client.asked.filter(one => one === requests.grammar).length, 1);
		assert.deepEqual(client.status.get(`${FOLDER}/main.tf`)!.incomplete, []);
		client.end();
	},
	async 'says so where the grammar cannot be had'() {
		const client = new Client(null);
		await client.start();
		assert.deepEqual(await client.findings('main.tf', 'terraform'), []);
		assert.match(client.status.get(`${FOLDER}/main.tf`)!.reason, /expressions cannot be read: it is out of reach/);
		client.end();
	},
};

export async function run(): Promise<TestResult[]> {
	const results: TestResult[] = [];
	for (const [name, body] of Object.entries(tests)) {
		const started = Date.now();
		const error = await body().then(() => undefined, (problem: Error) => problem);
		results.push({ name, ok: !error, milliseconds: Date.now() - started, ...(error && { error: error.stack ?? error.message }) });
	}
	return results;
}
