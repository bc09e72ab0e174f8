import { describe, expect, test } from 'vitest';
import type { Change, Draft } from '../../../engine/model/change.ts';
import type { Path } from '../../../engine/model/path.ts';
import { cloudformation } from '../../../engine/dialects/cloudformation/cloudformation.ts';
import type { Value } from '../../../engine/model/value.ts';
import { design, read, show, write } from './design.ts';

function set(resource: string, path: Path, value: Draft): Change {
	return { kind: 'set', resource, path, value };
}

function append(resource: string, path: Path, value: Draft): Change {
	return { kind: 'append', resource, path, value };
}

function remove(resource: string, path: Path): Change {
	return { kind: 'remove', resource, path };
}

const yaml = `Parameters:
  Name: { Type: String, Default: x }
Mappings:
  Days: { dev: { Hot: 30 } }
Conditions:
  IsProd: !Equals [!Ref Name, prod]
Resources:
  # keeps the data
  Data:
    Type: AWS::S3::Bucket # a bucket
    Properties:
      BucketName: !Ref Name
      VersioningConfiguration:
        Status: Suspended # for now
      LifecycleConfiguration:
        Rules:
          - Id: a
            ExpirationInDays: !FindInMap [Days, dev, Hot]
          - !If
            - IsProd
            - Id: b
              Status: Disabled
            - !Ref AWS::NoValue
      LoggingConfiguration: !If [IsProd, { LogFilePrefix: p }, !Ref AWS::NoValue]
  Bare:
    Type: AWS::S3::Bucket
  Last:
    Type: AWS::SQS::Queue
    Condition: IsProd
`;

/** The lines in which two texts differ. */
function difference(before: string, after: string): string {
	if (after.startsWith('refused')) return after;
	const [old, now] = [before.split('\n'), after.split('\n')];
	let [from, end] = [0, 0];
	while (from < old.length && old[from] === now[from]) from++;
	while (end < Math.min(old.length, now.length) - from && old.at(-1 - end) === now.at(-1 - end)) end++;
	return [...old.slice(from, old.length - end).map(line => `-${line}`), ...now.slice(from, now.length - end).map(line => `+${line}`)].join('\n');
}

describe('YAML', () => {
	test.each<[name: string, changes: Change[], lines: string]>([
		['a scalar', [set('Data', ['VersioningConfiguration', 'Status'], 'Enabled')], '-        Status: Suspended # for now\n+        Status: Enabled # for now'],
		['what is missing on the way', [set('Bare', ['VersioningConfiguration', 'Status'], 'Enabled')], '+    Properties:\n+      VersioningConfiguration:\n+        Status: Enabled'],
		['two properties of a bare resource', [set('Bare', ['VersioningConfiguration', 'Status'], 'Enabled'), set('Bare', ['BucketName'], 'name')], '+    Properties:\n+      VersioningConfiguration:\n+        Status: Enabled\n+      BucketName: name'],
		['an attribute', [set('Bare', ['@DeletionPolicy'], 'Retain')], '+    DeletionPolicy: Retain'],
		['a list that is missing', [append('Bare', ['LifecycleConfiguration', 'Rules'], { Id: 'x' }), append('Bare', ['LifecycleConfiguration', 'Rules'], { Id: 'z' })], '+    Properties:\n+      LifecycleConfiguration:\n+        Rules:\n+          - Id: x\n+          - Id: z'],
		['a branch', [set('Data', ['LifecycleConfiguration', 'Rules', 1, { branch: 0 }, 'Status'], 'Enabled')], '-              Status: Disabled\n+              Status: Enabled'],
		['a flow map in a branch', [set('Data', ['LoggingConfiguration', { branch: 0 }, 'LogFilePrefix'], 'q')], '-      LoggingConfiguration: !If [IsProd, { LogFilePrefix: p }, !Ref AWS::NoValue]\n+      LoggingConfiguration: !If [IsProd, { LogFilePrefix: q }, !Ref AWS::NoValue]'],
		['a branch without a value', [set('Data', ['LoggingConfiguration', { branch: 1 }, 'LogFilePrefix'], 'q')], '-      LoggingConfiguration: !If [IsProd, { LogFilePrefix: p }, !Ref AWS::NoValue]\n+      LoggingConfiguration: !If [IsProd, { LogFilePrefix: p }, { LogFilePrefix: q }]'],
		['a removed branch', [remove('Data', ['LoggingConfiguration', { branch: 0 }])], '-      LoggingConfiguration: !If [IsProd, { LogFilePrefix: p }, !Ref AWS::NoValue]\n+      LoggingConfiguration: !If [IsProd, !Ref AWS::NoValue, !Ref AWS::NoValue]'],
		['a removed property with the map that it empties', [remove('Data', ['VersioningConfiguration', 'Status'])], '-      VersioningConfiguration:\n-        Status: Suspended # for now'],
		['a removed property and one that takes its place', [remove('Data', ['VersioningConfiguration', 'Status']), set('Data', ['VersioningConfiguration', 'Other'], 1)], '-        Status: Suspended # for now\n+        Other: 1'],
		['a property that a parameter gives, removed', [remove('Data', ['BucketName'])], '-      BucketName: !Ref Name'],
		['a reference', [set('Data', ['LoggingConfiguration', { branch: 0 }, 'DestinationBucketName'], { '#reference': 'Bare', attribute: 'Ref' })], '-      LoggingConfiguration: !If [IsProd, { LogFilePrefix: p }, !Ref AWS::NoValue]\n+      LoggingConfiguration: !If [IsProd, { LogFilePrefix: p, DestinationBucketName: !Ref Bare }, !Ref AWS::NoValue]'],
		['an attribute of a resource', [set('Bare', ['A'], { '#reference': 'Data', attribute: 'Arn' })], '+    Properties:\n+      A: !GetAtt Data.Arn'],
		['a text', [set('Bare', ['A'], { '#text': ['arn:', { '#pseudo': 'AWS::Partition' }, ':s3:::', { '#reference': 'Data', attribute: 'Ref' }, '/*'] })], "+    Properties:\n+      A: !Sub arn:${AWS::Partition}:s3:::${Data}/*"],
		['a resource', [{ kind: 'add', type: 'AWS::S3::BucketPolicy', name: 'bare-policy', near: 'Bare', properties: { Bucket: { '#reference': 'Bare', attribute: 'Ref' } } }], '+  BarePolicy:\n+    Type: AWS::S3::BucketPolicy\n+    Properties:\n+      Bucket: !Ref Bare'],
		['a resource of a name that is taken, near one with a condition', [{ kind: 'add', type: 'AWS::SQS::QueuePolicy', name: 'Last', near: 'Last', properties: {} }], '+  Last2:\n+    Type: AWS::SQS::QueuePolicy\n+    Condition: IsProd'],
		['a parameter', [set('Data', ['BucketName'], 'n')], 'refused: BucketName is given by parameter Name'],
		['a mapping', [set('Data', ['LifecycleConfiguration', 'Rules', 0, 'ExpirationInDays'], 1)], 'refused: ExpirationInDays is looked up in mapping Days'],
		['all branches at once', [set('Data', ['LoggingConfiguration'], {})], 'refused: LoggingConfiguration depends on condition IsProd'],
		['below all branches at once', [set('Data', ['LoggingConfiguration', 'LogFilePrefix'], 'x')], 'refused: LoggingConfiguration depends on condition IsProd'],
		['an item that is not there', [set('Data', ['LifecycleConfiguration', 'Rules', 7, 'Id'], 'x')], 'refused: item 8 of Rules is not written here'],
		['a resource that is not there', [set('Nowhere', ['A'], 1)], 'refused: Nowhere is not in this template'],
		['a property that is not there, removed', [remove('Bare', ['A'])], 'refused: A is not written here'],
	])('%s', (_, changes, lines) => {
		const after = write(yaml, ...changes);
		expect(difference(yaml, after)).toBe(lines);
		if (!after.startsWith('refused')) expect(read(after).tree.problems).toEqual([]);
	});

	test('the last property takes Properties with it', () => {
		const text = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      AccessControl: PublicRead\n';
		expect(write(text, remove('A', ['AccessControl']))).toBe('Resources:\n  A:\n    Type: AWS::S3::Bucket\n');
	});

	test('two removals together empty a list', () => {
		const text = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      Name: n\n      Rules:\n        - a\n        - Id: b\n';
		expect(write(text, remove('A', ['Rules', 0]), remove('A', ['Rules', 1, 'Id']))).toBe('Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      Name: n\n');
	});

	test('a template in the long form gets the long form', () => {
		const text = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n  B:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName:\n        Ref: A\n';
		expect(difference(text, write(text, set('A', ['X'], { '#reference': 'B', attribute: 'Arn' })))).toMatch(/\+ {6}X:\s+(\+ +)?Fn::GetAtt:/);
	});

	test('half-typed places are filled', () => {
		const text = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        Status:\n';
		expect(write(text, set('A', ['VersioningConfiguration', 'Status'], 'Enabled'))).toBe(text.replace('Status:', 'Status: Enabled'));
		const open = 'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n      BucketName: n\n';
		const filled = write(open, set('A', ['VersioningConfiguration', 'Status'], 'Enabled'));
		expect(filled).toBe(open.replace('VersioningConfiguration:', 'VersioningConfiguration:\n        Status: Enabled'));
	});

	test('what is shared is refused', () => {
		const text = 'x: &common { Status: Suspended }\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration: *common\n';
		expect(write(text, set('A', ['VersioningConfiguration', 'Status'], 'Enabled'))).toMatch(/^refused: /);
	});

	test('what a loop makes is refused', () => {
		const text = 'Resources:\n  Fn::ForEach::L: [X, [a], { "B${X}": { Type: AWS::S3::Bucket } }]\n  C:\n    Type: AWS::X::Y\n    Properties:\n      Map:\n        Fn::ForEach::M: [Y, [k], { "${Y}": 1 }]\n';
		expect(write(text, set('Ba', ['BucketName'], 'n'))).toBe('refused: Ba is made by a loop');
		expect(write(text, set('C', ['Map', 'k'], 2))).toBe('refused: k is made by Fn::ForEach::M');
	});
});

describe('JSON', () => {
	const json = `{
  "Parameters": { "P": { "Type": "String" } },
  "Resources": {
    "A": {
      "Type": "AWS::S3::Bucket"
    },
    "B": {
      "Type": "AWS::S3::Bucket",
      "Properties": {
        "AccessControl": { "Fn::If": ["C", "PublicRead", { "Ref": "P" }] }
      }
    }
  }
}
`;
	test('properties, references and resources', () => {
		const after = write(json,
			set('A', ['LoggingConfiguration', 'DestinationBucketName'], { '#reference': 'B', attribute: 'Ref' }),
			set('B', ['AccessControl', { branch: 0 }], 'Private'),
			{ kind: 'add', type: 'AWS::S3::BucketPolicy', name: 'Policy', near: 'A', properties: { Resource: { '#text': [{ '#reference': 'A', attribute: 'Arn' }, '/*'] } } });
		const { Resources } = JSON.parse(after);
		expect(Object.keys(Resources)).toEqual(['A', 'Policy', 'B']);
		expect(Resources.A.Properties).toEqual({ LoggingConfiguration: { DestinationBucketName: { Ref: 'B' } } });
		expect(Resources.B.Properties.AccessControl['Fn::If'][1]).toBe('Private');
		expect(Resources.Policy).toEqual({ Type: 'AWS::S3::BucketPolicy', Properties: { Resource: { 'Fn::Sub': '${A.Arn}/*' } } });
		expect(after).toContain('\n        "LoggingConfiguration": {\n');
	});

	test('a branch that a parameter gives is refused', () => {
		expect(write(json, set('B', ['AccessControl', { branch: 1 }], 'Private'))).toBe('refused: AccessControl is given by parameter P');
	});

	test('the last property takes Properties with it', () => {
		expect(JSON.parse(write(json, remove('B', ['AccessControl']))).Resources.B).toEqual({ Type: 'AWS::S3::Bucket' });
	});
});

describe('documents in texts', () => {
	const text = (head: string) => `Resources:\n  B: { Type: AWS::S3::Bucket }\n  K:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy: ${head}|\n        {\n          "Statement": [\n            { "Principal": "*" }\n          ]\n        }\n`;

	test('are written in place', () => {
		expect(write(text(''), set('K', ['KeyPolicy', 'Statement', 0, 'Principal'], 'me'))).toBe(text('').replace('"*"', '"me"'));
	});

	test('take references where they are substituted, and only there', () => {
		const change = set('K', ['KeyPolicy', 'Statement', 0, 'Principal'], { '#text': [{ '#reference': 'B', attribute: 'Arn' }, '/${x}'] });
		expect(write(text('!Sub '), change)).toBe(text('!Sub ').replace('"*"', '"${B.Arn}/${!x}"'));
		expect(write(text(''), change)).toBe('refused: the document is written as plain text, which cannot hold references');
	});

	test('and what is written can be read', () => {
		const after = write(text('!Sub '), set('K', ['KeyPolicy', 'Statement', 0, 'Principal'], '${x}'));
		expect(design(after).resource('K')!.all('KeyPolicy.Statement[].Principal')[0]!.string).toBe('${x}');
	});
});

describe('SAM', () => {
	const text = `Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 3
      Events: { E: { Type: SQS, Properties: { Queue: q } } }
  T:
    Type: AWS::Serverless::SimpleTable
`;
	test('properties of the same name are written', () => {
		expect(write(text, set('F', ['Timeout'], 30))).toBe(text.replace('3', '30'));
		expect(write(text, set('T', ['SSESpecification', 'SSEEnabled'], true))).toBe(`${text}    Properties:\n      SSESpecification:\n        SSEEnabled: true\n`);
		expect(write(text, set('F', ['@DeletionPolicy'], 'Retain'))).toContain('DeletionPolicy: Retain');
	});

	test('what SAM makes is refused', () => {
		expect(write(text, set('F', ['TracingConfig', 'Mode'], 'Active'))).toBe('refused: SAM makes TracingConfig of F from properties of its own');
		expect(write(text, set('FRole', ['Path'], '/'))).toBe('refused: FRole is created by SAM for F');
		expect(write(text, set('T', ['KeySchema'], []))).toMatch(/^refused/);
	});
});

/** Every place of a value, with what stands there. */
function places(value: Value, path: Path = []): [Path, Value][] {
	const here: [Path, Value][] = path.length > 0 ? [[path, value]] : [];
	switch (value.kind) {
		case 'map': return [...here, ...[...value.entries].flatMap(([name, entry]) => places(entry.value, [...path, name]))];
		case 'list': return [...here, ...value.items.flatMap((item, index) => places(item, [...path, index]))];
		case 'choice': return [...here, ...value.options.flatMap((option, branch) => places(option.value, [...path, { branch }]))];
		default: return here;
	}
}

describe('what is written at any place is read there again', { timeout: 30_000 }, () => {
	const json = JSON.stringify({
		Parameters: { P: { Type: 'String' } }, Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
		Resources: { Data: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', Properties: { Name: { Ref: 'P' }, Rules: [{ Id: 1, Deep: { Er: [[1], {}] } }, { 'Fn::If': ['C', { A: 1 }, 'b'] }], Policy: '{"Statement": [{"Sid": "a"}]}' } } },
	}, undefined, '\t');
	const flow = 'Resources: { Data: { Type: AWS::S3::Bucket, Properties: { A: [1, { B: c, "d": !Ref Data }], E: !If [C, { F: 1 }, !Ref AWS::NoValue] } } }\n';
	const sub = "Resources:\n  Data:\n    Type: AWS::S3::Bucket\n    Properties:\n      Policy:\n        Fn::Sub:\n        - '{ \"A\": [\"${X}\", { \"B\": 1 }] }'\n        - { X: !GetAtt Data.Arn }\n      # last\n      Z: |\n        long\n        text\n";
	const data = (text: string) => cloudformation.lower({ documents: [read(text)] }).resources.find(one => one.id === 'Data')!.lower().value;

	test.each([['block', yaml], ['json', json], ['flow', flow], ['sub', sub], ['CRLF', yaml.replaceAll('\n', '\r\n')]])('%s', (_, text) => {
		let written = 0;
		for (const [path] of places(data(text))) {
			for (const value of ['WRITTEN', { Made: ['of', 1] }] as const) {
				const after = write(text, set('Data', path, value));
				if (after.startsWith('refused')) continue;
				written++;
				expect(read(after).tree.problems).toEqual([]);
				const found = places(data(after)).find(([where]) => JSON.stringify(where) === JSON.stringify(path));
				expect(found && show(found[1]), JSON.stringify(path)).toBe(typeof value === 'string' ? value : '{Made: [of, 1]}');
			}
		}
		expect(written).toBeGreaterThan(8);
	});

	test.each([['block', yaml], ['json', json], ['flow', flow], ['sub', sub], ['CRLF', yaml.replaceAll('\n', '\r\n')]])('%s, removed', (_, text) => {
		let removed = 0;
		for (const [path] of places(data(text))) {
			const after = write(text, remove('Data', path));
			if (after.startsWith('refused')) continue;
			removed++;
			expect(read(after).tree.problems).toEqual([]);
			const left = places(data(after)).length;
			expect(left, JSON.stringify(path)).toBeLessThanOrEqual(places(data(text)).length);
			const last = path.at(-1)!;
			if (typeof last === 'string') expect(places(data(after)).some(([where]) => JSON.stringify(where) === JSON.stringify(path))).toBe(false);
		}
		expect(removed).toBeGreaterThan(4);
	});
});
