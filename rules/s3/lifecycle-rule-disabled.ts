import { lifecycleRules, ruleName } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_ELEMENTS } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-rule-disabled',
	title: 'Lifecycle rules are in force',
	severity: 'hint',
	pillar: 'operations',
	since: '0.1.0',
	source: LIFECYCLE_ELEMENTS,
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		for (const rule of lifecycleRules(bucket)) {
			// A status under a condition is in force somewhere.
			const status = rule.at('Status');
			if (status.is('Disabled') !== 'yes') continue;
			report(status, `${ruleName(rule).replace('rule', 'Rule')} of ${bucket.name} is disabled and does nothing.`, { tags: ['unnecessary'] });
		}
	},
});
