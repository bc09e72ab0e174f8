/** What a hover says of who has access: the feature as a function, over designs of both dialects. */
import { describe, expect, it } from 'vitest';
import { accessAt, accessText, linkedBy } from '../../server/features/access.ts';
import { hoverAt } from '../../server/features/hover.ts';
import { linesOf } from '../../server/lines.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';
import { design, uri } from '../engine/cloudformation/design.ts';
import { Design } from '../engine/terraform/design.ts';
import { reviewOf, rule } from './scripted.ts';

const template = `Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicPolicy: true
  Quiet:
    Type: AWS::S3::Bucket
  SitePolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Site
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: s3:GetObject
            Resource: !Sub '\${Site.Arn}/*'
  SiteKey:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' }
`;

function at(text: string, place: string, review: DocumentReview = { ...reviewOf(uri, text, 1), design: design(text) }) {
	const offset = text.indexOf(place) + 1;
	const access = accessAt(review, offset);
	const lines = linesOf(text);
	const hover = hoverAt(review, offset, {
		lines, linesOf: one => (one === review.uri ? lines : undefined), rules: new Map([[rule.id, rule]]), page: () => undefined, href: () => undefined, shown: () => true, markdown: true, besideFinding: false, access,
	});
	return { access, hover, text: (hover?.contents as { value: string } | undefined)?.value };
}

describe('who has access', () => {
	const site = '**Who has access**\n\n- Anyone on the internet could read every object ([policy](file:///template#L17)), but is stopped by [BlockPublicPolicy](file:///template#L6)';

	it('is said on the name of a bucket, with links', () => {
		const { hover, text, access } = at(template, 'Site:');
		expect(text).toBe(site);
		expect(hover!.range).toEqual({ start: { line: 1, character: 2 }, end: { line: 1, character: 6 } });
		expect(linkedBy(access)).toEqual([uri, uri]);
	});

	it('is said on the key of a policy, and nowhere else', () => {
		expect(at(template, 'PolicyDocument').text).toBe(site);
		expect(at(template, 'KeyPolicy').text).toBe('**Who has access**\n\n- Account 111122223333 can do everything with the key ([policy](file:///template#L26))');
		expect(at(template, 'SiteKey').text).toBe(at(template, 'KeyPolicy').text);
		for (const place of ['Effect', 'AWS::S3::Bucket', 'SitePolicy', 'PublicAccessBlock', 'Resources']) expect(at(template, place).text).toBeUndefined();
	});

	it('is a line where nothing is granted', () => {
		expect(at(template, 'Quiet').text).toBe('**Who has access**: only identities of this account that their own policies allow');
	});

	it('is not said where it is not known', () => {
		const text = 'Parameters: { Name: { Type: String } }\nResources:\n  B: { Type: AWS::S3::Bucket }\n  P: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref Name, PolicyDocument: { Statement: [] } } }\n';
		expect(at(text, 'B:').text).toBeUndefined();
		expect(at('a: 1', 'a', reviewOf(uri, 'a: 1', 1)).text).toBeUndefined();
	});

	it('comes after a finding at the same place', () => {
		const text = template.replaceAll('Quiet', 'bad1');
		const review = { ...reviewOf(uri, text, 1), design: design(text) };
		expect(at(text, 'bad1', review).text).toMatch(/^\*\*Buckets keep earlier versions\*\*[\s\S]*\n\n---\n\n\*\*Who has access\*\*: only identities[^\n]*$/);
	});

	it('never fails on half-typed text', () => {
		for (let end = 0; end < template.length; end += 7) {
			const text = template.slice(0, end);
			for (const place of ['Site:', 'PolicyDocument', 'SiteKey']) expect(() => at(text, place)).not.toThrow();
		}
	});

	it('is at most six lines', () => {
		const statements = Array.from({ length: 9 }, (_, index) => `          - { Effect: Allow, Principal: { AWS: '11112222333${index}' }, Action: 'kms:Decrypt', Resource: '*' }`);
		const text = `Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      KeyPolicy:\n        Statement:\n${statements.join('\n')}\n`;
		const lines = at(text, 'Key:').text!.split('\n').filter(Boolean);
		expect(lines).toHaveLength(6);
		expect(lines.at(-1)).toBe('- and 5 more');
	});

	it('shows text of strangers as it is, and says what depends on conditions', () => {
		const text = `Conditions: { Open: !Equals [a, !Ref AWS::Region] }
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties: { PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false } }
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref B
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - !If
            - Open
            - { Effect: Allow, Principal: { Service: '[x](command:evil)' }, Action: s3:GetObject, Resource: !Sub '\${B.Arn}/*' }
            - !Ref AWS::NoValue
`;
		expect(at(text, 'B:').text).toBe('**Who has access**\n\n- The service \\[x\\]\\(command:evil\\) can read every object ([policy](file:///template#L15)) where Open is true');
	});

	it('says nothing of a condition that changes nothing', () => {
		const statement = "{ Effect: Allow, Principal: { AWS: '111122223333' }, Action: s3:GetObject, Resource: !Sub '${B.Arn}/*' }";
		const text = `Conditions: { Open: !Equals [a, !Ref AWS::Region] }
Resources:
  B: { Type: AWS::S3::Bucket }
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref B
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [ !If [ Open, ${statement}, ${statement} ] ]
`;
		expect(at(text, 'B:').text).toMatch(/\*\n\n- Account 111122223333 can read every object \(\[policy\]\([^ ]*\)\)$/);
	});

	it('is found at the label and the attribute of Terraform, by name where modules differ', () => {
		const files = new Design({ 'main.tf': `resource "aws_s3_bucket" "logs" {
  for_each = toset(["a", "b"])
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs["a"].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "s3:ListBucket", Resource = aws_s3_bucket.logs["a"].arn }]
  })
}
` });
		const text = files.texts.get('file:///m/main.tf')!;
		const review = { ...reviewOf('file:///m/main.tf', text, 1), design: files.architecture };
		expect(at(text, 'policy = ', review).text).toMatch(/^\*\*Who has access\*\*\n\n- Account 111122223333 can list the bucket/);
		expect(at(text, 'logs" {\n  for_each', review).text).toContain('Account 111122223333 can list the bucket');
		expect(accessText(accessAt(review, text.indexOf('logs'))!, () => undefined)).not.toContain('](');
		expect(accessAt(review, text.indexOf('bucket ='))).toBeUndefined();
	});
});
