/** What AWS documents of those whom a policy lets in from outside: accounts of its own, services that call for others, identity providers. Read on 2026-11-24. */

/** Services that refuse a public policy whatever it is attached to, and why, for the reader. Read 2026-11. */
export const REFUSES_PUBLIC: ReadonlyMap<string, string> = new Map([
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security.html
	['s3express', 'directory buckets always block public access'],
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-setting-up.html
	['s3tables', 'table buckets always block public access'],
]);

/** An identity provider whose one issuer serves the customers of many organizations: only claims tell them apart. */
export interface SharedIssuer {
	/** Whom a token without a word on the claim may belong to. */
	readonly anyone: string;
	/** The claim that names the organization: of AWS's list, or what the provider documents. */
	readonly claim: string;
	/** Other claims that do the same. */
	readonly others?: readonly string[];
	/** The claim is made of named parts, `repo:ORG/REPO:…`: the first must be whole. */
	readonly parts?: true;
	/** IAM takes no new trust policy that asks nothing of the claim. */
	readonly enforced?: true;
}

const GITHUB: SharedIssuer = {
	anyone: 'any workflow of any repository on GitHub', claim: 'sub', parts: true, enforced: true,
	others: ['repository', 'repository_id', 'repository_owner', 'repository_owner_id', 'job_workflow_ref', 'enterprise', 'enterprise_id', 'actor', 'actor_id'],
};
const ofPulumi = { anyone: 'any organization of Pulumi Cloud', claim: 'aud', others: ['sub'], enforced: true } as const;

/**
 * By issuer. The first ones are the shared providers of which IAM demands a claim:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html, read 2026-11;
 * the last ones are those that need no provider in the account:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export const SHARED_ISSUERS: ReadonlyMap<string, SharedIssuer> = new Map<string, SharedIssuer>([
	['token.actions.githubusercontent.com', GITHUB], ['vstoken.actions.githubusercontent.com', GITHUB],
	['oidc-configuration.audit-log.githubusercontent.com', { anyone: 'the audit log of any enterprise on GitHub', claim: 'sub', enforced: true }],
	['gitlab.com', { anyone: 'any job of any project on GitLab.com', claim: 'sub', others: ['project_path', 'namespace_path', 'project_id', 'namespace_id'], parts: true, enforced: true }],
	['app.terraform.io', { anyone: 'any workspace of any organization on HCP Terraform', claim: 'sub', parts: true, enforced: true }],
	['agent.buildkite.com', { anyone: 'any pipeline of any organization on Buildkite', claim: 'sub', others: ['organization_id', 'organization_slug'], parts: true, enforced: true }],
	['oidc.codefresh.io', { anyone: 'any pipeline of any account on Codefresh', claim: 'sub', parts: true, enforced: true }],
	['studio.datachain.ai/api', { anyone: 'any user of DVC Studio', claim: 'sub', enforced: true }],
	['scalr.io', { anyone: 'any workspace of any account on Scalr', claim: 'sub', enforced: true }],
	['tokens.cloud.shisho.dev', { anyone: 'any organization on Shisho Cloud', claim: 'sub', enforced: true }],
	['proidc.upbound.io', { anyone: 'any organization on Upbound', claim: 'sub', enforced: true }],
	['oidc.vercel.com', { anyone: 'any project of any team on Vercel', claim: 'aud', others: ['sub'], enforced: true }],
	['api.pulumi.com/oidc', ofPulumi], ['sandboxes.cloud', { ...ofPulumi, anyone: 'any organization of sandboxes.cloud' }],
	['cognito-identity.amazonaws.com', { anyone: 'any identity pool of any AWS account', claim: 'aud', others: ['sub'], enforced: true }],
	['accounts.google.com', { anyone: 'any Google account, by any application', claim: 'aud', others: ['oaud', 'sub', 'email'] }],
	['graph.facebook.com', { anyone: 'any Facebook account, by any application', claim: 'app_id', others: ['id'] }],
	['www.amazon.com', { anyone: 'any Amazon customer, by any application', claim: 'app_id', others: ['user_id'] }],
]);

/**
 * Accounts of AWS's own, to which its documentation tells, or told, to give access; Terraform's data sources `aws_…_service_account` list the same.
 * Load balancers deliver logs: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * Amazon Redshift's audit logs: https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
 * AWS CloudTrail, before it had a service principal: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-supported-regions.html
 * AWS Billing's detailed reports: https://docs.aws.amazon.com/cur/latest/userguide/cur-s3.html
 */
export const AWS_ACCOUNTS: ReadonlySet<string> = new Set(`
	127311923021 033677994240 027434742980 797873946194 098369216593 754344448648 589379963580 718504428378 383597477331 600734575887 114774131450 783225319266
	582318560864 985666609251 054676820928 156460612806 652711504416 635631232127 009996457667 897822967062 076674570225 507241528517 048591011584 190560391635
	638102146993 037604701340

	365689465814 313564881002 404641285394 760740231472 090321488786 865932855811 361669875840 762762565011 907379612154 111890595117 660998842044 053454850223
	729911121831 945612479654 210876761215 307160386991 915173422425 013126148197 075028567923 193672423079 391106570357 665727464434 262260360010 902366379725

	525921808201 119688915426 216624486486 492519147666 765225791966 977081816279 582488909970 903692715234 284668455005 069019280451 187074758985 819402241893
	193415116832 681348832753 035351147821 453052556044 829690693026 669305197877 757211635381 859597730677 282025262664 262312530599 683224464357 585772288577
	034638983726 814480443879 086441151436 475085895292 608710470296 388731089494 113285607260

	386209384616
`.trim().split(/\s+/));

/** A service that calls another one for its customers, and says for whom. */
export interface Deputy {
	/** For the reader. */
	readonly called: string;
	/** The ARN from which it calls, where that says it; otherwise the account does: `['events', '*']` is `arn:aws:events:*:ACCOUNT:*`, a rule as well as a bus. */
	readonly source?: readonly [service: string, resource: string];
}

const EVENTBRIDGE: Deputy = { called: 'Amazon EventBridge', source: ['events', '*'] };
const SNS: Deputy = { called: 'Amazon SNS', source: ['sns', '*'] };
const CONFIG: Deputy = { called: 'AWS Config' };
const SES: Deputy = { called: 'Amazon SES' };
const CLOUDTRAIL: Deputy = { called: 'AWS CloudTrail', source: ['cloudtrail', '*'] };
const LOGS: Deputy = { called: 'CloudWatch Logs', source: ['logs', '*'] };

/**
 * By the service whose resource is called and the principal that calls: where AWS's own page gives a policy with `aws:SourceArn` or
 * `aws:SourceAccount`. What Amazon S3's events may do is asked where the events are. Not here is EventBridge that publishes to a topic: it
 * sends neither key, and a condition would stop it (eb-use-resource-based.html#eb-sns-permissions, read 2026-11).
 */
export const DEPUTIES: Readonly<Record<string, ReadonlyMap<string, Deputy>>> = {
	sqs: new Map([
		// https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
		['sns.amazonaws.com', SNS],
		// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
		['events.amazonaws.com', EVENTBRIDGE],
	]),
	sns: new Map<string, Deputy>([
		// https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
		['cloudwatch.amazonaws.com', { called: 'Amazon CloudWatch', source: ['cloudwatch', 'alarm:*'] }], ['ses.amazonaws.com', SES],
		// https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html, …/ad-SNS.html
		['budgets.amazonaws.com', { called: 'AWS Budgets' }], ['costalerts.amazonaws.com', { called: 'AWS Cost Anomaly Detection' }],
		// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html
		['cloudtrail.amazonaws.com', CLOUDTRAIL],
		// https://docs.aws.amazon.com/config/latest/developerguide/sns-topic-policy.html
		['config.amazonaws.com', CONFIG],
		// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html
		['events.rds.amazonaws.com', { called: 'Amazon RDS' }],
	]),
	lambda: new Map<string, Deputy>([
		// https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
		['sns.amazonaws.com', SNS],
		// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-lambda-permissions
		['events.amazonaws.com', EVENTBRIDGE],
		// https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
		['apigateway.amazonaws.com', { called: 'Amazon API Gateway', source: ['execute-api', '*'] }],
		// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
		['logs.amazonaws.com', LOGS],
		// https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
		['cognito-idp.amazonaws.com', { called: 'Amazon Cognito', source: ['cognito-idp', 'userpool/*'] }],
		// https://docs.aws.amazon.com/iot/latest/developerguide/lambda-rule-action.html
		['iot.amazonaws.com', { called: 'AWS IoT', source: ['iot', '*'] }],
		// https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_lambda-functions.html
		['config.amazonaws.com', CONFIG],
		// https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_turn-on-for-other.html
		['secretsmanager.amazonaws.com', { called: 'AWS Secrets Manager' }],
		// https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html
		['ses.amazonaws.com', SES],
		// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
		['lambda.alarms.cloudwatch.amazonaws.com', { called: 'Amazon CloudWatch' }],
	]),
	s3: new Map<string, Deputy>([
		// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
		['cloudfront.amazonaws.com', { called: 'Amazon CloudFront', source: ['cloudfront', 'distribution/*'] }],
		// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
		['cloudtrail.amazonaws.com', CLOUDTRAIL],
		// https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
		['config.amazonaws.com', CONFIG],
		// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
		['delivery.logs.amazonaws.com', { called: 'Log delivery' }],
		// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html
		['logs.amazonaws.com', { called: 'CloudWatch Logs' }],
		// https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
		['logging.s3.amazonaws.com', { called: 'Amazon S3 server access logging' }],
		// https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html
		['s3.amazonaws.com', { called: 'Amazon S3' }],
		// https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html
		['ses.amazonaws.com', SES],
		// https://docs.aws.amazon.com/cur/latest/userguide/cur-s3.html
		['billingreports.amazonaws.com', { called: 'AWS Billing' }], ['bcm-data-exports.amazonaws.com', { called: 'AWS Data Exports' }],
	]),
};

/** What changes the policy of a resource. */
export interface Rewriting {
	/** The actions that give access to others. */
	readonly grants: readonly string[];
	/** The actions each of which can take a statement out of the policy, or the whole policy away. */
	readonly frees: readonly string[];
	/** They can be allowed to other accounts. Where they are not, AWS refuses those whatever the policy says. */
	readonly acrossAccounts?: true;
	/** The root user of the account can do it even where the policy denies it. */
	readonly rootEscapes?: true;
}

/**
 * By service. Levels of actions: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html;
 * other accounts: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html, https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html;
 * root users: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html, https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html; read 2026-11.
 * Amazon EFS and AWS Backup say nothing of other accounts: those are taken not to get in.
 */
export const REWRITING: Readonly<Record<string, Rewriting>> = {
	s3: { grants: ['s3:PutBucketPolicy'], frees: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'], rootEscapes: true },
	sqs: { grants: ['sqs:AddPermission', 'sqs:SetQueueAttributes'], frees: ['sqs:SetQueueAttributes', 'sqs:RemovePermission'], rootEscapes: true },
	sns: { grants: ['sns:AddPermission', 'sns:SetTopicAttributes'], frees: ['sns:SetTopicAttributes', 'sns:RemovePermission'], acrossAccounts: true },
	secretsmanager: { grants: ['secretsmanager:PutResourcePolicy'], frees: ['secretsmanager:PutResourcePolicy', 'secretsmanager:DeleteResourcePolicy'], acrossAccounts: true },
	dynamodb: { grants: ['dynamodb:PutResourcePolicy'], frees: ['dynamodb:PutResourcePolicy', 'dynamodb:DeleteResourcePolicy'], acrossAccounts: true },
	ecr: { grants: ['ecr:SetRepositoryPolicy'], frees: ['ecr:SetRepositoryPolicy', 'ecr:DeleteRepositoryPolicy'], acrossAccounts: true },
	elasticfilesystem: { grants: ['elasticfilesystem:PutFileSystemPolicy'], frees: ['elasticfilesystem:PutFileSystemPolicy', 'elasticfilesystem:DeleteFileSystemPolicy'] },
	backup: { grants: ['backup:PutBackupVaultAccessPolicy'], frees: ['backup:PutBackupVaultAccessPolicy', 'backup:DeleteBackupVaultAccessPolicy'] },
	kms: { grants: ['kms:PutKeyPolicy'], frees: ['kms:PutKeyPolicy'] },
};
