import { both, either, not } from '../../engine/model/value.ts';
import { hasTags } from '../../engine/queries/lifecycle-filter.ts';
import { draftRule, expiresOldVersions, someRule } from '../../engine/queries/lifecycle.ts';
import { keepsVersions } from '../../engine/queries/versioning.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/delete-markers-kept',
	title: 'Delete markers go with the last old version',
	severity: 'hint',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManagingDelMarkers.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		if (keepsVersions(bucket.at('VersioningConfiguration.Status')) !== 'yes' || someRule(bucket, expiresOldVersions) !== 'yes') return;
		// A rule that lets objects expire by age takes lone markers of that age along; markers bear no tags.
		const cleans = someRule(bucket, rule => either(rule.at('ExpiredObjectDeleteMarker').is(true), both(rule.at('ExpirationInDays').exists, not(hasTags(rule)))));
		if (cleans !== 'no') return;
		report(bucket.at('LifecycleConfiguration'), `Old versions of ${bucket.name} expire, and the delete markers above them stay for ever: listings grow slower with each.`, {
			key: true,
			fix: {
				title: 'Remove delete markers that stand alone',
				change: change => change.append(bucket, 'LifecycleConfiguration.Rules', draftRule(bucket, 'remove-delete-markers', { ExpiredObjectDeleteMarker: true })),
			},
		});
	},
});
