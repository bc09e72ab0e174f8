/** Figures of Amazon RDS: each has its home here, with the page that states it. Tables that AWS changes say when they were read. */
import { dated } from '../../engine/aws/dated.ts';
import type { Architecture } from '../../engine/model/architecture.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { type Answer, both, either, not } from '../../engine/model/value.ts';
import { type FixSpec, refer } from '../../engine/review/rule.ts';

export const INSTANCE = 'AWS::RDS::DBInstance';
export const CLUSTER = 'AWS::RDS::DBCluster';

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export const CREATE_INSTANCE = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html';

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
	'rds-ca-2015': '2020-03-05', 'rds-ca-2019': '2024-08-22',
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

/**
 * Versions that RDS no longer creates, by the first part or parts of a version: all of them, or those below a minor version.
 * Source: the lists of supported and deprecated versions by engine, of which this is the first.
 */
export const RETIRED_VERSIONS = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html', {
	mysql: { '5.1': 'all', '5.5': 'all', '5.6': 'all', '8.0': 40 },
	mariadb: { '10.0': 'all', '10.1': 'all', '10.2': 'all', '10.3': 'all' },
	postgres: { '9.3': 'all', '9.4': 'all', '9.5': 'all', '9.6': 'all', '10': 'all', '12': 22, '13': 18, '14': 18, '15': 13, '16': 9, '17': 5 },
} as Readonly<Partial<Record<Family, Readonly<Record<string, 'all' | number>>>>>);

/** When the standard support of a major version ends, and the paid one. Source: the release calendars of both engines, of which this is the first. */
export const SUPPORT_ENDS = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html', {
	mysql: { '5.7': '2024-02-29', '8.0': '2026-07-31' },
	postgres: { '11': '2024-02-29', '12': '2025-02-28', '13': '2026-02-28', '14': '2027-02-28' },
} as Readonly<Partial<Record<Family, Readonly<Record<string, string>>>>>);
/** Major versions in standard support to move to, the older first. */
export const SUPPORTED_MAJORS: Readonly<Partial<Record<Family, readonly string[]>>> = { mysql: ['8.4'], postgres: ['16', '17'] };
/** Source: EngineLifecycleSupport in {@link CREATE_INSTANCE}. */
export const NO_EXTENDED_SUPPORT = 'open-source-rds-extended-support-disabled';

/** Versions of PostgreSQL in which log_fdw reads files of the host: by major version the first minor version that is mended. */
export const LOG_FDW = dated('2026-11-24', 'https://aws.amazon.com/security/security-bulletins/AWS-2022-004/', {
	postgres: { '9.6': 22, '10': 17, '11': 12, '12': 7, '13': 3 },
	aurora: { '10': 14, '11': 9 },
} as Readonly<Record<'postgres' | 'aurora', Readonly<Record<string, number>>>>);

/** The row of a table by major versions that a version falls in, and what comes after the major version in it. */
export function majorOf<T>(version: Property, table: Readonly<Record<string, T>> | undefined): { readonly major: string; readonly minor: number | undefined; readonly entry: T } | undefined {
	const parts = versionParts(version);
	for (const length of [1, 2]) {
		const major = parts?.slice(0, length).join('.');
		if (parts && parts.length >= length && major !== undefined && table && Object.hasOwn(table, major)) return { major, minor: parts[length], entry: table[major]! };
	}
	return undefined;
}

/** Families of instance classes of earlier generations, which RDS no longer offers to everyone. */
export const PREVIOUS_GENERATION = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html', {
	m1: ['m7g', 'm6i'], m3: ['m7g', 'm6i'], m4: ['m7g', 'm6i'], m2: ['r7g', 'r6i'], r3: ['r7g', 'r6i'], cr1: ['r7g', 'r6i'], r4: ['r7g', 'r6i'], t1: ['t4g', 't3'], t2: ['t4g', 't3'],
} as Readonly<Record<string, readonly string[]>>);
/** Sizes that the newer families have as well, same page. */
export const COMMON_SIZES: Readonly<Record<string, readonly string[]>> = {
	t: ['micro', 'small', 'medium', 'large', 'xlarge', '2xlarge'], m: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'],
};

/** Engines without instances on Graviton. Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html */
export const NO_GRAVITON = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html', ['oracle', 'sqlserver', 'db2'] as readonly Family[]);
/** Families that only Oracle and SQL Server run on, same page. */
export const COMMERCIAL_CLASSES: readonly string[] = ['x1', 'x1e', 'z1d'];

/** The parts of `db.m7g.large`. */
export function classParts(name: string): { readonly family: string; readonly size: string } | undefined {
	const [, family, size] = /^db\.([a-z0-9]+)\.([a-z0-9.]+)$/.exec(name) ?? [];
	return family && size ? { family, size } : undefined;
}

/** Classes too small for Performance Insights with MySQL and MariaDB: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html */
export const NO_INSIGHTS_CLASSES: readonly string[] = ['db.t2.micro', 'db.t2.small', 'db.t3.micro', 'db.t3.small', 'db.t4g.micro', 'db.t4g.small'];

/** Logs worth keeping, by engine: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html */
export const LOG_EXPORTS: Readonly<Partial<Record<Family, readonly string[]>>> = {
	mysql: ['error', 'slowquery'], mariadb: ['error', 'slowquery'], postgres: ['postgresql', 'upgrade'], oracle: ['alert', 'audit'], sqlserver: ['error', 'agent'], db2: ['diag.log', 'notify.log'],
};

/** Where an engine listens unless told otherwise: Port in {@link CREATE_INSTANCE}. */
export const PORTS: Readonly<Partial<Record<Family, number>>> = { mysql: 3306, mariadb: 3306, postgres: 5432, oracle: 1521, sqlserver: 1433, db2: 50000 };

/** By which parameter an engine demands TLS, and from which major version on it does so unless told otherwise. */
export const TLS_PARAMETERS = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html', {
	mysql: { parameter: 'require_secure_transport', from: [9] },
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
	mariadb: { parameter: 'require_secure_transport', from: [11, 8] },
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
	postgres: { parameter: 'rds.force_ssl', from: [15] },
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/SQLServer.Concepts.General.SSL.Using.html
	sqlserver: { parameter: 'rds.force_ssl', from: [Number.POSITIVE_INFINITY] },
} as Readonly<Partial<Record<Family, { readonly parameter: string; readonly from: readonly number[] }>>>);

/** Read replicas of one source. Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Overview.Differences.html */
export const REPLICAS = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Overview.Differences.html', {
	mysql: 15, mariadb: 15, postgres: 15, oracle: 5, sqlserver: 5,
} as Readonly<Partial<Record<Family, number>>>);

/** Where a database listens: as it says, else as its engine does. */
export function portOf(database: Resource): number | undefined {
	const port = database.at('Port');
	if (port.exists !== 'no') return port.number;
	const family = familyOf(database);
	if (family !== 'aurora') return family && PORTS[family];
	return PORTS[database.at('Engine').is('aurora-postgresql') === 'yes' ? 'postgres' : 'mysql'];
}

/** The databases that a security group is certain to guard. */
export function guardedBy(group: Resource): readonly Resource[] {
	return [...group.design.pointing(INSTANCE, 'VPCSecurityGroups[]', group).certain, ...group.design.pointing(CLUSTER, 'VpcSecurityGroupIds[]', group).certain];
}

/** The first keys of the design that can encrypt data, for fixes to choose from. */
export function dataKeys(design: Architecture): readonly Resource[] {
	return design.all('AWS::KMS::Key').filter(key => key.at('KeySpec').is('SYMMETRIC_DEFAULT') === 'yes' && key.at('KeyUsage').is('ENCRYPT_DECRYPT') === 'yes').slice(0, 3);
}

/** One fix for each key that the design has. */
export function encryptWith(place: Property, effect?: FixSpec['effect']): readonly FixSpec[] {
	return dataKeys(place.resource.design).map(key => ({ title: `Encrypt with ${key.name}`, ...(effect && { effect }), change: change => change.set(place, refer(key, 'Arn')) }));
}

/** Whether a property names no key, or the one that AWS manages for the service: certain only where it is. */
export function hasNoOwnKey(key: Property): boolean {
	return key.exists === 'no' || /(^|[:/])alias\/aws\/rds$/.test(key.string ?? '');
}
