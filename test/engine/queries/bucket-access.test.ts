/** Who can do what with a bucket in the end, over whole designs of both dialects. */
import { describe, expect, it } from 'vitest';
import { bucketAccess, bucketPolicyAccess } from '../../../engine/queries/bucket-access.ts';
import { design } from '../cloudformation/design.ts';
import { Design } from '../terraform/design.ts';
import { show } from './access-text.ts';

const PUBLIC = '{ Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: !Sub "${B.Arn}/*" }';
const READ = 'anyone on the internet can read every object';

interface Parts {
	readonly bucket?: string;
	readonly statements?: readonly string[];
	readonly more?: string;
	readonly head?: string;
}

function template({ bucket = '', statements, more = '', head = '' }: Parts): string {
	const policy = statements ? `
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref B
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
${statements.map(one => `          - ${one}`).join('\n')}` : '';
	return `${head}
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      Tags: []
${bucket.split('\n').map(line => `      ${line}`).join('\n')}
${policy}
${more}
`;
}

const access = (parts: Parts) => bucketAccess(design(template(parts)).resource('B')!);
const block = (...on: readonly string[]) => `PublicAccessBlockConfiguration: { ${['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'].map(name => `${name}: ${on.includes(name)}`).join(', ')} }`;
const open = block();

describe('a bucket policy', () => {
	it('opens a bucket whose settings are off', () => {
		const found = access({ bucket: open, statements: [PUBLIC] });
		expect(show(found)).toEqual([`yes: ${READ} (policy)`]);
		expect(found).toMatchObject({ complete: true, avenues: [{ who: 'public', via: 'policy', answer: 'yes' }] });
		expect(found.avenues[0]!.at.placeText).toBe('PolicyDocument.Statement[0].Principal');
	});

	it.each([
		['BlockPublicPolicy', `no: ${READ} (policy); stopped by BlockPublicPolicy`],
		['RestrictPublicBuckets', `no: ${READ} (policy); stopped by RestrictPublicBuckets`],
		['BlockPublicAcls', `yes: ${READ} (policy)`],
		['IgnorePublicAcls', `yes: ${READ} (policy)`],
	])('meets %s', (setting, expected) => {
		const { avenues } = access({ bucket: block(setting), statements: [PUBLIC] });
		expect(show({ avenues, complete: true })).toEqual([expected]);
		if (avenues[0]!.stop) expect(avenues[0]!.stop.at!.name).toBe(setting);
	});

	it('of a bucket without a declaration is open on old buckets only', () => {
		expect(show(access({ statements: [PUBLIC] }))).toEqual([`maybe: ${READ} (policy); perhaps stopped by Block Public Access, which buckets made since April 2023 have on`]);
	});

	it('meets settings that a condition or a parameter decides', () => {
		const head = 'Parameters: { On: { Type: String } }\nConditions: { Closed: !Equals [!Ref On, a] }';
		const bucket = 'PublicAccessBlockConfiguration: { BlockPublicPolicy: !If [Closed, true, false], RestrictPublicBuckets: false }';
		expect(show(access({ head, bucket, statements: [PUBLIC] }))).toEqual([`maybe: ${READ} (policy); perhaps stopped by BlockPublicPolicy, which depends on conditions`]);
		expect(show(access({ head, bucket: 'PublicAccessBlockConfiguration: { BlockPublicPolicy: !Ref On }', statements: [PUBLIC] })))
			.toEqual([`maybe: ${READ} (policy); perhaps stopped by Block Public Access, which is not known here`]);
	});

	it('that is conditional says when', () => {
		const head = 'Parameters: { On: { Type: String } }\nConditions: { Open: !Equals [!Ref On, a] }';
		expect(show(access({ head, bucket: open, statements: [`!If [Open, ${PUBLIC}, !Ref AWS::NoValue]`] }))).toEqual([`yes: ${READ} (policy, Open)`]);
	});

	it('loses what a statement denies', () => {
		const deny = '{ Effect: Deny, Principal: "*", Action: "s3:*", Resource: [!GetAtt B.Arn, !Sub "${B.Arn}/*"] }';
		const found = access({ bucket: open, statements: [PUBLIC, deny] });
		expect(show(found)).toEqual([`no: ${READ} (policy); stopped by a statement that denies it`]);
		expect(found.avenues[0]!.stop!.at!.placeText).toBe('PolicyDocument.Statement[1]');
	});

	it('keeps what a denial leaves', () => {
		const deny = '{ Effect: Deny, Principal: "*", Action: "s3:*", Resource: !Sub "${B.Arn}/*", Condition: { StringNotEquals: { aws:SourceVpce: vpce-1 } } }';
		expect(show(access({ bucket: open, statements: [PUBLIC, deny] }))).toEqual(['yes: anyone through the VPC endpoint vpce-1 can read every object (policy)']);
		const partly = '{ Effect: Deny, Principal: "*", Action: "s3:PutObject", Resource: !Sub "${B.Arn}/*" }';
		const write = PUBLIC.replace('s3:GetObject', '[s3:GetObject, s3:PutObject]');
		expect(show(access({ bucket: open, statements: [write, partly] }))).toEqual([`yes: ${READ} (policy)`]);
		const plainHttp = '{ Effect: Deny, Principal: "*", Action: "s3:*", Resource: !Sub "${B.Arn}/*", Condition: { Bool: { aws:SecureTransport: "false" } } }';
		expect(show(access({ bucket: open, statements: [PUBLIC, plainHttp] }))).toEqual([`yes: ${READ} (policy)`]);
	});

	it('names accounts, identities, services and whom conditions fix', () => {
		const to = (principal: string, condition = '') => PUBLIC.replace('Principal: "*"', `Principal: ${principal}${condition && `, Condition: ${condition}`}`);
		const found = access({
			bucket: open, more: '  Reader: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }',
			statements: [
				to('{ AWS: ["111122223333", "arn:aws:iam::444455556666:root"] }'), to('{ AWS: "arn:aws:iam::444455556666:role/Audit" }'), to('{ AWS: !GetAtt Reader.Arn }'),
				to('{ Service: logging.s3.amazonaws.com }', '{ StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }'), to('"*"', '{ StringEquals: { aws:PrincipalOrgID: o-1 } }'),
				to('"*"', '{ IpAddress: { aws:SourceIp: [203.0.113.0/24, 198.51.100.0/24] } }'), to('{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }'),
				to('"*"', '{ StringEquals: { aws:PrincipalAccount: !Ref AWS::AccountId } }'),
			],
		});
		expect(show(found)).toEqual([
			'yes: anyone of the organization o-1 can read every object (policy)',
			'yes: anyone from 203.0.113.0/24 or 198.51.100.0/24 can read every object (policy)',
			'yes: accounts 111122223333 and 444455556666 can read every object (policy)',
			'yes: role/Audit of account 444455556666 can read every object (policy)',
			'yes: the service logging.s3.amazonaws.com, on behalf of this account, can read every object (policy)',
			'yes: Reader can read every object (policy)',
		]);
		expect(found.avenues.filter(one => one.who === 'own account')).toHaveLength(2);
	});

	it('that is public takes other accounts with it where S3 restricts or refuses it', () => {
		const other = PUBLIC.replace('"*"', '{ AWS: "111122223333" }'), service = PUBLIC.replace('"*"', '{ Service: logging.s3.amazonaws.com }');
		expect(show(access({ bucket: block('RestrictPublicBuckets'), statements: [PUBLIC, other, service] }))).toEqual([
			'yes: the service logging.s3.amazonaws.com can read every object (policy)',
			`no: ${READ} (policy); stopped by RestrictPublicBuckets`,
			'no: account 111122223333 can read every object (policy); stopped by RestrictPublicBuckets',
		]);
		expect(show(access({ bucket: block('BlockPublicPolicy'), statements: [PUBLIC, service] })).map(one => one.slice(0, 2))).toEqual(['no', 'no']);
		expect(show(access({ bucket: block('RestrictPublicBuckets', 'BlockPublicPolicy'), statements: [other] }))).toEqual(['yes: account 111122223333 can read every object (policy)']);
	});

	it('is judged by itself where its bucket is elsewhere', () => {
		const policy = design(template({ statements: [PUBLIC] }).replace('Bucket: !Ref B', 'Bucket: elsewhere')).resource('P')!;
		expect(bucketPolicyAccess(policy)).toMatchObject({ complete: false, avenues: [{ answer: 'maybe', stop: { words: 'Block Public Access, which is not known here' } }] });
	});

	it('that is not known leaves the access open', () => {
		expect(access({ head: 'Parameters: { Document: { Type: String } }', more: '  P: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref B, PolicyDocument: !Ref Document } }' })).toEqual({ avenues: [], complete: false });
		expect(access({ head: 'Parameters: { Name: { Type: String } }', more: '  P: { Type: AWS::S3::BucketPolicy, Properties: { Bucket: !Ref Name, PolicyDocument: {} } }' })).toEqual({ avenues: [], complete: false });
		expect(access({})).toEqual({ avenues: [], complete: true });
	});

	it('with a value that is not known is not public for it', () => {
		const statement = PUBLIC.replace('Resource', 'Condition: { StringEquals: { aws:PrincipalOrgID: !Ref Org } }, Resource');
		expect(show(access({ head: 'Parameters: { Org: { Type: String } }', bucket: open, statements: [statement] })))
			.toEqual(['yes: anyone of the organization that is not known here can read every object (policy)']);
	});
});

describe('an ACL', () => {
	const acl = (ownership: string, settings = open) => show(access({ bucket: `AccessControl: PublicRead\n${ownership}\n${settings}` }));
	const owned = (how: string) => `OwnershipControls: { Rules: [ { ObjectOwnership: ${how} } ] }`;
	const listing = 'everyone on the internet can list its objects (acl)';

	it('counts as object ownership leaves it', () => {
		expect(acl(owned('ObjectWriter'))).toEqual([`yes: ${listing}`]);
		expect(acl(owned('BucketOwnerPreferred'))).toEqual([`yes: ${listing}`]);
		expect(acl(owned('BucketOwnerEnforced'))).toEqual([`no: ${listing}; stopped by BucketOwnerEnforced`]);
		expect(acl('')).toEqual([`maybe: ${listing}; perhaps stopped by object ownership: buckets made since April 2023 have no ACLs`]);
	});

	it('is refused or ignored by its own settings only', () => {
		expect(acl(owned('ObjectWriter'), block('BlockPublicAcls'))).toEqual([`no: ${listing}; stopped by BlockPublicAcls`]);
		expect(acl(owned('ObjectWriter'), block('IgnorePublicAcls'))).toEqual([`no: ${listing}; stopped by IgnorePublicAcls`]);
		expect(acl(owned('ObjectWriter'), block('BlockPublicPolicy', 'RestrictPublicBuckets'))).toEqual([`yes: ${listing}`]);
	});

	it('for log delivery is no public one', () => {
		expect(show(access({ bucket: `AccessControl: LogDeliveryWrite\n${owned('ObjectWriter')}\n${block('BlockPublicAcls', 'IgnorePublicAcls')}` })))
			.toEqual(["yes: S3's log delivery can write objects and read its ACL (acl)"]);
	});
});

describe('an access point', () => {
	const point = (principal: string, extra = '', below = 'object/*') => `
  Point:
    Type: AWS::S3::AccessPoint
    Properties:
      Bucket: !Ref B
      Name: reports${extra}
      Policy:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: ${principal}, Action: s3:GetObject, Resource: !Sub "arn:aws:s3:\${AWS::Region}:\${AWS::AccountId}:accesspoint/reports/${below}" }`;
	const delegated = '{ Effect: Allow, Principal: { AWS: "*" }, Action: "*", Resource: [!GetAtt B.Arn, !Sub "${B.Arn}/*"], Condition: { StringEquals: { s3:DataAccessPointAccount: !Ref AWS::AccountId } } }';
	const delegation = 'yes: anyone through an access point of this account can do everything with the bucket and its objects (policy)';

	it('lets in whom the bucket lets in too', () => {
		expect(show(access({ more: point('{ AWS: "111122223333" }', '', 'object/in/*'), statements: [delegated] }))).toEqual([
			delegation, 'yes: account 111122223333 can read the objects in/*, through the access point Point (access point)',
		]);
		expect(show(access({ more: point('{ AWS: "111122223333" }') }))).toEqual([
			"no: account 111122223333 can read every object, through the access point Point (access point); stopped by the bucket's own policy, which does not let them in",
		]);
	});

	it('blocks strangers unless it says otherwise, as the bucket does', () => {
		const line = `${READ}, through the access point Point (access point)`;
		expect(show(access({ bucket: open, more: point('"*"'), statements: [delegated] }))).toEqual([delegation, `no: ${line}; stopped by BlockPublicPolicy of the access point`]);
		const off = '\n      PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }';
		expect(show(access({ bucket: open, more: point('"*"', off), statements: [delegated] }))).toContain(`yes: ${line}`);
		expect(show(access({ bucket: block('RestrictPublicBuckets'), more: point('"*"', off), statements: [delegated] }))).toContain(`no: ${line}; stopped by RestrictPublicBuckets`);
		expect(show(access({ bucket: open, more: point('"*"', '\n      VpcConfiguration: { VpcId: vpc-1 }'), statements: [delegated] }))).toContain(
			'yes: anyone in the VPC of the access point can read every object, through the access point Point (access point)');
	});
});

describe('a website and CloudFront', () => {
	const distribution = (origin = 'OriginAccessControlId: !Ref Control, S3OriginConfig: { OriginAccessIdentity: "" }', behaviour = '', enabled = true) => `
  Control: { Type: AWS::CloudFront::OriginAccessControl }
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: ${enabled}
        Origins: [ { Id: b, DomainName: !GetAtt B.RegionalDomainName, ${origin} } ]
        DefaultCacheBehavior: { TargetOriginId: b, ViewerProtocolPolicy: https-only${behaviour} }`;
	const granted = '{ Effect: Allow, Principal: { Service: cloudfront.amazonaws.com }, Action: s3:GetObject, Resource: !Sub "${B.Arn}/*", Condition: { StringEquals: { aws:SourceArn: !Sub "arn:aws:cloudfront::${AWS::AccountId}:distribution/${Cdn}" } } }';
	const through = 'anyone on the internet, through the CloudFront distribution Cdn, can read every object (distribution)';

	it('stands in front, with nobody beside it', () => {
		const bucket = `WebsiteConfiguration: { IndexDocument: index.html }\n${block('BlockPublicPolicy', 'RestrictPublicBuckets')}`;
		const found = access({ bucket, more: distribution(), statements: [granted] });
		expect(show(found)).toEqual([
			`yes: ${through}`,
			"no: anyone on the internet can browse it as a website, over plain HTTP (website); stopped by the bucket's policy, which lets no stranger read",
		]);
		expect(found.avenues[0]!.through!.name).toBe('Cdn');
	});

	it('may ask for signatures, or be off', () => {
		expect(show(access({ more: distribution(undefined, ', TrustedKeyGroups: [k]'), statements: [granted] }))).toEqual([through.replace('anyone on the internet', 'yes: whoever has a signed URL or cookie')]);
		expect(show(access({ more: distribution(undefined, '', false), statements: [granted] }))).toEqual([`no: ${through}; stopped by the distribution itself, which is disabled`]);
	});

	it('is not let in where the policy says nothing of it', () => {
		expect(show(access({ more: distribution() }))).toEqual([
			"no: anyone on the internet, through the CloudFront distribution Cdn, can read its objects (distribution); stopped by the bucket's policy, which does not let CloudFront in",
		]);
	});

	it('is not what another distribution is let in for', () => {
		const other = granted.replace('${Cdn}', '${Other}');
		expect(show(access({ more: `${distribution()}\n  Other: { Type: AWS::CloudFront::Distribution, Properties: { DistributionConfig: { Enabled: true } } }`, statements: [other] }))[0])
			.toBe('yes: the service cloudfront.amazonaws.com can read every object, under a condition on aws:SourceArn (policy)');
	});

	it('asks by the older identity', () => {
		const more = `${distribution('S3OriginConfig: { OriginAccessIdentity: !Sub "origin-access-identity/cloudfront/${Identity}" }')}\n  Identity: { Type: AWS::CloudFront::CloudFrontOriginAccessIdentity }`;
		const statement = granted.replace('{ Service: cloudfront.amazonaws.com }', '{ CanonicalUser: !GetAtt Identity.S3CanonicalUserId }').replace(/, Condition: .*$/, ' }');
		expect(show(access({ more, statements: [statement] }))).toEqual([`yes: ${through}`]);
	});

	it('serves what the public may read', () => {
		const website = 'yes: anyone on the internet can browse it as a website, over plain HTTP (website)';
		expect(show(access({ bucket: `WebsiteConfiguration: { IndexDocument: index.html }\n${open}`, statements: [PUBLIC] }))).toEqual([`yes: ${READ} (policy)`, website]);
		expect(show(access({ bucket: `WebsiteConfiguration: { IndexDocument: index.html }\n${block('BlockPublicPolicy')}`, statements: [PUBLIC] }))[1])
			.toBe(`${website.replace('yes', 'no')}; stopped by BlockPublicPolicy`);
	});
});

describe('in Terraform', () => {
	const bucket = `
resource "aws_s3_bucket" "site" {}
resource "aws_s3_bucket_policy" "site" {
  bucket = aws_s3_bucket.site.id
  policy = data.aws_iam_policy_document.site.json
}
`;
	const strangers = `
data "aws_iam_policy_document" "site" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.site.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
`;
	const off = `
resource "aws_s3_bucket_public_access_block" "site" {
  bucket                  = aws_s3_bucket.site.id
  block_public_policy     = false
  restrict_public_buckets = false
}
`;
	const site = (...texts: readonly string[]) => show(bucketAccess(new Design({ 'main.tf': texts.join('\n') }).architecture.resource('aws_s3_bucket.site')!));

	it('the policy and the settings meet', () => {
		expect(site(bucket, strangers, off)).toEqual([`yes: ${READ} (policy)`]);
		expect(site(bucket, strangers, off.replace('block_public_policy     = false', 'block_public_policy     = true'))).toEqual([`no: ${READ} (policy); stopped by block_public_policy`]);
	});

	it('the settings of the account count too', () => {
		expect(site(bucket, strangers, off, 'resource "aws_s3_account_public_access_block" "all" {\n  restrict_public_buckets = true\n}')).toEqual([`no: ${READ} (policy); stopped by restrict_public_buckets of the account`]);
	});

	it('the ACL and the ownership meet', () => {
		const acl = 'resource "aws_s3_bucket_acl" "site" {\n  bucket = aws_s3_bucket.site.id\n  acl    = "public-read"\n}';
		const owned = (how: string) => `resource "aws_s3_bucket_ownership_controls" "site" {\n  bucket = aws_s3_bucket.site.id\n  rule {\n    object_ownership = "${how}"\n  }\n}`;
		const blocks = `${off.replace('block_public_policy ', 'block_public_acls ')}`;
		expect(site('resource "aws_s3_bucket" "site" {}', acl, owned('ObjectWriter'), blocks)).toEqual(['yes: everyone on the internet can list its objects (acl)']);
		expect(site('resource "aws_s3_bucket" "site" {}', acl, owned('BucketOwnerEnforced'), blocks)).toEqual(['no: everyone on the internet can list its objects (acl); stopped by BucketOwnerEnforced']);
	});

	it('CloudFront stands in front', () => {
		const document = `
data "aws_iam_policy_document" "site" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["\${aws_s3_bucket.site.arn}/*"]
    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "AWS:SourceArn"
      values   = [aws_cloudfront_distribution.site.arn]
    }
  }
}
resource "aws_cloudfront_origin_access_control" "site" {
  name                              = "site"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}
resource "aws_cloudfront_distribution" "site" {
  enabled = true
  origin {
    domain_name              = aws_s3_bucket.site.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.site.id
    origin_id                = "site"
  }
}
`;
		expect(site(bucket, document)).toEqual(['yes: anyone on the internet, through the CloudFront distribution site, can read every object (distribution)']);
	});
});
