import { draftRule } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/lifecycle',
	title: 'Buckets have a lifecycle configuration',
	severity: 'information',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		// S3 takes no lifecycle configuration where MFA delete is on; and how long logs are kept is a question of its own.
		if (bucket.at('VersioningConfiguration.MFADelete').is('Enabled') !== 'no') return;
		if (design.pointing('AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName', bucket).certain.length > 0) return;
		for (const configuration of bucket.at('LifecycleConfiguration').alternatives) {
			if (configuration.exists !== 'no') continue;
			report(configuration, `No lifecycle rule moves or deletes the objects of ${bucket.name}: each stays in the class that it was written to, for ever.`, {
				fix: {
					title: 'Move objects to Intelligent-Tiering, which follows their use',
					effect: 'changes behaviour',
					change: change => change.append(bucket, 'LifecycleConfiguration.Rules',
						draftRule(bucket, 'follow-use', { Transitions: [{ TransitionInDays: 0, StorageClass: 'INTELLIGENT_TIERING' }] })),
				},
			});
		}
	},
});
