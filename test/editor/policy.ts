/** A bucket policy in a file of its own. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask, test } from './harness.ts';
import { expectFindings, expectLeft, finding, hoverText, open, reveal } from './reviewed.ts';

const POLICY = 'bucket-policy/policy.json';

const policy: readonly string[] = [
	'3 s3/insecure-transport «"Statement"»',
	'7 s3/public-policy «"*"»',
	'12 policy/redundant «"Sid"»',
	'14 s3/public-policy «"*"»',
	'24 policy/cross-account «"arn:aws:iam::111122223333:root"»',
	'26 s3/policy-resource-mismatch «"arn:aws:s3:::example-press-kit/*"»',
	'33 s3/policy-resource-mismatch «"arn:aws:s3:::example-press-kit"»',
];

test('a bucket policy: findings, hover, quick fix from the menu', async () => {
	const document = await open(POLICY);
	await expectFindings(document, policy);
	const wrong = finding(document, 's3/policy-resource-mismatch', 'example-press-kit"');
	await reveal(document, wrong);
	assert.match(await hoverText(document, wrong), /MalformedPolicy/);
	assert.match(await ask('hover', '"Resource": "arn:aws:s3:::example-press-kit"'), /s3\/policy-resource-mismatch/);
	await ask('picture', 'policy 1 hover');
	await ask('stepBack');
	const menu = await ask('lightbulb', '"Resource": "arn:aws:s3:::example-press-kit"');
	await ask('picture', 'policy 2 quick fixes');
	await ask('choose', menu[0]!);
	await expectLeft(document, policy.filter(one => !one.includes('mismatch «"arn:aws:s3:::example-press-kit"»')));
	await ask('stepBack');
	await ask('picture', 'policy 3 fixed');
});

test('a bucket policy: who has access', async () => {
	const document = await open(POLICY);
	await expectFindings(document, policy);
	const version = document.positionAt(document.getText().indexOf('"Version"') + 2);
	const editor = await vscode.window.showTextDocument(document);
	editor.selection = new vscode.Selection(version, version);
	const said = await hoverText(document, { range: new vscode.Range(version, version) });
	assert.match(said, /Who has access[\s\S]*Anyone on the internet can read every object/);
	await vscode.commands.executeCommand('editor.action.showHover');
	await new Promise(next => setTimeout(next, 1000));
	await ask('picture', 'policy 4 who has access');
	await ask('stepBack');
});
