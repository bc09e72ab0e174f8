
import type { Property, Resource } from '../../engine/model/resource.ts';
import { notifications } from '../../engine/queries/events.ts';
import { serviceMayUse } from '../../engine/queries/key-access.ts';
import { keyOf } from '../../engine/queries/key-uses.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { EVENT_SOURCE } from './facts.ts';

const ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'] as const;

export default defineRule({
	id: 's3/event-encrypted-destination',
	title: 'S3 may use the key of an encrypted destination',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, design, report) {
		for (const { use, target, destination } of notifications(bucket)) {
			if (!target || destination.property === 'Function') continue;
			for (const id of target.at('KmsMasterKeyId').alternatives) {
				if (!id.together(use)) continue;
				const managed = /(^|[:/])alias\/aws\/(sqs|sns)$/.exec(id.string ?? '')?.[2];
				const key = keyOf(id, design);
				if (managed) {
					report(use, `${target.name} is encrypted with the AWS-managed key alias/aws/${managed}, which S3 can never use: events of ${bucket.name} are lost.`, {
						related: [id],
						...(managed === 'sqs' && { fix: ownKeys(target, id) }),
					});
				} else if (key && serviceMayUse(key, EVENT_SOURCE, ACTIONS) === 'no') {
					const policy = key.at('KeyPolicy');
					report(use, `${target.name} is encrypted with ${key.name}, whose policy does not let ${EVENT_SOURCE} call ${ACTIONS.join(' and ')}: events of ${bucket.name} are lost.`, {
						related: [id, key],
						...(policy.exists === 'yes' && { fix: grant(key) }),
					});
				}
			}
		}
	},
});

function ownKeys(queue: Resource, id: Property): FixSpec {
	return { title: 'Encrypt with keys of SQS instead', preferred: false, change: change => change.remove(id).set(queue, 'SqsManagedSseEnabled', true) };
}

function grant(key: Resource): FixSpec {
	return {
		title: `Let S3 use ${key.name}`,
		change: change => change.append(key, 'KeyPolicy.Statement', {
			Sid: 'AllowS3Events', Effect: 'Allow', Principal: { Service: EVENT_SOURCE }, Action: [...ACTIONS], Resource: '*',
			Condition: { StringEquals: { 'aws:SourceAccount': { '#text': [{ '#pseudo': 'AWS::AccountId' }] } } },
		}),
	};
}
