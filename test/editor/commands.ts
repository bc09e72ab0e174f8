/** The commands: a review of the whole workspace, the page of a rule, a fresh start of the server. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask, eventually, test } from './harness.ts';
import { actions, apply, finding, findings, open, rule } from './reviewed.ts';

function foundIn(path: string): readonly string[] {
	const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
	return vscode.languages.getDiagnostics(uri).map(rule).sort();
}

const POLICY = 'bucket-policy/policy.json';

test('a review of the workspace finds what is in closed files, once', async () => {
	// VS Code keeps this one open for a while after its tab is closed.
	const policy = await open(POLICY);
	await eventually('findings', () => foundIn(POLICY).length, count => assert.ok(count > 0));
	const expected = foundIn(POLICY);
	await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
	await eventually('the findings to go with the tab', () => foundIn(POLICY), seen => assert.deepEqual(seen, []));
	assert.equal(policy.isClosed, false);
	const document = await open('data-lake/template.yaml');
	await eventually('findings', () => findings(document).length, count => assert.ok(count > 0));
	const before = findings(document).length;
	const review = vscode.commands.executeCommand('plumbline.reviewWorkspace');
	await eventually('the sum', () => ask('notifications'), texts => assert.ok(texts.some(text => /designs reviewed: \d+ error/.test(text)), texts.join('\n')));
	await eventually('the progress to go', () => ask('notifications'), texts => assert.equal(texts.length, 1));
	await ask('picture', 'commands 1 workspace');
	assert.deepEqual(foundIn(POLICY), expected, 'the policy, whose tab is closed');
	assert.ok(foundIn('web-shop/terraform/main.tf.json').length > 0, 'a module that may never have been open');
	assert.equal(findings(document).length, before, 'a document in sight is not reported twice');
	await open(POLICY);
	await settled();
	assert.deepEqual(foundIn(POLICY), expected, 'once, when its tab is opened');
	await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
	await settled();
	assert.deepEqual(foundIn(POLICY), expected, 'and still when its tab is closed');
	await vscode.commands.executeCommand('notifications.clearAll');
	await review;
});

/** Whatever is still on its way between editor and server has come. */
function settled(): Promise<void> {
	return new Promise(next => setTimeout(next, 1500));
}

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
	await eventually('the status', () => ask('languageStatus'), text => assert.match(text, /Plumbline: CloudFormation/));
	await ask('stepBack');
});
