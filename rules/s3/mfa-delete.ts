import { keepsVersions } from '../../engine/queries/versioning.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/mfa-delete',
	title: 'Deleting versions asks for a second factor',
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		// S3 takes one of the two, MFA delete or a lifecycle configuration.
		if (keepsVersions(bucket.at('VersioningConfiguration.Status')) !== 'yes' || bucket.at('LifecycleConfiguration').exists !== 'no') return;
		// Where the design cannot state it (CloudFormation), it is absent and nothing is known.
		for (const mfa of bucket.at('VersioningConfiguration.MFADelete').alternatives) {
			if (mfa.is('Disabled') !== 'yes') continue;
			report(mfa, `Whoever has the right credentials can delete versions of ${bucket.name} for good; MFA delete would also ask the root user's device.`);
		}
	},
});
