import { hasSizes, hasTags } from '../../engine/queries/lifecycle-filter.ts';
import { lifecycleRules, ruleName } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ownRuleFix } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-multipart-filter',
	title: 'Rules that abort incomplete uploads filter by prefix only',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, _design, report) {
		for (const rule of lifecycleRules(bucket)) {
			const tags = hasTags(rule) === 'yes';
			if (!tags && hasSizes(rule) !== 'yes') continue;
			const filters = [rule.at('TagFilters'), rule.at('ObjectSizeGreaterThan'), rule.at('ObjectSizeLessThan')].filter(one => one.exists === 'yes');
			for (const abort of rule.at('AbortIncompleteMultipartUpload').alternatives) {
				if (abort.exists !== 'yes' || !filters.some(one => one.together(abort))) continue;
				const days = abort.at('DaysAfterInitiation').number;
				report(abort, `In ${ruleName(rule)} incomplete uploads are picked by ${tags ? 'tag' : 'size'}, which they do not have yet; S3 rejects the rule.`, {
					key: true,
					related: filters,
					...(days !== undefined && { fix: ownRuleFix(rule, 'AbortIncompleteMultipartUpload', 'incomplete uploads', { DaysAfterInitiation: days }) }),
				});
			}
		}
	},
});
