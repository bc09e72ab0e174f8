import { hasTags } from '../../engine/queries/lifecycle-filter.ts';
import { lifecycleRules, ruleName } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_ELEMENTS, ownRuleFix } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-delete-marker-conflict',
	title: 'The clean-up of delete markers stands alone',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: LIFECYCLE_ELEMENTS,
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const rule of lifecycleRules(bucket)) {
			for (const marker of rule.at('ExpiredObjectDeleteMarker').alternatives) {
				if (marker.is(true) !== 'yes') continue;
				const expiration = [rule.at('ExpirationInDays'), rule.at('ExpirationDate')].flatMap(one => one.alternatives)
					.find(one => one.exists === 'yes' && one.together(marker));
				if (expiration) {
					report(marker, `In ${ruleName(rule)} ${marker.label} stands beside ${expiration.label}; S3 takes one of them, and where objects expire it removes their last delete markers by itself.`, {
						related: [expiration],
						fix: { title: `Remove ${marker.label}`, change: change => change.remove(marker) },
					});
				} else if (hasTags(rule) === 'yes') {
					report(marker, `In ${ruleName(rule)} ${marker.label} stands beside a tag filter; delete markers bear no tags, and S3 rejects the rule.`, {
						related: [rule.at('TagFilters')],
						fix: ownRuleFix(rule, 'ExpiredObjectDeleteMarker', 'delete markers', true),
					});
				}
			}
		}
	},
});
