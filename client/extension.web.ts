/** The VS Code side in a browser (vscode.dev, github.dev): the server is a worker, and gets from here what it cannot fetch by itself. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, BrowserMessageReader, BrowserMessageWriter, LanguageClient, type ServerOptions } from 'vscode-languageclient/browser';
import { requests } from '../server/protocol.ts';
import { start } from './start.ts';

declare class Worker {
	constructor(url: string);
	terminate(): void;
}

let client: BaseLanguageClient | undefined;
let worker: Worker | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
	client = await start(context, options => {
		const created = new LanguageClient('plumbline', 'Plumbline', serverOptions(context), options);
		context.subscriptions.push(created.onRequest(requests.grammar, () => grammar(context)));
		return created;
	});
}

export async function deactivate(): Promise<void> {
	await client?.dispose();
	worker?.terminate();
	client = worker = undefined;
}

/** A server that was stopped does not start again: each start has a worker of its own. */
function serverOptions(context: vscode.ExtensionContext): ServerOptions {
	const url = shipped(context, 'server.web.js').toString(true);
	return async () => {
		worker?.terminate();
		worker = new Worker(url);
		// Not the worker itself: the client would not recognise one that VS Code has wrapped.
		return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
	};
}

async function grammar(context: vscode.ExtensionContext): Promise<{ runtime: Uint8Array; grammar: Uint8Array }> {
	const [runtime, grammar] = await Promise.all(['web-tree-sitter.wasm', 'tree-sitter-terraform.wasm'].map(name => vscode.workspace.fs.readFile(shipped(context, name))));
	return { runtime: runtime!, grammar: grammar! };
}

function shipped(context: vscode.ExtensionContext, name: string): vscode.Uri {
	return vscode.Uri.joinPath(context.extensionUri, 'dist', name);
}
