/** A general-purpose bucket module with callers (test/designs/bucket-module): what is right through all its layers stays silent, what is wrong is said. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { rules } from '../../rules/index.ts';
import { filesBelow, inProject } from '../../tools/files.ts';
import { createWorkspace, nothing } from '../../workspace/create.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';
import { memoryFiles } from '../harness/review.ts';

const FOLDER = 'test/designs/bucket-module';
const ROOT = 'file:///design/';
const texts = new Map(filesBelow(FOLDER).map(path => [path, readFileSync(inProject(FOLDER, path), 'utf8')]));

async function review(files: ReadonlyMap<string, string>, path: string): Promise<DocumentReview> {
	return createWorkspace(memoryFiles(files, ROOT), nothing, rules, { directory: ROOT, prepare: () => loadGrammar() }).review(ROOT + path, { baseline: 'none' });
}

/** `rule «underlined text» because of calls`, of every file. */
async function said(files: ReadonlyMap<string, string>): Promise<string[]> {
	const found: string[] = [];
	for (const path of [...files.keys()].sort()) {
		const { findings, text, status } = await review(files, path);
		expect(status.incomplete, path).toEqual([]);
		for (const { rule, place, related } of findings) {
			const calls = related.flatMap(one => one.message.match(/^(module\S+) is called here$/)?.[1] ?? []);
			found.push(`${path} ${rule} «${text.slice(place.range.start, place.range.end).split('\n')[0]}» ${[...new Set(calls)].join(' ')}`.trim());
		}
	}
	return found;
}

const MODULE = 'modules/bucket/main.tf';

describe('a bucket module and its callers', () => {
	test('say what is wrong, each where it is, with the calls that cause it', async () => {
		// Whether the archive's policy lets logs in, and so rules another key out, depends on the stage.
		const plain = 'module.sound module.suspended module.early module.source module.replica module.public module.team["blue"] module.team["red"]';
		expect(await said(texts)).toEqual([
			`${MODULE} s3/access-logging «"this"» ${plain} module.archive`,
			`${MODULE} s3/event-notifications «"this"» ${plain} module.archive`,
			`${MODULE} s3/incomplete-uploads-kept «"this"» module.suspended module.source module.replica module.circle module.public module.team["blue"] module.team["red"] module.archive`,
			`${MODULE} s3/insecure-transport «"this"» module.suspended`,
			`${MODULE} s3/kms-encryption «"this"» ${plain}`,
			`${MODULE} s3/lifecycle «"this"» module.suspended module.source module.replica module.public module.team["blue"] module.team["red"] module.archive`,
			`${MODULE} s3/noncurrent-versions-kept «"this"» module.source module.circle module.public module.team["red"]`,
			`${MODULE} s3/replication «"this"» module.sound module.suspended module.early module.public module.team["blue"] module.team["red"] module.archive`,
			`${MODULE} s3/versioning «"this"» module.replica module.team["blue"]`,
			`${MODULE} s3/object-lock «var.object_lock_enabled» ${plain} module.archive`,
			`${MODULE} s3/public-acl «var.acl» module.public`,
			`${MODULE} s3/mfa-delete «versioning_configuration» module.source module.circle module.public module.team["red"]`,
			`${MODULE} s3/versioning «try(» module.suspended`,
			`${MODULE} s3/versioning-suspended «try(» module.suspended`,
			`${MODULE} s3/versioning «"Suspended"» module.archive`,
			`${MODULE} s3/versioning-suspended «"Suspended"» module.archive`,
			`${MODULE} s3/access-log-loop «var.logging["target_bucket"]» module.circle`,
			`${MODULE} s3/incomplete-uploads-kept «"rule"» module.sound module.early`,
			`${MODULE} s3/noncurrent-versions-kept «"rule"» module.sound module.early`,
			`${MODULE} s3/lifecycle-ia-minimum-days «try(transition.value.days, null)» module.early`,
			`${MODULE} s3/replication-versioning «rule.value.destination.bucket» module.source`,
			`${MODULE} s3/block-public-access «var.public_access_block.block_public_acls» module.public`,
		]);
	});

	test('say of sound callers only what they could do as well', async () => {
		const calls = texts.get('live/main.tf')!.split(/\n(?=# )/).filter(call => /^# (What|Nothing|Never)/.test(call));
		expect(calls).toHaveLength(3);
		expect(await said(new Map([...texts, ['live/main.tf', calls.join('\n')]]))).toEqual([
			...['access-logging «"this"»', 'event-notifications «"this"»', 'kms-encryption «"this"»', 'replication «"this"»', 'object-lock «var.object_lock_enabled»', 'incomplete-uploads-kept «"rule"»', 'noncurrent-versions-kept «"rule"»'].map(one => `${MODULE} s3/${one} module.sound`),
		]);
	});

	test('lead from the module to the value in the caller', async () => {
		const { findings } = await review(texts, MODULE);
		const early = findings.find(one => one.rule === 's3/lifecycle-ia-minimum-days')!;
		const written = early.related.find(one => one.message === 'the value is written here')!;
		expect(texts.get('live/main.tf')!.slice(written.range.start, written.range.end)).toBe('29');
	});

	test('are given no second policy beside the one that the module makes for others', async () => {
		const reviewed = await review(texts, MODULE);
		const lacking = reviewed.findings.find(one => one.rule === 's3/insecure-transport')!;
		expect(reviewed.edits([lacking.fixes[0]!])).toEqual({ refused: 'aws_s3_bucket_policy.this is there for it, and not made here: its count or for_each decides' });
	});
});
