import type { Property, Resource } from '../../engine/model/resource.ts';
import type { PolicyDocument } from '../../engine/policy/document.ts';
import { intersects, pattern } from '../../engine/policy/patterns.ts';
import { bucketArn } from '../../engine/policy/texts.ts';
import { notifications } from '../../engine/queries/events.ts';
import { allowsSome, policiesOf } from '../../engine/queries/role-policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** The events of objects that a program makes; `Post` is a browser's form. */
const CREATED = ['*', 'Put', 'Copy', 'CompleteMultipartUpload'].map(kind => `s3:ObjectCreated:${kind}`);

export default defineRule({
	id: 's3/event-loop',
	title: 'A function does not write where it is triggered',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html',
	on: 'AWS::S3::Bucket',
	review(bucket, _design, report) {
		const invoked = new Set<string>();
		for (const { item, use, target, destination } of notifications(bucket)) {
			const event = item.at('Event');
			if (!target || invoked.has(target.id) || destination.property !== 'Function' || item.at('Filter').exists !== 'no' || event.is(...CREATED) !== 'yes') continue;
			const writing = grantToWrite(target, bucket);
			if (!writing) continue;
			invoked.add(target.id);
			report(use, `${target.name} is invoked for every object that is created in ${bucket.name}, and its role ${writing.role.name} may create objects there: each output can be the next input, without an end. No prefix keeps the two apart.`, {
				related: [event, writing.policy],
			});
		}
	},
});

/** The policy by which the function may create objects in the bucket; none where something else could take that back. */
function grantToWrite(lambda: Resource, bucket: Resource): { readonly role: Resource; readonly policy: Property } | undefined {
	const role = bucket.design.follow(lambda.at('Role'), 'AWS::IAM::Role');
	if (role?.at('PermissionsBoundary').exists !== 'no') return undefined;
	const request = { caller: { kind: 'own account' } as const, action: 's3:PutObject', resource: bucketArn(bucket, '/*') };
	const { documents } = policiesOf(role);
	const document = documents.find(one => allowsSome(one, request) === 'yes');
	return document && !documents.some(deniesWriting) ? { role, policy: document.property } : undefined;
}

/** A denial that is about the writing of objects can keep the function from its own input. */
function deniesWriting({ scenarios }: PolicyDocument): boolean {
	const put = pattern('s3:PutObject', { fold: true });
	return scenarios.some(({ statements }) => statements.some(({ effect, actions }) => effect !== 'Allow' && (actions.negated || actions.open || actions.items.some(one => intersects(one.pattern, put) !== 'no'))));
}
