import { describe, expect, test } from 'vitest';
import { terraform } from '../../../engine/dialects/terraform/terraform.ts';
import { readJson } from '../../../engine/syntax/json.ts';
import { constant, design, partsOf, plan, refers } from './plans.ts';

const bucket = { after: { bucket: 'logs', force_destroy: false, tags: null, versioning: [], acl: '' }, unknown: { id: true, arn: true, grant: true }, written: { bucket: constant('logs') } };

describe('values', () => {
	const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*', Sid: 'Ünï "quoted"\n' }] });

	test.each([['pretty-printed', 2, ''], ['minified, with a byte order mark', undefined, '\uFEFF']])('%s are literals with their places', (_, space, mark) => {
		const { ids, properties, at, ...one } = bound(design(mark + JSON.stringify(plan({
			'aws_s3_bucket.logs': bucket,
			'aws_s3_bucket_policy.logs': { after: { bucket: 'logs', policy }, unknown: { id: true } },
		}), undefined, space)));
		expect(ids).toEqual(['aws_s3_bucket.logs', 'aws_s3_bucket_policy.logs']);
		expect(properties('aws_s3_bucket.logs')).toEqual({ BucketName: 'logs' });
		expect(at('aws_s3_bucket.logs', 'BucketName')).toBe('"logs"');
		expect(at('aws_s3_bucket_policy.logs', 'PolicyDocument.Statement')).toMatch(/^\[\{\\"Effect\\":.*\}\]$/);
		const statement = one.design.architecture.resource('aws_s3_bucket_policy.logs')!.all('PolicyDocument.Statement[]')[0]!;
		expect([statement.at('Action'), statement.at('Principal'), statement.at('Sid')].map(property => one.design.placed(property))).toEqual(['\\"s3:GetObject\\"', '\\"*\\"', '\\"Ünï \\\\\\"quoted\\\\\\"\\\\n\\"']);
		expect(statement.at('Sid').string).toBe('Ünï "quoted"\n');
	});

	test('null, empty lists of blocks, and what the provider will choose are not written', () => {
		const { properties } = bound(design(plan({
			'aws_s3_bucket.logs': { ...bucket, unknown: { ...bucket.unknown, versioning: true, request_payer: true } },
		})));
		expect(properties('aws_s3_bucket.logs')).toEqual({ BucketName: 'logs' });
	});

	test('what is written and known after apply is unknown, each by itself', () => {
		const { properties } = bound(design(plan({
			'aws_s3_bucket.a': { after: {}, unknown: { bucket: true }, written: { bucket: refers('random_id.x.hex', 'random_id.x') } },
			'aws_s3_bucket.b': { after: {}, unknown: { bucket: true }, written: { bucket: refers('random_id.x.hex', 'random_id.x') } },
			'random_id.x': { after: {}, unknown: { hex: true } },
		})));
		expect([properties('aws_s3_bucket.a'), properties('aws_s3_bucket.b')]).toEqual([
			{ BucketName: '? aws_s3_bucket.a bucket (known after apply)' }, { BucketName: '? aws_s3_bucket.b bucket (known after apply)' },
		]);
	});

	test('what is secret is unknown', () => {
		const { properties } = bound(design(plan({ 'aws_s3_bucket.logs': { ...bucket, sensitive: { bucket: true } } })));
		expect(properties('aws_s3_bucket.logs')).toEqual({ BucketName: '? aws_s3_bucket.logs bucket (sensitive)' });
	});

	test('a part of a list that is known after apply leaves the rest', () => {
		const { properties } = bound(design(plan({
			'aws_s3_bucket.logs': bucket,
			'aws_s3_bucket_server_side_encryption_configuration.logs': {
				after: { rule: [{ bucket_key_enabled: true, apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms' }] }] },
				unknown: { bucket: true, rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }] },
				written: {
					bucket: refers('aws_s3_bucket.logs.id', 'aws_s3_bucket.logs'),
					rule: [{ bucket_key_enabled: constant(true), apply_server_side_encryption_by_default: [{ sse_algorithm: constant('aws:kms'), kms_master_key_id: refers('aws_kms_key.k.arn', 'aws_kms_key.k') }] }],
				},
			},
			'aws_kms_key.k': { after: {}, unknown: { arn: true } },
		})));
		expect(properties('aws_s3_bucket.logs')['BucketEncryption']).toEqual({ ServerSideEncryptionConfiguration: [{
			BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: '→aws_kms_key.k.Arn' },
		}] });
	});
});

describe('resources', () => {
	test('that are deleted, deposed or read are not part of the design', () => {
		const { ids } = bound(design(plan({
			'aws_s3_bucket.gone': { before: { bucket: 'gone' }, actions: ['delete'] },
			'aws_s3_bucket.kept': { before: { bucket: 'kept' }, after: { bucket: 'kept' }, actions: ['no-op'] },
			'aws_s3_bucket.new': { before: { bucket: 'old' }, after: { bucket: 'new' }, actions: ['delete', 'create'] },
			'aws_s3_bucket.left': { after: { bucket: 'left' }, more: { deposed: '1234abcd' } },
			'data.aws_s3_bucket.read': { after: { bucket: 'read' }, actions: ['read'] },
		})));
		expect(ids).toEqual(['aws_s3_bucket.kept', 'aws_s3_bucket.new']);
	});

	test('have their keys, and the names of their modules', () => {
		const { lowered } = design(plan({
			'module.logs["a.b"].aws_s3_bucket.this[0]': { after: { bucket: 'a' } }, 'aws_s3_bucket.many["x"]': { after: { bucket: 'x' } },
		}));
		expect(lowered.resources.map(({ id, name }) => ({ id, name }))).toEqual([
			{ id: 'module.logs["a.b"].aws_s3_bucket.this[0]', name: 'aws_s3_bucket.this[0]' },
			{ id: 'aws_s3_bucket.many["x"]', name: 'many["x"]' },
		]);
	});

	test('are found in planned values where there are no changes, and in a state', () => {
		const resource = (address: string, values: object) => ({ ...partsOf(address), values });
		const root_module = {
			resources: [resource('aws_s3_bucket.a', { bucket: 'a' }), { ...resource('aws_s3_bucket.a', { bucket: 'old' }), deposed_key: 'x' }, resource('aws_s3_bucket_versioning.a', { versioning_configuration: [{ status: 'Enabled' }] })],
			child_modules: [{ address: 'module.m', resources: [resource('module.m.aws_s3_bucket.b', { bucket: 'b', id: 'b' }), resource('module.m.aws_s3_bucket_versioning.b', { bucket: 'b', versioning_configuration: [{ status: 'Enabled' }] })] }],
		};
		const written = { root_module: { resources: [
			{ address: 'aws_s3_bucket.a', expressions: { bucket: constant('a') } },
			{ address: 'aws_s3_bucket_versioning.a', expressions: { bucket: refers('aws_s3_bucket.a.id', 'aws_s3_bucket.a'), versioning_configuration: [{ status: constant('Enabled') }] } },
		] } };
		const planned = design({ format_version: '0.1', planned_values: { root_module }, configuration: written });
		const state = design({ format_version: '1.0', values: { root_module } });
		expect([planned.ids, state.ids]).toEqual([['aws_s3_bucket.a', 'module.m.aws_s3_bucket.b'], ['aws_s3_bucket.a', 'aws_s3_bucket_versioning.a', 'module.m.aws_s3_bucket.b']]);
		expect(planned.properties('aws_s3_bucket.a')).toEqual({ BucketName: 'a', VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Disabled' } });
		expect(state.properties('module.m.aws_s3_bucket.b')).toEqual({ BucketName: 'b', VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Disabled' } });
	});
});

describe('references', () => {
	const owner = (written: object, more: Record<string, object> = {}, configuration = {}) => {
		const { properties } = bound(design(plan({ 'aws_lambda_function.f': { after: { function_name: 'f' }, unknown: { role: true }, written: { role: written } }, ...more }, configuration)));
		return properties('aws_lambda_function.f')['Role'];
	};
	const role = { 'aws_iam_role.r': { after: { name: 'r' }, unknown: { arn: true, id: true } } };

	test.each([
		['to an attribute', refers('aws_iam_role.r.arn', 'aws_iam_role.r'), '→aws_iam_role.r.Arn'],
		['to a known attribute', refers('aws_iam_role.r.name', 'aws_iam_role.r'), '→aws_iam_role.r.Ref'],
		['to a resource, as older versions say', refers('aws_iam_role.r'), '→aws_iam_role.r.Ref'],
		['to a resource that is not there', refers('aws_iam_role.no.arn', 'aws_iam_role.no'), '→aws_iam_role.no.Arn'],
		['of several names', refers('aws_iam_role.r.arn', 'aws_iam_role.r', 'var.x'), '? aws_lambda_function.f role (known after apply)'],
		['to a local value', refers('local.role'), '? aws_lambda_function.f role (known after apply)'],
		['to a variable of the root', refers('var.role'), '? aws_lambda_function.f role (known after apply)'],
	])('%s', (_, written, expected) => expect(owner(written, role)).toBe(expected));

	test('to the only instance, and to the one with the same key', () => {
		expect(owner(refers('aws_iam_role.r[0].arn', 'aws_iam_role.r[0]', 'aws_iam_role.r'), { 'aws_iam_role.r[0]': role['aws_iam_role.r'] })).toBe('→aws_iam_role.r[0].Arn');
		expect(owner(refers('aws_iam_role.r'), { 'aws_iam_role.r["x"]': role['aws_iam_role.r'] })).toBe('→aws_iam_role.r["x"].Ref');
		const both = { 'aws_s3_bucket.b["x"]': { after: {}, unknown: { id: true } }, 'aws_s3_bucket.b["y"]': { after: {}, unknown: { id: true } } };
		const versioning = { after: { versioning_configuration: [{ status: 'Enabled' }] }, unknown: { bucket: true }, written: { bucket: refers('aws_s3_bucket.b', 'each.key'), versioning_configuration: [{ status: constant('Enabled') }] } };
		const { properties } = bound(design(plan({ ...both, 'aws_s3_bucket_versioning.b["y"]': versioning })));
		expect([properties('aws_s3_bucket.b["x"]'), properties('aws_s3_bucket.b["y"]')]).toEqual([{}, { VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Disabled' } }]);
	});

	test('in a splat each to its instance', () => {
		const subnet = { after: {}, unknown: { id: true } };
		const { properties } = bound(design(plan({
			'aws_subnet.s[0]': subnet, 'aws_subnet.s[1]': subnet,
			'aws_db_subnet_group.g': { after: { name: 'g', subnet_ids: [null, null] }, unknown: { subnet_ids: [true, true] }, written: { subnet_ids: refers('aws_subnet.s') } },
		})));
		expect(properties('aws_db_subnet_group.g')['SubnetIds']).toEqual(['→aws_subnet.s[0].Ref', '→aws_subnet.s[1].Ref']);
	});

	test('through variables and outputs of modules', () => {
		const child = {
			module: { resources: [{ address: 'aws_iam_role.r', expressions: {} }], outputs: { arn: { expression: refers('aws_iam_role.r.arn', 'aws_iam_role.r') } } },
		};
		const more = { 'module.roles.aws_iam_role.r': role['aws_iam_role.r'] };
		expect(owner(refers('module.roles.arn', 'module.roles'), more, { module_calls: { roles: child } })).toBe('→module.roles.aws_iam_role.r.Arn');
		const caller = {
			roles: child,
			functions: { expressions: { role: refers('module.roles.arn', 'module.roles') }, module: { resources: [{ address: 'aws_lambda_function.f', expressions: { role: refers('var.role') } }], variables: { role: {} } } },
		};
		const { properties } = bound(design(plan({ ...more, 'module.functions.aws_lambda_function.f': { after: {}, unknown: { role: true } } }, { module_calls: caller })));
		expect(properties('module.functions.aws_lambda_function.f')['Role']).toBe('→module.roles.aws_iam_role.r.Arn');
	});

	test('stay where the value is known and the same', () => {
		const existing = { 'aws_iam_role.r': { after: { name: 'r', arn: 'arn:aws:iam::123456789012:role/r', id: 'r' } } };
		const of = (role: string) => bound(design(plan({ ...existing, 'aws_lambda_function.f': { after: { role }, written: { role: refers('aws_iam_role.r.arn', 'aws_iam_role.r') } } }))).properties('aws_lambda_function.f')['Role'];
		expect([of('arn:aws:iam::123456789012:role/r'), of('arn:aws:iam::123456789012:role/other')]).toEqual(['→aws_iam_role.r.Arn', 'arn:aws:iam::123456789012:role/other']);
	});

	test('of a policy: a document that waits for the apply is read, any other is unknown', () => {
		const { properties } = bound(design(plan({
			'aws_s3_bucket.logs': bucket,
			'aws_s3_bucket_policy.logs': { after: { bucket: 'logs' }, unknown: { policy: true }, written: { bucket: constant('logs'), policy: refers('data.aws_iam_policy_document.d.json', 'data.aws_iam_policy_document.d') } },
			'data.aws_iam_policy_document.d': {
				actions: ['read'],
				after: { statement: [{ actions: ['s3:GetObject'], effect: null, principals: [{ type: '*', identifiers: ['*'] }], resources: [null], condition: [] }] },
				unknown: { json: true, statement: [{ resources: [true] }] },
				written: { statement: [{ actions: constant(['s3:GetObject']), resources: refers('aws_s3_bucket.logs.arn', 'aws_s3_bucket.logs') }] },
			},
			'aws_s3_bucket_policy.other': { after: { bucket: 'logs' }, unknown: { policy: true }, written: { policy: refers('aws_s3_bucket.logs.arn', 'aws_s3_bucket.logs') } },
		})));
		expect(properties('aws_s3_bucket_policy.logs')['PolicyDocument']).toEqual({
			Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: ['s3:GetObject'], Resource: [expect.stringMatching(/^\?/)] }],
		});
		expect(properties('aws_s3_bucket_policy.other')['PolicyDocument']).toMatch(/^\?/);
	});

	test('in circles end', () => {
		const loop = { module_calls: { m: { expressions: { x: refers('module.m.y', 'module.m') }, module: { outputs: { y: { expression: refers('var.x') } } } } } };
		expect(owner(refers('module.m.y', 'module.m'), {}, loop)).toBe('? aws_lambda_function.f role (known after apply)');
	});
});

test('the region is that of the provider', () => {
	const content = plan({ 'aws_s3_bucket.a': bucket, 'aws_s3_bucket.b': bucket }) as { configuration: { root_module: { resources: object[] } } };
	content.configuration.root_module.resources = [{ address: 'aws_s3_bucket.a', provider_config_key: 'aws', expressions: {} }, { address: 'aws_s3_bucket.b', provider_config_key: 'aws.west', expressions: {} }];
	const { architecture } = design({
		...content, variables: { region: { value: 'eu-central-1' } },
		configuration: { ...content.configuration, provider_config: { aws: { expressions: { region: refers('var.region') } }, 'aws.west': { expressions: { region: constant('us-west-2') } } } },
	});
	expect(['aws_s3_bucket.a', 'aws_s3_bucket.b'].map(id => architecture.resource(id)!.at('@Region').string)).toEqual(['eu-central-1', 'us-west-2']);
	expect(['aws_s3_bucket.a', 'aws_s3_bucket.b'].map(id => architecture.resource(id)!.at('@Provider').string)).toEqual([undefined, 'aws.west']);
});

test('whether Terraform may destroy a resource a plan does not say', () => {
	expect(design(plan({ 'aws_s3_bucket.logs': bucket })).architecture.resource('aws_s3_bucket.logs')!.at('@PreventDestroy').exists).toBe('maybe');
});

test('a plan is never changed', () => {
	const documents = [{ uri: 'file:///m/plan.json', tree: readJson(JSON.stringify(plan({ 'aws_s3_bucket.logs': bucket }))) }];
	const { architecture } = design(plan({ 'aws_s3_bucket.logs': bucket }));
	expect(terraform.write({ documents }, architecture, [{ kind: 'set', resource: 'aws_s3_bucket.logs', path: ['BucketName'], value: 'x' }])).toEqual({ refused: 'a plan is not changed; change the configuration' });
});

/** Methods that can be taken apart. */
function bound(one: ReturnType<typeof design>) {
	return { design: one, ids: one.ids, lowered: one.lowered, properties: (id: string) => one.properties(id), at: (id: string, pattern: string) => one.at(id, pattern) };
}
