/** VS Code in a browser alone, with files that are nowhere on a computer. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask, eventually, test } from './harness.ts';
import { open } from './reviewed.ts';

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
