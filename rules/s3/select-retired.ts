import { readPolicy } from '../../engine/policy/document.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** Where each type of resource holds its policies. */
const POLICIES: Readonly<Record<string, string>> = {
	'AWS::S3::BucketPolicy': 'PolicyDocument', 'AWS::S3::AccessPoint': 'Policy', 'AWS::IAM::ManagedPolicy': 'PolicyDocument', 'AWS::IAM::Policy': 'PolicyDocument',
	'AWS::IAM::RolePolicy': 'PolicyDocument', 'AWS::IAM::UserPolicy': 'PolicyDocument', 'AWS::IAM::GroupPolicy': 'PolicyDocument',
	'AWS::IAM::Role': 'Policies[].PolicyDocument', 'AWS::IAM::User': 'Policies[].PolicyDocument', 'AWS::IAM::Group': 'Policies[].PolicyDocument',
};
const ACTION = 's3:selectobjectcontent';

export default defineRule({
	id: 's3/select-retired',
	title: 'Nothing new relies on S3 Select',
	severity: 'information',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/selecting-content-from-objects.html',
	on: Object.keys(POLICIES),
	review(resource, _design, report) {
		const said = new Set<string>();
		for (const document of resource.all(POLICIES[resource.type]!)) {
			const elements = readPolicy(document)?.scenarios.flatMap(scenario => scenario.statements).flatMap(statement => statement.actions.items) ?? [];
			for (const { property, pattern } of elements) {
				const id = JSON.stringify(property.path);
				if (pattern.text.toLowerCase() !== ACTION || said.has(id)) continue;
				said.add(id);
				report(property, `${pattern.text} is S3 Select, which accounts that never used it cannot use since July 2024 (it needs s3:GetObject, and no permission of this name exists): query with Athena, or filter in the client.`, { tags: ['deprecated'] });
			}
		}
	},
});
