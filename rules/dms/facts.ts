/** Figures of AWS Database Migration Service: each has its home here, with the page that states it. */
import { dated } from '../../engine/aws/dated.ts';
import type { Resource } from '../../engine/model/resource.ts';

export const INSTANCE = 'AWS::DMS::ReplicationInstance', ENDPOINT = 'AWS::DMS::Endpoint';
/** What moves data from one endpoint to the other: a task of an instance, and a serverless replication. */
export const TASKS = ['AWS::DMS::ReplicationTask', 'AWS::DMS::ReplicationConfig'] as const;

export const CREATE_INSTANCE = 'https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html';

/** Engines that DMS only writes to, and those that it only reads. */
export const oneWay = dated('2026-11-24', 'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Introduction.html', {
	targets: ['dynamodb', 'kinesis', 'kafka', 'elasticsearch', 'opensearch', 'neptune', 'redis', 'redshift', 'redshift-serverless'],
	sources: ['mongodb', 'azuredb'],
});

/** The encrypted modes of engines whose connections are in the clear unless SslMode says otherwise; what needs no certificate stands first: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html */
export const TLS_MODES: Readonly<Record<string, 'require' | 'verify-ca'>> = {
	mysql: 'verify-ca', mariadb: 'verify-ca', aurora: 'verify-ca', oracle: 'verify-ca', db2: 'verify-ca',
	postgres: 'require', 'aurora-postgresql': 'require', sqlserver: 'require', azuredb: 'require', mongodb: 'require', docdb: 'require',
};

/** What kind of database an engine is, for those that have a schema to convert: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_SchemaConversion.html */
export const FAMILIES: Readonly<Record<string, string>> = {
	mysql: 'MySQL', mariadb: 'MySQL', aurora: 'MySQL', postgres: 'PostgreSQL', 'aurora-postgresql': 'PostgreSQL', oracle: 'Oracle', sqlserver: 'SQL Server', azuredb: 'SQL Server',
	db2: 'Db2', 'db2-zos': 'Db2', sybase: 'SAP ASE', redshift: 'Redshift', 'redshift-serverless': 'Redshift',
};

/** Where a task says what it does: all there is, what changes, or both. */
export function migrationType(task: Resource) {
	return task.at(task.type === 'AWS::DMS::ReplicationTask' ? 'MigrationType' : 'ReplicationType');
}

/** The endpoints of a task, those of the design. */
export function endpointsOf(task: Resource): { readonly source: Resource | undefined; readonly target: Resource | undefined } {
	const { design } = task;
	return { source: design.follow(task.at('SourceEndpointArn'), ENDPOINT), target: design.follow(task.at('TargetEndpointArn'), ENDPOINT) };
}

/**
 * Ends of host names that only another provider gives, and whose they are:
 * https://learn.microsoft.com/en-us/azure/private-link/private-endpoint-dns
 */
export const ELSEWHERE: readonly (readonly [suffix: string, where: string])[] = [
	['.database.windows.net', 'Azure SQL'], ['.mysql.database.azure.com', 'Azure Database for MySQL'], ['.postgres.database.azure.com', 'Azure Database for PostgreSQL'],
	['.mariadb.database.azure.com', 'Azure Database for MariaDB'], ['.mongo.cosmos.azure.com', 'Azure Cosmos DB'],
];
