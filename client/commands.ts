/** The commands that need the editor. Those that the server executes are registered by the language client. */
import * as vscode from 'vscode';
import {
	type BaseLanguageClient, ExecuteCommandRequest, WorkDoneProgress, type WorkDoneProgressBegin, type WorkDoneProgressEnd, type WorkDoneProgressReport,
} from 'vscode-languageclient';
import { type WorkspaceSummary, commands, summaryText } from '../server/protocol.ts';

export function registerCommands(client: BaseLanguageClient, log: vscode.LogOutputChannel): vscode.Disposable[] {
	return [
		vscode.commands.registerCommand('plumbline.restart', async () => {
			await client.stop();
			await client.start();
		}),
		vscode.commands.registerCommand('plumbline.showLog', () => log.show(true)),
	];
}

/** Runs a command of the server; a review of the workspace with progress that can be cancelled. */
export function executeCommand(client: BaseLanguageClient, command: string, args: unknown[], next: (command: string, args: unknown[]) => unknown): unknown {
	return command === commands.reviewWorkspace ? reviewWorkspace(client, args) : next(command, args);
}

async function reviewWorkspace(client: BaseLanguageClient, args: unknown[]): Promise<void> {
	const summary = await vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title: 'Plumbline', cancellable: true },
		async (progress, token): Promise<WorkspaceSummary | null> => {
			const workDoneToken = `plumbline-${Date.now()}-${Math.random()}`;
			const subscription = client.onProgress(WorkDoneProgress.type, workDoneToken, show(progress));
			try {
				return await client.sendRequest(ExecuteCommandRequest.type, { command: commands.reviewWorkspace, arguments: args, workDoneToken }, token);
			} catch (error) {
				if (!token.isCancellationRequested) throw error;
				return null;
			} finally {
				subscription.dispose();
			}
		},
	);
	if (!summary) return;
	const problems = 'Show Problems';
	const answer = await vscode.window.showInformationMessage(`Plumbline: ${summaryText(summary)}`, problems);
	if (answer === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** LSP says how far the work is, VS Code wants to know how much further. */
function show(progress: vscode.Progress<{ message?: string; increment?: number }>) {
	let reported = 0;
	return (value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void => {
		const percentage = 'percentage' in value && value.percentage !== undefined ? value.percentage : reported;
		progress.report({ message: value.message, increment: Math.max(0, percentage - reported) });
		reported = Math.max(reported, percentage);
	};
}
