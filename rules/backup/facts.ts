/** Figures of AWS Backup: each has its home here, with the page that states it. Read on 2026-11-23. */

/** Days that a recovery point must stay in cold storage before it may be deleted: https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html */
export const MINIMUM_COLD_DAYS = 90;
