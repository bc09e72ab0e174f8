/** Figures of Amazon RDS: each has its home here, with the page that states it. Tables that AWS changes say when they were read. */
import { dated } from '../../engine/aws/dated.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { type Answer, both, either, not } from '../../engine/model/value.ts';

export const INSTANCE = 'AWS::RDS::DBInstance';
export const CLUSTER = 'AWS::RDS::DBCluster';

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export const CREATE_INSTANCE = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html';
/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html */
export const CREATE_CLUSTER = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html';

/** What the editions of an engine have in common. */
export type Family = 'mysql' | 'mariadb' | 'postgres' | 'oracle' | 'sqlserver' | 'db2' | 'aurora' | 'custom';

/** Names of engines, by their beginning. Source: Engine in {@link CREATE_INSTANCE}. */
const FAMILIES: readonly (readonly [start: string, family: Family])[] = [
	['custom-', 'custom'], ['aurora', 'aurora'], ['mysql', 'mysql'], ['mariadb', 'mariadb'], ['postgres', 'postgres'],
	['oracle-', 'oracle'], ['sqlserver-', 'sqlserver'], ['db2-', 'db2'],
];

/** As readers write them. */
export const ENGINE_NAMES: Readonly<Record<Family, string>> = {
	mysql: 'MySQL', mariadb: 'MariaDB', postgres: 'PostgreSQL', oracle: 'Oracle', sqlserver: 'SQL Server', db2: 'Db2', aurora: 'Aurora', custom: 'RDS Custom',
};

/** The family of the one engine that is certain; undefined where it is not known. */
export function familyOf(database: Resource): Family | undefined {
	const engine = database.at('Engine').string?.toLowerCase();
	return engine === undefined ? undefined : FAMILIES.find(([start]) => engine.startsWith(start))?.[1];
}

/** Whether the instance has storage, backups and credentials of its own: a member of a cluster leaves them to the cluster. */
export function standsAlone(database: Resource): Answer {
	return both(
		not(database.at('DBClusterIdentifier').exists), not(database.at('DBClusterSnapshotIdentifier').exists),
		not(database.at('Engine').test(engine => String(engine).toLowerCase().startsWith('aurora'))),
	);
}

/** Whether the instance follows another: Terraform's restoring from a point in time names a source as well, and is no replica. */
export function isReplica(database: Resource): Answer {
	const source = either(database.at('SourceDBInstanceIdentifier').exists, database.at('SourceDBClusterIdentifier').exists);
	return both(source, not(either(database.at('RestoreTime').exists, database.at('UseLatestRestorableTime').is(true))));
}

/** Whether what the instance holds, and much of how it is set, comes from elsewhere: a source, a snapshot, a point in time. */
export function hasOrigin(database: Resource): Answer {
	return either(...['SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier', 'SourceDBInstanceAutomatedBackupsArn', 'SourceDbiResourceId', 'DBSnapshotIdentifier', 'DBClusterSnapshotIdentifier']
		.map(name => database.at(name).exists));
}

/** Days that automated backups can be kept; 0 is none. Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html */
export const BACKUP_DAYS = { most: 35, usual: 1 } as const;
/** What the console proposes, same page. */
export const WANTED_BACKUP_DAYS = 7;

/** Minutes of a window, at least: PreferredBackupWindow and PreferredMaintenanceWindow in {@link CREATE_INSTANCE}. */
export const WINDOW_MINUTES = 30;

/**
 * Classes whose storage cannot be encrypted.
 * Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html#Overview.Encryption.Availability
 */
export const UNENCRYPTED_CLASSES = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html', [
	'db.m1.small', 'db.m1.medium', 'db.m1.large', 'db.m1.xlarge', 'db.m2.xlarge', 'db.m2.2xlarge', 'db.m2.4xlarge', 'db.t2.micro',
]);

/** Engines whose users can sign in with IAM. Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html */
export const IAM_ENGINES: readonly Family[] = ['mysql', 'mariadb', 'postgres'];
/** Engines that RDS refuses it for, same page. */
export const NO_IAM_ENGINES: readonly Family[] = ['oracle', 'sqlserver'];

/** Names that RDS or the engine keeps for itself. Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html and what RDS answers to them. */
export function reservedName(user: string, family: Family): string | undefined {
	if (user === 'rdsadmin') return 'RDS keeps it for itself';
	if (family !== 'postgres') return undefined;
	if (user === 'admin') return 'it is a reserved word of PostgreSQL on RDS';
	return user.startsWith('pg_') ? 'PostgreSQL keeps names that begin with pg_ for itself' : undefined;
}

/** Names that everybody tries first. */
export const USUAL_ADMINS: readonly string[] = ['admin', 'administrator', 'root', 'postgres', 'postgresql', 'mysql', 'mariadb', 'oracle', 'sa', 'sysadmin', 'dbadmin', 'master', 'masteruser', 'user', 'awsuser', 'test'];

/** Certificate authorities that RDS no longer signs with. Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html */
export const EXPIRED_CAS = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html', {
	'rds-ca-2010': '2015-04-09', 'rds-ca-2015': '2020-03-05', 'rds-ca-2019': '2024-08-22',
} as Readonly<Record<string, string>>);
/** What new instances get, same page. */
export const CURRENT_CA = 'rds-ca-rsa2048-g1';

/** The placeholder by which a snapshot is shared with every account. Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSnapshotAttribute.html */
export const EVERY_ACCOUNT = 'all';

/** The number of a version's part: `8` of `8.0.35`. */
export function versionParts(version: Property): readonly number[] | undefined {
	const text = version.scalar === undefined || version.scalar === null ? undefined : String(version.scalar);
	return text !== undefined && /^\d+(\.\d+)*$/.test(text) ? text.split('.').map(Number) : undefined;
}

/** Source of the table: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html */
const STORAGE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html';

/** The smallest volume of each type, in GiB, on every engine. */
export const LEAST_STORAGE = dated('2026-11-24', STORAGE, { gp3: 20, io1: 100, io2: 100 } as Readonly<Record<string, number>>);

/** From which size in GiB on RDS stripes `gp3` over several volumes: only from there IOPS and throughput can be provisioned, and only from these figures up. */
export const STRIPED = dated('2026-11-24', STORAGE, {
	mysql: { size: 400, iops: 12_000, throughput: 500 },
	mariadb: { size: 400, iops: 12_000, throughput: 500 },
	postgres: { size: 400, iops: 12_000, throughput: 500 },
	oracle: { size: 200, iops: 12_000, throughput: 500 },
} as Readonly<Partial<Record<Family, { readonly size: number; readonly iops: number; readonly throughput: number }>>>);

/** IOPS of `io1` for each GiB: Iops in {@link CREATE_INSTANCE}. */
export const IOPS_PER_GIB = { least: 0.5, leastOnSqlServer: 1, most: 50 } as const;

/** Engines of Multi-AZ DB clusters. Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html */
export const MULTI_AZ_CLUSTER_ENGINES: readonly string[] = ['mysql', 'postgres'];

/** What a replica has from its source, and RDS takes no other: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html */
export const FROM_SOURCE: readonly string[] = ['MasterUsername', 'MasterUserPassword', 'DBName', 'CharacterSetName', 'Timezone'];

/** What a snapshot decides: DBSnapshotIdentifier in https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html */
export const FROM_SNAPSHOT: readonly string[] = ['MasterUsername', 'CharacterSetName', 'Timezone'];
