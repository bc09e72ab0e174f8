import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../engine/review/finding.ts';
import { Reviewer } from '../../../engine/review/reviewer.ts';
import { type Rule, defineRule } from '../../../engine/review/rule.ts';
import { URI, design } from './tiny.ts';

const common = { title: 'T', severity: 'warning', pillar: 'reliability', since: '0.1.0', source: 'https://docs.aws.amazon.com/' } as const;

/** Reads one property of its own resource. */
const size = defineRule({
	...common, id: 'test/size', on: 'Box', fixes: 'fix',
	review(box, _, report) {
		for (const one of box.at('Size').alternatives) {
			if (one.is('small') !== 'no') continue;
			report(one, `${box.name} is not small.`, { fix: { title: 'Shrink', effect: 'replaces the resource', change: change => change.set(one, 'small') } });
		}
	},
});
/** Reads another resource. */
const lid = defineRule({
	...common, id: 'test/lid', on: 'Box', severity: 'error',
	review(box, all, report) {
		const target = all.follow(box.at('Lid'), 'Lid');
		if (target && target.at('Fits').is(true) === 'no') report(box.at('Lid'), `${target.name} does not fit ${box.name}.`, { related: [target] });
	},
});
/** Asks the whole design. */
const lonely = defineRule({
	...common, id: 'test/lonely', on: ['Box', 'Lid'], severity: 'hint',
	review(resource, all, report) {
		if (all.all('Box').length + all.all('Lid').length === 1) report(resource, 'It is alone.', { tags: ['unnecessary'] });
	},
});
const broken = defineRule({ ...common, id: 'test/broken', on: 'Lid', review() { throw new Error('a bug'); } });
const rules: readonly Rule[] = [size, lid, lonely];

const BOXES = `Resources:
  A:
    Type: Box
    Properties: { Size: large, Lid: !Ref L }
  B:
    Type: Box
    Properties: { Size: small }
  L:
    Type: Lid
    Properties: { Fits: false }
`;

function textOf(finding: Finding, text: string): string {
	return text.slice(finding.place.range.start, finding.place.range.end);
}

async function review(text: string, own: readonly Rule[] = rules) {
	return new Reviewer(own).review(design(text));
}

describe('findings', () => {
	test('stand on the value, know their resource and carry fixes as changes', async () => {
		const { findings } = await review(BOXES);
		expect(findings.map(one => [one.rule, one.severity, textOf(one, BOXES), one.resource?.address, one.path])).toEqual([
			['test/size', 'warning', 'large', 'A', 'Size'],
			['test/lid', 'error', '!Ref L', 'A', 'Lid'],
		]);
		expect(findings[0]!.evidence).toBe('"large"');
		expect(findings[0]!.fixes).toEqual([{
			title: 'Shrink (replaces the resource)', preferred: false, changes: [{ kind: 'set', resource: 'A', path: ['Size'], value: 'small' }],
		}]);
		expect(findings[1]!.related.map(one => [one.message, BOXES.slice(one.range.start, one.range.end)])).toEqual([['L (Lid)', 'L']]);
	});

	test('say the condition of a branch, but not the resource\'s own', async () => {
		const { findings } = await review('Resources:\n  A:\n    Type: Box\n    When: Extra\n    Properties: { Size: !If [Prod, small, large] }\n', [size]);
		expect(findings.map(one => one.message)).toEqual(['A is not small (where condition Prod is false).']);
	});

	test('tell a default and its place', async () => {
		const { findings } = await review('Resources: { A: { Type: Box, Properties: { Size: !Default big } } }', [size]);
		expect(findings[0]!.evidence).toBe('"big" (default of parameter Stage)');
		expect(findings[0]!.related).toEqual([{ uri: URI, range: { start: 0, end: 4 }, message: 'default of parameter Stage' }]);
	});

	test('are said once at one place, in the order of the text', async () => {
		const twice = defineRule({ ...common, id: 'test/twice', on: 'Box', review(box, _, report) { report(box, 'It is.'); report(box, 'It is.'); } });
		const { findings } = await review(BOXES, [twice, size]);
		expect(findings.map(one => [one.rule, textOf(one, BOXES)])).toEqual([['test/twice', 'A'], ['test/size', 'large'], ['test/twice', 'B']]);
	});

	test('prefer no fix among several', async () => {
		const choice = defineRule({
			...common, id: 'test/choice', on: 'Box', fixes: 'choice',
			review(box, _, report) {
				report(box, 'Choose.', { fix: ['a', 'b'].map(title => ({ title, change: change => change.set(box, 'Size', title) })) });
			},
		});
		const { findings } = await review('Resources: { A: { Type: Box } }', [choice]);
		expect(findings[0]!.fixes.map(fix => [fix.title, fix.preferred])).toEqual([['a', false], ['b', false]]);
	});

	test('about a resource that can never exist are not made', async () => {
		expect((await review('Resources: { A: { Type: Box, When: X !X, Properties: { Size: large } } }')).findings).toEqual([]);
	});
});

test('what could not be decided is counted where nothing was said', async () => {
	const { undecided, findings } = await review('Resources: { A: { Type: Box, Properties: { Size: !Unknown P } }, B: { Type: Box } }', [size]);
	expect(undecided).toEqual([{ rule: 'test/size', address: 'A', uri: URI }]);
	expect(findings.map(one => one.resource?.address)).toEqual(['B']);
});

test('a rule that throws is told, and the others go on', async () => {
	const { failures, findings } = await review(BOXES, [broken, size]);
	expect(failures).toEqual([{ rule: 'test/broken', address: 'L', uri: URI, error: 'a bug' }]);
	expect(findings).toHaveLength(1);
});

test('levels switch off and re-grade, and only some rules can be asked', async () => {
	const level = (rule: string) => (rule === 'test/lid' ? 'off' : rule === 'test/size' ? 'error' : undefined);
	const graded = await new Reviewer(rules).review(design(BOXES), { level });
	expect(graded.findings.map(one => [one.rule, one.severity])).toEqual([['test/size', 'error']]);
	const only = await new Reviewer(rules).review(design(BOXES), { only: new Set(['test/lid']) });
	expect(only.findings.map(one => one.rule)).toEqual(['test/lid']);
});

test('a rule that looks back is not asked without a baseline, and again when the baseline changes', async () => {
	const grown = defineRule({
		...common, id: 'test/grown', on: 'Box', evolution: true,
		review(box, all, report) {
			const before = all.before(box);
			if (before && before.at('Size').is('large') === 'no' && box.at('Size').is('large') === 'yes') report(box.at('Size'), 'It grew.', { related: [before] });
		},
	});
	const reviewer = new Reviewer([grown]);
	expect((await reviewer.review(design(BOXES))).effort.ran).toBe(0);
	const before = BOXES.replace('large', 'small');
	const { findings } = await reviewer.review(design(BOXES, { baseline: design(before) }));
	expect(findings.map(one => one.message)).toEqual(['It grew.']);
	expect(findings[0]!.related, 'a place of the old text is no place of the new').toEqual([]);
	expect((await reviewer.review(design(BOXES, { baseline: design(BOXES) }))).findings).toEqual([]);
});

test('long work lets others in, and can be given up', async () => {
	let pauses = 0;
	const pause = () => (++pauses > 2 ? Promise.reject(new Error('enough')) : pauses === 2 ? Promise.resolve() : undefined);
	await expect(new Reviewer(rules).review(design(BOXES), { pause })).rejects.toThrow('enough');
});

describe('memory', () => {
	test('an edit inside one resource runs the rules that read it, and no others', async () => {
		const reviewer = new Reviewer(rules);
		expect((await reviewer.review(design(BOXES))).effort).toEqual({ ran: 7, remembered: 0 });
		expect((await reviewer.review(design(`# a comment\n${BOXES}`))).effort).toEqual({ ran: 0, remembered: 7 });
		const { effort, findings } = await reviewer.review(design(BOXES.replace('false', 'true')));
		// L's own rule, and the one that followed A's reference to it.
		expect(effort).toEqual({ ran: 2, remembered: 5 });
		expect(findings.map(one => one.rule)).toEqual(['test/size']);
	});

	test('findings follow their resource through the text', async () => {
		const reviewer = new Reviewer(rules);
		await reviewer.review(design(BOXES));
		const moved = BOXES.replace('Resources:\n', 'Resources:\n  New:\n    Type: Other\n');
		const { findings } = await reviewer.review(design(moved));
		expect(findings.map(one => textOf(one, moved))).toEqual(['large', '!Ref L']);
		expect(findings[1]!.related.map(one => moved.slice(one.range.start, one.range.end))).toEqual(['L']);
	});

	test('a new resource is seen by rules that asked for all of its type', async () => {
		const reviewer = new Reviewer(rules);
		expect((await reviewer.review(design('Resources: { A: { Type: Lid } }'))).findings.map(one => one.message)).toEqual(['It is alone.']);
		expect((await reviewer.review(design('Resources: { A: { Type: Lid }, B: { Type: Lid } }'))).findings).toEqual([]);
	});

	test('a rule that asks of every resource is asked of each, of whatever type, and again of what was edited', async () => {
		const every = defineRule({ ...common, id: 'test/every', on: '*', review(one, _, report) { report(one, `${one.name} is a ${one.type}.`); } });
		const reviewer = new Reviewer([every]);
		const { findings, effort } = await reviewer.review(design(`${BOXES}  M:\n    Type: Of::Nobody\n`));
		expect(findings.map(one => one.message)).toEqual(['A is a Box.', 'B is a Box.', 'L is a Lid.', 'M is a Of::Nobody.']);
		expect(effort).toEqual({ ran: 4, remembered: 0 });
		expect((await reviewer.review(design(BOXES.replace('false', 'true')))).effort).toEqual({ ran: 1, remembered: 2 });
	});

	test('a name is compared again where it was given to another, and only there', async () => {
		const named = defineRule({ ...common, id: 'test/named', on: 'AWS::SQS::Queue', review(one, all, report) { if (all.namesakes(one).length > 1) report(one, 'It is not the only one.'); } });
		const reviewer = new Reviewer([named]);
		const queues = (...names: string[]) => design(`Resources:\n${names.map((name, index) => `  Q${index}:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: ${name} }\n`).join('')}`);
		expect((await reviewer.review(queues('a', 'b', 'c'))).findings).toEqual([]);
		const twice = await reviewer.review(queues('a', 'b', 'a'));
		expect(twice.effort).toEqual({ ran: 2, remembered: 1 });
		expect(twice.findings).toHaveLength(2);
		expect((await reviewer.review(queues('a', 'b', 'd'))).findings).toEqual([]);
	});

	test('a failure is not remembered', async () => {
		const reviewer = new Reviewer([broken]);
		await reviewer.review(design(BOXES));
		expect((await reviewer.review(design(BOXES))).failures).toHaveLength(1);
	});

	test('a reviewer with a memory says what one without says, whatever is edited', async () => {
		const boxOf = fc.record({
			type: fc.constantFrom('Box', 'Lid', 'Other'), size: fc.constantFrom('small', 'large', '!Unknown P', '!If [C, small, large]'),
			fits: fc.boolean(), lid: fc.constantFrom('A', 'B', 'C', 'D'), when: fc.constantFrom('', 'C', 'C !C'),
		});
		const version = fc.record({ comment: fc.constantFrom('', '# x\n', '# longer\n\n'), boxes: fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), boxOf, { noNullPrototype: true }) })
			.map(({ comment, boxes }) => `${comment}Resources:\n${Object.entries(boxes).map(([name, one]) => (
				`  ${name}:\n    Type: ${one.type}\n    When: '${one.when}'\n    Properties:\n      Size: ${one.size}\n      Lid: !Ref ${one.lid}\n      Fits: ${one.fits}\n`)).join('')}`);
		await fc.assert(fc.asyncProperty(fc.array(version, { minLength: 2, maxLength: 6 }), async texts => {
			const reviewer = new Reviewer(rules);
			for (const text of texts) {
				const { effort: _, ...remembering } = await reviewer.review(design(text));
				const { effort: __, ...fresh } = await new Reviewer(rules).review(design(text));
				expect(remembering).toEqual(fresh);
			}
		}), { numRuns: 150 });
	});
});
