/** Figures of AWS Backup: each has its home here, with the page that states it. Read on 2026-11-23. */

/** Days that a recovery point must stay in cold storage before it may be deleted: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html */
export const MINIMUM_COLD_DAYS = 90;

/** Days for which continuous backups can be kept: https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html */
export const MAXIMUM_CONTINUOUS_DAYS = 35;

/** Minutes that a backup job gets to start, at least: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html */
export const MINIMUM_START_MINUTES = 60;

/** What a vault lock takes: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html */
export const lockLimits = { graceDays: 3, shortestDays: 1, longestDays: 36_500 } as const;

/** Services in ARNs whose recovery points cannot move to cold storage: https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html */
export const noColdStorage: Readonly<Record<string, string>> = { rds: 'RDS', s3: 'S3', fsx: 'FSx', redshift: 'Redshift', docdb: 'DocumentDB', neptune: 'Neptune' };

/** When a rule without a schedule runs: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html */
export const USUAL_SCHEDULE = 'cron(0 5 ? * * *)';

/** Who assumes the role of a selection, and AWS's policy for it: https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html */
export const BACKUP_SERVICE = 'backup.amazonaws.com';
export const MANAGED_POLICY = 'service-role/AWSBackupServiceRolePolicyForBackup';

/** Actions of which the role needs one at least, whatever it protects: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html */
export const BACKUP_ACTIONS = [
	'dynamodb:CreateBackup', 'dynamodb:StartAwsBackupJob', 'rds:CreateDBSnapshot', 'rds:CreateDBClusterSnapshot', 'ec2:CreateSnapshot', 'ec2:CreateImage',
	'elasticfilesystem:Backup', 'fsx:CreateBackup', 's3:GetObject', 'storagegateway:CreateSnapshot', 'redshift:CreateClusterSnapshot', 'timestream:StartAwsBackupJob', 'ssm-sap:BackupDatabase', 'cloudformation:GetTemplate',
] as const;
