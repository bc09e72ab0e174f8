/** Terraform over the real server. */
import { describe, expect, it } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver';
import { builtServer } from './built.ts';
import { type Client, until } from './client.ts';

const { uriOf, write, start } = builtServer();

describe('a Terraform module of two files', () => {
	it('is one design: a change of one file changes what is found in the other, and a fix writes where it belongs', async () => {
		const main = write('module/main.tf.json', JSON.stringify({ resource: { aws_s3_bucket: { photos: { bucket: 'acme-photos' } } } }, null, 2));
		const versioning = write('module/versioning.tf.json', JSON.stringify({
			resource: { aws_s3_bucket_versioning: { photos: { bucket: '${aws_s3_bucket.photos.id}', versioning_configuration: { status: 'Enabled' } } } },
		}, null, 2));
		const client = await start();
		client.open(main, JSON.stringify({ resource: { aws_s3_bucket: { photos: { bucket: 'acme-photos' } } } }, null, 2), 'json');
		expect((await client.findings(main)).filter(one => one.startsWith('s3/versioning '))).toEqual([]);
		client.open(versioning, JSON.stringify({ resource: {} }, null, 2), 'json');
		await until('a refresh', () => client.refreshes > 0);
		expect((await client.findings(main)).filter(one => one.startsWith('s3/versioning '))).toEqual(['s3/versioning «"photos"»']);
		const { range } = (await client.diagnostics(main)).find(one => one.code === 's3/versioning')!;
		const fix = (await client.actions(main, range)).find(one => one.isPreferred && /versioning/i.test(one.title))!;
		client.apply(fix.edit!);
		expect(client.text(main) + client.text(versioning)).toContain('aws_s3_bucket_versioning');
		expect((await client.findings(main)).filter(one => one.startsWith('s3/versioning '))).toEqual([]);
		expect(client.status.get(main)).toMatchObject({ dialect: 'Terraform' });
	});
});

describe('Terraform in HCL', () => {
	const design = `variable "stage" {
  type    = string
  default = "dev"
}

# Kept for ten years.
resource "aws_s3_bucket" "invoices" {
  bucket = "acme-invoices-\${var.stage}"
}

resource "aws_s3_bucket_versioning" "invoices" {
  bucket = aws_s3_bucket.invoices.id

  versioning_configuration {
    status = "Suspended" # for now
  }
}
`;
	const versioning = (findings: readonly string[]) => findings.filter(one => one.startsWith('s3/versioning '));

	it('is reviewed again with every edit, half-typed or not, and explained at the place', async () => {
		const client = await start();
		const uri = uriOf('hcl/main.tf');
		client.open(uri, design, 'terraform');
		expect(versioning(await client.findings(uri))).toEqual(['s3/versioning «"Suspended"»']);
		expect((await client.hover(uri, '"Suspended"'))!.contents).toMatchObject({ value: expect.stringContaining('s3/versioning') });
		client.type(uri, '# Kept for ten years.', '# Kept for 10 years: 😀\n# the law says so.');
		client.type(uri, '"Suspended" # for now', '"');
		await client.findings(uri);
		client.type(uri, 'status = "', 'status = "Enabled"');
		expect(versioning(await client.findings(uri))).toEqual([]);
		client.type(uri, '"Enabled"', 'var.stage == "prod" ? "Enabled" : "Suspended"');
		expect(versioning(await client.findings(uri))).toEqual(['s3/versioning «"Suspended"»']);
		const { range } = (await client.diagnostics(uri)).find(one => one.code === 's3/versioning')!;
		expect(range.start).toEqual({ line: 15, character: 47 });
		expect(client.status.get(uri)).toMatchObject({ dialect: 'Terraform' });
	});

	it('is mended where its text has come to stand', async () => {
		const client = await start();
		const uri = uriOf('hcl/main.tf');
		client.open(uri, design, 'terraform');
		client.type(uri, 'variable "stage"', '# What it is for: 😀.\nvariable "stage"');
		const { range } = (await client.diagnostics(uri)).find(one => one.code === 's3/versioning')!;
		const fix = (await client.actions(uri, range)).find(one => one.isPreferred && /versioning/i.test(one.title))!;
		client.apply(fix.edit!);
		expect(client.text(uri)).toBe(`# What it is for: 😀.\n${design.replace('Suspended', 'Enabled')}`);
		expect(versioning(await client.findings(uri))).toEqual([]);
	});

	it('takes its values from a file of variables, open or not', async () => {
		const client = await start();
		const uri = write('vars/main.tf', 'x');
		const variables = write('vars/terraform.tfvars', 'x');
		client.open(uri, design.replace('"Suspended"', 'var.stage'), 'terraform');
		client.open(variables, 'stage = "Enabled"\n', 'terraform-vars');
		expect(versioning(await client.findings(uri))).toEqual([]);
		client.type(variables, 'Enabled', 'Suspended');
		expect(versioning(await client.findings(uri))).toHaveLength(1);
	});
});

describe('a fix that is written in another file', () => {
	const key = (name: string) => `resource "aws_kms_key" "${name}" {\n  description         = "${name}"\n  enable_key_rotation = var.${name}\n}\n`;
	const variables = 'variable "one" {\n  default = false # for now\n}\n\nvariable "two" {\n  default = false\n}\n';
	const rotation = async (client: Client, uri: string, only?: string[]) => {
		const { range } = (await client.diagnostics(uri)).find(one => one.code === 'kms/key-rotation')!;
		return (await client.actions(uri, range, only)).filter(one => /^Rotate|^Fix all/.test(one.title));
	};
	const changes = (action: CodeAction) => action.edit!.documentChanges as TextDocumentEdit[];
	const rotations = async (client: Client, uri: string) => (await client.findings(uri)).filter(one => one.startsWith('kms/key-rotation'));

	it('is bound to that file\'s version where it is open, and to its text on disk where it is not', async () => {
		const [one, third] = [write('far/one.tf', key('one')), write('far/variables.tf', variables.replaceAll('\n', '\r\n'))];
		write('far/two.tf', key('two'));
		const client = await start();
		client.open(one, key('one'), 'terraform');
		const [closed] = await rotation(client, one);
		expect(changes(closed!)).toEqual([{ textDocument: { uri: third, version: null }, edits: [{ range: { start: { line: 1, character: 12 }, end: { line: 1, character: 17 } }, newText: 'true' }] }]);
		client.open(third, `# Settings.\n${variables}`, 'terraform');
		client.type(third, '# Settings.', '# Settings of\n# all keys.');
		const [open] = await rotation(client, one);
		expect(changes(open!)).toMatchObject([{ textDocument: { uri: third, version: 2 }, edits: [{ range: { start: { line: 3 } } }] }]);
		client.type(third, '# all keys.', '# the keys.');
		expect(() => client.apply(open!.edit!)).toThrow('version 2');
		client.apply((await rotation(client, one))[0]!.edit!);
		expect(client.text(third)).toContain('default = true # for now');
		expect(await rotations(client, one)).toEqual([]);
	});

	it('may be one of two of which each is of another file', async () => {
		const [one, two, third] = ['one', 'two'].map(name => write(`pair/${name}.tf`, key(name))).concat(write('pair/variables.tf', variables)) as [string, string, string];
		const client = await start();
		for (const [uri, text] of [[one, key('one')], [two, key('two')], [third, variables]] as const) client.open(uri, text, 'terraform');
		const [first] = await rotation(client, one);
		const [second] = await rotation(client, two);
		client.apply(first!.edit!);
		expect(() => client.apply(second!.edit!)).toThrow('version 1');
		expect(await rotations(client, one)).toEqual([]);
		const [all] = await rotation(client, two, ['source.fixAll.plumbline']);
		client.apply((await client.resolve(all!)).edit!);
		expect(client.text(third)).toBe(variables.replaceAll('false', 'true'));
		expect([client.text(one), client.text(two)]).toEqual([key('one'), key('two')]);
		expect(await rotations(client, two)).toEqual([]);
	});

	it('goes along with the other fixes of its document', async () => {
		const text = `${key('one')}\nresource "aws_kms_key" "plain" {\n  description = "plain"\n}\n`;
		const [one, third] = [write('all/one.tf', text), write('all/variables.tf', variables)];
		const client = await start();
		client.open(one, text, 'terraform');
		const resolved = await client.resolve((await rotation(client, one, ['source.fixAll.plumbline']))[0]!);
		expect(changes(resolved).map(({ textDocument }) => textDocument)).toEqual(expect.arrayContaining([{ uri: one, version: 1 }, { uri: third, version: null }]));
		client.open(third, variables, 'terraform');
		client.apply((await client.resolve((await rotation(client, one, ['source.fixAll.plumbline']))[0]!)).edit!);
		expect(client.text(third)).toBe(variables.replace('default = false # for now', 'default = true # for now'));
		expect(client.text(one)).toContain('description         = "plain"\n  enable_key_rotation = true');
	});
});

describe('a virtual workspace', () => {
	const folder = 'memfs:/designs';
	const bucket = 'variable "stage" {}\nresource "aws_s3_bucket" "this" {\n  bucket = "acme-${var.stage}"\n}\nresource "aws_s3_bucket_acl" "this" {\n  bucket = aws_s3_bucket.this.id\n  acl    = var.stage\n}\n';
	const call = 'module "site" {\n  source = "./modules/bucket"\n  stage  = "public-read"\n}\n';

	it('is read by the client where it offers that', async () => {
		const client = await start({ folders: [folder], initializationOptions: { status: true, files: true } });
		client.files.set(`${folder}/main.tf`, call).set(`${folder}/modules/bucket/main.tf`, bucket);
		client.open(`${folder}/modules/bucket/main.tf`, bucket, 'terraform');
		expect(await client.findings(`${folder}/modules/bucket/main.tf`)).toContain('s3/public-acl «var.stage»');
		expect(client.status.get(`${folder}/modules/bucket/main.tf`)).toMatchObject({ reason: expect.stringMatching(/calls it$/), incomplete: [] });
	});

	it('is left alone where the client does not', async () => {
		const client = await start({ folders: [folder] });
		client.files.set(`${folder}/main.tf`, call);
		client.open(`${folder}/modules/bucket/main.tf`, bucket, 'terraform');
		expect(await client.findings(`${folder}/modules/bucket/main.tf`)).not.toContain('s3/public-acl «var.stage»');
		expect(client.status.get(`${folder}/modules/bucket/main.tf`)!.incomplete).toEqual(['other files of the directory cannot be read']);
	});
});

describe('a script that Terraform reads', () => {
	it('is read again when it is saved', async () => {
		const main = write('script/main.tf', 'resource "aws_instance" "web" {\n  ami       = "ami-0123456789abcdef0"\n  user_data = file("setup.sh")\n}\n');
		const script = write('script/setup.sh', '#!/bin/bash\necho hello\n');
		const databases = (found: readonly string[]) => found.filter(one => one.startsWith('ec2/database-on-instance '));
		const client = await start();
		client.open(main, 'resource "aws_instance" "web" {\n  ami       = "ami-0123456789abcdef0"\n  user_data = file("setup.sh")\n}\n', 'terraform');
		expect(databases(await client.findings(main))).toEqual([]);
		write('script/setup.sh', '#!/bin/bash\ndnf install -y mariadb105-server\n');
		const before = client.refreshes;
		client.watched(script);
		await until('a refresh', () => client.refreshes > before);
		expect(databases(await client.findings(main))).toEqual(['ec2/database-on-instance «user_data»']);
	});
});
