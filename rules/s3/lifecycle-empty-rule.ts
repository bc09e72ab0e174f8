import type { Property } from '../../engine/model/resource.ts';
import { type Answer, either } from '../../engine/model/value.ts';
import { lifecycleActions, lifecycleRules, ruleName } from '../../engine/queries/lifecycle.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_ELEMENTS } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-empty-rule',
	title: 'A lifecycle rule does something',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: LIFECYCLE_ELEMENTS,
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		for (const rule of lifecycleRules(bucket)) {
			if (rule.exists !== 'yes' || either(...lifecycleActions(rule).map(isWritten)) !== 'no') continue;
			const id = rule.at('Id');
			report(id.exists === 'yes' ? id : rule, `${ruleName(rule).replace('rule', 'Rule')} of ${bucket.name} has no action: it neither moves nor deletes anything, and S3 rejects it.`);
		}
	},
});

/** An empty list is no action. */
function isWritten(action: Property): Answer {
	if (action.exists !== 'yes') return action.exists;
	const items = action.items;
	return items.length > 0 ? 'yes' : items.complete === 'yes' ? 'no' : 'maybe';
}
