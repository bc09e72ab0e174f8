import { draftRule, expiresOldVersions, someRule } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { KEEP_OLD_VERSIONS } from './facts.ts';

export default defineRule({
	id: 's3/versioning-suspended',
	title: 'Suspended versioning leaves no versions behind',
	severity: 'information',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/VersionSuspendedBehavior.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		for (const status of bucket.at('VersioningConfiguration.Status').alternatives) {
			// That nothing new is kept is said by the rule on versioning; here it is about what is there already.
			if (status.is('Suspended') !== 'yes' || someRule(bucket, expiresOldVersions) !== 'no') continue;
			report(status, `Suspending versioning deletes nothing: the versions that ${bucket.name} has kept so far stay, and are billed, as no lifecycle rule expires them.`, {
				fix: [
					{
						title: `Expire old versions after ${KEEP_OLD_VERSIONS} days`,
						effect: 'changes behaviour',
						change: change => change.append(bucket, 'LifecycleConfiguration.Rules',
							draftRule(bucket, 'expire-old-versions', { NoncurrentVersionExpiration: { NoncurrentDays: KEEP_OLD_VERSIONS } })),
					},
					{ title: `Enable versioning on ${bucket.name}`, effect: 'changes behaviour', change: change => change.set(status, 'Enabled') },
				],
			});
		}
	},
});
