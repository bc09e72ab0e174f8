/**
 * Designs in the ways in which modules and guides write Terraform (test/designs/terraform-idioms): flags, keys, splats, defaults,
 * computed policies. What all rules say of them is held against what a reader would say; above all they say nothing else.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { filesBelow, inProject } from '../../tools/files.ts';
import { createWorkspace, nothing } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import { rulesWithoutAdvice } from '../harness/advice.ts';
import { memoryFiles } from '../harness/review.ts';

const FOLDER = 'test/designs/terraform-idioms';
const ROOT = 'file:///design/';

/** Hints are left out: that a bucket declares no Block Public Access is said of most of these, rightly. */
const SAID: Readonly<Record<string, { readonly findings?: readonly string[]; readonly undecided?: readonly string[] }>> = {
	// Everything exists or nothing does; `one(…)`, `concat(…)[0]`, `join("", x.*.arn)` and `element(…)` mean the one bucket.
	'created-by-flags': { undecided: ['s3/bucket-name', 's3/bucket-name-dots'] },
	// Each bucket has its own policy, by the keys of the bucket.
	'chained-keys': { findings: ['s3/versioning aws_s3_bucket.b["temp"]'] },
	// One of two buckets logs into the other. The policy is in a file that is not read.
	counted: {
		undecided: [
			's3/bucket-name', 's3/bucket-name-dots', 's3/insecure-transport', 's3/policy-resource-mismatch', 's3/presigned-age', 's3/public-policy', 's3/public-policy-blocked', 's3/unencrypted-put-deny',
		],
	},
	// A policy of which flags leave no statement is none; the loop in the heredoc is not read.
	'key-policies': { undecided: ['kms/key-policy-iam-disabled', 'kms/key-policy-lockout', 'kms/key-policy-public', 'kms/key-policy-resource', 'kms/role-separation'] },
	// Capacity that is stated only where it is provisioned, and attributes that are computed from indexes.
	'tables-of-inputs': {},
	'context-module': { findings: ['s3/versioning aws_s3_bucket.default', 's3/versioning-suspended aws_s3_bucket.default'] },
	'computed-policies': {},
	'rules-in-yaml': {},
	// Public only where the block is off.
	'public-by-flag': { findings: ['s3/bucket-name-dots aws_s3_bucket.site'] },
	// Only symmetric keys rotate, and all of these do. Who the users are is not known where there are any.
	'kinds-of-keys': { undecided: ['kms/key-policy-public'] },
	// Either of two resources versions the first bucket, and the second but for one case.
	'two-companions': { findings: ['s3/insecure-transport aws_s3_bucket.b', 's3/insecure-transport aws_s3_bucket.c', 's3/versioning aws_s3_bucket.c', 's3/versioning-suspended aws_s3_bucket.c'] },
};

const paths = filesBelow(FOLDER);

test.each(Object.entries(SAID))('%s', async (name, { findings = [], undecided = [] }) => {
	const texts = new Map(paths.filter(path => path.startsWith(`${name}/`)).map(path => [path.slice(name.length + 1), readFileSync(inProject(FOLDER, path), 'utf8')]));
	const workspace = createWorkspace(memoryFiles(texts, ROOT), nothing, rulesWithoutAdvice, { directory: ROOT, prepare: () => loadGrammar() });
	const review = await workspace.review(`${ROOT}main.tf`, { baseline: 'none' });
	expect(review.status.incomplete).toEqual([]);
	expect(review.findings.filter(one => one.severity !== 'hint').map(one => `${one.rule} ${one.resource?.id}`).sort()).toEqual([...findings].sort());
	expect([...new Set(review.status.undecided.map(one => one.rule))].sort()).toEqual(undecided);
});

test('each has its expectation', () => {
	expect([...new Set(paths.map(path => path.split('/')[0]))].sort()).toEqual(Object.keys(SAID).sort());
});
