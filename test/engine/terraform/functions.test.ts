/** Terraform's functions by the edges that its documentation tells of. What depends on its version, or was never carried out, is unknown. */
import { describe, expect, test } from 'vitest';
import { hcl, plain } from './design.ts';

const SCENERY = `variable "any" {}
variable "empty" { default = "" }
variable "none" { default = null }
variable "yes" {
  type    = bool
  default = "true"
}
variable "text" {
  type    = string
  default = true
}
variable "number" {
  type    = number
  default = "7"
}
variable "set" {
  type    = set(string)
  default = ["b", "a", "b"]
}
variable "flags" {
  type    = map(string)
  default = { on = true }
}
resource "aws_s3_bucket" "b" {}
`;

function value(expression: string): unknown {
	const design = hcl(`${SCENERY}resource "aws_sqs_queue" "q" {\n  name = ${expression}\n}\n`);
	const found = design.lowered.resources.find(one => one.id === 'aws_sqs_queue.q')!.lower().value.entries.get('QueueName');
	return found && plain(found.value);
}

/** What a default is assumed to make. */
const by = (variable: string, assumed: unknown) => ({ assumed, by: `variable ${variable}` });
const UNKNOWN = expect.stringMatching(/^\?/);
/** What Terraform would reject: `try` goes on. */
const FAILS = 'failed';

describe.each<[string, readonly (readonly [string, unknown])[]]>([
	['lists', [
		['element(["a", "b"], 5)', 'b'], ['element(["a"], -1)', UNKNOWN], ['element([], 0)', FAILS], ['element(["a"], 0.5)', UNKNOWN],
		['slice(["a", "b"], 0, 0)', []], ['slice(["a", "b"], 1, 3)', FAILS], ['slice(["a", "b"], 2, 1)', FAILS], ['slice(["a", "b"], -1, 1)', FAILS], ['slice(["a", "b"], 2, 2)', []],
		['one([])', undefined], ['one(["a"])', 'a'], ['one(["a", "b"])', FAILS], ['one(null[*])', undefined], ['one("x"[*])', 'x'],
		['compact(["", "a", null, var.empty])', ['a']], ['distinct(["b", "a", "b"])', ['b', 'a']], ['reverse([])', []], ['flatten([[], [["a"], [[]]], "b"])', ['a', 'b']],
		['flatten([{ a = [1] }])', [{ a: [1] }]], ['concat([], [])', []], ['index(["a"], "b")', FAILS], ['index([var.any], "b")', UNKNOWN], ['sum([])', FAILS], ['sum(["1", 2])', 3], ['sum(["a"])', FAILS],
		['contains([var.any], "a")', UNKNOWN], ['contains([var.any, "a"], "a")', true], ['contains([], "a")', false], ['chunklist([1, 2, 3], 5)', [[1, 2, 3]]],
		['range(2, 0)', [2, 1]], ['range(0)', []], ['range(0, 1, 0.5)', [0, 0.5]], ['range(1025)', FAILS], ['range(0, 1, 0)', FAILS], ['setproduct([], ["a"])', []],
		['matchkeys(["i1", "i2"], ["a", "b"], ["b"])', ['i2']], ['matchkeys(["i1"], ["a", "b"], ["b"])', FAILS], ['alltrue([])', true], ['anytrue([])', false], ['coalescelist([], ["a"])', ['a']],
		['[1, 2][null]', FAILS], ['[1, 2]["1"]', 2], ['[1][1]', FAILS],
	]],
	['sets', [
		['toset(["b", "a", "b"])', ['a', 'b']], ['toset([10, 9])', [9, 10]], ['join(",", toset(["b", "a"]))', 'a,b'], ['var.set', by('set', ['a', 'b'])], ['tolist(var.set)[0]', by('set', 'a')],
		['setunion(["b"], ["a"])', ['a', 'b']], ['setintersection(["b", "a"], ["a", "b"])', ['a', 'b']], ['setsubtract(["b", "a"], ["a"])', ['b']], ['setsymmetricdifference(["a", "b"], ["b", "c"])', ['a', 'c']],
	]],
	['maps', [
		['[for k, v in { b = 1, a = 2 } : k]', ['a', 'b']], ['keys({ b = 1, a = 2 })', ['a', 'b']], ['values({ b = 1, a = 2 })', [2, 1]], ['merge(null, { a = 1 })', { a: 1 }], ['merge()', {}],
		['lookup({ a = null }, "a", "d")', undefined], ['lookup({}, "a", null)', undefined], ['lookup({}, "a")', FAILS], ['lookup({ a = 1 }, var.any, 2)', UNKNOWN], ['transpose({ a = ["x", "y"], b = ["x"] })', { x: ['a', 'b'], y: ['a'] }],
		['zipmap([], [])', {}], ['zipmap(["a"], [])', FAILS], ['length({})', 0], ['length(null)', UNKNOWN],
	]],
	['choices of what is there', [
		['coalesce("", null, "x")', 'x'], ['coalesce(null, 0)', 0], ['coalesce("", null)', FAILS], ['coalesce(var.none, "x")', by('none', 'x')], ['coalesce(var.empty, var.none, "x")', { assumed: by('empty', 'x'), by: 'variable none' }],
		['coalesce(var.any, "x")', UNKNOWN], ['try(var.none.x, "x")', by('none', 'x')], ['try(var.any.x, "x")', '? var.any.x'], ['can(null.x)', false], ['can(var.any ? 1 : null.x)', UNKNOWN], ['try(1 / 0, "x")', 'x'],
	]],
	['strings', [
		['split(",", "")', ['']], ['split("", "ab")', ['a', 'b']], ['substr("hello", 1, -1)', 'ello'], ['substr("hello", -3, 2)', 'll'], ['substr("hello", 9, 1)', ''], ['title("a-b c_d")', 'A-B C_d'], ['trim("", "x")', ''], ['trimsuffix("aa", "")', 'aa'],
		['trimprefix("aab", "a")', 'ab'], ['chomp("a\\r\\n\\n")', 'a'], ['chomp("\\na")', '\na'], ['replace("aaa", "aa", "b")', 'ba'], ['replace("a", "", "b")', UNKNOWN], ['replace("a", "/a/", "b")', UNKNOWN], ['join("-", [])', ''],
		['join("-", [1, true])', '1-true'], ['join("", aws_s3_bucket.b[*].arn)', '→aws_s3_bucket.b.Arn'], ['basename("/a/b/")', 'b'], ['dirname("/a")', '/'], ['dirname("a/b")', 'a'], ['dirname("a")', '.'], ['lower(null)', FAILS], ['upper(1)', '1'],
		['urlencode("a b!é/")', 'a+b%21%C3%A9%2F'], ['textencodebase64("é", "UTF-8")', 'w6k='], ['textdecodebase64("w6k=", "UTF-8")', 'é'], ['textencodebase64("é", "UTF-16LE")', UNKNOWN], ['base64decode("!")', FAILS], ['strcontains("abc", "")', true],
	]],
	['format', [
		['format("%s %s", 1, true)', '1 true'], ['format("%q", "a\\"b")', '"a\\"b"'], ['format("%05d", 42)', '00042'], ['format("%05d", -42)', '-0042'], ['format("%d", "7")', '7'], ['format("%d", "a")', FAILS], ['format("%5s|%-5s|", "a", "b")', '    a|b    |'],
		['format("%t", "true")', 'true'], ['format("%[2]s-%[1]s", "a", "b")', 'b-a'], ['format("%s")', FAILS], ['format("x", 1)', FAILS], ['format("100%%")', '100%'], ['format("%.2f", 1)', UNKNOWN], ['format("%#v", 1)', UNKNOWN], ['format("%v", [1])', UNKNOWN], ['format("50%")', UNKNOWN],
		['formatlist("%s-%s", ["a", "b"], "x")', ['a-x', 'b-x']], ['formatlist("%s-%s", ["a"], ["b", "c"])', FAILS], ['formatlist("%s", [])', []],
	]],
	['numbers', [
		['"n${1000000000000000000000}"', 'n1000000000000000000000'], ['"n${0.0000001}"', 'n0.0000001'], ['"n${0.1}"', 'n0.1'], ['tostring(-1.5)', '-1.5'], ['ceil(-1.5)', -1], ['floor(-1.5)', -2], ['max()', FAILS], ['min(["3", 2]...)', 2], ['pow(10, 400)', UNKNOWN], ['log(8, 2)', 3], ['abs("-3")', 3],
		['parseint("100", 2)', 4], ['parseint("-FF", 16)', -255], ['parseint("12x", 10)', FAILS], ['parseint("", 10)', FAILS], ['signum(-2)', -1], ['tonumber("1e3")', 1000], ['tonumber("a")', FAILS], ['tonumber(null)', undefined], ['tobool("1")', true], ['tobool("yes")', FAILS], ['tobool(null)', undefined],
		['cidrsubnet("fd00::/48", 16, 1)', UNKNOWN], ['cidrhost("fd00::/48", 1)', UNKNOWN], ['cidrsubnet("10.0.0.0/16", 17, 0)', FAILS], ['cidrhost("10.0.0.0/24", -1)', '10.0.0.255'], ['cidrnetmask("10.0.0.0/0")', '0.0.0.0'],
	]],
	['comparisons', [
		['1 == "1"', false], ['"1" == "1"', true], ['null == ""', false], ['null == null', true], ['[] == []', true], ['"a" != "b"', true], ['"5" > 3', true], ['null < 1', FAILS], ['false && var.any', false], ['var.any && false', false], ['true || var.any', true], ['var.any || false', UNKNOWN],
		['false && null.x', false], ['true || null.x', true], ['true && null.x', FAILS], ['!"false"', true], ['"1" ? "a" : "b"', 'a'], ['null ? "a" : "b"', FAILS], ['"x" ? "a" : "b"', FAILS],
	]],
	['variables by their types', [
		['var.yes == true', by('yes', true)], ['var.text == "true"', by('text', true)], ['var.number + 1', by('number', 8)], ['var.flags["on"] == "true"', by('flags', true)], ['tostring(var.number)', by('number', '7')],
	]],
	['documents', [
		['yamldecode("a: 1\\nb: [x, true, null]\\n")', { a: 1, b: ['x', true, undefined] }], ['yamldecode("a: yes\\nb: 1.10\\nc: 2020-01-01\\nd: \'no\'")', { a: UNKNOWN, b: UNKNOWN, c: UNKNOWN, d: 'no' }], ['yamldecode("a: !x 1").a', UNKNOWN], ['yamldecode("a: [")', UNKNOWN], ['yamldecode("x: &a [1]\\ny: *a").y', [1]],
		['jsondecode("{\\"a\\": [1, null]}")', { a: [1, undefined] }], ['jsondecode("{")', FAILS], ['jsondecode(jsonencode({ a = var.any })).a', '? var.any'],
	]],
	['times', [
		['timeadd("2020-01-31T00:00:00Z", "24h30m")', '2020-02-01T00:30:00Z'], ['timeadd("2020-01-01T00:00:00Z", "-1s")', '2019-12-31T23:59:59Z'], ['timeadd("2020-01-01T00:00:00+01:00", "1h")', UNKNOWN], ['timeadd(timestamp(), "1h")', UNKNOWN], ['timecmp("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z")', -1],
	]],
	['functions of the provider', [
		['provider::aws::arn_parse("arn:aws:iam::111122223333:role/a:b").resource', 'role/a:b'], ['provider::aws::arn_parse("x")', FAILS], ['provider::aws::arn_build("aws", "s3", "", "", "b")', 'arn:aws:s3:::b'],
		['provider::aws::trim_iam_role_path("arn:aws:iam::111122223333:role/with/path/name")', 'arn:aws:iam::111122223333:role/name'], ['provider::other::thing("x")', UNKNOWN],
	]],
])('%s', (_, cases) => {
	test.each(cases)('%s', (expression, expected) => expect(value(expected === FAILS ? `try(${expression}, "failed")` : expression)).toEqual(expected));
});
