/** A large design for measurements: 500 resources, about 1 MB, of the kinds that people write. Always the same text. */
export const RESOURCES = 500;

interface Made {
	readonly name: string;
	readonly type: string;
	readonly properties: unknown;
}

/** A reference, in the spelling of each syntax. */
const get = (name: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [name, attribute] });
const sub = (text: string) => ({ 'Fn::Sub': text });

export function largeDesign(resources = RESOURCES): { json: string; yaml: string } {
	const template = {
		AWSTemplateFormatVersion: '2010-09-09',
		Description: 'A design of the size that slows reviewers down',
		Parameters: { Stage: { Type: 'String', Default: 'dev', AllowedValues: ['dev', 'prod'] } },
		Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
		Resources: Object.fromEntries(Array.from({ length: resources }, (_, index) => make(index)).map(({ name, type, properties }) => [name, { Type: type, Properties: properties }])),
	};
	return { json: JSON.stringify(template, undefined, '\t') + '\n', yaml: block(template, 0).trimStart() };
}

function make(index: number): Made {
	const group = Math.floor(index / 5);
	switch (index % 5) {
		case 0: return { name: `Data${group}`, type: 'AWS::S3::Bucket', properties: bucket(group) };
		case 1: return { name: `Data${group}Policy`, type: 'AWS::S3::BucketPolicy', properties: { Bucket: { Ref: `Data${group}` }, PolicyDocument: policy(`Data${group}`) } };
		case 2: return { name: `Table${group}`, type: 'AWS::DynamoDB::Table', properties: table(group) };
		case 3: return { name: `Key${group}`, type: 'AWS::KMS::Key', properties: { Description: prose(group), EnableKeyRotation: group % 3 > 0, KeyPolicy: keyPolicy() } };
		default: return { name: `Database${group}`, type: 'AWS::RDS::DBInstance', properties: database(group) };
	}
}

/** Text of its own for each group, so that no two resources are the same. */
function prose(seed: number): string {
	const words = ['orders', 'invoices', 'events', 'images', 'reports', 'sessions', 'audits', 'models'];
	return Array.from({ length: 40 }, (_, index) => words[(seed * 7 + index * 3 + (seed % (index + 1))) % words.length]).join(' ');
}

function bucket(group: number) {
	return {
		BucketName: sub(`acme-data-${group}-\${AWS::AccountId}-\${Stage}`),
		VersioningConfiguration: { Status: group % 4 > 0 ? 'Enabled' : 'Suspended' },
		BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: get(`Key${group}`) } }] },
		PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
		LifecycleConfiguration: { Rules: Array.from({ length: 6 }, (_, index) => ({
			Id: `rule-${index}`, Status: 'Enabled', Prefix: `area-${index}/${prose(group + index).split(' ').slice(0, 4).join('/')}/`,
			Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 30 + index }, { StorageClass: 'GLACIER', TransitionInDays: { 'Fn::If': ['IsProduction', 180, 90] } }],
			ExpirationInDays: 400 + index,
		})) },
		Tags: tags(group),
	};
}

function tags(group: number) {
	return ['Owner', 'CostCentre', 'Purpose', 'Data'].map((Key, index) => ({ Key, Value: prose(group * 4 + index).split(' ').slice(0, 12).join(' ') }));
}

function policy(name: string) {
	return { Version: '2012-10-17', Statement: [
		...Array.from({ length: 6 }, (_, index) => ({
			Sid: `Read${index}`, Effect: 'Allow', Principal: { AWS: sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/reader-${index}`) },
			Action: ['s3:GetObject', 's3:ListBucket', 's3:GetObjectTagging'], Resource: [get(name), sub(`\${${name}.Arn}/area-${index}/*`)],
		})),
		{ Sid: 'Transport', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [get(name), sub(`\${${name}.Arn}/*`)], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
	] };
}

function keyPolicy() {
	return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') }, Action: 'kms:*', Resource: '*' }] };
}

function table(group: number) {
	const names = ['pk', 'sk', 'created', 'owner', 'state'];
	return {
		BillingMode: 'PAY_PER_REQUEST',
		AttributeDefinitions: names.map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
		KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
		GlobalSecondaryIndexes: names.slice(2).map(name => ({
			IndexName: `by-${name}`, KeySchema: [{ AttributeName: name, KeyType: 'HASH' }, { AttributeName: 'pk', KeyType: 'RANGE' }], Projection: { ProjectionType: 'ALL' },
		})),
		SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: get(`Key${group}`) },
		Tags: tags(group),
	};
}

function database(group: number) {
	return {
		Engine: 'postgres', EngineVersion: '16.3', DBInstanceClass: 'db.t4g.large', AllocatedStorage: '100', StorageEncrypted: true, KmsKeyId: get(`Key${group}`),
		PubliclyAccessible: false, MultiAZ: { 'Fn::If': ['IsProduction', true, false] }, BackupRetentionPeriod: 14, DeletionProtection: true,
		MasterUsername: 'admin', ManageMasterUserPassword: true, EnableCloudwatchLogsExports: ['postgresql', 'upgrade'], Tags: tags(group),
	};
}

/** Block YAML, with the short forms of functions where there is one. */
function block(value: unknown, depth: number): string {
	const indent = '  '.repeat(depth);
	if (Array.isArray(value)) return value.map(item => `\n${indent}- ${block(item, depth + 1).trimStart()}`).join('');
	if (typeof value !== 'object' || value === null) return scalar(value);
	const entries = Object.entries(value);
	const [[name, argument] = []] = entries;
	if (entries.length === 1 && name === 'Ref') return `!Ref ${argument}`;
	if (entries.length === 1 && name === 'Fn::GetAtt') return `!GetAtt ${(argument as string[]).join('.')}`;
	if (entries.length === 1 && name === 'Fn::Sub') return `!Sub ${scalar(argument)}`;
	if (entries.length === 1 && name === 'Fn::If') return `!If [${(argument as unknown[]).map(scalar).join(', ')}]`;
	return entries.map(([key, item]) => {
		const text = block(item, depth + 1);
		return `\n${indent}${key}:${text.startsWith('\n') ? text : ` ${text}`}`;
	}).join('') + (depth === 0 ? '\n' : '');
}

function scalar(value: unknown): string {
	return typeof value === 'string' && !/^[A-Za-z][\w ./-]*$/.test(value) ? JSON.stringify(value) : String(value);
}
