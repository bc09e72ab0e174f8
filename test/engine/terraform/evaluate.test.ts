import { describe, expect, test } from 'vitest';
import { module, plain } from './design.ts';

/** Everything that expressions below may speak of. */
const scenery = {
	variable: {
		env: { default: 'dev' }, size: {}, flag: { type: 'bool' }, secret: { default: 'x', sensitive: true }, list: { default: ['a', 'b'] },
	},
	locals: {
		names: ['logs', 'data', 'logs'], ages: { ann: 30, bob: 25 }, nested: [['a'], ['b', ['c']]], prod: '${var.env == "prod"}', flagged: '${var.flag ? true : false}',
		ping: '${local.pong}', pong: '${local.ping}', deep: { a: [{ b: 'found' }] }, nothing: null,
	},
	data: {
		aws_caller_identity: { me: {} }, aws_region: { here: {} }, aws_partition: { here: {} }, aws_region_alias: {}, aws_ami: { linux: {} },
	},
};

/** The value of a template. */
function value(template: unknown): unknown {
	const design = module({
		...scenery, resource: {
			aws_s3_bucket: { b: { bucket: 'named', tags: { Owner: 'me' } }, counted: { count: 2 }, keyed: { for_each: { x: 1, y: 2 }, bucket: '${each.key}' } },
			aws_sqs_queue: { q: { delay_seconds: 5, name: template } },
		},
	});
	return plain(design.lowered.resources.find(one => one.id === 'aws_sqs_queue.q')!.lower().value.entries.get('QueueName')?.value ?? { kind: 'absent', site: undefined as never });
}

const DEV = { assumed: 'dev', by: 'variable env' };

describe('expressions', () => {
	test.each<[string, unknown]>([
		['plain', 'plain'],
		['$${not} %%{either}', '${not} %{either}'],
		['${1 + 2 * 3 - 4 % 3}', 6],
		['${-(2) < 1 && !false || false}', true],
		['${"a\\n\\"b\\" \\u00e9"}', 'a\n"b" é'],
		['${local.ages.ann}', 30],
		['${local.ages["bob"]}', 25],
		['${local.names[1]}', 'data'],
		['${local.deep.a.0.b}', 'found'],
		['${local.deep.a[*].b}', ['found']],
		['${[for n in local.names : upper(n) if n != "data"]}', ['LOGS', 'LOGS']],
		['${{for k, v in local.ages : k => v + 1}}', { ann: 31, bob: 26 }],
		['${{for n in local.names : n => true...}}', { logs: [true, true], data: [true] }],
		['${true ? "yes" : "no"}', 'yes'],
		['${false ? 1 : true ? 2 : 3}', 2],
		['%{ if true }in%{ else }out%{ endif } and %{ for n in local.names ~} ${n} %{ endfor }', 'in and logs data logs '],
		['a${"b"}c${1}', 'abc1'],
		['${[1, 2, "x"]}', [1, 2, 'x']],
		['${local.nothing}', undefined],
		['${null == null}', true],
		['${1 == "1"}', false],
		['${<<-EOT\n    two\n      more\n    EOT\n}', 'two\n  more\n'],
	])('%s', (template, expected) => expect(value(template)).toEqual(expected));

	test.each<[string, unknown]>([
		['${var.env}', DEV],
		['${var.env}-${data.aws_region.here.name}', { assumed: 'dev-{→AWS::Region}', by: 'variable env' }],
		['${upper(var.env)}', { assumed: 'DEV', by: 'variable env' }],
		['${var.size}', '? var.size'],
		['${var.secret}', '? var.secret'],
		['a-${var.size}', 'a-{? var.size}'],
		['${var.missing}', '? var.missing'],
		['${module.net.vpc_id}', '? module.net.vpc_id'],
		['${data.aws_caller_identity.me.account_id}', '→AWS::AccountId'],
		['${data.aws_partition.here.dns_suffix}', '→AWS::URLSuffix'],
		['${data.aws_ami.linux.id}', '? data.aws_ami.linux.id'],
		['${aws_s3_bucket.b.arn}/*', '{→aws_s3_bucket.b.Arn}/*'],
		['${aws_s3_bucket.b.bucket}', '→aws_s3_bucket.b.Ref'],
		['${aws_s3_bucket.b.tags.Owner}', 'me'],
		['${aws_s3_bucket.b.hosted_zone_id}', '→aws_s3_bucket.b.HostedZoneId'],
		['${aws_s3_bucket.counted[1].id}', '→aws_s3_bucket.counted.Ref'],
		['${aws_s3_bucket.counted[*].arn}', ['→aws_s3_bucket.counted.Arn', '→aws_s3_bucket.counted.Arn']],
		['${aws_s3_bucket.counted.*.arn}', ['→aws_s3_bucket.counted.Arn', '→aws_s3_bucket.counted.Arn']],
		['${aws_s3_bucket.counted.*.arn[1]}', '→aws_s3_bucket.counted.Arn'],
		['${local.deep.a.*.b[0]}', 'found'],
		['${aws_s3_bucket.keyed["x"].arn}', '→aws_s3_bucket.keyed["x"].Arn'],
		['${[for k, b in aws_s3_bucket.keyed : "${k}=${b.id}"]}', ['x={→aws_s3_bucket.keyed["x"].Ref}', 'y={→aws_s3_bucket.keyed["y"].Ref}']],
		['${aws_sqs_queue.q.delay_seconds}', 5],
		['${aws_s3_bucket.b}', '?'],
		['${local.ping}', '?'],
		['${terraform.workspace}', '? terraform.workspace'],
		['${local.names[count.index]}', '?'],
		['${1 +}', '?'],
		['${file("x")}', '? file("x")'],
		['${timestamp()}', '? timestamp()'],
		['${regex("a", "b")}', '? regex("a", "b")'],
	])('%s', (template, expected) => expect(value(template)).toEqual(expected));

	test.each<[string, unknown]>([
		['${var.flag ? 1 : 2}', { 'var.flag': 1, '!var.flag': 2 }],
		['${!var.flag ? 1 : 2}', { '!var.flag': 1, 'var.flag': 2 }],
		['${local.flagged ? 1 : 2}', { 'var.flag': 1, '!var.flag': 2 }],
		['${var.env != "prod" ? 1 : 2}', { '!var.env == "prod"': 1, 'var.env == "prod"': 2 }],
		['${local.prod ? 1 : 2}', { 'var.env == "prod"': 1, '!var.env == "prod"': 2 }],
		['${local.prod && var.flag ? 1 : 2}', { 'var.env == "prod" & var.flag': 1, '!local.prod && var.flag': 2 }],
		['${var.flag ? "a" : "b"}-x', { 'var.flag': 'a-x', '!var.flag': 'b-x' }],
		['${(var.flag ? [1] : [])[0]}', { 'var.flag': 1 }],
	])('%s', (template, expected) => expect(value(template)).toEqual(expected));
});

describe('functions', () => {
	test.each<[string, unknown]>([
		['abs(-3)', 3], ['ceil(1.2)', 2], ['floor(1.8)', 1], ['max(1, 3, 2)', 3], ['min([3, 2]...)', 2], ['sum([1, 2])', 3], ['parseint("ff", 16)', 255],
		['tostring(1)', '1'], ['tonumber("2")', 2], ['tobool("true")', true], ['lower("AbC")', 'abc'], ['title("ab cd")', 'Ab Cd'],
		['replace("a-b-c", "-", "_")', 'a_b_c'], ['split(",", "a,b")', ['a', 'b']], ['join("-", ["a", "b"])', 'a-b'], ['trim("xxaxx", "x")', 'a'], ['trimprefix("ab", "a")', 'b'],
		['trimsuffix("ab", "b")', 'a'], ['trimspace(" a ")', 'a'], ['substr("hello", 1, 3)', 'ell'], ['substr("hello", -2, -1)', 'lo'], ['format("%s-%03d%%", "a", 7)', 'a-007%'],
		['formatlist("%s!", ["a", "b"])', ['a!', 'b!']], ['startswith("abc", "ab")', true], ['strrev("ab")', 'ba'], ['indent(2, "a\\nb")', 'a\n  b'],
		['concat([1], [2])', [1, 2]], ['merge({a = 1}, {a = 2, b = 3})', { a: 2, b: 3 }], ['flatten(local.nested)', ['a', 'b', 'c']], ['distinct(local.names)', ['logs', 'data']],
		['toset(local.names)', ['data', 'logs']], ['length("añb")', 3], ['length({a = 1})', 1], ['lookup({a = 1}, "a", 0)', 1], ['lookup({a = 1}, "b", 0)', 0], ['element([1, 2], 3)', 2],
		['contains(["a"], "a")', true], ['contains(["a"], "b")', false], ['keys({b = 1, a = 2})', ['a', 'b']], ['values({b = 1, a = 2})', [2, 1]], ['zipmap(["a"], [1])', { a: 1 }],
		['setproduct(["a"], [1, 2])', [['a', 1], ['a', 2]]], ['compact(["a", "", null])', ['a']], ['coalesce("", "b")', 'b'], ['coalescelist([], [1])', [1]], ['reverse([1, 2])', [2, 1]],
		['sort(["b", "a"])', ['a', 'b']], ['slice([1, 2, 3], 1, 2)', [2]], ['one([1])', 1], ['one([])', undefined], ['range(3)', [0, 1, 2]], ['range(3, 0, -2)', [3, 1]],
		['setunion(["a"], ["b", "a"])', ['a', 'b']], ['setintersection(["a", "b"], ["b"])', ['b']], ['setsubtract(["a", "b"], ["b"])', ['a']], ['alltrue([true, "true"])', true],
		['chunklist([1, 2, 3], 2)', [[1, 2], [3]]], ['index(["a", "b"], "b")', 1], ['try(local.ages.zoe, "none")', 'none'], ['can(local.ages.zoe)', false], ['can(local.ages.ann)', true],
		['jsondecode("{\\"a\\": [1]}").a[0]', 1], ['jsondecode(jsonencode({a = 1})).a', 1], ['base64encode("é")', 'w6k='], ['base64decode("w6k=")', 'é'],
		['cidrsubnet("10.0.0.0/16", 8, 2)', '10.0.2.0/24'], ['cidrhost("10.0.0.0/24", 5)', '10.0.0.5'], ['cidrnetmask("10.0.0.0/12")', '255.240.0.0'],
		['cidrsubnets("10.0.0.0/16", 4, 8)', ['10.0.0.0/20', '10.0.16.0/24']], ['urlencode("a b")', 'a+b'], ['core::lower("A")', 'a'],
	])('%s', (call, expected) => expect(value(`\${${call}}`)).toEqual(expected));

	test.each<[string, unknown]>([
		['merge(var.size, {a = 1})', { a: 1, '…': '…' }],
		['merge({a = 1}, var.size)', { a: '? merge({a = 1}, var.size)', '…': '…' }],
		['concat([1], var.size)', [1, '…']],
		['join("-", var.list)', { assumed: 'a-b', by: 'variable list' }],
		['join(",", [aws_s3_bucket.b.arn, "x"])', '{→aws_s3_bucket.b.Arn},x'],
		['try(var.size, "none")', '? var.size'],
		['coalesce(var.size, "b")', '? coalesce(var.size, "b")'],
		['replace("aaa", "/a+/", "b")', '? replace("aaa", "/a+/", "b")'],
		['format("%s/%s", aws_s3_bucket.b.arn, var.env)', { assumed: '{→aws_s3_bucket.b.Arn}/dev', by: 'variable env' }],
	])('%s', (call, expected) => expect(value(`\${${call}}`)).toEqual(expected));
});

describe('budgets', () => {
	test('a million numbers, texts that double, choices that multiply, and deep nesting end as unknown', () => {
		expect(value('${range(1000000)}')).toBe('?');
		const doubling = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`l${index + 1}`, `\${local.l${index}}\${local.l${index}}`]));
		const listing = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`m${index + 1}`, `\${concat(local.m${index}, local.m${index})}`]));
		const choices = Array.from({ length: 20 }, (_, index) => `\${var.f${index} ? "a" : "b"}`).join('');
		const design = module({
			variable: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`f${index}`, {}])),
			locals: { l0: 'xx', m0: [1, 2], ...doubling, ...listing },
			resource: { aws_sqs_queue: {
				text: { name: '${local.l40}' }, choice: { name: choices }, nested: { name: `\${${'('.repeat(3000)}1${')'.repeat(3000)}}` },
				list: { name: '${length([for a in local.m40 : [for b in local.m40 : [for c in local.m40 : a]]])}' },
			} },
		});
		const started = Date.now();
		expect(String(design.properties('aws_sqs_queue.text').QueueName).length).toBeLessThan(1_000_000);
		expect(design.properties('aws_sqs_queue.choice').QueueName).toMatch(/^\?/);
		expect(design.properties('aws_sqs_queue.nested').QueueName).toBe('?');
		expect(design.properties('aws_sqs_queue.list')).toBeDefined();
		expect(design.lowered.incomplete).toEqual(['expressions that are too large to be evaluated']);
		expect(Date.now() - started).toBeLessThan(20_000);
	});
});

describe('places', () => {
	test('are exact in the host, behind JSON escapes and in policies inside of strings', () => {
		const design = module(`{ "resource": { "aws_sqs_queue": { "q": {
  "name": "\\u00e9${'${"'.replaceAll('"', '\\"')}x\\" }-\${jsonencode([])}",
  "policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Principal\\": {\\"AWS\\": \\"*\\"}, \\"Resource\\": \\"\${aws_sqs_queue.q.arn}\\", \\"Condition\\": {\\"Bool\\": \${jsonencode({ a = \\"b\\" })}}}]}",
  "redrive_policy": "\${jsonencode({ maxReceiveCount = 5, deadLetterTargetArn = var.flag ? \\"a\\" : \\"b\\" })}"
} } } }`);
		const policy = design.architecture.resource('aws_sqs_queue.q.policy')!;
		const statement = 'PolicyDocument.Statement';
		const texts = (pattern: string) => policy.all(pattern).map(one => design.placed(one.value!));
		expect(texts(`${statement}[].Effect`)).toEqual(['\\"Allow\\"']);
		expect(texts(`${statement}[].Principal.AWS`)).toEqual(['\\"*\\"']);
		expect(texts(`${statement}[].Resource`)).toEqual(['\\"${aws_sqs_queue.q.arn}\\"']);
		expect(texts(`${statement}[].Condition.Bool.a`)).toEqual(['\\"b\\"']);
		expect(texts(`${statement}[].Principal`)).toEqual(['\\"Principal\\"']);
		const redrive = design.architecture.resource('aws_sqs_queue.q')!.at('RedrivePolicy');
		expect(design.placed(redrive.at('maxReceiveCount').value!)).toBe('5');
		expect(redrive.at('deadLetterTargetArn').alternatives.map(one => [one.when[0], design.placed(one.value!)])).toEqual([
			[{ name: 'var.flag', is: true }, '\\"a\\"'], [{ name: 'var.flag', is: false }, '\\"b\\"'],
		]);
	});
});
