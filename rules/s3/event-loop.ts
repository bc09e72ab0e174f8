import { bucketArn } from '../../engine/policy/texts.ts';
import { notifications } from '../../engine/queries/events.ts';
import { allowsSome, policiesOf } from '../../engine/queries/role-policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 's3/event-loop',
	title: 'A function does not write where it is triggered',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html',
	on: 'AWS::S3::Bucket',
	review(bucket, design, report) {
		for (const { item, use, target, destination } of notifications(bucket)) {
			if (!target || destination.property !== 'Function' || item.at('Filter').exists !== 'no') continue;
			const event = item.at('Event');
			if (event.test(name => String(name).startsWith('s3:ObjectCreated:')) !== 'yes') continue;
			const role = design.follow(target.at('Role'), 'AWS::IAM::Role');
			const request = { caller: { kind: 'own account' } as const, action: 's3:PutObject', resource: bucketArn(bucket, '/*') };
			const writing = role && policiesOf(role).documents.find(document => allowsSome(document, request) === 'yes');
			if (!writing) continue;
			report(use, `${target.name} is invoked for every object that is created in ${bucket.name}, and its role ${role.name} may create objects there: each output can be the next input, without an end. No prefix keeps the two apart.`, {
				related: [event, writing.property],
			});
		}
	},
});
