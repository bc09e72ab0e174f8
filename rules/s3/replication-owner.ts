import type { Resource } from '../../engine/model/resource.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/replication-owner',
	title: 'Replicas in another account belong to that account',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		for (const destination of bucket.all('ReplicationConfiguration.Rules[].Destination')) {
			const replica = design.follow(destination.at('Bucket'), 'AWS::S3::Bucket');
			const account = destination.at('Account');
			const override = destination.at('AccessControlTranslation');
			if (override.exists === 'yes' && account.exists === 'no') {
				const theirs = replica?.at('@Account').string;
				const fix: FixSpec | undefined = theirs === undefined ? undefined : { title: `Name the account ${theirs}`, change: change => change.set(account, theirs) };
				report(account, `${bucket.name} hands its replicas over to the destination's owner and does not say which account that is; S3 refuses AccessControlTranslation without the account.`, {
					severity: 'error', related: [override], ...(fix && { fix }),
				});
			}
			const theirs = account.string;
			if (override.exists !== 'no' || !theirs || !/^\d{12}$/.test(theirs) || account.assumed.length > 0 || bucket.at('@Account').string === theirs || disownsNobody(replica)) continue;
			report(account, `Replicas in account ${theirs} stay the property of the account of ${bucket.name}: unless that bucket has ACLs disabled, its owner cannot even read them.`, {
				fix: { title: `Give the replicas to ${theirs}`, effect: 'changes behaviour', change: change => change.set(override, 'Owner', 'Destination') },
			});
		}
	},
});

/** Where ACLs are disabled, as by default, the bucket's owner owns what comes in. */
function disownsNobody(replica: Resource | undefined): boolean {
	if (!replica) return false;
	const controls = replica.all('OwnershipControls.Rules[].ObjectOwnership');
	return controls.length === 0 || controls.some(one => one.is('BucketOwnerEnforced') !== 'no');
}
