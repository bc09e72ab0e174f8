import type { Architecture } from '../../engine/model/architecture.ts';
import type { DraftMap } from '../../engine/model/change.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import type { Answer } from '../../engine/model/value.ts';
import { type Destination, admits, notifications, openers } from '../../engine/queries/events.ts';
import { defineRule, type FixSpec, refer } from '../../engine/review/rule.ts';
import { EVENT_SOURCE } from './facts.ts';

const ACCOUNT = { '#pseudo': 'AWS::AccountId' } as const;

export default defineRule({
	id: 's3/event-destination-policy',
	title: 'S3 may deliver events to their destinations',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
	on: 'AWS::S3::Bucket',
	fixes: 'fix',
	review(bucket, design, report) {
		for (const { destination, use, target } of notifications(bucket)) {
			if (!target || opened(design, destination, target, use) !== 'no') continue;
			const { certain } = openers(design, destination, target, use);
			const why = certain.length > 0 ? `no policy of ${target.name} lets S3 do that` : `${target.name} has no ${destination.opener.split('::').pop()} for S3`;
			report(use, `${bucket.name} sends events by ${destination.action} to ${target.name}, and ${why}; S3 refuses the notification.`, {
				related: [target, ...certain],
				fix: fixOf(destination, target, certain, use),
			});
		}
	},
});

/** Whether S3 may deliver; maybe where a policy that cannot be followed could say so. */
function opened(design: Architecture, destination: Destination, target: Resource, use: Property): Answer {
	const { certain, possible } = openers(design, destination, target, use);
	const answers = certain.map(opener => admits(destination, opener, target, EVENT_SOURCE));
	if (answers.includes('yes')) return 'yes';
	return answers.includes('maybe') || possible.length > 0 || target.partial ? 'maybe' : 'no';
}

function fixOf({ opener, action, arn, names }: Destination, target: Resource, existing: readonly Resource[], use: Property): FixSpec {
	return opener === 'AWS::Lambda::Permission' ? {
		title: `Permit S3 to invoke ${target.name}`,
		change: change => change.add(opener, `${target.name}FromS3`, target, {
			Action: action, FunctionName: refer(target), Principal: EVENT_SOURCE, SourceAccount: { '#text': [ACCOUNT] },
		}, use),
	} : policyFix(target, existing, use, { type: opener, list: names.replace('[]', ''), statement: statement(action, refer(target, arn)) });
}

function statement(action: string, resource: ReturnType<typeof refer>): DraftMap {
	return {
		Sid: 'AllowS3Events',
		Effect: 'Allow',
		Principal: { Service: EVENT_SOURCE },
		Action: action,
		Resource: resource,
		Condition: { StringEquals: { 'aws:SourceAccount': { '#text': [ACCOUNT] } } },
	};
}

function policyFix(target: Resource, openers: readonly Resource[], use: Property, policy: { type: string; list: string; statement: DraftMap }): FixSpec {
	const existing = openers[0];
	return {
		title: `Let S3 send events to ${target.name}`,
		change: change => (existing
			? change.append(existing, 'PolicyDocument.Statement', policy.statement)
			: change.add(policy.type, `${target.name}Policy`, target, {
				[policy.list]: [refer(target)], PolicyDocument: { Version: '2012-10-17', Statement: [policy.statement] },
			}, use)),
	};
}
