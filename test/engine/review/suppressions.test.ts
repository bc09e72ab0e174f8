import { describe, expect, test } from 'vitest';
import { Architecture } from '../../../engine/model/architecture.ts';
import { Reviewer } from '../../../engine/review/reviewer.ts';
import { defineRule } from '../../../engine/review/rule.ts';
import { Settings } from '../../../engine/review/settings.ts';
import { settingsSuppressionFaults, suppress } from '../../../engine/review/suppress.ts';
import { readSuppressions } from '../../../engine/review/suppressions.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';
import { URI, tiny } from './tiny.ts';

const common = { title: 'T', severity: 'error', pillar: 'security', since: '0.1.0', source: 'https://docs.aws.amazon.com/', on: 'Box' } as const;
const rules = ['box/size', 'box/colour', 'lid/fit'].map(id => defineRule({
	...common, id, on: id === 'lid/fit' ? 'Lid' : 'Box',
	review(box, _, report) {
		const size = box.at(id.slice(id.indexOf('/') + 1));
		if (size.is('good') === 'no') report(size, `${box.name} is bad.`);
	},
}));

/** What remains after suppressions, as `rule text`, and the tags. */
async function remaining(text: string, settingsText = '', asked = (_: string) => true): Promise<string[]> {
	const documents = [{ uri: URI, tree: text.startsWith('{') ? readJson(text) : readYaml(text) }];
	const design = new Architecture(tiny.lower({ documents }));
	const review = await new Reviewer(rules).review(design);
	const settings = new Settings('file:///designs/plumbline.yaml', readYaml(settingsText), rules.map(rule => rule.id));
	expect(settings.findings).toEqual([]);
	return suppress(review.findings, {
		suppressions: readSuppressions(design, documents), settings, rules: rules.map(rule => rule.id), asked, undecided: review.undecided, today: '2026-06-30',
	}).map(one => (one.rule.startsWith('plumbline/')
		? `${text.slice(one.place.range.start, one.place.range.end)} → ${one.message}${one.tags ? ' (faded)' : ''}`
		: `${one.rule} ${one.resource?.address}`));
}

/** Two boxes, each of a bad size and colour, with comments in the places a to e. */
function boxes({ top = '', above = '', inside = '', behind = '', deep = '' }): string {
	return [
		...(top ? [top] : []), 'Resources:', ...(above ? [`  ${above}`] : []), '  A:', '    Type: Box', ...(inside ? [`    ${inside}`] : []),
		`    Properties: { size: bad, colour: bad }${behind && ` ${behind}`}`, ...(deep ? [`    ${deep}`] : []),
		'  B:', '    Type: Box', '    Properties: { size: bad, colour: bad }', '',
	].join('\n');
}
const ALL = ['box/size A', 'box/colour A', 'box/size B', 'box/colour B'];
const BUT_A = ['box/colour A', 'box/size B', 'box/colour B'];

test('nothing is suppressed where nothing says so', async () => {
	expect(await remaining(boxes({ above: '# plumbline' }))).toEqual(expect.arrayContaining(ALL));
});

describe('a comment reaches the resource', () => {
	const comment = '# plumbline-ignore box/size: rebuilt nightly until=2026-06-30';
	test.each([
		['above which it stands', { above: comment }],
		['above which it stands with others', { above: `${comment}\n  # more\n\n  # and more` }],
		['in which it stands', { inside: comment }],
		['on whose line it stands', { behind: comment }],
		['at whose end it stands, as deep as its text', { deep: comment }],
	])('%s', async (_, places) => {
		const left = await remaining(boxes(places));
		expect(left.sort()).toEqual([...BUT_A].sort());
	});

	test('by several rules, and by service', async () => {
		expect((await remaining(boxes({ above: '# plumbline-ignore box/size, box/colour' }))).sort()).toEqual(['box/colour B', 'box/size B']);
		expect((await remaining(boxes({ above: '# plumbline-ignore box/*: a toy' }))).sort()).toEqual(['box/colour B', 'box/size B']);
	});
});

test('a comment for the file reaches all resources', async () => {
	expect((await remaining(boxes({ top: '# plumbline-ignore-file box/size' }))).sort()).toEqual(['box/colour A', 'box/colour B']);
});

test('metadata reaches its resource, or the whole template', async () => {
	const json = (template: object, own: object) => JSON.stringify({
		...template, Resources: { A: { Type: 'Box', Properties: { size: 'bad', colour: 'bad' }, ...own }, B: { Type: 'Box', Properties: { size: 'bad', colour: 'bad' } } },
	});
	const metadata = { Metadata: { Plumbline: { ignore: ['box/size: rebuilt until=2026-06-30'] } } };
	expect((await remaining(json({}, metadata))).sort()).toEqual([...BUT_A].sort());
	expect((await remaining(json(metadata, {}))).sort()).toEqual(['box/colour A', 'box/colour B']);
	expect((await remaining(json({}, { '//': 'plumbline-ignore box/size' }))).sort()).toEqual([...BUT_A].sort());
	expect((await remaining(json({}, { '//': ['a remark', 'plumbline-ignore box/size'] }))).sort()).toEqual([...BUT_A].sort());
	expect((await remaining(json({ '//': 'plumbline-ignore-file box/size' }, {}))).sort()).toEqual(['box/colour A', 'box/colour B']);
});

test('settings reach resources by address and files', async () => {
	expect((await remaining(boxes({}), 'suppress: [{ rule: box/size, address: A }]')).sort()).toEqual([...BUT_A].sort());
	expect((await remaining(boxes({}), 'suppress: [{ rule: box/*, files: ["*.yaml"] }]'))).toEqual([]);
	expect((await remaining(boxes({}), 'suppress: [{ rule: box/*, files: ["*.json"] }]'))).toHaveLength(4);
	expect((await remaining(boxes({}), 'suppress: [{ rule: box/size, address: A, until: 2026-06-29 }]'))).toHaveLength(4);
});

describe('a suppression is a finding itself', () => {
	test.each([
		['# plumbline-ignore', 'plumbline-ignore', 'This suppression names no rule: plumbline-ignore RULE: reason.'],
		['# plumbline-ignore box/siz', 'box/siz', 'There is no rule box/siz. Did you mean box/size?'],
		['# plumbline-ignore *', '*', '* would hide every rule: name the rules, or one service as in s3/*.'],
		['# plumbline-ignore lid/fit: it fits', 'plumbline-ignore lid/fit: it fits', 'Nothing to suppress: lid/fit finds nothing on A. (faded)'],
		['# plumbline-ignore box/size until=2026-06-29', 'plumbline-ignore box/size until=2026-06-29', 'This suppression expired on 2026-06-29.'],
		['# plumbline-ignore box/size until=2026-02-30', 'plumbline-ignore box/size until=2026-02-30', 'until=2026-02-30 is no day: YYYY-MM-DD.'],
	])('%s', async (above, text, message) => {
		const left = await remaining(boxes({ above }));
		expect(left.filter(one => !ALL.includes(one))).toEqual([`${text} → ${message}`]);
		expect(left, 'it suppresses nothing').toEqual(expect.arrayContaining(ALL));
	});

	test('for the rule of several that is not needed', async () => {
		expect((await remaining(boxes({ above: '# plumbline-ignore lid/fit, box/size' }))).filter(one => one.includes('→')))
			.toEqual(['lid/fit → Nothing to suppress: lid/fit finds nothing on A. (faded)']);
	});

	test('where it stands at no resource', async () => {
		expect((await remaining(boxes({ top: '# plumbline-ignore box/size' }))).filter(one => one.includes('→')))
			.toEqual(['plumbline-ignore box/size → This suppression stands at no resource: write it in or directly above one, or write plumbline-ignore-file.']);
	});

	test('without reason or end where the settings demand them', async () => {
		const settings = 'suppressions: { require-reason: true, require-expiry: true }';
		const said = async (above: string) => (await remaining(boxes({ above }), settings)).filter(one => one.includes('→'));
		expect(await said('# plumbline-ignore box/size')).toHaveLength(2);
		expect(await said('# plumbline-ignore box/size: why until=2026-12-31')).toEqual([]);
	});

	test('unless its rule was not asked, or had no certain answer', async () => {
		const above = '# plumbline-ignore lid/fit';
		expect(await remaining(boxes({ above }), '', rule => rule !== 'lid/fit')).toHaveLength(4);
		const unknown = boxes({ above: '# plumbline-ignore box/size' }).replace('size: bad', 'size: !Unknown P');
		expect((await remaining(unknown)).filter(one => one.includes('→'))).toEqual([]);
	});

	test('in the settings, when it has expired', () => {
		const text = 'suppress: [{ rule: box/size, until: 2026-01-01 }]';
		const settings = new Settings('file:///plumbline.yaml', readYaml(text), ['box/size']);
		expect(settingsSuppressionFaults(settings, '2026-01-01')).toEqual([]);
		expect(settingsSuppressionFaults(settings, '2026-01-02').map(one => [one.rule, text.slice(one.place.range.start, one.place.range.end)]))
			.toEqual([['plumbline/suppression', '{ rule: box/size, until: 2026-01-01 }']]);
	});
});
