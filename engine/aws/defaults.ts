/**
 * What AWS does with a property that is not written, where AWS documents it and rules depend on it.
 *
 * Only defaults that hold for every design belong here; one that depends on another property is the rule's business.
 */
export interface Default {
	readonly value: string | number | boolean | null;
	/** AWS's page that says so. */
	readonly source: string;
	/** When the page was read, ISO date. */
	readonly checked: string;
}

const checked = '2026-11-23';
const kms = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html';
const rds = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html';
const cluster = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html';
const proxy = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html';
const fileSystem = 'https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html';
const replicationGroup = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html';
const dynamodb = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html';
const redshift = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-redshift-cluster.html';
const dms = 'https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html';

const defaults: Readonly<Record<string, Readonly<Record<string, Default>>>> = {
	'AWS::KMS::Key': {
		KeySpec: { value: 'SYMMETRIC_DEFAULT', source: kms, checked },
		KeyUsage: { value: 'ENCRYPT_DECRYPT', source: kms, checked },
		Origin: { value: 'AWS_KMS', source: kms, checked },
		EnableKeyRotation: { value: false, source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html', checked },
	},
	'AWS::RDS::DBInstance': {
		StorageEncrypted: { value: false, source: rds, checked },
		AutoMinorVersionUpgrade: { value: true, source: rds, checked: '2026-11-24' },
	},
	'AWS::RDS::DBCluster': {
		BackupRetentionPeriod: { value: 1, source: cluster, checked: '2026-11-24' },
		BacktrackWindow: { value: 0, source: cluster, checked: '2026-11-24' },
		CopyTagsToSnapshot: { value: false, source: cluster, checked: '2026-11-24' },
		DeletionProtection: { value: false, source: cluster, checked: '2026-11-24' },
		EnableIAMDatabaseAuthentication: { value: false, source: cluster, checked: '2026-11-24' },
		EngineMode: { value: 'provisioned', source: cluster, checked: '2026-11-24' },
	},
	'AWS::RDS::DBProxy': {
		RequireTLS: { value: false, source: proxy, checked: '2026-11-24' },
		DefaultAuthScheme: { value: 'NONE', source: proxy, checked: '2026-11-24' },
	},
	'AWS::EFS::FileSystem': {
		Encrypted: { value: false, source: fileSystem, checked },
		PerformanceMode: { value: 'generalPurpose', source: fileSystem, checked: '2026-11-24' },
		ThroughputMode: { value: 'bursting', source: fileSystem, checked: '2026-11-24' },
	},
	'AWS::ElastiCache::ReplicationGroup': {
		Engine: { value: 'redis', source: replicationGroup, checked: '2026-11-24' },
		AutomaticFailoverEnabled: { value: false, source: replicationGroup, checked: '2026-11-24' },
		MultiAZEnabled: { value: false, source: replicationGroup, checked: '2026-11-24' },
		SnapshotRetentionLimit: { value: 0, source: replicationGroup, checked: '2026-11-24' },
	},
	'AWS::ElastiCache::CacheCluster': {
		SnapshotRetentionLimit: { value: 0, source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html', checked: '2026-11-24' },
		AZMode: { value: 'single-az', source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html', checked: '2026-11-24' },
	},
	'AWS::DynamoDB::Table': {
		BillingMode: { value: 'PROVISIONED', source: dynamodb, checked },
	},
	'AWS::Redshift::Cluster': {
		Encrypted: { value: true, source: redshift, checked: '2026-11-24' },
		PubliclyAccessible: { value: false, source: redshift, checked: '2026-11-24' },
		EnhancedVpcRouting: { value: false, source: redshift, checked: '2026-11-24' },
		MultiAZ: { value: false, source: redshift, checked: '2026-11-24' },
		AllowVersionUpgrade: { value: true, source: redshift, checked: '2026-11-24' },
		AutomatedSnapshotRetentionPeriod: { value: 1, source: redshift, checked: '2026-11-24' },
		Port: { value: 5439, source: redshift, checked: '2026-11-24' },
		DBName: { value: 'dev', source: redshift, checked: '2026-11-24' },
	},
	'AWS::Athena::WorkGroup': {
		'WorkGroupConfiguration.EnforceWorkGroupConfiguration': { value: false, source: 'https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html', checked: '2026-11-24' },
		'WorkGroupConfiguration.ManagedQueryResultsConfiguration.Enabled': { value: false, source: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_ManagedQueryResultsConfiguration.html', checked: '2026-11-24' },
		'WorkGroupConfiguration.EngineVersion.SelectedEngineVersion': { value: 'AUTO', source: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_EngineVersion.html', checked: '2026-11-24' },
	},
	'AWS::DMS::ReplicationInstance': {
		PubliclyAccessible: { value: true, source: dms, checked: '2026-11-24' },
		AutoMinorVersionUpgrade: { value: true, source: dms, checked: '2026-11-24' },
	},
	'AWS::DMS::Endpoint': {
		SslMode: { value: 'none', source: 'https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateEndpoint.html', checked: '2026-11-24' },
	},
};

/** The documented default of a property, by resource type and pattern (`A.B[].C`). */
export function defaultOf(type: string, pattern: string): Default | undefined {
	return defaults[type]?.[pattern];
}
