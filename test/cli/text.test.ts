import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lines } from '../../cli/lines.ts';
import { snippet } from '../../cli/report/snippet.ts';
import { textReport } from '../../cli/report/text.ts';
import { cellsOf } from '../../cli/report/visible.ts';
import { findingOn, report } from './site.ts';

const plain = { color: false, columns: 100, quiet: false };

/** The source lines with their carets. */
function show(text: string, word: string, width = 60): string[] {
	const start = text.indexOf(word);
	return snippet(new Lines(text), { start, end: start + word.length }, width).flatMap(line => [line.source ?? '…', line.carets ?? '']);
}

const widthOf = (text: string) => [...text].reduce((sum, character) => sum + cellsOf(character), 0);

describe('source lines', () => {
	it('puts carets under the span', () => expect(show('a: 1\nbucket: open\n', 'open')).toEqual(['bucket: open', '        ^^^^']));
	it('expands tabs to the next stop', () => expect(show('\ta\tbc: x', 'x')).toEqual(['    a   bc: x', '            ^']));
	it('counts wide and combining characters in cells', () => {
		expect(show('名前: 値だ', '値だ')).toEqual(['名前: 値だ', '      ^^^^']);
		expect(show('e\u0301: 😀x', 'x')).toEqual(['e\u0301: 😀x', '     ^']);
	});
	it('knows every line end', () => expect(show('a\r\nb\rc: here\r\n', 'here')).toEqual(['c: here', '   ^^^^']));
	it('makes control characters visible and harmless', () => {
		expect(show('a: "\u001b[31m\u202e"', '"\u001b[31m\u202e"').join('')).toBe('a: "␛[31m�"   ^^^^^^^^');
	});
	it('clips long lines around the span', () => {
		const [source, carets] = show(`${'a'.repeat(500)}HERE${'b'.repeat(500)}`, 'HERE', 60);
		expect(source).toMatch(/^…a+HEREb+…$/);
		expect(widthOf(source!)).toBeLessThanOrEqual(60);
		expect(source!.slice(carets!.indexOf('^'), carets!.length)).toBe('HERE');
	});
	it('leaves out the middle of a long span', () => {
		const text = 'a:\n  b: 1\n  c: 2\n  d: 3\n  e: 4\n  f: 5\n';
		expect(show(text, text.trimEnd()).filter((_, index) => index % 2 === 0)).toEqual(['a:', '  b: 1', '…', '  f: 5']);
	});
	it('underlines the span in any text, within the width', () => {
		const characters = fc.constantFrom('a', ' ', '\t', '名', '😀', '\u0301', '\n', '\r\n', '\u001b', '\ud800');
		fc.assert(fc.property(fc.array(characters, { maxLength: 300 }), fc.nat(), fc.nat(20), (parts, from, length) => {
			const text = parts.join('');
			const start = from % (text.length + 1);
			for (const line of snippet(new Lines(text), { start, end: Math.min(text.length, start + length) }, 40)) {
				if (line.source === undefined) continue;
				expect(widthOf(line.source)).toBeLessThanOrEqual(40);
				expect(line.carets).toMatch(/^ *\^+$/);
				expect(line.source).not.toMatch(/\p{Cc}/u);
			}
		}));
	});
});

describe('the text report', () => {
	const text = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
	const fix = { title: 'Enable versioning on Logs', preferred: true, changes: [] };
	const finding = findingOn(text, 'Logs', {
		evidence: 'not set', fixes: [fix],
		related: [{ uri: 'file:///designs/a.yaml', range: { start: 0, end: 9 }, message: 'the other side' }],
	});
	const full = report(text, [finding], new Map([[fix, [{ range: { start: 13, end: 17 }, newText: 'X' }]]]));

	it('says where, what, and how to mend it', () => {
		expect(textReport(full, plain)).toBe(`designs/a.yaml:2:3: warning: Logs is not versioned.
   |
 2 |   Logs:
   |   ^^^^ not set
   = related: designs/a.yaml:1:1: the other side
   = resource: Logs (AWS::S3::Bucket)
   = fix available: Enable versioning on Logs (--fix)
   = rule: s3/versioning  https://github.com/plumbline/plumbline/blob/main/docs/rules/s3/versioning.md

Found 1 warning in 1 file. 1 fixable with --fix.
`);
	});
	it('offers no fix that would be refused', () => {
		const said = textReport(report(text, [finding]), plain);
		expect(said).toContain('= no fix here: the value is shared');
		expect(said).not.toMatch(/fix available|fixable/);
	});
	it('offers fixes that need a choice', () => {
		const choice = { ...fix, title: 'Delete Logs', preferred: false };
		const said = textReport(report(text, [{ ...finding, fixes: [choice] }], new Map([[choice, []]])), plain);
		expect(said).toContain('= fixes to choose from: Delete Logs');
		expect(said).not.toContain('fixable');
	});
	it('does not repeat under the line what the line says', () => {
		expect(textReport(report(text, [{ ...finding, evidence: '"Logs"' }]), plain)).toMatch(/\| {3}\^\^\^\^\n/);
	});
	it('says only the findings when it is to be quiet', () => {
		expect(textReport(full, { ...plain, quiet: true })).not.toContain('Found');
		expect(textReport(report(text, []), { ...plain, quiet: true })).toBe('');
	});
	it('colours only when asked to', () => {
		expect(textReport(full, plain)).not.toContain('\u001b[');
		expect(textReport(full, { ...plain, color: true })).toContain('\u001b[33m');
	});
	it('says what was undecided, incomplete and unreadable', () => {
		const poor = { ...report(text, []), undecided: 2, incomplete: [{ path: 'a', reason: 'too deep' }], failures: [{ path: 'b', reason: 'is binary' }] };
		expect(textReport(poor, plain)).toBe('a: incomplete: too deep\nb: failed: is binary\nNothing found in 1 file. 2 questions undecided: the values are known only at deployment.\n');
	});
});
