import { both } from '../../engine/model/value.ts';
import { isForAll } from '../../engine/queries/lifecycle-filter.ts';
import { draftRule, lifecycleRules, someRule } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ABORT_UPLOADS_AFTER } from './facts.ts';

export default defineRule({
	id: 's3/incomplete-uploads-kept',
	title: 'Incomplete uploads are aborted',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		// S3 takes no lifecycle configuration where MFA delete is on.
		if (bucket.at('VersioningConfiguration.MFADelete').is('Enabled') !== 'no') return;
		if (someRule(bucket, rule => both(rule.at('AbortIncompleteMultipartUpload').exists, isForAll(rule))) !== 'no') return;
		const some = lifecycleRules(bucket).map(rule => rule.at('AbortIncompleteMultipartUpload')).filter(one => one.exists === 'yes');
		report(bucket.at('LifecycleConfiguration'), `${some.length > 0 ? 'Not all' : 'No'} incomplete multipart uploads to ${bucket.name} are ever aborted: their parts are billed, and no listing shows them.`, {
			key: true,
			related: some,
			fix: {
				title: `Abort incomplete uploads after ${ABORT_UPLOADS_AFTER} days`,
				change: change => change.append(bucket, 'LifecycleConfiguration.Rules',
					draftRule(bucket, 'abort-incomplete-uploads', { AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_UPLOADS_AFTER } })),
			},
		});
	},
});
