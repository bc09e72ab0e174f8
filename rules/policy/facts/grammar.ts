/** Figures and lists of IAM's policy language, each with the page that states it. Read on 2026-11-24. */
import { distance } from 'fastest-levenshtein';
import { iamService } from '../../../engine/aws/iam.ts';

/** The elements of a policy and of its statements: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export const POLICY_ELEMENTS: readonly string[] = ['Version', 'Id', 'Statement'];
export const STATEMENT_ELEMENTS: readonly string[] = [
	'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition',
];

/**
 * Services whose resource policies mean nothing without `Resource`: Amazon S3 and SQS reject such a statement, KMS takes it without effect. Others, such
 * as Amazon ECR and EFS, do without. https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
 */
export const NEED_RESOURCE: readonly string[] = ['s3', 'sqs', 'kms'];

/** The keys of a principal: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const PRINCIPAL_TYPES: readonly string[] = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** What the ARN of a principal names, by the key that it stands under: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const PRINCIPAL_RESOURCES: Readonly<Record<string, readonly string[]>> = {
	AWS: ['root', 'user', 'role', 'assumed-role', 'federated-user'], Federated: ['saml-provider', 'oidc-provider'],
};

/** Domains of service principals, of all partitions: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services */
export const SERVICE_DOMAINS: readonly string[] = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'amazon.com', 'c2s.ic.gov', 'sc2s.sgov.gov'];

/**
 * Service principals that designs often name, before `.amazonaws.com`: only misspellings of these are reported, for AWS has no list of all.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
export const COMMON_SERVICES: readonly string[] = [
	'apigateway', 'application-autoscaling', 'appsync', 'athena', 'autoscaling', 'backup', 'batch', 'bedrock', 'cloudformation', 'cloudfront', 'cloudtrail', 'cloudwatch',
	'codebuild', 'codedeploy', 'codepipeline', 'cognito-idp', 'config', 'delivery.logs', 'dms', 'dynamodb', 'ec2', 'ecs', 'ecs-tasks', 'edgelambda', 'eks', 'elasticache',
	'elasticfilesystem', 'elasticloadbalancing', 'elasticmapreduce', 'events', 'export.rds', 'firehose', 'glue', 'iot', 'kinesis', 'kinesisanalytics', 'lambda', 'logs',
	'monitoring.rds', 'pipes', 'rds', 'redshift', 's3', 'sagemaker', 'scheduler', 'secretsmanager', 'ses', 'sns', 'sqs', 'ssm', 'states', 'vpc-flow-logs',
];

/** What a service principal that is certainly none should be, empty where that is not known; undefined for what may be one. */
export function meantService(text: string): string | undefined {
	const name = text.trim(), labels = name.split('.');
	if (labels.length === 1) return /^[a-z0-9-]+$/.test(name) ? (COMMON_SERVICES.includes(name) ? `${name}.amazonaws.com` : '') : undefined;
	const head = labels.slice(0, -2).join('.'), domain = labels.slice(-2).join('.');
	const known = SERVICE_DOMAINS.some(one => name.endsWith(`.${one}`)), near = domain === 'amazonaws.com' ? COMMON_SERVICES.find(one => misspells(head, one)) : undefined;
	const wrong = near !== undefined || (domain === 'amazon.com' || domain === 'aws.com' ? COMMON_SERVICES.includes(head) : !known && distance(domain, 'amazonaws.com') <= 2);
	if (wrong && head !== '') return `${near ?? head}.amazonaws.com`;
	return name === text ? undefined : name;
}

/** One letter is wrong, missing or too many, or two have changed places; short names are too near to one another. */
function misspells(name: string, right: string): boolean {
	const far = name.length > 4 && right.length > 4 ? distance(name, right) : 0;
	return (far === 1 || (far === 2 && [...name].sort().join() === [...right].sort().join())) && name === name.toLowerCase() && iamService(name) === undefined;
}

export interface SizeLimit {
	readonly most: number;
	/** `characters`: white space does not count. */
	readonly unit: 'characters' | 'bytes';
	/** Whose limit it is, completing "… may have". */
	readonly what: string;
}

/**
 * Sizes of IAM's policies: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html. Those of inline policies are the
 * sum of all that a role, user or group has. The length of a trust policy is a quota that AWS raises on request, up to {@link TRUST_RAISED}.
 */
export const IAM_SIZES: Readonly<Record<'managed' | 'trust' | 'AWS::IAM::Role' | 'AWS::IAM::User' | 'AWS::IAM::Group', SizeLimit>> = {
	'managed': { most: 6144, unit: 'characters', what: 'a managed policy' },
	'trust': { most: 2048, unit: 'characters', what: 'a role\'s trust policy' },
	'AWS::IAM::Role': { most: 10_240, unit: 'characters', what: 'the inline policies of a role together' },
	'AWS::IAM::User': { most: 2048, unit: 'characters', what: 'the inline policies of a user together' },
	'AWS::IAM::Group': { most: 5120, unit: 'characters', what: 'the inline policies of a group together' },
};
export const TRUST_RAISED = 4096;

/** Sizes of policies of an organization, of endpoints, and of resources by their service; Amazon S3's has a rule of its own. */
export const SIZES: Readonly<Record<string, SizeLimit>> = {
	// 5,120 until 15 May 2026. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
	'service control': { most: 10_240, unit: 'bytes', what: 'a service control policy' },
	'resource control': { most: 5120, unit: 'bytes', what: 'a resource control policy' },
	// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
	'endpoint': { most: 20_480, unit: 'bytes', what: 'an endpoint policy' },
	// https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
	'kms': { most: 32_768, unit: 'bytes', what: 'a key policy' },
	// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
	'sqs': { most: 8192, unit: 'bytes', what: 'a queue\'s policy' },
	// https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
	'sns': { most: 30 * 1024, unit: 'bytes', what: 'a topic\'s policy' },
	// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html
	'dynamodb': { most: 20 * 1024, unit: 'bytes', what: 'the policy of a table or stream' },
	// https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
	'logs': { most: 5120, unit: 'bytes', what: 'a policy of CloudWatch Logs' },
};
