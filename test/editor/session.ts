/** The editor around the designs: restricted mode, commands, the status item, texts that were never saved, typing. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EXTENSION, ask, eventually, test } from './harness.ts';
import { actions, apply, expectFindings, finding, findings, open, spoken } from './reviewed.ts';

test('the extension runs in restricted mode', async () => {
	assert.equal(vscode.workspace.isTrusted, false, 'the workspace is not trusted');
	await open('data-lake/template.yaml');
	await eventually('the extension to be active', () => vscode.extensions.getExtension(EXTENSION)?.isActive, active => assert.equal(active, true));
});

test('every contributed command exists', async () => {
	await open('data-lake/template.yaml');
	await eventually('the extension to be active', () => vscode.extensions.getExtension(EXTENSION)?.isActive, active => assert.equal(active, true));
	const contributed: { command: string }[] = vscode.extensions.getExtension(EXTENSION)!.packageJSON.contributes?.commands ?? [];
	assert.ok(contributed.length > 0, 'commands are contributed');
	const known = new Set(await vscode.commands.getCommands(true));
	assert.deepEqual(contributed.map(one => one.command).filter(command => !known.has(command)), []);
});

test('the status item says why a file is reviewed', async () => {
	const document = await open('data-lake/template.yaml');
	await eventually('findings', () => findings(document).length, count => assert.ok(count > 0));
	await eventually('the status', () => ask('languageStatus'), text => {
		assert.match(text, /Plumbline: CloudFormation/);
		assert.match(text, /it has Resources with AWS types/);
		assert.match(text, /Baseline: none[\s\S]*the workspace is in restricted mode/);
	});
	await ask('picture', 'status 1 reviewed');
});

test('a file that is no design has no findings, and the status says so', async () => {
	const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: 'name: a workflow\non: push\njobs: {}\n' });
	await vscode.window.showTextDocument(document);
	await eventually('the status', () => ask('languageStatus'), text => assert.match(text, /Plumbline: not reviewed/));
	await ask('picture', 'status 2 not reviewed');
	assert.deepEqual(spoken(document), []);
});

test('a text that was never saved is reviewed and mended', async () => {
	const document = await vscode.workspace.openTextDocument({
		language: 'yaml',
		content: 'Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      EnableKeyRotation: false\n      KeyPolicy: !Ref Policy\nParameters:\n  Policy:\n    Type: String\n',
	});
	await vscode.window.showTextDocument(document);
	await expectFindings(document, ['5 kms/key-rotation «false»']);
	const fix = (await actions(document, finding(document, 'kms/key-rotation').range, 'quickfix')).find(one => one.isPreferred);
	assert.ok(fix, 'there is a preferred fix');
	await apply(fix);
	await expectFindings(document, []);
	assert.match(document.getText(), /EnableKeyRotation: true\n/);
	await ask('picture', 'untitled');
});

test('typing brings findings, and takes them away', async () => {
	const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: 'Resources:\n  Files:\n    Type: AWS::EFS::FileSystem\n    Properties:\n      BackupPolicy: { Status: ENABLED }\n      LifecyclePolicies: [{ TransitionToIA: AFTER_30_DAYS }]\n      Encrypted: ' });
	const editor = await vscode.window.showTextDocument(document);
	const end = document.positionAt(document.getText().length);
	editor.selection = new vscode.Selection(end, end);
	for (const letter of 'false') await vscode.commands.executeCommand('type', { text: letter });
	await expectFindings(document, ['7 efs/encryption «false»']);
	for (let letters = 0; letters < 'false'.length; letters++) await vscode.commands.executeCommand('deleteLeft');
	for (const letter of 'true') await vscode.commands.executeCommand('type', { text: letter });
	// What is encrypted is advised of a key of its own.
	await expectFindings(document, ['2 efs/kms-key «Files»']);
});

test('a finding can be suppressed where it is', async () => {
	const document = await open('data-lake/template.yaml');
	await eventually('findings', () => findings(document).length, count => assert.ok(count > 0));
	const before = spoken(document);
	const found = finding(document, 'efs/encryption');
	const suppress = (await actions(document, found.range, 'quickfix')).find(one => one.title.startsWith('Suppress efs/encryption for'));
	assert.ok(suppress, 'it is offered');
	await apply(suppress);
	await eventually('the finding to go', () => findings(document).length, count => assert.equal(count, before.length - 1));
	assert.match(document.getText(), /# plumbline-ignore efs\/encryption/);
});
