import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, encryptWith, hasNoOwnKey, INSTANCE } from './facts.ts';

export default defineRule({
	id: 'rds/performance-insights-key',
	title: "What Performance Insights keeps is encrypted with the customer's own key",
	severity: 'hint',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html',
	on: [INSTANCE, CLUSTER],
	fixes: 'choice',
	review(database, _design, report) {
		const [enabled, name] = database.type === INSTANCE ? ['EnablePerformanceInsights', 'PerformanceInsightsKMSKeyId'] : ['PerformanceInsightsEnabled', 'PerformanceInsightsKmsKeyId'];
		if (database.at(enabled).is(true) !== 'yes') return;
		for (const key of database.at(name).alternatives) {
			if (!hasNoOwnKey(key)) continue;
			report(key, `Performance Insights keeps statements of ${database.name}, with what they look for, under the key that AWS manages.`, { fix: encryptWith(key, 'changes behaviour') });
		}
	},
});
