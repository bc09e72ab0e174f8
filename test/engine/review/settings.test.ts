import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { Settings } from '../../../engine/review/settings.ts';
import { settingsSchema } from '../../../engine/review/settings-definition.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';
import { inProject } from '../../../tools/files.ts';
import { SETTINGS_SCHEMA, settingsSchemaText } from '../../../tools/settings-schema.ts';

const rules = ['s3/versioning', 's3/public-acl', 'kms/key-rotation'];
const URI = 'file:///shop/plumbline.yaml';

function settings(text: string): Settings {
	return new Settings(URI, readYaml(text), rules);
}

/** What is said of the settings, with the text that it is said of. */
function faults(text: string): [string, string][] {
	return settings(text).findings.map(one => {
		expect(one).toMatchObject({ rule: 'plumbline/settings', severity: 'error', place: { uri: URI } });
		return [text.slice(one.place.range.start, one.place.range.end), one.message];
	});
}

describe('levels', () => {
	const graded = settings(`
rules:
  s3/*: hint
  s3/public-acl: error
  kms/key-rotation: off
overrides:
  - files: [legacy, '*.test.yaml']
    rules: { s3/versioning: off }
  - files: [legacy/live/**]
    rules: { s3/*: warning }
`);
	test.each([
		['s3/public-acl', 'a.yaml', 'error'],
		['s3/versioning', 'a.yaml', 'hint'],
		['kms/key-rotation', 'a.yaml', 'off'],
		['s3/versioning', 'legacy/deep/a.yaml', 'off'],
		['s3/versioning', 'legacy/live/a.yaml', 'warning'],
		['s3/versioning', 'deep/b.test.yaml', 'off'],
		['s3/versioning', 'my%20legacy/a.yaml', 'hint'],
	])('%s in %s is %s', (rule, path, level) => {
		expect(graded.findings).toEqual([]);
		expect(graded.level(rule, `file:///shop/${path}`)).toBe(level);
	});

	test('leave to the rule what they do not mention', () => {
		expect(settings('').level('s3/versioning', 'file:///shop/a.yaml')).toBeUndefined();
		expect(Settings.none.level('s3/versioning', 'untitled:Untitled-1')).toBeUndefined();
	});
});

test('ignored files are matched below the folder of the settings', () => {
	const { ignores } = { ignores: (path: string) => settings('ignore: [vendor/, "**/*.gen.json"]').ignores(path) };
	expect(['vendor/a.yaml', 'vendor/x/y.yaml', 'a/b.gen.json', 'a/vendor/b.yaml', 'b.json'].map(path => ignores(`file:///shop/${path}`)))
		.toEqual([true, true, true, true, false]);
	expect(ignores('file:///elsewhere/vendor/a.yaml')).toBe(false);
});

test('everything else is read as it is meant', () => {
	const read = settings(`
baseline: merge-base:main
trusted-accounts: ["012345678901"]
bucket-names: [acme-*]
suppressions: { require-reason: true }
suppress:
  - { rule: s3/versioning, address: Logs, files: [a.yaml], reason: rebuilt, until: 2027-01-31 }
`);
	expect(read).toMatchObject({ findings: [], baseline: 'merge-base:main', trustedAccounts: ['012345678901'], bucketNames: ['acme-*'], requireReason: true, requireExpiry: false });
	expect(read.suppressions).toMatchObject([{ rule: 's3/versioning', address: 'Logs', files: ['a.yaml'], reason: 'rebuilt', until: '2027-01-31' }]);
});

test.each([
	['rules: { s3/versionning: off }', 's3/versionning', 'There is no rule s3/versionning. Did you mean s3/versioning?'],
	['rules: { s4/*: off }', 's4/*', 'There is no rule s4/*. Did you mean s3/*?'],
	['rules: { s3/versioning: warn }', 'warn', 'The level of s3/versioning must be one of off, error, warning, information, hint. Did you mean warning?'],
	['rules: [s3/versioning]', '[s3/versioning]', 'rules must be a map of rule ids to levels.'],
	['ignores: [a]', 'ignores', 'plumbline.yaml has no option ignores. Did you mean ignore?'],
	['toString: 1', 'toString', 'plumbline.yaml has no option toString. Did you mean ignore?'],
	['ignore: vendor', 'vendor', 'ignore must be a list.'],
	['suppressions: { require-reason: 1 }', '1', 'require-reason must be true or false.'],
	['trusted-accounts: [123456789012]', '123456789012', 'an item of trusted-accounts must be twelve digits in quotes.'],
	['bucket-names: [^acme-.*$]', '^acme-.*$', 'an item of bucket-names must be a name in lowercase, in which * stands for any characters and ? for one.'],
	['overrides: [{ files: [a] }]', '{ files: [a] }', 'an item of overrides needs rules.'],
	['suppress: [{ rule: s3/versioning, until: soon }]', 'soon', 'until must be a day, YYYY-MM-DD.'],
	['- a', '- a', 'plumbline.yaml must be a map of options.'],
])('%s is told', (text, where, message) => {
	const [[place, said] = [], ...more] = faults(text);
	expect([place, said!.replace(/Did you mean \w+\?$/, '')]).toEqual([where, message.replace(/Did you mean \w+\?$/, '')]);
	expect(more).toEqual([]);
});

test('what is wrong does not take the rest with it', () => {
	const read = settings('rules: { nonsense: off, s3/versioning: error }\nbaseline: HEAD\nwhat: 1\n');
	expect(read.findings).toHaveLength(2);
	expect([read.level('s3/versioning', URI), read.baseline]).toEqual(['error', 'HEAD']);
});

describe('the schema', () => {
	const validate = new Ajv({ strict: false }).compile(settingsSchema(rules));

	test('is up to date (npm run generate -- --all)', () => {
		expect(readFileSync(inProject(SETTINGS_SCHEMA), 'utf8')).toBe(settingsSchemaText());
	});

	test.each([
		[{}, true], [{ rules: { 's3/*': 'off', 's3/versioning': 'error' } }, true], [{ rules: { 's3/versionning': 'off' } }, false],
		[{ overrides: [{ files: ['a'], rules: {} }] }, true], [{ overrides: [{ rules: {} }] }, false], [{ ignores: [] }, false],
		[{ suppress: [{ rule: 's3/versioning', until: '2027-01-31' }] }, true], [{ suppress: [{ address: 'A' }] }, false],
		[{ 'trusted-accounts': [123] }, false],
	])('judges %j as the reader does', (value, valid) => {
		expect(validate(value)).toBe(valid);
		expect(settings(JSON.stringify(value)).findings.length === 0).toBe(valid);
	});
});
