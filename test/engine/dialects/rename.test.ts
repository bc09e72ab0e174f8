/** Renaming in every dialect: the conditions of one policy get other operators and keys. */
import { describe, expect, test } from 'vitest';
import { cloudformation } from '../../../engine/dialects/cloudformation/cloudformation.ts';
import type { Dialect } from '../../../engine/dialects/dialect.ts';
import { policy } from '../../../engine/dialects/policy/policy.ts';
import { terraform } from '../../../engine/dialects/terraform/terraform.ts';
import { Architecture } from '../../../engine/model/architecture.ts';
import type { Change } from '../../../engine/model/change.ts';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { applyEdits } from '../../../engine/syntax/tree.ts';
import { readYaml } from '../../../engine/syntax/yaml.ts';
import { loadGrammar } from '../../../workspace/grammar.ts';

await loadGrammar();

const CONDITION = { Like: { a: ['x', 'y'], b: 'z' }, Equals: { c: 'w' } };
const document = (condition: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { aws: '1' }, Action: 's3:*', Resource: '*', Condition: condition }] });
const hclOf = (value: unknown): string => {
	if (Array.isArray(value)) return `[${value.map(hclOf).join(', ')}]`;
	if (typeof value === 'object') return `{\n${Object.entries(value!).map(([key, one]) => `${key} = ${hclOf(one)}\n`).join('')}}`;
	return JSON.stringify(value);
};
const block = (body: string) => `resource "aws_s3_bucket_policy" "p" {\nbucket = "b"\npolicy = ${body}\n}\n`;
const resources = (value: unknown) => ({ Resources: { P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'b', PolicyDocument: value } } } });
const blocks = (condition: object) => Object.entries(condition).flatMap(([test, keys]) => Object.entries(keys as object).map(([variable, values]) => `condition {\ntest = "${test}"\nvariable = "${variable}"\nvalues = ${JSON.stringify([values].flat())}\n}\n`)).join('');
const given = document(CONDITION);

const homes: Record<string, { dialect: Dialect; uri: string; text: string }> = {
	'a template': { dialect: cloudformation, uri: 't.json', text: JSON.stringify(resources(given), null, 2) },
	'text in a template': { dialect: cloudformation, uri: 't.yaml', text: `Resources:\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      PolicyDocument: !Sub |\n        ${JSON.stringify(given, null, 2).replaceAll('\n', '\n        ')}\n` },
	'a policy file': { dialect: policy, uri: 'p.json', text: JSON.stringify(given) },
	'jsonencode': { dialect: terraform, uri: 'm.tf', text: block(`jsonencode(${hclOf(given)})`) },
	'a heredoc': { dialect: terraform, uri: 'm.tf', text: block(`<<EOF\n${JSON.stringify(given, null, 2)}\nEOF`) },
	'text in Terraform JSON': { dialect: terraform, uri: 'm.tf.json', text: JSON.stringify({ resource: { aws_s3_bucket_policy: { p: { bucket: 'b', policy: JSON.stringify(given) } } } }) },
	'jsonencode in Terraform JSON': { dialect: terraform, uri: 'm.tf.json', text: JSON.stringify({ resource: { aws_s3_bucket_policy: { p: { bucket: 'b', policy: `\${jsonencode(${hclOf(given).replaceAll('\n', ' ').replaceAll(/(?<=[\]"}]) (?=\w)/g, ', ')})}` } } } }) },
	'a data source': { dialect: terraform, uri: 'm.tf', text: `data "aws_iam_policy_document" "d" {\nstatement {\nactions = ["s3:*"]\nresources = ["*"]\nprincipals {\ntype = "aws"\nidentifiers = ["1"]\n}\n${blocks(CONDITION)}}\n}\n${block('data.aws_iam_policy_document.d.json')}` },
};

const rename = (path: (string | number)[], ...names: string[]): Omit<Extract<Change, { kind: 'rename' }>, 'resource'> => ({ kind: 'rename', path: ['PolicyDocument', 'Statement', 0, 'Condition', ...path], names });
type Step = ReturnType<typeof rename> | Omit<Extract<Change, { kind: 'set' }>, 'resource'>;
const set = (path: (string | number)[], value: string): Step => ({ kind: 'set', path: ['PolicyDocument', 'Statement', 0, 'Condition', ...path], value });

function read({ dialect, uri }: { dialect: Dialect; uri: string }, text: string) {
	const tree = uri.endsWith('.tf') ? readHcl(text) : uri.endsWith('.yaml') ? readYaml(text) : readJson(text);
	expect(tree.problems, text).toEqual([]);
	const sources = { documents: [{ uri, tree }] };
	const design = new Architecture(dialect.lower(sources));
	const resource = design.resources.find(one => one.at('PolicyDocument').exists === 'yes')!;
	const condition = Object.fromEntries(resource.at('PolicyDocument.Statement').items[0]!.at('Condition').entries
		.map(([operator, keys]) => [operator, Object.fromEntries(keys.entries.map(([key, value]) => [key, value.items.map(item => item.scalar)]))]));
	return { sources, design, resource, condition };
}

function written(home: (typeof homes)[string], steps: readonly Step[]): object | string {
	const { sources, design, resource } = read(home, home.text);
	const plan = home.dialect.write(sources, design, steps.map((step): Change => ({ ...step, resource: resource.id })));
	return 'refused' in plan ? plan.refused : read(home, applyEdits(home.text, plan.edits.get(home.uri) ?? [])).condition;
}

const texts = { a: ['x', 'y'], b: ['z'], c: ['w'] };

describe.each(Object.entries(homes))('in %s', (_, home) => {
	test.each<[string, Step[], object]>([
		['an operator', [rename(['Like'], 'Is')], { Is: { a: texts.a, b: texts.b }, Equals: { c: texts.c } }],
		['a key', [rename(['Like', 'b'], 'd')], { Like: { a: texts.a, d: texts.b }, Equals: { c: texts.c } }],
		['the operator of one key, which goes', [rename(['Like', 'b'], 'Is', 'b')], { Like: { a: texts.a }, Is: { b: texts.b }, Equals: { c: texts.c } }],
		['the operator of one key, into another that is there', [rename(['Like', 'a'], 'Equals', 'a')], { Like: { b: texts.b }, Equals: { c: texts.c, a: texts.a } }],
		['the operator of all keys, one by one', [rename(['Like', 'a'], 'Is', 'a'), rename(['Like', 'b'], 'Is', 'd')], { Is: { a: texts.a, d: texts.b }, Equals: { c: texts.c } }],
		['an operator into another', [rename(['Equals'], 'Like')], { Like: { a: texts.a, b: texts.b, c: texts.c } }],
		['two operators into one', [rename(['Like'], 'Is'), rename(['Equals'], 'Is')], { Is: { a: texts.a, b: texts.b, c: texts.c } }],
		['keys to several operators', [rename(['Like', 'a'], 'Is', 'a'), rename(['Like', 'b'], 'Equals', 'b')], { Equals: { b: texts.b, c: texts.c }, Is: { a: texts.a } }],
		['a key that also gets a value', [rename(['Like', 'b'], 'Is', 'b'), set(['Like', 'b'], 'v')], { Like: { a: texts.a }, Is: { b: ['v'] }, Equals: { c: texts.c } }],
		['an operator whose key gets a value', [rename(['Equals', 'c'], 'Is', 'c'), set(['Equals', 'c'], 'v')], { Like: { a: texts.a, b: texts.b }, Is: { c: ['v'] } }],
		['an operator, and a value in it', [set(['Like', 'a', 1], 'v'), rename(['Like'], 'Is')], { Is: { a: ['x', 'v'], b: texts.b }, Equals: { c: texts.c } }],
		['the same twice', [rename(['Like'], 'Is'), rename(['Like'], 'Is')], { Is: { a: texts.a, b: texts.b }, Equals: { c: texts.c } }],
	])('%s', (_title, steps, expected) => expect(written(home, steps)).toEqual(expected));

	test('a principal, of which there is more to know', () => {
		const { sources, design, resource } = read(home, home.text);
		const plan = home.dialect.write(sources, design, [{ kind: 'rename', resource: resource.id, path: ['PolicyDocument', 'Statement', 0, 'Principal', 'aws'], names: ['AWS'] }]);
		expect('edits' in plan && applyEdits(home.text, plan.edits.get(home.uri)!)).toBe(home.text.replace(/(?<=[Pp]rincipal[^\n]*(?:\n[^\n]*)?)aws\b/, 'AWS'));
	});

	test.each<[string, Step[]]>([
		['what is not there', [rename(['None'], 'Is')]],
		['to a name that something has', [rename(['Like', 'a'], 'b')]],
		['to two names', [rename(['Like'], 'Is'), rename(['Like'], 'Was')]],
	])('refused: %s', (_title, steps) => expect(written(home, steps)).toEqual(expect.any(String)));
});
