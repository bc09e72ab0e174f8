/** Nested stacks: a template is judged by what nests it, and a person mends it there. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask, test } from './harness.ts';
import { actions, apply, expectFindings, expectLeft, finding, open, reveal } from './reviewed.ts';

test('nested stacks: what the outer template gives is judged in the inner one, and mended in the outer', async () => {
	const document = await open('archive/stacks/keys.yaml');
	await expectFindings(document, ['15 kms/key-rotation «!Ref Rotate»']);
	const rotation = finding(document, 'kms/key-rotation');
	const places = (rotation.relatedInformation ?? []).map(one => `${vscode.workspace.asRelativePath(one.location.uri)}:${one.location.range.start.line + 1} ${one.message}`);
	assert.deepEqual(places, ['archive/main.yaml:18 the value is written here', 'archive/main.yaml:13 Keys is called here']);
	await reveal(document, rotation);
	await ask('hover', 'EnableKeyRotation');
	await ask('picture', 'stacks 1 inner');
	await ask('stepBack');
	const fix = (await actions(document, rotation.range, 'quickfix')).find(one => one.isPreferred);
	assert.ok(fix, 'there is a preferred fix');
	await apply(fix);
	const outer = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'archive/main.yaml'));
	assert.match(outer.getText(), / Rotate: true # until the old tapes are read\n/);
	await expectLeft(document, []);
});

test('nested stacks: one stack leads to another', async () => {
	const document = await open('archive/stacks/documents.yaml');
	await expectFindings(document, ['11 s3/insecure-transport «Documents»', '30 s3/replication-role «!GetAtt Copier.Arn»', '43 s3/replication-versioning «!Ref CopyArn»']);
	const versioning = finding(document, 's3/replication-versioning');
	await reveal(document, versioning);
	const shown = await ask('hover', 'CopyArn');
	await ask('picture', 'stacks 2 across');
	assert.match(shown, /not versioned where IsProduction \(main\.yaml\) is false/);
	await ask('stepBack');
});
