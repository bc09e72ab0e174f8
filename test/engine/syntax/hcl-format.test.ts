/** Alignment as `terraform fmt` does it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Row, formatRows } from '../../../engine/syntax/hcl-format.ts';

/** Rows from lines like `name = value # comment`. */
function rows(text: string): Row[] {
	return text.trim().split('\n').map(line => {
		const [, name, value, comment] = /^\s*(\S+) *= *(.*?)(?: *(#.*))?$/.exec(line)!;
		return { name: name!, value: value!.replaceAll('⏎', '\n'), ...(comment !== undefined && { comment }) };
	});
}

describe('rows', () => {
	test.each<[string, string, string]>([
		['one', 'a=1', 'a = 1'],
		['names of one length', 'ab = 1\ncd = 2', 'ab = 1\ncd = 2'],
		['a longer name', 'a = 1\nlonger = 2\nbc = 3', 'a      = 1\nlonger = 2\nbc     = 3'],
		['too many blanks', 'a     = 1\nbc    = 2', 'a  = 1\nbc = 2'],
		['quoted names', 'Name = 1\n"a:b" = 2', 'Name  = 1\n"a:b" = 2'],
		['a value of several lines alone', 'a = 1\nlonger = {⏎}\nbc = 3\nd = 4', 'a = 1\nlonger = {⏎}\nbc = 3\nd  = 4'],
		['values of several lines', 'longer = [⏎]\na = [⏎]', 'longer = [⏎]\na = [⏎]'],
		['a heredoc among others', 'longer = 1\na = <<EOF⏎x⏎EOF\nbc = 3', 'longer = 1\na      = <<EOF⏎x⏎EOF\nbc     = 3'],
		['a heredoc in a call alone', 'longer = 1\na = f(<<EOF⏎x⏎EOF⏎)\nbc = 3', 'longer = 1\na = f(<<EOF⏎x⏎EOF⏎)\nbc = 3'],
		['comments', 'a = 1 # one\nbc = 222 # two', 'a  = 1   # one\nbc = 222 # two'],
		['a comment alone', 'a = 1 # one\nbc = 222', 'a  = 1 # one\nbc = 222'],
		['comments parted by a row without', 'a = 1 # one\nb = 2222\nc = 333 # three\nd = 4 # four', 'a = 1 # one\nb = 2222\nc = 333 # three\nd = 4   # four'],
		['commas', 'a = 1, # one\nbc = 22, # two', 'a  = 1,  # one\nbc = 22, # two'],
		['letters of two units and combined ones', '"\u{1F600}" = 1\nabcd = "é" # 1\nx = "ab" # 2', '"\u{1F600}"  = 1\nabcd = "é"  # 1\nx    = "ab" # 2'],
	])('%s', (_, before, after) => {
		const done = formatRows(rows(before)).join('\n');
		expect(done).toBe(after.replaceAll('⏎', '\n'));
	});

	test('formatted once are formatted', () => {
		const row = fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), value: fc.constantFrom('1', '"x"', '{⏎}', 'aws_s3_bucket.b.id'), comment: fc.option(fc.constant('# why'), { nil: undefined }) });
		fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), all => {
			const once = formatRows(all.map(({ comment, ...one }) => ({ ...one, value: one.value.replaceAll('⏎', '\n'), ...(comment !== undefined && !one.value.includes('⏎') && { comment }) })));
			const flat = once.map(line => line.replaceAll('\n', '⏎')).join('\n');
			expect(formatRows(rows(flat))).toEqual(once);
		}));
	});
});
