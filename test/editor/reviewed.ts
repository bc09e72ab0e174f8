/** Documents with Plumbline's findings on them, as the tests talk of them: a finding is a rule and the text that is underlined. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './harness.ts';

export const SOURCE = 'plumbline';

/** Opens a file of the workspace (a copy of `examples/`) in front of the person. */
export async function open(path: string): Promise<vscode.TextDocument> {
	const folder = vscode.workspace.workspaceFolders?.[0];
	if (!folder) throw new Error('No folder is open.');
	const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
	await vscode.window.showTextDocument(document, { preview: false });
	return document;
}

export function findings(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
	return vscode.languages.getDiagnostics(document.uri)
		.filter(one => one.source?.toLowerCase() === SOURCE)
		.sort((a, b) => a.range.start.compareTo(b.range.start) || rule(a).localeCompare(rule(b)));
}

export function rule(finding: vscode.Diagnostic): string {
	return String(typeof finding.code === 'object' ? finding.code.value : finding.code);
}

/** `LINE rule «underlined text»`, lines counted from 1; of a text of several lines the first. */
export function spoken(document: vscode.TextDocument): readonly string[] {
	return findings(document).map(one => {
		const [first, ...more] = document.getText(one.range).split('\n');
		return `${one.range.start.line + 1} ${rule(one)} «${first}${more.length > 0 ? ' …' : ''}»`;
	});
}

/** Waits until exactly these findings are shown, at these lines. */
export function expectFindings(document: vscode.TextDocument, expected: readonly string[]): Promise<unknown> {
	return eventually(`the findings of ${vscode.workspace.asRelativePath(document.uri)}`, () => spoken(document), seen => assert.deepEqual(seen, expected));
}

/** Waits until just these findings are left, wherever an edit has moved them. */
export function expectLeft(document: vscode.TextDocument, expected: readonly string[]): Promise<unknown> {
	const placeless = (lines: readonly string[]) => lines.map(line => line.replace(/^\d+ /, ''));
	return eventually(`what is left in ${vscode.workspace.asRelativePath(document.uri)}`, () => placeless(spoken(document)), seen => assert.deepEqual(seen, placeless(expected)));
}

/** The one finding of a rule on the line with a text. */
export function finding(document: vscode.TextDocument, id: string, line = ''): vscode.Diagnostic {
	const found = findings(document).filter(one => rule(one) === id && document.lineAt(one.range.start.line).text.includes(line));
	assert.equal(found.length, 1, `one finding of ${id}${line ? ` on “${line}”` : ''}; there are ${found.length} among\n${spoken(document).join('\n')}`);
	return found[0]!;
}

/** Scrolls a finding into sight, with the cursor away from it. */
export async function reveal(document: vscode.TextDocument, found: vscode.Diagnostic): Promise<void> {
	const editor = await vscode.window.showTextDocument(document, { preview: false });
	const away = new vscode.Position(Math.max(0, found.range.start.line - 3), 0);
	editor.selection = new vscode.Selection(away, away);
	editor.revealRange(found.range, vscode.TextEditorRevealType.InCenter);
	// The screen follows a little later.
	await new Promise(next => setTimeout(next, 500));
}

/** What the extension says where a finding, or a place, begins. */
export async function hoverText(document: vscode.TextDocument, found: Pick<vscode.Diagnostic, 'range'>): Promise<string> {
	const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, found.range.start);
	return hovers.flatMap(hover => hover.contents).map(content => (typeof content === 'string' ? content : content.value)).join('\n');
}

/** Code actions with their edits at a range. */
export async function actions(document: vscode.TextDocument, range: vscode.Range, kind?: string): Promise<readonly vscode.CodeAction[]> {
	return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind, 50);
}

/** Applies an action as the editor does: its edit, then its command. */
export async function apply(action: vscode.CodeAction): Promise<void> {
	assert.ok(action.edit || action.command, `“${action.title}” does something`);
	if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit), `the edits of “${action.title}” are applied`);
	if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** Applies everything that has one safe fix, as "fix all on save" would. */
export async function applyFixAll(document: vscode.TextDocument): Promise<void> {
	const whole = document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
	const [all, ...others] = await actions(document, whole, 'source.fixAll.plumbline');
	assert.ok(all, 'there is a fix-all');
	assert.equal(others.length, 0, 'there is one fix-all');
	await apply(all);
}
