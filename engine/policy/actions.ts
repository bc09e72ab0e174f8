/**
 * What an action does, from its name: read, list, write, delete, tag, or change who has access; and for Amazon S3 whether it acts on
 * a bucket or on its objects. AWS's names are regular enough for sentences; no rule may prove a grant harmless by them.
 */
import { type Pattern, covers, pattern } from './patterns.ts';

export type AccessLevel = 'read' | 'list' | 'write' | 'delete' | 'tag' | 'administer' | 'everything';

/** Actions of S3 that act on objects; all others that begin with `s3:` act on buckets or on the account. */
const objectActions = [
	'AbortMultipartUpload', 'BypassGovernanceRetention', 'DeleteObject', 'DeleteObjectTagging', 'DeleteObjectVersion', 'DeleteObjectVersionTagging',
	'GetObject', 'GetObjectAcl', 'GetObjectAttributes', 'GetObjectLegalHold', 'GetObjectRetention', 'GetObjectTagging', 'GetObjectTorrent',
	'GetObjectVersion', 'GetObjectVersionAcl', 'GetObjectVersionAttributes', 'GetObjectVersionForReplication', 'GetObjectVersionTagging',
	'GetObjectVersionTorrent', 'InitiateReplication', 'ListMultipartUploadParts', 'ObjectOwnerOverrideToBucketOwner', 'PutObject', 'PutObjectAcl', 'PutObjectLegalHold',
	'PutObjectRetention', 'PutObjectTagging', 'PutObjectVersionAcl', 'PutObjectVersionTagging', 'ReplicateDelete', 'ReplicateObject',
	'ReplicateTags', 'RestoreObject', 'UpdateObjectEncryption',
].map(name => pattern(`s3:${name}`, { fold: true }));

/** Actions of S3 that bucket policies grant on the bucket itself, enough to tell for a wildcard whether it reaches any. */
const bucketActions = [
	'CreateBucket', 'DeleteBucket', 'DeleteBucketPolicy', 'DeleteBucketWebsite', 'GetAccelerateConfiguration', 'GetAnalyticsConfiguration', 'GetBucketAcl',
	'GetBucketCORS', 'GetBucketLocation', 'GetBucketLogging', 'GetBucketNotification', 'GetBucketObjectLockConfiguration', 'GetBucketOwnershipControls',
	'GetBucketPolicy', 'GetBucketPolicyStatus', 'GetBucketPublicAccessBlock', 'GetBucketRequestPayment', 'GetBucketTagging', 'GetBucketVersioning',
	'GetBucketWebsite', 'GetEncryptionConfiguration', 'GetIntelligentTieringConfiguration', 'GetInventoryConfiguration', 'GetLifecycleConfiguration',
	'GetMetricsConfiguration', 'GetReplicationConfiguration', 'ListBucket', 'ListBucketMultipartUploads', 'ListBucketVersions', 'PutAccelerateConfiguration',
	'PutAnalyticsConfiguration', 'PutBucketAcl', 'PutBucketCORS', 'PutBucketLogging', 'PutBucketNotification', 'PutBucketObjectLockConfiguration',
	'PutBucketOwnershipControls', 'PutBucketPolicy', 'PutBucketPublicAccessBlock', 'PutBucketRequestPayment', 'PutBucketTagging', 'PutBucketVersioning',
	'PutBucketWebsite', 'PutEncryptionConfiguration', 'PutIntelligentTieringConfiguration', 'PutInventoryConfiguration', 'PutLifecycleConfiguration',
	'PutMetricsConfiguration', 'PutReplicationConfiguration',
].map(name => pattern(`s3:${name}`, { fold: true }));

/** What an S3 action, or a pattern of actions, acts on; undefined where that is not known. */
export function s3Target(action: Pattern): 'bucket' | 'object' | 'both' | undefined {
	const objects = objectActions.some(one => covers(action, one) === 'yes');
	const buckets = bucketActions.some(one => covers(action, one) === 'yes');
	if (objects || buckets) return objects && buckets ? 'both' : objects ? 'object' : 'bucket';
	return undefined;
}

/** The access that an action gives; a wildcard behind a verb (`s3:Get*`) gives what the verb does. */
export function accessLevel(action: Pattern): AccessLevel {
	const [service = '', name = ''] = action.text.split(':');
	if (service === '*' || /^[*?]/.test(name)) return 'everything';
	if (/(policy|acl|grant|permission|publicaccessblock|ownership)/i.test(name) && !/^(get|list|describe)/i.test(name)) return 'administer';
	if (/^(tag|untag)|^(put|delete).*tag/i.test(name)) return 'tag';
	if (/^list/i.test(name)) return 'list';
	if (/^(get|describe|read|receive|batchget|query|scan|select|decrypt|verify|head|search|view|lookup)/i.test(name)) return 'read';
	return /^delete/i.test(name) ? 'delete' : 'write';
}
