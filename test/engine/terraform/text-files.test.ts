/** Texts of files that expressions read: what is named, what it is, and where it is placed. */
import { describe, expect, test } from 'vitest';
import { filesNamed } from '../../../engine/dialects/terraform/text-files.ts';
import type { Change } from '../../../engine/model/change.ts';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { Design, plain } from './design.ts';

const queue = (expression: string, more = '') => `resource "aws_sqs_queue" "q" {\n  name = ${expression}\n}\n${more}`;

function value(expression: string, read: Record<string, string>, more = ''): unknown {
	return plain(new Design({ 'main.tf': queue(expression, more) }, read).lowered.resources[0]!.lower().value.entries.get('QueueName')!.value);
}

const SCRIPT = '#!/bin/bash\r\necho "${HOME}" $$ %{ x\n';

describe('files', () => {
	test.each<[string, Record<string, string>, unknown]>([
		['file("a.sh")', { 'a.sh': SCRIPT }, SCRIPT],
		['file("${path.module}/in/a b.sh")', { 'in/a%20b.sh': SCRIPT }, SCRIPT],
		['file("./x/../a.sh")', { 'a.sh': 'x' }, 'x'],
		['core::file("${path.root}/a.sh")', { 'a.sh': 'x' }, 'x'],
		['filebase64("a.sh")', { 'a.sh': 'é\n' }, 'w6kK'],
		['base64encode(file("a.sh"))', { 'a.sh': 'é\n' }, 'w6kK'],
		['trimspace(file("a.sh"))', { 'a.sh': ' x\n' }, 'x'],
		['file("a.sh")', { 'a.sh': '' }, ''],
		['file("a.sh")', {}, '? file("a.sh")'],
		['file("/a.sh")', { 'a.sh': 'x' }, '? file("/a.sh")'],
		['file("~/a.sh")', { 'a.sh': 'x' }, '? file("~/a.sh")'],
		['file("")', {}, '? file("")'],
		['file()', {}, '? file()'],
		['file(["a.sh"])', { 'a.sh': 'x' }, '? file(["a.sh"])'],
		['file(null)', {}, '? file(null)'],
		['file(aws_sqs_queue.other.arn)', { 'a.sh': 'x' }, '? file(aws_sqs_queue.other.arn)'],
		['file(var.path)', { 'a.sh': 'x' }, { assumed: 'x', by: 'variable path' }],
	])('%s', (expression, read, expected) => expect(value(expression, read, 'variable "path" {\n  default = "a.sh"\n}\n')).toEqual(expected));

	test.each<[string, string, unknown]>([
		['port=${port}\n', '{ port = 80 }', 'port=80\n'],
		['$${HOME} %%{x} ${port}', '{ port = 80 }', '${HOME} %{x} 80'],
		['%{ for h in hosts ~}\nadd ${h}\n%{ endfor ~}\nend', '{ hosts = ["a", "b"] }', 'add a\nadd b\nend'],
		['%{ if big }dnf install x%{ else }no%{ endif }', '{ big = true }', 'dnf install x'],
		['db=${db.host} ${upper(name)}', '{ db = { host = "h" }, name = "n" }', 'db=h N'],
		['a ${data.host}', '{ data = { host = "h" } }', 'a h'],
		['db=${db}\ndnf install httpd\n', '{ db = aws_db_instance.d.address }', 'db={→aws_db_instance.d.Endpoint.Address}\ndnf install httpd\n'],
		['a ${missing} b', '{}', 'a {?} b'],
		['a ${missing} b', 'var.unset', 'a {?} b'],
		['${jsonencode({ a = port })}', '{ port = 1 }', '?'],
		['${HOME:-x}', '{}', '?'],
		['${templatefile("t.tpl", {})}', '{}', '? templatefile("t.tpl", {})'],
		['${[1, 2]}', '{}', '? templatefile("${path.module}/t.tpl", {})'],
		['no\r\nvariables', '{}', 'no\r\nvariables'],
	])('a template %j', (text, variables, expected) => {
		expect(value(`templatefile("\${path.module}/t.tpl", ${variables})`, { 't.tpl': text }, 'variable "unset" {}\nresource "aws_db_instance" "d" {}\n')).toEqual(expected);
	});

	test('a template under a condition that is not known is one of several texts', () => {
		const found = value('templatefile("t.tpl", { big = var.big })', { 't.tpl': '%{ if big }a%{ else }b%{ endif }' }, 'variable "big" {\n  type = bool\n}\n') as Record<string, unknown>;
		expect(Object.values(found)).toEqual(['a', 'b']);
	});

	test('are placed where they are used, and never changed', () => {
		const policy = '{\n  "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "${arn}" }]\n}\n';
		const text = (use: string) => `resource "aws_s3_bucket" "b" {}\n\nresource "aws_s3_bucket_policy" "b" {\n  bucket = aws_s3_bucket.b.id\n  policy = ${use}\n}\n`;
		for (const use of ['file("p.json")', 'templatefile("p.json", { arn = "*" })']) {
			const design = new Design({ 'main.tf': text(use) }, { 'p.json': policy });
			const statement = design.architecture.all('AWS::S3::Bucket')[0]!.at('@Policy.Statement').items[0] ?? design.architecture.resources.map(one => one.at('PolicyDocument.Statement')).find(one => one.items.length > 0)!.items[0]!;
			expect(statement.at('Principal').value).toMatchObject({ kind: 'known', scalar: '*' });
			for (const at of [statement, statement.at('Principal'), statement.at('Condition')]) expect(design.texts.get(at.site.uri)!.slice(at.site.range.start, at.site.range.end)).toMatch(/^(policy|file\("p\.json"\)|templatefile\("p\.json", \{ arn = "\*" \}\))$/);
			expect(design.write([{ kind: 'set', resource: statement.resource.id, path: statement.at('Effect').path, value: 'Deny' }])).toMatch(/computed/);
			const { resource, path } = statement;
			const changes: Change[] = [
				{ kind: 'append', resource: resource.id, path: path.slice(0, -1), value: { Effect: 'Deny' } },
				{ kind: 'remove', resource: resource.id, path },
				{ kind: 'set', resource: resource.id, path: path.slice(0, -2), value: { Statement: [] } },
			];
			expect(changes.map(change => design.write([change]))).toEqual(changes.map(() => expect.stringMatching(/computed/)));
		}
	});

	test('are blocks of the design that resources read', () => {
		const design = new Design({ 'main.tf': queue('local.text', 'locals {\n  text = file("a.sh")\n}\n') }, { 'a.sh': 'x' });
		expect(design.lowered.blocks.map(one => one.id)).toContain('file:///m/a.sh#');
		expect(design.lowered.resources[0]!.lower().reads).toContain('file:///m/a.sh#');
	});

	test('of called modules are their own, or beside the root', () => {
		const sub = 'variable "script" {}\nresource "aws_sqs_queue" "q" {\n  name = "${file("${path.module}/a.sh")} ${file("a.sh")} ${file(var.script)}"\n}\n';
		const design = new Design({ 'main.tf': 'module "s" {\n  source = "./sub"\n  script = "${path.module}/b.sh"\n}\n', 'sub/main.tf': sub }, { 'a.sh': 'root', 'sub/a.sh': 'sub', 'b.sh': 'handed' });
		expect(design.properties('module.s.aws_sqs_queue.q')).toEqual({ QueueName: 'sub root handed' });
	});

	test('are named by the documents', () => {
		const hcl = 'a = file("a.sh")\nb = templatefile(\n  "${path.module}/../b c.tpl", {})\nc = filebase64("${path.root}/c")\nd = file("/etc/passwd")\ne = file("${var.x}/e")\nf = fileexists("f")\ng = file("${path.module}g")\nh = file("../../../../../etc/hosts")\n';
		const json = JSON.stringify({ locals: { a: '${file("${path.module}/j.sh")}' } });
		const documents = [{ uri: 'file:///r/m/main.tf', tree: readHcl(hcl) }, { uri: 'file:///r/m/sub/x.tf.json', tree: readJson(json) }];
		expect(filesNamed({ documents, directory: 'file:///r/m/' })).toEqual(['file:///r/m/a.sh', 'file:///r/b%20c.tpl', 'file:///r/m/c', 'file:///etc/hosts', 'file:///r/m/sub/j.sh']);
	});
});
