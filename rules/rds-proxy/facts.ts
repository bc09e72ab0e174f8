/** Figures of Amazon RDS Proxy: each has its home here, with the page that states it. */
import { dated } from '../../engine/aws/dated.ts';

/** The family that a proxy must have for the database behind it. */
export const FAMILIES = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html', {
	mysql: 'MYSQL', mariadb: 'MYSQL', 'aurora-mysql': 'MYSQL', aurora: 'MYSQL', postgres: 'POSTGRESQL', 'aurora-postgresql': 'POSTGRESQL',
	'sqlserver-ee': 'SQLSERVER', 'sqlserver-se': 'SQLSERVER', 'sqlserver-ex': 'SQLSERVER', 'sqlserver-web': 'SQLSERVER',
} as Readonly<Record<string, string>>);

/** Who assumes the role of a proxy: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-secrets-arns.html */
export const SERVICE = 'rds.amazonaws.com';
/** What the role needs on each secret. */
export const READ = 'secretsmanager:GetSecretValue';
