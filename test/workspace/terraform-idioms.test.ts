/**
 * Designs in the ways in which modules and guides write Terraform (test/designs/terraform-idioms): flags, keys, splats, defaults,
 * computed policies. What all rules say of them is held against what a reader would say; above all they say nothing else.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { rules } from '../../rules/index.ts';
import { filesBelow, inProject } from '../../tools/files.ts';
import { createWorkspace, nothing } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import { memoryFiles } from '../harness/review.ts';

/** Of a policy that is not read the rules on policies decide nothing: how many ask does not matter. */
const ANY_POLICY = 'policy/*';

const FOLDER = 'test/designs/terraform-idioms';
const ROOT = 'file:///design/';

/**
 * Hints are left out: that a bucket declares no Block Public Access is said of most of these, rightly. `advised` are buckets that are
 * told four things, which nobody has thought of here: to log requests, to move objects, to abort uploads, to let old versions expire.
 */
const SAID: Readonly<Record<string, { readonly advised?: readonly string[]; readonly findings?: readonly string[]; readonly undecided?: readonly string[] }>> = {
	// Everything exists or nothing does; `one(…)`, `concat(…)[0]`, `join("", x.*.arn)` and `element(…)` mean the one bucket.
	'created-by-flags': { advised: ['this'], findings: ['policy/cross-account aws_s3_bucket_policy.this'], undecided: ['s3/bucket-name', 's3/bucket-name-dots', 's3/bucket-name-literal'] },
	// Each bucket has its own policy, by the keys of the bucket. What expires needs no move, and what is not versioned has no old versions.
	'chained-keys': {
		advised: ['b["data"]'],
		findings: [
			's3/versioning aws_s3_bucket.b["temp"]',
			...['logs', 'temp'].flatMap(key => ['access-logging', 'incomplete-uploads-kept'].map(rule => `s3/${rule} aws_s3_bucket.b["${key}"]`)),
			's3/noncurrent-versions-kept aws_s3_bucket.b["logs"]',
		],
	},
	// One of two buckets logs into the other. The policy is in a file that is not read.
	counted: {
		advised: ['b'], findings: ['incomplete-uploads-kept', 'noncurrent-versions-kept'].map(rule => `s3/${rule} aws_s3_bucket.two`),
		undecided: [
			's3/bucket-name', 's3/bucket-name-dots', 's3/bucket-name-literal', 's3/insecure-transport', 's3/policy-resource-mismatch', 's3/policy-size', 's3/presigned-age', 's3/public-policy', 's3/public-policy-blocked',
			's3/select-retired', 's3/unencrypted-put-deny', 's3/wildcard-grant', ANY_POLICY,
		],
	},
	// A policy of which flags leave no statement is none; the loop in the heredoc is not read.
	'key-policies': {
		findings: ['kms/key-policy-missing aws_kms_key.asym'],
		undecided: ['kms/key-policy-iam-disabled', 'kms/key-policy-lockout', 'kms/key-policy-missing', 'kms/key-policy-public', 'kms/key-policy-resource', 'kms/role-separation', ANY_POLICY],
	},
	// Capacity that is stated only where it is provisioned, and attributes that are computed from indexes.
	'tables-of-inputs': {
		findings: ['autoscaled', 'flat', 'this'].flatMap(table => ['deletion-protection', ...table === 'this' ? [] : ['pitr']].map(rule => `dynamodb/${rule} aws_dynamodb_table.${table}`)),
	},
	'context-module': {
		findings: ['access-logging', 'incomplete-uploads-kept', 'lifecycle', 'versioning', 'versioning-suspended'].map(rule => `s3/${rule} aws_s3_bucket.default`),
	},
	// The topic takes what S3 sends, whose bucket it may be.
	'computed-policies': { advised: ['b'], findings: ['s3/event-confused-deputy aws_sns_topic.t.policy'] },
	// The second plan gives no schedule in either of its rules.
	'rules-in-yaml': {
		findings: [
			...['p', 'q'].map(plan => `backup/plan-selection aws_backup_plan.${plan}`), 'backup/schedule aws_backup_plan.q', 'backup/schedule aws_backup_plan.q', 'backup/vault-encryption aws_backup_vault.v',
			...['auto', 'this'].map(files => `efs/backup aws_efs_file_system.${files}`), 'efs/lifecycle aws_efs_file_system.auto',
		],
		undecided: ['backup/plan-vault'],
	},
	// Public only where the block is off.
	'public-by-flag': { advised: ['site'], findings: ['s3/bucket-name-dots aws_s3_bucket.site'] },
	// Only symmetric keys rotate, and all of these do. Who the users are is not known where there are any.
	'kinds-of-keys': { findings: ['kms/key-policy-missing aws_kms_external_key.e', 'kms/key-policy-missing aws_kms_key.import'], undecided: ['kms/key-policy-public', ANY_POLICY] },
	// Either of two resources versions the first bucket, and the second but for one case.
	'two-companions': {
		advised: ['b'],
		findings: [
			's3/insecure-transport aws_s3_bucket.b',
			...['access-logging', 'incomplete-uploads-kept', 'insecure-transport', 'lifecycle', 'versioning', 'versioning-suspended'].map(rule => `s3/${rule} aws_s3_bucket.c`),
		],
	},
};

const ADVICE = ['access-logging', 'incomplete-uploads-kept', 'lifecycle', 'noncurrent-versions-kept'];

const paths = filesBelow(FOLDER);

test.each(Object.entries(SAID))('%s', async (name, { advised = [], findings = [], undecided = [] }) => {
	const texts = new Map(paths.filter(path => path.startsWith(`${name}/`)).map(path => [path.slice(name.length + 1), readFileSync(inProject(FOLDER, path), 'utf8')]));
	const workspace = createWorkspace(memoryFiles(texts, ROOT), nothing, rules, { directory: ROOT, prepare: () => loadGrammar() });
	const review = await workspace.review(`${ROOT}main.tf`, { baseline: 'none' });
	expect(review.status.incomplete).toEqual([]);
	expect(review.findings.filter(one => one.severity !== 'hint').map(one => `${one.rule} ${one.resource?.id}`).sort()).toEqual([...findings, ...advised.flatMap(bucket => ADVICE.map(rule => `s3/${rule} aws_s3_bucket.${bucket}`))].sort());
	expect([...new Set(review.status.undecided.map(one => one.rule.replace(/^policy\/.*/, ANY_POLICY)))].sort()).toEqual([...undecided].sort());
});

test('each has its expectation', () => {
	expect([...new Set(paths.map(path => path.split('/')[0]))].sort()).toEqual(Object.keys(SAID).sort());
});
