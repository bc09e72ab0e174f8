/** Terraform over the real server. */
import { describe, expect, it } from 'vitest';
import { builtServer } from './built.ts';
import { until } from './client.ts';

const { uriOf, write, start } = builtServer();

describe('a Terraform module of two files', () => {
	it('is one design: a change of one file changes what is found in the other, and a fix writes where it belongs', async () => {
		const main = write('module/main.tf.json', JSON.stringify({ resource: { aws_s3_bucket: { photos: { bucket: 'acme-photos' } } } }, null, 2));
		const versioning = write('module/versioning.tf.json', JSON.stringify({
			resource: { aws_s3_bucket_versioning: { photos: { bucket: '${aws_s3_bucket.photos.id}', versioning_configuration: { status: 'Enabled' } } } },
		}, null, 2));
		const client = await start();
		client.open(main, JSON.stringify({ resource: { aws_s3_bucket: { photos: { bucket: 'acme-photos' } } } }, null, 2), 'json');
		expect((await client.findings(main)).filter(one => one.startsWith('s3/versioning'))).toEqual([]);
		client.open(versioning, JSON.stringify({ resource: {} }, null, 2), 'json');
		await until('a refresh', () => client.refreshes > 0);
		expect((await client.findings(main)).filter(one => one.startsWith('s3/versioning'))).toEqual(['s3/versioning «"photos"»']);
		const { range } = (await client.diagnostics(main)).find(one => one.code === 's3/versioning')!;
		const fix = (await client.actions(main, range)).find(one => one.isPreferred && /versioning/i.test(one.title))!;
		client.apply(fix.edit!);
		expect(client.text(main) + client.text(versioning)).toContain('aws_s3_bucket_versioning');
		expect((await client.findings(main)).filter(one => one.startsWith('s3/versioning'))).toEqual([]);
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
	const versioning = (findings: readonly string[]) => findings.filter(one => one.startsWith('s3/versioning'));

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
