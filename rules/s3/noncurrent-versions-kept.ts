import { draftRule, expiresOldVersions, someRule } from '../../engine/queries/lifecycle.ts';
import { keepsVersions } from '../../engine/queries/versioning.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { KEEP_OLD_VERSIONS } from './facts.ts';

export default defineRule({
	id: 's3/noncurrent-versions-kept',
	title: 'Old versions expire',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		// S3 takes no lifecycle configuration where MFA delete is on.
		if (keepsVersions(bucket.at('VersioningConfiguration.Status')) !== 'yes' || bucket.at('VersioningConfiguration.MFADelete').is('Enabled') !== 'no') return;
		if (someRule(bucket, expiresOldVersions) !== 'no') return;
		report(bucket.at('LifecycleConfiguration'), `${bucket.name} keeps versions and no lifecycle rule expires the old ones: each overwrite and each delete adds to the bill for ever.`, {
			key: true,
			fix: {
				title: `Expire old versions after ${KEEP_OLD_VERSIONS} days`,
				effect: 'changes behaviour',
				change: change => change.append(bucket, 'LifecycleConfiguration.Rules',
					draftRule(bucket, 'expire-old-versions', { NoncurrentVersionExpiration: { NoncurrentDays: KEEP_OLD_VERSIONS } })),
			},
		});
	},
});
