/**
 * Which resources a KMS key encrypts, and by which property they name it: directly, by its ARN or id, or by an alias of the design.
 * Only encryption of what is stored is listed here; signing and enveloping happen in applications.
 */
import type { Architecture } from '../model/architecture.ts';
import { listed } from '../model/listed.ts';
import type { Property, Resource } from '../model/resource.ts';

/** Where a resource type names the key that encrypts what it stores; `keeps`: losing the key loses data. */
const USES: Readonly<Record<string, { readonly paths: readonly string[]; readonly keeps: boolean }>> = {
	'AWS::S3::Bucket': { paths: ['BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID'], keeps: true },
	'AWS::S3Express::DirectoryBucket': { paths: ['BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID'], keeps: true },
	'AWS::S3Tables::TableBucket': { paths: ['EncryptionConfiguration.KMSKeyArn'], keeps: true },
	'AWS::RDS::DBInstance': { paths: ['KmsKeyId'], keeps: true },
	'AWS::RDS::DBCluster': { paths: ['KmsKeyId'], keeps: true },
	'AWS::DynamoDB::Table': { paths: ['SSESpecification.KMSMasterKeyId'], keeps: true },
	'AWS::EFS::FileSystem': { paths: ['KmsKeyId'], keeps: true },
	'AWS::EC2::Volume': { paths: ['KmsKeyId'], keeps: true },
	'AWS::Backup::BackupVault': { paths: ['EncryptionKeyArn'], keeps: true },
	'AWS::Redshift::Cluster': { paths: ['KmsKeyId'], keeps: true },
	'AWS::RedshiftServerless::Namespace': { paths: ['KmsKeyId'], keeps: true },
	'AWS::ElastiCache::ReplicationGroup': { paths: ['KmsKeyId'], keeps: true },
	'AWS::ElastiCache::ServerlessCache': { paths: ['KmsKeyId'], keeps: true },
	'AWS::SecretsManager::Secret': { paths: ['KmsKeyId'], keeps: true },
	'AWS::CloudTrail::Trail': { paths: ['KMSKeyId'], keeps: true },
	'AWS::Logs::LogGroup': { paths: ['KmsKeyId'], keeps: true },
	'AWS::DMS::ReplicationInstance': { paths: ['KmsKeyId'], keeps: false },
	'AWS::SQS::Queue': { paths: ['KmsMasterKeyId'], keeps: false },
	'AWS::SNS::Topic': { paths: ['KmsMasterKeyId'], keeps: false },
};

/** The resource types that a key of the design can encrypt. */
export const ENCRYPTED_TYPES: readonly string[] = Object.keys(USES);

/** The properties by which a resource names the keys that encrypt it, one for each alternative. */
export function keyProperties(resource: Resource): readonly Property[] {
	return (USES[resource.type]?.paths ?? []).flatMap(path => resource.all(path));
}

/** Whether a property names a key that AWS manages for a service (`alias/aws/s3`), or no key, which means that one. */
export function isManagedKey(id: Property): boolean {
	return id.exists === 'no' || /(^|[:/])alias\/aws\/[\w-]+$/.test(id.string ?? '');
}

/** The key that a property means, by itself or through an alias; undefined where it is outside the design or cannot be known. */
export function keyOf(property: Property, design: Architecture): Resource | undefined {
	const direct = design.follow(property, 'AWS::KMS::Key') ?? design.follow(property, 'AWS::KMS::ReplicaKey');
	if (direct) return direct;
	const alias = design.follow(property, 'AWS::KMS::Alias');
	return alias && design.follow(alias.at('TargetKeyId'), 'AWS::KMS::Key');
}

/** The resources that a key certainly encrypts; with `keeping` only those that store data for good. */
export function encryptedBy(key: Resource, keeping = false): readonly Resource[] {
	const names = [key, ...key.design.pointing('AWS::KMS::Alias', 'TargetKeyId', key).certain];
	const found = new Map<string, Resource>();
	for (const [type, { paths, keeps }] of Object.entries(USES)) {
		if (keeping && !keeps) continue;
		for (const path of paths) {
			for (const resource of names.flatMap(name => key.design.pointing(type, path, name).certain)) found.set(resource.id, resource);
		}
	}
	return [...found.values()];
}

/** `Orders`, `Orders and Invoices`, `Orders, Invoices and 3 more`. */
export function namesOf(resources: readonly Resource[]): string {
	const names = resources.map(one => one.name);
	if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
	return listed(names);
}
