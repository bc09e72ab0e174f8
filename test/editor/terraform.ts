/** A Terraform module in JSON syntax, whose bucket is written as several resources. */
import * as assert from 'node:assert/strict';
import { ask, eventually, test } from './harness.ts';
import { actions, apply, applyFixAll, expectFindings, expectLeft, finding, findings, hoverText, open, reveal, rule } from './reviewed.ts';

const SHOP = 'web-shop/terraform/main.tf.json';

const shop: readonly string[] = [
	'24 rds/storage-encryption «false»',
	'31 rds/publicly-accessible «true»',
	'55 rds/open-security-group «"0.0.0.0/0"»',
	'59 dynamodb/deletion-protection «"orders"»',
	'63 dynamodb/billing-capacity «"read_capacity"»',
	'70 dynamodb/attribute-definitions «"placed_at"»',
	'73 dynamodb/lsi-key «"order_id"»',
	'87 s3/versioning «"Disabled"»',
	'111 s3/event-destination-policy «"${aws_lambda_function.thumbnails.arn}"»',
	'118 s3/event-destination-policy «"${aws_sqs_queue.invoices.arn}"»',
];

test('a Terraform web shop: findings, squiggles, hover', async () => {
	const document = await open(SHOP);
	await expectFindings(document, shop);
	const open_ = finding(document, 'rds/publicly-accessible');
	await reveal(document, open_);
	assert.ok((await ask('squiggles')).some(one => one.kind === 'error' && one.line.includes('"publicly_accessible"')), 'the address is underlined as an error');
	await ask('picture', 'terraform 1 squiggles');
	assert.match(await hoverText(document, open_), /aws_db_instance\.catalogue/);
	const shown = await ask('hover', '"publicly_accessible"');
	await ask('picture', 'terraform 2 hover');
	assert.match(shown, /public address/);
	await ask('stepBack');
});

test('a Terraform web shop: a quick fix', async () => {
	const document = await open(SHOP);
	await expectFindings(document, shop);
	const versioning = finding(document, 's3/versioning');
	const fix = (await actions(document, versioning.range, 'quickfix')).find(one => one.isPreferred);
	assert.ok(fix, 'there is a preferred fix');
	await apply(fix);
	await eventually('the finding to go', () => findings(document).map(rule), rules => assert.ok(!rules.includes('s3/versioning')));
	assert.match(document.getText(), /"versioning_configuration": \{ "status": "Enabled" \}/);
});

test('a Terraform web shop: fix all', async () => {
	const document = await open(SHOP);
	await expectFindings(document, shop);
	await applyFixAll(document);
	// What replaces the database, takes its address away or closes its port is never done unasked.
	await expectLeft(document, ['rds/storage-encryption «false»', 'rds/publicly-accessible «true»', 'rds/open-security-group «"0.0.0.0/0"»']);
	expectDefined(document.getText());
	await ask('picture', 'terraform 3 all fixed');
});

/** Everything that an expression refers to is there, as Terraform demands. */
function expectDefined(text: string): void {
	const module = JSON.parse(text) as { readonly resource: Blocks; readonly data: Blocks };
	const references = [...text.matchAll(/(data\.)?\b((?:aws|archive)_\w+)\.(\w+)\./g)];
	assert.ok(references.length > 0, 'there are references');
	for (const [, data, type, name] of references) {
		assert.ok((data ? module.data : module.resource)[type!]?.[name!], `${data ?? ''}${type}.${name} is defined`);
	}
}

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
