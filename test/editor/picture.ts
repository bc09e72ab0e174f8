/** Not a test: sets the scene for the picture in the README, a design with one finding explained. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { ask, eventually, test } from './harness.ts';
import { finding, findings, open } from './reviewed.ts';

/** Lines of the design that stand above the finding. */
const BEFORE = 14;

test('the picture for the README', async () => {
	for (const command of ['closeSidebar', 'closePanel', 'closeAuxiliaryBar']) await vscode.commands.executeCommand(`workbench.action.${command}`);
	const document = await open('data-lake/template.yaml');
	await eventually('findings', () => findings(document).length, count => {
		if (count === 0) throw new Error('there are none');
	});
	const { range } = finding(document, 's3/replication-versioning');
	const editor = vscode.window.activeTextEditor!;
	editor.selection = new vscode.Selection(range.start, range.start);
	editor.revealRange(new vscode.Range(range.start.line - BEFORE, 0, range.start.line - BEFORE, 0), vscode.TextEditorRevealType.AtTop);
	// The screen and its lightbulb follow a little later.
	await new Promise(next => setTimeout(next, 2500));
	await ask('hover', 'Bucket: !GetAtt ReplicaBucket.Arn');
	await ask('picture', basename(process.env['PLUMBLINE_EDITOR_PICTURE'] ?? 'review', '.png'));
});
