/** What AWS runs in place of a database server that somebody installs. */

/** Source: https://docs.aws.amazon.com/decision-guides/latest/databases-on-aws-how-to-choose/databases-on-aws-how-to-choose.html, 2026-11-24. */
export const MANAGED: Readonly<Record<string, string>> = {
	'MySQL': 'Amazon RDS for MySQL or Aurora', 'MariaDB': 'Amazon RDS for MariaDB', 'PostgreSQL': 'Amazon RDS for PostgreSQL or Aurora', 'SQL Server': 'Amazon RDS for SQL Server', 'Oracle Database': 'Amazon RDS for Oracle',
	'MongoDB': 'Amazon DocumentDB', 'Redis': 'Amazon ElastiCache',
};
