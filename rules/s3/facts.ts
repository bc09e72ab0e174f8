/** Figures of Amazon S3: each has its home here, with the page that states it. Read on 2026-11-23. */
import type { Draft } from '../../engine/model/change.ts';
import { listed } from '../../engine/model/listed.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { type Limits, type Timeline, draftRule, lifecycleActions, repair, ruleName } from '../../engine/queries/lifecycle.ts';
import type { FixSpec, Report } from '../../engine/review/rule.ts';

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
export function timelineFix(timeline: Timeline, limits: Limits = lifecycleLimits): FixSpec | undefined {
	const moves = repair(timeline, limits);
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

/** Reports what an access point switches off of Block Public Access; `kind` is how AWS calls it. */
export function reportOpenPoint(point: Resource, kind: string, report: Report): void {
	for (const block of point.at('PublicAccessBlockConfiguration').alternatives) {
		if (block.exists !== 'yes') continue;
		// What is not written is on: only what is switched off by name is certain.
		const off = PUBLIC_ACCESS_SETTINGS.flatMap(name => block.at(name).alternatives.filter(one => one.exists === 'yes' && one.is(true) === 'no'));
		const [first, ...rest] = off;
		if (!first) continue;
		report(first, `The ${kind} ${point.name} leaves ${listed(off.map(one => one.label))} off, and that can never be changed once it exists.`, {
			related: rest,
			fix: {
				title: `Block public access through ${point.name}`, effect: 'replaces the resource',
				change: change => { for (const one of off) change.set(one, true); },
			},
		});
	}
}

/** The service principal that delivers event notifications: https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
export const EVENT_SOURCE = 's3.amazonaws.com';

// Lifecycle, storage classes and default encryption.

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
export const LIFECYCLE_ELEMENTS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html';

export interface Billing {
	/** Days that are billed even if an object leaves earlier. */
	readonly days: number;
	/** Smallest size in bytes that is worth moving here: what is billed at least, or what S3 adds to every object. */
	readonly bytes: number;
	/** What an object below that size costs. */
	readonly small: string;
}

const KB = 1024;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html#sc-compare and https://aws.amazon.com/s3/pricing/ */
export const BILLED: ReadonlyMap<string, Billing> = new Map([
	['STANDARD_IA', { days: 30, bytes: 128 * KB, small: 'is billed as 128 KB' }],
	['ONEZONE_IA', { days: 30, bytes: 128 * KB, small: 'is billed as 128 KB' }],
	['GLACIER_IR', { days: 90, bytes: 128 * KB, small: 'is billed as 128 KB' }],
	['GLACIER', { days: 90, bytes: 40 * KB, small: 'is less than the 40 KB that S3 adds to each archived object' }],
	['DEEP_ARCHIVE', { days: 180, bytes: 40 * KB, small: 'is less than the 40 KB that S3 adds to each archived object' }],
]);

/** {@link lifecycleLimits}, and beyond what S3 demands what it bills. */
export const lifecycleBilledLimits: Limits = {
	...lifecycleLimits,
	minimumStay: name => Math.max(lifecycleLimits.minimumStay(name), BILLED.get(name)?.days ?? 0),
	minimumLife: name => BILLED.get(name)?.days ?? 0,
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html */
export const LIFECYCLE_RULE_ID_LENGTH = 255;
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const LIFECYCLE_RULES = 1000;

/** Days without access after which Intelligent-Tiering may archive: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Tiering.html */
export const TIERING_DAYS: ReadonlyMap<string, number> = new Map([['ARCHIVE_ACCESS', 90], ['DEEP_ARCHIVE_ACCESS', 180]]);
export const TIERING_MOST_DAYS = 730;

/** What fixes propose; not AWS's figures. An upload that is a week old is abandoned, an overwrite is noticed within three months. */
export const ABORT_UPLOADS_AFTER = 7;
export const KEEP_OLD_VERSIONS = 90;

/** Gives an action of a rule a rule of its own, for the same prefix and without other filters. A rule that did nothing else goes. */
export function ownRuleFix(rule: Property, action: string, what: string, value: Draft): FixSpec | undefined {
	const prefix = rule.at('Prefix').exists === 'no' ? '' : rule.at('Prefix').string;
	if (prefix === undefined || rule.at('Status').is('Enabled') !== 'yes') return undefined;
	const alone = lifecycleActions(rule).every(one => one.name === action || one.exists === 'no');
	return {
		title: `Give ${what} a rule of their own, for all objects${prefix && ` below ${prefix}`}`,
		change: change => {
			if (alone) change.remove(rule);
			else change.remove(rule.at(action));
			const id = ruleName(rule).replace('rule ', '');
			change.append(rule.resource, 'LifecycleConfiguration.Rules', draftRule(rule.resource, `${/^\d+$/.test(id) ? 'all' : id}-${what.replaceAll(' ', '-')}`, { [action]: value }, prefix));
		},
	};
}

/** Replication Time Control knows one threshold: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ReplicationTimeValue.html */
export const REPLICATION_TIME_MINUTES = 15;

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

/* Names, websites, access points: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */

/** Beginnings and ends of bucket names that S3 keeps for itself: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'] as const;
export const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'] as const;

/** Lengths of names. Access points: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html */
export const BUCKET_NAME = { least: 3, most: 63 } as const;
export const ACCESS_POINT_NAME = { least: 3, most: 50 } as const;

/** Regions of one Multi-Region Access Point: https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRestrictions.html */
export const MRAP_REGIONS = 17;

/** The longest that a presigned URL can live, in milliseconds: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html */
export const PRESIGNED_LIFE = 604_800_000;

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

/** The largest bucket policy that S3 accepts: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
export const POLICY_BYTES = 20 * 1024;

/** Classes whose objects have to be restored before they can be read, and how long that takes at standard speed: https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html */
export const RESTORED_CLASSES: ReadonlyMap<string, string> = new Map([['GLACIER', '3 to 5 hours'], ['DEEP_ARCHIVE', 'up to 12 hours']]);

/** General purpose buckets of an account, unless AWS grants more: https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html */
export const BUCKETS_OF_ACCOUNT = 10_000;
