/** A bucket policy in a file of its own. */
import * as assert from 'node:assert/strict';
import { ask, test } from './harness.ts';
import { expectFindings, expectLeft, finding, hoverText, open, reveal } from './reviewed.ts';

const POLICY = 'bucket-policy/policy.json';

const policy: readonly string[] = [
	'3 s3/insecure-transport «"Statement"»',
	'7 s3/public-policy «"*"»',
	'14 s3/public-policy «"*"»',
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
