import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/website-routing-rule',
	title: 'A routing condition says when it holds',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_Condition.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		for (const condition of bucket.all('WebsiteConfiguration.RoutingRules[].RoutingRuleCondition')) {
			const says = [condition.at('KeyPrefixEquals'), condition.at('HttpErrorCodeReturnedEquals')];
			if (condition.exists !== 'yes' || !says.every(one => one.exists === 'no')) continue;
			report(condition, `This routing rule of ${bucket.name} has a condition that names neither ${says[0]!.label} nor ${says[1]!.label}; S3 rejects it. Without any condition a rule applies to every request.`, { key: true });
		}
	},
});
