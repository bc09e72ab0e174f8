import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { Lines } from '../../cli/lines.ts';
import { jsonReport } from '../../cli/report/json.ts';
import { markdownReport } from '../../cli/report/markdown.ts';
import { sarifReport } from '../../cli/report/sarif.ts';
import { textReport } from '../../cli/report/text.ts';
import { findingOn, report } from './site.ts';

const text = 'Resources:\r\n  Logs: # 😀 logs\r\n    Type: AWS::S3::Bucket\r\n';
const fix = { title: 'Enable versioning on Logs', preferred: true, changes: [] };
const choice = { title: 'Something that is shared', preferred: false, changes: [] };
const edit = { range: { start: text.length, end: text.length }, newText: '    Properties: {}\r\n' };
const finding = findingOn(text, 'AWS::S3::Bucket', {
	evidence: 'not set', path: 'VersioningConfiguration.Status', fixes: [fix, choice],
	related: [{ uri: 'file:///designs/b.yaml', range: { start: 0, end: 9 }, message: 'the other side' }],
});
const whole = report(text, [finding], new Map([[fix, [edit]]]));

describe('JSON', () => {
	it('names every place by line, column and offset', () => {
		const { version, findings: [found], summary } = JSON.parse(jsonReport(whole));
		expect(version).toBe(1);
		expect(summary).toEqual({ files: 1, error: 0, warning: 1, information: 0, hint: 0, fixable: 1, undecided: 0 });
		const start = text.indexOf('AWS::S3');
		expect(found).toMatchObject({
			rule: 's3/versioning', severity: 'warning', pillar: 'reliability', file: 'designs/a.yaml',
			range: { start: { line: 3, column: 11, offset: start }, end: { line: 3, column: 26, offset: start + 15 } },
			resource: { address: 'Logs', type: 'AWS::S3::Bucket' }, path: 'VersioningConfiguration.Status', evidence: 'not set',
			related: [{ message: 'the other side', range: { start: { line: 1, column: 1, offset: 0 } } }],
		});
		expect(found.fixes).toEqual([
			{ title: fix.title, preferred: true, edits: [expect.objectContaining({ newText: edit.newText, file: 'designs/a.yaml' })] },
			{ title: choice.title, preferred: false, refused: 'the value is shared' },
		]);
	});
});

describe('a finding of a plan', () => {
	const hcl = 'resource "aws_s3_bucket" "logs" {\n}\n';
	const planned = { ...finding, related: [], fixes: [], written: { uri: 'file:///designs/main.tf', range: { start: 25, end: 29 } } };
	const both = { ...report(text, [planned]), document: (uri: string) => (uri.endsWith('.tf') ? { path: 'main.tf', lines: new Lines(hcl) } : { path: 'out/plan.json', lines: new Lines(text) }) };

	it('stands in the configuration, and names the place in the plan', () => {
		expect(JSON.parse(jsonReport(both)).findings[0]).toMatchObject({ file: 'main.tf', range: { start: { line: 1, column: 26 } }, plan: { file: 'out/plan.json', range: { start: { line: 3, column: 11 } } } });
		const [result] = JSON.parse(sarifReport(both)).runs[0].results;
		expect(result.locations[0].physicalLocation).toMatchObject({ artifactLocation: { uri: 'main.tf' }, region: { startLine: 1, startColumn: 26 } });
		expect(result.relatedLocations).toMatchObject([{ id: 0, message: { text: 'in the plan' }, physicalLocation: { artifactLocation: { uri: 'out/plan.json' }, region: { startLine: 3 } } }]);
		expect(markdownReport(both)).toContain('| <code>main.tf:1</code><br>plan: <code>out/plan.json:3</code><br><code>Logs</code> |');
		const lines = textReport(both, { color: false, columns: 80, quiet: true }).split('\n');
		expect(lines[0]).toBe('main.tf:1:26: warning: Logs is not versioned.');
		expect(lines).toContain('   = plan: out/plan.json:3:11');
	});
	it('is the same finding in the next plan', () => {
		const print = (one: typeof both) => JSON.parse(sarifReport(one)).runs[0].results[0].partialFingerprints;
		expect(print(both)).toEqual(print({ ...both, document: (uri: string) => (uri.endsWith('.tf') ? both.document(uri) : { path: 'other.json', lines: new Lines(text) }) }));
	});
});

describe('SARIF', () => {
	const validate = officialSchema();

	it('is valid against the official schema', () => {
		const odd = { ...whole, failures: [{ path: 'x y.json', reason: 'is binary' }], incomplete: [{ path: 'z', reason: 'too deep' }] };
		const syntax = { ...finding, rule: 'syntax', resource: undefined, path: undefined, evidence: undefined, fixes: [] };
		for (const one of [whole, odd, report(text, []), report(text, [syntax, finding])]) {
			expect(validate(JSON.parse(sarifReport(one))), JSON.stringify(validate.errors)).toBe(true);
		}
	});
	it('is held to that schema', () => {
		const broken = JSON.parse(sarifReport(whole));
		broken.runs[0].results[0].level = 'hint';
		expect(validate(broken)).toBe(false);
	});
	it('says rule, level, exact region, resource and fix', () => {
		const [run] = JSON.parse(sarifReport(whole)).runs;
		const [result] = run.results;
		expect(run.columnKind).toBe('utf16CodeUnits');
		expect(run.tool.driver.rules[result.ruleIndex]).toMatchObject({ id: 's3/versioning', helpUri: expect.stringContaining('docs/rules/s3/versioning.md'), properties: { pillar: 'reliability' } });
		expect(result).toMatchObject({ ruleId: 's3/versioning', level: 'warning' });
		expect(result.locations[0]).toMatchObject({
			physicalLocation: { artifactLocation: { uri: 'designs/a.yaml' }, region: { startLine: 3, startColumn: 11, endLine: 3, endColumn: 26 } },
			logicalLocations: [{ fullyQualifiedName: 'Logs' }],
		});
		expect(result.fixes).toHaveLength(1);
		expect(result.fixes[0].artifactChanges[0].replacements[0]).toMatchObject({ deletedRegion: { startLine: 4, startColumn: 1, endLine: 4, endColumn: 1 }, insertedContent: { text: edit.newText } });
	});
	it('fingerprints survive moved lines and changed neighbours, and tell findings apart', () => {
		const print = (moved: string, ...list: (typeof finding)[]) => JSON.parse(sarifReport(report(moved, list))).runs[0].results
			.map((result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['plumbline/v1']);
		const moved = `# new first line\r\n${text}`;
		const [before] = print(text, finding);
		expect(print(moved, findingOn(moved, 'AWS::S3::Bucket', finding))).toEqual([before]);
		const others = print(text, finding, finding, { ...finding, resource: { ...finding.resource!, address: 'Other' } }, { ...finding, rule: 's3/other' }, { ...finding, evidence: '"Suspended"' });
		expect(others[0]).toBe(before);
		expect(new Set(others).size).toBe(5);
	});
	it('grades hints and information as notes', () => {
		for (const severity of ['information', 'hint'] as const) {
			expect(JSON.parse(sarifReport(report(text, [{ ...finding, severity }]))).runs[0].results[0].level).toBe('note');
		}
	});
});

describe('Markdown', () => {
	it('lists findings with the worst first', () => {
		const said = markdownReport(report(text, [finding, { ...finding, severity: 'error', message: 'Worse.' }]));
		expect(said.indexOf('Worse.')).toBeLessThan(said.indexOf('not versioned'));
		expect(said).toContain('designs/a.yaml:3');
	});
	it('renders nothing that comes from the design', () => {
		const said = markdownReport(report(text, [{ ...finding, message: '<img src=x> | @team [a](b) `c`\n# d' }]));
		expect(said).not.toMatch(/<img|@team|\[a\]|`c`|\n# d/);
		expect(said.split('\n').filter(line => line.startsWith('| <code>'))).toHaveLength(1);
	});
	it('stays within what a comment may hold', () => {
		const many = Array.from({ length: 3000 }, () => finding);
		const said = markdownReport(report(text, many));
		expect(said.length).toBeLessThan(65_536);
		expect(said).toMatch(/…and \d+ more\./);
	});
});

describe('lines', () => {
	it('count every kind of line end once, and never go beyond the text', () => {
		const lines = new Lines('a\r\nb\nc\rd');
		expect([0, 1, 3, 5, 7, 8, 99].map(offset => Object.values(lines.position(offset)))).toEqual([[1, 1], [1, 2], [2, 1], [3, 1], [4, 1], [4, 2], [4, 2]]);
		expect([1, 2, 3, 4, 5].map(number => lines.line(number))).toEqual(['a', 'b', 'c', 'd', '']);
	});
});

/** The schema as it is published; it speaks draft 4, of which it uses nothing that draft 7 has changed but the name of the id. */
function officialSchema() {
	const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
	const { id, $schema, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
	const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
	addFormats.default(ajv);
	return ajv.compile(schema);
}
