/** The commands: a review of the whole workspace, the page of a rule, a fresh start of the server. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask, eventually, test } from './harness.ts';
import { actions, apply, finding, findings, open, rule } from './reviewed.ts';

function foundIn(path: string): readonly string[] {
	const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
	return vscode.languages.getDiagnostics(uri).map(rule);
}

test('a review of the workspace finds what is in closed files, once', async () => {
	const document = await open('data-lake/template.yaml');
	await eventually('findings', () => findings(document).length, count => assert.ok(count > 0));
	const before = findings(document).length;
	const review = vscode.commands.executeCommand('plumbline.reviewWorkspace');
	await eventually('the sum', () => ask('notifications'), texts => assert.ok(texts.some(text => /designs reviewed: \d+ error/.test(text)), texts.join('\n')));
	await ask('picture', 'commands 1 workspace');
	assert.ok(foundIn('bucket-policy/policy.json').length > 0, 'the closed policy has findings');
	assert.equal(findings(document).length, before, 'an open document is not reported twice');
	const policy = await open('bucket-policy/policy.json');
	await eventually('findings of the policy, once', () => foundIn('bucket-policy/policy.json'), seen => {
		assert.ok(seen.length > 0);
		assert.equal(seen.length, new Set(findings(policy).map(one => JSON.stringify([one.range, one.message]))).size);
	});
	await vscode.commands.executeCommand('notifications.clearAll');
	await review;
});

test('the page of a rule is shown without a network', async () => {
	const document = await open('data-lake/template.yaml');
	await eventually('findings', () => findings(document).length, count => assert.ok(count > 0));
	const found = finding(document, 's3/replication-versioning');
	const show = (await actions(document, found.range, 'quickfix')).find(one => one.title === 'Show documentation of s3/replication-versioning');
	assert.ok(show, 'it is offered');
	await apply(show);
	const labels = () => vscode.window.tabGroups.all.flatMap(group => group.tabs).map(tab => tab.label);
	await eventually('the page', labels, tabs => assert.ok(tabs.some(label => /^Preview replication-versioning/.test(label)), tabs.join(', ')));
	await new Promise(next => setTimeout(next, 1000));
	await ask('picture', 'commands 2 page');
});

test('after a restart everything is reviewed again', async () => {
	const document = await open('data-lake/template.yaml');
	await eventually('findings', () => findings(document).length, count => assert.ok(count > 0));
	const before = findings(document).length;
	await vscode.commands.executeCommand('plumbline.restart');
	await eventually('findings', () => findings(document).length, count => assert.equal(count, before));
	await eventually('the status', () => ask('languageStatus'), text => assert.match(text, /Reviewed as CloudFormation/));
	await ask('stepBack');
});
