/** VS Code in a browser alone, with files that are nowhere on a computer. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask, eventually, test } from './harness.ts';
import { findings, open } from './reviewed.ts';

test('no part of it has Node', async () => {
	assert.equal(vscode.env.uiKind, vscode.UIKind.Web);
	assert.equal(vscode.env.remoteName, undefined);
	assert.equal(vscode.workspace.workspaceFolders?.[0]?.uri.scheme, 'designs');
	assert.equal(typeof (globalThis as { require?: unknown }).require, 'undefined');
});

test('the status says that there is no Git', async () => {
	await open('web-shop/template.yaml');
	await eventually('the status', () => ask('languageStatus'), text => {
		assert.match(text, /Plumbline: CloudFormation/);
		assert.match(text, /Baseline: none[\s\S]*Git is not available in the browser/);
	});
	await ask('picture', 'status');
});

test('closed files are reviewed on demand, and everything again by a new server', async () => {
	const document = await open('media-library/main.tf');
	const modules = () => vscode.languages.getDiagnostics(vscode.Uri.joinPath(document.uri, '../modules/storage/main.tf')).length;
	await eventually('findings', () => findings(document).length, count => assert.ok(count > 0));
	const before = findings(document).length;
	const review = vscode.commands.executeCommand('plumbline.reviewWorkspace');
	await eventually('findings of a module', modules, count => assert.ok(count > 0));
	await vscode.commands.executeCommand('plumbline.restart');
	await eventually('them to go', modules, count => assert.equal(count, 0));
	await eventually('findings', () => findings(document).length, count => assert.equal(count, before));
	await vscode.commands.executeCommand('notifications.clearAll');
	await review.then(() => undefined, () => undefined);
});
