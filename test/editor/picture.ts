/** Not a test: sets the scene for the picture in the README, a design with one finding explained. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { ask, eventually, test } from './harness.ts';
import { finding, findings, open, reveal } from './reviewed.ts';

test('the picture for the README', async () => {
	for (const command of ['closeSidebar', 'closePanel', 'closeAuxiliaryBar']) await vscode.commands.executeCommand(`workbench.action.${command}`);
	const document = await open('data-lake/template.yaml');
	await eventually('findings', () => findings(document).length, count => {
		if (count === 0) throw new Error('there are none');
	});
	await reveal(document, finding(document, 's3/replication-versioning'));
	await ask('hover', 'Bucket: !GetAtt ReplicaBucket.Arn');
	await ask('picture', basename(process.env['PLUMBLINE_EDITOR_PICTURE'] ?? 'review', '.png'));
});
