/** Figures and lists of IAM's policy language, each with the page that states it. Read on 2026-11-24. */
import { distance } from 'fastest-levenshtein';
import { iamService } from '../../engine/aws/iam.ts';

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
