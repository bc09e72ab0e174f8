/**
 * Random modules in random formatting, and random changes of the kinds that rules make: the result parses, the changes are made,
 * a second time changes nothing, comments stay, what was formatted is formatted, and other resources are what they were.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change, Draft } from '../../../engine/model/change.ts';
import { readHcl } from '../../../engine/syntax/hcl.ts';
import { formatRows } from '../../../engine/syntax/hcl-format.ts';
import { faults } from '../syntax/formatted.ts';
import { type Design, hcl } from './design.ts';

const runs = { numRuns: Number(process.env['RUNS'] ?? 150) };

/** A random choice below a number; what decides the layout comes from here. */
type Choose = (below: number) => number;

function chooser(seed: number): Choose {
	let state = seed | 0;
	return below => {
		state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
		return (Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 3) % below;
	};
}

/** An argument with the lines of its value, or a block with its statements. */
type Statement = readonly [name: string, value: string] | { readonly header: string; readonly body: readonly Statement[] };

/** Spells statements in lines, formatted or in any layout, with comments everywhere. */
class Layout {
	private count = 0;

	constructor(private readonly choose: Choose, private readonly tidy: boolean) {}

	module(blocks: readonly Statement[]): string {
		return `${blocks.map(block => this.lines([block], '').join('\n')).join(this.tidy ? '\n\n' : '\n\n\n'.slice(this.choose(3)))}\n`;
	}

	comment(): string {
		return ['# ', '// ', '#'][this.choose(3)]! + ++this.count;
	}

	private lines(statements: readonly Statement[], indent: string): string[] {
		const lines: string[] = [];
		let run: { name: string; value: string; comment?: string }[] = [];
		const flush = () => {
			const texts = this.tidy ? formatRows(run) : run.map(row => `${row.name}${' '.repeat(this.choose(3))}=${' '.repeat(this.choose(2))}${row.value}${row.comment ? ` ${row.comment}` : ''}`);
			// Lines of a heredoc stand where they stand.
			lines.push(...texts.map(text => indent + (text.includes('<<') ? text : text.replaceAll('\n', `\n${indent}`))));
			run = [];
		};
		for (const [index, statement] of statements.entries()) {
			const above = this.choose(6) === 0;
			if (above || (index > 0 && this.choose(5) === 0)) {
				flush();
				if (index > 0 && !lines.at(-1)!.endsWith('{')) lines.push('');
				if (above) lines.push(indent + this.comment());
			}
			if (!('header' in statement)) {
				const [name, value] = statement;
				run.push({ name, value, ...(this.choose(4) === 0 && !value.includes('\n') && { comment: this.comment() }) });
				continue;
			}
			flush();
			const { header, body } = statement;
			const only = body.length === 1 && !('header' in body[0]!) && !body[0]![1].includes('\n') && this.choose(3) === 0 ? body[0] as readonly [string, string] : undefined;
			if (indent !== '' && index > 0 && lines.at(-1) !== '' && !/#|\/\//.test(lines.at(-1)!) && this.tidy) lines.push('');
			if (only && indent !== '') lines.push(`${indent}${header} { ${only[0]} = ${only[1]} }`);
			else if (body.length === 0) lines.push(`${indent}${header} {}`);
			else lines.push(`${indent}${header} {`, ...this.lines(body, indent + (this.tidy ? '  ' : ['  ', '    ', '\t'][this.choose(3)]!)), ...this.choose(8) === 0 ? [`${indent}  ${this.comment()}`] : [], `${indent}}`);
		}
		flush();
		return lines;
	}
}

const resource = (type: string, name: string, ...body: Statement[]): Statement => ({ header: `resource "${type}" "${name}"`, body });
const block = (header: string, ...body: Statement[]): Statement => ({ header, body });

/** The same two statements in four notations. */
function policy(choose: Choose, layout: Layout, bucket: string): { readonly value: string; readonly more: readonly Statement[] } {
	const statements = [['a', 's3:GetObject'], ['b', 's3:ListBucket']].slice(0, 1 + choose(2));
	const comma = choose(2) === 0;
	const remark = () => (choose(4) === 0 ? ` ${layout.comment()}` : '');
	switch (choose(5)) {
		case 0: {
			const items = statements.map(([sid, action]) => {
				const entries = [['Sid', `"${sid}"`], ['Effect', '"Allow"'], ['Principal', '{ AWS = "111122223333" }'], ['Action', `["${action}"]`], ['Resource', '"*"']];
				const rows = formatRows(entries.map(([name, value]) => ({ name: name!, value: value!, ...(choose(3) === 0 && { comment: layout.comment() }) })));
				return `    {\n${rows.map(row => `      ${row}\n`).join('')}    }`;
			});
			return { value: `jsonencode({\n  Version = "2012-10-17"${remark()}\n  Statement = [\n${items.join(',\n')}${comma ? ',' : ''}\n  ]\n})`, more: [] };
		}
		case 1: return { value: `jsonencode({ Statement = [${statements.map(([sid, action]) => `{ Sid = "${sid}", Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "${action}", Resource = "*" }`).join(', ')}] })`, more: [] };
		case 2: {
			const items = statements.map(([sid, action]) => `{\n    "Sid" : "${sid}",\n    "Effect" : "Allow",\n    "Principal" : { "AWS" : "111122223333" },\n    "Action" : "${action}",\n    "Resource" : "*"\n    }`);
			return { value: `jsonencode({\n  "Statement" : [${items.join(', ').replace(/ {4}\}$/, '  }')}]\n})`, more: [] };
		}
		case 3: return { value: `<<EOF\n${JSON.stringify({ Statement: statements.map(([Sid, Action]) => ({ Sid, Effect: 'Allow', Principal: { AWS: '111122223333' }, Action, Resource: '*' })) }, null, 2)}\nEOF`, more: [] };
		default: {
			const principals = block('principals', ['type', '"AWS"'], ['identifiers', '["111122223333"]']);
			return { value: `data.aws_iam_policy_document.${bucket}.json`, more: [block(`data "aws_iam_policy_document" "${bucket}"`,
				...statements.map(([sid, action]) => block('statement', ['sid', `"${sid}"`], ['actions', `["${action}"]`], ['resources', '["*"]'], principals)))] };
		}
	}
}

interface Made {
	readonly text: string;
	/** The changes that rules could make of it, each with the resource that it is about. */
	readonly possible: readonly (readonly Change[])[];
}

const set = (id: string, path: readonly (string | number)[], value: Draft): Change => ({ kind: 'set', resource: id, path, value });

function made(seed: number, tidy: boolean): Made {
	const choose = chooser(seed);
	const layout = new Layout(choose, tidy);
	const blocks: Statement[] = [];
	const possible: (readonly Change[])[] = [];
	for (const name of ['a', 'b', 'c'].slice(0, 1 + choose(3))) {
		const bucket = `aws_s3_bucket.${name}`;
		const old = choose(3) === 0;
		blocks.push(resource('aws_s3_bucket', name, ['bucket', `"acme-${name}"`], ...choose(2) === 0 ? [['force_destroy', 'true'] as const] : [],
			...choose(3) === 0 ? [['tags', '{\n  A = "1"\n}'] as const] : [], ...old ? [block('versioning', ['enabled', 'false'])] : []));
		if (!old && choose(2) === 0) blocks.push(resource('aws_s3_bucket_versioning', name, ['bucket', `${bucket}.id`], block('versioning_configuration', ['status', '"Suspended"'])));
		if (choose(2) === 0) blocks.push(resource('aws_s3_bucket_public_access_block', name, ['bucket', `${bucket}.id`], ['block_public_acls', 'false']));
		possible.push([set(bucket, ['VersioningConfiguration', 'Status'], 'Enabled')]);
		possible.push(['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy'].map(one => set(bucket, ['PublicAccessBlockConfiguration', one], true)));
		if (choose(3) === 0) {
			blocks.push(resource('aws_s3_bucket_lifecycle_configuration', name, ['bucket', `${bucket}.id`], block('rule', ['id', '"r"'], ['status', '"Enabled"'],
				block('transition', ['days', '10'], ['storage_class', '"GLACIER"']), block('expiration', ['days', '5']))));
			possible.push([set(bucket, ['LifecycleConfiguration', 'Rules', 0, 'Transitions', 0, 'TransitionInDays'], 30), set(bucket, ['LifecycleConfiguration', 'Rules', 0, 'ExpirationInDays'], 90)]);
		}
		if (choose(2) === 0) {
			const { value, more } = policy(choose, layout, name);
			blocks.push(...more, resource('aws_s3_bucket_policy', name, ['bucket', `${bucket}.id`], ['policy', value]));
			const statements = ['PolicyDocument', 'Statement'];
			const arn = { '#reference': bucket, attribute: 'Arn' };
			possible.push([set(`aws_s3_bucket_policy.${name}`, [...statements, 0, 'Principal', 'AWS'], '444455556666')]);
			possible.push([set(`aws_s3_bucket_policy.${name}`, [...statements, 0, 'Condition', 'StringEquals', 'aws:PrincipalOrgID'], 'o-1')]);
			possible.push([{ kind: 'append', resource: `aws_s3_bucket_policy.${name}`, path: statements, value: {
				Sid: 'DenyInsecureTransport', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn, { '#text': [arn, '/*'] }], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
			} }]);
		}
	}
	if (choose(2) === 0) {
		const throughput: Statement[] = choose(2) === 0 ? [['read_capacity', '5'], ['write_capacity', '5']] : [];
		blocks.push(resource('aws_dynamodb_table', 't', ['hash_key', '"h"'], ...throughput, block('attribute', ['name', '"h"'], ['type', '"S"']), block('attribute', ['name', '"unused"'], ['type', '"S"'])));
		const t = 'aws_dynamodb_table.t';
		possible.push([set(t, ['BillingMode'], 'PAY_PER_REQUEST'), ...throughput.length > 0 ? [{ kind: 'remove', resource: t, path: ['ProvisionedThroughput'] } as const] : []]);
		possible.push([{ kind: 'append', resource: t, path: ['AttributeDefinitions'], value: { AttributeName: 'z', AttributeType: 'N' } }]);
		possible.push([{ kind: 'remove', resource: t, path: ['AttributeDefinitions', 1] }]);
	}
	if (choose(2) === 0) {
		blocks.push(resource('aws_db_instance', 'd', ['identifier', '"d"'], ...choose(2) === 0 ? [['publicly_accessible', 'true'] as const] : [], ...choose(2) === 0 ? [['storage_encrypted', 'false'] as const] : []));
		possible.push([set('aws_db_instance.d', ['PubliclyAccessible'], false), set('aws_db_instance.d', ['StorageEncrypted'], true)]);
	}
	return { text: layout.module(blocks), possible };
}

function comments(text: string): string[] {
	return readHcl(text).comments.map(one => one.text).sort();
}

/** Resources that no change speaks of. */
function others(design: Design, before: Design, changes: readonly Change[]): Record<string, unknown> {
	const meant = new Set(changes.map(one => (one.kind === 'add' ? one.near : one.resource)));
	return Object.fromEntries(before.ids.filter(id => !meant.has(id)).map(id => [id, design.properties(id)]));
}

const isRemoval = (changes: readonly Change[]) => changes.some(({ kind }) => kind === 'remove');
const isAddition = (changes: readonly Change[]) => changes.some(({ kind }) => kind === 'append');

const input = fc.record({ seed: fc.integer(), tidy: fc.boolean(), eol: fc.constantFrom('\n', '\r\n'), chosen: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }) });

test('changes of modules are made, and nothing else', () => {
	fc.assert(fc.property(input, ({ seed, tidy, eol, chosen }) => {
		const { text, possible } = made(seed, tidy);
		const before = hcl(text.replaceAll('\n', eol));
		expect(before.problems, text).toEqual([]);
		if (tidy) expect(faults(text), text).toEqual([]);
		const groups = [...new Set(chosen.map(one => possible[one % possible.length]!))];
		const changes = groups.flat();
		const after = before.write(changes);
		if (typeof after === 'string') {
			// Only what is written oddly may be refused.
			expect(tidy, `${after}\n${text}`).toBe(false);
			expect(after).toMatch(/on one line are not changed|by hand/);
			return;
		}
		const shown = `${JSON.stringify(changes)}\n${text}\n-----\n${after.text}`;
		expect(after.problems, shown).toEqual([]);
		expect(others(after, before, changes), shown).toEqual(others(before, before, changes));
		for (const change of changes) {
			if (change.kind !== 'set') continue;
			const found = change.path.reduce<unknown>((value, segment) => (Array.isArray(value) && value.length === 1 && typeof segment === 'string' ? value[0] : value)?.[segment as never], after.properties(change.resource));
			expect([found].flat(), shown).toEqual([change.value].flat());
		}
		if (!groups.some(isRemoval)) expect(comments(after.text), shown).toEqual(comments(before.text));
		expect(after.text.replaceAll(eol, ''), shown).not.toMatch(/[\r\n]/);
		if (tidy) expect(faults(after.text), shown).toEqual([]);
		const once = groups.filter(group => !isRemoval(group) && !isAddition(group)).flat();
		const again = after.write(once);
		expect(typeof again === 'string' ? again : again.text, shown).toBe(after.text);
	}), runs);
});
