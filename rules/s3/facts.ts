/** Figures of Amazon S3: each has its home here, with the page that states it. Read on 2026-11-23. */
import type { Limits, Timeline } from '../../engine/queries/lifecycle.ts';
import { repair } from '../../engine/queries/lifecycle.ts';
import type { FixSpec } from '../../engine/review/rule.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
export const LIFECYCLE_TRANSITIONS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html';

export interface StorageClass {
	/** Days that an object must be stored before a lifecycle rule may move it here. Source: {@link LIFECYCLE_TRANSITIONS}. */
	readonly minimumAge: number;
	/** Days that must lie between moving here and moving on within one rule. Source: {@link LIFECYCLE_TRANSITIONS}. */
	readonly minimumStay: number;
}

/** The waterfall: lifecycle rules move objects down this list, never up. Source: {@link LIFECYCLE_TRANSITIONS}. */
export const STORAGE_CLASSES: ReadonlyMap<string, StorageClass> = new Map([
	['STANDARD', { minimumAge: 0, minimumStay: 0 }],
	['STANDARD_IA', { minimumAge: 30, minimumStay: 30 }],
	['INTELLIGENT_TIERING', { minimumAge: 0, minimumStay: 0 }],
	['ONEZONE_IA', { minimumAge: 30, minimumStay: 30 }],
	['GLACIER_IR', { minimumAge: 0, minimumStay: 0 }],
	['GLACIER', { minimumAge: 0, minimumStay: 0 }],
	['DEEP_ARCHIVE', { minimumAge: 0, minimumStay: 0 }],
]);

const ranks = new Map([...STORAGE_CLASSES.keys()].map((name, rank) => [name, rank]));

export const lifecycleLimits: Limits = {
	minimumAge: name => STORAGE_CLASSES.get(name)?.minimumAge ?? 0,
	minimumStay: name => STORAGE_CLASSES.get(name)?.minimumStay ?? 0,
	rank: name => ranks.get(name),
};

/** The fix that all rules on a lifecycle's days share: the fewest new days under which S3 accepts the whole rule. */
export function timelineFix(timeline: Timeline): FixSpec | undefined {
	const moves = repair(timeline, lifecycleLimits);
	if (!moves || moves.length === 0) return undefined;
	const title = moves.map(move => (move.storageClass ? `move to ${move.storageClass} after ${move.day} days` : `expire after ${move.day} days`)).join(', ');
	return {
		title: title[0]!.toUpperCase() + title.slice(1),
		change: change => {
			for (const move of moves) change.set(move.property, move.day);
		},
	};
}

/** `day 30`, or for a rule that names dates `2027-01-31`. */
export function dayText(day: number, unit: 'age' | 'date'): string {
	return unit === 'age' ? `day ${day}` : new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The four settings, in the order of https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html */
export const PUBLIC_ACCESS_SETTINGS = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/** Block Public Access of the whole account: CloudFormation has no type for it, Terraform has `aws_s3_account_public_access_block`. */
export const ACCOUNT_BLOCK = 'Plumbline::S3::AccountPublicAccessBlock';

/** The service principal that delivers event notifications: https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
export const EVENT_SOURCE = 's3.amazonaws.com';

/** Canned ACLs that let strangers in, and what they may do: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
export const PUBLIC_ACLS: Readonly<Record<string, string>> = {
	PublicRead: 'everyone on the internet list its objects',
	PublicReadWrite: 'everyone on the internet list, write and delete its objects',
	AuthenticatedRead: 'everyone with any AWS account list its objects',
};

/* Names, websites, access points: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */

/** Beginnings and ends of bucket names that S3 keeps for itself: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'] as const;
export const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'] as const;

/** Lengths of names. Access points: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html */
export const BUCKET_NAME = { least: 3, most: 63 } as const;
export const ACCESS_POINT_NAME = { least: 3, most: 50 } as const;

/** Canned ACLs that give rights to somebody other than the owner of a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
export const GRANTING_ACLS = ['PublicRead', 'PublicReadWrite', 'AuthenticatedRead', 'AwsExecRead', 'LogDeliveryWrite'] as const;

/** Ownership under which ACLs mean something: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
export const ACL_OWNERSHIP = ['BucketOwnerPreferred', 'ObjectWriter'] as const;

/** Buckets of an account, unless a quota is raised: https://docs.aws.amazon.com/general/latest/gr/s3.html */
export const BUCKETS_OF_AN_ACCOUNT = 10_000;

/** Regions of one Multi-Region Access Point: https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRestrictions.html */
export const MRAP_REGIONS = 17;

/** Bytes of a bucket policy: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
export const POLICY_BYTES = 20 * 1024;

/** The longest that a presigned URL can live, in milliseconds: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
export const PRESIGNED_LIFE = 604_800_000;
