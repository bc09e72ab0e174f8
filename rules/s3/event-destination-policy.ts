import type { Architecture } from '../../engine/model/architecture.ts';
import type { DraftMap } from '../../engine/model/change.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import type { Answer } from '../../engine/model/value.ts';
import { allows } from '../../engine/policy/access.ts';
import { readPolicy } from '../../engine/policy/document.ts';
import { defineRule, type FixSpec, refer } from '../../engine/review/rule.ts';
import { EVENT_SOURCE } from './facts.ts';

/** A kind of destination: how a bucket names it, and how it is opened to S3. */
interface Destination {
	readonly path: string;
	readonly type: string;
	readonly action: string;
	/** The type of the policy that opens it, and how that policy names what it is about. */
	readonly opener: string;
	readonly names: string;
	readonly admits: (opener: Resource, target: Resource) => Answer;
	readonly fix: (target: Resource, openers: readonly Resource[], use: Property) => FixSpec;
}

const ACCOUNT = { '#pseudo': 'AWS::AccountId' } as const;

const DESTINATIONS: readonly Destination[] = [
	{
		path: 'LambdaConfigurations[].Function', type: 'AWS::Lambda::Function', action: 'lambda:InvokeFunction',
		opener: 'AWS::Lambda::Permission', names: 'FunctionName',
		admits: permission => permission.at('Principal').is(EVENT_SOURCE, '*'),
		fix: (target, _openers, use) => ({
			title: `Permit S3 to invoke ${target.name}`,
			change: change => change.add('AWS::Lambda::Permission', `${target.name}FromS3`, target, {
				Action: 'lambda:InvokeFunction', FunctionName: refer(target), Principal: EVENT_SOURCE, SourceAccount: { '#text': [ACCOUNT] },
			}, use),
		}),
	},
	{
		path: 'QueueConfigurations[].Queue', type: 'AWS::SQS::Queue', action: 'sqs:SendMessage',
		opener: 'AWS::SQS::QueuePolicy', names: 'Queues[]',
		admits: (policy, queue) => admits(policy, 'sqs:SendMessage', queue, 'Arn'),
		fix: (target, openers, use) => policyFix(target, openers, use, {
			type: 'AWS::SQS::QueuePolicy', list: 'Queues', statement: statement('sqs:SendMessage', refer(target, 'Arn')),
		}),
	},
	{
		path: 'TopicConfigurations[].Topic', type: 'AWS::SNS::Topic', action: 'sns:Publish',
		opener: 'AWS::SNS::TopicPolicy', names: 'Topics[]',
		admits: (policy, topic) => admits(policy, 'sns:Publish', topic, 'Ref'),
		fix: (target, openers, use) => policyFix(target, openers, use, {
			type: 'AWS::SNS::TopicPolicy', list: 'Topics', statement: statement('sns:Publish', refer(target)),
		}),
	},
];

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
		for (const destination of DESTINATIONS) {
			for (const use of bucket.all(`NotificationConfiguration.${destination.path}`)) {
				const target = design.follow(use, destination.type);
				if (!target || opened(design, destination, target, use) !== 'no') continue;
				const openers = meeting(design.pointing(destination.opener, destination.names, target).certain, use);
				const why = openers.length > 0 ? `no policy of ${target.name} lets S3 do that` : `${target.name} has no ${destination.opener.split('::').pop()} for S3`;
				report(use, `${bucket.name} sends events by ${destination.action} to ${target.name}, and ${why}; S3 refuses the notification.`, {
					related: [target, ...openers],
					fix: destination.fix(target, openers, use),
				});
			}
		}
	},
});

/** Whether S3 may deliver; maybe where a policy that cannot be followed could say so. */
function opened(design: Architecture, destination: Destination, target: Resource, use: Property): Answer {
	const { certain, possible } = design.pointing(destination.opener, destination.names, target);
	const answers = meeting(certain, use).map(opener => destination.admits(opener, target));
	if (answers.includes('yes')) return 'yes';
	return answers.includes('maybe') || possible.length > 0 || target.partial ? 'maybe' : 'no';
}

/** Those that can exist where the bucket sends: a condition may rule the one or the other out. */
function meeting(openers: readonly Resource[], use: Property): readonly Resource[] {
	return openers.filter(opener => opener.properties.together(use));
}

/** Nothing is said of the source: whether the policy narrows it to the right bucket is `s3/event-confused-deputy`'s to judge. */
function admits(policy: Resource, action: string, target: Resource, attribute: string): Answer {
	const document = readPolicy(policy.at('PolicyDocument'));
	if (!document) return 'no';
	const resource = [{ kind: 'reference', target: target.id, attribute, site: target.site } as const];
	return allows(document, { caller: { kind: 'service', name: EVENT_SOURCE }, action, resource });
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
