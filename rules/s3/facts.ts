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

/** Replication Time Control knows one threshold: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationTimeValue.html */
export const REPLICATION_TIME_MINUTES = 15;

/**
 * Classes from which an object must be restored before it can be read, and how long the standard retrieval takes; replication leaves
 * objects out that are in them: https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html
 */
export const RESTORED_CLASSES: ReadonlyMap<string, string> = new Map([['GLACIER', '3 to 5 hours'], ['DEEP_ARCHIVE', 'up to 12 hours']]);

/**
 * What a replication role must be allowed; of several names in one place either is enough.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
export const REPLICATION_ACTIONS = {
	source: [['s3:GetReplicationConfiguration'], ['s3:ListBucket']],
	objects: [
		['s3:GetObjectVersionForReplication', 's3:GetObjectVersion'], ['s3:GetObjectVersionAcl'], ['s3:GetObjectVersionTagging'],
	],
	replicas: [['s3:ReplicateObject'], ['s3:ReplicateDelete'], ['s3:ReplicateTags']],
} as const;

/** What a notification can be for: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html#supported-notification-event-types */
export const EVENT_TYPES: readonly string[] = [
	['ObjectCreated', ['*', 'Put', 'Post', 'Copy', 'CompleteMultipartUpload']],
	['ObjectRemoved', ['*', 'Delete', 'DeleteMarkerCreated']],
	['ObjectRestore', ['*', 'Post', 'Completed', 'Delete']],
	['Replication', ['*', 'OperationFailedReplication', 'OperationMissedThreshold', 'OperationReplicatedAfterThreshold', 'OperationNotTracked']],
	['LifecycleExpiration', ['*', 'Delete', 'DeleteMarkerCreated']],
	['ObjectTagging', ['*', 'Put', 'Delete']],
	['ObjectAcl', ['Put']],
].flatMap(([group, kinds]) => (kinds as string[]).map(kind => `s3:${group as string}:${kind}`)).concat('s3:ReducedRedundancyLostObject', 's3:LifecycleTransition', 's3:IntelligentTiering', 's3:TestEvent');

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html#object-lock-retention-modes */
export const OBJECT_LOCK_MODES = ['GOVERNANCE', 'COMPLIANCE'] as const;

/** The service principal that delivers access logs: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
export const LOG_SERVICE = 'logging.s3.amazonaws.com';
