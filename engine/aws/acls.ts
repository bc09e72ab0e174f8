/** What access control lists of buckets mean: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html, read on 2026-11-24. */

export interface AclGroup {
	readonly kind: 'public' | 'any account' | 'service';
	/** Who it is, as the object or subject of a sentence. */
	readonly who: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
export const ACL_GROUPS: Readonly<Record<string, AclGroup>> = {
	'http://acs.amazonaws.com/groups/global/AllUsers': { kind: 'public', who: 'everyone on the internet' },
	'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': { kind: 'any account', who: 'everyone with any AWS account' },
	'http://acs.amazonaws.com/groups/s3/LogDelivery': { kind: 'service', who: "S3's log delivery" },
};

/** What a grant on a bucket permits: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions */
export const ACL_PERMISSIONS: Readonly<Record<string, string>> = {
	READ: 'list its objects', WRITE: 'write and delete its objects', READ_ACP: 'read its ACL', WRITE_ACP: 'rewrite its ACL', FULL_CONTROL: 'do everything with it',
};

export interface CannedAcl extends AclGroup {
	readonly may: string;
}

/** Canned ACLs that give rights on a bucket to somebody other than its owner: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
export const CANNED_ACLS: Readonly<Record<string, CannedAcl>> = {
	PublicRead: { kind: 'public', who: 'everyone on the internet', may: 'list its objects' },
	PublicReadWrite: { kind: 'public', who: 'everyone on the internet', may: 'list, write and delete its objects' },
	AuthenticatedRead: { kind: 'any account', who: 'everyone with any AWS account', may: 'list its objects' },
	AwsExecRead: { kind: 'service', who: 'Amazon EC2', may: 'read bundles of machine images' },
	LogDeliveryWrite: { kind: 'service', who: "S3's log delivery", may: 'write objects and read its ACL' },
};

/** Those of them that let strangers in. */
export const PUBLIC_ACLS: readonly string[] = Object.keys(CANNED_ACLS).filter(name => CANNED_ACLS[name]!.kind !== 'service');

/** Ownership under which ACLs mean something: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export const ACL_OWNERSHIP = ['BucketOwnerPreferred', 'ObjectWriter'] as const;
