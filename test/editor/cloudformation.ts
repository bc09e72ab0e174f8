/** A CloudFormation template in YAML: what the editor shows of it, and how a person mends it. */
import * as assert from 'node:assert/strict';
import { ask, test } from './harness.ts';
import { actions, applyFixAll, expectFindings, expectLeft, finding, open, reveal } from './reviewed.ts';

const LAKE = 'data-lake/template.yaml';
const REMOVE_ACL = 'Make the ACL of CuratedBucket Private (changes behaviour)';

const lake: readonly string[] = [
	'14 kms/key-rotation «LakeKey»',
	'53 s3/replication-versioning «!GetAtt ReplicaBucket.Arn»',
	'64 s3/lifecycle-transition-order «GLACIER»',
	'85 s3/insecure-transport «ReplicaBucket»',
	'85 s3/versioning «ReplicaBucket»',
	'138 s3/public-acl «PublicRead»',
	'143 s3/block-public-access «false»',
	'165 s3/lifecycle-ia-minimum-days «7»',
	'187 s3/versioning «LogBucket»',
	'195 s3/access-log-loop «LoggingConfiguration»',
	'231 efs/encryption «Notebooks»',
	'254 backup/cold-storage «90»',
];

test('a data lake: findings, squiggles, hover', async () => {
	const document = await open(LAKE);
	await expectFindings(document, lake);
	const replication = finding(document, 's3/replication-versioning');
	await reveal(document, replication);
	const squiggle = (await ask('squiggles')).find(one => one.line.includes('Bucket: !GetAtt ReplicaBucket.Arn'));
	assert.equal(squiggle?.kind, 'error', 'the destination is underlined as an error');
	await ask('picture', 'cloudformation 1 squiggles');
	const shown = await ask('hover', 'Bucket: !GetAtt ReplicaBucket.Arn');
	await ask('picture', 'cloudformation 2 hover');
	assert.match(shown, /ReplicaBucket is not versioned/);
	assert.match(shown, /s3\/replication-versioning/);
	assert.match(shown, /Value: ReplicaBucket.Arn in RawBucket/);
	assert.match(shown, /Fix: Enable versioning on ReplicaBucket/);
	for (const once of ['ReplicaBucket (AWS::S3::Bucket)', 's3/replication-versioning']) assert.equal(shown.split(once).length, 2, `${once} is said once`);
	assert.match(shown, /AWS documentation/);
	await ask('stepBack');
});

test('a data lake: a quick fix chosen from the menu', async () => {
	const document = await open(LAKE);
	await expectFindings(document, lake);
	await reveal(document, finding(document, 's3/replication-versioning'));
	const menu = await ask('lightbulb', 'Bucket: !GetAtt ReplicaBucket.Arn');
	await ask('picture', 'cloudformation 3 quick fixes');
	assert.equal(menu[0], 'Enable versioning on ReplicaBucket');
	await ask('choose', 'Enable versioning on ReplicaBucket');
	await expectLeft(document, lake.filter(one => !/versioning «(ReplicaBucket|!GetAtt ReplicaBucket)/.test(one)));
	await ask('stepBack');
	await ask('picture', 'cloudformation 4 fixed');
	assert.ok(!(await ask('squiggles')).some(one => one.line.includes('Bucket: !GetAtt ReplicaBucket.Arn')), 'the squiggle is gone');
});

test('a data lake: fix all', async () => {
	const document = await open(LAKE);
	await expectFindings(document, lake);
	await applyFixAll(document);
	await expectLeft(document, [
		// These fixes have an effect, which somebody must want: readers lose access, a file system is replaced.
		's3/public-acl «PublicRead»',
		's3/block-public-access «false»',
		// Which bucket the logs should go to is not for a tool to say.
		's3/access-log-loop «LoggingConfiguration»',
		'efs/encryption «Notebooks»',
	]);
	await ask('picture', 'cloudformation 5 all fixed');
});

test('a data lake: a fix with an effect is offered, says so, and is made when it is chosen', async () => {
	const document = await open(LAKE);
	await expectFindings(document, lake);
	const acl = finding(document, 's3/public-acl');
	const fix = (await actions(document, acl.range, 'quickfix')).filter(one => !/^(Suppress|Show)/.test(one.title));
	assert.deepEqual(fix.map(one => [one.title, one.isPreferred === true]), [[REMOVE_ACL, false]]);
	await reveal(document, acl);
	const menu = await ask('lightbulb', 'PublicRead');
	assert.equal(menu[0], REMOVE_ACL);
	assert.ok((await ask('squiggles')).some(one => one.kind === 'warning' && one.line.includes('BlockPublicAcls: false')), 'the next line is underlined as a warning');
	await ask('picture', 'cloudformation 8 effect');
	await ask('choose', REMOVE_ACL);
	await expectLeft(document, lake.filter(one => !one.includes('s3/public-acl')));
});

test('a data lake: two findings on one name', async () => {
	const document = await open(LAKE);
	await expectFindings(document, lake);
	await reveal(document, finding(document, 's3/versioning', 'ReplicaBucket'));
	const shown = await ask('hover', '  ReplicaBucket:');
	await ask('picture', 'cloudformation 9 two findings');
	for (const fix of ['Enable versioning on ReplicaBucket', 'Refuse plain HTTP to ReplicaBucket']) assert.equal(shown.split(`Fix: ${fix}`).length, 2, fix);
	await ask('stepBack');
	const menu = await ask('lightbulb', '  ReplicaBucket:');
	await ask('picture', 'cloudformation 10 two findings, quick fixes');
	const scopes = ['for ReplicaBucket', 'in this file', 'in plumbline.yaml'];
	assert.deepEqual(menu, [
		'Refuse plain HTTP to ReplicaBucket',
		'Enable versioning on ReplicaBucket',
		'Fix all s3/versioning problems in this file',
		...scopes.map(scope => `Suppress s3/insecure-transport ${scope}`),
		...scopes.map(scope => `Suppress s3/versioning ${scope}`),
		'Show documentation of s3/insecure-transport',
		'Show documentation of s3/versioning',
	]);
	await ask('stepBack');
});

const shop: readonly string[] = [
	'31 rds/storage-encryption «false»',
	'32 rds/multi-az «false»',
	'37 rds/publicly-accessible «true»',
	'58 rds/open-security-group «0.0.0.0/0»',
	'62 dynamodb/deletion-protection «OrdersTable»',
	'66 dynamodb/billing-capacity «ProvisionedThroughput»',
	'93 dynamodb/lsi-key «status»',
	'95 dynamodb/attribute-definitions «placedAt»',
	'122 s3/event-destination-policy «!GetAtt ThumbnailFunction.Arn»',
	'130 s3/event-destination-policy «!GetAtt InvoiceQueue.Arn»',
];

test('a web shop: findings in one branch of a condition, and fix all', async () => {
	const document = await open('web-shop/template.yaml');
	await expectFindings(document, shop);
	const encryption = finding(document, 'rds/storage-encryption');
	assert.match(encryption.message, /IsProduction is false/);
	await reveal(document, encryption);
	await ask('hover', 'StorageEncrypted: !If');
	await ask('picture', 'cloudformation 6 condition');
	await applyFixAll(document);
	// What replaces the database, takes its address away or closes its port is never done unasked.
	await expectLeft(document, ['rds/storage-encryption «false»', 'rds/multi-az «false»', 'rds/publicly-accessible «true»', 'rds/open-security-group «0.0.0.0/0»']);
	await ask('picture', 'cloudformation 7 all fixed');
});
