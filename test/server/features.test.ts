/** The features as functions: a review and a place in, LSP's types out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../engine/review/finding.ts';
import { type TextEdit, applyEdits } from '../../engine/syntax/tree.ts';
import { offers, rulesToFixEverywhere, wants } from '../../server/features/code-actions.ts';
import { diagnosticsOf, resultId } from '../../server/features/diagnostics.ts';
import { workspaceEditOf } from '../../server/features/edits.ts';
import { Revision, fixAll, planTogether, preferredFixes } from '../../server/features/fix-all.ts';
import { hoverAt } from '../../server/features/hover.ts';
import { code, firstSentence, plain, whyItMatters } from '../../server/features/markdown.ts';
import { statusOf } from '../../server/features/status.ts';
import { linesOf } from '../../server/lines.ts';
import { summaryText } from '../../server/protocol.ts';
import { type Script, reviewOf, rule } from './scripted.ts';

const uri = 'file:///designs/a.yaml';
const other = 'file:///designs/b (1).yaml';
const shown = () => true;
const rules = new Map([[rule.id, rule]]);
const href = (id: string) => (rules.has(id) ? `https://example.org/${id}` : undefined);
const texts = new Map([[other, linesOf('one\ntwo\n')]]);

function diagnostics(text: string, script?: Script, level: Finding['severity'] = 'hint') {
	const lines = linesOf(text);
	return diagnosticsOf(reviewOf(uri, text, 1, script), { lines, linesOf: one => (one === uri ? lines : texts.get(one)), level, href });
}

describe('diagnostics', () => {
	it('say rule, page, severity, tags and the other side', () => {
		const related = [{ uri: other, range: { start: 4, end: 7 }, message: 'the replica' }, { uri: 'file:///gone.yaml', range: { start: 0, end: 1 }, message: 'x' }];
		expect(diagnostics('a: bad', { finding: { related, tags: ['unnecessary'], severity: 'information' } })).toEqual([{
			range: { start: { line: 0, character: 3 }, end: { line: 0, character: 6 } },
			severity: 3, code: 's3/versioning', codeDescription: { href: 'https://example.org/s3/versioning' }, source: 'plumbline',
			message: 'bad is not good.', tags: [1],
			relatedInformation: [{ location: { uri: other, range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } } }, message: 'the replica' }],
		}]);
	});

	it('of a plan say where they are written', () => {
		expect(diagnostics('a: bad', { finding: { written: { uri: other, range: { start: 0, end: 3 } } } })[0]!.relatedInformation).toEqual([
			{ location: { uri: other, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } } }, message: 'written in b (1).yaml' },
		]);
	});

	it('count in UTF-16 units, whatever the line ends', () => {
		expect(diagnostics('# 😀é\r\nb: "😀 bad"\r\n')[0]!.range).toEqual({ start: { line: 1, character: 7 }, end: { line: 1, character: 10 } });
	});

	it('leave out what is below the level', () => {
		expect(diagnostics('bad', {}, 'warning')).toHaveLength(1);
		expect(diagnostics('bad', {}, 'error')).toEqual([]);
	});

	it('have no page where there is no rule', () => {
		expect(diagnostics('bad', { finding: { rule: 'syntax', severity: 'error' } })[0]).not.toHaveProperty('codeDescription');
	});

	it('are named by what they say', () => {
		expect(resultId(diagnostics('bad'))).toBe(resultId(diagnostics('bad')));
		expect(resultId(diagnostics('bad'))).not.toBe(resultId(diagnostics(' bad')));
		expect(resultId([])).not.toBe(resultId(diagnostics('bad')));
	});
});

describe('hover', () => {
	const page = '## Why it matters\n\nVersions bring back what was lost. See [the other](../x.md) and [AWS](https://aws.amazon.com).\n\n## Reported\n\nNot this.\n';
	const hover = (text: string, offset: number, finding?: Partial<Finding>, script: Script & { besideFinding?: boolean } = {}) => hoverAt(reviewOf(uri, text, 1, { ...script, finding }), offset, {
		lines: linesOf(text), linesOf: one => texts.get(one), rules, page: () => page, href, shown, markdown: true, besideFinding: script.besideFinding === true,
	});
	const value = (result: ReturnType<typeof hover>) => (result?.contents as { value: string } | undefined)?.value;

	it('says the rule, the value and where it came from, why it matters, and where to read on', () => {
		const result = hover('a: bad', 4, {
			path: 'VersioningConfiguration.Status', evidence: '"dev" (default of parameter Stage)',
			related: [{ uri: other, range: { start: 4, end: 7 }, message: 'default of Stage' }],
		});
		expect(result!.range).toEqual({ start: { line: 0, character: 3 }, end: { line: 0, character: 6 } });
		expect(value(result)).toBe([
			'**Buckets keep earlier versions** `s3/versioning`',
			'Versions bring back what was lost. See the other and [AWS](https://aws.amazon.com).',
			'**Value**: `"dev"` in `Photos` — default of parameter Stage\\\n**Fix**: Mend bad',
			'- [default of Stage](file:///designs/b%20%281%29.yaml#L2)',
			'[About this rule](https://example.org/s3/versioning) · [AWS documentation](https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html)',
		].join('\n\n'));
	});

	it('explains each of several findings in a sentence', () => {
		const review = reviewOf(uri, 'bad', 1);
		const second: Finding = { ...review.findings[0]!, severity: 'error', fixes: [] };
		const result = hoverAt({ ...review, findings: [...review.findings, second] }, 0, {
			lines: linesOf('bad'), linesOf: one => texts.get(one), rules, page: () => page, href, shown, markdown: true, besideFinding: true,
		});
		const about = '**Buckets keep earlier versions** `s3/versioning`\n\nVersions bring back what was lost. [AWS documentation](https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html)\n\n';
		expect(value(result)).toBe(`${about}**Resource**: \`Photos\`\\\n**Fix**: Mend bad\n\n---\n\n${about}**Resource**: \`Photos\``);
	});

	it('mentions no resource whose name is underlined, unless it comes from elsewhere', () => {
		const resource = (origin?: string) => ({ id: 'bad', type: 'AWS::S3::Bucket', address: 'bad', ...(origin && { origin }) });
		expect(value(hover('bad', 0, { resource: resource() }))).not.toContain('**Resource**');
		expect(value(hover('bad', 0, { resource: resource('Stack/Photos') }))).toContain('**Resource**: `bad` (Stack/Photos)');
	});

	it('ends a sentence where one ends', () => {
		expect(firstSentence('`a.b` is 1.5 times as much, e.g. here. The rest.')).toBe('`a.b` is 1.5 times as much, e.g. here.');
		expect(firstSentence('No end')).toBe('No end');
		expect(firstSentence('One.\n\nTwo.')).toBe('One.');
	});

	it('says values as code and words as words', () => {
		const line = (evidence: string | undefined, origin?: string) => value(hover('bad', 0, {
			evidence, resource: { id: 'Photos', type: 'AWS::S3::Bucket', address: 'Photos', ...(origin && { origin }) },
		}))!.split('\n').find(one => /^\*\*(Value|Resource)/.test(one));
		expect(line('not set; AWS\'s default is "Suspended"')).toBe('**Value**: not set in `Photos`; AWS\'s default is "Suspended"\\');
		expect(line('unknown: it is imported')).toBe('**Value**: unknown: it is imported in `Photos`\\');
		expect(line('true or "(default of x)"')).toBe('**Value**: `true or "(default of x)"` in `Photos`\\');
		expect(line(JSON.stringify('x'.repeat(500)))).toBe(`**Value**: \`"${'x'.repeat(99)}…\` in \`Photos\`\\`);
		expect(line(undefined, 'Stack/Photos')).toBe('**Resource**: `Photos` (Stack/Photos)\\');
	});

	it('repeats nothing of what the editor shows above it', () => {
		const related = [{ uri: other, range: { start: 4, end: 7 }, message: 'the replica' }];
		expect(value(hover('bad', 0, { related, evidence: 'true' }, { besideFinding: true }))).toBe([
			'Versions bring back what was lost. See the other and [AWS](https://aws.amazon.com). [AWS documentation](https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html)',
			'**Value**: `true` in `Photos`\\\n**Fix**: Mend bad',
		].join('\n\n'));
	});

	it('offers no fix that would be refused', () => {
		expect(value(hover('bad', 0))).toContain('**Fix**');
		expect(value(hover('bad', 0, {}, { refuse: () => true }))).not.toContain('**Fix**');
	});

	it('shows text of strangers as it is', () => {
		const said = (finding: Partial<Finding>) => value(hover('a: bad', 4, finding))!;
		expect(said({ evidence: '[click](command:evil) <img src=x> `a`\n\n# b' })).toContain('`` [click](command:evil) <img src=x> `a` # b ``');
		expect(said({ evidence: 'not set [click](command:evil) <b>' })).toContain('not set \\[click\\]\\(command:evil\\) \\<b\\>');
		expect(said({ resource: { id: 'x', type: 'x', address: 'a`](x)' } })).toContain('`` a`](x) ``');
		expect(said({ fixes: [{ title: '[x](command:evil)', preferred: true, changes: [] }] })).toContain('**Fix**: \\[x\\]\\(command:evil\\)');
	});

	it('is met at both ends of a finding and nowhere else', () => {
		expect([2, 3, 6, 7].map(offset => Boolean(hover('a: bad x', offset)))).toEqual([false, true, true, false]);
	});

	it('explains a rule that is named, and only a rule', () => {
		const text = '# plumbline-ignore s3/versioning: why\nkey: s3/nothing';
		const result = hover(text, text.indexOf('versioning'));
		expect(result!.range).toEqual({ start: { line: 0, character: 19 }, end: { line: 0, character: 32 } });
		expect(value(result)).toMatch(/^\*\*Buckets keep earlier versions\*\*[\s\S]*Versions bring back/);
		expect(hover(text, text.indexOf('nothing'))).toBeUndefined();
	});

	it('takes as much of the page as a hover bears', () => {
		expect(whyItMatters(`## Why it matters\r\n\r\n${'a'.repeat(250)}\r\n\r\n${'b'.repeat(50)}\r\n\r\n${'c'.repeat(500)}\r\n\r\n## Reported\r\n`)).toBe(`${'a'.repeat(250)}\n\n${'b'.repeat(50)}`);
		expect(whyItMatters('## Reported\n')).toBeUndefined();
		expect(whyItMatters('## Why it matters\n\nlast section')).toBe('last section');
	});

	it('never lets text end its own quotation', () => {
		fc.assert(fc.property(fc.string(), text => {
			expect(plain(text).replace(/\\[\s\S]/g, '')).not.toMatch(/[`*_[\]()<>]/);
			const fence = /^`+/.exec(code(text))![0];
			expect(code(text).slice(fence.length, -fence.length).split(/[^`]+/)).not.toContain(fence);
		}));
	});
});

describe('offers', () => {
	const options = { rules, shown };
	it('are fixes first, then suppressions, each title once for a resource', () => {
		const review = reviewOf(uri, 'bad bad', 1);
		expect(offers(review, review.findings, options).map(one => one.title)).toEqual([
			'Mend bad', 'Suppress s3/versioning for Photos', 'Suppress s3/versioning in this file', 'Suppress s3/versioning in plumbline.yaml',
		]);
		expect(rulesToFixEverywhere(review, review.findings, options)).toEqual(['s3/versioning']);
	});

	it('put what is safe before what has an effect', () => {
		const fix = (title: string, preferred: boolean) => ({ title, preferred, changes: [] });
		const review = reviewOf(uri, 'bad', 1, { finding: { fixes: [fix('Replace it (replaces the resource)', false), fix('Mend it', true)] } });
		expect(offers(review, review.findings, options).slice(0, 2).map(one => one.title)).toEqual(['Mend it', 'Replace it (replaces the resource)']);
	});

	it('suppress no syntax errors and nothing of Plumbline itself', () => {
		const titles = (finding: Partial<Finding>) => {
			const review = reviewOf(uri, 'bad', 1, { finding: { ...finding, fixes: [] } });
			return offers(review, review.findings, options).map(one => [one.title, one.preferred]);
		};
		expect(titles({ rule: 'syntax' })).toEqual([]);
		expect(titles({ rule: 'plumbline/suppression', tags: ['unnecessary'] })).toEqual([['Remove unused suppression', true]]);
		expect(titles({ rule: 'plumbline/suppression' })).toEqual([['Remove suppression', false]]);
	});

	it('follow the kinds that are asked for', () => {
		const kinds = ['quickfix', 'source.fixAll.plumbline'];
		const wanted = (only?: string[]) => kinds.filter(kind => wants({ only }, kind));
		expect(wanted()).toEqual(kinds);
		expect(wanted(['source'])).toEqual(['source.fixAll.plumbline']);
		expect(wanted(['source.fixAll'])).toEqual(['source.fixAll.plumbline']);
		expect(wanted(['source.fixAll.eslint'])).toEqual([]);
		expect(wanted(['source.fix'])).toEqual([]);
		expect(wanted(['refactor'])).toEqual([]);
		expect(wanted(['quickfix'])).toEqual(['quickfix']);
	});
});

describe('fix all', () => {
	const run = (text: string, script: Script, shownToo: (finding: Finding) => boolean = shown) => fixAll(reviewOf(uri, text, 1, script), {
		shown: shownToo, textOf: async () => text, reviewAgain: async now => reviewOf(uri, now.get(uri)!, 2, script),
	});

	it('mends everything, also what mending brings to light', async () => {
		const text = 'x bad2 y bad0 z';
		const edits = await run(text, { mend: word => (word === 'bad0' ? 'good' : `bad${Number(word.slice(3)) - 1}`) });
		expect(applyEdits(text, edits.get(uri)!)).toBe('x good y good z');
		expect(edits.get(uri)!.map(edit => edit.range)).toEqual([{ start: 2, end: 6 }, { start: 9, end: 13 }]);
	});

	it('ends where fixes chase one another', async () => {
		const flip = await run('bad1', { mend: word => (word === 'bad1' ? 'bad2' : 'bad1') });
		expect(flip.size).toBeLessThanOrEqual(1);
		const grow = await run('bad', { mend: word => `${word}x` });
		expect(applyEdits('bad', grow.get(uri)!)).toMatch(/^badx{1,8}$/);
	});

	it('leaves out what is refused or not shown', async () => {
		const edits = await run('bad1 bad2 bad3', { refuse: fix => fix.title === 'Mend bad2' });
		expect(applyEdits('bad1 bad2 bad3', edits.get(uri)!)).toBe('good bad2 good');
		expect((await run('bad1', {}, () => false)).size).toBe(0);
	});

	it('gives up where the result would not parse', async () => {
		const edits = await fixAll(reviewOf(uri, 'bad', 1), {
			shown, textOf: async () => 'bad', reviewAgain: async () => reviewOf(uri, 'bad', 2, { finding: { rule: 'syntax', fixes: [] } }),
		});
		expect(edits.size).toBe(0);
	});

	it('plans contradicting changes one without the other', () => {
		const review = reviewOf(uri, 'bad1 bad2', 1);
		const once = { ...review, edits: (fixes: Parameters<typeof review.edits>[0]) => { if (fixes.length > 1) throw new RangeError('overlapping'); return review.edits(fixes); } };
		expect(planTogether(once, preferredFixes(once, { shown })).get(uri)).toHaveLength(1);
	});
});

describe('a revision', () => {
	/** Disjoint edits of a text, from cuts in it. */
	const editsOf = (text: string, cuts: readonly (readonly [number, number, string])[]): TextEdit[] => {
		let from = 0;
		return cuts.flatMap(([skip, length, newText]) => {
			const start = from + skip;
			if (start > text.length) return [];
			const end = Math.min(start + length, text.length);
			from = end + 1;
			return [{ range: { start, end }, newText }];
		});
	};

	it('knows the one set of edits that leads from the original to the text', () => {
		const cuts = fc.array(fc.tuple(fc.nat(5), fc.nat(4), fc.string({ maxLength: 4 })), { maxLength: 4 });
		fc.assert(fc.property(fc.string({ maxLength: 30 }), fc.array(cuts, { maxLength: 4 }), (original, rounds) => {
			const revision = new Revision(original);
			let expected = original;
			for (const round of rounds) {
				const edits = editsOf(expected, round);
				expected = applyEdits(expected, edits);
				revision.apply(edits);
			}
			expect(revision.text).toBe(expected);
			expect(applyEdits(original, revision.edits())).toBe(expected);
		}));
	});
});

describe('workspace edits', () => {
	const target = { linesOf: (one: string) => texts.get(one), versionOf: () => 7, creatable: (one: string) => one.startsWith('file:'), client: { documentChanges: true, create: true } };
	const plan = (of: string, start: number, end: number) => ({ edits: new Map([[of, [{ range: { start, end }, newText: 'x' }]]]) });

	it('are bound to the version they were planned for', () => {
		expect(workspaceEditOf(plan(other, 4, 7), target)).toEqual({ documentChanges: [{
			textDocument: { uri: other, version: 7 },
			edits: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, newText: 'x' }],
		}] });
		expect(workspaceEditOf(plan(other, 4, 7), { ...target, client: { documentChanges: false, create: false } })).toHaveProperty(['changes', other]);
	});

	it('create a file only where the client can, and only a file', () => {
		const created = workspaceEditOf(plan('file:///designs/plumbline.yaml', 0, 0), target);
		expect(created!.documentChanges![0]).toMatchObject({ kind: 'create', uri: 'file:///designs/plumbline.yaml' });
		expect(workspaceEditOf(plan('file:///designs/plumbline.yaml', 0, 0), { ...target, client: { documentChanges: true, create: false } })).toBeUndefined();
		expect(workspaceEditOf(plan('untitled:Untitled-1/plumbline.yaml', 0, 0), target)).toBeUndefined();
	});

	it('are none where the plan is refused, empty, or of another text', () => {
		expect(workspaceEditOf({ refused: 'shared' }, target)).toBeUndefined();
		expect(workspaceEditOf({ edits: new Map([[other, []]]) }, target)).toBeUndefined();
		expect(workspaceEditOf(plan(other, 4, 99), target)).toBeUndefined();
	});
});

describe('status and summary', () => {
	it('counts all that is undecided and names some', () => {
		const review = reviewOf(uri, '', 1);
		const undecided = Array.from({ length: 120 }, (_, index) => ({ rule: rule.id, address: `Bucket${index}` }));
		const status = statusOf({ ...review, status: { ...review.status, undecided } });
		expect(status).toMatchObject({ uri, version: 1, reviewed: true, dialect: 'CloudFormation', undecidedCount: 120 });
		expect(status.undecided).toHaveLength(50);
	});

	it('is one line', () => {
		const none = { error: 0, warning: 0, information: 0, hint: 0 };
		const summary = { documents: 3, reviewed: 1, failed: 0, findings: none, cancelled: false };
		expect(summaryText(summary)).toBe('1 design reviewed: nothing to mend.');
		expect(summaryText({ ...summary, reviewed: 2, failed: 1, cancelled: true, findings: { ...none, error: 2, hint: 1 } }))
			.toBe('Cancelled. 2 designs reviewed: 2 errors, 1 hint. 1 could not be reviewed; see the log.');
	});
});
