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
const dynamodb = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html';

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
		Encrypted: { value: false, source: 'https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html', checked },
	},
	'AWS::DynamoDB::Table': {
		BillingMode: { value: 'PROVISIONED', source: dynamodb, checked },
	},
};

/** The documented default of a property, by resource type and pattern (`A.B[].C`). */
export function defaultOf(type: string, pattern: string): Default | undefined {
	return defaults[type]?.[pattern];
}
