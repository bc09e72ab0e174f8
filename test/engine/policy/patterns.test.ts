import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextPart } from '../../../engine/model/value.ts';
import { type Pattern, covers, intersects, pattern, split, unionCovers } from '../../../engine/policy/patterns.ts';
import { account, ref } from './design.ts';

const p = (text: string) => pattern(text);
const bucket = ref('Bucket').value as TextPart, other = ref('Other').value as TextPart, id = account.value as TextPart;

/** IAM's wildcards as a regular expression. */
function regex(text: string): RegExp {
	return new RegExp(`^${[...text].map(char => (char === '*' ? '.*' : char === '?' ? '.' : `\\${char}`)).join('')}$`, 's');
}

const alphabet = fc.constantFrom('-', '_', '*', '?');
const patterns = fc.array(alphabet, { maxLength: 4 }).map(chars => chars.join(''));
/** All strings over two letters and one that no pattern mentions, up to nine long. */
const words = (() => {
	const all = [''];
	for (let from = 0, length = 0; length < 9; length++) {
		const to = all.length;
		for (let index = from; index < to; index++) for (const letter of '-_#') all.push(all[index]! + letter);
		from = to;
	}
	return all;
})();

describe('known patterns', () => {
	it('covers exactly what a search over all short strings says', () => {
		fc.assert(fc.property(patterns, patterns, (a, b) => {
			const outer = regex(a), inner = regex(b);
			const counterexample = words.find(word => inner.test(word) && !outer.test(word));
			expect(covers(p(a), p(b))).toBe(counterexample === undefined ? 'yes' : 'no');
		}), { numRuns: 400 });
	});

	it('intersects exactly where a search finds a common string', () => {
		fc.assert(fc.property(patterns, patterns, (a, b) => {
			const one = regex(a), two = regex(b);
			expect(intersects(p(a), p(b))).toBe(words.some(word => one.test(word) && two.test(word)) ? 'yes' : 'no');
		}), { numRuns: 400 });
	});

	it('compares actions without regard to case', () => {
		expect(covers(pattern('S3:Get*', { fold: true }), pattern('s3:getobject', { fold: true }))).toBe('yes');
		expect(covers(p('S3:Get*'), p('s3:getobject'))).toBe('no');
	});

	it('takes policy variables for no fixed text, and their escapes for characters', () => {
		const home = pattern('home/${aws:username}/*', { variables: true });
		expect(covers(home, p('home/bob/x'))).toBe('maybe');
		expect(covers(pattern('a${*}', { variables: true }), p('ab'))).toBe('no');
		expect(covers(p('${aws:username}'), p('bob'))).toBe('no');
	});

	it('answers maybe, soon, where the comparison would be too large', () => {
		const long = p('a?*'.repeat(3000));
		expect(covers(long, long)).toBe('maybe');
	});
});

describe('patterns with parts that are not known', () => {
	const arn = (...parts: TextPart[]) => pattern(['arn:aws:s3:::', ...parts]);

	it('a reference is itself, and perhaps anything else', () => {
		expect(covers(arn(bucket, '/*'), arn(bucket, '/*'))).toBe('yes');
		expect(covers(arn(bucket, '/*'), arn(bucket, '/logs/*'))).toBe('yes');
		expect(covers(arn(bucket, '/*'), arn(bucket))).toBe('no');
		expect(covers(arn(bucket), arn(other))).toBe('maybe');
		expect(covers(arn(bucket), arn('literal'))).toBe('maybe');
		expect(covers(arn('*'), arn(bucket, '/a'))).toBe('yes');
		expect(covers(arn('literal'), arn(bucket))).toBe('maybe');
		expect(covers(arn('literal/*'), arn(bucket))).toBe('no');
		expect(covers(p('arn:aws:sqs:*'), arn(bucket))).toBe('no');
		expect(intersects(arn(bucket), arn(other))).toBe('maybe');
		expect(intersects(arn(bucket), arn(bucket))).toBe('yes');
		expect(intersects(arn(bucket), arn('x', '/', 'y'))).toBe('no');
		expect(intersects(arn(bucket, '/a'), arn('*/b'))).toBe('no');
	});

	it('an unknown can be a wildcard, so nothing is certain of it but that * covers it', () => {
		const open: TextPart = { kind: 'unknown', reason: 'test', identity: 'p', site: { uri: '', range: { start: 0, end: 0 } } };
		expect(covers(pattern([open]), p('*'))).toBe('maybe');
		expect(covers(p('*'), pattern([open]))).toBe('yes');
		expect(covers(pattern([open]), pattern([open]))).toBe('yes');
		expect(covers(p(''), pattern([open]))).toBe('maybe');
		expect(covers(pattern(['a', open]), p('b'))).toBe('no');
	});

	/** Replacing the opaque part by any text must not contradict a certain answer. */
	it('is certain only of what holds whatever the parts turn out to be', () => {
		const piece = fc.oneof(alphabet, fc.constant(id));
		const parts = fc.array(piece, { maxLength: 6 });
		const build = (list: readonly TextPart[], value: string) => list.map(part => (typeof part === 'string' ? part : value)).join('');
		fc.assert(fc.property(parts, parts, fc.constantFrom('-', '_', '#', '-_', '--'), (a, b, value) => {
			const one = build(a, value), two = build(b, value);
			for (const question of [covers, intersects]) {
				const answer = question(pattern(a), pattern(b));
				if (answer !== 'maybe') expect(question(p(one), p(two))).toBe(answer);
			}
		}), { numRuns: 2000 });
	});
});

describe('sets', () => {
	const set = (negated: boolean, ...texts: string[]) => ({ negated, open: false, patterns: texts.map(text => p(text)) });

	it('covers as set theory has it', () => {
		expect(unionCovers(set(false, 'a*', 'b*'), set(false, 'ab', 'bc'))).toBe('yes');
		expect(unionCovers(set(false, 'a*'), set(false, 'ab', 'bc'))).toBe('no');
		expect(unionCovers(set(true, 'b*'), set(false, 'ab'))).toBe('yes');
		expect(unionCovers(set(true, 'a?'), set(false, 'a*'))).toBe('no');
		expect(unionCovers(set(true, 'ab'), set(true, 'a*'))).toBe('yes');
		expect(unionCovers(set(true, 'a*'), set(true, 'ab'))).toBe('no');
		expect(unionCovers(set(false, '*'), set(true, 'ab'))).toBe('yes');
		expect(unionCovers({ ...set(false, 'b'), open: true }, set(false, 'a'))).toBe('maybe');
		expect(unionCovers({ ...set(true, 'b'), open: true }, set(false, 'a'))).toBe('maybe');
		expect(unionCovers({ ...set(true, 'a'), open: true }, set(false, 'a'))).toBe('no');
	});

	it('splits ARNs into sections', () => {
		const sections = split(pattern(['arn:aws:iam::', id, ':role/a:b']), ':', 6) as readonly Pattern[];
		expect(sections.map(section => section.text)).toEqual(['arn', 'aws', 'iam', '', '${AWS::AccountId}', 'role/a:b']);
	});
});
