/** What CloudFormation's attributes of resources say and for which types: each has its home here, with the page that states it. Read on 2026-11-24. */
import type { Property, Resource } from '../../engine/model/resource.ts';

export const DELETION_POLICY = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html';
export const UPDATE_REPLACE_POLICY = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html';

/** The attributes and what they may say. Sources: {@link DELETION_POLICY}, {@link UPDATE_REPLACE_POLICY}. */
export const POLICIES: readonly (readonly [attribute: string, values: readonly [string, ...string[]]])[] = [
	['@DeletionPolicy', ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot']],
	['@UpdateReplacePolicy', ['Delete', 'Retain', 'Snapshot']],
];

/** Policies under which the data outlives the resource. Source: {@link DELETION_POLICY}. */
export const KEEPING = ['Retain', 'RetainExceptOnCreate', 'Snapshot'] as const;

/** Types of which CloudFormation takes a snapshot before it deletes them. Source: {@link DELETION_POLICY}. */
export const SNAPSHOTS: ReadonlySet<string> = new Set([
	'AWS::DocDB::DBCluster', 'AWS::EC2::Volume', 'AWS::ElastiCache::CacheCluster', 'AWS::ElastiCache::ReplicationGroup',
	'AWS::Neptune::DBCluster', 'AWS::RDS::DBCluster', 'AWS::RDS::DBInstance', 'AWS::Redshift::Cluster',
]);

/**
 * Types whose data goes with them when CloudFormation replaces them, with the property that forbids it to delete them. Buckets are not among them:
 * one that is not empty is not deleted (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html).
 */
const STORES: Readonly<Record<string, string | undefined>> = {
	'AWS::DynamoDB::Table': 'DeletionProtectionEnabled',
	'AWS::EC2::Volume': undefined,
	'AWS::EFS::FileSystem': undefined,
	'AWS::ElastiCache::ReplicationGroup': undefined,
	'AWS::OpenSearchService::Domain': undefined,
	'AWS::RDS::DBCluster': 'DeletionProtection',
	'AWS::RDS::DBInstance': 'DeletionProtection',
	'AWS::Redshift::Cluster': undefined,
};

export const STORE_TYPES: readonly string[] = Object.keys(STORES);

/** What keeps a store from being deleted, where it has such a property. */
export function protection(store: Resource): Property | undefined {
	const name = STORES[store.type];
	return name === undefined ? undefined : store.at(name);
}
