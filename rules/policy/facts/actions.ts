/** Lists of IAM's policy language that AWS's service authorization reference does not have: each with the page that states it. Read on 2026-11-26. */
import type { KeyType } from '../../../engine/aws/iam.ts';

/** What people write for a service's prefix: its name, or that of its commands. https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const PREFIXES: ReadonlyMap<string, string> = new Map([
	['efs', 'elasticfilesystem'], ['emr', 'elasticmapreduce'], ['elbv2', 'elasticloadbalancing'], ['elasticloadbalancingv2', 'elasticloadbalancing'], ['elb', 'elasticloadbalancing'],
	['sfn', 'states'], ['stepfunctions', 'states'], ['eventbridge', 'events'], ['cloudwatchlogs', 'logs'], ['opensearch', 'es'], ['msk', 'kafka'],
	['cognito', 'cognito-idp'], ['apigatewayv2', 'apigateway'], ['amp', 'aps'], ['mwaa', 'airflow'], ['documentdb', 'rds'], ['docdb', 'rds'],
]);

/**
 * Operations of APIs that no action is named after, and the actions that permit them.
 * Amazon S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * Amazon DynamoDB: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 * Amazon SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
 * Amazon SNS: https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html
 * AWS Lambda: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 * AWS KMS: https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
export const OPERATIONS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
	's3:HeadObject': 's3:GetObject', 's3:SelectObjectContent': 's3:GetObject', 's3:CopyObject': 's3:GetObject s3:PutObject', 's3:DeleteObjects': 's3:DeleteObject',
	's3:UploadPart': 's3:PutObject', 's3:CreateMultipartUpload': 's3:PutObject', 's3:CompleteMultipartUpload': 's3:PutObject', 's3:ListParts': 's3:ListMultipartUploadParts',
	's3:HeadBucket': 's3:ListBucket', 's3:ListObjects': 's3:ListBucket', 's3:ListObjectsV2': 's3:ListBucket', 's3:ListBuckets': 's3:ListAllMyBuckets',
	's3:ListObjectVersions': 's3:ListBucketVersions', 's3:ListMultipartUploads': 's3:ListBucketMultipartUploads',
	's3:GetBucketEncryption': 's3:GetEncryptionConfiguration', 's3:PutBucketEncryption': 's3:PutEncryptionConfiguration', 's3:DeleteBucketEncryption': 's3:PutEncryptionConfiguration',
	's3:GetBucketLifecycle': 's3:GetLifecycleConfiguration', 's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
	's3:PutBucketLifecycle': 's3:PutLifecycleConfiguration', 's3:PutBucketLifecycleConfiguration': 's3:PutLifecycleConfiguration', 's3:DeleteBucketLifecycle': 's3:PutLifecycleConfiguration',
	's3:GetBucketReplication': 's3:GetReplicationConfiguration', 's3:PutBucketReplication': 's3:PutReplicationConfiguration', 's3:DeleteBucketReplication': 's3:PutReplicationConfiguration',
	's3:GetBucketNotificationConfiguration': 's3:GetBucketNotification', 's3:PutBucketNotificationConfiguration': 's3:PutBucketNotification',
	's3:GetBucketAccelerateConfiguration': 's3:GetAccelerateConfiguration', 's3:PutBucketAccelerateConfiguration': 's3:PutAccelerateConfiguration',
	's3:DeleteBucketCors': 's3:PutBucketCORS', 's3:DeleteBucketTagging': 's3:PutBucketTagging',
	's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock', 's3:PutPublicAccessBlock': 's3:PutBucketPublicAccessBlock', 's3:DeletePublicAccessBlock': 's3:PutBucketPublicAccessBlock',
	's3:GetObjectLockConfiguration': 's3:GetBucketObjectLockConfiguration', 's3:PutObjectLockConfiguration': 's3:PutBucketObjectLockConfiguration',
	'dynamodb:TransactGetItems': 'dynamodb:GetItem',
	'dynamodb:TransactWriteItems': 'dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:ConditionCheckItem',
	'sqs:SendMessageBatch': 'sqs:SendMessage', 'sqs:DeleteMessageBatch': 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
	'sns:PublishBatch': 'sns:Publish', 'lambda:Invoke': 'lambda:InvokeFunction', 'kms:ReEncrypt': 'kms:ReEncrypt*',
}).map(([operation, actions]) => [operation.toLowerCase(), actions.split(' ')]));

/** Actions of AWS's own default policies that its list does not have. https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
export const UNLISTED_ACTIONS: ReadonlySet<string> = new Set(['sns:receive']);

/** Condition keys that AWS gave up, by the one that it names instead. https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html */
export const RENAMED_KEYS: ReadonlyMap<string, string> = new Map([['aws:arn', 'aws:PrincipalArn']]);

/** Condition keys of AWS's own managed policies that its lists do not have. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export const UNLISTED_KEYS: ReadonlySet<string> = new Set(['aws:principalorgmasteraccountid', 'lakeformation:gluearn']);

/** Services of whose actions AWS's list says reliably which keys their requests have: AWS's own managed policies agree with it. */
export const KEYS_BY_ACTION: ReadonlySet<string> = new Set(['s3', 'kms', 'iam', 'sts', 'dynamodb', 'lambda', 'sns', 'sqs']);

/**
 * By the service of a resource policy, other services whose actions it may have too.
 * Directory buckets: https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html, https://docs.aws.amazon.com/AmazonS3/latest/userguide/S3OutpostsBucketPolicy.html
 * Channels of CloudTrail Lake: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_resource-based-policy-examples.html
 * Zero-ETL integrations: https://docs.aws.amazon.com/redshift/latest/mgmt/zero-etl-using.redshift-iam.html
 */
export const ALSO_SPOKEN: ReadonlyMap<string, readonly string[]> = new Map([
	['s3', ['s3express', 's3-outposts']], ['s3express', ['s3']], ['backup', ['backup-storage']],
	['cloudtrail', ['cloudtrail-data']], ['redshift', ['redshift-serverless']], ['redshift-serverless', ['redshift']],
]);

/**
 * Condition keys that mean little alone, and those of which one must stand beside them in the statement that allows.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-ec2instancesourceprivateip4
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-security-warning-missing-paired-condition-keys
 */
export const PAIRED_KEYS: readonly { readonly key: string; readonly partners: readonly string[] }[] = [
	{ key: 'aws:VpcSourceIp', partners: ['aws:SourceVpc', 'aws:SourceVpcArn', 'aws:SourceVpce', 'aws:VpceAccount', 'aws:VpceOrgID', 'aws:VpceOrgPaths'] },
	{ key: 'aws:Ec2InstanceSourcePrivateIPv4', partners: ['aws:Ec2InstanceSourceVpc'] },
];

/**
 * Operators that never compare the values of a type of key as they are meant, and those of which that is certain only where the type
 * is: AWS's own policies ask for ARNs and true or false by String operators, and for texts by Arn operators.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html (type mismatch)
 */
export const MISFITS: Readonly<Record<KeyType, { readonly mistaken: readonly string[]; readonly doubtful: readonly string[] }>> = {
	String: { mistaken: [], doubtful: ['Date', 'IpAddress'] },
	ARN: { mistaken: ['Numeric', 'Date', 'Bool', 'Binary', 'IpAddress'], doubtful: [] },
	Bool: { mistaken: ['Numeric', 'Date', 'Binary', 'Arn', 'IpAddress'], doubtful: [] },
	Numeric: { mistaken: ['Date', 'Bool', 'Binary', 'Arn', 'IpAddress'], doubtful: [] },
	Date: { mistaken: ['String', 'Bool', 'Binary', 'Arn', 'IpAddress'], doubtful: ['Numeric'] },
	IPAddress: { mistaken: ['String', 'Numeric', 'Date', 'Bool', 'Binary', 'Arn'], doubtful: [] },
	Binary: { mistaken: [], doubtful: [] },
};

/** Keys of several values that AWS asks for by ForAnyValue. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export const ANY_VALUE_KEYS: ReadonlySet<string> = new Set([
	'aws:calledvia', 'aws:principalorgpaths', 'aws:principalservicenameslist', 'aws:resourceorgpaths', 'aws:sourceorgpaths', 'aws:vpceorgpaths',
]);

/** Services whose actions without resource types are known to be asked for with `*` only. https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const WHOLE_ACTIONS: ReadonlySet<string> = new Set([
	's3', 'iam', 'sts', 'ec2', 'dynamodb', 'kms', 'sqs', 'lambda', 'secretsmanager', 'cloudwatch', 'ecr', 'elasticloadbalancing', 'route53', 'kinesis',
]);

/** Names of one service, of which a policy says both. https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html */
export const RENAMED_SERVICES: readonly (readonly string[])[] = [['codestar-connections', 'codeconnections']];

/** Addresses that are not routed in the internet: https://datatracker.ietf.org/doc/html/rfc6890. AWS's page on aws:SourceIp: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html */
export const PRIVATE_RANGES: readonly string[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '127.0.0.0/8', 'fc00::/7', 'fe80::/10', '::1/128'];
