/**
 * The language status: for the document in the editor, what it is reviewed as, which baseline it is compared with, and what could
 * not be decided. A line has room for a few words; the whole reason is one click away, and is what a screen reader says.
 */
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import type { StatusParams } from '../server/protocol.ts';
import { documentSelector } from './documents.ts';

const selector = documentSelector as vscode.DocumentSelector;
const NOWHERE: vscode.DocumentSelector = [];

/** In characters: what a line of the editor's hover has room for, beside a command. */
const ROOM = 60;

/** Not contributed: it explains the line that it stands on. */
const EXPLAIN = 'plumbline.explainStatus';

export class Status implements vscode.Disposable {
	// The editor orders them by these names.
	private readonly review = vscode.languages.createLanguageStatusItem('plumbline', selector);
	private readonly baseline = vscode.languages.createLanguageStatusItem('plumbline.baseline', NOWHERE);
	private readonly undecided = vscode.languages.createLanguageStatusItem('plumbline.undecided', NOWHERE);
	/** By URI, as long as the document is open. */
	private readonly known = new Map<string, StatusParams>();
	private readonly subscriptions: vscode.Disposable[];
	private state = State.Stopped;

	constructor() {
		this.review.name = 'Plumbline';
		this.baseline.name = 'Plumbline: Baseline';
		this.undecided.name = 'Plumbline: Undecided';
		this.subscriptions = [
			this.review, this.baseline, this.undecided,
			vscode.window.onDidChangeActiveTextEditor(() => this.draw()),
			vscode.workspace.onDidCloseTextDocument(document => { this.known.delete(document.uri.toString()); }),
			vscode.commands.registerCommand('plumbline.showUndecided', () => this.showUndecided()),
			vscode.commands.registerCommand(EXPLAIN, (text: string) => vscode.window.showInformationMessage(text)),
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
		this.drawBaseline(status);
		this.drawUndecided(status);
	}

	private drawReview(status: StatusParams | undefined): void {
		this.review.busy = this.state === State.Starting || (this.state === State.Running && !status);
		this.review.severity = vscode.LanguageStatusSeverity.Information;
		if (this.state === State.Stopped) {
			this.review.severity = vscode.LanguageStatusSeverity.Error;
			write(this.review, 'Plumbline: not running');
			this.review.command = { title: 'Show Log', command: 'plumbline.showLog' };
		} else if (!status) {
			write(this.review, this.state === State.Starting ? 'Plumbline: starting' : 'Plumbline: reviewing');
		} else if (status.reviewed) {
			write(this.review, `Plumbline: ${status.dialect ?? 'a design'}`, status.reason, `Plumbline reviews this file as ${status.dialect ?? 'a design'}: ${status.reason}.`);
		} else {
			write(this.review, 'Plumbline: not reviewed', status.reason, `Plumbline does not review this file: ${status.reason}.`);
		}
	}

	private drawBaseline(status: StatusParams | undefined): void {
		this.baseline.selector = status?.reviewed ? selector : NOWHERE;
		const [name = '', ...why] = (status?.baseline ?? '').split(': ');
		write(this.baseline, `Baseline: ${name}`, why.join(': ') || 'what changes are compared with');
		this.baseline.command = {
			title: 'Change', tooltip: `Baseline: ${status?.baseline ?? 'none'}`, command: 'workbench.action.openSettings', arguments: ['plumbline.baseline'],
		};
	}

	private drawUndecided(status: StatusParams | undefined): void {
		const { undecidedCount: count = 0, incomplete = [], reviewed } = status ?? {};
		this.undecided.selector = reviewed && (count > 0 || incomplete.length > 0) ? selector : NOWHERE;
		const questions = `${count} ${count === 1 ? 'question' : 'questions'} undecided`;
		if (incomplete.length > 0) write(this.undecided, 'Review incomplete', count > 0 ? questions : 'the design is too large');
		else write(this.undecided, questions, 'known only when deployed');
		this.undecided.command = { title: 'Show', tooltip: 'Show What Could Not Be Decided', command: 'plumbline.showUndecided' };
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

/** Sets what a line says, and leaves its command to say the rest where there is a rest. */
function write(item: vscode.LanguageStatusItem, text: string, detail = '', whole = [text, detail].filter(Boolean).join(': ')): void {
	item.text = text;
	item.detail = short(detail, ROOM - text.length);
	item.accessibilityInformation = { label: whole };
	item.command = item.detail === detail ? undefined : { title: 'Why', tooltip: whole, command: EXPLAIN, arguments: [whole] };
}

/** The text up to the end of a word. */
function short(text: string, room: number): string {
	if (text.length <= room) return text;
	return `${text.slice(0, text.slice(0, room).lastIndexOf(' ')).replace(/[\s,:(]+$/, '')} …`;
}
