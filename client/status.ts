/**
 * The language status: for the document in the editor, whether it is reviewed and why, which baseline it is compared with, and
 * what could not be decided.
 */
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient/node';
import type { StatusParams } from '../server/protocol.ts';
import { documentSelector } from './documents.ts';

const selector = documentSelector as vscode.DocumentSelector;
const NOWHERE: vscode.DocumentSelector = [];

export class Status implements vscode.Disposable {
	private readonly review = vscode.languages.createLanguageStatusItem('plumbline.review', selector);
	private readonly baseline = vscode.languages.createLanguageStatusItem('plumbline.baseline', NOWHERE);
	private readonly undecided = vscode.languages.createLanguageStatusItem('plumbline.undecided', NOWHERE);
	/** By URI, as long as the document is open. */
	private readonly known = new Map<string, StatusParams>();
	private readonly subscriptions: vscode.Disposable[];
	private state = State.Stopped;

	constructor() {
		this.review.name = 'Plumbline';
		this.baseline.name = 'Plumbline Baseline';
		this.undecided.name = 'Plumbline: Not Decided';
		this.undecided.severity = vscode.LanguageStatusSeverity.Information;
		this.subscriptions = [
			this.review, this.baseline, this.undecided,
			vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
			vscode.workspace.onDidCloseTextDocument(document => { this.known.delete(document.uri.toString()); }),
			vscode.commands.registerCommand('plumbline.showUndecided', () => this.showUndecided()),
		];
		this.draw();
	}

	readonly update = (status: StatusParams): void => {
		this.known.set(vscode.Uri.parse(status.uri).toString(), status);
		this.draw();
	};

	readonly serverState = (state: State): void => {
		this.state = state;
		if (state !== State.Running) this.known.clear();
		this.draw();
	};

	dispose(): void {
		for (const subscription of this.subscriptions) subscription.dispose();
	}

	private get active(): StatusParams | undefined {
		const uri = vscode.window.activeTextEditor?.document.uri;
		return uri && this.known.get(uri.toString());
	}

	private draw(): void {
		const status = this.active;
		this.drawReview(status);
		this.baseline.selector = status?.reviewed ? selector : NOWHERE;
		const [baseline, ...why] = (status?.baseline ?? '').split(': ');
		this.baseline.text = `Baseline: ${baseline}`;
		this.baseline.detail = why.join(': ');
		this.baseline.command = { title: 'Change', command: 'workbench.action.openSettings', arguments: ['plumbline.baseline'] };
		const open = status?.reviewed && (status.undecidedCount > 0 || status.incomplete.length > 0);
		this.undecided.selector = open ? selector : NOWHERE;
		this.undecided.text = undecidedText(status);
		this.undecided.command = { title: 'Show', command: 'plumbline.showUndecided' };
	}

	private drawReview(status: StatusParams | undefined): void {
		this.review.busy = this.state === State.Starting || (this.state === State.Running && !status);
		this.review.severity = vscode.LanguageStatusSeverity.Information;
		this.review.command = undefined;
		if (this.state === State.Stopped) {
			this.review.text = 'Plumbline is not running';
			this.review.detail = undefined;
			this.review.severity = vscode.LanguageStatusSeverity.Error;
			this.review.command = { title: 'Show Log', command: 'plumbline.showLog' };
		} else if (!status) {
			this.review.text = this.state === State.Starting ? 'Plumbline is starting' : 'Reviewing';
			this.review.detail = undefined;
		} else {
			this.review.text = status.reviewed ? `Reviewed as ${status.dialect ?? 'a design'}` : 'Not reviewed';
			this.review.detail = `because ${status.reason}`;
		}
	}

	private async showUndecided(): Promise<void> {
		const status = this.active;
		if (!status) return;
		const incomplete = status.incomplete.map(what => ({ label: what, description: 'left out: a budget ran out' }));
		const undecided = status.undecided.map(({ rule, address }) => ({ label: address, description: rule }));
		const more = status.undecidedCount - undecided.length;
		await vscode.window.showQuickPick([...incomplete, ...undecided, ...(more > 0 ? [{ label: `and ${more} more`, description: '' }] : [])], {
			title: 'What could not be decided', placeHolder: 'The values are known only when the design is deployed', matchOnDescription: true,
		});
	}
}

function undecidedText(status: StatusParams | undefined): string {
	if (!status) return '';
	const { undecidedCount: count, incomplete } = status;
	const undecided = count > 0 ? [`${count} ${count === 1 ? 'question' : 'questions'} not decided`] : [];
	return [...(incomplete.length > 0 ? ['Review incomplete'] : []), ...undecided].join(', ');
}
