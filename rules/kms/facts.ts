/** Figures of AWS KMS: each has its home here, with the page that states it. Read on 2026-11-24. */
import type { DraftMap } from '../../engine/model/change.ts';
import { OWN_ACCOUNT } from '../../engine/policy/drafts.ts';

export interface Range {
	readonly least: number;
	readonly most: number;
}

/** Days between one rotation and the next: https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const ROTATION_PERIOD: Range = { least: 90, most: 2560 };

/** Days that a key waits to be deleted: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const DELETION_WINDOW: Range = { least: 7, most: 30 };

/** Bytes that Encrypt takes under a symmetric key: https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html */
export const ENCRYPT_BYTES = 4096;

/** Not AWS's figure: services of which one key encrypts resources, from which on it is more than the key of one application. */
export const SHARED_BY = 5;

/** Length of an alias with its prefix: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const ALIAS_LENGTH = 256;

/** What a key of each spec can be for; specs that are not listed are not judged. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const USAGES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
	['SYMMETRIC_DEFAULT', ['ENCRYPT_DECRYPT']],
	...usable(['RSA_2048', 'RSA_3072', 'RSA_4096'], ['ENCRYPT_DECRYPT', 'SIGN_VERIFY']),
	...usable(['ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521'], ['SIGN_VERIFY', 'KEY_AGREEMENT']),
	...usable(['ECC_NIST_EDWARDS25519', 'ECC_SECG_P256K1', 'ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'], ['SIGN_VERIFY']),
	['SM2', ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'KEY_AGREEMENT']],
	...usable(['HMAC_224', 'HMAC_256', 'HMAC_384', 'HMAC_512'], ['GENERATE_VERIFY_MAC']),
]);

function usable(specs: readonly string[], usages: readonly string[]): (readonly [string, readonly string[]])[] {
	return specs.map(spec => [spec, usages] as const);
}

/** The kinds of key in a reader's words; undefined for a spec that is not known here. */
export function kindOfKey(spec: string): string | undefined {
	if (spec === 'SYMMETRIC_DEFAULT') return 'a symmetric key';
	if (!USAGES.has(spec)) return undefined;
	return spec.startsWith('HMAC') ? 'an HMAC key' : 'an asymmetric key';
}

/** A service that uses a key for itself, so that the key's policy must name it. */
export interface KeyUser {
	/** What the key encrypts: a resource type. */
	readonly target: string;
	/** Who makes the service use the key: the property by which it names the target, if another beside it has a value, or is not there. Missing: the target itself. */
	readonly by?: { readonly type: string; readonly path: string; readonly only?: readonly [string, string]; readonly without?: string };
	readonly service: string;
	/** The region stands in the principal's name. */
	readonly regional?: true;
	/** Without these it fails. */
	readonly needs: readonly string[];
	/** Follows the statement that the service may not use the key. */
	readonly fails: (target: string, senders: string) => string;
	/** Of the statement that admits it: its Sid, all that AWS recommends it to have, and what may narrow it. */
	readonly grant: { readonly sid: string; readonly actions: readonly string[]; readonly condition?: DraftMap };
}

const MESSAGES = ['kms:GenerateDataKey', 'kms:Decrypt'] as const;
const LOGS = ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'] as const;
/** The log groups of the account: the encryption context that CloudWatch Logs uses a key with. */
const LOG_GROUPS: DraftMap = {
	ArnLike: { 'kms:EncryptionContext:aws:logs:arn': { '#text': ['arn:', { '#pseudo': 'AWS::Partition' }, ':logs:', { '#pseudo': 'AWS::Region' }, ':', { '#pseudo': 'AWS::AccountId' }, ':log-group:*'] } },
};
const OWN_ACCOUNT_ONLY: DraftMap = { StringEquals: { 'aws:SourceAccount': OWN_ACCOUNT } };

/** A target that EventBridge does not reach by a role. */
const TARGETS = { type: 'AWS::Events::Rule', path: 'Targets[].Arn', without: 'RoleArn' } as const;

/** Services that publish to topics and send to queues; with EventBridge AWS supports no condition on the source. */
function sends(target: 'SNS::Topic' | 'SQS::Queue', by: KeyUser['by'], service: string, sid: string, condition?: DraftMap): KeyUser {
	return {
		target: `AWS::${target}`, ...(by && { by }), service, needs: MESSAGES, fails: (_, senders) => `messages from ${senders} are lost`,
		grant: { sid, actions: MESSAGES, ...(condition && { condition }) },
	};
}

/**
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#compatibility-with-aws-services
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html#AWS-logs-SSE-KMS-S3
 *
 * Events of S3 are told by s3/event-encrypted-destination.
 */
export const KEY_USERS: readonly KeyUser[] = [
	...['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap(type => ['AlarmActions[]', 'OKActions[]', 'InsufficientDataActions[]']
		.map(path => sends('SNS::Topic', { type, path }, 'cloudwatch.amazonaws.com', 'AllowCloudWatch', OWN_ACCOUNT_ONLY))),
	sends('SNS::Topic', TARGETS, 'events.amazonaws.com', 'AllowEventBridge'),
	sends('SNS::Topic', { type: 'AWS::RDS::EventSubscription', path: 'SnsTopicArn' }, 'events.rds.amazonaws.com', 'AllowRdsEvents', OWN_ACCOUNT_ONLY),
	sends('SNS::Topic', { type: 'AWS::Redshift::EventSubscription', path: 'SnsTopicArn' }, 'redshift.amazonaws.com', 'AllowRedshiftEvents', OWN_ACCOUNT_ONLY),
	sends('SNS::Topic', { type: 'AWS::DMS::EventSubscription', path: 'SnsTopicArn' }, 'dms.amazonaws.com', 'AllowDmsEvents', OWN_ACCOUNT_ONLY),
	sends('SQS::Queue', { type: 'AWS::SNS::Subscription', path: 'Endpoint', only: ['Protocol', 'sqs'] }, 'sns.amazonaws.com', 'AllowSns'),
	sends('SQS::Queue', { type: 'AWS::SNS::Topic', path: 'Subscription[].Endpoint', only: ['Protocol', 'sqs'] }, 'sns.amazonaws.com', 'AllowSns'),
	sends('SQS::Queue', TARGETS, 'events.amazonaws.com', 'AllowEventBridge'),
	{
		target: 'AWS::Logs::LogGroup', service: 'logs.amazonaws.com', regional: true, needs: ['kms:GenerateDataKey', 'kms:Decrypt'],
		fails: target => `CloudWatch Logs refuses to create ${target}`, grant: { sid: 'AllowCloudWatchLogs', actions: LOGS, condition: LOG_GROUPS },
	},
	{
		target: 'AWS::CloudTrail::Trail', service: 'cloudtrail.amazonaws.com', needs: ['kms:GenerateDataKey'],
		fails: target => `CloudTrail refuses ${target}`, grant: { sid: 'AllowCloudTrail', actions: ['kms:GenerateDataKey*', 'kms:DescribeKey'], condition: OWN_ACCOUNT_ONLY },
	},
	{
		target: 'AWS::S3::Bucket', by: { type: 'AWS::EC2::FlowLog', path: 'LogDestination', only: ['LogDestinationType', 's3'] }, service: 'delivery.logs.amazonaws.com', needs: ['kms:GenerateDataKey'],
		fails: (target, senders) => `no record of ${senders} arrives in ${target}`,
		grant: { sid: 'AllowLogDelivery', actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'], condition: OWN_ACCOUNT_ONLY },
	},
];
