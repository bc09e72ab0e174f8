/** A Terraform workspace in HCL: a root module and two modules that it calls, and how a person mends them. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask, eventually, test } from './harness.ts';
import { actions, apply, applyFixAll, expectFindings, expectLeft, finding, findings, hoverText, open, reveal, rule } from './reviewed.ts';

const MAIN = 'media-library/main.tf';
const STORAGE = 'media-library/modules/storage/main.tf';

const main: readonly string[] = [
	'56 kms/key-rotation «var.rotate_keys»',
	'61 s3/versioning «"uploads"»',
	'98 dynamodb/deletion-protection «"jobs"»',
	'98 dynamodb/pitr «"jobs"»',
	'107 dynamodb/attribute-definitions «attribute.key»',
];
const storage: readonly string[] = [
	'34 s3/lifecycle-ia-glacier-gap «transition.value.days»',
	'45 s3/block-public-access «var.block_public_acls»',
];

test('a media library in HCL: findings, squiggles, hover', async () => {
	const document = await open(MAIN);
	assert.equal(document.languageId, 'terraform', 'the language is known without another extension');
	await expectFindings(document, main);
	const rotation = finding(document, 'kms/key-rotation');
	await reveal(document, rotation);
	const squiggle = (await ask('squiggles')).find(one => one.line.includes('enable_key_rotation'));
	assert.equal(squiggle?.kind, 'warning', 'the argument is underlined as a warning');
	await ask('picture', 'hcl 1 squiggles');
	const shown = await ask('hover', 'enable_key_rotation');
	await ask('picture', 'hcl 2 hover');
	assert.match(shown, /library does not rotate/);
	assert.match(shown, /default of variable rotate_keys/);
	assert.match(await hoverText(document, rotation), /aws_kms_key\.library/);
	await ask('stepBack');
});

test('a media library in HCL: a quick fix adds the missing resource', async () => {
	const document = await open(MAIN);
	await expectFindings(document, main);
	await reveal(document, finding(document, 's3/versioning'));
	const menu = await ask('lightbulb', 'resource "aws_s3_bucket" "uploads"');
	await ask('picture', 'hcl 3 quick fixes');
	assert.equal(menu[0], 'Enable versioning on uploads');
	await ask('choose', 'Enable versioning on uploads');
	await expectLeft(document, main.filter(one => !one.includes('s3/versioning')));
	await ask('stepBack');
	await ask('picture', 'hcl 4 fixed');
	const bucket = document.getText().indexOf('resource "aws_s3_bucket" "uploads"');
	const added = document.getText().indexOf('\n}\n\nresource "aws_s3_bucket_versioning" "uploads" {\n  bucket = aws_s3_bucket.uploads.id\n\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n');
	assert.ok(bucket >= 0 && added > bucket && added - bucket < 200, 'the companion stands behind its bucket');
});

test('a media library in HCL: a module is judged by its calls, and mended in them', async () => {
	const document = await open(STORAGE);
	await expectFindings(document, storage);
	const open_ = finding(document, 's3/block-public-access');
	const places = (open_.relatedInformation ?? []).map(one => `${vscode.workspace.asRelativePath(one.location.uri)}:${one.location.range.start.line + 1} ${one.message}`);
	assert.deepEqual(places, ['media-library/main.tf:38 the value is written here', 'media-library/main.tf:33 module.previews is called here']);
	await reveal(document, open_);
	await ask('hover', 'block_public_acls');
	await ask('picture', 'hcl 5 module');
	await ask('stepBack');
	const fix = (await actions(document, open_.range, 'quickfix')).find(one => one.isPreferred);
	assert.ok(fix, 'there is a preferred fix');
	await apply(fix);
	const caller = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, MAIN));
	assert.match(caller.getText(), / {2}block_public_acls {5}= true\n/);
	await eventually('the finding to go', () => findings(document).map(rule), rules => assert.ok(!rules.includes('s3/block-public-access')));
	await vscode.window.showTextDocument(caller);
});

test('a media library in HCL: fix all', async () => {
	const document = await open(MAIN);
	await expectFindings(document, main);
	await applyFixAll(document);
	await expectLeft(document, main.filter(one => one.includes('attribute-definitions')));
	await ask('picture', 'hcl 6 all fixed');
});

test('a plan: its findings lead to the configuration', async () => {
	const document = await open('media-library/plan.json');
	await expectFindings(document, [
		'549 s3/block-public-access «false»',
		'638 s3/lifecycle-ia-glacier-gap «75»',
		'667 dynamodb/deletion-protection «"aws_dynamodb_table.jobs"»',
		'667 dynamodb/pitr «"aws_dynamodb_table.jobs"»',
		'684 dynamodb/attribute-definitions «"started_at"»',
		'735 kms/key-rotation «false»',
		'758 s3/versioning «"aws_s3_bucket.uploads"»',
		'835 rds/final-snapshot «"module.catalogue.aws_db_instance.catalogue"»',
		'835 rds/subnet-group-missing «"module.catalogue.aws_db_instance.catalogue"»',
		'857 rds/multi-az «false»',
		'858 rds/publicly-accessible «true»',
	]);
	const rotation = finding(document, 'kms/key-rotation');
	const written = rotation.relatedInformation?.find(one => one.location.uri.path.endsWith('.tf'));
	assert.ok(written, 'the finding says where it is written');
	await reveal(document, rotation);
	await ask('hover', '"enable_key_rotation"');
	await ask('picture', 'hcl 7 plan');
	await ask('stepBack');
	const source = await vscode.workspace.openTextDocument(written.location.uri);
	assert.equal(vscode.workspace.asRelativePath(source.uri), MAIN);
	assert.equal(source.getText(written.location.range), 'var.rotate_keys');
	await vscode.window.showTextDocument(source, { selection: written.location.range });
	await ask('picture', 'hcl 8 where it is written');
});
