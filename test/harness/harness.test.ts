/** The harness is only worth something if it fails: each of its promises is broken here once. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Rule, defineRule } from '../../engine/review/rule.ts';
import { loadGrammar } from '../../workspace/grammar.ts';
import { asJson } from './as-json.ts';
import { asTerraformJson, terraformFile, undeclaredIn } from './as-terraform-json.ts';
import { casesOf } from './cases.ts';
import { parsePage, rewrite } from './markdown.ts';
import { type Marker, annotate, readMarkers } from './markers.ts';
import { runAsJson, runCase, runWithCrlf } from './run.ts';
import { checkPath } from './specification.ts';

const fence = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n`;

describe('markers', () => {
	test('are taken out of the text, with what they say', () => {
		expect(readMarkers('a: bcd\n#  ^^^ s3/x 💡 warning "say", s3/y\ne: f\n//<^^ s3/z\n  # ^... s3/open\n')).toEqual({
			text: 'a: bcd\ne: f\n',
			markers: [
				{ line: 0, start: 3, end: 6, rule: 's3/x', fix: true, severity: 'warning', message: 'say' },
				{ line: 0, start: 3, end: 6, rule: 's3/y', fix: false },
				{ line: 1, start: 0, end: 5, rule: 's3/z', fix: false },
				{ line: 1, start: 4, end: undefined, rule: 's3/open', fix: false },
			],
		});
	});

	test('are no other comments', () => {
		const text = '# a comment with s3/x\n# x ^^^ s3/x\nkey: "# ^^"\n';
		expect(readMarkers(text)).toEqual({ text, markers: [] });
	});

	test.each(['# ^^^', '# ^^^ s3/x?', '# ^^^ s3/x "open', '# ^^^ s3/x 💡 💣'])('%j cannot be read', line => {
		expect(() => readMarkers(`text\n${line}\n`)).toThrow(/line 2/);
	});

	test('are written as they are read', () => {
		const marker = fc.record({
			line: fc.nat(3), start: fc.nat(10), length: fc.integer({ min: 1, max: 9 }), rule: fc.constantFrom('s3/x', 'kms/a-b'), fix: fc.boolean(), message: fc.option(fc.constantFrom('a, b', 'x'), { nil: undefined }),
		}).filter(one => one.start > 0 || one.length > 2).map(({ length, message, ...one }): Marker => ({ ...one, end: one.start + length, ...(message && { message }) }));
		const byPlace = (markers: readonly Marker[]) => [...markers].sort((a, b) => a.line - b.line || a.start - b.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
		fc.assert(fc.property(fc.array(marker, { maxLength: 5 }), markers => {
			const text = 'a line of text\n'.repeat(4);
			const read = readMarkers(annotate(text, markers));
			expect(read.text).toBe(text);
			expect(byPlace(read.markers)).toEqual(byPlace(markers));
		}));
	});
});

describe('pages', () => {
	const page = `# t\n\n## Reported\n\n### One\n\n${fence('yaml cloudformation path=a.yaml', 'a: 1')}${fence('yaml cloudformation path=b.yaml', 'b: 1')}${fence('yaml fixed path=a.yaml', '')}`
		+ `\n## Accepted\n\n### Two\n\n${fence('json cloudformation baseline', '{}')}${fence('json cloudformation maybe', '{ }')}${fence('text', 'no case')}${fence('json cloudformation', '{  }')}`;

	test('hold cases under headings', () => {
		const cases = casesOf(parsePage(page).fences);
		expect(cases.map(one => [one.section, one.name, one.files.map(file => [file.path, file.text]), one.fixed.length, one.maybe, [...one.baseline]])).toEqual([
			['Reported', 'One (yaml cloudformation)', [['a.yaml', 'a: 1\n'], ['b.yaml', 'b: 1\n']], 1, false, []],
			['Accepted', 'Two (json cloudformation)', [['template.json', '{ }\n']], 0, true, [['template.json', '{}\n']]],
			['Accepted', 'Two (json cloudformation) 2', [['template.json', '{  }\n']], 0, false, []],
		]);
	});

	test('are rewritten in place', () => {
		const { fences } = parsePage(page);
		const fixed = fences.find(one => one.words.includes('fixed'))!;
		const result = rewrite(page, [{ fence: fixed, text: 'a: 2\nb: 3\n' }], [{ behind: fences[0]!, block: '```yaml fixed\nx\n```\n' }]);
		expect(parsePage(result).fences.map(one => one.text)).toEqual(['a: 1\n', 'x\n', 'b: 1\n', 'a: 2\nb: 3\n', '{}\n', '{ }\n', 'no case\n', '{  }\n']);
	});

	test.each([
		[fence('yaml fixed', ''), /line 1: nothing stands before/],
		[fence('yaml cloudformation baseline', ''), /line 1: no case follows/],
		[fence('yaml cloudformation mabye', 'a: 1'), /line 1: mabye means nothing/],
		['```yaml cloudformation\n', /line 1 has no end/],
	])('that do not hold together are refused', (text, message) => {
		expect(() => casesOf(parsePage(text).fences)).toThrow(message);
	});
});

test('YAML becomes the JSON that says the same', () => {
	expect(JSON.parse(asJson('A: !GetAtt B.C.D\nE: !Sub [ "${x}", { x: !Ref Y } ]\nF: !If [ !Condition Z, 1, "1" ]\nG: &g [ !GetAtt [ H, I ] ]\nJ: *g\nK:\n'))).toEqual({
		A: { 'Fn::GetAtt': ['B', 'C.D'] }, E: { 'Fn::Sub': ['${x}', { x: { Ref: 'Y' } }] }, F: { 'Fn::If': [{ Condition: 'Z' }, 1, '1'] },
		G: [{ 'Fn::GetAtt': ['H', 'I'] }], J: [{ 'Fn::GetAtt': ['H', 'I'] }], K: null,
	});
});

test('HCL becomes the Terraform JSON that says the same', async () => {
	await loadGrammar();
	const hcl = readFileSync(new URL('sample.tf', import.meta.url), 'utf8');
	expect(JSON.parse(asTerraformJson(hcl))).toEqual({
		variable: { names: { type: 'list(string)', default: ['${literal}'] } },
		locals: { a: 'x-${var.names[0]}', b: { '$${c}': 1, '${var.d}': null, e: [true, '${upper("f")}'] } },
		resource: {
			aws_s3_bucket: {
				a: {
					provider: 'aws.west', depends_on: ['aws_kms_key.k'],
					bucket: 'a"%{ if var.g }h\t%{ else }i%{ endif }%{ for k in var.names }${k}%{ endfor }',
					lifecycle: { ignore_changes: ['tags'] },
					dynamic: { cors_rule: { for_each: '${var.names}', iterator: 'it', content: { max_age_seconds: '${it.key}' } } },
					logging: [{ target_bucket: 'j' }, { target_bucket: 'k' }],
					policy: '{ "Resource": "${local.a}/$${aws:username}" }\n',
				},
				b: { bucket: '${lower(<<L\nB\nL\n)\n}' },
			},
		},
		provider: { aws: [{ region: 'l' }, { alias: 'west' }] },
	});
	expect(undeclaredIn([{ path: 'main.tf', text: hcl }])).toEqual(['aws_kms_key.k']);
	expect(terraformFile('a.auto.tfvars', 'x = "$${y}"\n')).toEqual(['a.auto.tfvars.json', '{\n  "x": "${y}"\n}\n']);
});

test('property paths are held against the specification', () => {
	for (const path of ['', '@DeletionPolicy', 'VersioningConfiguration.Status', 'LifecycleConfiguration.Rules[1].Transitions[0].StorageClass']) expect(() => checkPath('AWS::S3::Bucket', path)).not.toThrow();
	expect(() => checkPath('AWS::S3::BucketPolicy', 'PolicyDocument.Statement[0].Anything')).not.toThrow();
	expect(() => checkPath('Plumbline::Policy', 'Any')).not.toThrow();
	expect(() => checkPath('AWS::S3::Bucket', 'VersionConfiguration')).toThrow('AWS::S3::Bucket has no property VersionConfiguration');
	expect(() => checkPath('AWS::S3::Buckets', 'X')).toThrow('no type AWS::S3::Buckets');
});

describe('a case', () => {
	const common = { title: 'T', severity: 'warning', pillar: 'reliability', since: '0.1.0', source: 'https://docs.aws.amazon.com/', on: 'AWS::S3::Bucket' } as const;
	const NAME = 'BucketName';
	/** Wants every bucket to be named good. */
	const named = (more: Partial<Rule> & { to?: string; path?: string } = {}) => defineRule({
		...common, id: 's3/named', fixes: 'fix',
		review(bucket, _, report) {
			const name = bucket.at(more.path ?? NAME);
			if (name.is('good') === 'no') report(name, 'Bad name.', { fix: { title: 'Rename', change: change => change.set(name, more.to ?? 'good') } });
		},
		...more,
	});
	const template = (marker: string) => ['Resources:', '  A:', '    Type: AWS::S3::Bucket', '    Properties:', '      BucketName: bad', ...(marker ? [marker] : [])].join('\n');
	const GOOD = '#                 ^^^ s3/named 💡';
	const fixed = fence('yaml fixed', template('').replace('bad', 'good'));
	const caseOf = (text: string) => casesOf(parsePage(text).fences)[0]!;
	const run = (text: string, rule: Rule = named(), others: Rule[] = []) => runCase(caseOf(text), rule, [rule, ...others], false);

	test('that holds passes, in every spelling', async () => {
		const text = fence('yaml cloudformation', template(GOOD)) + fixed;
		expect(await run(text)).toMatchObject({ fired: true, offered: true, family: 'cloudformation' });
		await runAsJson(caseOf(text), named(), [named()]);
		await runWithCrlf(caseOf(text), named(), [named()]);
	});

	test.each([
		['a finding is not marked', template(''), fixed, /findings in template.yaml/],
		['a marked finding is not made', template(`${GOOD}, s3/other`), fixed, /findings in template.yaml/],
		['the span is wrong', template('#                  ^^ s3/named 💡'), fixed, /findings in template.yaml/],
		['the fix is not marked', template('#                 ^^^ s3/named'), fixed, /findings in template.yaml/],
		['the severity is another', template(`${GOOD} error`), fixed, /findings in template.yaml/],
		['the message is another', template(`${GOOD} "Good name"`), fixed, /findings in template.yaml/],
		['the fixed text is another', template(GOOD), fixed.replace('good', 'better'), /template.yaml after the fix/],
		['the fixed text is missing', template(GOOD), '', /no fixed block says what it writes/],
		['no finding offers the title', template(GOOD), fixed.replace('fixed', 'fixed title="Delete it"'), /no finding offers the fix “Delete it”; there are “Rename”/],
	])('fails where %s', async (_, text, after, message) => {
		await expect(run(fence('yaml cloudformation', text) + after)).rejects.toThrow(message);
	});

	test.each([
		['offers a fix that it does not declare', named({ fixes: undefined }), /does not declare `fixes`/],
		['is not silent after its fix', named({ to: 'worse' }), /s3\/named still says:\nBad name\./],
		['throws', named({ review() { throw new Error('a bug'); } }), /rule s3\/named failed on A: a bug/],
		['asks for a property that does not exist', named({ path: 'Name' }), /AWS::S3::Bucket has no property Name/],
	])('fails where the rule %s', async (_, rule, message) => {
		await expect(run(fence('yaml cloudformation', template(GOOD)) + fence('yaml fixed', template('').replace('bad', message.source.includes('still') ? 'worse' : 'good')), rule)).rejects.toThrow(message);
	});

	test('fails where a fix causes an error of another rule', async () => {
		const other = defineRule({ ...common, id: 's3/never', severity: 'error', review(bucket, _, report) { if (bucket.at(NAME).is('good') === 'yes') report(bucket, 'Never good.'); } });
		await expect(run(fence('yaml cloudformation', template(GOOD)) + fixed, named(), [other])).rejects.toThrow(/the fix causes errors:\ns3\/never: Never good\./);
	});

	test('fails where `maybe` is not undecided, or not silent', async () => {
		const unknown = `Parameters: { P: { Type: String } }\n${template('')}`.replace('bad', '!Ref P');
		await run(fence('yaml cloudformation maybe', unknown));
		await expect(run(fence('yaml cloudformation maybe', unknown), named({ review() {} }))).rejects.toThrow(/not counted as undecided/);
		await expect(run(fence('yaml cloudformation maybe', template('')))).rejects.toThrow(/findings in template.yaml/);
	});

	test('fails where a file is not reviewed', async () => {
		await expect(run(fence('yaml cloudformation', 'a: 1'))).rejects.toThrow(/s3\/named was not asked:\ntemplate.yaml is not reviewed/);
	});

	test('in HCL runs again as Terraform JSON', async () => {
		const bucket = 'resource "aws_s3_bucket" "a" {\n  bucket = "bad"\n';
		const text = fence('hcl terraform', `${bucket}#          ^^^^^ s3/named\n}`);
		const silent = named({ fixes: undefined, review(one, _, report) { if (one.at(NAME).is('good') === 'no') report(one.at(NAME), 'Bad name.'); } });
		const fickle = named({ fixes: undefined, review(one, _, report) { if (one.site.uri.endsWith('.tf')) report(one.at(NAME), 'Only HCL.'); } });
		for (const rule of [silent, fickle]) await run(text, rule);
		await runAsJson(caseOf(text), silent, [silent]);
		await runWithCrlf(caseOf(text), silent, [silent]);
		await expect(runAsJson(caseOf(text), fickle, [fickle])).rejects.toThrow(/findings as JSON/);
	});

	test('fails where the rule sees something else in JSON', async () => {
		const fickle = named({ fixes: undefined, review(bucket, _, report) { if (bucket.site.uri.endsWith('.yaml')) report(bucket.at(NAME), 'Only YAML.'); } });
		const text = fence('yaml cloudformation', template('#                 ^^^ s3/named'));
		await run(text, fickle);
		await expect(runAsJson(caseOf(text), fickle, [fickle])).rejects.toThrow(/findings as JSON/);
	});
});
