/** What AWS, and those who study it, say of broad grants in identity policies: each list has its home here, with its source. Read on 2026-11-24. */
import type { IamAction } from '../../../engine/aws/iam.ts';
import type { Property, Resource } from '../../../engine/model/resource.ts';
import type { PolicyDocument } from '../../../engine/policy/document.ts';
import { type Escalation, type Grant, type GrantedElement, type Path, escalationsOf, fullName, grantsIn, grantsOf, isOnAll, placeOf, someOf } from '../../../engine/queries/wide-grants.ts';

export interface EscalationPath extends Path {
	/** What whoever may do this can do; completes "it can …". */
	readonly how: string;
}

const passing = (service: string, ...actions: readonly string[]): EscalationPath => ({
	actions: ['iam:PassRole', ...actions], how: `run code of its own under any role that ${service} can take on`,
});

/**
 * Ways in which a principal can raise its own rights, the shortest first. Sources: https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/,
 * https://pathfinding.cloud/paths/; AWS names the danger in https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const ESCALATIONS: readonly EscalationPath[] = [
	{ actions: ['iam:CreatePolicyVersion'], how: 'write a new version of any managed policy, one that is attached to it too, that allows everything' },
	{ actions: ['iam:SetDefaultPolicyVersion'], how: 'bring back any earlier version of any managed policy' },
	...['User', 'Group', 'Role'].flatMap(who => [
		{ actions: [`iam:Attach${who}Policy`], how: `attach any managed policy, AdministratorAccess too, to any ${who.toLowerCase()}` },
		{ actions: [`iam:Put${who}Policy`], how: `write any inline policy into any ${who.toLowerCase()}` },
	]),
	{ actions: ['iam:UpdateAssumeRolePolicy'], how: 'let itself assume any role of the account' },
	{ actions: ['iam:AddUserToGroup'], how: 'put any user into any group, the administrators\' too' },
	{ actions: ['iam:CreateAccessKey'], how: 'make an access key for any user and act as that user' },
	{ actions: ['iam:CreateLoginProfile'], how: 'give any user that has none a password, and sign in as that user' },
	{ actions: ['iam:UpdateLoginProfile'], how: 'change any user\'s password, and sign in as that user' },
	{ actions: ['lambda:UpdateFunctionCode'], how: 'put code of its own into any function, where it runs under that function\'s role' },
	{ actions: ['glue:UpdateDevEndpoint'], how: 'put its own SSH key on any development endpoint of Glue, and use that endpoint\'s role' },
	passing('EC2', 'ec2:RunInstances'),
	passing('EC2', 'ec2:RequestSpotInstances'),
	{ actions: ['iam:PassRole', 'cloudformation:CreateStack'], how: 'have CloudFormation make whatever any role that it can take on may make' },
	passing('Glue', 'glue:CreateDevEndpoint'),
	passing('SageMaker AI', 'sagemaker:CreateNotebookInstance'),
	passing('SageMaker AI', 'sagemaker:CreateTrainingJob'),
	passing('SageMaker AI', 'sagemaker:CreateProcessingJob'),
	passing('App Runner', 'apprunner:CreateService'),
	passing('Data Pipeline', 'datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition'),
	passing('Lambda', 'lambda:CreateFunction', 'lambda:InvokeFunction'),
	passing('Lambda', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'),
	passing('Lambda', 'lambda:CreateFunction', 'lambda:AddPermission'),
	passing('Glue', 'glue:CreateJob', 'glue:StartJobRun'),
	passing('Glue', 'glue:UpdateJob', 'glue:StartJobRun'),
	passing('CodeBuild', 'codebuild:CreateProject', 'codebuild:StartBuild'),
	passing('ECS tasks', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'),
	passing('ECS tasks', 'ecs:RegisterTaskDefinition', 'ecs:CreateService'),
	passing('ECS tasks', 'ecs:RegisterTaskDefinition', 'ecs:StartTask'),
	{ actions: ['iam:PassRole', 'cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances'], how: 'have CloudFormation make whatever any role that it can take on may make' },
];

/**
 * Actions that answer with credentials, or make them, and what these open; of those that can be limited to a resource. Not here:
 * what one of {@link ESCALATIONS} is by itself, and `sts:AssumeRole`, which a role's trust policy limits too.
 * Source: parliament's list (https://github.com/duo-labs/parliament, CREDENTIALS_EXPOSURE), each held against AWS's description of the action.
 */
export const CREDENTIALS: ReadonlyMap<string, string> = new Map([
	['iam:CreateServiceSpecificCredential', 'a password of any user for CodeCommit, Keyspaces or Bedrock'],
	['iam:ResetServiceSpecificCredential', 'a new password of any user for CodeCommit, Keyspaces or Bedrock'],
	['iam:UpdateAccessKey', 'any user\'s access keys that were switched off'],
	['sts:GetFederationToken', 'temporary credentials under any name'],
	['ec2:GetPasswordData', 'the encrypted administrator password of any Windows instance'],
	['rds-db:connect', 'a login to any database as any user'],
	['redshift:GetClusterCredentials', 'a login to any Redshift cluster as any user'],
	['redshift:GetClusterCredentialsWithIAM', 'a login to any Redshift database'],
	['redshift-serverless:GetCredentials', 'a login to any Redshift Serverless workgroup'],
	['lightsail:GetInstanceAccessDetails', 'the keys of any Lightsail instance'],
	['lightsail:GetRelationalDatabaseMasterUserPassword', 'the master password of any Lightsail database'],
	['cognito-identity:GetOpenIdTokenForDeveloperIdentity', 'a token for any identity of any identity pool'],
	['connect:GetFederationToken', 'a login to any Amazon Connect instance'],
	['gamelift:RequestUploadCredentials', 'credentials to upload any game build'],
	['mediapackage:RotateIngestEndpointCredentials', 'the ingest credentials of any channel'],
	['acm:ExportCertificate', 'the private key of any exportable certificate'],
]);

/**
 * Reading or copying what others may not see: the stored data themselves. Sources: cloudsplaining's READ_ONLY_DATA_EXFILTRATION_ACTIONS and
 * the snapshot actions of its glossary (https://cloudsplaining.readthedocs.io/en/latest/glossary/data-exfiltration/).
 */
export const EXFILTRATION: ReadonlyMap<string, string> = new Map([
	['s3:GetObject', 'every object of every bucket'], ['s3:GetObjectVersion', 'every object of every bucket'],
	['ssm:GetParameter', 'every parameter'], ['ssm:GetParameters', 'every parameter'], ['ssm:GetParametersByPath', 'every parameter'], ['ssm:GetParameterHistory', 'every parameter'],
	['secretsmanager:GetSecretValue', 'every secret'],
	['dynamodb:Scan', 'every table'], ['dynamodb:ExportTableToPointInTime', 'every table'],
	['rds:CopyDBSnapshot', 'a copy of every database snapshot'], ['rds:ModifyDBSnapshotAttribute', 'every database snapshot, shared with any account'],
	['rds:StartExportTask', 'every database snapshot'],
	['ebs:GetSnapshotBlock', 'every snapshot of a volume'],
]);

/** Other actions of AWS's level "read" that read data, and no mere settings: those worth limiting to a resource. Source: the service authorization reference's descriptions. */
const DATA_READS = new Set([
	...EXFILTRATION.keys(), 'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:GetRecords', 'dynamodb:PartiQLSelect', 'sqs:ReceiveMessage', 'kinesis:GetRecords',
	'athena:GetQueryResults', 'logs:GetLogEvents', 'logs:FilterLogEvents', 'codecommit:GitPull', 'cassandra:Select',
]);

/**
 * What AWS itself allows on `*` to every function and agent, whose log group, network interface or instance is not there beforehand. Sources: the managed policies
 * AWSLambdaBasicExecutionRole, AWSLambdaVPCAccessExecutionRole, CloudWatchAgentServerPolicy and AmazonSSMManagedInstanceCore
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html), and what Step Functions asks for to log
 * (https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html).
 */
const ORDINARY = new Set([
	'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:PutRetentionPolicy', 'logs:PutResourcePolicy', 'cloudwatch:PutMetricData',
	'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
	'ssm:UpdateInstanceInformation', 'ssm:PutComplianceItems', 'ssm:PutConfigurePackageResult', 'ssm:UpdateAssociationStatus', 'ssm:UpdateInstanceAssociationStatus',
]);

/** What other rules tell of, wherever it is allowed: `policy/pass-role`, and those on who may assume a role. */
const TOLD_ELSEWHERE = /^(iam:PassRole|sts:AssumeRole\w*)$/;

/**
 * AWS's managed policies that allow all of AWS, or all of a service, on every resource, and what that is.
 * Source: their texts, https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const BROAD_MANAGED_POLICIES: ReadonlyMap<string, string> = new Map([
	['AdministratorAccess', 'every action on every resource'],
	['PowerUserAccess', 'everything but the management of users, accounts and organizations'],
	['IAMFullAccess', 'all of IAM, by which it can give itself every other right'],
	...([
		['AmazonS3FullAccess', 'Amazon S3'], ['AmazonDynamoDBFullAccess', 'DynamoDB'], ['AmazonDynamoDBFullAccess_v2', 'DynamoDB'], ['AmazonRDSFullAccess', 'Amazon RDS'],
		['AmazonEC2FullAccess', 'Amazon EC2'], ['AWSLambda_FullAccess', 'AWS Lambda'], ['AmazonSQSFullAccess', 'Amazon SQS'], ['AmazonSNSFullAccess', 'Amazon SNS'],
		['AmazonKinesisFullAccess', 'Amazon Kinesis'], ['AmazonElastiCacheFullAccess', 'Amazon ElastiCache'], ['AmazonRedshiftFullAccess', 'Amazon Redshift'],
		['AmazonSSMFullAccess', 'AWS Systems Manager'], ['SecretsManagerReadWrite', 'AWS Secrets Manager, the values of all secrets too'], ['AWSBackupFullAccess', 'AWS Backup'],
		['AmazonRoute53FullAccess', 'Amazon Route 53'], ['AWSStepFunctionsFullAccess', 'AWS Step Functions'],
	] as const).map(([name, service]) => [name, `all of ${service}, on every resource`] as const),
]);

/** What an element allows on all resources, or on all of a kind, that needs to be said. */
export interface Told {
	readonly element: GrantedElement;
	readonly action: IamAction;
	readonly name: string;
}

/** The paths to more rights that a policy opens by itself, the shortest first. */
export function escalationsIn(document: PolicyDocument): readonly Escalation<EscalationPath>[] {
	const { resource, pathText } = document.property;
	return resource.design.once(`escalations ${resource.id} ${pathText}`, () => escalationsOf(grantsIn(document), ESCALATIONS));
}

/** Whether an element is a step of such a path: then `policy/privilege-escalation` speaks of it. */
export function escalates({ document }: Grant, element: GrantedElement): boolean {
	return escalationsIn(document).some(({ steps }) => steps.some(step => step.element === element));
}

/** Of a grant, what `policy/credentials-exposure` tells. */
export function credentialsIn(grant: Grant): readonly Told[] {
	return untoldIn(grant).filter(({ name, action }) => CREDENTIALS.has(name) && isOnAll(grant, action));
}

/** Of a grant on every resource, what can be limited to some: what `policy/wildcard-resource` tells. */
export function limitableIn(grant: Grant): readonly Told[] {
	if (grant.everywhere !== 'yes') return [];
	return untoldIn(grant).filter(({ name, action }) => action.resources.length > 0 && !CREDENTIALS.has(name) && !ORDINARY.has(name)
		&& (action.level === 'write' || action.level === 'permissions' || DATA_READS.has(name)));
}

/** What is at stake by the grants of a resource, of one kind, and where that is said. */
export function stakesIn(resource: Resource, kind: Stake['kind']): readonly { readonly grant: Grant; readonly told: readonly Told[]; readonly place: Property }[] {
	return grantsOf(resource).flatMap(grant => {
		const stake = stakeOf(grant);
		return stake?.kind === kind ? [{ grant, told: stake.told, place: placeOf(grant, stake.told.map(({ element }) => element)) }] : [];
	});
}

interface Stake {
	readonly kind: 'permissions' | 'data' | 'write';
	readonly told: readonly Told[];
}

/**
 * Of a grant, what is at stake: one thing, the most telling. Writing where `policy/wildcard-resource` speaks is no more than that
 * rule says, so it is told only of all resources of a kind.
 */
function stakeOf(grant: Grant): Stake | undefined {
	const told = untoldIn(grant).filter(({ name, action }) => !CREDENTIALS.has(name) && !ORDINARY.has(name) && isOnAll(grant, action));
	const of = (test: (one: Told) => boolean) => told.filter(test);
	const permissions = of(({ action }) => action.level === 'permissions');
	if (permissions.length > 0) return { kind: 'permissions', told: permissions };
	const data = of(({ name }) => EXFILTRATION.has(name));
	if (data.length > 0) return { kind: 'data', told: data };
	const write = grant.everywhere === 'no' ? of(({ action }) => action.level === 'write') : [];
	return write.length > 0 ? { kind: 'write', told: write } : undefined;
}

/** What its elements allow, but for what `policy/privilege-escalation` or a rule of its own tells. Several rules ask. */
function untoldIn(grant: Grant): readonly Told[] {
	let told = untold.get(grant);
	if (!told) {
		const steps = new Set(escalationsIn(grant.document).flatMap(one => one.steps.map(({ element }) => element)));
		told = someOf(grant).filter(({ element }) => !steps.has(element)).map(({ element, action }) => ({ element, action, name: fullName(action) })).filter(({ name }) => !TOLD_ELSEWHERE.test(name));
		untold.set(grant, told);
	}
	return told;
}

const untold = new WeakMap<Grant, readonly Told[]>();
