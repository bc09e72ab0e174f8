/** The VS Code side: starts the server, and shows what LSP has no words for. It analyses nothing. */
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, type LanguageClientOptions, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { type InitializationOptions, type TrustParams, notifications } from '../server/protocol.ts';
import { executeCommand, registerCommands } from './commands.ts';
import { documentSelector } from './documents.ts';
import { Pages } from './pages.ts';
import { Status } from './status.ts';
import { tellVisible } from './visible.ts';

/** A server that ends this often within the time below is not started again. */
const MAX_RESTARTS = 4;
const RESTART_WINDOW_MS = 180_000;

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
	const log = vscode.window.createOutputChannel('Plumbline', { log: true });
	client = new LanguageClient('plumbline', 'Plumbline', serverOptions(context), clientOptions(log));
	const status = new Status();
	const pages = new Pages();
	context.subscriptions.push(
		log, status, pages,
		client.onNotification(notifications.status, status.update),
		client.onNotification(notifications.page, pages.show),
		client.onDidChangeState(({ newState }) => status.serverState(newState)),
		vscode.workspace.onDidGrantWorkspaceTrust(() => {
			const params: TrustParams = { trusted: true };
			void client?.sendNotification(notifications.trust, params);
		}),
		...registerCommands(client, log),
		...tellVisible(client),
	);
	await client.start();
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

function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
	const ends: number[] = [];
	return {
		documentSelector,
		outputChannel: log,
		diagnosticPullOptions: { onChange: true, onFocus: true },
		initializationOptions: (): InitializationOptions => ({ trusted: vscode.workspace.isTrusted, status: true, pages: true, findingsInHovers: true }),
		middleware: { executeCommand: (command, args, next) => executeCommand(client!, command, args, next) },
		errorHandler: {
			error: () => ({ action: ErrorAction.Continue }),
			closed: () => {
				ends.push(Date.now());
				if (ends.filter(end => end > Date.now() - RESTART_WINDOW_MS).length <= MAX_RESTARTS) return { action: CloseAction.Restart };
				return {
					action: CloseAction.DoNotRestart,
					message: 'Plumbline ended several times in a row and is not started again. Its log says why; “Plumbline: Restart Language Server” starts it.',
				};
			},
		},
	};
}
