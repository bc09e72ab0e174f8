/** The VS Code side where there is Node: the server is a process of its own. */
import type * as vscode from 'vscode';
import { type BaseLanguageClient, LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { start } from './start.ts';

let client: BaseLanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
	client = await start(context, options => new LanguageClient('plumbline', 'Plumbline', serverOptions(context), options));
}

export async function deactivate(): Promise<void> {
	await client?.dispose();
	client = undefined;
}

function serverOptions(context: vscode.ExtensionContext): ServerOptions {
	const module = context.asAbsolutePath('dist/server.js');
	const transport = TransportKind.ipc;
	return { run: { module, transport }, debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
}
