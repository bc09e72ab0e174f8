/** Whether buckets keep versions of their objects. */
import type { Property } from '../model/resource.ts';
import { type Answer, either } from '../model/value.ts';

/**
 * Asked of a bucket's `VersioningConfiguration.Status`, or of one alternative of it. Where nothing is said, Object Lock says it:
 * S3 turns versioning on when it creates a bucket with a lock.
 */
export function keepsVersions(status: Property): Answer {
	const enabled = status.is('Enabled');
	return status.exists === 'no' ? either(enabled, status.resource.at('ObjectLockEnabled').is(true)) : enabled;
}
