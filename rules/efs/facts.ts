/** Figures of Amazon EFS: each has its home here, with the page that states it. Read on 2026-11-24. */

/** NFS, by which every client mounts: https://docs.aws.amazon.com/efs/latest/ug/network-access.html */
export const NFS_PORT = 2049;

/** What lifecycle policies count, in days: https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html */
export function lifecycleDays(policy: string | undefined): number | undefined {
	const days = /^AFTER_(\d+)_DAYS?$/.exec(policy ?? '')?.[1];
	return days === undefined ? undefined : Number(days);
}

/** The steps that lifecycle policies know, in days: https://docs.aws.amazon.com/efs/latest/ug/API_LifecyclePolicy.html */
export const LIFECYCLE_STEPS = [1, 7, 14, 30, 60, 90, 180, 270, 365] as const;
