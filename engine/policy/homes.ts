/** Where AWS's resource types hold policies, and of what kind these are: what a policy may say, and what it grants, depends on it. */
import { patternOf } from '../model/path.ts';
import type { Property } from '../model/resource.ts';

/**
 * `identity`: attached to users, groups and roles, or bounding them. `trust`: who may assume a role. `resource`: who may use a
 * resource. `service control`, `resource control`: what an organization leaves to its accounts. `endpoint`: what passes through a
 * VPC endpoint. The policy of an access point is a resource policy.
 */
export type PolicyKind = 'identity' | 'trust' | 'resource' | 'service control' | 'resource control' | 'endpoint';

export interface PolicyHome {
	readonly type: string;
	/** Of the property, with `[]` for each item of a list. */
	readonly path: string;
	readonly kind: PolicyKind;
	/** The only service whose actions the policy can speak of; undefined where it can speak of many. */
	readonly service?: string;
}

const resourcePolicies: readonly (readonly [type: string, path: string, service: string])[] = [
	['AWS::S3::BucketPolicy', 'PolicyDocument', 's3'],
	['AWS::S3::AccessPoint', 'Policy', 's3'],
	['AWS::S3::MultiRegionAccessPointPolicy', 'Policy', 's3'],
	['AWS::S3ObjectLambda::AccessPointPolicy', 'PolicyDocument', 's3-object-lambda'],
	['AWS::S3Express::BucketPolicy', 'PolicyDocument', 's3express'],
	['AWS::S3Express::AccessPoint', 'Policy', 's3express'],
	['AWS::S3Tables::TableBucketPolicy', 'ResourcePolicy', 's3tables'],
	['AWS::S3Tables::TablePolicy', 'ResourcePolicy', 's3tables'],
	['AWS::KMS::Key', 'KeyPolicy', 'kms'],
	['AWS::KMS::ReplicaKey', 'KeyPolicy', 'kms'],
	['AWS::SQS::QueuePolicy', 'PolicyDocument', 'sqs'],
	['AWS::SQS::QueueInlinePolicy', 'PolicyDocument', 'sqs'],
	['AWS::SNS::TopicPolicy', 'PolicyDocument', 'sns'],
	['AWS::SNS::TopicInlinePolicy', 'PolicyDocument', 'sns'],
	['AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy', 'secretsmanager'],
	['AWS::Backup::BackupVault', 'AccessPolicy', 'backup'],
	['AWS::Backup::LogicallyAirGappedBackupVault', 'AccessPolicy', 'backup'],
	['AWS::EFS::FileSystem', 'FileSystemPolicy', 'elasticfilesystem'],
	['AWS::DynamoDB::Table', 'ResourcePolicy.PolicyDocument', 'dynamodb'],
	['AWS::DynamoDB::Table', 'StreamSpecification.ResourcePolicy.PolicyDocument', 'dynamodb'],
	['AWS::DynamoDB::GlobalTable', 'Replicas[].ResourcePolicy.PolicyDocument', 'dynamodb'],
	['AWS::DynamoDB::GlobalTable', 'Replicas[].ReplicaStreamSpecification.ResourcePolicy.PolicyDocument', 'dynamodb'],
	['AWS::Lambda::ResourcePolicy', 'PolicyDocument', 'lambda'],
	['AWS::Events::EventBus', 'Policy', 'events'],
	['AWS::Logs::ResourcePolicy', 'PolicyDocument', 'logs'],
	['AWS::Logs::LogGroup', 'ResourcePolicyDocument', 'logs'],
	['AWS::CloudTrail::ResourcePolicy', 'ResourcePolicy', 'cloudtrail'],
	['AWS::Redshift::Cluster', 'NamespaceResourcePolicy', 'redshift'],
	['AWS::RedshiftServerless::Namespace', 'NamespaceResourcePolicy', 'redshift-serverless'],
	['AWS::ECR::Repository', 'RepositoryPolicyText', 'ecr'],
];

const identityPolicies: readonly (readonly [type: string, path: string])[] = [
	['AWS::IAM::ManagedPolicy', 'PolicyDocument'], ['AWS::IAM::Policy', 'PolicyDocument'],
	['AWS::IAM::RolePolicy', 'PolicyDocument'], ['AWS::IAM::UserPolicy', 'PolicyDocument'], ['AWS::IAM::GroupPolicy', 'PolicyDocument'],
	['AWS::IAM::Role', 'Policies[].PolicyDocument'], ['AWS::IAM::User', 'Policies[].PolicyDocument'], ['AWS::IAM::Group', 'Policies[].PolicyDocument'],
];

/** A resource policy that stands alone, of a service that is none of these: nothing is known of what it belongs to. */
export const OTHER_RESOURCE_POLICY: PolicyHome = { type: 'Plumbline::IAM::ResourcePolicy', path: 'PolicyDocument', kind: 'resource' };

export const policyHomes: readonly PolicyHome[] = [
	...resourcePolicies.map(([type, path, service]): PolicyHome => ({ type, path, kind: 'resource', service })),
	OTHER_RESOURCE_POLICY,
	...identityPolicies.map(([type, path]): PolicyHome => ({ type, path, kind: 'identity' })),
	{ type: 'AWS::IAM::Role', path: 'AssumeRolePolicyDocument', kind: 'trust', service: 'sts' },
	{ type: 'AWS::Organizations::Policy', path: 'Content', kind: 'service control' },
	{ type: 'AWS::Organizations::ResourcePolicy', path: 'Content', kind: 'resource', service: 'organizations' },
	{ type: 'AWS::EC2::VPCEndpoint', path: 'PolicyDocument', kind: 'endpoint' },
];

const byType = new Map<string, PolicyHome[]>();
for (const home of policyHomes) byType.set(home.type, [...byType.get(home.type) ?? [], home]);

/** The places where a resource type holds policies. */
export function homesOf(type: string): readonly PolicyHome[] {
	return byType.get(type) ?? [];
}

/** The home of the policy that a property holds; undefined for a place that is none. */
export function homeOf({ resource, path }: Property): PolicyHome | undefined {
	const pattern = patternOf(path);
	return homesOf(resource.type).find(home => home.path === pattern);
}
