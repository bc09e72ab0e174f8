/** What is the same wherever the extension runs: starts the client, and shows what LSP has no words for. It analyses nothing. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, CloseAction, ErrorAction, type LanguageClientOptions } from 'vscode-languageclient';
import { type InitializationOptions, type TrustParams, notifications } from '../server/protocol.ts';
import { executeCommand, registerCommands } from './commands.ts';
import { documentSelector } from './documents.ts';
import { answerFiles } from './files.ts';
import { Pages } from './pages.ts';
import { Status } from './status.ts';
import { tellVisible } from './visible.ts';

/** A server that ends this often within the time below is not started again. */
const MAX_RESTARTS = 4;
const RESTART_WINDOW_MS = 180_000;

export async function start(context: vscode.ExtensionContext, create: (options: LanguageClientOptions) => BaseLanguageClient): Promise<BaseLanguageClient> {
	const log = vscode.window.createOutputChannel('Plumbline', { log: true });
	const client = create(clientOptions(log, () => client));
	const status = new Status();
	const pages = new Pages();
	context.subscriptions.push(
		log, status, pages,
		client.onNotification(notifications.status, status.update),
		client.onNotification(notifications.page, pages.show),
		client.onDidChangeState(({ newState }) => status.serverState(newState)),
		vscode.workspace.onDidGrantWorkspaceTrust(() => {
			const params: TrustParams = { trusted: true };
			void client.sendNotification(notifications.trust, params);
		}),
		...registerCommands(client, log),
		...answerFiles(client),
		...tellVisible(client),
	);
	await client.start();
	return client;
}

function clientOptions(log: vscode.LogOutputChannel, client: () => BaseLanguageClient): LanguageClientOptions {
	const ends: number[] = [];
	return {
		documentSelector,
		outputChannel: log,
		diagnosticPullOptions: { onChange: true, onFocus: true },
		initializationOptions: (): InitializationOptions => ({ trusted: vscode.workspace.isTrusted, status: true, pages: true, findingsInHovers: true, files: true }),
		middleware: { executeCommand: (command, args, next) => executeCommand(client(), command, args, next) },
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
