import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

const ACTION = 's3:selectobjectcontent';

export default defineRule({
	id: 's3/select-retired',
	title: 'Nothing new relies on S3 Select',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/selecting-content-from-objects.html',
	on: [...policyTypes('identity'), 'AWS::S3::BucketPolicy', 'AWS::S3::AccessPoint'],
	review(resource, _design, report) {
		const said = new Set<string>();
		const scenarios = policiesIn(resource, 'identity', 'resource').flatMap(({ document }) => document.scenarios);
		for (const { effect, actions } of scenarios.flatMap(scenario => scenario.statements)) {
			for (const { property, pattern } of effect === 'Allow' ? actions.items : []) {
				const id = JSON.stringify(property.path);
				if (pattern.text.toLowerCase() !== ACTION || said.has(id)) continue;
				said.add(id);
				report(property, `${pattern.text} is S3 Select, which accounts that never used it cannot use since July 2024 (it needs s3:GetObject, and no permission of this name exists): query with Athena, or filter in the client.`, { tags: ['deprecated'] });
			}
		}
	},
});
